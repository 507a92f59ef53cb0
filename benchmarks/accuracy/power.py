"""Does the keyness table find what was put there, and does it tell an omission from a burst?"""

from collections.abc import Iterator

import numpy
import pandas

from analysis.measure.vocabulary import keyness_from_counts
from benchmarks.accuracy import simulation
from benchmarks.accuracy.calibration import BOTH, SEED
from benchmarks.rows import Row

OMISSION, BURST = [4, 6, 5, 3, 7], [25, 0, 0, 0, 0]  # in five sources of 1,000 words; the article has neither
P_VALUES = {"omission": 0.037051, "burst": 0.704000}
CORPORA = 500
RATIO = 2.2  # variance over mean of a content word's counts in articles of 1,000 words
PLANTED = (  # name, mean per 1,000 words in the article and in each source
    ("a word the article uses 12 times as often as its sources", 12.0, [1.0] * 5),
    ("a word the sources use 5 times each and the article never", 0.0, [5.0] * 5),
    ("a word one source uses 25 times and nobody else (nothing to find)", 0.0, [25.0, 0, 0, 0, 0]),
)


def headline() -> pandas.DataFrame:
    """The keyness table of the omission and the burst, whose token counts are the same."""
    rest = [1000 - a - b for a, b in zip(OMISSION, BURST, strict=True)]
    sources = pandas.DataFrame([OMISSION, BURST, rest], index=["omission", "burst", "rest"])
    return keyness_from_counts(pandas.Series({"rest": 1000}), sources).set_index("term")


def planted_share(article: float, sources: list[float], corpora: int) -> float:
    """The share of simulated corpora in which a planted word is banded clear or likely."""
    rng = numpy.random.default_rng([SEED, 9])
    made = simulation.bursty_documents(rng, corpora, simulation.SIX)
    means = numpy.array([article, *sources])
    found = 0
    for table in simulation.tables(made):
        # Gamma-Poisson counts, as bursty as words of news are.
        rates = rng.gamma(numpy.maximum(means, 1e-9) / (RATIO - 1), RATIO - 1)
        table.loc[-1] = rng.poisson(numpy.where(means > 0, rates, 0))
        judged = keyness_from_counts(table[0], table.drop(columns=0), min_count=1).set_index("term")
        found += int(-1 in judged.index and judged.loc[-1, "band"] in BOTH)
    return round(found / corpora, 4)


def power_rows(corpora: int = CORPORA) -> Iterator[Row]:
    """The headline oracle, then the words planted."""
    table = headline()
    bands = table.loc[["omission", "burst"], "band"]
    data = "0 against 4 6 5 3 7 and 0 against 25 0 0 0 0 in five sources of 1,000 words"
    peer = "same G² for both: " + ", ".join(f"{table.loc[term, 'g2']:.2f}" for term in bands.index)
    name = f"keyness: omission ({bands['omission']}) and burst ({bands['burst']}) in different bands"
    yield Row(name, float(bands.nunique() == 2), 1.0, ">=", data, peer)
    error = max(abs(table.loc[term, "p_document"] - p) for term, p in P_VALUES.items())
    yield Row("keyness: error of their document-level p", round(float(error), 9), 1e-6, "<=", data)
    for name, article, sources in PLANTED:
        value = planted_share(article, sources, corpora)
        data = f"{corpora} simulated corpora of Dirichlet-multinomial documents"
        yield Row(f"keyness: corpora where {name} is banded clear or likely", value, data=data)
