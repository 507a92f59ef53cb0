"""A source under the name by which the alias file of a corpus lists it.

Input is a source and the names of the file, output is the source, renamed where its name is one of the listed forms.
Caution: the file rules: a form such as "the government" stands for its entity in every document.
"""

from collections.abc import Iterable
from dataclasses import replace

from analysis.read.segments import TOKEN, token_norm
from analysis.read.sources.nouns import PEOPLE, noun
from analysis.read.sources.types import BODY, COLLECTIVE, OFFICIAL, OUTLET, UNNAMED

Forms = dict[tuple[str, ...], list[tuple[tuple[int, ...], str]]]
OTHER = "-"  # the label of words that name something else


def alias_forms(names: Iterable) -> Forms:
    """The forms of all actors by their words: the capitals each asks for, and its entity ("" for nobody).

    >>> from analysis.read.names import Name
    >>> alias_forms([Name("Harbour Board", "actor", "HB", ("HB", "the board"))])
    {('hb',): [((2,), 'Harbour Board')], ('board',): [((0,), 'Harbour Board')]}
    """
    found: Forms = {}
    for name in names:
        if name.kind != "actor":
            continue
        for form in name.forms:
            words = _words(form)
            if words:
                capitals = tuple(_capitals(word) for word, _ in words)
                entity = "" if name.label == OTHER else name.entity
                found.setdefault(tuple(norm for _, norm in words), []).append((capitals, entity))
    return found


def _words(text: str) -> list[tuple[str, str]]:
    """The words of a name with their matching forms, the article at its head left out."""
    words = [(match.group(), token_norm(match)) for match in TOKEN.finditer(text)]
    return words[1:] if len(words) > 1 and words[0][1] in ("the", "a", "an") else words


def _capitals(word: str) -> int:
    return 2 if (word.isupper() and word[1:2].isalpha()) or word[1:2] == "." else int(word[0].isupper())


def aliased(one, listed: Forms):
    """A `Source` under its entity's name, where its name is listed; unchanged elsewhere."""
    if one.mention is None or one.type == OUTLET:
        return one
    words = _words(one.name)
    for capitals, entity in listed.get(tuple(norm for _, norm in words), ()):
        written = all(word[:n].isupper() for (word, _), n in zip(words, capitals, strict=True) if n)
        if written and entity and entity != one.name:
            kind = one.type
            heads = [noun(word) for word, _ in words]
            if kind in (OFFICIAL, UNNAMED, COLLECTIVE) and not any(head and head.kind in PEOPLE for head in heads):
                kind = BODY
            reason = one.reason if one.reason != "as written" else ""
            listed_as = f"'{one.name}' is listed under '{entity}'"
            reason = f"{reason}; {listed_as}" if reason else listed_as
            return replace(one, name=entity, type=kind, reason=reason, resolved=True)
    return one
