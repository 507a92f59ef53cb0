"""Which pairs should a reader read next, and how often do readers confirm the machine?

Input is the table of pairs with readers' decisions applied (`ledger.reviewed`); output is the pairs to read, in the
order in which reading tells most, and shares with intervals. Caution: only the blind sample is drawn at random, so only
its share may be taken for pairs that nobody has read.
"""

import hashlib
import math

import pandas

from analysis.errors import in_range
from analysis.measure.ledger import DECIDED, reader_name, reviewed
from analysis.measure.relations import CONFLICTS
from analysis.measure.uncertainty import proportion_interval

PARTS = ("difference", "open", "read again", "blind sample", "doubtful difference")


def review_queue(pairs: pandas.DataFrame, *, seed: int = 0, share: float = 0.1, again: str = "") -> pandas.DataFrame:
    """The pairs to read, those first whose reading tells most; one column more than `reviewed`, `part`.

    First come differences (figures, polarity, dates), then what is open, then disputed and stale pairs that are
    neither, then a random sample of what is likely and no difference, to be read without the machine's word, in random
    order, so that whoever stops early has a sample all the same; last come unlikely differences.

    Parameters
    ----------
    seed : of the sample; a pair's place in the draw depends on the seed and its words alone.
    share : of the likely pairs that are sampled.
    again : a reader who is to read what others have decided already and this reader has not.

    >>> review_queue(pandas.DataFrame(columns=["pair", "text_hash", "relation_auto", "band", "score"])).empty
    True
    """
    in_range("share", share, 0, 1)
    table = pairs if "status" in pairs.columns else reviewed(pairs)
    rows = table.to_dict("records")
    confident = [row for row in rows if row["band"] == "likely" and row["relation_auto"] not in CONFLICTS]
    confident.sort(key=lambda row: (_draw(seed, row), row["pair"]))
    sample = {row["pair"] for row in confident[: math.ceil(share * len(confident))]}
    order = []
    for i, row in enumerate(rows):
        part = _part(row, sample)
        if part and _is_wanted(row, again):
            nearness = _draw(seed, row) if part == "blind sample" else -round(float(row["score"]), 4)
            order.append((PARTS.index(part), row["band"] != "likely", nearness, i, part))
    order.sort()
    return table.iloc[[i for *_, i, _ in order]].assign(part=[part for *_, part in order])


def _part(row: dict, sample: set[str]) -> str:
    if row["relation_auto"] in CONFLICTS:
        return "doubtful difference" if row["band"] == "unlikely" else "difference"
    if row["band"] == "open":
        return "open"
    return "blind sample" if row["pair"] in sample else "read again" if row["status"] != "unreviewed" else ""


def _is_wanted(row: dict, again: str) -> bool:
    if not again:
        return row["status"] not in DECIDED
    return row["readers"] > 0 and reader_name(again).casefold() not in row["by"].casefold().split("; ")


def _draw(seed: int, row: dict) -> int:
    return int(hashlib.sha256(f"{seed}\n{row['text_hash']}".encode()).hexdigest()[:12], 16)


def review_precision(pairs: pandas.DataFrame, *, interval: float = 0.95) -> pandas.DataFrame:
    """How often readers confirm the machine's relation: of the blind sample, of differences, and of all decided.

    Columns: `sample`, `decided`, `right` (confirmed), `share`, `low`, `high` (Wilson), `cannot_tell` (decided so, and
    counted neither as right nor as wrong). Pairs of which nothing was suggested ('only here', or a band of 'unlikely'),
    disputed and stale ones do not count.

    Notes
    -----
    The blind sample holds what was decided before the suggestion was seen; the row 'all decided' tells of the pairs
    that were read, which nobody drew at random. Right is a suggestion of which the reader says the very same.

    >>> review_precision(reviewed(pandas.DataFrame(columns=["pair", "text_hash", "relation_auto", "band"])))["decided"]
    ... # doctest: +ELLIPSIS
    0    0
    1    0
    2    0
    Name: decided, dtype: int64
    """
    decided = pairs["status"].isin(DECIDED)
    unsure = pairs["relation_human"] == "cannot tell"
    different = pairs["relation_auto"].isin(CONFLICTS) & (pairs["band"] != "unlikely")
    suggested = (pairs["relation_auto"] != "only here") & (pairs["band"] != "unlikely")
    blind = pairs["blind"].astype(bool) & suggested
    samples = {"blind sample": blind, "differences": different, "all decided": decided & suggested}
    rows = [
        (name, int((decided & chosen & ~unsure).sum()), int((chosen & (pairs["status"] == "confirmed")).sum()),
         int((decided & chosen & unsure).sum()))
        for name, chosen in samples.items()
    ]  # fmt: skip
    table = pandas.DataFrame(rows, columns=["sample", "decided", "right", "cannot_tell"])
    low, high = proportion_interval(table["right"], table["decided"], interval)
    shares = (table["right"] / table["decided"].where(table["decided"] > 0)).round(6)
    table = table.assign(share=shares, low=low.round(6), high=high.round(6))
    return table[["sample", "decided", "right", "share", "low", "high", "cannot_tell"]]
