"""How do a document's attributions divide: by kind of source, by mode, by act, by the stance of the cue?

One row a document (or group of sources) and category, with its count, its denominator and its interval. Caution: the
intervals take each attribution as a draw of its own and each category by itself; with a dozen attributions they are
wide, and two neighbouring shares of one document cannot be told apart by them.
"""

from collections import Counter

import pandas

from analysis.errors import one_of
from analysis.measure.camps import camp_of
from analysis.measure.copies import distinct_sources
from analysis.measure.reports import Report, covered, reports
from analysis.measure.uncertainty import proportion_interval
from analysis.read.attribution.record import ACTS, MODES
from analysis.read.attribution.stances import STANCES
from analysis.read.corpus import Corpus
from analysis.read.sources.types import TYPES

# Categories that say that something is not known stand last.
LAST = ("unclassified", "unknown", "none stated")
READERS = {
    "source_type": lambda report: report.source.type,
    "affiliation": lambda report: report.source.affiliation or "none stated",
    "anonymous": lambda report: "anonymous" if report.source.anonymous else "not anonymous",
    "mode": lambda report: report.attribution.mode,
    "act": lambda report: report.attribution.act,
    "stance": lambda report: report.attribution.stance,
}
MIX_COLUMNS = ["document", "publisher", "kind", "category", "attributions", "of", "share", "low", "high", "words",
               "acts"]  # fmt: skip
STANCE_COLUMNS = ["texts", "group", "stance", "attributions", "of", "share", "low", "high", "cues", "passages",
                  "acts"]  # fmt: skip


def sourcing_mix(
    corpus: Corpus, *, by: str = "source_type", act: str = "all", interval: float = 0.95
) -> pandas.DataFrame:
    """How many of each document's attributions fall into each category: one row a document and category.

    Columns: `document`, `publisher`, `kind`, `category`, `attributions`, `of` (all attributions of the document),
    `share` with Wilson's interval `low`, `high`, `words` (of the body, in the contents of these attributions, each
    once), `acts`. A category that any document has stands in every document, with zeros; a document without
    attributions has no shares. Where no document has an attribution the table is empty.

    Parameters
    ----------
    by : 'source_type', 'affiliation', 'anonymous', 'mode', 'act' or 'stance'.

    Notes
    -----
    Each interval stands for its own category; they are not simultaneous. The stances and types of sources in a digest
    are this workbook's own choice of words.

    >>> from analysis import load_corpus
    >>> mix = sourcing_mix(load_corpus(), by="mode")
    >>> mix["category"].unique().tolist()
    ['direct', 'indirect', 'mixed']
    """
    one_of("by", by, READERS)
    read, found = READERS[by], {document.id: reports(document, act) for document in corpus}
    listed = _in_order(by, {read(report) for group in found.values() for report in group})
    rows = []
    for document in corpus:
        for category in listed:
            here = [report for report in found[document.id] if read(report) == category]
            total, words = len(found[document.id]), int(covered(document, here).sum())
            about = (document.id, document.label, document.kind, category)
            rows.append((*about, len(here), total, 0.0, 0.0, 0.0, words, act))
    table = _with_shares(pandas.DataFrame(rows, columns=MIX_COLUMNS), interval)
    table.attrs.update(acts=act, by=by)
    return table


def stance_by_source(
    corpus: Corpus, *, by: str = "source_type", act: str = "all", interval: float = 0.95
) -> pandas.DataFrame:
    """With which stance do the cues report each kind of source, or each camp? The article beside its pooled sources.

    Columns: `texts` ('article' or 'sources', these without near copies), `group` (type of source, or camp),
    `stance`, `attributions`, `of` (all of the group there), `share` with Wilson's interval `low`, `high`, `cues` (the
    words of the cues, each with its number), `passages` (document, start and end of each cue), `acts`. Groups that
    have no attribution in the texts are left out, stances that none of their cues has are kept with zeros.

    Parameters
    ----------
    by : 'source_type' or 'camp' (the entity of `names.csv` that the source belongs to, see `speaking_about`).

    Notes
    -----
    A stance is a property of the verb as the word list has it, not what the writer thinks; 'unclassified' cues are in
    no list. Sources are pooled as if one writer had written them, and the cues of a digest are this workbook's own.

    >>> from analysis import load_corpus
    >>> groups = stance_by_source(load_corpus()).groupby(["texts", "group"])
    >>> bool((groups["attributions"].sum() == groups["of"].first()).all())
    True
    """
    one_of("by", by, ("source_type", "camp"))
    read = READERS[by] if by == "source_type" else lambda report: camp_of(report.source, corpus.names)
    sides = {"article": (corpus.target,), "sources": distinct_sources(corpus)}
    found = {side: [(d.id, r) for d in documents for r in reports(d, act)] for side, documents in sides.items()}
    everything = [report for side in found.values() for _, report in side]
    stances = _in_order("stance", {report.attribution.stance for report in everything})
    grouped: dict[tuple[str, str], list[tuple[str, Report]]] = {}
    for side, listed in found.items():
        for name, report in listed:
            grouped.setdefault((side, read(report)), []).append((name, report))
    groups = _in_order(by, {group for _, group in grouped})
    rows = [
        (*key, *_stance_row(grouped[key], stance), act)
        for key in ((side, group) for side in sides for group in groups)
        if key in grouped
        for stance in stances
    ]
    table = _with_shares(pandas.DataFrame(rows, columns=STANCE_COLUMNS), interval)
    table.attrs.update(acts=act, by=by)
    return table


def _stance_row(listed: list[tuple[str, Report]], stance: str) -> tuple:
    cues = [(name, report.attribution.cue) for name, report in listed if report.attribution.stance == stance]
    forms = Counter(" ".join(cue.text.lower().split()) for _, cue in cues if cue)
    told = sorted(forms.items(), key=lambda pair: (-pair[1], pair[0]))
    passages = "; ".join(f"{name} {cue.start}-{cue.end}" for name, cue in cues if cue)
    return (stance, len(cues), len(listed), 0.0, 0.0, 0.0, ", ".join(f"{form} {n}" for form, n in told), passages)


def _with_shares(table: pandas.DataFrame, interval: float) -> pandas.DataFrame:
    counts, totals = table["attributions"].astype(float), table["of"].astype(float)
    table["share"] = counts / totals.where(totals > 0)
    table["low"], table["high"] = proportion_interval(counts, totals, interval)
    return table.round(6)


def _in_order(by: str, values: set[str]) -> list[str]:
    """The categories in the order in which tables list them."""
    known = {"source_type": TYPES, "mode": MODES, "act": ACTS, "stance": STANCES}.get(by, ())
    first = [value for value in known if value in values and value not in LAST]
    return first + sorted(values - set(first), key=lambda value: (value in LAST, value))
