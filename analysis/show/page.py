"""The report: one self-contained HTML page with every figure, its table, the claims, the readers and the sources.

Input is a corpus; output is `crossread.html`, which asks no host for anything and is whole without its script. Caution:
all text that comes from documents, manifest or readers passes through escaping; nothing is marked safe but the markup
that this package wrote, and the page's policy lets no script or style run but its own, by their hashes.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analysis import __version__
from analysis.read.corpus import Corpus
from analysis.read.files import write_atomically
from analysis.show import gallery, page_notes
from analysis.show.edition import article_edition
from analysis.show.gallery import Picture
from analysis.show.page_claims import GROUPS, claims_shown, ground_rules
from analysis.show.page_columns import column_notes
from analysis.show.page_styles import Styles
from analysis.show.page_tables import PRINTED, Table, figure_table

HERE = Path(__file__).parent
# The parts of the page, by the number with which their figures' keys begin.
PARTS = {
    "01": ("compared", "The texts"),
    "02": ("vocabulary", "Vocabulary: which words set the article apart?"),
    "03": ("sourcing", "Sourcing: who speaks, how, and how much is said on nobody’s authority?"),
    "04": ("claims", "Claims: which statements do other sources share, put otherwise, or not make?"),
}
MORE = ("more", "Further figures")


@dataclass(frozen=True)
class Shown:
    """A figure as the page holds it."""

    key: str
    title: str
    caption: str
    svg: Markup
    table: Table
    columns: list[tuple[str, str]]


def report(
    corpus: Corpus | None = None, folder: Path | None = None, *, progress: Callable[[int, int], object] | None = None
) -> Path:
    """Write `crossread.html` into `folder` (by default `report/` beside the corpus) and return its path.

    Parameters
    ----------
    progress : called with how many steps are done and how many there are: one a figure, and the page.

    Raises
    ------
    CrossreadError
        Where a list beside the corpus, such as `references.csv`, cannot be read; nothing is written then.
    """
    corpus, tell, steps = corpus or gallery.usual_corpus(), progress or (lambda *_: None), len(gallery.REGISTRY) + 1
    pictures = []
    for key in gallery.REGISTRY:
        pictures.append(gallery.drawn(key, corpus))
        tell(len(pictures), steps)
    path = (folder or corpus.folder.parent / "report") / "crossread.html"
    # A reader's note may hold half a surrogate pair, which no file in UTF-8 can.
    write_atomically(path, report_text(corpus, pictures).encode("utf-8", "replace"))
    tell(steps, steps)
    return path


def report_text(corpus: Corpus, pictures: Iterable[Picture]) -> str:
    """The page as text, with these pictures of the corpus."""
    styles = Styles()
    figures = [_shown(picture, corpus, styles) for picture in pictures]
    claims = claims_shown(corpus, styles)
    edition = styles.classed(article_edition(corpus, pairs=claims.pairs))
    css = _own("page.css", ground_rules() + styles.css)
    js = _own("page.js")
    environment = Environment(
        loader=PackageLoader("analysis", "show"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("page.html").render(
        target=corpus.target, documents=corpus.documents, digests=sum(d.kind == "digest" for d in corpus.contrast),
        policy=_policy(css, js), css=css, js=js, version=__version__, printed=PRINTED,
        parts=_parts(figures), edition=edition, claims=claims, groups=GROUPS,
        confirmed=page_notes.readers_sentence(claims), readers=page_notes.readers_tables(claims),
        counted=page_notes.counted_sentence(claims),
        sources=page_notes.sources_table(corpus), aside=corpus.aside, references=page_notes.references_table(corpus),
        settings=page_notes.settings_table(), settings_sentences=page_notes.settings_sentences(corpus),
        accuracy=page_notes.accuracy_tables(corpus.target.engine),
        versions=page_notes.version_rows(), models=page_notes.model_rows(),
    )  # fmt: skip


def _shown(picture: Picture, corpus: Corpus, styles: Styles) -> Shown:
    table = figure_table(picture.key, picture.title, picture.table, [d.id for d in corpus])
    svg = styles.inlined(picture.svg, picture.key, picture.alt)
    notes = column_notes(picture.key, table.columns)
    return Shown(picture.key, picture.title, picture.caption, svg, table, notes)


def _parts(figures: list[Shown]) -> list[tuple[str, str, list[Shown]]]:
    """Name, title and figures of each part of the page that has any."""
    parts: dict[tuple[str, str], list[Shown]] = {}
    for figure in figures:
        parts.setdefault(PARTS.get(figure.key[:2], MORE), []).append(figure)
    return [(*part, found) for part, found in parts.items()]


def _own(name: str, more: str = "") -> Markup:
    """A file of this folder, as the page takes it in."""
    return Markup((HERE / name).read_text(encoding="utf-8") + more)


def _policy(css: str, js: str) -> str:
    """The page's Content-Security-Policy: nothing is loaded, nothing runs but what has these hashes.

    >>> _policy("", "").split("; ")[0]
    "default-src 'none'"
    """
    allowed = {"style-src": css, "script-src": js}
    told = [f"{name} 'sha256-{_hash(text)}'" for name, text in allowed.items()]
    return "; ".join(["default-src 'none'", *told, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
