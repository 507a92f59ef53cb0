"""What the claims panel shows for any claim and source: their pairs as cards, the claim by itself, the lists to choose.

Input is a corpus, or a table of pairs; output is tables and escaped HTML. Pairs, decisions and matrix are those of
`measure`. Caution: which pair is the most telling is a rule's word unless a reader has decided, and 'not found' means
by these scores.
"""

import html
import json
from dataclasses import dataclass

import pandas

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure.ledger import reviewed
from analysis.measure.matrix import AGREES, DIFFERS, NOT_FOUND, SPEAKS, is_told, telling_order
from analysis.read.corpus import Corpus
from analysis.show.captions import plural
from analysis.show.frames import Page
from analysis.show.pair_card import pair_card
from analysis.show.plots.matrix import SIGNS

LISTED = ["claim_sentence", "claim_text", "sources", "speak", "agree", "differ"]
FACTS = {"kind": "kind", "checkable": "checkable", "why": "why", "speaker": "speaker", "quantities": "figures",
         "years": "years", "names": "names"}  # fmt: skip


@dataclass(frozen=True)
class CellChoice:
    """A cell of the claim matrix: the number of the claim's sentence, and the id of a source."""

    claim_sentence: int
    document: str

    def code(self) -> str:
        """The lines that give matrix and pairs of the cell in a cell of a notebook.

        >>> print(CellChoice(4, "rand").code())
        show.claim_matrix(measure.claim_matrix(corpus))
        pairs = measure.reviewed_pairs(corpus)
        pairs[(pairs["claim_sentence"] == 4) & (pairs["document"] == "rand")]
        """
        name = json.dumps(self.document, ensure_ascii=False)
        wanted = f'(pairs["claim_sentence"] == {self.claim_sentence}) & (pairs["document"] == {name})'
        matrix = "show.claim_matrix(measure.claim_matrix(corpus))"
        return f"{matrix}\npairs = measure.reviewed_pairs(corpus)\npairs[{wanted}]"


@dataclass(frozen=True)
class CellPairs:
    """The pairs kept for a cell, as rows: `left`, the most telling first, those `rejected` by readers, and the rest."""

    left: list[dict]
    rejected: list[dict]
    unlikely: list[dict]


def cell_pairs(pairs: pandas.DataFrame, choice: CellChoice) -> CellPairs:
    """The rows of a table like that of `measure.reviewed_pairs` for one cell, in the order in which they are shown.

    What readers have decided goes first, then what is likely, then what is more telling, then what is nearer: so the
    first of `left` is the pair that the claim matrix shows.
    """
    chosen = (pairs["claim_sentence"] == choice.claim_sentence) & (pairs["document"] == choice.document)
    left, rejected, unlikely = [], [], []
    for row in sorted(pairs[chosen].to_dict("records"), key=telling_order):
        (left if is_told(row) else rejected if row["status"] == "rejected" else unlikely).append(row)
    return CellPairs(left, rejected, unlikely)


def claims_listed(matrix: pandas.DataFrame) -> pandas.DataFrame:
    """The claims of a claim matrix: of how many `sources` how many `speak` to each, and `agree` or `differ`.

    >>> claims_listed(pandas.DataFrame(columns=["claim_sentence", "claim_text", "relation_final"])).empty
    True
    """
    final = matrix["relation_final"]
    told = {"sources": final.notna(), "speak": final.isin(SPEAKS), "agree": final.isin(AGREES),
            "differ": final.isin(DIFFERS)}  # fmt: skip
    table = matrix[["claim_sentence", "claim_text"]].assign(**told)
    return table.groupby(["claim_sentence", "claim_text"], sort=False)[list(told)].sum().reset_index()[LISTED]


def sources_listed(matrix: pandas.DataFrame, claim_sentence: int) -> pandas.DataFrame:
    """The cells of one claim: first the sources that speak to it, then what else was found, then the others."""
    cells = matrix[matrix["claim_sentence"] == claim_sentence]
    final = cells["relation_final"]
    place = (~final.isin(SPEAKS)).astype(int) + (final == NOT_FOUND)
    return cells.loc[place.sort_values(kind="stable").index]


def told_relation(cell: dict) -> str:
    """What a cell of the matrix says, with the matrix's sign, and who says so.

    >>> told_relation({"relation_final": "figures differ", "status": "confirmed", "searched": 8})
    '#≠ figures differ, confirmed'
    >>> told_relation({"relation_final": "not found", "status": "unreviewed", "searched": 1})
    '· not found in 1 sentence'
    """
    sign, _, word = SIGNS.get(cell["relation_final"], ("·", "", ""))
    if not word:
        why = "; a pair was rejected" if cell["status"] == "rejected" else ""
        return f"· not found in {plural(cell['searched'], 'sentence')}{why}"
    return f"{sign} {word}, {cell['status']}"


