"""Who is allowed to speak, and how much is said on nobody's authority?

One row an attribution, one row a document; both lead back to character spans. Caution: attributions are marked by
rules or by a model, and both err; `reliability` tells how far the measures of a document agree with people's. A
digest attributes nearly every sentence because it was written to do so.
"""

import numpy
import pandas

from analysis.measure.reports import (
    NO_ONE,
    NOBODY,
    UNRESOLVED,
    Report,
    attributed_sentences,
    by_sentence,
    covered,
    reports,
    words_by_sentence,
)
from analysis.measure.resampling import draws_for, ratio_interval
from analysis.measure.uncertainty import proportion_interval, rate_interval
from analysis.read.attribution.record import ACTS, MODES
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.zones import Span

ATTRIBUTION_COLUMNS = [
    "document", "publisher", "attribution", "sentence", "mode", "act", "stance", "source", "source_name", "source_type",
    "affiliation", "anonymous", "anonymity_reason", "resolution", "cue", "content", "content_words", "marked_by",
    "confidence", "parent", "source_start", "source_end", "cue_start", "cue_end", "content_start", "content_end",
    "content_spans",
]  # fmt: skip
PROFILE_COLUMNS = [
    "document", "publisher", "kind", "sentences", "attributed", "share", "low", "high", "words", "attributed_words",
    "word_share", "word_low", "word_high", "attributions", "per_1000", "per_1000_low", "per_1000_high", "direct",
    "indirect", "mixed", "direct_share", "direct_low", "direct_high", "sources", "sourceless", "unresolved",
    *ACTS, "acts",
]  # fmt: skip


def attributions(corpus: Corpus, *, act: str = "all") -> pandas.DataFrame:
    """Every attribution: who (`source`), the reporting words (`cue`) and what (`content`), each with its span.

    Columns: `document`, `publisher`, `attribution` (its number in the document, from 0, whatever `act` is asked for),
    `sentence` (of the cue), `mode` ('direct', 'indirect' or 'mixed'), `act` ('speech', 'belief', 'intention' or
    'perception'), `stance` (of the cue), `source` (as written), `source_name` (as resolved), `source_type`,
    `affiliation`, `anonymous`, `anonymity_reason`, `resolution` (the reason for the name), `cue`, `content`,
    `content_words`, `marked_by`, `confidence` (not a number where a rule marked it), `parent` (number of the
    attribution it stands in, or -1), and the spans. A missing source or cue has an empty text and the span -1, -1; a
    content in several pieces is joined by ' ... ', spans from its first to its last character, and its pieces stand in
    `content_spans` ("start-end start-end").

    Parameters
    ----------
    act : 'all', or one act alone. The default drops nothing; 'speech' is reported speech as most readers think of it.

    >>> from analysis import load_corpus
    >>> table = attributions(load_corpus())
    >>> sorted(table["mode"].unique())
    ['direct', 'indirect', 'mixed']
    """
    rows = [_row(document, report) for document in corpus for report in reports(document, act)]
    table = pandas.DataFrame(rows, columns=ATTRIBUTION_COLUMNS)
    table["confidence"] = table["confidence"].astype(float).round(6)
    table.attrs["acts"] = act
    return table


def _row(document: Document, report: Report) -> tuple:
    found, source = report.attribution, report.source
    return (
        document.id, document.label, report.number, found.sentence, found.mode, found.act, found.stance,
        _line(found.source), source.name, source.type, source.affiliation, source.anonymous, source.anonymity_reason,
        source.reason, _line(found.cue), " ... ".join(map(_line, found.content)),
        sum(last - first for first, last in report.runs), found.marked_by, found.confidence,
        -1 if found.parent is None else found.parent, *_bounds(found.source), *_bounds(found.cue),
        found.content[0].start if found.content else -1, found.content[-1].end if found.content else -1,
        " ".join(f"{span.start}-{span.end}" for span in found.content),
    )  # fmt: skip


def _line(span: Span | None) -> str:
    return " ".join(span.text.split()) if span else ""


def _bounds(span: Span | None) -> tuple[int, int]:
    return (span.start, span.end) if span else (-1, -1)


