"""The claims of the shipped article against what a reader found in its sources, and flags against readers' verdicts.

`claim_rows.csv` has one row for each claim and publication of a fact sheet that was made by hand before the digests
were worded, with the sentences of a digest that say what it notes; they were marked by reading, no ranking seen.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pandas

from analysis import load_corpus, measure
from analysis.measure.ledger import reviewed
from analysis.measure.matrix import SPEAKS
from analysis.measure.relations import CONFLICTS
from analysis.measure.uncertainty import proportion_interval
from analysis.read.verdicts import verdicts
from benchmarks.rows import Row, Skipped

ROWS = Path(__file__).parent / "claim_rows.csv"
FIRST = 3  # ranks among which the sentence should be
FLAGGED = ("likely", "open")
Place = tuple[int, str, int]  # claim sentence, document, sentence


def fact_rows() -> list[tuple[str, list[Place]]]:
    """For each row of the fact sheet its verdict and every pair that would be right; rows without one are left out."""
    found: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    with ROWS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            places = [
                (int(claim), row["document"], int(sentence))
                for claim in row["claim_sentences"].split()
                for sentence in row["sentences"].split()
            ]
            found[row["claim_id"], row["publication"], row["verdict"]] += places
    return [(verdict, places) for (_, _, verdict), places in found.items() if places]


def shipped_claim_rows() -> Iterator[Row | Skipped]:
    """Rows on ranks, on flagged differences, and on the flags that readers found right."""
    corpus = load_corpus()
    pairs, rows = measure.overlap(corpus), fact_rows()
    near = pairs[pairs["rank"] <= FIRST]
    ranked = set(zip(near["claim_sentence"], near["document"], near["sentence"], strict=True))
    hits = sum(any(place in ranked for place in places) for _, places in rows)
    yield _share("claims: sentence of the fact sheet among the first three", hits, len(rows), 0.85, "rows")

    flags = pairs[(pairs["relation_auto"] == "figures differ") & pairs["band"].isin(FLAGGED)]
    exact = set(zip(flags["claim_sentence"], flags["document"], flags["sentence"], strict=True))
    cells = set(zip(flags["claim_sentence"], flags["document"], strict=True))
    numeric = [places for verdict, places in rows if verdict == "differs in number"]
    told = sum(any(place[:2] in cells for place in places) for places in numeric)
    yield _share("claims: rows that differ in number, flagged in their cell", told, len(numeric), 0.8, "rows")
    told = sum(any(place in exact for place in places) for places in numeric)
    yield _share("claims: the same, flagged at a sentence of the row", told, len(numeric), None, "rows")
    decided = reviewed(pairs, verdicts(corpus.folder))
    yield from _right_flags(decided)
    if (decided["relation_human"] != "").any():
        yield _found(decided)


def _right_flags(pairs: pandas.DataFrame) -> Iterator[Row | Skipped]:
    """Of the flagged differences that readers have decided, those that they call a difference of that kind."""
    flags = pairs[pairs["relation_auto"].isin(CONFLICTS) & pairs["band"].isin(FLAGGED)]
    for name, chosen, bar in (("likely or open", flags, 0.6), ("likely", flags[flags["band"] == "likely"], None)):
        decided = chosen[chosen["relation_human"] != ""]
        if decided.empty:
            yield Skipped(f"claims: no reader has decided a difference that is {name}")
            continue
        right = int((decided["relation_human"] == decided["relation_auto"]).sum())
        about = f"decided, out of {len(chosen)} flags, by {decided['by'].iloc[0]}"
        yield _share(f"claims: flagged differences that are right ({name})", right, len(decided), bar, about)


def _found(pairs: pandas.DataFrame) -> Row:
    """Of the pairs in which a reader finds the claim stated or contested, those that the machine suggests at all."""
    speaking = pairs[pairs["relation_human"].isin(SPEAKS)]
    told = int(((speaking["relation_auto"] != "only here") & (speaking["band"] != "unlikely")).sum())
    return _share("claims: pairs that speak to the claim, suggested at all", told, len(speaking), None, "pairs")


def _share(name: str, hits: int, total: int, bar: float | None, about: str) -> Row:
    low, high = proportion_interval(hits, total)
    told = f"{hits} of {total} {about}; 95 % interval {float(low):.2f} to {float(high):.2f}"
    return Row(name, round(hits / total, 4), "" if bar is None else bar, "" if bar is None else ">=", told)
