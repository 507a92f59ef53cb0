"""Words and phrases of a list, found in a document: whole tokens, the longest first, never two in one place.

Input is expressions with the entry each belongs to, output is hits as spans into the untouched text. Phrases do not
cross sentence ends. Caution: a list finds forms, not meanings; the hits are there to be read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.read.segments import TOKEN, Token, token_norm

if TYPE_CHECKING:
    from analysis.read.document import Document


@dataclass(frozen=True, slots=True)
class Expression:
    """A form to look for: its norms, for each how many capitals must head it, and its entry's number."""

    norms: tuple[str, ...]
    capitals: tuple[int, ...]
    lower: bool
    entry: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression found: the run of tokens `document.tokens[first:last]` and the entry's number."""

    first: int
    last: int
    entry: int


def expression(written: str, entry: int, *, capitals: bool = False, lower: bool = False) -> Expression:
    """A form as it is looked for, read by the same token rule as the texts.

    Parameters
    ----------
    capitals : a word written with a capital here counts only where the text has one too ("the Resistance"), and an
        acronym only where two capitals head it.
    lower : the form counts only where it is written in lower case ("may", not "May").

    >>> expression("Iranian Resistance", 7, capitals=True)
    Expression(norms=('iranian', 'resistance'), capitals=(1, 1), lower=False, entry=7)
    """
    found = list(TOKEN.finditer(written))
    asked = tuple(_capitals(match.group()) if capitals else 0 for match in found)
    return Expression(tuple(map(token_norm, found)), asked, lower, entry)


def _capitals(word: str) -> int:
    """How many capitals a word asks for at its head: an acronym two ("WHO" is not "Who"), a name one."""
    return 2 if (word.isupper() and word[1:2].isalpha()) or word[1:2] == "." else int(word[0].isupper())


def hits(document: "Document", expressions: Iterable[Expression]) -> Iterator[Hit]:
    """Where the expressions stand, from left to right; the longest wins, then what asks for more capitals.

    >>> listed = [expression("fact", 0), expression("in fact", 1)]
    >>> from analysis.read.document import Document
    >>> document = Document(id="x", text="In fact it is a fact.")
    >>> [(hit.entry, hit.first, hit.last) for hit in hits(document, listed)]
    [(1, 0, 2), (0, 5, 6)]
    """
    by_first = defaultdict(list)
    for listed in expressions:
        if listed.norms:
            by_first[listed.norms[0]].append(listed)
    for group in by_first.values():
        group.sort(key=lambda listed: (-len(listed.norms), -sum(listed.capitals)))
    tokens, i = document.tokens, 0
    while i < len(tokens):
        for listed in by_first.get(tokens[i].norm, ()):
            run = tokens[i : i + len(listed.norms)]
            if _is_written(run, listed):
                yield Hit(i, i + len(run), listed.entry)
                i += len(run)
                break
        else:
            i += 1


def _is_written(run: tuple[Token, ...], listed: Expression) -> bool:
    if tuple(token.norm for token in run) != listed.norms or run[0].sentence != run[-1].sentence:
        return False
    if listed.lower and any(token.text != token.text.lower() for token in run):
        return False
    return all(token.text[:asked].isupper() for token, asked in zip(run, listed.capitals, strict=True) if asked)
