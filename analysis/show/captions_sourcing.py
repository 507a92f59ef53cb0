"""The sentences of the pictures of sourcing: what was counted, of how much, who marked it, how far to trust it.

Caution: nothing here says that a text should have cited anybody; a sentence without a source is no false one.
"""

import pandas

from analysis.show.captions import listed, percent, plural

ENGINES = {"rules": "rules", "linear": "a linear model", "transformer": "a small transformer"}
ACTS = {
    "all": "all acts (speech, belief, intention, perception)",
    "speech": "reported speech alone, marks of a probability of one half or more",
}


def marking(table: pandas.DataFrame) -> str:
    """Which acts are shown, who marked them, how many marks a reader has corrected; from the table's `attrs`."""
    acts = table.attrs.get("acts", "all")
    told = f" Shown: {ACTS.get(acts, f'{acts} alone')}"
    if "engine" in table.attrs:
        engine, corrected = table.attrs["engine"], table.attrs["corrected"] or "none"
        told += (
            f"; marked by {ENGINES.get(engine, engine)}, corrected by a reader: {corrected} of {table.attrs['marks']}"
        )
        if table.attrs["set_aside"]:
            told += f" ({plural(table.attrs['set_aside'], 'correction')} set aside because the text has changed)"
    return told + "."


def trust(table: pandas.DataFrame) -> str:
    """How far the measures shown agree with people's labels, from `attrs["trust"]`; what intervals leave out."""
    rows = table.attrs.get("trust")
    if rows is None:
        return ""
    told = [
        f"{row['label']} r {row['r']:.2f}, mean error {row['mae']:.3f} (people among themselves {row['people_r']:.2f}, "
        f"{row['people_mae']:.3f})" + (f"; {row['warning']}" if row["warning"] else "")
        for row in rows
    ]
    known = f"Agreement of the engine with people's labels: {'; '.join(told)}." if told else (
        "How far the engine agrees with people's labels on this has not been measured."
    )  # fmt: skip
    return f" Intervals cover the chance of a short text, not mistakes in marking. {known}"


def digests(kinds: list[str], starred: bool = False) -> str:
    """What may not be concluded from digests, where there are any among some kinds of document.

    >>> digests(["original", "digest", "full"], starred=True)[:46]
    ' 1 source of 2 is a digest (with an asterisk),'
    """
    others = [kind for kind in kinds if kind != "original"]
    count = others.count("digest")
    if not count:
        return ""
    are, their, whose = ("is a digest", "its", "publisher's") if count == 1 else ("are digests", "their", "publishers'")
    asterisk = " (with an asterisk)" if starred else ""
    return (
        f" {plural(count, 'source')} of {len(others)} {are}{asterisk}, written for this workbook so that nearly every "
        f"sentence names its source: {their} sourcing is the workbook's own, not {their} "
        f"{whose}."
    )


def _ends(table: pandas.DataFrame, kinds: list[str] | None = None) -> str:
    kinds = table.drop_duplicates("document")["kind"].tolist() if kinds is None else kinds
    starred = "publisher" in table and table["publisher"].str.endswith(" *").any()
    return marking(table) + trust(table) + digests(kinds, bool(starred))


def _span(low: float, high: float) -> str:
    return f"95 % interval {percent(low)} to {percent(high)}"


