"""One sentence of the article on one card: its words, who says it, its figures, its counterparts, what readers decided.

Input is a corpus and the number of a sentence; output is escaped HTML, or a panel to leaf through the sentences.
Caution: what no reader has decided is the machine's suggestion. Without ipywidgets one card is shown and stands still.
"""

import functools
import html

from analysis import measure
from analysis.errors import CrossreadError
from analysis.read.corpus import Corpus
from analysis.read.markup import compact_table, escaped
from analysis.show import gallery
from analysis.show.captions import plural, suggestion
from analysis.show.edition import SAID, STYLE, Margin, margin_markup, sentence_margins, state
from analysis.show.edition_marks import article_marks, lanes, legend, marked_sentence, marks_within, words_listed
from analysis.show.frames import Page, drawn_from
from analysis.show.panels import KEYS
from analysis.show.plots.matrix import DECIDED, SIGNS

PALER = "color:#5c5c5c"
COLUMNS = ["says", "source", "its words", "its figures", "because", "decided"]
OPENING = 60  # characters of a sentence in the list


def side_by_side(corpus: Corpus, sentence: int) -> Page:
    """One sentence of the article on one card: its marked words, who says it, its figures, and what each source says.

    Each counterpart has its sign, its words, its figures and the reasons of the suggestion, or the decision of readers;
    below, each opens its evidence, and decisions stand with the call that makes one. It is one `section` like that of
    `article_edition`.

    Parameters
    ----------
    sentence : its number, from 1.

    Raises
    ------
    CrossreadError
        Where the article has no such sentence.

    >>> from analysis import load_corpus
    >>> "Sentence 2 of" in side_by_side(load_corpus(), 2)
    True
    """
    document = corpus.target
    if not isinstance(sentence, int) or not 1 <= sentence <= len(document.sentences):
        there = f"it has the sentences 1 to {len(document.sentences)}" if document.sentences else "it has none"
        raise CrossreadError(f"no sentence {sentence!r} in the article; {there}")
    row = document.sentences[sentence - 1]
    pairs = measure.reviewed_pairs(corpus)
    margin = sentence_margins(pairs[pairs["claim_sentence"] == sentence]).get(sentence)
    before, after = _neighbours(document, sentence)
    marks = marks_within(_marks(corpus), row)
    return Page(
        f"<section class='crossread-edition' lang='en' aria-label='Sentence {sentence}, side by side'>"
        f"<style>{STYLE}</style><h3>Sentence {sentence} of {len(document.sentences)}, paragraph {row.paragraph}</h3>"
        f"<p class='words'>{before}{marked_sentence(document, marks, row)}{after}</p>"
        f"<p class='how'>Marked: {legend(marks)}</p>{_facts(corpus, sentence, marks)}"
        f"<h4>What the sources say</h4>{_counterparts(margin, corpus)}"
        f"<h4>What readers have decided</h4>{_decisions(margin)}</section>"
    )


@functools.lru_cache(maxsize=2)
def _marks(corpus: Corpus):
    """The marks of the whole article, found once for all of its cards."""
    return article_marks(corpus)


def _neighbours(document, sentence: int) -> tuple[str, str]:
    """The sentences before and after, paler."""
    rows = document.sentences
    before = rows[sentence - 2].text if sentence > 1 else ""
    after = rows[sentence].text if sentence < len(rows) else ""
    return (
        f"<span style='{PALER}'>{escaped(before)}</span> " if before else "",
        f" <span style='{PALER}'>{escaped(after)}</span>" if after else "",
    )


def _facts(corpus: Corpus, sentence: int, marks: list) -> str:
    """Who says the sentence, which of its words are marked, which figures it gives, as they were read."""
    row = measure.claims(corpus).iloc[sentence - 1]
    facts = {
        "Who says it": escaped(lanes(corpus.target)[sentence - 1].told),
        "Words": words_listed(marks, corpus.target.text) or "none is marked",
        "Figures": escaped(row["quantities"] or "none"),
        "Years": escaped(row["years"] + (f" (from: {row['time_from']})" if row["years"] else "none")),
    }
    items = "".join(f"<li><b>{name}</b>: {told}</li>" for name, told in facts.items())
    return f"<ul class='facts'>{items}</ul>"


def _counterparts(margin: Margin | None, corpus: Corpus) -> str:
    """The sources that say something, as a table and each with its evidence; then those in which nothing was found."""
    if margin is None:
        return "<p>There is no source to compare with.</p>"
    rows = [_counterpart(cell, margin.rows[cell["pair"]]) for cell in margin.told]
    told = f"{plural(len(rows), 'source')} of {len(rows) + len(margin.missing)} with a sentence that speaks to this one"
    table = compact_table(COLUMNS, rows, told) if rows else ""
    return f"{table}<p><b>Open the evidence</b></p>{margin_markup(margin, corpus)}"


