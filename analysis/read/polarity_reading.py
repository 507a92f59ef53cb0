"""What a sentence states and what it denies, word by word.

Input is a sentence, output is its words, each stated, denied or unclear, with the cues that made them so. Caution: no
grammar is read; a cue falls on the nearest word that can carry it, and content words further on in its clause are held
to be unclear, neither stated nor denied.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.read.attribution.rules.phrases import PREPOSITIONS
from analysis.read.light_stems import light_stem
from analysis.read.polarity_cues import (
    CLAUSE_OPENERS,
    EMPTY,
    PARTIAL,
    Mark,
    clause_numbers,
    hedge_marks,
    is_negated_auxiliary,
    negation_marks,
)
from analysis.read.segments import Sentence, Token, tokens
from analysis.read.zones import Span

LOOK = 40  # words that are looked at to either side of a cue, so that a text without full stops stays linear
ASIDE = 3  # words of a parenthesis between a cue and what it denies
REACH = {"clause": 6, "back": 6, "determiner": 2, "subject": 2}  # content words that a cue falls on; others on one


@dataclass(frozen=True, slots=True)
class Cue(Span):
    """A negation or hedge cue; `kind` is a kind of `negations.csv`, or 'hedge'; `clause` is the clause it stands in.

    `place` is where it stands among the words and `focus` the places on which it falls: all of them together for
    'determiner', 'subject', 'clause' and 'back'; none for a hedge, which bears on its clause.
    """

    kind: str
    clause: int
    place: int
    focus: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence read for its polarity.

    `stems` has one stem a word, "" for words that carry no content, and `places` where each stem stands; `denied` has
    one mark a word: 0 stated, 1 denied, None unclear; `clauses` the number of its clause; `unreal` are clauses that
    assert nothing ("if ...").
    """

    words: tuple[Token, ...]
    stems: tuple[str, ...]
    places: dict[str, list[int]]
    denied: tuple[int | None, ...]
    clauses: tuple[int, ...]
    unreal: frozenset[int]
    negations: tuple[Cue, ...]
    hedges: tuple[Cue, ...]


def sentence_reading(text: str) -> Reading:
    """The words of a sentence with the negation and hedge cues among them.

    >>> found = sentence_reading("The council did not open the gate.")
    >>> [(cue.text, [found.words[i].text for i in cue.focus]) for cue in found.negations]
    [('not', ['open'])]
    """
    words = tokens(text, (Sentence(0, len(text), text, 1, 1),), [])
    clauses, unreal = clause_numbers(text, words)
    marks = negation_marks(words, clauses)
    stems = _stems(words, marks)
    cues = []
    for mark, focus in zip(marks, _foci(words, stems, clauses, marks), strict=True):
        if mark.row.kind != "false":
            start, end = words[mark.first].start, words[mark.last - 1].end
            cues.append(Cue(start, end, text[start:end], mark.row.kind, clauses[mark.first], mark.first, focus))
    denied = _denied(words, stems, clauses, cues)
    hedges = []
    for hit in hedge_marks(words):
        start, end = words[hit.first].start, words[hit.last - 1].end
        hedges.append(Cue(start, end, text[start:end], "hedge", clauses[hit.first], hit.first))
    places: dict[str, list[int]] = {}
    for i, stem in enumerate(stems):
        if stem:
            places.setdefault(stem, []).append(i)
    return Reading(words, tuple(stems), places, denied, tuple(clauses), unreal, tuple(cues), tuple(hedges))


def _stems(words: tuple[Token, ...], marks: list[Mark]) -> list[str]:
    """The stem of each content word; of a prefixed word that of its base, of other cues none."""
    taken = {i for mark in marks for i in range(mark.first, mark.last)}
    bases = {mark.first: mark.row.base for mark in marks if mark.row.kind == "prefix"}
    found = []
    for i, word in enumerate(words):
        carries = i not in taken and word.kind == "word" and word.norm not in EMPTY
        carries = carries and not is_negated_auxiliary(word.norm)
        found.append(light_stem(bases.get(i, word.norm)) if carries or i in bases else "")
    return found