def sourcing_profile(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the shares of attributed sentences."""
    article, others = table[table["kind"] == "original"].iloc[0], table[table["kind"] != "original"]
    modes = listed([f"{article[mode]} {mode}" for mode in ("direct", "indirect", "mixed")])
    caption = (
        f"{article['attributed']} of {plural(article['sentences'], 'body sentence')} of the article carry an "
        f"attribution or a part of one ({percent(article['share'])}, {_span(article['low'], article['high'])}): "
        f"{modes}{_acts(article)}."
    )
    if "word_share" in table and article["words"]:
        caption += (
            f" {article['attributed_words']:,} of {plural(article['words'], 'word')} stand inside what is attributed "
            f"({percent(article['word_share'])}, {_span(article['word_low'], article['word_high'])})."
        )
    alt = f"Dot plot of the share of sentences with an attribution: the article {percent(article['share'])}"
    if len(others):
        alt += f", the sources {percent(others['share'].min())} to {percent(others['share'].max())}"
    return caption + _ends(table), alt + "."


def _acts(article: pandas.Series) -> str:
    """How many attributions there are of each act, where any is no speech."""
    counts = {name: int(article.get(name, 0)) for name in ("speech", "belief", "intention", "perception")}
    told = [f"{count} {name}" for name, count in counts.items() if count]
    return f"; by act {listed(told)}" if sum(counts.values()) > counts["speech"] else ""


def sourcing_mix(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the mix of sources and modes."""
    if table.empty or not table["of"].any():
        return "No attribution was marked in any document.", "Empty plot."
    own = table[table["kind"] == "original"]
    others = table[table["kind"] != "original"]
    total = int(own["of"].iloc[0])
    told = []
    for by, rows in own.groupby("by", sort=False):
        first = rows.sort_values("attributions", ascending=False, kind="stable")
        parts = [
            f"{row['category']} {row['attributions']} ({_span(row['low'], row['high'])})"
            for row in first[first["attributions"] > 0].to_dict("records")
        ]
        told.append(f"{by} {listed(parts)}")
    caption = f"The {plural(total, 'attribution')} of the article: {'; '.join(told)}." if total else (
        "No attribution was marked in the article."
    )  # fmt: skip
    if len(others):
        pooled, sources = int(others.drop_duplicates("document")["of"].sum()), others["document"].nunique()
        caption += (
            f" Hatched bars pool the {plural(pooled, 'attribution')} of {plural(sources, 'source')}; each stroke is "
            "one of them. Each interval stands for its own bar. Kinds of source are read by rule and have no "
            "labels to be checked by."
        )
    alt = f"Bars of the shares of attributions; the article: {told[0] if total else 'none'}."
    return caption + _ends(table), alt


def voice_lanes(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the strip of voices."""
    if table.empty:
        return "The document has no words.", "Empty plot."
    total, said = int(table["end_word"].max()), table[table["voice"] != ""]
    silent = table[table["voice"] == ""]
    words = int((silent["end_word"] - silent["start_word"]).sum())
    counts = said.assign(words=said["end_word"] - said["start_word"]).groupby("voice", sort=False)["words"].sum()
    first = [
        f"{name} ({plural(int(n), 'word')})" for name, n in counts.sort_values(ascending=False, kind="stable").items()
    ]
    name = table["publisher"].iloc[0].removesuffix(" *")
    caption = (
        f"{name}: {plural(len(counts), 'voice')} in {plural(total, 'word')}, most words first"
        + (f": {listed(first[:3])}" if first else "")
        + f". {words:,} words ({percent(words / total)}) stand outside of what anybody is cited for, the names and the "
        "reporting words of the sources among them. Words that one voice reports of another count for both."
    )
    kind = table.attrs.get("kind", "original")
    alt = (
        f"Strip of {plural(total, 'word')}, a lane each for {plural(len(counts), 'voice')} and one for the rest; "
        f"{'the first is ' + first[0] if first else 'no voice is cited'}; nobody is cited for {percent(words / total)}."
    )
    return caption + _ends(table, [kind]), alt


def stance_by_source(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the matrix of stances."""
    if table.empty:
        return "No attribution was marked in any document.", "Empty plot."
    told = []
    for side, rows in table.groupby("texts", sort=False):
        total = int(rows.drop_duplicates("group")["of"].sum())
        counts = rows.groupby("stance", sort=False)["attributions"].sum()
        parts = [f"{stance} {n}" for stance, n in counts.sort_values(ascending=False, kind="stable").items() if n]
        told.append(f"in the {side} {plural(total, 'cue')}: {listed(parts)}")
    caption = (
        f"{told[0][:1].upper()}{'; '.join(told)[1:]}. A stance belongs to the reporting verb as a word list has it "
        "('said' neutral, 'claimed' doubting, 'admitted' conceding), not to what the writer thinks; unclassified cues "
        "stand in no list. There are no labels by which stances could be checked."
    )
    alt = f"Matrix of kinds of source by stances; {told[0]}."
    return caption + _ends(table, table.attrs.get("kinds", [])), alt


def unattributed_shares(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the shares that nobody is cited for."""
    if table.empty:
        return "There is no document to show.", "Empty plot."
    own = table[table["kind"] == "original"].iloc[0]
    parts = []
    for name, hits, of, prefix in (
        ("statement", "uncited", "statements", ""),
        ("figure", "uncited_figures", "figures", "figure_"),
    ):
        share = f" ({_span(own[f'{prefix}low'], own[f'{prefix}high'])})" if own[of] else ""
        parts.append(f"{own[hits]} of {plural(own[of], name)}{share}")
    caption = f"In the article nobody is cited for {listed(parts)}."
    if table.attrs.get("first_figures"):
        caption += f" First such figures: {'; '.join(table.attrs['first_figures'])}."
    caption += (
        " A statement is a sentence that neither asks nor demands; dates are no figures; a source named sentences "
        "before is not carried over. To state in one's own voice is no fault, and a mark that the engine missed makes "
        "these shares too high."
    )
    return caption + _ends(table), f"Dot plots of what nobody is cited for; the article: {listed(parts)}."


def source_diversity(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the effective numbers of sources."""
    if table["effective"].dropna().empty:
        return "No attribution names its source in any document.", "Empty plot."
    own, others = table[table["kind"] == "original"].iloc[0], table[table["kind"] != "original"]
    if own["attributions"]:
        interval = f" (95 % interval {own['low']:.1f} to {own['high']:.1f})" if own["low"] == own["low"] else ""
        first = f"{plural(own['sources'], 'source')} in {plural(own['attributions'], 'attribution')}"
        caption = f"The article cites {first}: as diverse as {own['effective']:.1f} sources of equal weight{interval}."
        if own["top_count"] > 1:
            caption += (
                f" The most frequent, {own['top_source']}, has {own['top_count']} of them "
                f"({_span(own['top_low'], own['top_high'])})."
            )
    else:
        caption = "No attribution of the article names its source."
    cut = table["rarefied_effective"].dropna()
    if len(cut):
        caption += (
            f" The number grows with the number of attributions, so documents are to be compared by the hollow marks, "
            f"what {int(table['rarefied_to'].max())} of their attributions drawn at random would give"
        )
        least = others["rarefied_effective"].dropna()
        known = own["rarefied_effective"] == own["rarefied_effective"]
        caption += f": the article {own['rarefied_effective']:.1f}" if known else ""
        caption += f"{',' if known else ':'} the sources {least.min():.1f} to {least.max():.1f}" if len(least) else ""
        caption += "."
    alt = f"Dot plot of the effective number of sources: the article {_number(own['effective'])}"
    known = others["effective"].dropna()
    if len(known):
        alt += f", the sources {known.min():.1f} to {known.max():.1f}"
    return caption + _ends(table), alt + "."


def _number(value: float) -> str:
    return f"{value:.1f}" if value == value else "none"
