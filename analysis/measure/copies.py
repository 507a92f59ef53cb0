"""Which sources are near copies of one another, such as two prints of one wire report?

Copies would count one voice several times and make a spread between sources that is not there, so measures that
compare the article with its sources take one of each, and none that repeats the article. Caution: a copy is told by
shared runs of eight words; a rewritten report is not found.
"""

import numpy
import pandas

from analysis.errors import CrossreadError
from analysis.read.corpus import Corpus
from analysis.read.document import Document

RUN = 8  # words in a row that two texts must share
SHARE = 0.5  # share of the shorter text's runs from which two texts count as copies
# Terms, and different counts among them, from which two columns alike in all are one text, whatever they are called.
TYPES, VALUES = 30, 6


def near_copies(corpus: Corpus) -> pandas.DataFrame:
    """Pairs of documents that share at least half of the shorter one's runs of eight words.

    Columns: `document`, `copy` (left out by the measures: the shorter of two sources, or the source that repeats the
    article), `shared_runs`, `share`.

    >>> from analysis import load_corpus
    >>> near_copies(load_corpus()).empty
    True
    """
    # The article first, then the longer before the shorter, so that the article and longer texts are kept.
    order = [corpus.target, *sorted(corpus.contrast, key=lambda document: -document.words)]
    runs = {document.id: _runs(document) for document in order}
    rows, left_out = [], set()
    for i, kept in enumerate(order):
        if kept.id in left_out:
            continue
        for other in order[i + 1 :]:
            shared, size = len(runs[kept.id] & runs[other.id]), min(len(runs[kept.id]), len(runs[other.id]))
            if shared and shared >= SHARE * size:
                rows.append((kept.id, other.id, shared, round(shared / size, 4)))
                left_out.add(other.id)
    return pandas.DataFrame(rows, columns=["document", "copy", "shared_runs", "share"])


def _runs(document: Document) -> set[tuple[str, ...]]:
    words = [token.norm for token in document.tokens]
    return {tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))} if words else set()


def distinct_sources(corpus: Corpus) -> tuple[Document, ...]:
    """The sources without near copies, in the manifest's order.

    >>> from analysis import load_corpus
    >>> len(distinct_sources(load_corpus())) == len(load_corpus().contrast)
    True
    """
    copies = set(near_copies(corpus)["copy"])
    return tuple(document for document in corpus.contrast if document.id not in copies)


def distinct_columns(sources: pandas.DataFrame) -> tuple[pandas.DataFrame, list[str]]:
    """A table of counts without columns that repeat another, and the names of those left out.

    A column repeats another if all counts are alike and it has the same name, or as many terms and different counts
    as only a text has (small tables may agree by chance). Two columns of one name with other counts are refused.

    >>> table = pandas.DataFrame([[1, 1, 2]], ["word"], ["a", "a", "b"])
    >>> kept, left_out = distinct_columns(table)
    >>> kept.columns.tolist(), left_out
    (['a', 'b'], ['a'])
    """
    cells, kept, left_out = sources.to_numpy(), [], []
    seen: dict[object, int] = {}
    for i, name in enumerate(sources.columns):
        used = cells[cells[:, i] > 0, i]
        keys = [("name", name)]
        if len(used) >= TYPES and len(numpy.unique(used)) >= VALUES:
            keys.append(cells[:, i].tobytes())
        twin = next((seen[key] for key in keys if key in seen), None)
        if twin is None:
            kept.append(i)
            seen.update(dict.fromkeys(keys, i))
        elif (cells[:, i] == cells[:, twin]).all():
            left_out.append(str(name))
        else:
            raise CrossreadError(f"two sources are called {name!r} and their counts differ; give each its own name")
    return (sources.iloc[:, kept] if left_out else sources), left_out
