"""The sentences under and behind the pictures of claims and figures, computed from the table that was drawn.

Each function takes the registry's table and gives (caption, alternative text). Caution: a caption tells how much of
what is drawn a reader has confirmed; it never says who is right.
"""

import pandas

from analysis.measure.matrix import DIFFERS, NOT_FOUND, SPEAKS
from analysis.show.captions import digest_note, listed, percent, plural, publisher_name

DECIDED = ("confirmed", "changed", "rejected")


def claim_matrix(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the claim matrix."""
    if table.empty:
        return "There is no source to compare the claims with.", "Empty matrix."
    sources = table["document"].nunique()
    filled = table[table["relation_final"] != NOT_FOUND]
    spoken = table[table["relation_final"].isin(SPEAKS)]
    differing = int(table["relation_final"].isin(DIFFERS).sum())
    decided = int(filled["status"].isin(DECIDED).sum())
    caption = (
        f"For {spoken['claim'].nunique()} of {plural(table['claim'].nunique(), 'claim')} at least one of "
        f"{plural(sources, 'source')} says the same, a part of it, or otherwise; {differing} of {len(table)} cells "
        f"hold a difference. {decided} of {len(filled)} filled cells have been decided by a reader; hatched ones are "
        "the machine's suggestion. A cell shows its most telling sentence. A dot means not found in that document, "
        f"whose {_ends(table['searched'].min(), table['searched'].max())} sentences were searched. A difference "
        "(other figures, a denial, the matter put otherwise) says how two texts stand to each other, not which holds."
    )
    alt = (
        f"Matrix of {plural(table['claim'].nunique(), 'claim')} by {plural(sources, 'source')}: "
        f"{_counts(filled['relation_final'])}; not found in {len(table) - len(filled)} of {len(table)} cells."
    )
    return caption + digest_note(table), alt


def _counts(relations: pandas.Series) -> str:
    """Relations with their numbers of cells, the most frequent first.

    >>> _counts(pandas.Series(["same", "related", "same"]))
    'same 2, related 1'
    """
    counted = sorted(relations.value_counts().items(), key=lambda row: (-row[1], row[0]))
    return ", ".join(f"{name} {number}" for name, number in counted) or "no relation in any cell"


def coverage(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the coverage plot."""
    if table.empty:
        return "There is no source to compare the claims with.", "Empty plot."
    most, least = table.loc[table["share"].idxmax()], table.loc[table["share"].idxmin()]
    other = f" and {publisher_name(least['publisher'])} to {least['found']}" if most["found"] > least["found"] else ""
    caption = (
        f"Of {plural(table['claims'].iloc[0], 'claim')} of the article, {publisher_name(most['publisher'])} speaks to "
        f"{most['found']}{other}: states them, whole or in part, or states otherwise. {table['confirmed'].sum()} of "
        f"{table['found'].sum()} such cells have been decided by a reader. What was not found may be said in other "
        "words, or elsewhere by the same publisher."
    )
    alt = (
        "Dot plot of the share of claims that each source speaks to, from "
        f"{percent(least['share'])} to {percent(most['share'])}."
    )
    return caption + digest_note(table), alt


def stated_figures(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the ladder of figures."""
    if table.empty:
        return "No number is given by the article and a source for the same thing and year.", "Empty plot."
    slots = []
    for (thing, year), rows in table.groupby(["thing", "year"], sort=False):
        own, others = rows[rows["in_article"]], rows[~rows["in_article"]]
        sources = plural(others["document"].nunique(), "source")
        slots.append(f"{thing}, {year}: the article {listed(own['as_written'].tolist())}; {sources} {_range(others)}")
    caption = (
        "Numbers that the article and a source give for the same thing and year. "
        + "".join(f"{slot[0].upper()}{slot[1:]}. " for slot in slots)
        + "Numbers stand as each document gives them, its own or another's, and may differ in scope and in the date of "
        "the count; none is taken for the true one. Where a source's one number does not meet the article's first, "
        "the factor tells how many times the larger is the smaller. A date in brackets is one that the sentence "
        "names, of the count or of the report."
    )
    alt = f"Ladder of {plural(len(table), 'number')} on a log scale in {plural(len(slots), 'group')}; {slots[0]}."
    return caption + digest_note(table), alt


def _range(rows: pandas.DataFrame) -> str:
    return _ends(rows["low"].min(), rows["high"].max())


def _ends(low: float, high: float) -> str:
    """Two ends, or the one number that both are.

    >>> _ends(2, 1500.0), _ends(3, 3)
    ('2 to 1,500', '3')
    """
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
