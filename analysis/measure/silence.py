"""What is said on nobody's authority? The statements and the figures for which a text cites no one.

One row a sentence, one row a document. Caution: to state something in one's own voice is what reporting, arguing and
explaining are made of; a sentence without a source is no false one, and whether it can be checked at all is not asked
beyond its being a statement (no question, no demand). A source named two sentences before is not carried over.
"""

import bisect

import pandas

from analysis.measure.reports import attributed_sentences, reports
from analysis.measure.uncertainty import proportion_interval
from analysis.read.corpus import Corpus
from analysis.read.document import Document

CLAIM_COLUMNS = ["document", "publisher", "kind", "sentence", "cited", "figures", "values", "text", "start", "end",
                 "acts"]  # fmt: skip
SHARE_COLUMNS = ["document", "publisher", "kind", "statements", "uncited", "share", "low", "high", "figures",
                 "uncited_figures", "figure_share", "figure_low", "figure_high", "acts"]  # fmt: skip


def unattributed_claims(corpus: Corpus, *, act: str = "all") -> pandas.DataFrame:
    """The statements for which nobody is cited, and the figures that stand outside what anybody is cited for.

    Columns: `document`, `publisher`, `kind`, `sentence`, `cited` ('nobody': the sentence carries no attribution and no
    part of one; 'in part': it does, and has figures outside of the content), `figures` (how many of its quantities
    stand outside of attributed content), `values` (these, as written), `text`, `start`, `end`, `acts`. Dates,
    ordinals ("the second day") and a mere "one" are no figures. Questions and demands are left out.

    >>> from analysis import load_corpus
    >>> table = unattributed_claims(load_corpus())
    >>> sorted(table["cited"].unique())
    ['in part', 'nobody']
    """
    rows = []
    for document in corpus:
        carried, contents = attributed_sentences(document, act), _contents(document, act)
        for claim in document.claims:
            if claim.kind in ("question", "directive"):
                continue
            outside = [q for q in _figures(claim) if not _within(q, contents)]
            cited = "in part" if claim.sentence in carried else "nobody"
            if outside or cited == "nobody":
                values, text = "; ".join(" ".join(q.text.split()) for q in outside), " ".join(claim.text.split())
                about = (document.id, document.label, document.kind, claim.sentence, cited)
                rows.append((*about, len(outside), values, text, claim.start, claim.end, act))
    table = pandas.DataFrame(rows, columns=CLAIM_COLUMNS)
    table.attrs["acts"] = act
    return table


def _figures(claim) -> list:
    return [q for q in claim.quantities if q.kind != "ordinal" and not (q.kind == "count" and q.low == q.high == 1)]


def _contents(document: Document, act: str) -> list[tuple[int, int]]:
    """The attributed stretches as characters, in order and without overlap."""
    spans = sorted((s.start, s.end) for report in reports(document, act) for s in report.attribution.content)
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _within(quantity, contents: list[tuple[int, int]]) -> bool:
    i = bisect.bisect_right(contents, quantity.start, key=lambda pair: pair[0]) - 1
    return i >= 0 and quantity.end <= contents[i][1]


def unattributed_shares(corpus: Corpus, *, act: str = "all", interval: float = 0.95) -> pandas.DataFrame:
    """The share of each document's statements, and of its figures, that nobody is cited for.

    Columns: `document`, `publisher`, `kind`, `statements` (sentences that are no questions and no demands), `uncited`
    (of these, without an attribution), `share` with Wilson's interval `low`, `high`; `figures` (quantities in the
    statements), `uncited_figures` (outside of attributed content), `figure_share`, `figure_low`, `figure_high`;
    `acts`. Without statements, or without figures, the share is not a number.

    Notes
    -----
    An attribution that was not marked makes the shares too high. A digest cites because it was written to.

    >>> from analysis import load_corpus
    >>> shares = unattributed_shares(load_corpus())
    >>> bool((shares["uncited"] <= shares["statements"]).all())
    True
    """
    listed, rows = unattributed_claims(corpus, act=act), []
    for document in corpus:
        here = listed[listed["document"] == document.id]
        statements = [claim for claim in document.claims if claim.kind not in ("question", "directive")]
        figures = sum(len(_figures(claim)) for claim in statements)
        uncited, outside = int((here["cited"] == "nobody").sum()), int(here["figures"].sum())
        about = (document.id, document.label, document.kind)
        rows.append((*about, len(statements), uncited, 0.0, 0.0, 0.0, figures, outside, 0.0, 0.0, 0.0, act))
    table = pandas.DataFrame(rows, columns=SHARE_COLUMNS)
    for hits, trials, prefix in (("uncited", "statements", ""), ("uncited_figures", "figures", "figure_")):
        table[f"{prefix}share"] = table[hits] / table[trials].where(table[trials] > 0)
        low, high = proportion_interval(table[hits], table[trials], interval)
        table[f"{prefix}low"], table[f"{prefix}high"] = low, high
    table = table.round(6)
    table.attrs["acts"] = act
    return table
