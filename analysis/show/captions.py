"""The sentences under and behind each picture, computed from the table that was drawn.

Each function takes the registry's table and gives (caption, alternative text). Caution: a caption states method,
denominators and what may not be concluded; it never says who is right.
"""

import pandas

DIGEST_NOTE = " An asterisk marks a digest: a summary written for this workbook, whose words are not its publisher's."


def plural(number: int, noun: str) -> str:
    """A number and its noun.

    >>> plural(1, "claim"), plural(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(words: list[str]) -> str:
    """Words with commas and a closing "and".

    >>> listed(["a", "b", "c"]), listed([])
    ('a, b and c', 'none')
    """
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part) or "none"


def percent(share: float) -> str:
    """A share in whole per cent.

    >>> percent(0.184)
    '18 %'
    """
    return "no share" if share != share else f"{100 * share:.0f} %"


def _name(publisher: str) -> str:
    return publisher.removesuffix(" *")


def digest_note(table: pandas.DataFrame) -> str:
    """What an asterisk stands for, where some publisher of the table has one."""
    return DIGEST_NOTE if table["publisher"].str.endswith(" *").any() else ""


def _digests_of(table: pandas.DataFrame) -> str:
    others = table[table["kind"] != "original"]
    digests = int((others["kind"] == "digest").sum())
    return f"{plural(digests, 'source')} of {len(others)} {'is a digest' if digests == 1 else 'are digests'}"


def documents(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the list of documents."""
    article, others = table[table["kind"] == "original"].iloc[0], table[table["kind"] != "original"]
    caption = (
        f"The article under study has {plural(article['words'], 'word')} in "
        f"{plural(article['sentences'], 'sentence')}; the {plural(len(others), 'source')} have "
        f"{plural(int(others['words'].sum()), 'word')} together. {_digests_of(table)}."
    )
    alt = f"Dot plot of words by document: the article {article['words']:,}"
    if len(others):
        alt += f", the sources from {others['words'].min():,} to {others['words'].max():,}"
    return caption + DIGEST_NOTE * int((table["kind"] == "digest").any()), alt + "."


def overlap(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the claim matrix."""
    if table.empty:
        return "There is no source to compare the claims with.", "Empty matrix."
    claims, sources = table.groupby("claim")["found"].any(), table["document"].nunique()
    best, found = table.loc[table["score"].idxmax()], int(table["found"].sum())
    caption = (
        f"For {int(claims.sum())} of {plural(len(claims), 'claim')} at least one of {plural(sources, 'source')} "
        "has a sentence nearer than random bags of the article's own words reach in 95 of 100 draws; a dot means not "
        "found in that document by this score. Numbers are hundredths of nearness (mean of BM25 and character "
        f"overlap); the nearest pair reaches {100 * best['score']:.0f}. {found} of {len(table)} cells are above "
        f"chance, and about {round(0.05 * len(table))} would be by chance alone. Nearness is shared wording: it does "
        "not tell agreement from contradiction, and no cell has been confirmed by a reader."
    )
    alt = (
        f"Matrix of {plural(len(claims), 'claim')} by {plural(sources, 'source')}; {found} of {len(table)} cells "
        f"hold a sentence above chance, the nearest in {_name(best['publisher'])} for sentence "
        f"{best['claim_sentence']}."
    )
    return caption + digest_note(table), alt


def coverage(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the coverage plot."""
    if table.empty:
        return "There is no source to compare the claims with.", "Empty plot."
    most, least = table.loc[table["share"].idxmax()], table.loc[table["share"].idxmin()]
    caption = (
        f"Of {plural(table['claims'].iloc[0], 'claim')} of the article, {most['found']} come nearer to a sentence "
        f"of {_name(most['publisher'])} than chance does, {least['found']} to one of {_name(least['publisher'])}. "
        "Chance alone would give about 5 in 100. Nearness is shared wording, not agreement."
    )
    alt = f"Dot plot of the share of claims met by source, from {percent(least['share'])} to {percent(most['share'])}."
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
        "the factor tells how many times the larger is the smaller."
    )
    alt = f"Ladder of {plural(len(table), 'number')} on a log scale in {plural(len(slots), 'group')}; {slots[0]}."
    return caption + digest_note(table), alt


def _range(rows: pandas.DataFrame) -> str:
    low, high = rows["low"].min(), rows["high"].max()
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
