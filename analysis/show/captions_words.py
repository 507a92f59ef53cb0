"""The sentences of the further pictures of words: absence, noise, shift and places."""

import pandas

from analysis.show.captions import DIGEST_NOTE, listed, plural


def _digests(table: pandas.DataFrame) -> str:
    return DIGEST_NOTE if table["publisher"].str.endswith(" *").any() else ""


def absent_terms(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the absence strip."""
    if table.empty:
        return "No term that most sources use is absent in a way that the article's length could show.", "Empty plot."
    caption = (
        f"{plural(len(table), 'term')} that at least two thirds of {plural(int(table['sources'].iloc[0]), 'source')} "
        "use and the article never does, with three or more hits to be expected at the sources' rate; where fewer are "
        "to be expected the article is too short for an absence to be noticed. The bar is the highest rate that no hit "
        "leaves possible (exact 95 % interval). Not found in this text is all that can be said."
    )
    first = [f"{row.term} ({row.expected:.1f} expected)" for row in table.head(3).itertuples()]
    return caption, f"Strip plot of absent terms, first {listed(first)}."


def noise_floor(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the noise floor."""
    if table.empty:
        return "With fewer than four sources no noise floor can be drawn.", "Empty plot."
    own = table[table["is_article"]].iloc[0]
    others = table[~table["is_article"]]
    above = int((others["flagged_per_1000"] > own["flagged_per_1000"]).sum())
    caption = (
        f"The same rule flags {own['flagged_per_1000']:.1f} terms per 1,000 words of the article; with each source "
        f"in its place {others['flagged_per_1000'].min():.1f} to {others['flagged_per_1000'].max():.1f}, and "
        f"{plural(above, 'source')} of {len(others)} more than the article. The length of a keyword list says "
        "little of an article that does not stand out here; which words are on it, with their intervals, remains."
    )
    alt = (
        f"Dot plot of flagged terms per 1,000 words: the article {own['flagged_per_1000']:.1f}, sources "
        f"{others['flagged_per_1000'].min():.1f} to {others['flagged_per_1000'].max():.1f}."
    )
    return caption + _digests(table), alt


def word_shift(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the word shift."""
    if table.empty:
        return "There are no words to compare.", "Empty plot."
    total, chance = table["total"].iloc[0], table["null_total"].iloc[0]
    caption = (
        f"The article's words differ from the pooled sources' by {total:.3f} bits (Jensen-Shannon); as many sentences "
        f"drawn at random from all texts differ by {chance:.3f} bits on average. Bars show what a term adds, black "
        "lines what it adds in 95 % of the draws. The draws are of sentences and know nothing of differences between "
        "documents."
    )
    return (
        caption,
        f"Bar chart of terms by their part in the divergence; first {listed(table['term'].head(3).tolist())}.",
    )


def term_places(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the barcode."""
    if table.empty:
        return "None of the terms occurs.", "Empty plot."
    counts = table.groupby("term", sort=False).size()
    caption = (
        f"Every use of {plural(len(counts), 'term')} ({plural(len(table), 'use')} in "
        f"{plural(table['document'].nunique(), 'document')}), by its place in the body. Documents without a use are "
        "left out."
    )
    told = [f"{term} {count}" for term, count in counts.head(3).items()]
    return caption + _digests(table), f"Barcode plot of places in the text; uses of {listed(told)}."