def _counterpart(cell: dict, row: dict) -> tuple:
    relation, auto = cell["relation_final"], row["relation_auto"]
    said = f"{SIGNS[relation][0]} {SAID[relation]}" + (f" (other pairs: {cell['also']})" if cell["also"] else "")
    source = f"{cell['publisher']}, sentence {row['sentence']}"
    # The machine's reasons are reasons for its own word.
    because = row.get("reasons") or "" if relation == auto else f"suggested was: {suggestion(auto)}"
    decided = f"{state(cell)}: {row['by']}" if cell["status"] in DECIDED else state(cell)
    return said, source, row["text"], row.get("figures", ""), because, decided


def _decisions(margin: Margin | None) -> str:
    """What readers said of the pairs of this card, and the call that decides about the next."""
    cells = [*margin.told, *margin.missing] if margin else []
    said = [(cell, margin.rows[cell["pair"]]) for cell in cells if margin.rows[cell["pair"]].get("said")]
    items = "".join(
        f"<li>{escaped(cell['publisher'])}, sentence {cell['sentence']}: {escaped(row['said'])} "
        f"({escaped(cell['status'])}; suggested: {escaped(suggestion(row['relation_auto']))}; "
        f"pair {escaped(row['pair'])})</li>"
        for cell, row in said
    )
    undecided = next((cell for cell in (margin.told if margin else []) if cell["status"] not in DECIDED), None)
    pair = (undecided or (said[0][0] if said else {})).get("pair", "")
    call = f'show.decide("{pair}", "differs", corpus=corpus)'
    how = f"<p>To decide, or to say otherwise, in a cell: <code>{escaped(call)}</code></p>" if pair else ""
    return (f"<ul>{items}</ul>" if items else "<p>Nothing yet.</p>") + how


def edition_panel(corpus: Corpus | None = None):
    """A panel to leaf through the article: choose a sentence in the list, by arrow key or button, and read its card.

    Without ipywidgets the card of the sentence with most marks in its margin is returned instead.
    """
    corpus = corpus or gallery.usual_corpus()
    if not corpus.target.sentences:
        return Page("<p>The article has no sentence.</p>")
    first = _fullest(corpus)
    try:
        import ipywidgets as widgets
    except ImportError:
        return side_by_side(corpus, first)
    return _panel(widgets, corpus, first)


def _fullest(corpus: Corpus) -> int:
    """The sentence to which most sources say something; the first of several."""
    margins = sentence_margins(measure.reviewed_pairs(corpus))
    return min(margins, key=lambda number: (-len(margins[number].told), number)) if margins else 1


def card_code(sentence: int) -> str:
    """The lines that give a card and the pairs behind it in a cell of a notebook.

    >>> print(card_code(3))
    show.side_by_side(corpus, 3)
    measure.reviewed_pairs(corpus).query('claim_sentence == 3')
    """
    return (
        f"show.side_by_side(corpus, {sentence})\nmeasure.reviewed_pairs(corpus).query('claim_sentence == {sentence}')"
    )


def _panel(widgets, corpus: Corpus, first: int):
    """The list, two buttons, the card, the call that gives it in a cell."""
    options = [(f"{row.number}  {' '.join(row.text.split())[:OPENING]}", row.number) for row in corpus.target.sentences]
    chosen = widgets.Dropdown(
        options=options, value=first, description="sentence", layout={"flex": "1 1 24em", "max_width": "48em"}
    )
    back, on, anew = (
        widgets.Button(description=name, layout={"width": "auto"})
        for name in ("← before", "next →", "Read decisions anew")
    )
    card, behind, status = widgets.HTML(), widgets.HTML(), widgets.HTML()

    def draw(_=None) -> None:
        try:
            pairs = measure.reviewed_pairs(corpus)
            card.value = side_by_side(corpus, chosen.value)
            behind.value = drawn_from(pairs[pairs["claim_sentence"] == chosen.value], card_code(chosen.value))
        except (CrossreadError, OSError) as error:
            card.value = f"<p role='alert'>Not read: {html.escape(str(error))}</p>"
        status.value = f"<span role='status'>Sentence {chosen.value}.</span>"

    def step(by: int, _=None) -> None:
        chosen.value = min(max(chosen.value + by, 1), len(options))

    chosen.observe(draw, "value")
    back.on_click(functools.partial(step, -1))
    on.on_click(functools.partial(step, 1))
    anew.on_click(draw)
    draw()
    top = widgets.HBox([chosen, back, on, anew], layout={"flex_flow": "row wrap"})
    panel = widgets.VBox([top, status, card, behind, widgets.HTML(KEYS)])
    panel.add_class("crossread-panel")
    return panel
