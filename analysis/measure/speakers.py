"""Which voices does each document let speak, for how many words, and where?

One row a voice, or one row a stretch of text for the strip that shows them. Caution: a voice is a name as it was
resolved; two unnamed officials who are called alike are one voice, and all pronouns that were not resolved are one row.
"""

import numpy
import pandas

from analysis.measure.reports import (
    NO_ONE,
    Report,
    by_group_and_sentence,
    covered,
    most_frequent,
    reports,
    words_by_sentence,
)
from analysis.measure.resampling import draws_for, ratio_interval
from analysis.read.attribution.record import MODES
from analysis.read.corpus import Corpus
from analysis.read.document import Document

VOICE_COLUMNS = [
    "document", "publisher", "kind", "voice", "type", "affiliation", "anonymous", "attributions", "words", "share",
    "low", "high", "direct", "indirect", "mixed", "first", "last", "sentences", "passages", "acts",
]  # fmt: skip
LANE_COLUMNS = ["document", "publisher", "voice", "type", "mode", "act", "attribution", "sentence", "start_word",
                "end_word", "start", "end"]  # fmt: skip


def voices(corpus: Corpus, *, act: str = "all", interval: float = 0.95, seed: int = 0) -> pandas.DataFrame:
    """What each voice of each document says: one row a voice, the one with most words first.

    Columns: `document`, `publisher`, `kind`, `voice` (the source's name; 'no source named' where the text gives none,
    'source not resolved' where it is a word for somebody who was not found), `type` and `affiliation` (the most
    frequent of its attributions), `anonymous` (whether it is in all of them), `attributions`, `words` (in its contents,
    each once), `share` of the body's words with `low`, `high` (`ratio_interval`, from draws of runs of sentences),
    `direct`, `indirect`, `mixed`, `first` and `last` (where its first content begins and its last ends, in words, from
    0 to 1), `sentences` (numbers of those its attributions hang on), `passages` (start and end of each content),
    `acts`.

    Notes
    -----
    Shares add up to more than the share of attributed words where somebody is reported to have reported somebody.

    >>> from analysis import load_corpus
    >>> table = voices(load_corpus())
    >>> bool(((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all())
    True
    """
    rows = [row for document in corpus for row in _voice_rows(document, act, interval, seed)]
    table = pandas.DataFrame(rows, columns=VOICE_COLUMNS).round(6)
    table.attrs["acts"] = act
    return table


def _voice_rows(document: Document, act: str, interval: float, seed: int) -> list[tuple]:
    groups: dict[str, list[Report]] = {}
    for report in reports(document, act):
        groups.setdefault(report.voice, []).append(report)
    if not groups:
        return []
    parts = by_group_and_sentence(document, list(groups.values()))
    draw = draws_for(seed, document.id)
    lows, highs = ratio_interval(parts, words_by_sentence(document), draw, interval)
    total = document.words or numpy.nan
    rows = []
    for (voice, group), words, low, high in zip(groups.items(), parts.sum(axis=1), lows, highs, strict=True):
        modes = [report.attribution.mode for report in group]
        edges = [edge for report in group for run in report.runs for edge in run]
        spans = " ".join(f"{span.start}-{span.end}" for report in group for span in report.attribution.content)
        numbers = sorted({report.attribution.sentence for report in group})
        rows.append(
            (document.id, document.label, document.kind, voice, most_frequent([r.source.type for r in group]),
             most_frequent([r.source.affiliation for r in group]), all(r.source.anonymous for r in group), len(group),
             int(words), words / total, low, high, *(modes.count(mode) for mode in MODES),
             min(edges, default=numpy.nan) / total, max(edges, default=numpy.nan) / total,
             ", ".join(map(str, numbers)), spans, act)
        )  # fmt: skip
    words_at, voice_at = VOICE_COLUMNS.index("words"), VOICE_COLUMNS.index("voice")
    return sorted(rows, key=lambda row: (row[voice_at] in NO_ONE, -row[words_at]))


def voice_lanes(corpus: Corpus, document: str | None = None, *, act: str = "all") -> pandas.DataFrame:
    """The stretches of one document as a strip of words: what each voice says, and what is said on no one's authority.

    Columns: `document`, `publisher`, `voice`, `type`, `mode`, `act`, `attribution` (its number), `sentence` (of the
    stretch's first word), `start_word`, `end_word` (excluded; words of the body from 0), `start`, `end` (characters).
    Rows with an empty `voice` (and `attribution` -1) are the stretches outside all contents, the sources and cues of
    attributions among them. Every word of the body stands in at least one stretch, in more where a report stands in a
    report. In the order of the text.

    Parameters
    ----------
    document : the id of a document; by default the article.

    >>> from analysis import load_corpus
    >>> lanes = voice_lanes(load_corpus())
    >>> int(lanes["start_word"].min()), int(lanes["end_word"].max()) == load_corpus().target.words
    (0, True)
    """
    chosen = corpus.target if document is None else corpus[document]
    found = reports(chosen, act)
    rows = [
        (report.voice, report.source.type, report.attribution.mode, report.attribution.act, report.number, first, last)
        for report in found
        for first, last in report.runs
    ]
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate([[1], covered(chosen, found).astype(int), [1]])))
    rows += [("", "", "", "", -1, int(first), int(last)) for first, last in edges.reshape(-1, 2)]
    rows.sort(key=lambda row: (row[-2], row[-1], row[4]))
    tokens = chosen.tokens
    table = pandas.DataFrame(
        [
            (chosen.id, chosen.label, *row[:5], tokens[row[5]].sentence, *row[5:], tokens[row[5]].start,
             tokens[row[6] - 1].end)
            for row in rows
        ],
        columns=LANE_COLUMNS,
    )  # fmt: skip
    table.attrs["acts"] = act
    return table
