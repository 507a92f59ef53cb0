"""A card of a pair of sentences as plain text for a terminal.

Input is the card as `show.pair_card` writes it in HTML, so that panel and terminal say the same; output is a table of
`rich`: what both sentences share is bold, figures and dates are underlined, and the sentences themselves, which stand
between those around them, have `> ` before them. Caution: an element that this module does not know is read as text.
"""

from html.parser import HTMLParser

from rich.table import Table
from rich.text import Text

from analysis.commands.parts import CONTROL

STYLES = {"mark": "bold", "u": "underline", "b": "bold", "h4": "bold", "i": "italic", "span": "dim"}
BLOCKS = ("article", "section", "p", "h4", "ul", "li", "span", "br", "div")


class _Reader(HTMLParser):
    """Gathers lines, each with what stands before it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.lines: list[tuple[str, Text]] = []
        self.new_line()

    def new_line(self) -> None:
        """Begin another line, marked by what it stands in."""
        inside = set(self.open)
        said = {"section", "p"} <= inside and "span" not in inside
        self.lines.append(("- " if "li" in inside else "> " if said else "", Text()))

    def handle_starttag(self, tag: str, attrs) -> None:
        """Open an element."""
        if tag == "h4":
            self.lines.append(("", Text("\n")))
        if tag != "br":
            self.open.append(tag)
        if tag in BLOCKS:
            self.new_line()

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in self.open:
            self.open.reverse()
            self.open.remove(tag)
            self.open.reverse()
        if tag in BLOCKS:
            self.new_line()

    def handle_data(self, data: str) -> None:
        """Add words to the line."""
        style = " ".join(dict.fromkeys(STYLES[tag] for tag in self.open if tag in STYLES))
        self.lines[-1][1].append(CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(data.split("\n"))), style)


def text_card(markup: str) -> Table:
    """The card as a table of two columns, what stands before a line and the line.

    >>> from rich.console import Console
    >>> card = text_card("<section><h4>The mill</h4><p>It <mark>shut</mark> &lt;b&gt;.</p></section><li>a fact</li>")
    >>> Console(width=40).print(card)  # doctest: +NORMALIZE_WHITESPACE
    The mill
    > It shut <b>.
    - a fact
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    card = Table.grid(padding=0)
    card.add_column(width=2)
    card.add_column(overflow="fold")
    for before, line in reader.lines:
        line.rstrip()
        if line.plain or (before == "" and line.plain == " "):
            card.add_row(before, line)
    return card
