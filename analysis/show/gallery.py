"""The registry of figures: key -> table, picture, caption, alternative text; and the one path that saves them.

`figure("02-keyness")` draws, saves and shows; the notebooks and the command line both go through it, so what a
reader sees is what lies in figures/. Caution: only a figure drawn with the registry's own options is saved.
"""

import base64
import functools
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas
from matplotlib.figure import Figure

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure.noise import keyness_beside_noise
from analysis.read.corpus import Corpus, load_corpus, usual_folder
from analysis.read.files import write_atomically
from analysis.read.manifest import LOCAL
from analysis.read.progress import steps
from analysis.show import (
    captions,
    captions_claims,
    captions_sourcing,
    captions_wording,
    captions_words,
    plots,
    sourcing_tables,
    style,
)

SHRINKS, LEGIBLE = 8.5, 84  # inches up to which a picture may be shrunk; pixels an inch above that at least


@dataclass(frozen=True)
class Entry:
    """One figure of the registry: which notebook, which title, how its table, picture and sentences are made."""

    title: str
    notebook: str
    table: Callable[[Corpus], pandas.DataFrame]
    plot: Callable[[pandas.DataFrame], object]
    sentences: Callable[[pandas.DataFrame], tuple[str, str]]


def main_rates(corpus: Corpus) -> pandas.DataFrame:
    """The rates that are drawn: each list as a whole, but words of praise and of blame apart."""
    rates = measure.lexicon_rates(corpus)
    whole = (rates["lexicon"] != "evaluative") == (rates["category"] == "all")
    return rates[whole].reset_index(drop=True)


