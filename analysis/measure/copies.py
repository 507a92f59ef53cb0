"""Which sources are near copies of one another, such as two prints of one wire report?

Copies would count one voice several times and make a spread between sources that is not there, so measures that
compare the article with its sources take one of each. Caution: a copy is told by shared runs of eight words; a
rewritten report is not found.
"""

import pandas

from analysis.read.corpus import Corpus
from analysis.read.document import Document

RUN = 8  # words in a row that two texts must share
SHARE = 0.5  # share of the shorter text's runs from which two texts count as copies


def near_copies(corpus: Corpus) -> pandas.DataFrame:
    """Pairs of sources that share at least half of the shorter one's runs of eight words.

    Columns: `document`, `copy` (the shorter, left out by the measures), `shared_runs`, `share`.

    >>> from analysis import load_corpus
    >>> near_copies(load_corpus()).empty
    True
    """
    runs = {document.id: _runs(document) for document in corpus.contrast}
    order = sorted(corpus.contrast, key=lambda document: -document.words)
    rows = []
    for i, longer in enumerate(order):
        for shorter in order[i + 1 :]:
            shared = len(runs[longer.id] & runs[shorter.id])
            if shared and shared >= SHARE * len(runs[shorter.id]):
                rows.append((longer.id, shorter.id, shared, round(shared / len(runs[shorter.id]), 4)))
    return pandas.DataFrame(rows, columns=["document", "copy", "shared_runs", "share"])


def _runs(document: Document) -> set[tuple[str, ...]]:
    words = [token.norm for token in document.tokens]
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def distinct_sources(corpus: Corpus) -> tuple[Document, ...]:
    """The sources without the shorter of each pair of near copies, in the manifest's order.

    >>> from analysis import load_corpus
    >>> len(distinct_sources(load_corpus())) == len(load_corpus().contrast)
    True
    """
    copies = set(near_copies(corpus)["copy"])
    return tuple(document for document in corpus.contrast if document.id not in copies)
