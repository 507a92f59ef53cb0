"""What a manifest row says of a text that comes in: cleaned, completed, and with an id of its own.

Input is what a reader or a page says of a text; output is the cells of a row. Caution: a page may say anything of
itself, so nothing of it is taken over that a table, a terminal or a page could take for an order.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from analysis.errors import CrossreadError, one_of
from analysis.read.zones import zones

LONGEST = 300  # characters of a title, a publisher or a licence; more is cut off
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 60
UNKNOWN = "unknown publisher"
# Names that some systems keep for devices, whatever their ending.
DEVICES = {"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(10)}
TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")  # marks of direction
WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]{1,2000}", re.IGNORECASE)


def clean_line(given: str, longest: int = LONGEST) -> str:
    """One line without control characters and marks of direction, runs of white space as one space, cut if too long.

    >>> clean_line(" The mill\\n\\x1b[31m closed\\u202e ")
    'The mill [31m closed'
    """
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in TURNING.sub("", given[: 20 * longest]))
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def web_address(given: str) -> str:
    """The address of a page as it may stand in a table; '' for none. Raises `CrossreadError` for anything else.

    >>> web_address("javascript:alert(1)")
    Traceback (most recent call last):
    analysis.errors.CrossreadError: url 'javascript:alert(1)' is no web address; it must begin with http:// or ...
    """
    given = given.strip()
    try:
        parts = urlsplit(given)
        fit = not given or (WEB_ADDRESS.fullmatch(given) and parts.hostname and clean_line(given, 2100) == given)
    except ValueError:
        fit = False
    if not fit:
        told = "it must begin with http:// or https://, or be empty"
        raise CrossreadError(f"url {clean_line(given, 80)!r} is no web address; {told}")
    if given and "@" in parts.netloc:
        raise CrossreadError("the url holds a user's name or a password; give it without them")
    # A scheme is the same in capitals, and the manifest wants it in small letters.
    return re.sub(r"^[A-Za-z]+", lambda scheme: scheme.group().lower(), given)


def row_facts(facts: Mapping[str, str], *, title: str, url: str) -> dict[str, str]:
    """The cells of a row but for `id`, `file`, `body` and `sha256`: what was given, cleaned, and what stands in for it.

    `title` and `url` are what the text says of itself, taken where the facts say nothing.
    """
    told = {name: clean_line(facts.get(name) or "") for name in ("title", "publisher", "publisher_type", "licence")}
    told["title"] = told["title"] or clean_line(title) or "untitled"
    told["url"] = web_address(facts.get("url") or url)
    host = (urlsplit(told["url"]).hostname or "").removeprefix("www.")
    told["publisher"] = told["publisher"] or host or UNKNOWN
    told["licence"] = told["licence"] or "unknown, private use"
    told["kind"] = facts.get("kind") or "full"
    one_of("kind", told["kind"], ("full", "original"))
    return told | {"date": (facts.get("date") or "").strip(), "stands_for": (facts.get("stands_for") or "").strip()}


def checked_id(name: str) -> str:
    """An id that a reader chose; raises `CrossreadError` where no file may be called so.

    >>> checked_id("river-board-2020")
    'river-board-2020'
    """
    if not ID.fullmatch(name) or len(name) > LONGEST_ID or name in DEVICES:
        allowed = f"at most {LONGEST_ID} lower-case letters, digits and single hyphens, such as 'hrw-2005'"
        raise CrossreadError(f"id {clean_line(name, 80)!r} cannot be taken; write {allowed}")
    return name


def made_id(row: Mapping[str, str], taken: Collection[str]) -> str:
    """An id from publisher and year, or publisher and title, that is not among those `taken`.

    >>> row = {"publisher": "The River Board", "date": "2020-07-20", "title": "A summit"}
    >>> made_id(row, []), made_id(row, ["the-river-board-2020"]), made_id(row | {"date": ""}, [])
    ('the-river-board-2020', 'the-river-board-2020-2', 'the-river-board-a-summit')
    """
    known = "" if row["publisher"].startswith(UNKNOWN) else row["publisher"]
    publisher, title = _slug(known, 32), _slug(row["title"], 24)
    parts = [publisher, row["date"][:4] or title] if publisher else [title, row["date"][:4]]
    name = _slug("-".join(part for part in parts if part), LONGEST_ID - 6) or "text"
    name = f"{name}-text" if name in DEVICES else name
    number, found = 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def _slug(words: str, longest: int) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def body_cell(text: str, title: str) -> str:
    """Where the body lies, where the rules of `zones` would take the title for a part of it; '' where they do not.

    >>> body_cell("Who pays?\\n\\nThe town pays.\\n", "Who pays?"), body_cell("A bill\\n\\nThe town pays.\\n", "A bill")
    ('11:25', '')
    """
    first, _, rest = text.partition("\n")
    if not title or " ".join(first.split()) != " ".join(title.split()) or not rest.strip() or zones(text).title:
        return ""
    start = len(text) - len(rest.lstrip())
    return f"{start}:{len(text.rstrip())}"
