"""What is an amount made of?

Input is none; output is the two records of an amount: `Quantity`, which all other rooms use, and `Reading`, the same
while its modifier and unit are still being found. Caution: a reading counts in tokens, a quantity in characters.
"""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text.

    `text == source[start:end]` is the number with currency sign, scale word and percent sign, without modifier and unit
    noun. `low` and `high` are the number as written (a score keeps its order); `modifier` is one of "=", "~", ">",
    ">=", "<", "<=", "range", "score", "x" (multiples) and "ord" (ordinals), `cue` the words that said so. `unit` is
    "%", a currency code, or the noun in lower case; `head` is the noun a percentage is of; `kind` is "count",
    "percent", "money", "measure", "fraction", "multiple", "ordinal" or "score".
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    modifier: str
    unit: str
    kind: str
    head: str = ""
    cue: str = ""


class Reading(NamedTuple):
    """A number on its way to a quantity: tokens `first` to `last` (end exclusive) and what is known of it."""

    first: int
    last: int
    low: float
    high: float
    modifier: str = "="
    unit: str = ""
    kind: str = "count"
    head: str = ""
    cue: str = ""
