"""Zip packages, looked through before anything is unpacked.

Input is the bytes of a package such as a Word file; output is nothing, or one error. Caution: every part is unpacked
once for the check, in pieces and up to a cap, since the sizes that a directory states can be false.
"""

import io
import re
import zipfile

from analysis.errors import CrossreadError

MOST_PARTS = 5_000
MOST_BYTES = 150_000_000
MOST_RATIO = 200  # of bytes unpacked to bytes packed, where they are many
FREE_BYTES = 5_000_000
PIECE = 1 << 16
SAVE = "open it in a word processor, save it again and add that"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def checked_package(content: bytes) -> None:
    """Raise `CrossreadError` for a package that is damaged, encrypted, a bomb, or that names places outside itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_names(parts)
            _check_sizes(parts, len(content))
            left = MOST_BYTES
            for part in parts:
                left = _check_part(package, part, left)
    except (CrossreadError, MemoryError):
        raise
    except Exception as error:  # damaged in any of the ways in which a zip archive can be
        raise CrossreadError(f"the Word file is damaged or cut off ({type(error).__name__}); {SAVE}") from None


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise CrossreadError(f"the Word file has {len(parts):,} parts, more than {MOST_PARTS:,}; {SAVE}")
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        raise CrossreadError(f"the Word file names a part twice; {SAVE}")
    for part in parts:
        name = part.orig_filename
        if name.startswith(("/", "\\")) or re.search(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[A-Za-z]:|\0", name):
            raise CrossreadError(f"the Word file names a place outside itself ({name[:60]!r}); it is refused")
        if part.flag_bits & 1:
            raise CrossreadError("the Word file is encrypted; save a copy without a password and add that")


def _check_sizes(parts: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(part.file_size for part in parts)
    if total > MOST_BYTES or total > max(FREE_BYTES, MOST_RATIO * packed):
        raise CrossreadError(
            f"the Word file unpacks to {total:,} bytes from {packed:,}, as no text does; it is refused"
        )


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack one part up to the bytes that are left; look for declarations of entities, which Word never writes."""
    is_markup = part.filename.lower().endswith((".xml", ".rels"))
    tail = b""
    with package.open(part) as stream:
        while piece := stream.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise CrossreadError(f"the Word file unpacks to more than {MOST_BYTES:,} bytes; it is refused")
            # Zero bytes go, so that a declaration written in UTF-16 is seen too.
            if is_markup and _DECLARATION.search(tail + piece.replace(b"\0", b"")):
                raise CrossreadError("the Word file declares XML entities, as Word never does; it is refused")
            tail = piece.replace(b"\0", b"")[-20:]
    return left
