"""Texts that were encoded twice: “â€™” where “’” should stand.

Input and output are texts. Caution: a few such places may be quoted on purpose, so nothing is changed unless nearly all
letters beyond ASCII are of this kind.
"""

import re


def undoubled(text: str) -> tuple[str, str]:
    """A text that was encoded twice, decoded once more, and a note that says so; any other text as it is.

    >>> undoubled("It’s the café’s, she said – or not.".encode().decode("cp1252"))[0]
    'It’s the café’s, she said – or not.'
    """
    runs = re.findall(r"[^\x00-\x7f]+", text)
    mended = {run: better for run in set(runs) if (better := _once_more(run))}
    count = sum(run in mended for run in runs)
    if count < 3 or count < 0.9 * len(runs):
        return text, ""
    example, better = next((run, mended[run]) for run in runs if run in mended)
    note = f"{count} places were encoded twice and have been decoded once more, for instance {example!r} to {better!r}."
    return re.sub(r"[^\x00-\x7f]+", lambda run: mended.get(run.group(), run.group()), text), note


def _once_more(run: str) -> str:
    # Windows-1252 leaves five bytes without a character; those pass through as Latin-1 has them.
    content = b"".join(_byte(character) for character in run)
    if len(run) < 2 or not content:
        return ""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1") if ord(character) < 256 else b"\xff"