REGISTRY = {
    "01-documents": Entry(
        "What is compared: the article and its sources", "01-corpus",
        lambda corpus: corpus.table, plots.documents, captions.documents,
    ),
    "02-keyness": Entry(
        "Words the article uses more, or less, than its sources", "02-vocabulary",
        keyness_beside_noise, plots.keyness, captions_words.keyness,
    ),
    "02-rates": Entry(
        "How often article and sources use each word, and where chance explains it", "02-vocabulary",
        measure.rate_pairs, plots.rate_pairs, captions_words.rate_pairs,
    ),
    "02-each-source": Entry(
        "The leading words against each source by itself", "02-vocabulary",
        measure.keyness_by_source, plots.keyness_by_source, captions_words.keyness_by_source,
    ),
    "02-noise-floor": Entry(
        "How many words the same rule flags elsewhere", "02-vocabulary",
        measure.noise_floor, plots.noise_floor, captions_words.noise_floor,
    ),
    "02-absence": Entry(
        "Words that most sources use and the article does not", "02-vocabulary",
        measure.absent_terms, plots.absent_terms, captions_words.absent_terms,
    ),
    "02-word-shift": Entry(
        "Which words make the difference, and what chance would make", "02-vocabulary",
        measure.word_shift, plots.word_shift, captions_words.word_shift,
    ),
    "02-places": Entry(
        "Where the most distinctive words stand", "02-vocabulary",
        measure.term_places, plots.term_places, captions_words.term_places,
    ),
    "02-naming": Entry(
        "What the same actors and events are called", "02-vocabulary",
        measure.naming, plots.naming, captions_wording.naming,
    ),
    "02-word-lists": Entry(
        "How often each document hedges, boosts, appraises and reports", "02-vocabulary",
        main_rates, plots.lexicon_rates, captions_wording.lexicon_rates,
    ),
    "02-text-level": Entry(
        "How rich and how readable each text is, beside what its own halves differ by", "02-vocabulary",
        measure.text_profile, plots.text_profile, captions_wording.text_profile,
    ),
    "03-attribution": Entry(
        "How many sentences name a source", "03-sourcing",
        sourcing_tables.profile, plots.sourcing_profile, captions_sourcing.sourcing_profile,
    ),
    "03-mix": Entry(
        "Which kinds of source speak, and how they are reported", "03-sourcing",
        sourcing_tables.mix, plots.sourcing_mix, captions_sourcing.sourcing_mix,
    ),
    "03-voices": Entry(
        "Who speaks where", "03-sourcing",
        sourcing_tables.lanes, plots.voice_lanes, captions_sourcing.voice_lanes,
    ),
    "03-stance": Entry(
        "With which verbs each kind of source is reported", "03-sourcing",
        sourcing_tables.stances, plots.stance_by_source, captions_sourcing.stance_by_source,
    ),
    "03-unattributed": Entry(
        "Statements and figures that nobody is cited for", "03-sourcing",
        sourcing_tables.unattributed, plots.unattributed_shares, captions_sourcing.unattributed_shares,
    ),
    "03-diversity": Entry(
        "How many sources each document rests on", "03-sourcing",
        sourcing_tables.diversity, plots.source_diversity, captions_sourcing.source_diversity,
    ),
    "04-claim-matrix": Entry(
        "What each source says of each claim", "04-claims",
        measure.claim_matrix, plots.claim_matrix, captions_claims.claim_matrix,
    ),
    "04-coverage": Entry(
        "How many of the article's claims each source speaks to", "04-claims",
        measure.coverage, plots.coverage, captions_claims.coverage,
    ),
    "04-stated-figures": Entry(
        "The same count as told by each document", "04-claims",
        measure.stated_figures, plots.stated_figures, captions_claims.stated_figures,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A drawn figure: shows itself in a notebook with caption and alternative text, and knows its table."""

    key: str
    title: str
    caption: str
    alt: str
    table: pandas.DataFrame = field(repr=False)
    drawing: Figure = field(repr=False)

    @functools.cached_property
    def svg(self) -> bytes:
        """The picture as SVG."""
        return style.svg(self.drawing, self.title, f"{self.alt} {self.caption}")

    @functools.cached_property
    def png(self) -> bytes:
        """The picture as PNG."""
        return style.png(self.drawing)

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png).decode()
        wide = self.drawing.get_figwidth()
        # Where a page is narrow a wide picture scrolls, by arrow key too; shrunk, its words could not be read.
        least = f"min-width:{round(wide * LEGIBLE)}px;" if wide > SHRINKS else ""
        return (
            '<figure style="margin:0;max-width:62em">'
            f'<div tabindex="0" role="group" aria-label="{html.escape(self.title)}" style="overflow-x:auto">'
            f'<img alt="{html.escape(self.alt)}" style="{least}max-width:100%" src="data:image/png;base64,{data}">'
            f"</div><figcaption>{html.escape(self.caption)}</figcaption></figure>"
        )

    def __str__(self) -> str:
        return f"{self.title}. {self.caption}"


def figure(key: str, corpus: Corpus | None = None) -> Picture:
    """The picture `key` of a corpus (by default the usual one), saved beside the corpus in `figures/`.

    Written are `KEY.svg`, `KEY.png` and the table drawn, `KEY.csv`; a file that would not change is left alone. That of
    a variation (some sources, sources of an archive, a background) is not saved, for it would take the place of the
    workbook's own; it has `svg`, `png` and `table` to save elsewhere.

    Raises
    ------
    CrossreadError
        For an unknown key (the message lists the known ones).

    >>> figure("99-nothing")
    Traceback (most recent call last):
    analysis.errors.CrossreadError: no figure '99-nothing'; the registry has 01-documents, ...
    """
    if key not in REGISTRY:
        raise CrossreadError(f"no figure {key!r}; the registry has {', '.join(REGISTRY)}")
    corpus = corpus or usual_corpus()
    picture = drawn(key, corpus)
    if corpus.is_variation:
        return picture
    folder = corpus.folder.parent / "figures"
    write_atomically(folder / f"{key}.svg", picture.svg)
    write_atomically(folder / f"{key}.png", picture.png)
    write_atomically(folder / f"{key}.csv", csv_bytes(picture.table))
    return picture


def drawn(key: str, corpus: Corpus) -> Picture:
    """The picture `key`, drawn and not saved."""
    return pictured(key, REGISTRY[key].table(corpus), note=captions.full_text_note(corpus.table, len(corpus.aside)))


def pictured(key: str, table: pandas.DataFrame, *, note: str = "") -> Picture:
    """The picture `key` of any table of its kind, for instance one made with other options; not saved."""
    entry = REGISTRY[key]
    caption, alt = entry.sentences(table)
    with style.style():
        axes = entry.plot(table)
        drawing = axes.figure
        drawing.suptitle(entry.title, x=0.01, ha="left", fontsize=13, fontweight="bold")
    return Picture(key, entry.title, caption + note, alt, table, drawing)


def described(key: str, corpus: Corpus) -> tuple[pandas.DataFrame, str, str]:
    """The table behind the picture `key`, its caption and its alternative text."""
    table = REGISTRY[key].table(corpus)
    caption, alt = REGISTRY[key].sentences(table)
    return table, caption + captions.full_text_note(corpus.table, len(corpus.aside)), alt


def figures(corpus: Corpus | None = None) -> Iterator[Picture]:
    """Every picture of the registry, drawn and saved one after the other."""
    for key in steps("drawing", list(REGISTRY)):
        yield figure(key, corpus)


def usual_corpus() -> Corpus:
    """The corpus that is meant where none is named (`load_corpus`), read anew when one of its manifests has changed."""
    folder = usual_folder()
    manifests = [folder / "manifest.csv", folder / LOCAL / "manifest.csv"]
    return _read_once(folder, *(path.stat().st_mtime_ns if path.exists() else 0 for path in manifests))


@functools.lru_cache(maxsize=4)
def _read_once(folder: Path, *stamps: int) -> Corpus:
    return load_corpus(folder)


def csv_bytes(table: pandas.DataFrame) -> bytes:
    """A table as CSV that repeats to the byte: numbers in ten significant digits, lines ended by a line feed."""
    return table.to_csv(index=False, float_format="%.10g", lineterminator="\n").encode()


def gallery(corpus: Corpus | None = None) -> Path:
    """The page `figures/README.md`, written anew: every figure with caption, alternative text, notebook and table."""
    corpus = corpus or usual_corpus()
    parts = [
        "# Figures\n",
        "Written by `make figures` from the notebooks; do not edit by hand. Each picture stands beside the table it "
        "was drawn from.\n",
    ]
    for key, entry in REGISTRY.items():
        _, caption, alt = described(key, corpus)
        parts.append(
            f"## {entry.title}\n\n![{plain(alt)}]({key}.png)\n\n{plain(caption)}\n\n"
            f"[SVG]({key}.svg) · [table]({key}.csv) · "
            f"[notebook {entry.notebook}](../notebooks/{entry.notebook}.ipynb)\n"
        )
    path = corpus.folder.parent / "figures" / "README.md"
    write_atomically(path, "\n".join(parts).encode())
    return path


def plain(text: str) -> str:
    """Text with a backslash before every character that Markdown would read.

    >>> plain("a * marks [it]")
    'a \\\\* marks \\\\[it\\\\]'
    """
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
