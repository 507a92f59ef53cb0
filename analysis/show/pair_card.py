"""One pair of sentences as HTML: both in their context, what they share marked, and why the machine pairs them.

Input is a row of the table of pairs, and the corpus where the context is wanted; output is escaped markup. Caution:
words are marked by their stem, so a marked word need not be used in the same sense.
"""

import html
import itertools
from collections.abc import Mapping

import pandas

from analysis.errors import CrossreadError
from analysis.measure.terms import stem
from analysis.read.amount_words import STOP
from analysis.read.corpus import Corpus
from analysis.read.dates import dates
from analysis.read.document import Document
from analysis.read.quantities import quantities
from analysis.read.segments import TOKEN, matching_form
from analysis.show.captions import suggestion
from analysis.show.frames import Page

PALER = "opacity:0.72"  # on white still 5:1
BANDS = {"likely": "likely", "open": "open: please look", "unlikely": "unlikely"}


def pair_card(pair: Mapping, corpus: Corpus | None = None, *, blind: bool = False, told: bool = True) -> Page:
    """A row of the table of pairs as HTML: words that both sentences use are marked, figures and dates underlined.

    Parameters
    ----------
    pair : a row as a mapping; columns that are not there are left out.
    corpus : where the sentences before and after, shown paler, are taken from.
    blind : leave out all that the machine thinks.
    told : tell what readers have decided.

    >>> card = pair_card({"pair": "p00000001", "claim_text": "The mill employed 40 men.", "text": "The mill is <old>."})
    >>> "<mark>mill</mark>" in card, "<u>40</u>" in card, "&lt;old&gt;" in card
    (True, True, True)
    """
    claim, text = str(pair.get("claim_text") or ""), str(pair.get("text") or "")
    shared = _stems(claim) & _stems(text)
    target = corpus.target if corpus else None
    head = "" if blind else _machine(pair)
    left = _side("The article", pair.get("claim_sentence"), target, claim, shared)
    right = _side(_source(pair), pair.get("sentence"), _document(pair, corpus), text, shared)
    facts = _facts(pair, blind, told)
    listed = "".join(f"<li>{_text(fact)}</li>" for fact in facts)
    return Page(
        f"<article aria-label='pair {_text(pair.get('pair', ''))}' style='line-height:1.45'>{head}"
        f"<div style='display:flex;flex-wrap:wrap;gap:0 2em'>{left}{right}</div>"
        f"<ul style='margin:0.3em 0;padding-left:1.2em;font-size:90%'>{listed}</ul></article>"
    )


def marked(text: str, shared: set[str]) -> str:
    """A sentence as HTML: words whose stem is `shared` in <mark>, figures and dates in <u>, the rest as text.

    >>> marked("Mills & <b>40</b> men", {"mill"})
    '<mark>Mills</mark> &amp; &lt;b&gt;<u>40</u>&lt;/b&gt; men'
    """
    words = [m.span() for m in TOKEN.finditer(text) if stem(matching_form(m.group())) in shared]
    figures = [(part.start, part.end) for part in (*quantities(text), *dates(text))]
    layers = [("mark", _joined(words)), ("u", _joined(figures))]
    edges = sorted({0, len(text), *(edge for _, spans in layers for span in spans for edge in span)})
    pieces, at = [], {name: 0 for name, _ in layers}
    for start, end in itertools.pairwise(edges):
        piece = _text(text[start:end])
        for name, spans in layers:
            while at[name] < len(spans) and spans[at[name]][1] <= start:
                at[name] += 1
            if at[name] < len(spans) and spans[at[name]][0] <= start:
                piece = f"<{name}>{piece}</{name}>"
        pieces.append(piece)
    return "".join(pieces)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _stems(text: str) -> set[str]:
    """The stems of a sentence's words, without those that every text has."""
    forms = (matching_form(m.group()) for m in TOKEN.finditer(text))
    return {stem(form) for form in forms if form not in STOP}


def _machine(pair: Mapping) -> str:
    """What the machine suggests, how surely, and why."""
    relation, band = pair.get("relation_auto", ""), pair.get("band", "")
    reasons = pair.get("reasons") or ()
    reasons = reasons if isinstance(reasons, str) else "; ".join(map(str, reasons))
    why = f"<br><small>because: {_text(reasons)}</small>" if reasons else ""
    told = f"suggested: <b>{_text(suggestion(relation))}</b> ({_text(BANDS.get(band, band))})"
    return f"<p style='margin:0 0 0.4em'>{told}{why}</p>"


def _source(pair: Mapping) -> str:
    named = str(pair.get("publisher") or pair.get("document") or "The source")
    return f"{named}, {pair['date']}" if _given(pair, "date") else named


def _side(name: str, number, document: Document | None, text: str, shared: set[str]) -> str:
    """One of the two sentences between those before and after it, under whose it is."""
    before, after = _around(document, number, text)
    place = f", sentence {number}" if text and number is not None and not pandas.isna(number) else ""
    words = marked(text, shared) if text else "<i>no sentence was found</i>"
    before, after = (f"<span style='{PALER}'>{_text(part)}</span>" if part else "" for part in (before, after))
    return (
        "<section style='flex:1 1 22em'><h4 style='margin:0.2em 0;line-height:1.3;font-size:1em'>"
        f"{_text(name + place)}</h4>"
        f"<p style='margin:0'>{' '.join(part for part in (before, words, after) if part)}</p></section>"
    )


def _around(document: Document | None, number, text: str) -> tuple[str, str]:
    """The sentences before and after, where the sentence of that number has these words."""
    if document is None or number is None or pandas.isna(number):
        return "", ""
    rows, at = document.sentences, int(number) - 1
    if not 0 <= at < len(rows) or rows[at].text.split() != text.split():
        return "", ""
    before = rows[at - 1].text if at else ""
    after = rows[at + 1].text if at + 1 < len(rows) else ""
    return " ".join(before.split()), " ".join(after.split())


def _document(pair: Mapping, corpus: Corpus | None) -> Document | None:
    try:
        return corpus[pair.get("document", "")] if corpus else None
    except CrossreadError:
        return None


def _facts(pair: Mapping, blind: bool, told: bool) -> list[str]:
    """What else is known of the pair, one fact an item."""
    facts = []
    if _given(pair, "speaker") or pair.get("reported") is True:
        speaker = pair["speaker"] if _given(pair, "speaker") else "somebody"
        facts.append(f"said by {speaker}: " + ("reported, not asserted" if pair.get("reported") else "asserted"))
    depth = f"{pair['depth']} sentences of this source" if _given(pair, "depth") else "this source"
    if not blind:
        if pair.get("relation_auto") == "only here":
            facts.append(f"the claim was not found in the {depth} by these scores")
        if _given(pair, "score"):
            place = f"rank {pair['rank']} among the {depth}, " if _given(pair, "rank") else ""
            lead = f", {float(pair['margin']):.2f} before the next" if _given(pair, "margin") else ""
            facts.append(f"{place}score {float(pair['score']):.2f}{lead}")
    if told and pair.get("said"):
        facts.append(f"readers say ({pair.get('status', '')}): {pair['said']}")
    return [*facts, f"pair {pair.get('pair', '')}"]


def _given(pair: Mapping, name: str) -> bool:
    value = pair.get(name)
    return value is not None and not pandas.isna(value) and value != ""


def _text(written) -> str:
    return html.escape(str(written))
