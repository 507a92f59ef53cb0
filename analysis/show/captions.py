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


def suggestion(relation: str) -> str:
    """What is suggested of two sentences, in words; 'only here' says something of a claim and a whole source.

    >>> suggestion("differs"), suggestion("only here")
    ('differs', 'no relation')
    """
    return "no relation" if relation == "only here" else relation


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


def publisher_name(publisher: str) -> str:
    """The publisher without the mark of a digest."""
    return publisher.removesuffix(" *")


def digest_note(table: pandas.DataFrame) -> str:
    """What an asterisk stands for, where some publisher of the table has one."""
    return DIGEST_NOTE if table["publisher"].str.endswith(" *").any() else ""


def full_text_note(documents: pandas.DataFrame, aside: int = 0) -> str:
    """How many sources are full texts, where others are digests or `aside` digests stepped aside (`corpus.table`).

    >>> full_text_note(pandas.DataFrame({"kind": ["original", "digest", "full"]}))
    ' 1 of 2 sources is a full text, fetched or added by the reader.'
    """
    kinds = documents.loc[documents["kind"] != "original", "kind"]
    full = int((kinds == "full").sum())
    if not full or not (aside or (kinds == "digest").any()):
        return ""
    are = "is a full text" if full == 1 else "are full texts"
    stand = f"; for {plural(aside, 'digest')} full texts stand in" if aside else ""
    return f" {full} of {plural(len(kinds), 'source')} {are}, fetched or added by the reader{stand}."


def _digests_of(table: pandas.DataFrame) -> str:
    others = table[table["kind"] != "original"]
    digests = int((others["kind"] == "digest").sum())
    if not digests:
        return "None of the sources is a digest"
    return f"{plural(digests, 'source')} of {len(others)} {'is a digest' if digests == 1 else 'are digests'}"


def documents(table: pandas.DataFrame) -> tuple[str, str]:
    """Caption and alternative text of the list of documents."""
    article, others = table[table["kind"] == "original"].iloc[0], table[table["kind"] != "original"]
    caption = (
        f"The article under study has {plural(article['words'], 'word')} in {plural(article['sentences'], 'sentence')}"
    )
    if len(others):
        have = "has" if len(others) == 1 else "have"
        together = "" if len(others) == 1 else " together"
        words = plural(int(others["words"].sum()), "word")
        caption += f"; the {plural(len(others), 'source')} {have} {words}{together}. {_digests_of(table)}"
    caption += "."
    alt = f"Dot plot of words by document: the article {article['words']:,}"
    if len(others):
        alt += f", the sources from {others['words'].min():,} to {others['words'].max():,}"
    return caption + DIGEST_NOTE * int((table["kind"] == "digest").any()), alt + "."
