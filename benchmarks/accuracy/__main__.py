"""`make accuracy`: all rows, their file and the table."""

import sys
from itertools import chain

from benchmarks.accuracy.amounts import quantity_rows
from benchmarks.accuracy.archive_claims import archive_claim_rows
from benchmarks.accuracy.attribution import attribution_rows
from benchmarks.accuracy.calibration import news_rows, simulated_rows
from benchmarks.accuracy.checkable import checkable_rows
from benchmarks.accuracy.extraction import extraction_rows
from benchmarks.accuracy.power import power_rows
from benchmarks.accuracy.profile import profile_rows
from benchmarks.accuracy.proofs import proof_rows
from benchmarks.accuracy.retrieval import retrieval_rows
from benchmarks.accuracy.reuse import reuse_rows
from benchmarks.accuracy.shipped_claims import shipped_claim_rows
from benchmarks.accuracy.sourcing_measures import sourcing_measure_rows
from benchmarks.accuracy.support import support_rows
from benchmarks.accuracy.syllables import syllable_rows
from benchmarks.rows import run

if __name__ == "__main__":
    parts = (
        proof_rows,
        simulated_rows,
        news_rows,
        power_rows,
        profile_rows,
        syllable_rows,
        quantity_rows,
        checkable_rows,
        attribution_rows,
        sourcing_measure_rows,
        retrieval_rows,
        support_rows,
        reuse_rows,
        shipped_claim_rows,
        archive_claim_rows,
        extraction_rows,
    )
    sys.exit(run("accuracy", chain.from_iterable(part() for part in parts)))
