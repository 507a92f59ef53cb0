"""One person, body or place behind its names, and all those of a text.

Input is names as written, output is the forms under which they are compared. Caution: evidence is only counted here;
what counts is decided in `descriptions`.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from analysis.read.sources.name_runs import PARTICLES
from analysis.read.sources.nouns import noun

Key = tuple[str, ...]


@dataclass(slots=True)
class Identity:
    """One person, body or place; `gender` counts the evidence, `offices` holds what it is called by family of noun."""

    forms: dict[Key, int] = field(default_factory=dict)
    written: dict[Key, str] = field(default_factory=dict)
    sorts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    gender: dict[str, int] = field(default_factory=lambda: {"male": 0, "female": 0})
    told: set[str] = field(default_factory=set)  # genders that titles tell
    offices: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    affiliations: list[str] = field(default_factory=list)
    first: int = 0
    bare: int = 1 << 60  # where it was first called by its surname alone
    count: int = 0

    @property
    def name(self) -> str:
        """The fullest form found."""
        fullest = max(self.forms, key=lambda form: (len(form), -self.forms[form]))
        return self.written.get(fullest) or " ".join(fullest)

    @property
    def sort(self) -> str:
        """'person', 'body', 'place', 'document', or '' where nothing tells."""
        known = {sort: n for sort, n in self.sorts.items() if sort}
        return max(known, key=lambda sort: (known[sort], sort)) if known else ""

    @property
    def is_document(self) -> bool:
        """Whether its fullest form ends in a word for a document."""
        return noun(max(self.forms, key=len)[-1], "document") is not None

    def may_be(self, gender: str) -> bool:
        """Whether nothing in the text speaks against a gender."""
        other = "female" if gender == "male" else "male"
        return self.gender[gender] >= self.gender[other]


@dataclass(slots=True)
class Identities:
    """All identities of a text, and by form of name those it may stand for.

    `of` gives, by where its name begins, each name mention's identity, -1 where `rivals` are several.
    """

    all: list[Identity]
    of: dict[int, int]
    rivals: dict[int, tuple[int, ...]]
    by_form: dict[Key, list[int]]


def key(name: str) -> Key:
    """The words of a name as they are compared: full stops left out of initials and acronyms."""
    words = name.replace("’", "'").split()
    words = [word.replace(".", "") if word.isupper() else word.rstrip(".") for word in words]
    return tuple(word.lower() if word.lower() in PARTICLES else word for word in words)
