"""What each sentence of a digest rests on: the rows of `references.csv`, and whether full texts bear them by now.

Input is a corpus folder, or addresses and rows; output is rows, or the digests that full texts stand in for. Caution:
a text is known by its address alone; that it holds what the digest says of it is not checked.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from analysis.read.manifest import csv_rows

REFERENCE_COLUMNS = ("document", "sentence", "url", "publication", "certainty", "later")
SHARE = 0.5  # of a digest's sentences that full texts must bear before it steps aside


def reference_rows(folder: Path) -> list[dict[str, str]]:
    """The rows of `references.csv`; none where the corpus has no such file.

    >>> from analysis.read.corpus import ROOT
    >>> sorted({row["certainty"] for row in reference_rows(ROOT / "corpus")})
    ['M', 'R', 'S']
    """
    path = folder / "references.csv"
    return csv_rows(path, REFERENCE_COLUMNS) if path.exists() else []


def bare_address(url: str) -> str:
    """An address without scheme, `www.`, fragment and closing slash, its host in small letters.

    >>> bare_address("HTTPS://www.Mill.example/News/#top") == bare_address("http://mill.example/News")
    True
    """
    rest = re.sub(r"^[a-z]+://(?:www\.)?", "", url.strip().partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return (host.lower() + slash + path).rstrip("/")


def borne_share(digest: str, sentences: int, urls: Iterable[str], rows: Iterable[dict[str, str]]) -> float:
    """The share of a digest's sentences that rest, among others, on a page at one of the addresses.

    >>> rows = [{"document": "guild", "sentence": "1", "url": "https://guild.example/mill"}]
    >>> borne_share("guild", 2, ["http://www.guild.example/mill/"], rows)
    0.5
    """
    known = {bare_address(url) for url in urls if url}
    borne = {row["sentence"] for row in rows if row["document"] == digest and bare_address(row["url"]) in known}
    return len(borne) / sentences if sentences else 0.0
