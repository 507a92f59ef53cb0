"""The article as a critical edition: each sentence with who says it, its words marked, and the sources in the margin.

Input is a corpus and its table of pairs; output is one page of escaped HTML that needs no script. Caution: a mark in
the margin that no reader has decided is the machine's suggestion, and says so; 'not found' means not found in these
documents by these scores.
"""

from collections import Counter
from dataclasses import dataclass

import pandas

from analysis.measure.matrix import AGREES, DIFFERS, NOT_FOUND, matrix_of
from analysis.read.corpus import Corpus
from analysis.read.markup import escaped
from analysis.show import edition_marks
from analysis.show.captions import plural
from analysis.show.edition_marks import Lane, article_marks, final_pairs, lanes, marked_sentence
from analysis.show.frames import Page
from analysis.show.pair_card import pair_card
from analysis.show.plots.matrix import DECIDED, SIGNS

# What a margin mark says of each relation, in the order in which the marks stand.
SAID = {
    "copied": "agrees, in the same words", "figures agree": "agrees, the same figure", "same": "agrees",
    "in part": "agrees in part", "figures differ": "other figure", "dates differ": "other date",
    "polarity differs": "polarity differs", "disputes": "disputes it", "differs": "put otherwise",
    "other time": "of another time", "other scope": "of another scope", "related": "near, says neither",
    "cannot tell": "a reader cannot tell",
}  # fmt: skip
STYLE = edition_marks.STYLE + (
    # The element before the class outweighs what JupyterLab has for lists and headings.
    "section.crossread-edition ol.lines{list-style:none;margin:.6em 0;padding:0}"
    "section.crossread-edition :is(h3,h4){font-weight:bold}"
    ".crossread-edition .line{display:flex;flex-wrap:wrap;gap:.2em 1em;margin:0;padding:.45em 0;"
    "border-top:1px solid #d8d8d8}.crossread-edition .first{border-top:2px solid #6e6e6e;margin-top:.5em}"
    ".crossread-edition .lane{flex:0 0 8.5em;font-size:80%;line-height:1.3;padding-left:.5em;overflow-wrap:anywhere}"
    ".crossread-edition .lane.no-source{border-left:4px dotted #6e6e6e}"
    ".crossread-edition .lane.in-part{border-left:4px dashed #a8508c}"
    ".crossread-edition .lane.reported{border-left:4px double #a8508c}"
    ".crossread-edition .place{font-weight:bold;font-size:125%;display:block}"
    ".crossread-edition .both{flex:1 1 22em;display:flex;flex-wrap:wrap;gap:.2em 1.4em;min-width:0}"
    ".crossread-edition .words{flex:3 1 23em;margin:0;min-width:0;overflow-wrap:anywhere}"
    ".crossread-edition .margin{flex:2 1 19em;font-size:88%;line-height:1.35;min-width:0}"
    ".crossread-edition details{margin:.15em 0;padding:.05em .4em;border-left:4px solid #6e6e6e}"
    ".crossread-edition .agrees{border-left-color:#0072b2}.crossread-edition .differs{border-left-color:#d55e00}"
    ".crossread-edition .suggested{border-left-style:dashed}.crossread-edition .missing{border-left-style:dotted}"
    ".crossread-edition details[open]{background:#f6f6f6;padding-bottom:.4em;outline:1px solid #c4c4c4}"
    ".crossread-edition details[open]>summary{margin-bottom:.4em}"
    ".crossread-edition .sign{display:inline-block;min-width:1.5em;font-weight:bold}"
    ".crossread-edition .state{color:#555;white-space:nowrap}"
    ".crossread-edition .how{font-size:90%;line-height:1.9;margin:.3em 0}"
    ".crossread-edition .margin ul{margin:.2em 0;padding-left:1.2em}.crossread-edition .margin p{margin:.2em 0}"
    "@media print{.crossread-edition .line{break-inside:avoid}.crossread-edition .line:has(details[open])"
    "{break-inside:auto}.crossread-edition{print-color-adjust:exact;font-size:10pt}}"
)


@dataclass(frozen=True)
class Margin:
    """What the sources say of one sentence: the cells that tell something, those that do not, and rows by pair."""

    told: list[dict]
    missing: list[dict]
    rows: dict[str, dict]


def article_edition(corpus: Corpus, *, pairs: pandas.DataFrame | None = None) -> Page:
    """The article sentence by sentence: who says it, its marked words and figures, and what the sources say of it.

    Each mark in the margin is a `details` element that opens the two sentences side by side, so that the page works
    without a script, by keyboard and on paper. It is one `section` of the class `crossread-edition`; its own `style`
    element comes with it, scoped under that class, and nothing else is needed. Its heading is an `h3`, those of the
    opened pairs are `h4`, so it belongs under an `h2`; a sentence has the id `sentence-N`.

    Parameters
    ----------
    pairs : a table like that of `measure.overlap` or `measure.reviewed_pairs`; by default that of the corpus.

    >>> from analysis import load_corpus
    >>> corpus = load_corpus()
    >>> article_edition(corpus).count("<li class='line") == len(corpus.target.sentences)
    True
    """
    document, table = corpus.target, final_pairs(corpus, pairs)
    margins, voices, marks = sentence_margins(table), lanes(document), article_marks(corpus)
    lines, paragraph = [], 0
    for sentence, lane in zip(document.sentences, voices, strict=True):
        first = " first" if sentence.paragraph != paragraph else ""
        paragraph = sentence.paragraph
        margin = margins.get(sentence.number)
        beside = margin_markup(margin, corpus) if margin else "<p>There is no source to compare with.</p>"
        kind = lane.kind.replace(" ", "-")
        lines.append(
            f"<li class='line{first}' id='sentence-{sentence.number}'><div class='lane {kind}'>"
            f"<span class='place'>{sentence.number}</span>{escaped(lane.told)}</div>"
            f"<div class='both'><p class='words'>{marked_sentence(document, marks, sentence)}</p>"
            f"<div class='margin' role='group' aria-label='what the sources say of sentence {sentence.number}'>"
            f"{beside}</div></div></li>"
        )
    title = escaped(document.title or document.id)
    return Page(
        f"<section class='crossread-edition' lang='en' aria-label='The article, sentence by sentence'>"
        f"<style>{STYLE}</style><h3>{title}</h3>{_how(corpus, margins, voices)}"
        f"<p class='how'>Marked: {edition_marks.legend(marks)}</p><ol class='lines'>{''.join(lines)}</ol></section>"
    )


