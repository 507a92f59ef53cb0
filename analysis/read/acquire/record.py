"""What was read from a page or a file: its text and what it says of itself.

Input and output are plain values, so that a record passes from the reading process to the asking one as JSON.
"""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from analysis.read.acquire.cleaning import clean_line, clean_text, plain_letters


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a page or file: title line, blank line, paragraphs parted by blank lines; and what is known of it.

    `language` is an ISO 639-1 code; `pages` gives number, start and end of each PDF page as offsets into `text`;
    `notes` are sentences for the reader. What could not be told is empty.
    """

    text: str
    title: str = ""
    publisher: str = ""
    date: datetime.date | None = None
    language: str = ""
    url: str = ""
    media: str = ""
    encoding: str = ""
    pages: tuple[tuple[int, int, int], ...] = ()
    notes: tuple[str, ...] = ()


def as_values(extract: Extract) -> dict[str, object]:
    """The record as values that JSON can hold.

    >>> as_values(Extract("A text.\\n", date=datetime.date(2020, 5, 4)))["date"]
    '2020-05-04'
    """
    return asdict(extract) | {"date": extract.date.isoformat() if extract.date else ""}


def from_values(values: dict) -> Extract:
    """The record that `as_values` has taken apart.

    >>> from_values(as_values(Extract("A text.\\n", pages=((1, 0, 7),)))).pages
    ((1, 0, 7),)
    """
    date = datetime.date.fromisoformat(values["date"]) if values["date"] else None
    pages = tuple(tuple(page) for page in values["pages"])
    return Extract(**values | {"date": date, "pages": pages, "notes": tuple(values["notes"])})


def joined(blocks: Iterable[str], title: str = "") -> str:
    """Title and blocks as one text; the title leads and is not said twice.

    >>> joined(["Tram stopped", "A swan sat on the rails."], "Tram  stopped")
    'Tram stopped\\n\\nA swan sat on the rails.\\n'
    """
    title = clean_line(title)
    blocks = [text for block in blocks if (text := clean_text(plain_letters(block)))]
    if title:
        # A page repeats its headline at the very top; further down the same words may be a sentence of the text.
        near = [same_words(block, title) for block in blocks[:4]]
        blocks = [block for i, block in enumerate(blocks) if i >= len(near) or not near[i]]
    return "\n\n".join(([title] if title else []) + blocks) + "\n" if blocks or title else ""


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same letters and digits, in whatever case and with whatever marks.

    >>> same_words("Trams stopped!", "TRAMS stopped")
    True
    """
    return _letters(one) == _letters(other)


def _letters(line: str) -> str:
    return "".join(character for character in line.casefold() if character.isalnum())


def with_notes(extract: Extract, *notes: str) -> Extract:
    """The record with further notes; empty ones are left away."""
    return replace(extract, notes=extract.notes + tuple(note for note in notes if note))
