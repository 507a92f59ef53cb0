"""The tables of the pictures of sourcing, with what their captions must tell beside the numbers.

Input is a corpus, output is a table of `measure` whose `attrs` hold the engine that marked, how many marks a reader has
corrected, and how far the measure agrees with people's labels. Caution: `attrs` do not reach the CSV; the caption tells
them.
"""

import pandas

from analysis import measure
from analysis.read.attribution.correcting import standing
from analysis.read.corpus import Corpus


def told(corpus: Corpus, table: pandas.DataFrame, measures: tuple[str, ...] = ()) -> pandas.DataFrame:
    """The table with `attrs`: `engine`, `marks`, `corrected`, `set_aside` and `trust` (rows of `measure.reliability`).

    `marks` and `corrected` count what is shown of the documents in the table, `set_aside` the corrections whose text
    has changed since. Without measures there is no `trust`: nothing that people have labelled is shown.
    """
    known = set(table["document"]) if "document" in table and len(table) else None
    documents = [document for document in corpus if known is None or document.id in known]
    rows = [(d, standing(d.text, d.engine_attributions, d.corrections)) for d in documents if d.corrections]
    engine = " and ".join(dict.fromkeys(document.engine for document in documents))
    table.attrs.update(
        engine=engine,
        marks=sum(len(document.attributions) for document in documents),
        corrected=sum(len(held) for _, held in rows),
        set_aside=sum(not row.fits(document.text) for document, _ in rows for row in document.corrections),
    )
    if measures:
        table.attrs["trust"] = trust(measures, engine)
    return table


def trust(measures: tuple[str, ...], engine: str) -> list[dict]:
    """The rows of `measure.reliability` about some measures of an engine; none where nothing was measured."""
    rows = measure.reliability(engine)
    rows = rows[rows["measure"].isin(measures)]
    return rows[["measure", "label", "r", "mae", "people_r", "people_mae", "warning"]].to_dict("records")


def profile(corpus: Corpus, *, act: str = "speech") -> pandas.DataFrame:
    """`measure.sourcing_profile`, told."""
    return told(corpus, measure.sourcing_profile(corpus, act=act), ("word_share",))


def mix(corpus: Corpus, *, act: str = "speech") -> pandas.DataFrame:
    """`measure.sourcing_mix` by kind of source, then by mode, with a column `by` that says which."""
    ways = {"source_type": "by kind of source", "mode": "by mode"}
    parts = [measure.sourcing_mix(corpus, by=by, act=act).assign(by=name) for by, name in ways.items()]
    kept = [part for part in parts if len(part)]
    table = pandas.concat(kept, ignore_index=True) if kept else parts[0]
    table.attrs = {"acts": act}
    return told(corpus, table, ("direct_share",))


def lanes(corpus: Corpus, document: str | None = None, *, act: str = "speech") -> pandas.DataFrame:
    """`measure.voice_lanes` of one document, told, and in `attrs` the word with which each of its sentences begins."""
    table = measure.voice_lanes(corpus, document, act=act)
    chosen = corpus.target if document is None else corpus[document]
    first: dict[int, int] = {}
    for i, token in enumerate(chosen.tokens):
        first.setdefault(token.sentence, i)
    table.attrs.update(sentence_words=list(first.values()), kind=chosen.kind)
    return told(corpus, table, ("word_share", "sources"))


def stances(corpus: Corpus, *, act: str = "speech") -> pandas.DataFrame:
    """`measure.stance_by_source` by kind of source, told."""
    table = measure.stance_by_source(corpus, act=act)
    table.attrs.update(kinds=[document.kind for document in corpus])
    return told(corpus, table)


def unattributed(corpus: Corpus, *, act: str = "speech") -> pandas.DataFrame:
    """`measure.unattributed_shares`, told, and in `attrs` the article's first figures that nobody is cited for."""
    table = measure.unattributed_shares(corpus, act=act)
    listed = measure.unattributed_claims(corpus, act=act)
    own = listed[(listed["document"] == corpus.target.id) & (listed["figures"] > 0)]
    first = [f"“{row.values}” (sentence {row.sentence})" for row in own[["values", "sentence"]].itertuples()][:4]
    table.attrs.update(first_figures=first)
    return told(corpus, table, ("word_share",))


def diversity(corpus: Corpus, *, act: str = "speech") -> pandas.DataFrame:
    """`measure.source_diversity`, told."""
    return told(corpus, measure.source_diversity(corpus, act=act), ("entropy", "sources"))
