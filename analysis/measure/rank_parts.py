"""Three scores of how near texts are to queries: by stems, by letters, by meaning.

Input is texts and queries, output is arrays (queries, texts) of 32-bit numbers, which `ranking` joins. Both sides are
stripped alike of what carries no words: quotation marks, addresses of pages, needless space. Sources: BM25, Robertson
and Zaragoza (2009); weights of runs of letters, Salton and Buckley (1988). Caution: rarity is that within the texts
given, so a score in one pool is not that in another.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy

from analysis.measure.terms import stem
from analysis.read.encoder import Progress, vectors

SATURATION, LENGTH = 1.5, 0.75  # of BM25: how soon a repeated word stops counting, how much a long text loses
RUN = 4  # letters
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
# Marks of quotation, not the apostrophe inside a word: texts that differ in them alone score alike.
QUOTES = re.compile(r"[\"“”„«»‟]|(?<![^\W_])['’‘‚‹›`]|['’‘‚‹›`](?![^\W_])")
ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S*")
# Words written together in a tag or a name of an account, and letters beside digits.
JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
# A dash, an author and a date or an account: who was quoted and when.
SIGNED = re.compile(r"(?:\s[–-]{1,2}|\s?—)\s?(?=[^—–\n]{1,100}$)(?=.*(?:\(@\w+\)|\b(?:1[89]|20)\d\d\s*$))[^—–\n]*$")


def ranking_words(text: str) -> list[str]:
    """The stems by which texts are compared: lower case, no possessive, joint words and grouped digits taken apart.

    >>> ranking_words("The U.S. mill's #OldDam held 1,200 boats")
    ['the', 'us', 'mill', 'old', 'dam', 'held', '1200', 'boat']
    """
    text = GROUPED.sub("", INITIALS.sub(lambda found: found.group().replace(".", ""), text))
    words = WORD.findall(JOINT.sub(" ", text).lower().replace("’", "'"))
    return [stem(word.removesuffix("'s")) for word in words]


def bare(text: str) -> str:
    """A text without quotation marks, addresses of pages and needless space, in composed characters.

    >>> bare("The “old”  dam's gate: www.example.org")
    "The old dam's gate:"
    """
    return " ".join(QUOTES.sub(" ", ADDRESS.sub(" ", unicodedata.normalize("NFKC", text))).split())


def unsigned(text: str) -> str:
    """A text without the author and date it ends with; as it is where nothing would be left.

    >>> unsigned("The dam held. — Ann Weir (@annweir) May 3, 2019")
    'The dam held.'
    """
    return SIGNED.sub("", text).rstrip() or text


def query_forms(query: str) -> tuple[str, str]:
    """A query whole and unsigned, joint words taken apart."""
    whole = bare(query)
    return JOINT.sub(" ", whole), JOINT.sub(" ", unsigned(whole))


class Stems:
    """BM25 over stems; rarity is counted in shares of the greatest possible, so that small and large pools compare."""

    def __init__(self, rows: list[list[str]]):
        self._place: dict[str, int] = {}
        for row in rows:
            for word in row:
                self._place.setdefault(word, len(self._place))
        counts = self._table(rows)
        size = len(rows)
        holders = counts.getnnz(axis=0)
        rarity = numpy.log1p((size - holders + 0.5) / (holders + 0.5)) / numpy.log1p((size + 0.5) / 1.5)
        lengths = numpy.asarray(counts.sum(axis=1)).ravel()
        usual = max(lengths.mean() if size else 0.0, 1.0)
        table = counts.tocoo()
        much = SATURATION * (1 - LENGTH + LENGTH * lengths[table.row] / usual)
        table.data = rarity[table.col] * table.data * (SATURATION + 1) / (table.data + much)
        self._texts = table.tocsr().astype(numpy.float32).T.tocsr()

    def _table(self, rows: list[list[str]]):
        from scipy import sparse

        cells = [(i, self._place[word], n) for i, row in enumerate(rows) for word, n in Counter(row).items()
                 if word in self._place]  # fmt: skip
        at, words, counts = (numpy.array(part) for part in zip(*cells, strict=True)) if cells else ([], [], [])
        return sparse.csr_matrix((counts, (at, words)), shape=(len(rows), len(self._place)), dtype=float)

    def scores(self, queries: list[list[str]]) -> numpy.ndarray:
        """Each word of a query counts once, however often it is repeated."""
        table = self._table([sorted(set(query)) for query in queries]).astype(numpy.float32)
        return (table @ self._texts).toarray()


class Letters:
    """Cosines of runs of letters within words, weighed by their rarity; repeated runs count by their logarithm."""

    def __init__(self, texts: list[str]):
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._size, self._table = len(texts), None
        self._runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(RUN, RUN), sublinear_tf=True, dtype=numpy.float32)
        if any(text.split() for text in texts):
            self._table = self._runs.fit_transform(texts).T.tocsr()

    def scores(self, queries: list[str]) -> numpy.ndarray:
        """The cosine of each query with each text."""
        if self._table is None or not queries:
            return numpy.zeros((len(queries), self._size), dtype=numpy.float32)
        return (self._runs.transform(queries) @ self._table).toarray()


class Meaning:
    """Cosines of vectors: of a query whole or unsigned, to a text, and to the nearer of text and title, averaged."""

    def __init__(self, texts: numpy.ndarray, titles: numpy.ndarray | None):
        self._texts, self._titles = texts, titles

    @classmethod
    def of(cls, texts: Sequence[str], titles: list[str], progress: Progress | None) -> "Meaning | None":
        """The vectors of texts and titles; None where there is no encoder."""
        given = [title or text for text, title in zip(texts, titles, strict=True)]
        rows = vectors([*texts, *given], progress=progress)
        if rows is None:
            return None
        return cls(rows[: len(texts)], rows[len(texts) :] if any(titles) else None)

    def scores(self, whole: numpy.ndarray, short: numpy.ndarray) -> numpy.ndarray:
        """The better of two: of the vectors of the queries as they are, and unsigned."""
        near = self._nearness(whole)
        signed = numpy.flatnonzero((whole != short).any(axis=1))
        near[signed] = numpy.maximum(near[signed], self._nearness(short[signed]))
        return near

    def _nearness(self, rows: numpy.ndarray) -> numpy.ndarray:
        near = rows @ self._texts.T
        if self._titles is None:
            return near
        return (near + numpy.maximum(near, rows @ self._titles.T)) / 2