def _how(corpus: Corpus, margins: dict[int, Margin], voices: list[Lane]) -> str:
    """What stands where, with the counts of this very page."""
    kinds = Counter(lane.kind for lane in voices)
    cells = [cell for margin in margins.values() for cell in margin.told]
    decided = sum(cell["status"] in DECIDED for cell in cells)
    digests = any(document.kind == "digest" for document in corpus.contrast)
    told = [
        f"{plural(len(voices), 'sentence')} beside {plural(len(corpus.contrast), 'source')}.",
        f"On the left, who says it: {kinds['reported']} reported, {kinds['in part']} reported in part, "
        f"{kinds['no source']} for which no source is cited.",
        f"In the margin, what the sources say of it: {plural(len(cells), 'mark')}, {decided} decided by readers (✓, "
        f"solid line), {len(cells) - decided} suggested by the machine (dashed line). Each opens its evidence."
        if cells
        else "Nothing was found in the sources.",
        "An asterisk marks a digest, a summary written for this workbook." if digests else "",
    ]
    return f"<p class='how'>{' '.join(filter(None, told))}</p>"


def sentence_margins(table: pandas.DataFrame) -> dict[int, Margin]:
    """What the sources say of each sentence of the article, by its number, from a table of pairs with decisions."""
    matrix, rows = matrix_of(table), {}
    if matrix.empty:
        return {}
    shown = table[table["pair"].isin(set(matrix["pair"]))]
    rows = {row["pair"]: row for row in shown.to_dict("records")}
    order, found = list(SAID), {}
    for number, cells in matrix.groupby("claim_sentence", sort=False):
        cells = cells.to_dict("records")
        told = [cell for cell in cells if cell["relation_final"] != NOT_FOUND]
        told.sort(key=lambda cell: order.index(cell["relation_final"]))
        missing = [cell for cell in cells if cell["relation_final"] == NOT_FOUND]
        found[int(number)] = Margin(told, missing, rows)
    return found


def margin_markup(margin: Margin, corpus: Corpus) -> str:
    """The margin of one sentence: a mark for each source that says something, and one for all others."""
    notes = [_note(cell, margin.rows[cell["pair"]], corpus) for cell in margin.told]
    return "".join([*notes, missing_markup(margin)])


def _note(cell: dict, row: dict, corpus: Corpus) -> str:
    also = f"<p>Other pairs of the two: {escaped(cell['also'])}.</p>" if cell["also"] else ""
    return f"<details class='{_group(cell)}'><summary>{said(cell)}</summary>{pair_card(row, corpus)}{also}</details>"


def _group(cell: dict) -> str:
    relation = cell["relation_final"]
    group = "agrees" if relation in (*AGREES, "in part") else "differs" if relation in DIFFERS else "near"
    return group if cell["status"] in DECIDED else f"{group} suggested"


def said(cell: dict) -> str:
    """What a source says of a sentence, in a line of HTML: sign, words, who says it, and whether a reader has decided.

    >>> said({"relation_final": "same", "status": "confirmed", "publisher": "R & D"})
    "<span class='sign'>=</span> <b>agrees</b>: R &amp; D <span class='state'>✓ read</span>"
    """
    relation = cell["relation_final"]
    return (
        f"<span class='sign'>{escaped(SIGNS[relation][0])}</span> <b>{SAID[relation]}</b>: "
        f"{escaped(_unbroken(cell['publisher']))} <span class='state'>{escaped(state(cell))}</span>"
    )


def _unbroken(label: str) -> str:
    """A label whose asterisk stays on the line of its last word."""
    return label.replace(" *", "\u00a0*")


def state(cell: dict) -> str:
    """Who says so in two words: a reader, or the machine, how surely."""
    words = {"disputed": "readers disagree", "stale": "read in an earlier wording"}
    if cell["status"] in DECIDED:
        return "✓ read"
    return ", ".join(filter(None, ("suggested", cell["band"], words.get(cell["status"], ""))))


def missing_markup(margin: Margin) -> str:
    """One mark for all sources in which nothing was found: how much was searched, and the nearest sentence of each."""
    if not margin.missing:
        return ""
    items = []
    for cell in margin.missing:
        why = "; a reader has rejected this one" if cell["status"] == "rejected" else ""
        searched = plural(cell["searched"], "sentence")
        nearest = f"nearest of {searched}, {cell['sentence']}{why}: “{escaped(cell['text'])}”" if cell["text"] else ""
        items.append(f"<li>{escaped(cell['publisher'])}: {nearest}</li>")
    count = len(margin.missing)
    these = plural(count, "document") if count == 1 else f"these {count} documents"
    return (
        f"<details class='missing'><summary><span class='sign'>·</span> not found in {these}</summary>"
        f"<ul>{''.join(items)}</ul></details>"
    )
