"""Do readers agree with each other? Cohen's kappa for every two names in the file of decisions.

Input is decisions, output is one row for each two readers. Caution: a reader who has seen the other's decision does not
judge independently; kappa of few pairs has a wide interval.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas

from analysis.errors import one_of
from analysis.measure.ledger import last_words
from analysis.measure.uncertainty import proportion_interval
from analysis.read.verdicts import Verdict

COLUMNS = ["reader", "other", "pairs", "agreed", "share", "expected", "kappa", "low", "high"]


def reader_agreement(decisions: Iterable[Verdict], *, on: str = "relation", interval: float = 0.95) -> pandas.DataFrame:
    """How far two readers agree beyond chance, on the pairs that both have decided; the last word of each counts.

    Columns: `reader`, `other`, `pairs` (read by both), `agreed`, `share`, `expected` (share of agreement by chance),
    `kappa` (not a number where chance alone would agree always) and its interval `low`, `high`.

    Parameters
    ----------
    decisions : the lines of `verdicts.jsonl`. on : 'relation', or 'verdict' (accepted or rejected).

    Notes
    -----
    The interval takes, as Cohen's standard error does, the agreement by chance as known, and is Wilson's for the
    agreement observed, so that it keeps a width where all agree.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20,
    37-46.

    >>> rows = [Verdict(f"p{i:08}", "accept", word, by=by, text_hash=f"{i:016}")
    ...         for by, words in (("Ada", "same same related"), ("Bo", "same related related"))
    ...         for i, word in enumerate(words.split())]
    >>> reader_agreement(rows)[["reader", "other", "pairs", "agreed", "kappa"]].values.tolist()
    [['Ada', 'Bo', 3, 2, 0.4]]
    """
    one_of("on", on, ("relation", "verdict"))
    lines, names = defaultdict(list), {}
    for row in decisions:
        lines[row.text_hash].append(row)
        names.setdefault(row.by.casefold(), row.by)
    words = [last_words(rows) for rows in lines.values()]
    rows = []
    for one, other in itertools.combinations(names, 2):
        said = [(getattr(w[one], on), getattr(w[other], on)) for w in words if one in w and other in w]
        if said:
            rows.append((names[one], names[other], len(said), *_kappa(said, interval)))
    return pandas.DataFrame(rows, columns=COLUMNS)


def _kappa(said: list[tuple[str, str]], interval: float) -> tuple:
    """Agreement, its share, the share expected, kappa and its bounds."""
    agreed = sum(one == other for one, other in said)
    first, second = Counter(one for one, _ in said), Counter(other for _, other in said)
    matches = sum(first[label] * second[label] for label in first)
    expected = matches / len(said) ** 2
    share = agreed / len(said)
    if matches == len(said) ** 2:
        return agreed, round(share, 6), round(expected, 6), float("nan"), float("nan"), float("nan")
    low, high = (float(bound) for bound in proportion_interval(agreed, len(said), interval))
    kappa, *bounds = ((value - expected) / (1 - expected) for value in (share, low, high))
    return agreed, round(share, 6), round(expected, 6), round(kappa, 6), *(round(max(-1.0, b), 6) for b in bounds)
