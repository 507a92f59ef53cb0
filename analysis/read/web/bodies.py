"""The bytes of an answer, unpacked while they come in and never beyond a limit.

Input is the pieces of a body as they were sent, and how they were packed; output is the body. Caution: the limit holds
for the bytes that are sent and for those that they unfold to, so that a small answer cannot grow without end.
"""

import zlib
from collections.abc import Iterable, Iterator

from analysis.errors import CrossreadError

PACKINGS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
STEP = 65536


def unpacked(pieces: Iterable[bytes], packing: str, most: int, cut: bool = False) -> bytes:
    """The body, at most `most` bytes; one that is longer is refused, or cut off where `cut` is given.

    >>> unpacked([zlib.compress(b"the "), b""], "deflate", 100), unpacked([b"the ", b"mill"], "", 6, cut=True)
    (b'the ', b'the mi')
    >>> unpacked([zlib.compress(bytes(5000))], "deflate", 100)
    Traceback (most recent call last):
    analysis.errors.CrossreadError: it has more than 100 bytes
    """
    codings = [name for name in (part.strip().lower() for part in packing.split(",")) if name not in ("", "identity")]
    if len(codings) > 1 or any(name not in PACKINGS for name in codings):
        raise CrossreadError(f"it is packed as {', '.join(codings)[:60]!r}, which was not asked for")
    body, sent = bytearray(), 0

    def counted() -> Iterator[bytes]:
        nonlocal sent
        for piece in pieces:
            sent += len(piece)
            yield piece

    steps = _unfolded(counted(), codings[0]) if codings else counted()
    for piece in steps:
        body += piece
        if len(body) > most or sent > most + STEP:
            if cut:
                return bytes(body[:most])
            raise CrossreadError(f"it has more than {most:,} bytes")
    return bytes(body)


def _unfolded(pieces: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """What packed bytes unfold to, in steps that need little memory; a cut-off packing is an error."""
    unpacker, head = None, b""
    for piece in pieces:
        if unpacker is None:
            head += piece
            if len(head) < 2:
                continue
            piece, unpacker = head, zlib.decompressobj(_bits(packing, head))
        found = b""
        # A full step may have left bytes inside the unpacker when nothing is left to put in.
        while piece or len(found) == STEP:
            if unpacker.eof:
                # Only gzip knows several parts; anything else that follows the end is no part of the body.
                if packing == "deflate" or not piece.startswith(b"\x1f"):
                    break
                unpacker = zlib.decompressobj(PACKINGS[packing])
            try:
                found = unpacker.decompress(piece, STEP)
            except zlib.error:
                raise CrossreadError(f"it is packed with {packing}, and damaged") from None
            yield found
            piece = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if head and not (unpacker and unpacker.eof):
        raise CrossreadError("it ends before it is whole")


def _bits(packing: str, head: bytes) -> int:
    """What zlib is told of a packing; some servers leave the head of zlib out of `deflate`."""
    has_head = head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return PACKINGS[packing] if has_head or packing != "deflate" else -zlib.MAX_WBITS
