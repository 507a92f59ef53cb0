"""The article's words against those of a whole archive, where the corpus has one as its background.

Input is a corpus with a background, anything that has `counts` (a table of terms by publisher, such as the result of a
scan); output is the keyness table. Caution: an archive's counts take in headlines, and a report that twenty papers
print counts twenty times; and what its publishers write on all days together is spread less than single articles are,
so that the document-level test asks less of a term than among single sources.
"""

import pandas

from analysis.errors import CrossreadError
from analysis.measure.terms import one_paragraph_terms, term_counts
from analysis.measure.vocabulary import NOTICEABLE, keyness_from_counts
from analysis.read.corpus import Corpus


def keyness_beside_archive(
    corpus: Corpus,
    *,
    unit: str = "word",
    voice: str = "all",
    min_count: int = 3,
    interval: float = 0.95,
    rayson: bool = False,
) -> pandas.DataFrame:
    """The keyness of the article against its background, each publisher of the archive in the place of a source.

    All terms of the archive are tested. Listed are those the article uses, and those it does not use although three
    hits or more were to be expected at the archive's rate: the absence of others says nothing in a text of this
    length. `attrs["compared_with"]` says what the article was compared with.

    Raises
    ------
    CrossreadError
        For units other than 'word' and voices other than 'all', which an archive does not count.
    """
    told = background_name(corpus.background)
    if (unit, voice) != ("word", "all"):
        raise CrossreadError(
            f"{told} has counts of words in all voices, not of unit {unit!r} in voice {voice!r}; choose unit='word' "
            "and voice='all', or take it away with corpus.with_background(None)"
        )
    target = corpus.target
    found = keyness_from_counts(
        term_counts(corpus.subset([]))[target.id],
        corpus.background.counts,
        min_count=min_count,
        interval=interval,
        one_paragraph=one_paragraph_terms(target),
        rayson=rayson,
    )
    size = max(found.attrs["sizes"][0], 1)
    listed = (found["count"] > 0) | (found["sources_per_1000"] >= 1000 * NOTICEABLE / size)
    table = found[listed].reset_index(drop=True)
    table.attrs |= found.attrs | {"compared_with": told}
    if table.empty:
        table.attrs.setdefault("empty", f"No term of the article or of {told} can be judged.")
    return table


def background_name(background: object) -> str:
    """What the article is compared with: "an archive of 1,200 documents by 3 publishers".

    Raises
    ------
    CrossreadError
        Where the background has no table of counts.

    >>> from types import SimpleNamespace
    >>> publishers = pandas.DataFrame({"publisher": ["P", "Q"], "documents": [1100, 100]})
    >>> background_name(SimpleNamespace(counts=pandas.DataFrame({"P": [1], "Q": [2]}), publishers=publishers))
    'an archive of 1,200 documents by 2 publishers'
    """
    counts = getattr(background, "counts", None)
    if not isinstance(counts, pandas.DataFrame):
        given = type(background).__name__
        raise CrossreadError(f"a background must have counts, a table of terms by publisher; a {given} has none")
    table = getattr(background, "publishers", None)
    if isinstance(table, pandas.DataFrame) and "documents" in table:
        documents = int(table["documents"].sum())
        return f"an archive of {_plural(documents, 'document')} by {_plural(len(table), 'publisher')}"
    return f"an archive of {_plural(len(counts.columns), 'publisher')}"


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
