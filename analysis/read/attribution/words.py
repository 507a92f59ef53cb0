"""The words of a text as the taggers see them: form, shape, and where each stands towards quotation marks.

Input is paragraphs and quotations, output is parallel arrays, one entry a word or mark of punctuation. Both trained
engines and the training script read texts through this module, so that what was learned is what is seen. Caution:
these words are not the tokens that are counted elsewhere; they keep punctuation and split at apostrophes and hyphens.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy

from analysis.read.quotations import Quotation
from analysis.read.segments import Paragraph

WORD = re.compile(r"[^\W_]+|_+|[^\w\s]")
LOWER, TITLE, UPPER, MIXED, DIGIT, MARK = range(1, 7)  # shapes; 0 is padding
OUTSIDE, FIRST, WITHIN, EDGE, GOES_ON = range(1, 6)  # quotation states; 0 is padding


@dataclass(frozen=True)
class Words:
    """Parallel arrays over the words of a text; `breaks` are the word numbers at which paragraphs begin, and the end.

    `shapes` holds LOWER to MARK, `states` OUTSIDE to GOES_ON (a quotation that an earlier paragraph opened).
    """

    text: str
    starts: numpy.ndarray
    ends: numpy.ndarray
    shapes: numpy.ndarray
    states: numpy.ndarray
    breaks: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def forms(self) -> list[str]:
        """The words as written."""
        return [self.text[a:b] for a, b in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]


def shape(form: str) -> int:
    """The shape of one word.

    >>> [shape(form) for form in ["said", "Mora", "U", "UN", "McKay", "3rd", "“"]]
    [1, 2, 2, 3, 4, 5, 6]
    """
    if form[0].isdigit():
        return DIGIT
    if not form[0].isalpha():
        return MARK
    if form.islower() or not form[0].isupper():
        return LOWER
    if len(form) == 1 or form[1:].islower():
        return TITLE
    return UPPER if form.isupper() else MIXED


def words(text: str, rows: tuple[Paragraph, ...], quoted: tuple[Quotation, ...]) -> Words:
    """The words of the paragraphs `rows`.

    >>> from analysis.read.quotations import quotations
    >>> rows = (Paragraph(0, 16, "“Go,” said Mora.", "prose"),)
    >>> found = words(rows[0].text, rows, quotations(rows[0].text, rows))
    >>> found.forms, found.states.tolist()
    (['“', 'Go', ',', '”', 'said', 'Mora', '.'], [4, 2, 3, 4, 1, 1, 1])
    """
    starts: list[int] = []
    ends: list[int] = []
    breaks = []
    for row in rows:
        breaks.append(len(starts))
        for match in WORD.finditer(text, row.start, row.end):
            starts.append(match.start())
            ends.append(match.end())
    breaks.append(len(starts))
    shapes = [shape(text[a:b]) for a, b in zip(starts, ends, strict=True)]
    first, last = numpy.array(starts, dtype=numpy.int64), numpy.array(ends, dtype=numpy.int64)
    return Words(text, first, last, numpy.array(shapes, dtype=numpy.int64), _states(first, quoted), tuple(breaks))


def _states(starts: numpy.ndarray, quoted: tuple[Quotation, ...]) -> numpy.ndarray:
    states = numpy.full(len(starts), OUTSIDE, dtype=numpy.int64)
    for quotation in quoted:
        low, high = numpy.searchsorted(starts, (quotation.start, quotation.end))
        states[low:high] = GOES_ON if quotation.continued else WITHIN
        states[low : low + 1] = FIRST if high > low and not quotation.continued else states[low : low + 1]
        if low and starts[low - 1] >= quotation.start - 2:
            states[low - 1] = EDGE
        if quotation.closed and high < len(starts):
            states[high] = EDGE
    return states
