"""What does one sentence of a source do to one claim: repeat it, share it, give another figure, deny it?

Input is the evidence on a pair, collected by `evidence`; output is a relation, how sure the rules are of it (a band)
and the reasons in words. Caution: a relation is a suggestion for a reader. Rules see figures, dates, negation and
shared wording; a paraphrase that contradicts without any of these is read as 'related' or not found at all.
"""

from dataclasses import dataclass, field

from analysis.read.quantities import Comparison

# What the rules can suggest, in the order in which they are tried.
SUGGESTED = ("figures differ", "polarity differs", "dates differ", "copied", "figures agree", "same", "in part",
             "related", "only here")  # fmt: skip
CONFLICTS = ("figures differ", "polarity differs", "dates differ")
BANDS = ("likely", "open", "unlikely")
SURE = 0.7  # probability of being stated from which 'same' is likely
RELATED = 0.25  # probability of a part from which a sentence is worth a look
STATED = 0.4  # and from which 'stated' is the better guess (`support.weights()["least"]`)
UNIT_ALONE = "aligned by unit alone"  # the doubt of figures that nothing but their unit puts beside each other
COPIED_WORDS = 8  # a run of this many words is taken over, not met by chance
COPIED_SHARE = 0.9  # or half as long and this share of the claim, where the claim is short


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A number of the claim beside a number of the source for the same thing: what a comparison says of them.

    `doubts` are what keeps a difference from being likely: "year not stated", "part of a total", "as of another time".
    `gap` is set where only an open bound lets the two agree ("at least 304" beside 1,500): how many times the larger
    stated number is of the smaller.
    """

    comparison: Comparison
    thing: str
    gap: float | None = None
    doubts: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether both numbers can be true of one thing at one time, and are not far apart."""
        return self.comparison.verdict in ("equal", "compatible", "overlaps") and not self.gap

    @property
    def differs(self) -> bool:
        """Whether they cannot, or are far apart."""
        return self.comparison.verdict in ("differs", "as-of differs") or bool(self.gap)

    @property
    def reason(self) -> str:
        """What the comparison says, in words."""
        if not self.gap:
            return self.comparison.reason
        return f"{self.comparison.reason} as a bound, and {self.gap:.1f} times apart"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of a pair before it is judged.

    `support` is the probability that the sentence states the claim, `part` that it states some part of it; `near` tells
    that their wording is nearer than chance; `run` is the length in words of a passage taken over and `run_share` its
    share of the claim; `polarity` and `dates` are what speaks for a difference, in words; `doubts` hold for the pair as
    a whole ("names differ", "reported, not asserted", "context needed").
    """

    support: float
    part: float = 0.0
    near: bool = False
    run: int = 0
    run_share: float = 0.0
    figures: tuple[FigurePair, ...] = ()
    polarity: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    doubts: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation with its band and its reasons, the first of them the one that decided."""

    relation: str
    band: str
    reasons: tuple[str, ...]


def judgement(found: Evidence) -> Judgement:
    """The relation that the rules suggest for a pair.

    A difference is 'likely' only where nothing is in doubt: the unit, the thing counted and its year are aligned, the
    names are compatible, and the source asserts it itself. One doubt makes it 'open', two 'unlikely'.

    >>> judgement(Evidence(support=0.9)).relation, judgement(Evidence(support=0.1)).relation
    ('same', 'only here')
    >>> numbers = FigurePair(Comparison("differs", "40 is 2 times 20", 2.0), "boats")
    >>> judgement(Evidence(support=0.4, figures=(numbers,)))
    Judgement(relation='figures differ', band='likely', reasons=('40 is 2 times 20',))
    >>> judgement(Evidence(support=0.4, figures=(numbers,), doubts=("reported, not asserted",))).band
    'open'
    """
    copied = _copied(found)
    for rule in (_by_figures, _by_polarity, _by_dates):
        judged = rule(found)
        # A passage taken over but for one figure, date or "not" differs there, and that is what a reader must see.
        if judged and (not copied or judged.relation in CONFLICTS):
            return judged
    return copied or _by_wording(found)


def _copied(found: Evidence) -> Judgement | None:
    if found.run >= COPIED_WORDS or (found.run >= COPIED_WORDS / 2 and found.run_share >= COPIED_SHARE):
        return Judgement("copied", "likely", (f"a passage of {found.run} words alike",))
    return None


def _by_figures(found: Evidence) -> Judgement | None:
    """Figures decide where any are aligned. A thing of which one figure agrees agrees, whatever others are told of it
    beside; a pair in which some thing has no figure that agrees differs."""
    agreed = {row.thing for row in found.figures if row.agrees}
    differing = [row for row in found.figures if row.differs]
    deciding = [row for row in differing if row.thing not in agreed] or [row for row in found.figures if row.agrees]
    if not deciding:
        return None
    first = min(deciding, key=lambda row: len(row.doubts))
    others = [row for row in (*deciding, *found.figures) if row is not first and (row.agrees or row.differs)]
    doubts = tuple(dict.fromkeys((*first.doubts, *found.doubts)))
    if first.differs and UNIT_ALONE in doubts and len(doubts) > 1 and found.support < STATED:
        return None  # two amounts of one unit in sentences on one subject: too little to speak of a difference
    told = tuple(dict.fromkeys(row.reason for row in (first, *others)))
    return Judgement("figures differ" if first.differs else "figures agree", _band(doubts), told + doubts)


def _by_polarity(found: Evidence) -> Judgement | None:
    if not found.polarity or not (found.near or max(found.support, found.part) >= STATED):
        return None
    doubts = found.doubts if found.support >= STATED else ("shared in part", *found.doubts)
    if found.dates:
        doubts = ("of other dates", *doubts)  # what was shut on one day may open on another
    return Judgement("polarity differs", _band(doubts), found.polarity + doubts)


def _by_dates(found: Evidence) -> Judgement | None:
    if not found.dates or found.support < STATED:
        return None
    return Judgement("dates differ", _band(found.doubts), found.dates + found.doubts)


def _by_wording(found: Evidence) -> Judgement:
    if found.support >= STATED:
        told = (f"stated with a probability of {found.support:.2f}", *found.doubts)
        return Judgement("same", "likely" if found.support >= SURE and not found.doubts else "open", told)
    if found.part >= STATED:
        return Judgement("in part", "open", (f"a part stated with a probability of {found.part:.2f}", *found.doubts))
    if found.near or found.part >= RELATED:
        told = "nearer in wording than chance" if found.near else f"a part with a probability of {found.part:.2f}"
        return Judgement("related", "open", (told, *found.doubts))
    return Judgement("only here", "unlikely", ("not nearer than chance",))


def _band(doubts: tuple[str, ...]) -> str:
    return BANDS[min(len(doubts), 2)]