def _foci(words: tuple[Token, ...], stems: list[str], clauses: list[int], marks: list[Mark]) -> list[tuple[int, ...]]:
    """The places on which each cue falls; they are found from the last cue to the first."""
    known: dict[int, tuple[int, ...]] = {}
    for mark in reversed(marks):
        if mark.row.kind == "false":
            continue
        if mark.row.kind == "prefix":
            known[mark.first] = (mark.first,)
        elif mark.row.kind == "partial":
            within = range(mark.first, min(mark.last + 1, len(words)))
            known[mark.first] = tuple(i for i in within if words[i].norm in PARTIAL)[:1]
        elif mark.row.kind == "back":
            known[mark.first] = _before(words, stems, mark)
        else:
            known[mark.first] = _after(words, stems, clauses, mark, known)
    return [known.get(mark.first, ()) for mark in marks]


def _before(words: tuple[Token, ...], stems: list[str], mark: Mark) -> tuple[int, ...]:
    """What "unfounded" falls on: the words before it, where a "that" tells that they are a claim."""
    near = range(mark.first - 1, max(-1, mark.first - LOOK), -1)
    if not any(words[i].norm == "that" for i in near):
        return ()
    return tuple(reversed([i for i in near if stems[i] and not _is_adverb(words[i].norm)][: REACH["back"]]))


def _after(
    words: tuple[Token, ...], stems: list[str], clauses: list[int], mark: Mark, known: dict[int, tuple[int, ...]]
) -> tuple[int, ...]:
    """What other cues fall on: the next content words; a cue before another cue takes over what that one falls on."""
    first, last, row = mark
    if words[first].norm == "neither" and (later := _nor(words, clauses, last)) in known:
        return (*[i for i in range(last, later) if stems[i]][:1], *known[later][1:])
    ahead: list[int] = []
    for i in _ahead(words, clauses, last, row.kind == "clause"):
        if i in known and row.kind != "clause" and not ahead:
            return known[i]
        if stems[i] and i not in known and not _is_adverb(words[i].norm):
            ahead.append(i)
            if len(ahead) == REACH.get(row.kind, 1):
                break
        elif ahead and words[i].norm in PREPOSITIONS and row.kind in ("determiner", "subject"):
            break
    if not ahead and row.kind in ("subject", "determiner"):
        # "found nothing": only what stands before is left to deny.
        near = range(first - 1, max(-1, first - LOOK), -1)
        ahead = [i for i in near if stems[i] and clauses[i] == clauses[first]][:1]
    return tuple(ahead)


def _nor(words: tuple[Token, ...], clauses: list[int], last: int) -> int:
    """The place of the "nor" that goes with a "neither", or -1."""
    near = range(last, min(last + 12, len(words)))
    return next((i for i in near if words[i].norm == "nor" and clauses[i] <= clauses[last] + 1), -1)


def _is_adverb(norm: str) -> bool:
    return norm.endswith("ly") and len(norm) > 4


def _ahead(words: tuple[Token, ...], clauses: list[int], last: int, clausal: bool) -> Iterator[int]:
    """The places after a cue up to the end of its clause; a clause cue reads on into the clause that "that" opens."""
    allowed = clauses[last - 1]
    near = range(last, min(last + LOOK, len(words)))
    if last < len(words) and clauses[last] != allowed and words[last].norm not in CLAUSE_OPENERS:
        # "never, in fact, opened": what is put in between is passed over, where it is short.
        aside = [i for i in near if clauses[i] == clauses[last]]
        allowed = clauses[last] + (len(aside) <= ASIDE)
        near = range(last + len(aside), near.stop) if len(aside) <= ASIDE else near
    for i in near:
        if clauses[i] != allowed:
            if not (clausal and words[i].norm == "that" and i <= last + 2):
                return
            allowed = clauses[i]
        yield i


def _denied(words: tuple[Token, ...], stems: list[str], clauses: list[int], cues: list[Cue]) -> tuple[int | None, ...]:
    """0 for each word that is stated, 1 where an odd number of cues falls on it, None where a cue may reach it."""
    denied: list[int | None] = [0] * len(words)
    for cue in cues:
        for i in cue.focus:
            # "Neither mill nor dam was damaged" denies once.
            denied[i] = 1 if words[cue.place].norm == "nor" or denied[i] is None else 1 - denied[i]
        if cue.kind in ("prefix", "back", "partial") or not cue.focus:
            continue
        for i in range(cue.place + 1, min(cue.place + LOOK, len(stems))):
            if clauses[i] == clauses[cue.focus[-1]] and stems[i] and i not in cue.focus and denied[i] == 0:
                denied[i] = None
    return tuple(denied)
