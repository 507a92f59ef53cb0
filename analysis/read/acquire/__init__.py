"""Bytes in, text out: web pages, PDF, Word, Markdown and plain text, each read in a process of its own.

Input is bytes with what is known of them; output is an `Extract`. Nothing is fetched and nothing is kept here.
Caution: which part of a page is its article is found by rules; look at the text before you count in it.
"""

from analysis.read.acquire.parsing import MAX_BYTES
from analysis.read.acquire.record import Extract

__all__ = ["MAX_BYTES", "Extract", "extract"]


def extract(content: bytes, *, name: str = "", media: str = "", encoding: str = "", url: str = "") -> Extract:
    """The text of a page or file and what it says of itself.

    Parameters
    ----------
    name : the file's name; it tells Markdown from plain text, and errors begin with it.
    media : the media type it came with, such as a server's Content-Type.
    encoding : the encoding of HTML or text; by default it is found, or refused where it cannot be told.
    url : the address it came from; `Extract.url` is the one the page gives for itself.

    Raises
    ------
    CrossreadError
        One sentence, where the bytes are no text, a damaged or encrypted file, a page without an article, or more than
        30 seconds, 2 GiB of memory or 20 MB allow.

    >>> found = extract(b"Trams stopped\\n\\nA swan sat between the rails of two lines for an hour.", name="swan.txt")
    >>> found.title, found.media, found.encoding
    ('Trams stopped', 'text', 'utf-8')
    """
    from analysis.read.acquire.limits import limited

    known = {"name": name, "media": media, "encoding": encoding, "url": url}
    return limited(bytes(content), {key: str(value or "") for key, value in known.items()})
