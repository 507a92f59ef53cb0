"""Which figures does an archive give for the same thing, and how often?

Input is batches of records, output is counts under (unit, kind, low, high, modifier). With units given, those of the
article, only sentences that could hold one of them are kept. Caution: the same unit may count different things; a
figure's place and time have to be read in the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.read.quantities import quantities
from analysis.scale.parts import Blocks, Parts
from analysis.scale.reading import Batch
from analysis.scale.record import BadRow, unmeasured
from analysis.scale.tally import merged_rows, packed


@dataclass(frozen=True)
class Figures:
    """The measure `quantities`; `units` are those that are counted, None for all."""

    units: frozenset[str] | None = None
    name = "quantities"

    def begun(self) -> "_Work":
        """What the quantities of one bundle are counted in."""
        return _Work(self.units)


class _Work:
    def __init__(self, units: frozenset[str] | None) -> None:
        self.units = units
        self.rows: dict[tuple[str, ...], list[int]] = {}
        self.failed: list[BadRow] = []

    def add(self, batch: Batch) -> None:
        """Count the quantities of a batch."""
        for row, document in zip(batch.records, batch.documents, strict=True):
            try:
                found = [figure for sentence in document.sentences for figure in quantities(sentence.text)]
            except Exception as error:
                self.failed.append(unmeasured(row, Figures.name, error))
                continue
            keys = [
                (one.unit, one.kind, repr(one.low), repr(one.high), one.modifier)
                for one in found
                if self.units is None or one.unit in self.units
            ]
            for key in keys:
                self.rows.setdefault(key, [0, 0])[0] += 1
            for key in set(keys):
                self.rows[key][1] += 1

    def blocks(self) -> Blocks:
        """What the piece gave."""
        return {"quantities": packed(self.rows)}


def figure_rows(parts: Parts) -> Iterator[tuple]:
    """Unit, kind, low, high, modifier, mentions, documents, in the order of the first five as texts."""
    for key, values in merged_rows(parts, "quantities", ("sum", "sum")):
        yield *key, *values
