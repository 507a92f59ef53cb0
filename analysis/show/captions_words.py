"""The sentences of the pictures of words: keyness, rates, absence, noise, shift and places."""

import pandas

from analysis.show.captions import digest_note, listed, plural
from analysis.show.style import BAND_STYLE


def keyness(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the keyness plot; `attrs["noise"]`, where given, is told beside the result."""
    limits = " ".join(table.attrs.get("limits", []))
    if table.empty:
        return limits or "No term reaches the minimum count.", "Empty plot."
    sources = sum(name.startswith("count ") for name in table.columns)
    more = table[table["conservative"] > 0]["term"].head(3).tolist()
    less = table[table["conservative"] < 0]["term"].head(3).tolist()
    least = int((table["count"] + table["sources_count"]).min())
    beside = table.attrs.get("compared_with")
    caption = (
        f"{plural(len(table), 'term')} with {least} or more hits, the article against "
        f"{beside or plural(sources, 'source')} pooled: {_bands(table)}. Lines are exact 95 % intervals, one word at a "
        "time; 'clear' asks in addition that the difference survives Bonferroni's correction and exceeds the spread "
        f"between the {'publishers' if beside else 'sources'}. "
        f"{_noise(table.attrs.get('noise'))}{limits} A band is about this article and these documents, not about its "
        "author."
    )
    alt = (
        "Dot plot of log ratios with intervals. Terms with intervals above equal rates, first three: "
        f"{listed(more)}; below: {listed(less)}."
    )
    return caption, alt


def _other_side(table: pandas.DataFrame) -> str:
    """What the article is compared with, where that is not its sources."""
    return f", the article against {table.attrs['compared_with']}" if "compared_with" in table.attrs else ""


def _bands(table: pandas.DataFrame) -> str:
    bands = table["band"].value_counts()
    return listed([f"{bands[name]:,} {name}" for name in BAND_STYLE if name in bands])


def _noise(noise: dict | None) -> str:
    """What the same rule finds elsewhere, from the numbers that `noise_floor` and `split_half` gave."""
    if not noise:
        return ""
    told = (
        f"Noise floor: the rule flags {noise['article']:.1f} terms per 1,000 words of the article and "
        f"{noise['low']:.1f} to {noise['high']:.1f} with each source in its place"
    )
    if noise["above"]:
        more = (
            f"{plural(noise['above'], 'source')} of {noise['sources']} {'reaches' if noise['above'] == 1 else 'reach'}"
        )
        told += f"; as {more} more, the length of the list is no finding"
    halves = (
        f"; between random halves of the article the token test alone flags {noise['halves']:.1f} terms"
        if "halves" in noise
        else ""
    )
    return f"{told}{halves}. "


def rate_pairs(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the scatter of rates."""
    if table.empty:
        return " ".join(table.attrs.get("limits", [])) or "No term reaches the minimum count.", "Empty plot."
    inside = int(((table["per_1000"] >= table["chance_low"]) & (table["per_1000"] <= table["chance_high"])).sum())
    outside = table[(table["per_1000"] > table["chance_high"])]["term"].head(3).tolist()
    caption = (
        f"{plural(len(table), 'term')} by their rates{_other_side(table)}. {inside:,} fall into the shaded zone, where "
        "the exact 95 % interval of the ratio spans equal rates and nothing can be said. Up to one in forty on either "
        "side would leave it by chance alone, and more where documents differ in topic, so a band asks for more than "
        "that. "
        f"Bands: {_bands(table)}; clear and likely terms are named as far as there is room."
    )
    return caption, f"Scatter plot of rates; above the zone, the surest first: {listed(outside)}."


def keyness_by_source(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the small multiples."""
    if table.empty:
        return " ".join(table.attrs.get("limits", [])) or "There is no source, or no term, to compare.", "Empty plot."
    more = table.assign(sure=table["low"] > 0).groupby("term", sort=False)["sure"].sum()
    less = table.assign(sure=table["high"] < 0).groupby("term", sort=False)["sure"].sum()
    sources = table["document"].nunique()
    told = [f"{term} in {more[term]}" for term in more.index if more[term]][:3]
    told_less = [f"{term} in {less[term]}" for term in less.index if less[term]][-3:][::-1]
    caption = (
        f"The {plural(len(more), 'term')} that lead the keyness table, the article against each of "
        f"{plural(sources, 'source')} by itself, with exact 95 % intervals. Surely more in the article against: "
        f"{listed(told)}; surely less against: {listed(told_less)}. A term that leads the pooled table and only one "
        "panel is that source's matter."
    )
    alt = f"{plural(sources, 'small dot plot')} of log ratios; first row {more.index[0]}."
    return caption + digest_note(table), alt


def absent_terms(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the absence strip."""
    if table.empty:
        return "No term that most sources use is absent in a way that these texts could show.", "Empty plot."
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
        return "Without words in the article and in four sources no noise floor can be drawn.", "Empty plot."
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
    return caption + digest_note(table), alt


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
    return caption + digest_note(table), f"Barcode plot of places in the text; uses of {listed(told)}."
