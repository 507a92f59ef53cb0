"""Which ids stand more than once in an archive?

Input is records, output is the ids that repeat and where. A hash of eight bytes stands for each id until all pieces are
read; ids are compared letter by letter only where hashes agree, so that the answer is exact and holds no list of all
ids in memory.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence

import numpy

from analysis.scale.arrays import distinct
from analysis.scale.parts import Blocks, Parts
from analysis.scale.record import Record
from analysis.scale.tally import merged_rows, packed

TOGETHER = 8_000_000  # hashes that are compared at once
Place = tuple[str, int]


class Ids:
    """The ids of one bundle.

    >>> ids = Ids()
    >>> ids.add([Record("a", "P", "", "One.", ("a.jsonl", 0)), Record("b", "P", "", "Two.", ("a.jsonl", 52))])
    >>> [len(block) for block in ids.blocks().values()], ids.blocks()["ids"].splitlines()[1]
    ([16, 41], b'["b", "a.jsonl", 52]')
    """

    def __init__(self) -> None:
        self.hashes: list[bytes] = []
        self.lines: list[bytes] = []

    def add(self, records: Sequence[Record]) -> None:
        """Take in some records."""
        rows = (json.dumps([record.id, *record.place], ensure_ascii=False) + "\n" for record in records)
        self.lines.append("".join(rows).encode())
        self.hashes.append(b"".join([id_hash(record.id) for record in records]))

    def blocks(self) -> Blocks:
        """What the piece gave."""
        return {"hashes": b"".join(self.hashes), "ids": b"".join(self.lines)}


def id_hash(name: str) -> bytes:
    """Eight bytes that stand for an id."""
    return hashlib.blake2b(name.encode(), digest_size=8).digest()


def repeated_ids(parts: Parts) -> Iterator[tuple[str, Place, Place]]:
    """Each id that stands more than once: the id, where it stands, where it stood first."""
    repeated = _repeated_hashes(parts)
    if not len(repeated):
        return
    likely = Parts(parts.folder / "repeated", parts.count)
    for piece in range(parts.count):
        is_likely = numpy.isin(_hashes(parts.block(piece, "hashes")), repeated).tolist()
        rows = {}
        for line, is_wanted in zip(parts.lines(piece, "ids"), is_likely, strict=True):
            if is_wanted:
                name, path, where = json.loads(line)
                rows[name, path, f"{where:015}"] = []
        likely.keep(piece, {"ids": packed(rows)})
    last, first = None, ("", 0)
    for (name, path, where), _ in merged_rows(likely, "ids", ()):
        place = (path, int(where))
        if name == last:
            yield name, place, first
        else:
            last, first = name, place


def _hashes(block: bytes) -> numpy.ndarray:
    return numpy.frombuffer(block, dtype="<u8")


def _repeated_hashes(parts: Parts) -> numpy.ndarray:
    """The hashes that more than one record has; of many, a share of all is looked at, and then the next one."""
    count = sum(len(block) // 8 for block in parts.blocks("hashes"))
    shares = numpy.uint64(1 << (count // TOGETHER).bit_length())
    found = [numpy.zeros(0, dtype="<u8")]
    for share in range(int(shares)):
        blocks = (_hashes(block) for block in parts.blocks("hashes"))
        rows = numpy.sort(numpy.concatenate([found[0][:0], *(block[block % shares == share] for block in blocks)]))
        found.append(distinct(rows[1:][rows[1:] == rows[:-1]]))
    return numpy.concatenate(found)
