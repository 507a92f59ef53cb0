"""The corpus: the manifests of a folder and their texts, read only when every row can be trusted.

`load_corpus` raises one error on the first problem; `corpus_problems` lists all of them. Nothing is repaired silently.
Caution: a digest is left out once full texts in `local/` stand in for it, so that nothing is counted twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from analysis.errors import CrossreadError, one_of
from analysis.read.attribution import DEFAULT, ENGINES
from analysis.read.document import Document
from analysis.read.loading import loaded, stepping_aside
from analysis.read.names import Name, names

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Corpus:
    """The documents of one workbook: the article under study (`target`) and its sources (`contrast`).

    Iterating gives documents in the manifests' order; `corpus["id"]` gives one; `corpus.table` lists them. `aside` has
    the id of each digest that stepped aside, with the ids of the full texts that stand in for it. `is_part` is true
    where the sources are not all that lie in `folder`, or others.
    """

    folder: Path
    documents: tuple[Document, ...] = field(repr=False)
    aside: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), repr=False)
    background: object | None = field(default=None, repr=False, compare=False)
    is_part: bool = field(default=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """A document listed twice counts once; two documents of one id are refused, for no table could tell them."""
        found: dict[str, Document] = {}
        for document in self.documents:
            if found.setdefault(document.id, document).text != document.text:
                raise CrossreadError(f"two documents have the id {document.id!r} and other texts; give each its own id")
        object.__setattr__(self, "documents", tuple(found.values()))

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __getitem__(self, name: str) -> Document:
        for document in self.documents:
            if document.id == name:
                return document
        known = ", ".join(document.id for document in self.documents)
        raise CrossreadError(f"no document {name!r} in {self.folder}; there are {known}")

    @property
    def is_variation(self) -> bool:
        """Whether this is not what lies in `folder`: other sources, or a background instead of them."""
        return self.is_part or self.background is not None

    @property
    def target(self) -> Document:
        """The article under study."""
        return next(document for document in self.documents if document.kind == "original")

    @property
    def contrast(self) -> tuple[Document, ...]:
        """The sources it is compared with."""
        return tuple(document for document in self.documents if document.kind != "original")

    @cached_property
    def table(self):
        """One row a document: id, publisher, date, kind, words, sentences, licence (a pandas DataFrame)."""
        import pandas

        columns = ["document", "publisher", "type", "date", "kind", "sentences", "words", "licence", "title"]
        rows = [
            (
                d.id,
                d.publisher,
                d.publisher_type,
                d.date,
                d.kind,
                len(d.sentences),
                d.words,
                d.licence,
                d.title,
            )
            for d in self.documents
        ]
        return pandas.DataFrame(rows, columns=columns)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """What actors and events are called, from the reader's file `names.csv`; none where there is no such file."""
        return names(self.folder)

    def subset(self, sources: Iterable[str]) -> "Corpus":
        """The article with these sources alone, in the manifest's order.

        >>> [document.id for document in load_corpus().subset(["rand"])][1:]
        ['rand']
        """
        wanted = {self[name].id for name in sources} | {self.target.id}
        kept = tuple(document for document in self.documents if document.id in wanted)
        return replace(self, documents=kept, is_part=True)

    def with_background(self, background: object | None) -> "Corpus":
        """The same corpus, in which the article's words are compared with those of an archive instead of its sources.

        `background` is what a scan gives, or anything else with `counts` (terms by publisher); None takes it away.
        """
        return replace(self, background=background)

    def _repr_html_(self) -> str:
        from analysis.read.reprs import corpus_markup

        return corpus_markup(self)


def usual_folder() -> Path:
    """The corpus that is meant where none is named: that of the workbook one is in, or else the shipped one.

    A workbook is known by `corpus/manifest.csv` in the working folder, or beside it where that is called `notebooks`.
    """
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return ROOT / "corpus"
    for home in (here, *([here.parent] if here.name == "notebooks" else [])):
        if (home / "corpus" / "manifest.csv").is_file():
            return home / "corpus"
    return ROOT / "corpus"


def load_corpus(path: str | Path | None = None, *, engine: str = DEFAULT, every_digest: bool = False) -> Corpus:
    """The corpus in folder `path`, a folder with `manifest.csv`, `texts/` and perhaps `local/`.

    By default it is that of the workbook in whose folder one works (`usual_folder`), or else the shipped one. A digest
    steps aside once full texts in `local/` bear half of its sentences; `corpus.aside` tells which did.

    Parameters
    ----------
    engine : what marks who says what: 'rules', 'linear' or 'transformer'.
    every_digest : keep the digests beside the full texts that stand in for them.

    Raises
    ------
    CrossreadError
        One sentence with file, row and remedy, on the first row that cannot be trusted.

    >>> corpus = load_corpus()
    >>> corpus.target.kind, len(corpus.contrast) > 10, corpus.aside
    ('original', True, ())
    """
    one_of("engine", engine, ENGINES)
    folder = Path(path) if path is not None else usual_folder()
    found = loaded(folder)
    if found.problems:
        more = f" (and {len(found.problems) - 1} more: python -m analysis check)" if len(found.problems) > 1 else ""
        raise CrossreadError(found.problems[0] + more)
    aside = () if every_digest else tuple(stepping_aside(folder, found))
    left, listed = dict(aside), names(folder)
    documents = [replace(one, engine=engine, names=listed) for one in found.documents if one.id not in left]
    return Corpus(folder, tuple(documents), aside)


def corpus_problems(path: str | Path | None = None) -> list[str]:
    """Everything that keeps the corpus in folder `path` from being trusted, one sentence each.

    >>> corpus_problems()
    []
    """
    return loaded(Path(path) if path is not None else usual_folder()).problems
