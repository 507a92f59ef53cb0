"""How a corpus, a document and a ledger of verdicts show themselves in a notebook.

Input is the thing itself, output is escaped markup that stands by itself: a compact table, and of a document its text
with who says what, quotations and quantities marked under a legend. Caution: to show a document computes its
attributions; one that is too long for that is shown unmarked, and says so.
"""

from collections import Counter
from typing import TYPE_CHECKING

from analysis.read.markup import Mark, compact_table, escaped, marked_text

if TYPE_CHECKING:
    from analysis.read.corpus import Corpus
    from analysis.read.document import Document
    from analysis.read.verdicts import Verdicts

DOCUMENTS = 40  # rows of a corpus that are shown
LINES = 12  # decisions that are shown, the latest first
LONGEST = 200_000  # characters of a text that is marked
OPENING = 20_000  # characters that are shown of a longer one
LEGEND = {"source": ("s", "who speaks"), "cue": ("w", "the reporting words"), "content": ("t", "what is said"),
          "quotation": ("q", "quotation"), "quantity": ("n", "quantity")}  # fmt: skip
# Each mark has a line of its own (solid, dashed, dotted, double) at a height of its own, and a letter; pale grounds
# only help. Lines and signs stand at 4.5:1 or more on every ground.
STYLE = (
    "<style>.crossread-text{color:#1a1a1a;background:#fff;max-width:62em;line-height:1.35}"
    ".crossread-text .body{max-height:32em;overflow:auto;border:1px solid #bdbdbd;padding:0 0.8em;line-height:2.1}"
    ".crossread-text .body:focus-visible{outline:3px solid #d55e00}"
    ".crossread-text .legend{margin:0.3em 0;line-height:2.1}.crossread-text sup{font-size:68%;line-height:0;"
    "font-weight:bold;user-select:none;padding-right:0.15em}.crossread-text span{text-decoration-thickness:2px}"
    ".crossread-text .source{text-decoration:underline solid #005a8c;text-underline-offset:0.18em}"
    ".crossread-text .cue{text-decoration:underline dashed #9a3f00;text-underline-offset:0.18em}"
    ".crossread-text .content{text-decoration:underline dotted #00604a;text-underline-offset:0.45em}"
    ".crossread-text .quotation{background:#eef1f4}"
    ".crossread-text .quantity{text-decoration:underline double #1a1a1a;text-underline-offset:0.15em}</style>"
)


def corpus_markup(corpus: "Corpus") -> str:
    """The documents of a corpus as a table, the article first named.

    >>> from analysis import load_corpus
    >>> "the article and 15 sources" in corpus_markup(load_corpus())
    True
    """
    columns = ["document", "kind", "publisher", "date", "sentences", "words", "title", "licence"]
    rows = [
        (d.id, d.kind, d.publisher, d.date, len(d.sentences), d.words, d.title, d.licence)
        for d in corpus.documents[:DOCUMENTS]
    ]
    kinds = Counter(document.kind for document in corpus.contrast)
    sources = f"{len(corpus.contrast)} source{'' if len(corpus.contrast) == 1 else 's'}"
    told = "Corpus: the article and " + sources + (f" ({_counts(kinds)})" if kinds else "")
    left = len(corpus) - len(rows)
    return compact_table(columns, rows, told + (f"; {left} more in corpus.table" if left else ""))


def document_markup(document: "Document") -> str:
    """What the manifest says of a document, and its text with attributions, quotations and quantities marked."""
    columns = ["kind", "publisher", "date", "sentences", "words", "licence"]
    row = (document.kind, document.publisher, document.date, len(document.sentences), document.words, document.licence)
    named = f"Document {document.id}" + (f": {document.title}" if document.title else "")
    marks = document_marks(document) if len(document.text) <= LONGEST else []
    told = legend_of(marks) if marks else "Nothing is marked in this text."
    if len(document.text) > LONGEST:
        told = f"The first of {len(document.text):,} characters, unmarked; document.attributions has who says what."
    return (
        f'{STYLE}<section class="crossread-text">{compact_table(columns, [row], named)}'
        f'<p class="legend">{told}</p><div class="body" tabindex="0" role="region" '
        f'aria-label="{escaped("text of " + document.id)}">{"".join(_paragraphs(document, marks))}</div></section>'
    )


