"""Tables that fit a page, and what stands under a panel: the table it drew from, and the code that gives the same view.

Input is a DataFrame and lines of code; output is escaped HTML without a widget, so that it works wherever a notebook is
shown. Caution: copying needs a browser; where it is refused the lines are selected, to be copied by key.
"""

import html

import pandas

from analysis.read.markup import compact_table
from analysis.show.captions import plural

ROWS = 400  # rows of a table under a panel; its code gives all of them
# Some pages, such as those not served from this machine, may not write to the clipboard: then the words are selected.
COPY = (
    "const box = this.closest('.crossread-code'), said = box.querySelector('[role=status]'), "
    "code = box.querySelector('code'); const chosen = () => { const all = document.createRange(); "
    "all.selectNodeContents(code); getSelection().removeAllRanges(); getSelection().addRange(all); "
    "said.textContent = document.execCommand('copy') ? 'copied' : 'selected: press Ctrl+C' }; "
    "navigator.clipboard ? navigator.clipboard.writeText(code.textContent).then("
    "() => { said.textContent = 'copied' }, chosen) : chosen()"
)


class Page(str):
    """Markup that a notebook shows as such."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        """Short: the markup would stand a second time in every output."""
        return f"<a page of {len(self):,} characters>"


def table(frame: pandas.DataFrame, caption: str = "", *, rows: int | None = None) -> Page:
    """A DataFrame as a table with wrapped text that scrolls by itself where the page is narrow.

    An index stands as a column where it has a name. Numbers are shown to four digits after the point, a missing value
    as nothing; `rows` is how many rows are shown, all by default, and the caption tells how many there are.

    >>> shown = table(pandas.DataFrame({"word": ["mill"], "rate": [2 / 3]}), "Rates")
    >>> "Rates" in shown, ">0.6667<" in shown
    (True, True)
    """
    named = frame.reset_index() if any(name is not None for name in frame.index.names) else frame
    shown = named if rows is None else named.head(rows)
    told = f"the first {len(shown)} of {plural(len(named), 'row')}" if len(shown) < len(named) else ""
    lines = [[_value(value) for value in line] for line in shown.itertuples(index=False, name=None)]
    return Page(compact_table([str(name) for name in shown.columns], lines, ": ".join(filter(None, (caption, told)))))


def _value(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, int | float):
        return "" if value is None or value is pandas.NA or value is pandas.NaT else value
    if value != value:
        return ""
    return round(value, 4) + 0 if isinstance(value, float) else value


def drawn_from(frame: pandas.DataFrame, code: str) -> str:
    """The table that a panel drew from, folded away, and the lines that give the view in a cell, to be copied.

    >>> print(drawn_from(pandas.DataFrame({"word": ["mill"]}), "measure.keyness(corpus)").count("<details"))
    1
    """
    shown = table(frame, plural(len(frame), "row") if len(frame) <= ROWS else "", rows=ROWS)
    return (
        "<div class='crossread-code' style='margin-top:0.4em'><details><summary style='cursor:pointer'>Show table"
        f"</summary>{shown}</details><div style='margin-top:0.3em'>"
        f"<button type='button' onclick=\"{html.escape(COPY)}\">"
        "Copy code</button> <span role='status'></span></div>"
        "<pre style='margin:0.2em 0;white-space:pre-wrap;overflow-wrap:anywhere'>"
        f"<code>{html.escape(code)}</code></pre></div>"
    )
