"""Lines made whole: words parted at a line's end are joined, compounds keep their hyphen.

Input is lines; output is paragraphs and where each line begins in them. Evidence is taken from the same text first,
then from a list of English words. Caution: where neither knows the word it is joined, as most hyphens at line ends are
soft.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

TAIL = 200  # letters: no word is longer
_END = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*)([-\u00ad\u2010])$")
_START = re.compile(r"^[^\W\d_]+")
# Each begins where a word begins: tried at every letter of it, a very long one would take for ever.
_PARTED = re.compile(r"(?<![^\W\d_])[^\W\d_]+[-\u00ad\u2010]$")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
_PREFIXES = {"self", "ex", "well", "half", "so", "non", "anti", "pro", "vice", "all", "cross", "co"} | _TENS


@cache
def _listed() -> frozenset[str]:
    """English words, from the vocabulary that ships with the attribution model."""
    path = Path(__file__).resolve().parents[2] / "models" / "attribution_vocabulary.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


def joined_lines(paragraphs: list[list[str]]) -> tuple[list[str], list[list[int]]]:
    """Each paragraph as one line, and the offsets at which its lines begin in it.

    >>> joined_lines([["The infor-", "mation was well-", "known."]])
    (['The information was well-known.'], [[0, 9, 25]])
    """
    rule = cache(lambda: _keeps_hyphen(paragraphs))  # most texts have no parted word, and need none

    def keeps(first: str, second: str) -> bool:
        return rule()(first, second)

    texts, offsets = [], []
    for lines in paragraphs:
        # Only the end of what is written is looked at, so that a long paragraph takes no longer a line.
        done, written, tail, at = [], 0, "", []
        for line in lines:
            tail = _before(tail, line, keeps)
            at.append(written + len(tail))
            tail += line
            done.append(tail[:-TAIL])
            written, tail = written + len(done[-1]), tail[-TAIL:]
        texts.append("".join(done) + tail)
        offsets.append(at)
    return texts, offsets


def _before(text: str, line: str, keeps: Callable[[str, str], bool]) -> str:
    """The text so far, made ready for the next line: with a space, without its last hyphen, or as it is."""
    end, start = _END.search(text), _START.search(line)
    if end and end.group(2) == "\u00ad":
        return text[:-1]
    if not end:
        # A dash or a number before the hyphen belongs to the text; only a hyphen after a digit takes no space.
        return text if not text or re.search(r"\d[-\u2010–]$", text) else text + " "
    if not start or not start.group()[0].islower():
        return text
    return text if keeps(end.group(1), start.group()) else text[:-1]


def _keeps_hyphen(paragraphs: list[list[str]]) -> Callable[[str, str], bool]:
    """A rule for this text: does a word parted into these two keep its hyphen?"""
    words, compounds = set(), set()
    for lines in paragraphs:
        for line in lines:
            whole = _PARTED.sub("", line.casefold())  # the parted word itself is no evidence
            words.update(re.findall(r"[^\W\d_]+", re.sub(_COMPOUND, " ", whole)))
            compounds.update(compound.replace("\u2010", "-") for compound in _COMPOUND.findall(whole))

    def keeps(first: str, second: str) -> bool:
        first, second = first.casefold(), second.casefold()
        if any(compound.startswith(f"{first}-{second}") for compound in compounds):
            return True
        if first + second in words:
            return False
        if first in _PREFIXES and (first not in _TENS or second in _listed()):
            return first + second not in _listed()
        if first + second in _listed():
            return False
        return all(len(part) > 2 and (part in words or part in _listed()) for part in (first, second))

    return keeps
