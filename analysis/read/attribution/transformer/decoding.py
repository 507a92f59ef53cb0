"""From scores to spans: the best sequence of tags under their grammar.

Input is a table of scores, output the spans it stands for. Source of the algorithm: Viterbi (1967).
"""

import numpy

FORBIDDEN = -1e9


def best_tags(scores: numpy.ndarray, continues: dict[int, int]) -> numpy.ndarray:
    """The tags of the highest total score in which a continuing tag follows its own beginning or itself.

    Parameters
    ----------
    scores : (words, tags), or (rows, words, tags) for several sequences of one length at once.
    continues : for each continuing tag the tag that begins its span.

    >>> best_tags(numpy.array([[0.0, 1.0, 2.0], [0.0, -1.0, 1.0]]), {2: 1}).tolist()
    [1, 2]
    """
    if scores.ndim == 2:
        return best_tags(scores[None], continues)[0]
    rows, words, tags = scores.shape
    step, start = numpy.zeros((tags, tags)), numpy.zeros(tags)
    for inside, begin in continues.items():
        start[inside] = FORBIDDEN
        step[:, inside] = FORBIDDEN
        step[[inside, begin], inside] = 0.0
    back = numpy.zeros((words, rows, tags), dtype=numpy.int64)
    best = start + scores[:, 0]
    for i in range(1, words):
        paths = best[:, :, None] + step
        back[i] = paths.argmax(1)
        best = paths.max(1) + scores[:, i]
    found = numpy.zeros((rows, words), dtype=numpy.int64)
    found[:, -1] = best.argmax(1)
    which = numpy.arange(rows)
    for i in range(words - 1, 0, -1):
        found[:, i - 1] = back[i, which, found[:, i]]
    return found


def tag_spans(tags: numpy.ndarray, begin: int, inside: int) -> list[tuple[int, int]]:
    """The half-open word ranges of one kind of span.

    >>> tag_spans(numpy.array([0, 1, 2, 1, 0]), 1, 2)
    [(1, 3), (3, 4)]
    """
    spans: list[tuple[int, int]] = []
    for i in numpy.flatnonzero((tags == begin) | (tags == inside)).tolist():
        if tags[i] == inside and spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    return spans