def sentences(corpus: Corpus, *, act: str = "all") -> pandas.DataFrame:
    """Every body sentence: `document`, `publisher`, `sentence`, `paragraph`, `attributed`, `modes`, `text` and span.

    `modes` joins the modes of the attributions that it carries; `attributed` tells whether it carries one.

    >>> from analysis import load_corpus
    >>> table = sentences(load_corpus())
    >>> int(table[table["document"] == load_corpus().target.id]["sentence"].max())
    33
    """
    rows = []
    for document in corpus:
        carried = attributed_sentences(document, act)
        for s in document.sentences:
            modes = ", ".join(sorted(carried.get(s.number, ())))
            words = " ".join(s.text.split())
            rows.append((document.id, document.label, s.number, s.paragraph, bool(modes), modes, words, s.start, s.end))
    columns = ["document", "publisher", "sentence", "paragraph", "attributed", "modes", "text", "start", "end"]
    table = pandas.DataFrame(rows, columns=columns)
    table.attrs["acts"] = act
    return table


def sourcing_profile(corpus: Corpus, *, act: str = "all", interval: float = 0.95, seed: int = 0) -> pandas.DataFrame:
    """How much of each document is attributed, in which modes, and to how many sources: one row a document.

    Columns: `document`, `publisher`, `kind`; `sentences`, `attributed` and `share` with `low`, `high` (body sentences
    that carry an attribution or part of one); `words`, `attributed_words` and `word_share` with `word_low`, `word_high`
    (body words inside attributed content, each counted once; both intervals are `ratio_interval`'s, from draws of runs
    of sentences); `attributions` and `per_1000` words with Garwood's interval; `direct`, `indirect`, `mixed` and
    `direct_share` (direct and mixed of all) with Wilson's interval `direct_low`, `direct_high`; `sources` (different
    names), `sourceless` (attributions whose source the text does not give), `unresolved` (whose source is a word, such
    as "they", for which no name was found: never counted as a source); then how many attributions there are of each
    act, whichever was asked for, and `acts`: which of them the other columns count. A share without denominator is not
    a number.

    Notes
    -----
    Not to be used to rank publishers: a digest's share is the workbook's own. Intervals cover the chance of a text of
    so many sentences, not mistakes in marking: see `reliability`.

    >>> from analysis import load_corpus
    >>> profile = sourcing_profile(load_corpus())
    >>> bool((profile["low"] <= profile["share"]).all() and (profile["share"] <= profile["high"]).all())
    True
    """
    table = pandas.DataFrame([_profile(document, act, interval, seed) for document in corpus])
    for hits, trials, share in (("attributed", "sentences", "share"), ("attributed_words", "words", "word_share")):
        table[share] = table[hits] / table[trials].where(table[trials] > 0)
    quoted, total = table["direct"] + table["mixed"], table["attributions"]
    table["direct_share"] = quoted / total.where(total > 0)
    table["direct_low"], table["direct_high"] = proportion_interval(quoted, total, interval)
    table["per_1000"] = 1000 * total / table["words"].where(table["words"] > 0)
    table["per_1000_low"], table["per_1000_high"] = rate_interval(total, table["words"], interval)
    table["acts"] = act
    table = table[PROFILE_COLUMNS].round(6)
    table.attrs["acts"] = act
    return table


def _profile(document: Document, act: str, interval: float, seed: int) -> dict:
    found = reports(document, act)
    modes, voices = [report.attribution.mode for report in found], [report.voice for report in found]
    acts = [attribution.act for attribution in document.attributions]
    inside = covered(document, found)
    carried = attributed_sentences(document, act)
    marked = numpy.array([sentence.number in carried for sentence in document.sentences], float)
    draw = draws_for(seed, document.id)
    low, high = ratio_interval(marked, numpy.ones(len(marked)), draw, interval)
    word_low, word_high = ratio_interval(by_sentence(document, inside), words_by_sentence(document), draw, interval)
    return {
        "document": document.id,
        "publisher": document.label,
        "kind": document.kind,
        "sentences": len(document.sentences),
        "attributed": len(carried),
        "low": float(low[0]),
        "high": float(high[0]),
        "words": document.words,
        "attributed_words": int(numpy.sum(inside)),
        "word_low": float(word_low[0]),
        "word_high": float(word_high[0]),
        "attributions": len(found),
        **{mode: modes.count(mode) for mode in MODES},
        "sources": len(set(voices) - set(NO_ONE)),
        "sourceless": voices.count(NOBODY),
        "unresolved": voices.count(UNRESOLVED),
        **{kind: acts.count(kind) for kind in ACTS},
    }
