"""Who and what a sentence names, each under one name: for telling whether two sentences can be about the same.

Input is a document, output is the names of each sentence. The alias file of the corpus rules: all forms it lists stand
for their entity; other names are runs of capitals, a surname or acronym under the fullest form that the text has.
Caution: a name is told by capitals alone, and two people of one name are one here.
"""

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.read.attribution.rules.phrases import PREPOSITIONS, STOPS
from analysis.read.expressions import hits
from analysis.read.light_stems import irregular_verbs
from analysis.read.names import OTHER, name_expressions
from analysis.read.sources.identities import identities, initials
from analysis.read.sources.identity import Identities, key
from analysis.read.sources.mentions import mentions
from analysis.read.sources.name_runs import Word, is_headline, runs, word_list
from analysis.read.sources.scenes import plain_words

if TYPE_CHECKING:
    from analysis.read.document import Document
    from analysis.read.segments import Sentence

LETTERS = re.compile(r"[^\W\d_]{2}")  # "T-228" is a number
ADJECTIVE = ("ian", "ean", "ish", "ese", "ern")  # "Iranian cities": said of a thing, not a name


def sentence_names(document: "Document") -> list[tuple[str, ...]]:
    """The names of each sentence, in the order of the text, each once.

    >>> from analysis.read.document import Document
    >>> from analysis.read.names import Name
    >>> listed = (Name("Harbour Board", "actor", "HB", ("HB", "the board")),)
    >>> text = "Jane Doe of the HB left Quay. Mrs Doe met the board."
    >>> sentence_names(Document(id="x", text=text, names=listed))
    [('Jane Doe', 'Harbour Board', 'Quay'), ('Jane Doe', 'Harbour Board')]
    """
    listed, titles = _listed(document), _titles(document)
    quoted = [(q.start, q.end) for q in document.quotations]
    plain = plain_words(document.text)
    known = identities(document.text, mentions(document.sentences, quoted, plain))
    sizes = Counter(row.paragraph for row in document.sentences)
    found = []
    for row in document.sentences:
        places = listed.get(row.number, []) + titles.get(row.number, [])
        words = word_list(row.text)
        if sizes[row.paragraph] > 1 or not is_headline(words):
            taken = sorted((start, end) for start, end, _ in places)
            places += [one for one in _runs(row, words, plain, known) if not _meets(taken, one)]
        found.append(tuple(dict.fromkeys(name for _, _, name in sorted(places) if name)))
    return found


def _meets(taken: list[tuple[int, int]], one: tuple[int, int, str]) -> bool:
    """Whether a run has a place in common with one of the ranges."""
    i = bisect.bisect_left(taken, (one[1], 0))
    return any(end > one[0] for _, end in taken[max(0, i - 2) : i])


def _listed(document: "Document") -> dict[int, list[tuple[int, int, str]]]:
    """Where the actors of the alias file stand, by sentence."""
    found = defaultdict(list)
    for hit in hits(document, name_expressions(document.names)) if document.names else ():
        name, first = document.names[hit.entry], document.tokens[hit.first]
        if name.kind == "actor" and name.label != OTHER:
            found[first.sentence].append((first.start, document.tokens[hit.last - 1].end, name.entity))
        elif name.kind == "actor" and first.text.islower():
            # "right to Resistance" is nobody's name; "Tehran Times" is that of somebody else.
            found[first.sentence].append((first.start, document.tokens[hit.last - 1].end, ""))
    return found


def _titles(document: "Document") -> dict[int, list[tuple[int, int, str]]]:
    """Titles between quotation marks, each one name as a whole, by sentence."""
    found = defaultdict(list)
    for quotation in document.quotations:
        row = document.sentence_at(quotation.start)
        if row and quotation.end <= row.end and is_headline(word_list(quotation.text)):
            found[row.number].append((quotation.start, quotation.end, " ".join(quotation.text.split())))
    return found


def _runs(row: "Sentence", words: list[Word], plain: frozenset[str], known: Identities):
    """The runs of capitals of a sentence with their places, peoples and mere titles left out."""
    for run in runs(words, plain):
        if run.core >= run.last or run.sort == "noun" or _is_adjective(words, run.core, run.last):
            continue
        start, end = row.start + words[run.core].start, row.start + words[run.last - 1].end
        name = " ".join(row.text[words[run.core].start : words[run.last - 1].end].split())
        if not LETTERS.search(name):
            continue
        options = known.by_form.get(key(name), ())
        yield start, end, known.all[options[0]].name if len(options) == 1 else name


def _is_adjective(words: list[Word], first: int, last: int) -> bool:
    if last - first > 1 or not words[first].text.endswith(ADJECTIVE) or words[first].owner or last >= len(words):
        return False
    after = words[last].text
    verbal = after.endswith("ed") or after in irregular_verbs() or after in STOPS or after in PREPOSITIONS
    return after[0].islower() and not verbal


def shared_names(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """The names of the first that may be names of the second: equal, one a short form of the other, or its initials.

    >>> shared_names(("Jane Doe", "Harbour Safety Agency"), ("Doe", "HSA", "Quay"))
    ('Jane Doe', 'Harbour Safety Agency')
    """
    others = tuple(other)
    return tuple(name for name in one if any(_same(name, against) for against in others))


def _same(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    if tuple(map(str.lower, a)) == tuple(map(str.lower, b)):
        return True
    short, full = sorted((a, b), key=len)
    if not short or len(short) == len(full):
        return False
    return (
        full[-len(short) :] == short or full[: len(short)] == short or (len(short) == 1 and short[0] == initials(full))
    )