def document_marks(document: "Document") -> list[Mark]:
    """Who says what, quotations and quantities as marks; the number in a sign joins the parts of one attribution.

    A question mark behind the number says that the attribution is less likely right than wrong.

    >>> from analysis.read.document import Document
    >>> text = "The mayor said that 40 mills closed."
    >>> [(mark.sign, text[mark.start : mark.end]) for mark in document_marks(Document(id="x", text=text))]
    [('s1', 'The mayor'), ('w1', 'said'), ('t1', 'that 40 mills closed'), ('n', '40')]
    """
    marks = []
    for number, one in enumerate(document.attributions, start=1):
        sure = "" if one.is_likely else "?"
        parts = [("source", one.source), ("cue", one.cue), *(("content", span) for span in one.content)]
        for name, span in parts:
            if span:
                letter, title = LEGEND[name]
                told = f"{title}, attribution {number}: {one.act}, {one.mode}{', unsure' if sure else ''}"
                marks.append(Mark(span.start, span.end, name, f"{letter}{number}{sure}", told, brackets=True))
    for name, spans in (("quotation", document.quotations), ("quantity", document.quantities)):
        letter, title = LEGEND[name]
        marks += [Mark(span.start, span.end, name, letter, title) for span in spans]
    return marks


def legend_of(marks: list[Mark]) -> str:
    """The legend of the marks that are used, each with its sign and how many there are."""
    counts = Counter(mark.name for mark in marks)
    parts = []
    for name, (letter, title) in LEGEND.items():
        if counts[name]:
            sample = Mark(0, len(title), name, letter, brackets=name in ("source", "cue", "content"))
            parts.append(f"{marked_text(title, [sample])} {counts[name]}")
    unsure = " · a ? means: less likely right than wrong" if any(mark.sign.endswith("?") for mark in marks) else ""
    joined = " · equal numbers belong together" if counts["source"] + counts["cue"] else ""
    return "Marked: " + " · ".join(parts) + joined + unsure


def _paragraphs(document: "Document", marks: list[Mark]):
    """The paragraphs as HTML; each gets the marks that lie in it, which stand in the order of the text."""
    rows, marks = document.paragraphs, sorted(marks, key=lambda mark: (mark.start, -mark.end))
    if len(document.text) > LONGEST:
        first = rows[0].start if rows else 0
        return [f"<p>{escaped(document.text[first : first + OPENING])} …</p>"]
    found, at = [], 0
    open_marks: list[Mark] = []
    for row in rows:
        while at < len(marks) and marks[at].start < row.end:
            open_marks.append(marks[at])
            at += 1
        words = marked_text(document.text, open_marks, row.start, row.end)
        found.append(f"<p><b>{words}</b></p>" if row.kind == "heading" else f"<p>{words}</p>")
        open_marks = [mark for mark in open_marks if mark.end > row.end]
    return found


def verdicts_markup(rows: "Verdicts") -> str:
    """The latest decisions of a ledger as a table, under how many there are, by whom, and what was set aside."""
    columns = ["line", "claim", "source", "sentence", "verdict", "relation", "note", "by", "at", "blind", "pair"]
    shown = [
        (row.line or None, row.claim_sentence or None, row.document, row.sentence or None, row.verdict, row.relation,
         row.note, row.by, row.at[:10], "blind" if row.blind else "", row.pair)
        for row in reversed(rows[-LINES:])
    ]  # fmt: skip
    told = f"{len(rows)} line{'' if len(rows) == 1 else 's'} of decisions"
    if rows:
        readers = len({row.by.casefold() for row in rows})
        verdicts = _counts(Counter(row.verdict for row in rows))
        told += f" by {readers} reader{'' if readers == 1 else 's'} ({verdicts})"
        told += f"; the latest {len(shown)}" if len(rows) > len(shown) else ""
    told += f"; {len(rows.problems)} set aside" if rows.problems else ""
    problems = "".join(f"<li>{escaped(problem)}</li>" for problem in rows.problems[:LINES])
    return compact_table(columns, shown, told) + (f"<ul>{problems}</ul>" if problems else "")


def _counts(counts: Counter) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
