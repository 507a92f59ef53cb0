"""Is the page that was received the one that was asked for?

Input is an extracted text and what was expected of it; output is '' or the reason why it is another page. Caution: a
page that says 'not found' with status 200 is told by what it lacks, the words of the title, and not by what it says.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.read.acquire import Extract
    from analysis.read.web.fulltexts import Fulltext

LEAST_WORDS = 40
SHARE, SHARE_WITH_DATE = 0.6, 0.4  # of the expected words, the second where the page's date is the expected one
DAYS = 3
OPENING = 3000  # characters in which a title is looked for
ERROR = re.compile(
    r"not found|\b(?:40[0-9]|410|429|50[0-4])\b|denied|forbidden|unavailable|\berror\b|captcha|\brobot\b|"
    r"just a moment|attention required|(?:log|sign) ?in\b|subscribe|are you human",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]{2,}")
FEW = {"and", "are", "but", "for", "from", "has", "into", "its", "not", "of", "on", "or", "the", "their", "to", "was"}
FEW |= {"an", "as", "at", "by", "in", "is", "it", "with"}


def words(text: str) -> set[str]:
    """The words by which titles are compared.

    >>> sorted(words("The Mills of the Valley: a history"))
    ['history', 'mills', 'valley']
    """
    return {word for word in WORD.findall(text.casefold()) if word not in FEW}


def unlike(extract: "Extract", entry: "Fulltext") -> str:
    """Why the text cannot be what the entry names; '' where title or opening hold most of the words expected.

    A title that names an error must hold them itself, for such pages may tease with what they do not have.
    """
    expected = words(entry.expects)
    found = words(extract.title if ERROR.search(extract.title) else f"{extract.title} {extract.text[:OPENING]}")
    share = len(expected & found) / len(expected) if expected else 0.0
    same_day = bool(entry.date and extract.date and abs((entry.date - extract.date).days) <= DAYS)
    if share < (SHARE_WITH_DATE if same_day else SHARE):
        told = f"{len(expected & found)} of {len(expected)} words of the expected title"
        title = f", and is called {extract.title[:80]!r}" if extract.title else ""
        return f"the page does not look like {entry.title!r}: it has {told}{title}"
    count = len(extract.text.split())
    return "" if count >= LEAST_WORDS else f"the page does not look like {entry.title!r}: it has only {count} words"


def date_note(extract: "Extract", entry: "Fulltext") -> str:
    """That the page gives itself another date than was expected, or ''; pages are dated anew when they are edited."""
    if not entry.date or not extract.date or abs((entry.date - extract.date).days) <= DAYS:
        return ""
    return f"the page dates itself {extract.date}, {entry.date} was expected"
