"""Which publications stand behind a digest, where they are, and on what terms a reader may have them.

Input is `fulltexts.toml` of a corpus; output is one entry a publication. Caution: terms and grounds are what somebody
wrote down, each with how certain it is; whether they hold is for the reader to see on the page.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.catalogue import checked_id, clean_line, web_address
from analysis.read.manifest import manifest_rows

FILE = "fulltexts.toml"
PERSONAL = "personal use"
OPEN = re.compile(
    r"public domain|CC0 1\.0|CC BY(?:-NC)?(?:-ND|-SA)? [34]\.0|"
    r"Open (?:Parliament|Justice|Government) Licence(?: v[0-9.]+)?"
)
MEDIA = ("html", "pdf", "docx", "text")
TEXTS = ("id", "stands_for", "title", "publisher", "publisher_type", "media", "terms", "grounds", "expects")
KEYS = {*TEXTS, "urls", "date", "archived", "reference"}
UNDATED = "2020"  # the year for which an archive is asked where a publication has no date


@dataclass(frozen=True, slots=True)
class Fulltext:
    """One publication: what it is, the digest it stands for, its addresses, best first, and its terms."""

    id: str
    stands_for: str
    title: str
    publisher: str
    publisher_type: str
    media: str
    terms: str
    grounds: str
    expects: str
    urls: tuple[str, ...] = ()
    date: datetime.date | None = None
    archived: str = ""
    reference: str = ""

    @property
    def known_as(self) -> str:
        """The address under which `references.csv` names it."""
        return self.reference or self.urls[0]

    @property
    def is_open(self) -> bool:
        """Whether anybody may have it, and not only a reader who answers for it."""
        return self.terms != PERSONAL

    @property
    def sources(self) -> tuple[str, ...]:
        """All addresses in the order in which they are asked, the archive's last."""
        day = f"{self.date:%Y%m%d}" if self.date else UNDATED
        copy = self.archived.replace("{date}", day).replace("{url}", self.urls[0])
        return (*self.urls, copy) if copy else self.urls


def fulltexts(folder: Path) -> tuple[Fulltext, ...]:
    """The entries of `fulltexts.toml` in their order; raises `CrossreadError` on the first fault.

    >>> from analysis.read.corpus import ROOT
    >>> len({entry.id for entry in fulltexts(ROOT / "corpus")}) > 20
    True
    """
    path = folder / FILE
    try:
        given = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        remedy = "write one like that of the shipped case, or add texts with 'python -m analysis add'"
        raise CrossreadError(f"no {FILE} in {folder}, so there is nothing to fetch; {remedy}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise CrossreadError(f"{path} is no TOML in UTF-8 ({clean_line(str(error), 120)}); mend it") from None
    except OSError as error:
        raise CrossreadError(f"{path} cannot be read ({error.strerror})") from None
    extra = sorted(clean_line(name, 40) for name in given if name not in ("archived", "fulltext"))
    rows = given.get("fulltext", [])
    if extra or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        told = f"has also {', '.join(extra)}" if extra else "has a 'fulltext' that is no table"
        raise CrossreadError(f"{path} {told}; it must hold 'archived' and tables [[fulltext]]")
    digests = {row["id"] for row in manifest_rows(folder) if row["kind"] == "digest"}
    known = {row["id"] for row in manifest_rows(folder)}
    entries = []
    for number, row in enumerate(rows, start=1):
        row = {"archived": given.get("archived", ""), **row}
        where = f"{path} entry {number} ({clean_line(str(row.get('id', 'without id')), 60)})"
        for fault in _faults(row, digests, known):
            raise CrossreadError(f"{where}: {fault}")
        known.add(row["id"])
        entries.append(Fulltext(**{**row, "urls": tuple(row["urls"])}))
    return tuple(entries)


def _faults(row: Mapping[str, object], digests: set[str], known: set[str]) -> Iterator[str]:
    """What is wrong with an entry."""
    if extra := sorted(clean_line(name, 40) for name in row if name not in KEYS):
        yield f"{', '.join(extra)} is unknown; it may have {', '.join(sorted(KEYS))}"
    for name in TEXTS:
        value = row.get(name)
        if not isinstance(value, str) or not value.strip():
            yield f"{name} is missing; write it as a text"
        elif clean_line(value, 500) != value:
            yield f"{name} holds a control character, a line end or too many letters; write one line"
    if "date" in row and type(row["date"]) is not datetime.date:  # a moment is a day too, but holds an hour
        yield f"date {str(row['date'])[:40]!r} is no day; write it as 2020-02-16, without quotation marks"
    try:
        checked_id(str(row["id"]))
    except CrossreadError as error:
        yield str(error)
    if row["id"] in known:
        yield "the id stands already in the manifest or before; ids must differ"
    if row["stands_for"] not in digests:
        yield f"stands_for {row['stands_for']!r} is no digest of this corpus; there are {', '.join(sorted(digests))}"
    if row["media"] not in MEDIA:
        yield f"media must be one of {', '.join(MEDIA)}; not {row['media']!r}"
    if row["terms"] != PERSONAL and not OPEN.fullmatch(str(row["terms"])):
        allowed = f"{PERSONAL!r}, 'public domain' or an open licence such as 'CC BY 4.0'"
        yield f"terms {row['terms']!r} are not known as open; write {allowed}"
    if len(re.findall(r"\w{2,}", str(row["expects"]))) < 2:
        yield "expects must hold at least two words of the title"
    yield from _address_faults(row)


def _address_faults(row: Mapping[str, object]) -> Iterator[str]:
    urls, archived, reference = row.get("urls"), row.get("archived"), row.get("reference", "")
    if not isinstance(urls, list) or not urls or not all(isinstance(url, str) and url for url in urls):
        yield "urls is missing; write a list of web addresses, the best first"
        return
    if not isinstance(archived, str) or (archived and "{url}" not in archived):
        yield "archived must be an address with {url} in it, or '' for no archive"
        return
    if not isinstance(reference, str):
        yield "reference must be a web address, that under which references.csv names the publication, or left out"
        return
    for url in (*urls, reference, archived.replace("{url}", urls[0]).replace("{date}", UNDATED)):
        try:
            web_address(url)
        except CrossreadError as error:
            yield str(error)
