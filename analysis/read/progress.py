"""How far a long piece of work is: a bar in a terminal, a line under the cell in JupyterLab, nothing anywhere else.

Input is a label and how much there is to do; output is a function that is told how much is done. Nothing is kept: the
bar is gone when the work ends, and a notebook that is run by a program, without a reader, shows and stores nothing.
Caution: one bar may stand inside another, but all of them belong to one thread.
"""

import html
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TypeVar

Told = Callable[..., object]
Item = TypeVar("Item")
SOON, OFTEN = 0.7, 0.2  # seconds before a cell shows anything, and between two changes of what it shows
_display: list = []  # the terminal's one display, as long as any bar is up


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Told]:
    """A function to be called with how much is done and, once that is known, of how much; None: nobody can tell.

    >>> with progress("counting", 2) as told:
    ...     told(1)
    """
    if sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar(label, total) as told:
            yield told
    elif _is_read_cell():
        with _line(label, total) as told:
            yield told
    else:
        yield _nothing


def steps(label: str, items: Sequence[Item]) -> Iterator[Item]:
    """The items one by one, each counted as done when the next is asked for.

    >>> list(steps("drawing", ["a", "b"]))
    ['a', 'b']
    """
    with progress(label, len(items)) as told:
        for done, item in enumerate(items, start=1):
            yield item
            told(done)


def _nothing(done: int, total: int | None = None) -> None:
    """What is told where nobody looks."""


@contextmanager
def _bar(label: str, total: int | None) -> Iterator[Told]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with ExitStack() as stack:
        if not _display:
            texts = [TextColumn(name, markup=False) for name in ("{task.description}", "{task.fields[told]}")]
            columns = (SpinnerColumn(), texts[0], BarColumn(), texts[1], TimeElapsedColumn())
            # What is printed goes above the bar, but not where it is sent into a file.
            sent = not (sys.stdout and sys.stdout.isatty())
            bars = Progress(*columns, console=Console(file=sys.stderr), transient=True, redirect_stdout=not sent)
            _display.append(stack.enter_context(bars))
            stack.callback(_display.clear)
        bars = _display[0]
        task = bars.add_task(label, total=total, told="")
        stack.callback(bars.remove_task, task)

        def told(done: int, of: int | None = None) -> None:
            of = of or total
            bars.update(task, completed=done, total=of, told=f"{done} of {of}" if of else "")

        yield told


def _is_read_cell() -> bool:
    """Whether this code runs for a cell that somebody looks at: JupyterLab names the cell, a program does not."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    kernel = getattr(shell, "kernel", None)
    return kernel is not None and "cellId" in (kernel.get_parent() or {}).get("metadata", {})


@contextmanager
def _line(label: str, total: int | None) -> Iterator[Told]:
    from IPython.display import display

    shown = None
    last = time.monotonic() + SOON - OFTEN

    def told(done: int, of: int | None = None) -> None:
        nonlocal shown, last
        if time.monotonic() - last < OFTEN:
            return
        last, line = time.monotonic(), cell_line(label, done, of or total)
        if shown is None:
            shown = display(line, raw=True, display_id=True)
        else:
            shown.update(line, raw=True)

    try:
        yield told
    finally:
        if shown is not None:
            shown.update({"text/plain": "", "text/html": ""}, raw=True)


def cell_line(label: str, done: int, total: int | None) -> dict[str, str]:
    """What a cell shows, as text and as HTML.

    >>> cell_line("drawing", 3, 20)["text/plain"]
    'drawing: 3 of 20'
    """
    told = f"{label}: {done} of {total}" if total else f"{label} ..."
    bounds = f" max='{total}' value='{done}'" if total else ""
    drawn = f"<progress aria-label='{html.escape(label, quote=True)}'{bounds}></progress>"
    return {"text/plain": told, "text/html": f"{html.escape(told)} {drawn}"}
