"""What is marked in the article as it is shown sentence by sentence: words, figures, and who says each sentence.

Input is a corpus; output is marks, and for each sentence its lane. Caution: word lists find forms, not meanings, and
a distinctive word is one of this article beside these sources, whose digests are this workbook's own wording.
"""

import bisect
from collections import Counter
from dataclasses import dataclass

import pandas

from analysis import measure
from analysis.measure.pair_features import FUNCTION_WORDS
from analysis.measure.terms import units
from analysis.read.claim_voices import ASSERTED
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.markup import Mark, escaped, marked_text

LETTERS = {"hedges": "h", "boosters": "b", "reporting verbs": "r", "positive": "+", "negative": "−"}
BANDS = {"clear": "◆", "likely": "◇"}
LEGEND = (
    ("loaded", "−", "blame"), ("loaded", "+", "praise"), ("loaded", "b", "booster"), ("loaded", "h", "hedge"),
    ("loaded", "r", "reporting verb"), ("clear", "◆", "distinctive word, clear"),
    ("likely", "◇", "distinctive word, likely"), ("figure", "", "figure or date"),
)  # fmt: skip
# What the marks look like, under the class of the page. A mark differs from the others in line or box and in its sign;
# the colours, all at 3:1 or more on white, only help.
STYLE = (
    ".crossread-edition{color:#1a1a1a;background:#fff;line-height:1.5;max-width:80em}"
    ".crossread-edition .words{line-height:1.8}"
    ".crossread-edition sup{font-size:65%;line-height:0;font-weight:bold;user-select:none;padding-right:.1em}"
    ".crossread-edition .loaded{border-bottom:3px dotted #9a3f00}"
    ".crossread-edition .clear{border:1.5px solid #0072b2;border-radius:3px;padding:0 .12em}"
    ".crossread-edition .likely{border:1.5px dashed #0072b2;border-radius:3px;padding:0 .12em}"
    ".crossread-edition .figure{text-decoration:underline solid #1a1a1a 2px;text-underline-offset:.2em}"
    ".crossread-edition summary{cursor:pointer}"
    ".crossread-edition summary:focus-visible{outline:3px solid #d55e00;outline-offset:2px}"
)


@dataclass(frozen=True)
class Lane:
    """Who says a sentence: 'no source', 'in part' or 'reported', the same in words, and the sources named in it."""

    kind: str
    told: str
    sources: tuple[str, ...] = ()


def article_marks(corpus: Corpus) -> list[Mark]:
    """The marks of the article in the order of its text: loaded words, distinctive words, figures and dates.

    Loaded words are the hits of `measure.lexicon_hits`; distinctive ones the words of `measure.keyness` that the
    article uses more than its sources do, in the bands 'clear' and 'likely'. Function words are left unmarked here:
    "is" and "has" set apart a text that is told in the present, and would drown the others.
    """
    marks = [*_distinctive(corpus), *_loaded(corpus)]
    for name, parts in (("figure", corpus.target.quantities), ("date", corpus.target.dates)):
        marks += [Mark(part.start, part.end, "figure", title=name) for part in parts]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _distinctive(corpus: Corpus) -> list[Mark]:
    table = measure.keyness(corpus.with_background(None))  # marks compare with the sources on the page
    if table.empty:
        return []
    more = table[table["band"].isin(BANDS) & (table["log_ratio"] > 0) & ~table["term"].isin(FUNCTION_WORDS)]
    told = {
        term: (band, f"{band}: {count} in the article, {others} in the sources")
        for term, band, count, others in more[["term", "band", "count", "sources_count"]].itertuples(index=False)
    }
    rows = ((told[term], start, end) for term, start, end in units(corpus.target) if term in told)
    return [Mark(start, end, band, BANDS[band], f"distinctive, {words}") for (band, words), start, end in rows]


def _loaded(corpus: Corpus) -> list[Mark]:
    hits = measure.lexicon_hits(Corpus(corpus.folder, (corpus.target,)))
    rows = hits[["lexicon", "category", "start", "end"]].itertuples(index=False)
    return [
        Mark(start, end, "loaded", LETTERS.get(lexicon) or LETTERS.get(category, "±"), f"{lexicon}: {category}")
        for lexicon, category, start, end in rows
    ]


def marks_within(marks: list[Mark], part) -> list[Mark]:
    """Those of marks in text order that begin within a span."""
    low, high = (bisect.bisect_left(marks, edge, key=lambda mark: mark.start) for edge in (part.start, part.end))
    return marks[low:high]


def marked_sentence(document: Document, marks: list[Mark], part) -> str:
    """A span of a document as HTML with those of the marks that lie in it."""
    return marked_text(document.text, marks_within(marks, part), part.start, part.end)


def legend(marks: list[Mark]) -> str:
    """The signs that are used, each on a sample and with how often it stands in the text."""
    counts = Counter((mark.name, mark.sign) for mark in marks)
    parts = [
        f"{marked_text(title, [Mark(0, len(title), name, sign)])} {counts[name, sign]}"
        for name, sign, title in LEGEND
        if counts[name, sign]
    ]
    return " · ".join(parts) or "no word or figure is marked"


def lanes(document: Document) -> list[Lane]:
    """Who says each sentence, in order, by the document's claims and its attributions of speech and belief.

    >>> text = "The mill is old. The mayor said that it would close."
    >>> [(lane.kind, lane.told) for lane in lanes(Document(id="x", text=text))]
    [('no source', 'asserted; no source is cited for this here'), ('reported', 'reported, not asserted: The mayor')]
    """
    named: dict[int, dict[str, None]] = {}
    for mark, source in zip(document.attributions, document.sources, strict=True):
        if mark.is_likely and mark.act in ASSERTED:
            touched = {
                mark.sentence,
                *(row.number for span in mark.content if (row := document.sentence_at(span.start))),
            }
            for number in sorted(touched):
                named.setdefault(number, {})[" ".join(source.name.split()) or "somebody not named"] = None
    found = []
    for claim in document.claims:
        sources = tuple(named.get(claim.sentence, ()))
        if claim.reported:
            found.append(Lane("reported", f"reported, not asserted: {claim.speaker or 'somebody not named'}", sources))
        elif sources:
            found.append(Lane("in part", f"asserted, in part reported: {', '.join(sources)}", sources))
        else:
            found.append(Lane("no source", "asserted; no source is cited for this here"))
    return found


def words_listed(marks: list[Mark], text: str) -> str:
    """The marked words of a sentence as a line of HTML: each with what it was marked as, and how often.

    >>> words_listed([Mark(0, 4, "loaded", "b", "boosters: adverb")], "very old")
    '<b>very</b> (boosters: adverb)'
    """
    counts = Counter((text[mark.start : mark.end], mark.title) for mark in marks if mark.name != "figure")
    told = (
        f"<b>{escaped(' '.join(word.split()))}</b> ({escaped(title)}{f'; {count} times here' if count > 1 else ''})"
        for (word, title), count in counts.items()
    )
    return "; ".join(told)


def final_pairs(corpus: Corpus, pairs: pandas.DataFrame | None) -> pandas.DataFrame:
    """The table of pairs with readers' decisions: the one given, or that of the corpus."""
    from analysis.measure.ledger import reviewed
    from analysis.read.verdicts import verdicts

    if pairs is None:
        return measure.reviewed_pairs(corpus)
    return pairs if "status" in pairs.columns else reviewed(pairs, verdicts(corpus.folder))
