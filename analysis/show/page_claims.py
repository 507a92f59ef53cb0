"""The claims as the report shows them: claims by sources as a table, and behind each cell its pairs of sentences.

Input is a corpus; output is plain records for the page's template, and cards as markup. Caution: a cell tells of its
most telling pair, and 'not found' means by these scores in so many sentences; readers' decisions are those that the
file held when the page was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pandas
from markupsafe import Markup

from analysis import measure
from analysis.measure.ledger import DECIDED, History, histories, last_words, reviewed
from analysis.measure.matrix import NOT_FOUND, matrix_of
from analysis.read.corpus import Corpus
from analysis.read.verdicts import Verdict, Verdicts, verdicts
from analysis.show.cell_views import CellChoice, cell_pairs
from analysis.show.page_styles import Styles
from analysis.show.pair_card import pair_card
from analysis.show.plots.matrix import GROUNDS, SIGNS, ink

# What the ground of a cell says; its colours are those of the picture.
GROUPS = {
    "agrees": "says the same",
    "part-of": "a part of it",
    "differs": "says otherwise",
    "otherwise": "says otherwise",
    "other": "of the same matter",
}


@dataclass(frozen=True)
class Card:
    """One pair of sentences: its card, what is used and why, where it stands, and each reader's last word with note."""

    markup: Markup
    relation: str
    status: str
    places: str
    words: list[Verdict]


@dataclass(frozen=True)
class Cell:
    """One claim and source: its sign and words, the pairs behind it, and those that readers rejected.

    `group` is one of `GROUPS`, or empty where nothing was found.
    """

    name: str
    publisher: str
    sign: str
    words: str
    group: str
    undecided: bool
    left: list[Card]
    rejected: list[Card]


@dataclass(frozen=True)
class Row:
    """One claim of the article and its cells, in the order of the sources."""

    sentence: int
    text: str
    cells: list[Cell]

    @property
    def speak(self) -> int:
        """How many sources speak to it."""
        return sum(cell.group not in ("", "other") for cell in self.cells)

    @property
    def left(self) -> bool:
        """Whether any pair stands that readers have not rejected."""
        return any(cell.left for cell in self.cells)

    @property
    def found(self) -> bool:
        """Whether there is any pair to show."""
        return any(cell.left or cell.rejected for cell in self.cells)


@dataclass(frozen=True)
class Claims:
    """All the page needs of claims: pairs and matrix with decisions applied, the file's lines, and the rows shown."""

    pairs: pandas.DataFrame
    matrix: pandas.DataFrame
    lines: Verdicts
    rows: list[Row] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        """The column headers."""
        return [cell.publisher for cell in self.rows[0].cells] if self.rows else []

    @property
    def open(self) -> bool:
        """Whether any cell waits for a reader."""
        return any(cell.undecided for row in self.rows for cell in row.cells)

    @property
    def signs(self) -> list[tuple[str, str, str]]:
        """Sign, group and words of each relation that the matrix holds, in the legend's order."""
        used = set(self.matrix["relation_final"])
        return [(sign, group_of(name), words) for name, (sign, _, words) in SIGNS.items() if name in used]


def group_of(relation: str) -> str:
    """The group of a relation, which the page shows by colour beside the sign.

    >>> group_of("same"), group_of("figures differ"), group_of("not found")
    ('agrees', 'differs', '')
    """
    if relation not in SIGNS:
        return ""
    return next(name for name, fill in GROUNDS.items() if fill == SIGNS[relation][1])


def ground_rules() -> str:
    """The rules of the page's stylesheet for the grounds of cells and the signs on them.

    >>> print(ground_rules().splitlines()[0])
    .r-agrees,.r-agrees [aria-hidden]{background-color:#0072B2;color:#FFFFFF}
    """
    # The sign has the ground of its cell too, so that no hatch runs through it.
    return "".join(
        f".r-{name},.r-{name} [aria-hidden]{{background-color:{fill};color:{ink(fill)}}}\n"
        for name, fill in GROUNDS.items()
    )


def claims_shown(corpus: Corpus, styles: Styles) -> Claims:
    """The claims of a corpus with all that stands behind each cell; no rows where there is nothing to compare."""
    found, lines = measure.overlap(corpus), verdicts(corpus.folder)
    pairs = reviewed(found, lines).assign(history=histories(found, lines)) if len(found) else reviewed(found, lines)
    matrix = matrix_of(pairs)
    return Claims(pairs, matrix, lines, list(_rows(corpus, pairs, matrix, styles)))


def _rows(corpus: Corpus, pairs: pandas.DataFrame, matrix: pandas.DataFrame, styles: Styles) -> Iterator[Row]:
    for sentence, cells in matrix.groupby("claim_sentence", sort=False):
        own = pairs[pairs["claim_sentence"] == sentence]
        records = cells.to_dict("records")
        shown = [_cell(corpus, own, row, number, styles) for number, row in enumerate(records, start=1)]
        yield Row(int(sentence), records[0]["claim_text"], shown)


def _cell(corpus: Corpus, pairs: pandas.DataFrame, row: dict, number: int, styles: Styles) -> Cell:
    """A cell of the matrix with its pairs; names hold numbers alone, so that no document can lend them its own."""
    found = cell_pairs(pairs, CellChoice(row["claim_sentence"], row["document"]))
    relation, decided = row["relation_final"], row["status"] in DECIDED
    sign, _, words = SIGNS.get(relation, ("·", "", NOT_FOUND))
    told = f"{words}, {row['status']}" if relation in SIGNS else words
    return Cell(
        f"{row['claim_sentence']}-{number}", row["publisher"], sign, told, group_of(relation),
        relation in SIGNS and not decided,
        [_card(pair, corpus, styles) for pair in found.left],
        [_card(pair, None, styles) for pair in found.rejected],
    )  # fmt: skip


def _card(pair: dict, corpus: Corpus | None, styles: Styles) -> Card:
    history: History = pair["history"]
    words = last_words(history.lines) or last_words(history.earlier)
    markup = styles.classed(pair_card(pair, corpus, told=False))
    places = (
        f"characters {pair['claim_start']} to {pair['claim_end']} of the article, "
        f"{pair['start']} to {pair['end']} of {pair['document']}"
    )
    said = [replace(word, relation=in_words(word.relation)) for word in words.values()]
    return Card(markup, in_words(pair["relation_final"]), pair["status"], places, said)


def in_words(relation: str) -> str:
    """A relation as the legend names it.

    >>> in_words("differs"), in_words("unrelated")
    ('put otherwise', 'unrelated')
    """
    return SIGNS[relation][2] if relation in SIGNS else relation
