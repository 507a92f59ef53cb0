"""Claims by sources: what each source has to say of each claim of the article, as far as rules or readers can tell.

Input is the table of pairs with readers' decisions applied; output is one row a claim and source. Caution: a cell tells
of its most telling pair; 'not found' means not found in these documents by these scores, in so many sentences.
"""

import pandas

from analysis.errors import in_range
from analysis.measure.uncertainty import proportion_interval
from analysis.read.corpus import Corpus

NOT_FOUND = "not found"
# From the most telling: what a cell shows where its pairs say different things. A reader's words stand beside the
# machine's.
RELATIONS = ("copied", "figures agree", "figures differ", "disputes", "polarity differs", "dates differ", "same",
             "differs", "in part", "other time", "other scope", "related", "cannot tell")  # fmt: skip
SPEAKS = frozenset(RELATIONS) - {"related", "other time", "other scope", "cannot tell"}
AGREES = frozenset(("copied", "figures agree", "same"))
DIFFERS = frozenset(("figures differ", "disputes", "polarity differs", "dates differ", "differs"))
MATRIX_COLUMNS = [
    "claim", "claim_sentence", "document", "publisher", "relation_auto", "relation_human", "relation_final", "also",
    "status", "band", "pair", "sentence", "pairs", "searched", "claim_text", "text",
]  # fmt: skip
COVERAGE_COLUMNS = ["document", "publisher", "claims", "found", "share", "low", "high", "agreeing", "differing",
                    "in_part", "confirmed"]  # fmt: skip


def claim_matrix(corpus: Corpus, *, encoder: str = "auto") -> pandas.DataFrame:
    """What each source says of each claim: one row a claim and source, with readers' decisions applied.

    Returns
    -------
    DataFrame with `relation_auto` (what the rules suggest), `relation_human` (what readers decided, else ""),
    `relation_final` (the latter where there is one; 'not found' where no pair is left), `also` (what other pairs of the
    cell say), `status` ('unreviewed', 'confirmed', 'changed', 'rejected', 'disputed', 'stale'), `band`, the `pair`
    shown and how many `pairs` speak to the claim, and `searched`, the number of the source's sentences.

    >>> from analysis import load_corpus
    >>> corpus = load_corpus()
    >>> len(claim_matrix(corpus)) == len(corpus.target.claims) * len(corpus.contrast)
    True
    """
    from analysis.measure.ledger import reviewed_pairs

    return matrix_of(reviewed_pairs(corpus, encoder=encoder))


def matrix_of(pairs: pandas.DataFrame) -> pandas.DataFrame:
    """The matrix of a table of pairs with the columns of `measure.overlap` and of the ledger."""
    if pairs.empty:
        return pandas.DataFrame(columns=MATRIX_COLUMNS)
    rows = [_cell(cell) for _, cell in pairs.groupby(["claim_sentence", "claim", "document"], sort=False)]
    table = pandas.DataFrame(rows, columns=MATRIX_COLUMNS)
    return table.sort_values("claim_sentence", kind="stable").reset_index(drop=True)


def _cell(cell: pandas.DataFrame) -> dict:
    """The row of one claim and source: its most telling pair, and what the others say."""
    rows = cell.to_dict("records")
    suggested = (row for row in rows if is_told(row, "relation_auto"))
    machine = sorted(suggested, key=lambda row: telling_order(row, "relation_auto"))
    left = sorted((row for row in rows if is_told(row)), key=telling_order)
    rejected = [row for row in rows if row["status"] == "rejected"]
    first = left[0] if left else (rejected or rows)[0]
    final = [row["relation_final"] for row in left]
    return {
        **{name: first[name] for name in ("claim", "claim_sentence", "document", "publisher", "pair", "sentence")},
        "relation_auto": machine[0]["relation_auto"] if machine else NOT_FOUND,
        "relation_human": first["relation_human"],
        "relation_final": final[0] if final else NOT_FOUND,
        "also": ", ".join(name for name in dict.fromkeys(final) if name != final[0]),
        "status": first["status"],
        "band": first["band"] if left else "",
        "pairs": len(left),
        "searched": first["depth"],
        "claim_text": first["claim_text"],
        "text": first["text"],
    }


def is_told(row: dict, column: str = "relation_final") -> bool:
    """Whether a pair says anything of its claim, to the machine or to readers.

    >>> is_told({"relation_final": "same", "relation_human": "", "band": "unlikely"})
    False
    """
    if row[column] not in RELATIONS:
        return False
    return (column == "relation_final" and bool(row["relation_human"])) or row["band"] != "unlikely"


def telling_order(row: dict, column: str = "relation_final") -> tuple[bool, bool, int, int]:
    """A key for sorting: decisions go first, then what is likely, then what is more telling, then what is nearer.

    >>> telling_order({"relation_final": "same", "relation_human": "same", "band": "open", "rank": 2})
    (False, False, 6, 2)
    """
    decided = column == "relation_final" and bool(row["relation_human"])
    telling = RELATIONS.index(row[column]) if row[column] in RELATIONS else len(RELATIONS)
    return not decided, not decided and row["band"] != "likely", telling, row["rank"]


def coverage(corpus: Corpus, *, interval: float = 0.95, encoder: str = "auto") -> pandas.DataFrame:
    """The share of the article's claims that each source speaks to, with its interval (Wilson).

    Columns: `document`, `publisher`, `claims`, `found` (claims that it states, whole or in part, or states otherwise),
    `share`, `low`, `high`, of which `agreeing`, `differing` and `in_part`, and `confirmed`: how many of the found a
    reader has decided.

    Notes
    -----
    The interval takes claims as independent, which sentences of one article are not.

    >>> from analysis import load_corpus
    >>> table = coverage(load_corpus())
    >>> bool((table["found"] == table["agreeing"] + table["differing"] + table["in_part"]).all())
    True
    """
    in_range("interval", interval, 0.5, 0.999)
    return coverage_of(claim_matrix(corpus, encoder=encoder), interval)


def coverage_of(matrix: pandas.DataFrame, interval: float = 0.95) -> pandas.DataFrame:
    """The coverage of a claim matrix."""
    if matrix.empty:
        return pandas.DataFrame(columns=COVERAGE_COLUMNS)
    final = matrix["relation_final"]
    marked = matrix.assign(
        found=final.isin(SPEAKS),
        agreeing=final.isin(AGREES),
        differing=final.isin(DIFFERS),
        in_part=final == "in part",
        confirmed=final.isin(SPEAKS) & matrix["status"].isin(("confirmed", "changed")),
    )
    sums = ["found", "agreeing", "differing", "in_part", "confirmed"]
    groups = marked.groupby(["document", "publisher"], sort=False)
    table = groups[sums].sum().astype(int)
    table["claims"] = groups.size()
    table = table.reset_index()
    low, high = proportion_interval(table["found"], table["claims"], interval)
    table["share"] = (table["found"] / table["claims"]).round(6)
    table["low"], table["high"] = low.round(6), high.round(6)
    return table[COVERAGE_COLUMNS]
