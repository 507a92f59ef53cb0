"""Where an added text came from: one JSON object beside each text of `local/`.

Input is what is known of a source and of how it was read; output is the bytes of `local/<id>.json`, or the object read
again. Caution: nothing is computed from it; what the tables say of a document stands in the manifest.
"""

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.manifest import LOCAL

EXTRACTED = ("title", "publisher", "date", "language", "url", "media", "encoding", "pages", "notes")


def provenance_bytes(extract, given: Mapping[str, object]) -> bytes:
    """The object as it is written: what the caller says of the source, and what was read in it.

    >>> from types import SimpleNamespace
    >>> print(provenance_bytes(SimpleNamespace(title="A", pages=((1, 0, 9),)), {"source": "a.pdf"}).decode(), end="")
    {
     "source": "a.pdf",
     "extract": {
      "title": "A",
      "pages": [
       [
        1,
        0,
        9
       ]
      ]
     }
    }
    """
    known = [f.name for f in dataclasses.fields(extract)] if dataclasses.is_dataclass(extract) else vars(extract)
    told = {name: getattr(extract, name) for name in EXTRACTED if name in known}
    page = json.dumps({**given, "extract": told}, ensure_ascii=False, indent=1, default=str)
    return (page + "\n").encode("utf-8", "backslashreplace")


def provenance(folder: str | Path, name: str) -> dict[str, object]:
    """What is known of where the document `name` of a corpus folder came from; empty for one that was not added.

    >>> provenance("nowhere", "paper")
    {}
    """
    path = Path(folder) / LOCAL / f"{name}.json"
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        raise CrossreadError(f"{path} holds no JSON object in UTF-8; restore it or remove it") from None
    return found if isinstance(found, dict) else {}
