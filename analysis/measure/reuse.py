"""Which passages do two documents share word for word, or nearly so?

Input is a corpus, output is one row a passage and pair of documents, with its span in both. A passage that both quote
or report from somebody else is told apart from one that is copied, and pairs that are near copies as a whole are
marked. Caution: a shared passage does not tell who wrote it first, and a passage told in other words is not found.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas

from analysis.errors import in_range, one_of
from analysis.measure.copies import near_copies
from analysis.measure.reuse_spans import GAP, MIN_WORDS, ReusedSpan, aligned, checked_limits, shared_seeds
from analysis.measure.reuse_voices import kind, voice
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.segments import Token, matching_form

PAIRS = ("all", "article")
FEWEST, MOST = 5, 100  # the bounds of the default cap on documents
COLUMNS = [
    "document", "publisher", "other", "other_publisher", "kind", "near_copy", "words", "other_words", "alike", "share",
    "source", "other_source", "text", "other_text", "start", "end", "other_start", "other_end",
]  # fmt: skip


class FoldedWord(NamedTuple):
    """A word as passages are compared by, and its span in the text."""

    form: str
    start: int
    end: int


def folded_words(tokens: Iterable[Token]) -> list[FoldedWord]:
    """Words without what prints differ in: case, kinds of quotation marks, hyphens, full stops, commas in numbers.

    >>> text = "A well-known U.S. mill’s 1,200 sacks."
    >>> [word.form for word in folded_words(Document(id="x", text=text).tokens)]
    ['a', 'well', 'known', 'us', 'mill', '1200', 'sacks']
    """
    found = []
    for token in tokens:
        if token.norm.isalpha():
            found.append(FoldedWord(token.norm, token.start, token.end))
        elif token.kind == "number":
            found.append(FoldedWord(token.norm.replace(",", ""), token.start, token.end))
        else:
            for piece in re.finditer("[^-‐‑]+", token.text):
                form = matching_form(piece.group()).replace(".", "") or piece.group()
                found.append(FoldedWord(form, token.start + piece.start(), token.start + piece.end()))
    return found


def default_cap(documents: int) -> int:
    """In how many of so many documents a run may stand before it is a stock phrase: half, 5 to 100.

    >>> default_cap(4), default_cap(16), default_cap(1000)
    (5, 8, 100)
    """
    return min(max(FEWEST, documents // 2), MOST)


def text_reuse(
    corpus: Corpus,
    *,
    pairs: str = "all",
    min_words: int = MIN_WORDS,
    gap: int = GAP,
    max_frequency: int | None = None,
) -> pandas.DataFrame:
    """The passages that documents share, one row a passage and pair of documents.

    Parameters
    ----------
    pairs : 'all', or 'article' for the article beside each source.
    min_words : words that must be alike, in order, in a passage.
    gap : words in a row that may be changed, left out or put in before a passage ends.
    max_frequency : three words in a row that stand in more documents than this are a stock phrase: they begin no
        passage and do not count towards one. Near copies count once. By default half of the documents, 5 to 100.

    Returns
    -------
    DataFrame with `document`, `publisher`, `other`, `other_publisher` (the article before the sources, those in the
    manifest's order), `kind` ('copied', or 'quotation of a common third source' where both documents report the words
    of somebody who is neither publisher), `near_copy` (the two are near copies as a whole), `words`, `other_words`,
    `alike` (words in both, in order), `share` (of the longer passage's words), `source`, `other_source` (who is
    reported there, "" where nobody is), `text`, `other_text` and the spans `start`, `end`, `other_start`,
    `other_end`. No word stands in two passages of one pair; passages in another order are rows of their own.

    Raises
    ------
    CrossreadError
        Where a limit is out of its range.

    References
    ----------
    Smith, D. A., Cordell, R. & Mullen, A. (2015). Computational methods for uncovering reprinted texts in antebellum
    newspapers. American Literary History 27, E1-E15. More in `reuse_spans.reused_spans`.

    >>> from analysis import load_corpus
    >>> table = text_reuse(load_corpus())
    >>> len(table) > 10, bool((table["alike"] >= 8).all())
    (True, True)
    """
    one_of("pairs", pairs, PAIRS)
    documents = [corpus.target, *corpus.contrast]
    groups = _copy_groups(corpus, documents)
    if max_frequency is None:
        max_frequency = default_cap(len(set(groups)))
    checked_limits(min_words, gap, max_frequency)
    in_range("max_frequency", max_frequency, 2, 1_000_000)
    words = [folded_words(document.tokens) for document in documents]
    forms = [[word.form for word in row] for row in words]
    only = 0 if pairs == "article" else None
    seeds = shared_seeds(forms, max_documents=max_frequency, groups=groups, only=only)
    rows = []
    for pair in seeds.pairs:
        both = [(documents[i], words[i]) for i in pair]
        for span in aligned(forms, pair, seeds, min_words=min_words, gap=gap):
            rows.append(_row(*both, span, groups[pair[0]] == groups[pair[1]], min_words))
    return pandas.DataFrame(rows, columns=COLUMNS)


def _row(
    one: tuple[Document, list[FoldedWord]],
    two: tuple[Document, list[FoldedWord]],
    span: ReusedSpan,
    near_copy: bool,
    min_words: int,
) -> dict:
    sides = []
    for (document, words), first, last in ((one, *span[:2]), (two, *span[2:4])):
        spoken = voice(document, [word.start for word in words[first:last]])
        start, end = words[first].start, words[last - 1].end
        values = (document.id, document.label, last - first, spoken.source, document.text[start:end], start, end)
        sides.append((values, spoken))
    names = ("document", "publisher", "words", "source", "text", "start", "end")
    others = ("other", *(f"other_{name}" for name in names[1:]))
    (values, spoken), (other_values, other_spoken) = sides
    publishers = (one[0].publisher, two[0].publisher)
    return {
        **dict(zip(names, values, strict=True)),
        **dict(zip(others, other_values, strict=True)),
        "kind": kind(spoken, other_spoken, publishers, min_words=min_words),
        "near_copy": near_copy,
        "alike": span.alike,
        "share": round(span.share, 4),
    }


def _copy_groups(corpus: Corpus, documents: list[Document]) -> list[int]:
    """For each document the number of its group: near copies, and near copies of those, share one."""
    place = {document.id: i for i, document in enumerate(documents)}
    group = list(range(len(documents)))
    for kept, copy in near_copies(corpus)[["document", "copy"]].itertuples(index=False):
        old, new = sorted((group[place[kept]], group[place[copy]]), reverse=True)
        group = [new if number == old else number for number in group]
    return group
