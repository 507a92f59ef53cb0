"""Tables as the report prints them: which columns, which rows, how a value is written, what may be an address.

Input is a figure's table, or rows; output is text, or an escaped link. Caution: numbers are rounded to four digits and
long tables end early; the CSV beside the figure has everything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas
from markupsafe import Markup

from analysis.measure.matrix import NOT_FOUND

LONGEST = 600  # rows of a table that the page holds
PRINTED = 8  # of which so many are printed, where the table is one to look things up in
COLUMNS = {
    "02-keyness": ["term", "count", "per_1000", "sources_count", "sources_per_1000", "log_ratio", "low", "high",
                   "g2", "q", "p_document", "range", "dp_norm", "band"],
    "02-word-shift": ["term", "count", "sources_count", "part", "signed", "null_low", "null_high", "excess"],
    "02-naming": ["entity", "label", "publisher", "count", "own", "quoted", "mentions", "share", "low", "high",
                  "per_1000"],
    "03-attribution": ["document", "publisher", "sentences", "attributed", "share", "low", "high", "words",
                       "attributed_words", "word_share", "word_low", "word_high", "attributions", "per_1000"],
    "03-diversity": ["document", "publisher", "attributions", "sources", "once", "effective", "low", "high",
                     "top_source", "top_count", "top_share", "rarefied_to", "rarefied_sources"],
    "04-claim-matrix": ["claim_sentence", "publisher", "relation_final", "also", "status", "claim_text", "text"],
    "04-stated-figures": ["thing", "year", "publisher", "as_written", "low", "high", "modifier", "dated", "verdict",
                          "reason", "passage"],
}  # fmt: skip
LOST = str.maketrans({"\0": "\N{REPLACEMENT CHARACTER}"})


@dataclass(frozen=True)
class Table:
    """A table of the page: its name, its caption, its columns (which are numbers) and its rows as text or links."""

    key: str
    caption: str
    columns: list[str]
    numeric: list[bool]
    rows: list[list[str]]
    total: int = 0

    @property
    def size(self) -> str:
        """How many rows it has, and how many of how many where it ends early.

        >>> Table("a", "A", ["x"], [False], [["1"], ["2"]], total=9).size
        'the first 2 of 9 rows'
        """
        count = len(self.rows)
        if count < self.total:
            return f"the first {count} of {self.total:,} rows"
        return f"{count} row{'' if count == 1 else 's'}"


def listed(key: str, caption: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Table:
    """A table of rows; a column is one of numbers where each of its values is a number or empty.

    >>> listed("a", "A", ["name", "share"], [("mill", 0.123456), ("dam", None)]).rows
    [['mill', '0.1235'], ['dam', '']]
    """
    columns, rows = list(columns), [list(row) for row in rows]
    given = [[row[i] for row in rows if not _is_missing(row[i])] for i in range(len(columns))]
    numeric = [bool(values) and all(_is_number(value) for value in values) for values in given]
    return Table(key, caption, columns, numeric, [[cell(value) for value in row] for row in rows], len(rows))


def figure_table(key: str, title: str, table: pandas.DataFrame, documents: Iterable[str]) -> Table:
    """The table of a figure: its telling columns, and as many rows as a page can hold.

    A column for each document is left to the CSV; so are the cells of the claim matrix in which nothing was found.
    """
    if key == "04-claim-matrix":
        table = table[table["relation_final"] != NOT_FOUND]
    ends = tuple(f" {name}" for name in documents)
    columns = COLUMNS.get(key) or [name for name in table.columns if not name.endswith(ends)]
    found = listed(key, title, columns, table[columns].head(LONGEST).itertuples(index=False))
    return Table(found.key, found.caption, found.columns, found.numeric, found.rows, len(table))


def cell(value: object) -> str:
    """A value as the page writes it: whole numbers whole, others in four digits, nothing where there is none.

    >>> cell(1234.5678), cell(3), cell(float("nan")), cell(float("-inf")), cell(True)
    ('1,235', '3', '', '-∞', 'yes')
    """
    if isinstance(value, Markup):
        return value
    if _is_missing(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, float):
        return (f"{value:,.0f}" if 1000 <= abs(value) < float("inf") else f"{value:.4g}").replace("inf", "∞")
    return str(value).translate(LOST)


def address(url: str) -> str:
    """A web address as a link; anything else, such as `javascript:`, as the text it is.

    >>> print(address("https://example.org/a?b=1&c"))
    <a href="https://example.org/a?b=1&amp;c" rel="noreferrer">https://example.org/a?b=1&amp;c</a>
    >>> address("javascript:alert(1)")
    'javascript:alert(1)'
    """
    if not re.fullmatch(r"https?://[^\s\"'<>\\]+", url):
        return url
    return Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(url)


def _is_missing(value: object) -> bool:
    return value is None or value is pandas.NaT or value is pandas.NA or (isinstance(value, float) and value != value)


def _is_number(value: object) -> bool:
    return pandas.api.types.is_number(value) and not pandas.api.types.is_bool(value)
