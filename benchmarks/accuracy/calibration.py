"""How often do the bands of the keyness table find something where there is nothing to find?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy
import pandas

from analysis.measure.vocabulary import FAMILY_MINIMUM, keyness_from_counts
from analysis.read.document import Document
from benchmarks.accuracy import simulation
from benchmarks.accuracy.labels import absence, label_rows
from benchmarks.rows import Row, Skipped

CORPORA = 500
SEED = 20_240_601
CRITICAL = 3.84  # of the likelihood ratio at five in a hundred
BOTH = ("clear", "likely")


@dataclass(frozen=True)
class Design:
    """One kind of simulated corpus and the shares of tested words that may be banded."""

    name: str
    make: Callable[..., numpy.ndarray]
    clear: float | str
    both: float | str
    seed: int
    sizes: simulation.Sizes = simulation.SIX
    corpora: int = CORPORA


EXCHANGEABLE = {"clear": 0.05, "both": 0.08}
BURSTY, TOPICAL = "Dirichlet-multinomial documents", "topic-mixed documents"
OTHER_SIZES = {
    "three sources": (1000,) * 4,
    "fifteen sources of 500 words": (1000, *(500,) * 15),
    "an article of 200 words": (200, *(1000,) * 5),
    "an article of 3,000 words": (3000, *(1000,) * 5),
}
DESIGNS = (
    Design("identically distributed tokens", simulation.identical_tokens, 0.001, "", 1),
    Design("one text cut in six", simulation.one_text_in_six, 0.001, "", 2),
    Design(BURSTY, simulation.bursty_documents, **EXCHANGEABLE, seed=3),
    Design(TOPICAL, simulation.topical_documents, **EXCHANGEABLE, seed=4),
    Design("documents burstier than news", partial(simulation.bursty_documents, concentration=300), "", "", 5),
    Design("documents with stronger topics", partial(simulation.topical_documents, share=0.3), "", "", 6),
    *(
        Design(f"{BURSTY}, {name}", simulation.bursty_documents, **EXCHANGEABLE, seed=7 + i, sizes=sizes, corpora=150)
        for i, (name, sizes) in enumerate(OTHER_SIZES.items())
    ),
)


def tally(counts: Iterable[pandas.DataFrame]) -> pandas.DataFrame:
    """One row a corpus: words tested, words in each band, words that the likelihood ratio alone would call."""
    rows = []
    for table in counts:
        judged = keyness_from_counts(table[0], table.drop(columns=0), min_count=FAMILY_MINIMUM)
        bands = judged["band"].value_counts()
        rows.append([len(judged), bands.get("clear", 0), bands.get("likely", 0), (judged["g2"] > CRITICAL).sum()])
    return pandas.DataFrame(rows, columns=["tested", "clear", "likely", "g2"])


def share(hits: pandas.Series, tested: pandas.Series) -> tuple[float, float]:
    """The share of all words tested, and its Monte-Carlo standard error with corpora as the independent units.

    >>> share(pandas.Series([1, 3]), pandas.Series([10, 10]))
    (0.2, 0.1)
    """
    ratio = hits.sum() / tested.sum()
    left = hits - ratio * tested
    error = numpy.sqrt((left**2).sum() * len(hits) / (len(hits) - 1)) / tested.sum()
    return round(float(ratio), 5), round(float(error), 5)


def rows_of(name: str, found: pandas.DataFrame, what: str, clear: float | str, both: float | str) -> Iterator[Row]:
    """The two rows of one design: `clear` alone, and `clear` with `likely`."""
    alone, _ = share(found["g2"], found["tested"])
    for bands, hits, bar in (
        ("clear", found["clear"], clear),
        ("clear or likely", found["clear"] + found["likely"], both),
    ):
        value, error = share(hits, found["tested"])
        data = f"{len(found)} {what}, {found['tested'].sum():,} words tested, standard error {error:.5f}"
        peer = f"G² above {CRITICAL} alone {alone:.3f}"
        yield Row(f"keyness: words banded {bands}, {name}", value, bar, "<=" if bar != "" else "", data, peer)


def simulated_rows() -> Iterator[Row]:
    """The rows of all designs."""
    for design in DESIGNS:
        made = design.make(numpy.random.default_rng([SEED, design.seed]), design.corpora, design.sizes)
        found = tally(simulation.tables(made, design.sizes))
        yield from rows_of(design.name, found, "corpora", design.clear, design.both)


def news_rows(draws: int = CORPORA) -> Iterator[Row | Skipped]:
    """The same shares where the six documents are news articles drawn at random: how far to trust the simulation."""
    name = "polnear_train.jsonl"
    if reason := absence("keyness on news articles", name):
        yield Skipped(reason)
        return
    size = simulation.WORDS
    norms = ([token.norm for token in Document(id="x", text=row["text"]).tokens] for row in label_rows(name))
    words = [row[:size] for row in norms if len(row) >= size]
    codes = {word: i for i, word in enumerate(sorted({word for row in words for word in row}))}
    articles = numpy.array([[codes[word] for word in row] for row in words])
    rng = numpy.random.default_rng([SEED, 0])
    picks = (rng.choice(len(articles), len(simulation.SIX), replace=False) for _ in range(draws))
    found = tally(simulation.counts(articles[pick]) for pick in picks)
    what = f"draws of six of {len(articles)} articles (PolNeAR, train)"
    yield from rows_of("news articles", found, what, "", "")
