"""The report: one self-contained HTML page with every figure, its table and the list of sources.

Everything is inlined; the page asks no host for anything. Caution: all text that comes from documents or manifest
passes through Jinja's escaping; nothing is marked safe but the pictures that this package drew.
"""

from importlib.metadata import version
from pathlib import Path

from analysis.measure.matrix import NOT_FOUND
from analysis.read.corpus import Corpus
from analysis.read.files import write_atomically

ROWS_SHOWN = 40  # rows of a table that the page prints; the CSV has all
COLUMNS_SHOWN = {
    "02-keyness": ["term", "count", "per_1000", "sources_count", "sources_per_1000", "log_ratio", "low", "high",
                   "g2", "q", "p_document", "range", "dp_norm", "band"],
    "04-claim-matrix": ["claim_sentence", "publisher", "relation_final", "also", "status", "claim_text", "text"],
}  # fmt: skip
PACKAGES = ("pandas", "numpy", "scipy", "matplotlib", "nltk", "nupunkt", "scikit-learn")


def report(corpus: Corpus | None = None, folder: Path | None = None) -> Path:
    """Write `crossread.html` into `folder` (by default `report/` beside the corpus) and return its path."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    from analysis.show import gallery

    corpus = corpus or gallery.shipped_corpus()
    environment = Environment(
        loader=PackageLoader("analysis", "show"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    pictures = [gallery.drawn(key, corpus) for key in gallery.REGISTRY]
    page = environment.get_template("page.html").render(
        target=corpus.target,
        documents=corpus.documents,
        pictures=[(p, Markup(_inline(p.svg, p.key)), *_shown(p)) for p in pictures],
        versions=[(name, version(name)) for name in ("crossread", *PACKAGES)],
    )
    path = (folder or corpus.folder.parent / "report") / "crossread.html"
    write_atomically(path, page.encode())
    return path


def _inline(svg: bytes, key: str) -> str:
    """The SVG element alone; ids get the figure's key, so that figures on one page do not share them."""
    text = svg.decode()
    text = text[text.index("<svg") :]
    for mark in ('id="', "url(#", 'xlink:href="#'):
        text = text.replace(mark, f"{mark}{key}-")
    return text


def _shown(picture) -> tuple[list[str], list[list[str]], int]:
    """The header and the first rows of a figure's table as text, and how many rows there are in all."""
    table = picture.table
    if picture.key == "04-claim-matrix":
        table = table[table["relation_final"] != NOT_FOUND]
    columns = COLUMNS_SHOWN.get(picture.key, list(table.columns))
    rows = [[_cell(value) for value in row] for row in table[columns].head(ROWS_SHOWN).itertuples(index=False)]
    return columns, rows, len(table)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:,.4g}"
    return "" if value is None else str(value)
