"""Quantities against people's reading of sentences: value, modifier and unit."""

import math
from collections.abc import Iterable, Iterator

from analysis.read.quantities import Quantity, quantities
from benchmarks.accuracy.labels import absence, label_rows
from benchmarks.rows import Row, Skipped

FILE = "quantity_gold_dev.jsonl"
BARS = {"value": 0.97, "modifier": 0.97, "unit": 0.85}


def _same(a: float | None, b: float | None) -> bool:
    # An open end of an interval is infinite in one notation and absent in the other.
    a, b = (math.inf if x is None else abs(x) if math.isinf(x) else x for x in (a, b))
    return a == b or math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6)


def matches(found: Iterable[Quantity], wanted: list[dict]) -> list[tuple[Quantity, dict]]:
    """Each quantity with a label of the same interval, one to one, in the order of the sentence."""
    left, pairs = list(wanted), []
    for quantity in found:
        label = next((x for x in left if _same(quantity.low, x["lo"]) and _same(quantity.high, x["hi"])), None)
        if label is not None:
            left.remove(label)
            pairs.append((quantity, label))
    return pairs


def scores(rows: Iterable[dict]) -> dict[str, float]:
    """F1 of the value alone, of value and modifier, of value and unit.

    >>> scores([{"sentence": "At least 12 boats.", "quantities": [{"lo": 12, "hi": 12, "mod": "=", "unit": "boats"}]}])
    {'value': 1.0, 'modifier': 0.0, 'unit': 1.0}
    """
    right, total = dict.fromkeys(BARS, 0), 0
    for row in rows:
        found = quantities(row["sentence"])
        pairs = matches(found, row["quantities"])
        total += len(found) + len(row["quantities"])
        right["value"] += len(pairs)
        right["modifier"] += sum(q.modifier == x["mod"] for q, x in pairs)
        right["unit"] += sum(q.unit.lower() == x["unit"].lower() for q, x in pairs)
    return {name: round(2 * count / total, 4) if total else math.nan for name, count in right.items()}


def quantity_rows() -> Iterator[Row | Skipped]:
    """One row each for value, modifier and unit."""
    if reason := absence("quantities", FILE):
        yield Skipped(reason)
        return
    rows = label_rows(FILE)
    data = f"{len(rows)} sentences with {sum(len(row['quantities']) for row in rows)} quantities ({FILE})"
    for name, value in scores(rows).items():
        yield Row(f"quantities: F1 of the {name}", value, BARS[name], ">=", data)
