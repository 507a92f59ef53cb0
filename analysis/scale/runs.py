"""The runs of five words in a row that texts hold, as hashes: what copies of one report are known by.

Input is a batch of records, output one number for each run. Caution: a text that is shorter than a run is one run by
itself; two runs whose hashes agree are held for the same.
"""

import numpy

from analysis.scale.reading import Batch

RUN = 5  # words in a row
_random = numpy.random.default_rng(5)


def odd_factors(count: int) -> numpy.ndarray:
    """So many odd numbers of 64 bits to multiply hashes with; the next ones of a series that never changes.

    >>> bool((odd_factors(3) % 2 == 1).all())
    True
    """
    return _random.integers(1, 1 << 63, count, dtype=numpy.uint64) * numpy.uint64(2) + numpy.uint64(1)


STEPS = odd_factors(RUN)


def runs(batch: Batch) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The number of the record that each run stands in, in order, and a hash of 64 bits, the same in every process."""
    words = batch.words  # which makes new forms known, so it comes before their hashes
    hashes = batch.forms.hashes()[words]
    sizes = numpy.diff(batch.edges)
    # A run is kept at its first word.
    padded = numpy.concatenate([hashes, numpy.zeros(RUN, dtype=numpy.uint64)])
    found = numpy.zeros(len(hashes), dtype=numpy.uint64)
    left = batch.edges[batch.owners + 1] - numpy.arange(len(hashes))
    for step, factor in enumerate(STEPS):
        found += numpy.where(left > step, padded[step : step + len(hashes)], 0) * factor
    found ^= found >> numpy.uint64(29)
    is_run = (left >= RUN) | (left == sizes[batch.owners])
    return batch.owners[is_run], found[is_run]
