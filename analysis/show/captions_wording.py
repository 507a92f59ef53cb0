"""The sentences of the pictures of wording: names, word lists and measures of whole texts."""

import pandas

from analysis.show.captions import digest_note, listed, percent, plural


def naming(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the naming matrix."""
    if table.empty:
        return (
            "No names are listed: 'python -m analysis names' writes a first list for a reader to mend.",
            "Empty plot.",
        )
    told = []
    for entity, rows in table[table["kind_of_text"] == "original"].groupby("entity", sort=False):
        total = int(rows["mentions"].iloc[0])
        first = rows.sort_values("count", ascending=False, kind="stable").head(2)
        parts = [
            f"{row['label']} {row['count']} of {total} (95 % interval {percent(row['low'])} to {percent(row['high'])})"
            for row in first.to_dict("records")
            if row["count"]
        ]
        told.append(f"{entity}: {listed(parts)}" if parts else f"{entity}: no mention")
    caption = (
        f"The actors and events of names.csv as {plural(table['document'].nunique(), 'document')} name them. In the "
        f"article, {'; '.join(told)}. Numbers are mentions, those behind ” stand inside quotation marks, so they are "
        "somebody else's words or words held at a distance; a dot is a label not found. A mention is no "
        "assent: texts mention labels to reject or to report them. Pronouns and unlisted descriptions are not counted."
    )
    return caption + digest_note(table), f"Matrix of labels by documents; {told[0]}."


def lexicon_rates(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the rates of the word lists."""
    if table.empty:
        return "There are no words to compare.", "Empty plot."
    article, told = table[table["kind_of_text"] == "original"], []
    if not article["tokens"].any():
        return "The article has no words.", "Dot plots without a row for the article."
    for row in article.to_dict("records"):
        name = row["lexicon"] if row["category"] == "all" else f"{row['lexicon']} ({row['category']})"
        first = ", ".join(row["hits"].split(", ")[:3]) or "none"
        told.append(f"{name} {row['count']} ({row['low']:.1f} to {row['high']:.1f} per 1,000; {first})")
    caption = (
        "Whole-token hits of small word lists per 1,000 words, with exact Poisson intervals; of the reporting verbs "
        "those by which somebody is reported to have spoken. In the article: "
        f"{'; '.join(told)}. A list finds forms, not meanings, and the words of one list do not make a score: read the "
        "hits, each of which the table names."
    )
    return caption + digest_note(table), f"Dot plots of rates by document and list; the article: {told[0]}."


def _beyond(beyond: int, judged: int) -> str:
    return f"{beyond} of {plural(judged, 'source')} beyond" if judged else "no source can be judged"


def text_profile(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the measures of whole texts."""
    if table.empty:
        return "There are no texts to compare.", "Empty plot."
    own = table[table["is_article"]].set_index("statistic")
    others = table[~table["is_article"]]
    beyond = others[others["beyond"].fillna(False).astype(bool)].groupby("statistic").size()
    judged = others[others["beyond"].notna()].groupby("statistic").size()
    told = [
        f"{name} {own.loc[name, 'value']:.3g} ({_beyond(beyond.get(name, 0), judged.get(name, 0))})"
        for name in own.index
        if own.loc[name, "value"] == own.loc[name, "value"]
    ]
    caption = (
        f"The article: {listed(told)}. Lines are the range over halves of the same text; a source is filled, and "
        "counted as beyond, only where it is further from the article than two halves of either text are from each "
        "other in 95 of 100 cuts. Two news articles of one publisher are that far apart in 9 to 16 of 100 cases. "
        "Syllables are counted by rule."
    )
    if digest_note(table):
        caption += " The sentences of a digest are this workbook's as much as its words."
    alt = f"Dot plots of measures of whole texts by document; the article: {listed(told[:2])}."
    return caption + digest_note(table), alt
