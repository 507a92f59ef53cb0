"""Published values and laws: the tests that hold the statistics to them, counted family by family.

The values themselves stand in the tests, each with its source; here they are only run and counted.
"""

import contextlib
import io
from collections import Counter
from collections.abc import Iterator

import pytest

from analysis.read.corpus import ROOT
from benchmarks.rows import Row

STATISTICS, WORDS = "tests/measure/test_statistics.py", "tests/measure/test_vocabulary.py"
INTERVALS, PLACES = "tests/measure/test_uncertainty.py", "tests/measure/test_context.py"
FAMILIES = {
    "published values, Evert's rows (G², log ratio, LRC, simple maths)": (
        f"{STATISTICS}::TestEvertsTen",
        f"{INTERVALS}::TestLogRatioInterval::test_everts_conservative_log_ratio",
        f"{INTERVALS}::TestLogRatioInterval::test_small_counts_as_in_r",
    ),
    "published values, quanteda's documented rows (chi-squared)": (
        f"{STATISTICS}::TestChiSquared::test_quantedas_first_example",
        f"{STATISTICS}::TestChiSquared::test_quantedas_second_example",
        f"{STATISTICS}::TestChiSquared::test_our_exact_p_is_honest_where_its_p_is_not",
    ),
    "published values, WordSmith's four cells": (f"{STATISTICS}::TestLogLikelihood::test_wordsmiths_keyness",),
    "published values, romance in Brown as in nltk": (f"{STATISTICS}::TestLogLikelihood::test_ten_words_of_romance",),
    "published values, dispersion (Gries, Lijffijt)": ("tests/measure/test_evenness.py::TestPublishedValues",),
    "published values, lexical diversity (MTLD and others)": ("tests/measure/test_diversity.py::TestPublishedValues",),
    "published values, word shifts (shifterator)": (
        f"{STATISTICS}::TestDivergence::test_shifterators_three_types",
        f"{STATISTICS}::TestDivergence::test_shifterators_letters_a_to_g_against_b_to_h",
    ),
    "published values, weighted log-odds (tidylo)": (f"{STATISTICS}::TestWeightedLogOdds",),
    "published values, collocations (Manning and Schuetze)": (
        "tests/measure/test_collocations.py::TestPublishedValues",
    ),
    "published values, false discovery (Benjamini and Hochberg)": (f"{INTERVALS}::TestAdjustedP",),
    "seven cases of 1,000 words against five sources": (
        f"{STATISTICS}::TestSingleCaseTest::test_the_seven_cases",
        f"{WORDS}::TestKeynessFromCounts::test_the_seven_cases",
    ),
    "law: swapping article and source flips every sign": (
        f"{WORDS}::TestKeynessFromCounts::test_swapping_article_and_source_flips_every_sign_and_swaps_the_counts",
    ),
    "law: nothing counted is lost": (f"{WORDS}::TestKeynessFromCounts::test_nothing_counted_is_lost",),
    "law: every count opens exactly that many passages": (f"{PLACES}::TestMentionsShownAreMentionsCounted",),
    "law: listing a source twice changes nothing": (
        f"{WORDS}::TestKeynessFromCounts::test_listing_a_source_twice_changes_nothing",
    ),
}


class Outcomes:
    """What pytest reports, counted: a plugin."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the worst outcome of a test's three phases."""
        if report.outcome != "passed" or report.when == "call":
            self.found[report.nodeid] = report.outcome


def proof_rows() -> Iterator[Row]:
    """The share of each family's tests that pass; a family that is not found has none."""
    outcomes, ids = Outcomes(), [test for family in FAMILIES.values() for test in family]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.chdir(ROOT):
        pytest.main(["-q", "-p", "no:cacheprovider", "--tb=no", *ids], plugins=[outcomes])
    for name, tests in FAMILIES.items():
        counts = Counter(outcome for node, outcome in outcomes.found.items() if node.startswith(tests))
        share = counts["passed"] / counts.total() if counts else 0.0
        yield Row(name, round(share, 4), 1.0, ">=", f"{counts.total()} tests")
