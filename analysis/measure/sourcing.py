"""Who is allowed to speak, and how much is said on nobody's authority?

One row an attribution, one row a document; both lead back to character spans. Caution: attributions are marked by
rules, which miss indirect speech without a common reporting verb; shares are therefore lower bounds, and a digest
attributes nearly every sentence because it was written to do so.
"""

import pandas

from analysis.measure.uncertainty import proportion_interval
from analysis.read.attribution import Attribution
from analysis.read.corpus import Corpus
from analysis.read.document import Document

ATTRIBUTION_COLUMNS = [
    "document", "publisher", "sentence", "mode", "source", "cue", "content", "rule",
    "source_start", "source_end", "cue_start", "cue_end", "content_start", "content_end",
]  # fmt: skip


def attributions(corpus: Corpus) -> pandas.DataFrame:
    """Every attribution: who (`source`), the reporting words (`cue`) and what (`content`), each with its span.

    `mode` is 'direct', 'indirect' or 'mixed'. A missing source or cue has an empty text and the span -1, -1; a
    content in several pieces is joined by ' ... ' and spans from its first to its last character.

    >>> from analysis import load_corpus
    >>> table = attributions(load_corpus())
    >>> sorted(table["mode"].unique())
    ['direct', 'indirect', 'mixed']
    """
    rows = []
    for document in corpus:
        for found in document.attributions:
            source, cue = found.source, found.cue
            rows.append(
                (
                    document.id,
                    document.label,
                    found.sentence,
                    found.mode,
                    " ".join(source.text.split()) if source else "",
                    " ".join(cue.text.split()) if cue else "",
                    " ... ".join(" ".join(part.text.split()) for part in found.content),
                    found.rule,
                    *((source.start, source.end) if source else (-1, -1)),
                    *((cue.start, cue.end) if cue else (-1, -1)),
                    found.content[0].start if found.content else -1,
                    found.content[-1].end if found.content else -1,
                )
            )
    return pandas.DataFrame(rows, columns=ATTRIBUTION_COLUMNS)


def attributed_sentences(document: Document) -> dict[int, set[str]]:
    """The body sentences that carry an attribution, with the modes found in each.

    >>> text = "He came. The minister said that it rained."
    >>> attributed_sentences(Document(id="x", text=text))
    {2: {'indirect'}}
    """
    found: dict[int, set[str]] = {}
    for attribution in document.attributions:
        for start, end in _spans(attribution):
            first, last = document.sentence_at(start), document.sentence_at(end - 1)
            if first and last:
                for number in range(first.number, last.number + 1):
                    found.setdefault(number, set()).add(attribution.mode)
    return dict(sorted(found.items()))


def _spans(attribution: Attribution) -> list[tuple[int, int]]:
    parts = [attribution.source, attribution.cue, *attribution.content]
    return [(part.start, part.end) for part in parts if part is not None]


def sentences(corpus: Corpus) -> pandas.DataFrame:
    """Every body sentence: `document`, `publisher`, `sentence`, `paragraph`, `attributed`, `modes`, `text` and span.

    `modes` joins the modes of the attributions that it carries; `attributed` tells whether it carries one.

    >>> from analysis import load_corpus
    >>> table = sentences(load_corpus())
    >>> int(table[table["document"] == load_corpus().target.id]["sentence"].max())
    33
    """
    rows = []
    for document in corpus:
        carried = attributed_sentences(document)
        for s in document.sentences:
            modes = ", ".join(sorted(carried.get(s.number, ())))
            words = " ".join(s.text.split())
            rows.append((document.id, document.label, s.number, s.paragraph, bool(modes), modes, words, s.start, s.end))
    columns = ["document", "publisher", "sentence", "paragraph", "attributed", "modes", "text", "start", "end"]
    return pandas.DataFrame(rows, columns=columns)


def sourcing_profile(corpus: Corpus, *, interval: float = 0.95) -> pandas.DataFrame:
    """The share of body sentences that carry an attribution, by document, with Wilson's interval.

    Columns: `document`, `publisher`, `kind`, `sentences`, `attributed`, `share`, `low`, `high`, `attributions`,
    `direct`, `indirect`, `mixed` (counts of attributions), `sources` (different source phrases). A document without
    sentences has no share.

    Notes
    -----
    Not to be used to rank publishers: a digest's share is the workbook's own.

    >>> from analysis import load_corpus
    >>> profile = sourcing_profile(load_corpus())
    >>> bool((profile["low"] <= profile["share"]).all() and (profile["share"] <= profile["high"]).all())
    True
    """
    rows = []
    for document in corpus:
        modes = [found.mode for found in document.attributions]
        sources = {matching(found.source.text) for found in document.attributions if found.source}
        rows.append(
            {
                "document": document.id,
                "publisher": document.label,
                "kind": document.kind,
                "sentences": len(document.sentences),
                "attributed": len(attributed_sentences(document)),
                "attributions": len(modes),
                "direct": modes.count("direct"),
                "indirect": modes.count("indirect"),
                "mixed": modes.count("mixed"),
                "sources": len(sources),
            }
        )
    table = pandas.DataFrame(rows)
    low, high = proportion_interval(table["attributed"], table["sentences"], interval)
    table.insert(5, "share", (table["attributed"] / table["sentences"].where(table["sentences"] > 0)).round(6))
    table.insert(6, "low", low.round(6))
    table.insert(7, "high", high.round(6))
    return table


def matching(text: str) -> str:
    """A source phrase without case, extra spaces and a leading article, so that like phrases count once.

    >>> matching("The  Minister")
    'minister'
    """
    words = text.lower().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)
