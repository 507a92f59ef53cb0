"""Sorted arrays of whole numbers: what is in them, how often, and sums.

Input and output are arrays. Sums and counts are exact below 2 ** 53. Caution: where few of the numbers below `size` are
missing, a table of all of them is made, since that is cheaper than sorting.
"""

import numpy

DENSE = 8  # numbers below the size for each given one, up to which a table of all is cheaper


def summed(cells: numpy.ndarray, counts: numpy.ndarray, size: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The distinct cells below `size` in order, and the sum of the counts of each.

    >>> [part.tolist() for part in summed(numpy.array([5, 2, 5]), numpy.array([1, 7, 2]), 9)]
    [[2, 5], [7, 3]]
    """
    if size <= DENSE * len(cells):
        sums = numpy.bincount(cells, counts, size)  # exact below 2 ** 53
        found = numpy.flatnonzero(sums)
        return found, sums[found].astype(numpy.int64)
    order = numpy.argsort(cells)  # in which order equal ones come does not matter to their sum
    ordered = cells[order]
    starts = numpy.flatnonzero(is_new(ordered))
    return ordered[starts], (numpy.add.reduceat(counts[order], starts) if len(starts) else counts).astype(numpy.int64)


def occurrences(cells: numpy.ndarray, size: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The distinct cells below `size` in order, and how often each stands there.

    >>> [part.tolist() for part in occurrences(numpy.array([5, 2, 5]), 9)]
    [[2, 5], [1, 2]]
    """
    if size <= DENSE * len(cells):
        counts = numpy.bincount(cells, minlength=size)
        found = numpy.flatnonzero(counts)
        return found, counts[found]
    return numpy.unique(cells, return_counts=True)


def distinct(values: numpy.ndarray) -> numpy.ndarray:
    """The distinct values in order; NumPy's own way, without counts, takes many times as long for whole numbers.

    >>> distinct(numpy.array([5, 2, 5])).tolist(), distinct(numpy.zeros(0)).tolist()
    ([2, 5], [])
    """
    ordered = numpy.sort(values)
    return ordered[is_new(ordered)]


def is_new(ordered: numpy.ndarray) -> numpy.ndarray:
    """Whether each value is another than the one before, True for the first.

    >>> is_new(numpy.array([2, 5, 5])).tolist()
    [True, True, False]
    """
    found = numpy.ones(len(ordered), dtype=bool)
    found[1:] = ordered[1:] != ordered[:-1]
    return found
