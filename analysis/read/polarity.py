"""Does a sentence deny what another states? Negation, hedges and opposites, each with the words that show it.

Input is a sentence or two, output is a sign with its cues, or the words on which two sentences part. Caution: only
negation on a shared word and pairs listed in `lexicons/antonyms.csv` are seen; two sentences can contradict each other
in many other ways, and may be about two times or two things where they seem to.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.read.attribution.rules.phrases import PREPOSITIONS
from analysis.read.attribution.rules.phrases import words as word_set
from analysis.read.lexicons import FOLDER
from analysis.read.light_stems import light_stem
from analysis.read.polarity_cues import CLAUSE_OPENERS
from analysis.read.polarity_reading import Cue, Reading, sentence_reading
from analysis.read.zones import Span

FILE = "antonyms.csv"
JOINT = ("determiner", "subject", "clause", "back")  # cues that fall on several words together
ASIDE = ("without", "instead of", "rather than")  # cues that deny a circumstance and leave the clause as it is
LOOSE = 3  # shared content words from which opposites need not stand beside one of them
COPULAS = word_set("is are was were be been being am become became remain remains remained seem seems seemed it's not")
TIMES = word_set("today yesterday tomorrow last next this year month week monday tuesday wednesday thursday friday")
OBJECT = 5  # words behind a verb among which its object is looked for

reading = lru_cache(maxsize=8192)(sentence_reading)


@dataclass(frozen=True, slots=True)
class Polarity:
    """Whether a sentence as a whole states (+1) or denies (-1), and the cues that were found in it."""

    sign: int
    negations: tuple[Cue, ...]
    hedges: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class PolarityConflict:
    """What one sentence states and the other denies; as a string, the words of both.

    `kind` is 'negation' or 'opposites'; `first` and `second` are spans into the two sentences: the cue with the words
    that it falls on, or those words alone; `hedged` tells that one of the two says it with a hedge.
    """

    kind: str
    first: tuple[Span, ...]
    second: tuple[Span, ...]
    hedged: bool

    def __str__(self) -> str:
        one, two = (" … ".join(span.text for span in spans) for spans in (self.first, self.second))
        return f"“{one}” beside “{two}”" + (", hedged" if self.hedged else "")


def polarity(text: str) -> Polarity:
    """The sign of a sentence: -1 where an odd number of its negations falls on what its main clauses say.

    A negation in a clause of its own ("the board, which did not meet, ...") leaves the sign as it is.

    >>> polarity("The dam was not safe.").sign, polarity("The dam never failed to open.").sign
    (-1, 1)
    >>> [cue.text for cue in polarity("No doubt the dam is unsafe, perhaps.").negations]
    ['unsafe']
    """
    found = reading(text)
    heads = {clause: i for i, clause in reversed(list(enumerate(found.clauses)))}
    odd = sum(_turns(found, cue, heads[cue.clause]) for cue in found.negations) % 2
    return Polarity(-1 if odd else 1, found.negations, found.hedges)


def _turns(found: Reading, cue: Cue, head: int) -> bool:
    """Whether a cue turns a main clause as a whole; `head` is the first word of its clause."""
    opener = found.words[head].norm
    if opener in CLAUSE_OPENERS and opener not in ("but", "so"):
        return False
    if cue.kind == "partial" or cue.text.lower() in ASIDE:
        return False
    if cue.text == "nor":
        return cue.place == head  # inside a clause it goes on with a negation, at its head it is one
    if cue.kind not in ("prefix", "back"):
        return True
    # "was unsafe" turns the clause, "the unsafe dam" does not.
    before = [word.norm for word in found.words[max(0, cue.place - 2) : cue.place]]
    near = before if before and before[-1].endswith("ly") else before[-1:]
    return any(norm in COPULAS or norm.endswith("n't") for norm in near)


@lru_cache(maxsize=16384)
def polarity_conflict(one: str, other: str) -> PolarityConflict | None:
    """The words that one sentence states and the other denies, or None; a question denies nothing.

    Parameters
    ----------
    one, other : two sentences that speak of the same thing; whether they do is for the caller to find.

    >>> str(polarity_conflict("The gate was opened on Monday.", "The council did not open the gate."))
    '“opened” beside “not … open”'
    >>> str(polarity_conflict("Grain prices may rise.", "Grain prices fell."))
    '“rise” beside “fell”, hedged'
    >>> polarity_conflict("The gate was opened.", "The gate was not only opened but cleaned.") is None
    True
    """
    if any(text.rstrip("”’\"') ").endswith("?") for text in (one, other)):
        return None
    a, b = reading(one), reading(other)
    found = _denial(a, b)
    if found is None and (found := _denial(b, a)) is not None:
        found = PolarityConflict(found.kind, found.second, found.first, found.hedged)
    return found or _opposites(a, b)


def _denial(a: Reading, b: Reading) -> PolarityConflict | None:
    """What `a` denies and `b` states."""
    for cue in a.negations:
        if cue.clause in a.unreal or not cue.focus:
            continue
        met = _met_whole(a, b, cue) if cue.kind == "partial" else _met(a, b, cue)
        wanted = max(min(2, len(cue.focus)), (len(cue.focus) + 1) // 2) if cue.kind in JOINT else 1
        if len(met) >= wanted and _on_one_subject(a, b, {a.stems[i] for i, _ in met}):
            shown = {Span(cue.start, cue.end, cue.text), *(_span(a, i) for i, _ in met)}
            first = tuple(sorted(shown, key=lambda span: span.start))
            return PolarityConflict("negation", first, tuple(_span(b, j) for _, j in met), _hedged(a, b, met))
    return None


def _met(a: Reading, b: Reading, cue: Cue) -> list[tuple[int, int]]:
    """The words that a cue of `a` denies and `b` states, as places in both."""
    found = []
    for i in cue.focus:
        here, there = a.places[a.stems[i]], b.places.get(a.stems[i], ())
        if a.denied[i] != 1 or any(a.denied[k] == 0 for k in here):
            continue
        stated = there and all(b.denied[j] == 0 and b.clauses[j] not in b.unreal for j in there)
        stated = stated and _in_name(a, i) == _in_name(b, there[0])
        if stated and (cue.kind in JOINT or not _objects_differ(a, i, b, there[0])):
            found.append((i, there[0]))
    return found


def _in_name(found: Reading, i: int) -> bool:
    """Whether a word is written with a capital inside its sentence: "the Leader" is not "leaders"."""
    return i > 0 and found.words[i].text[0].isupper()


def _met_whole(a: Reading, b: Reading, cue: Cue) -> list[tuple[int, int]]:
    """The same for "not all": `b` must say "all"."""
    i = cue.focus[0]
    partial = {j for other in b.negations if other.kind == "partial" for j in other.focus}
    return [(i, j) for j, word in enumerate(b.words) if word.norm == a.words[i].norm and j not in partial][:1]


def _objects_differ(a: Reading, i: int, b: Reading, j: int) -> bool:
    """Whether a verb is followed by another thing in each: "does not employ children" leaves others to be employed."""
    one, two = _object(a, i), _object(b, j)
    return bool(one and two) and one not in b.places and two not in a.places


def _object(found: Reading, i: int) -> str:
    """The stem of the noun that follows a verb at once; "" before a preposition, a time or the end of the clause."""
    last = ""
    for k in range(i + 1, min(i + 1 + OBJECT, len(found.words))):
        norm = found.words[k].norm
        if found.clauses[k] != found.clauses[i] or norm in PREPOSITIONS or norm in TIMES:
            break
        if found.stems[k]:
            last = found.stems[k]
        elif last:
            break
    return last


def _on_one_subject(a: Reading, b: Reading, apart: set[str]) -> bool:
    """Whether the sentences share a content word besides, or one of them has no other."""
    one, two = a.places.keys() - apart, b.places.keys() - apart
    return bool(one & two) or not one or not two or len(apart) > 1


def _opposites(a: Reading, b: Reading) -> PolarityConflict | None:
    """A word of `a` with its opposite in `b`, both stated, of something shared."""
    for i, j in _opposed(a, b):
        shared = (a.places.keys() & b.places.keys()) - {a.stems[i], b.stems[j]}
        beside = {stem for stem in shared if _beside(a, stem, i) and _beside(b, stem, j)}
        if beside or len(shared) >= LOOSE:
            return PolarityConflict("opposites", (_span(a, i),), (_span(b, j),), _hedged(a, b, [(i, j)]))
    return None


def _beside(found: Reading, stem: str, i: int) -> bool:
    return any(found.clauses[k] == found.clauses[i] for k in found.places[stem])


def _opposed(a: Reading, b: Reading) -> Iterator[tuple[int, int]]:
    """The first places of words that stand against each other, neither of which stands in both sentences."""
    listed = antonyms()
    for stem, (i, *_) in a.places.items():
        for against in listed.get(stem, ()):
            if against in a.places or stem in b.places or against not in b.places:
                continue
            j = b.places[against][0]
            real = a.clauses[i] not in a.unreal and b.clauses[j] not in b.unreal
            if real and not _in_name(a, i) and not _in_name(b, j) and a.denied[i] == b.denied[j] == 0:
                yield i, j


@cache
def antonyms() -> dict[str, tuple[str, ...]]:
    """The stems that stand against each stem.

    >>> light_stem("fell") in antonyms()[light_stem("rose")]
    True
    """
    found: dict[str, dict[str, None]] = {}
    with (FOLDER / FILE).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            one, two = ([light_stem(form) for form in row[side].split()] for side in ("one", "other"))
            for here, there in ((one, two), (two, one)):
                for stem in here:
                    found.setdefault(stem, {}).update(dict.fromkeys(there))
    return {stem: tuple(against) for stem, against in found.items()}


def _span(found: Reading, i: int) -> Span:
    return Span(found.words[i].start, found.words[i].end, found.words[i].text)


def _hedged(a: Reading, b: Reading, met: list[tuple[int, int]]) -> bool:
    """Whether a hedge stands in the clause of one of the words."""
    one, two = {a.clauses[i] for i, _ in met}, {b.clauses[j] for _, j in met}
    return any(cue.clause in one for cue in a.hedges) or any(cue.clause in two for cue in b.hedges)
