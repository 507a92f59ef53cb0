"""Colours, sizes and byte-stable saving: how every picture looks and how it is written.

Four colours and black, each at 3:1 or more against white, always with a marker or a label as a second code.
Caution: bytes repeat for one lock file; another matplotlib may place a line differently.
"""

import contextlib
import io
import textwrap
from collections.abc import Iterator

import matplotlib
from matplotlib.figure import Figure

BLUE, VERMILLION, GREEN, PURPLE = "#0072B2", "#D55E00", "#007A5A", "#A8508C"
BLACK, GREY, PALE, WHITE = "#1A1A1A", "#6E6E6E", "#E4E4E4", "#FFFFFF"
BAND_STYLE = {
    "clear": (VERMILLION, "o"),
    "likely": (BLUE, "s"),
    "thin": (GREY, "^"),
    "no evidence": (GREY, "x"),
    "cannot be judged": (GREY, "D"),
}
KIND_STYLE = {"original": (VERMILLION, "o"), "digest": (BLUE, "s"), "full": (GREEN, "D")}
SETTINGS = {
    "svg.hashsalt": "crossread",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 10.0,
    "axes.titlesize": 12.0,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 10.0,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": BLACK,
    "ytick.color": BLACK,
    "text.color": BLACK,
    "axes.labelcolor": BLACK,
    "legend.frameon": False,
    "figure.dpi": 100,
    "savefig.dpi": 150,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "axes.unicode_minus": True,
}


@contextlib.contextmanager
def style() -> Iterator[None]:
    """matplotlib's settings for the length of a `with` block, restored afterwards.

    >>> before = matplotlib.rcParams["font.size"]
    >>> with style():
    ...     matplotlib.rcParams["svg.hashsalt"]
    'crossread'
    >>> matplotlib.rcParams["font.size"] == before
    True
    """
    with matplotlib.rc_context(rc={**matplotlib.rcParamsDefault, **SETTINGS, "backend": matplotlib.get_backend()}):
        yield


def blank_figure(width: float, height: float, *, air: float = 0.0) -> Figure:
    """An empty figure of so many inches that no window or notebook knows of.

    `air` is how many inches are added to the figure and left between its parts from top to bottom, where panels have
    titles of their own.
    """
    figure = Figure(figsize=(width, height + air), layout="constrained")
    if air:
        figure.get_layout_engine().set(h_pad=air)
    return figure


def wrapped(text: str, width: int) -> str:
    """A text on several lines of at most `width` characters.

    >>> wrapped("one two three", 8)
    'one two\\nthree'
    """
    return textwrap.fill(text, width)


def svg(figure: Figure, title: str, description: str) -> bytes:
    """The picture as SVG that repeats to the byte and carries its title and description for screen readers."""
    stream = io.StringIO()
    with style():
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    content = stream.getvalue()
    content = "\n".join(line.rstrip() for line in content.splitlines()) + "\n"
    head, rest = content[content.index("<svg") :].split(">", 1)
    label = f"<title>{_escaped(title)}</title>\n <desc>{_escaped(description)}</desc>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head} role="img">\n {label}{rest}'.encode()


def png(figure: Figure) -> bytes:
    """The picture as PNG that repeats to the byte."""
    stream = io.BytesIO()
    with style():
        figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
