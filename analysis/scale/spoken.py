"""Who speaks in an archive, and how much is said on somebody's authority, publisher by publisher?

Input is batches of records, output is counts under (publisher, measure, value) and voices under (name, type). Caution:
the engine marks, and is sometimes wrong; only marks that are more likely right than wrong are counted. A name stands
for all who bear it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.scale.parts import Blocks, Parts
from analysis.scale.reading import Batch
from analysis.scale.record import BadRow, unmeasured
from analysis.scale.tally import merged_rows, packed


@dataclass(frozen=True)
class Spoken:
    """The measure `attributions`; the engine is that of the batch."""

    name = "attributions"

    def begun(self) -> "_Work":
        """What the attributions of one bundle are counted in."""
        return _Work()


class _Work:
    def __init__(self) -> None:
        self.profiles: dict[tuple[str, str, str], list[int]] = {}
        self.voices: dict[tuple[str, str], list[int]] = {}
        self.failed: list[BadRow] = []

    def add(self, batch: Batch) -> None:
        """Count the attributions of a batch."""
        for row, document in zip(batch.records, batch.documents, strict=True):
            try:
                marks = zip(document.attributions, document.sources, strict=True)
            except Exception as error:
                self.failed.append(unmeasured(row, Spoken.name, error))
                continue
            likely = [(mark, who) for mark, who in marks if mark.is_likely]
            covered = {document.sentence_at(part.start) for mark, _ in likely for part in mark.content} - {None}
            self._count(document.publisher, "documents", "", 1)
            self._count(document.publisher, "sentences", "", len(document.sentences))
            self._count(document.publisher, "attributed sentences", "", len(covered))
            self._count(document.publisher, "attributions", "", len(likely))
            for mark, who in likely:
                values = {"mode": mark.mode, "act": mark.act, "stance": mark.stance, "source type": who.type}
                for measure, value in values.items():
                    self._count(document.publisher, measure, value, 1)
            self._hear([(who.name, who.type) for _, who in likely if who.resolved and who.name])

    def _count(self, publisher: str, measure: str, value: str, number: int) -> None:
        self.profiles.setdefault((publisher, measure, value), [0])[0] += number

    def _hear(self, voices: list[tuple[str, str]]) -> None:
        for voice in voices:
            self.voices.setdefault(voice, [0, 0])[0] += 1
        for voice in set(voices):
            self.voices[voice][1] += 1

    def blocks(self) -> Blocks:
        """What the piece gave."""
        return {"profiles": packed(self.profiles), "voices": packed(self.voices)}


def profile_rows(parts: Parts) -> Iterator[tuple[str, str, str, int]]:
    """Publisher, measure, value, count, in alphabetical order."""
    for key, (count,) in merged_rows(parts, "profiles", ("sum",)):
        yield *key, count


def voice_rows(parts: Parts) -> Iterator[tuple[str, str, int, int]]:
    """Name, type, attributions, documents, in alphabetical order."""
    for key, values in merged_rows(parts, "voices", ("sum", "sum")):
        yield *key, *values
