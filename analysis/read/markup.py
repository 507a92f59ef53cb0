"""Text and tables as HTML: spans marked where they stand, everything that comes from outside escaped.

Input is a text with marks, or rows; output is a piece of markup, for the floor above and for what shows itself in a
notebook. Caution: a class says nothing by itself; `STYLE` of whoever shows the markup must tell the marks apart, and
not by colour alone.
"""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Colours are set in full: a notebook's dark theme would put its white letters on our pale marks. Two classes outweigh
# what JupyterLab has for tables; a width of 0 keeps a wide table from widening the panel it stands in.
TABLE_STYLE = (
    "<style>.crossread-wide{overflow-x:auto;width:0;min-width:100%}"
    ".crossread-wide:focus-visible{outline:3px solid #d55e00}"
    ".crossread-table{color:#1a1a1a;background:#fff;border-collapse:collapse;font-size:90%;line-height:1.35}"
    ".crossread-wide .crossread-table caption{text-align:left;color:#1a1a1a;background:#fff;padding:0.2em 0.4em}"
    ".crossread-wide .crossread-table :is(th,td){color:#1a1a1a;background:#fff;padding:0.15em 0.45em;text-align:left;"
    "vertical-align:top;border-bottom:1px solid #ccc;white-space:normal;overflow-wrap:break-word;max-width:34em}"
    ".crossread-wide .crossread-table .number{text-align:right;white-space:nowrap}"
    ".crossread-wide .crossread-table .short{white-space:nowrap}"
    ".crossread-wide .crossread-table .long{min-width:11em}</style>"
)
SHORT, LONG = 14, 70  # characters of a cell up to which it stays on one line, and above which it is never squeezed


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is to be marked: `text[start:end]`.

    `name` is the class of the element; `sign` stands small and raised before the words and `brackets` around them, so
    that the mark is seen without colour and heard without eyes; `title` is what a pointer resting on it reads.
    """

    start: int
    end: int
    name: str
    sign: str = ""
    title: str = ""
    brackets: bool = False


def marked_text(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> str:
    """The stretch `text[start:end]` as HTML, each mark an element around its words; marks may nest and overlap.

    A mark that another one cuts through goes on in a second element, without a second sign; one that reaches out of
    the stretch is cut off there. Time grows with the text and with the marks that lie over each other.

    >>> marked_text("Mills & <men>", [Mark(0, 5, "a", sign="1"), Mark(0, 13, "b", brackets=True)])
    '<span class="b">[<span class="a"><sup>1</sup>Mills</span> &amp; &lt;men&gt;]</span>'
    >>> marked_text("one two three", [Mark(0, 7, "a"), Mark(4, 13, "b")])
    '<span class="a">one <span class="b">two</span></span><span class="b"> three</span>'
    """
    end = len(text) if end is None else end
    cut = [(max(mark.start, start), min(mark.end, end), mark) for mark in marks]
    todo = sorted((row for row in cut if row[0] < row[1]), key=lambda row: (row[0], -row[1]))[::-1]
    edges = sorted({start, end, *(edge for low, high, _ in todo for edge in (low, high))})
    pieces: list[str] = []
    stack: list[tuple[int, Mark]] = []
    for at, following in zip(edges, [*edges[1:], None], strict=True):
        _close(pieces, stack, at)
        while todo and todo[-1][0] == at:
            _, high, mark = todo.pop()
            stack.append((high, mark))
            pieces.append(_opening(mark) + (f"<sup>{escaped(mark.sign)}</sup>" if mark.sign else ""))
            pieces.append("[" if mark.brackets else "")
        pieces.append(escaped(text[at:following]) if following is not None else "")
    return "".join(pieces)


def _close(pieces: list[str], stack: list[tuple[int, Mark]], at: int) -> None:
    """Close what ends here; what was opened inside it and goes on is opened anew."""
    lowest = next((i for i, (high, _) in enumerate(stack) if high == at), len(stack))
    above = stack[lowest:]
    del stack[lowest:]
    for high, mark in reversed(above):
        pieces.append("]</span>" if mark.brackets and high == at else "</span>")
    for high, mark in above:
        if high != at:
            stack.append((high, mark))
            pieces.append(_opening(mark))


def _opening(mark: Mark) -> str:
    title = f' title="{escaped(mark.title)}"' if mark.title else ""
    return f'<span class="{escaped(mark.name)}"{title}>'


def compact_table(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """Rows as a small HTML table under a caption; numbers stand right, long words break.

    Numbers of five digits and more are parted by commas; one of four may be a year.

    >>> "<td>R &amp; D</td>" in compact_table(["publisher"], [["R & D"]]).replace(' class="short"', "")
    True
    """
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    told = f"<caption>{escaped(caption)}</caption>" if caption else ""
    # On a narrow screen the table scrolls by itself, by arrow key too.
    name = escaped(caption or "table")
    return (
        f'{TABLE_STYLE}<div class="crossread-wide" tabindex="0" role="region" aria-label="{name}">'
        f'<table class="crossread-table">{told}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(value: object) -> str:
    is_number = isinstance(value, int | float)
    written = "" if value is None else f"{value:,}" if is_number and abs(value) >= 10_000 else str(value)
    kind = "number" if is_number else "short" if len(written) <= SHORT else ""
    kind = "long" if len(written) > LONG else kind
    return f'<td class="{kind}">{escaped(written)}</td>' if kind else f"<td>{escaped(written)}</td>"


def escaped(written: object) -> str:
    """Anything as text inside an element or an attribute.

    >>> escaped("<i> 'a' & \\"b\\"")
    '&lt;i&gt; &#x27;a&#x27; &amp; &quot;b&quot;'
    """
    return html.escape(str(written))
