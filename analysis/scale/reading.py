"""Some records at once while they are measured: what several measures need of them is worked out once.

Input is records; output is the words of all of them as arrays, and each as a document. Caution: the whole text is read
as prose, headline and dateline included, since an archive does not say where they end.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy

from analysis.scale.forms import KnownForms, known_forms
from analysis.scale.record import BadRow, Record

if TYPE_CHECKING:
    from analysis.read.document import Document

CHARACTERS, RECORDS = 131_072, 200  # of a batch, about: as much as stays near the processor


class Batch:
    """Records and what is read off them, on first use.

    Attributes
    ----------
    words : the number of each word's form, in order; owners : the number of the record it stands in; starts, ends :
        its piece's place in that record's text; edges : from which word on each record goes, and the end.

    >>> rows = [Record("a", "P", "", "The mill closed.", ("a.jsonl", 0)), Record("b", "P", "", "No.", ("a.jsonl", 9))]
    >>> batch = Batch(rows)
    >>> batch.owners.tolist(), batch.starts.tolist(), [batch.forms.words[i] for i in batch.words]
    ([0, 0, 0, 1], [0, 4, 9, 0], ['the', 'mill', 'closed', 'no'])
    >>> batch.edges.tolist(), [sentence.text for sentence in batch.documents[1].sentences]
    ([0, 3, 4], ['No.'])
    """

    def __init__(self, records: list[Record], engine: str = "rules", known: KnownForms = known_forms) -> None:
        self.records = records
        self.engine = engine
        self.forms = known()

    @cached_property
    def _arrays(self) -> tuple[numpy.ndarray, ...]:
        texts = [record.text for record in self.records]
        numbers, starts, ends = self.forms.numbers("\n".join(texts))
        firsts = numpy.zeros(len(texts) + 1, dtype=numpy.int64)
        numpy.cumsum([len(text) + 1 for text in texts], out=firsts[1:])
        owners = numpy.repeat(numpy.arange(len(texts)), numpy.diff(numpy.searchsorted(starts, firsts)))
        words, places = self.forms.taken_apart(numbers)
        owners = owners[places]
        before = firsts[owners]
        edges = numpy.searchsorted(owners, numpy.arange(len(texts) + 1))
        return words, owners, starts[places] - before, ends[places] - before, edges

    words = property(lambda self: self._arrays[0])
    owners = property(lambda self: self._arrays[1])
    starts = property(lambda self: self._arrays[2])
    ends = property(lambda self: self._arrays[3])
    edges = property(lambda self: self._arrays[4])

    @cached_property
    def documents(self) -> list["Document"]:
        """The texts as documents whose body is all of it."""
        from analysis.read.document import Document

        return [
            Document(id=row.id, text=row.text, publisher=row.publisher, body=(0, len(row.text)), engine=self.engine)
            for row in self.records
        ]


def batches(
    rows: Iterable[Record | BadRow], unread: list[BadRow], engine: str = "rules", known: KnownForms = known_forms
) -> Iterator[Batch]:
    """The records in batches; what is no record is added to `unread`, and new forms to those that are `known`."""
    waiting, size = [], 0
    for row in rows:
        if isinstance(row, BadRow):
            unread.append(row)
            continue
        waiting.append(row)
        size += len(row.text)
        if size > CHARACTERS or len(waiting) == RECORDS:
            yield Batch(waiting, engine, known)
            waiting, size = [], 0
    if waiting:
        yield Batch(waiting, engine, known)