def cell_view(
    given: Corpus | pandas.DataFrame, claim_sentence: int, document: str, *, corpus: Corpus | None = None
) -> Page:
    """All pairs kept for a claim and a source, the most telling first, each as a card; those unlikely folded away.

    Parameters
    ----------
    given : a corpus, or a table of pairs like that of `measure.overlap` or `measure.reviewed_pairs`.
    claim_sentence : the number of the claim's sentence in the article. document : the id of the source.
    corpus : where the sentences around those of a table are taken from.

    Raises
    ------
    CrossreadError
        Where the article has no such claim, or there is no such source.

    >>> from analysis import load_corpus
    >>> "<article" in cell_view(load_corpus(), 4, "rand")
    True
    """
    if isinstance(given, Corpus):
        corpus, given = given, measure.reviewed_pairs(given)
    pairs = given if "status" in given.columns else reviewed(given)
    choice = _known(CellChoice(claim_sentence, document), pairs, corpus)
    found = cell_pairs(pairs, choice)
    rows = [*found.left, *found.rejected, *found.unlikely]
    name = str(rows[0]["publisher"]) if rows else corpus[document].label
    depth = rows[0]["depth"] if rows else len(corpus[document].sentences)
    told = plural(len(found.left), "pair") if found.left else f"not found in {plural(depth, 'sentence')}"
    head = _text(f"Sentence {claim_sentence} of the article beside {name}: {told}")
    return Page(
        f"<section style='line-height:1.45'><h3 style='margin:0.4em 0;font-size:1.1em;line-height:1.3'>{head}</h3>"
        f"{_cards(found.left, corpus)}"
        f"{_folded(found.rejected, 'rejected by a reader', corpus)}{_folded(found.unlikely, 'unlikely', corpus)}"
        "</section>"
    )


def _known(choice: CellChoice, pairs: pandas.DataFrame, corpus: Corpus | None) -> CellChoice:
    """The choice, where there is such a cell."""
    claims = {c.sentence for c in corpus.target.claims} if corpus else set(pairs["claim_sentence"])
    sources = [d.id for d in corpus.contrast] if corpus else list(dict.fromkeys(pairs["document"]))
    if choice.claim_sentence not in claims:
        told = f"they are the sentences {min(claims)} to {max(claims)}" if claims else "there are none"
        raise CrossreadError(f"no claim {choice.claim_sentence!r}; {told} of the article")
    if choice.document not in sources:
        raise CrossreadError(f"no source {choice.document!r}; there are {', '.join(sources) or 'none'}")
    return choice


def _cards(rows: list[dict], corpus: Corpus | None) -> str:
    cards = (f"<div style='margin:0.8em 0'>{_relations(row)}{pair_card(row, corpus)}</div>" for row in rows)
    return "<hr style='margin:0.6em 0'>".join(cards)


def _relations(row: dict) -> str:
    """What machine and readers say of a pair, and what is used, under the names of the columns."""
    told = {"relation_auto": row["relation_auto"], "relation_human": row["relation_human"] or "none yet",
            "relation_final": row["relation_final"], "status": row["status"]}  # fmt: skip
    words = " · ".join(f"<code>{name}</code> {_text(value)}" for name, value in told.items())
    return f"<p style='margin:0;font-size:90%'>{words}</p>"


def _folded(rows: list[dict], word: str, corpus: Corpus | None) -> str:
    if not rows:
        return ""
    head = f"<summary style='cursor:pointer'>{plural(len(rows), 'pair')} {word}</summary>"
    return f"<details style='margin:0.6em 0'>{head}{_cards(rows, corpus)}</details>"


def claim_view(corpus: Corpus, claim_sentence: int) -> Page:
    """The row of `measure.claims` for one claim: its words, kind, why it can be checked, who says it, what it names.

    >>> from analysis import load_corpus
    >>> "kind</dt>" in claim_view(load_corpus(), 4)
    True
    """
    table = measure.claims(corpus)
    rows = table[table["sentence"] == claim_sentence].to_dict("records")
    if not rows:
        raise CrossreadError(f"no claim {claim_sentence!r}; measure.claims(corpus) lists them under `sentence`")
    row = rows[0] | {"checkable": f"{rows[0]['checkable']:.2f} of 1"}
    if row["speaker"] or row["reported"]:
        said = "reported, not asserted" if row["reported"] else "asserted"
        row["speaker"] = f"{row['speaker'] or 'somebody'} ({said})"
    if row["years"]:
        row["years"] = f"{row['years']} (from: {row['time_from']})"
    facts = [(name, row[column]) for column, name in FACTS.items() if row[column]]
    if row["context_needed"]:
        facts.append(("context needed", "it opens with words that stand for something told before"))
    plain = "style='float:none;width:auto;margin:0'"  # JupyterLab has widths of its own for lists of this kind
    pieces = "".join(f"<dt {plain}>{name}</dt><dd {plain}>{_text(value)}</dd>" for name, value in facts)
    grid = "width:auto;display:grid;grid-template-columns:max-content 1fr;gap:0.1em 1em;margin:0.3em 0;font-size:90%"
    return Page(
        "<section style='line-height:1.4;margin-top:0.5em'><b>The claim by itself</b>"
        f"<p style='margin:0.2em 0'>{_text(row['text'])}</p>"
        f"<dl style='{grid}'>{pieces}</dl></section>"
    )


def _text(written) -> str:
    return html.escape(str(written))
