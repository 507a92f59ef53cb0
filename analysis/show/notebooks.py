"""Running the notebooks from top to bottom in clean kernels, two at a time.

Executed copies go to `build/notebooks/`; the sources are never written. Caution: a notebook that fails stops the
command with its name, its cell and the error, after the others have finished.
"""

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from analysis.errors import CrossreadError
from analysis.read.files import write_atomically

TIMEOUT = 600  # seconds a cell may take


def notebook_paths(folder: Path) -> list[Path]:
    """The notebooks of a folder in the order of their names.

    >>> notebook_paths(Path("nowhere"))
    []
    """
    return sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))


def executed(path: Path, prelude: str = "", running: set[asyncio.Task] | None = None):
    """The notebook at `path` after a run in a clean kernel, its first cell preceded by the code `prelude`, if any.

    `running` holds the task while it runs, so that another thread may cancel it.

    Raises
    ------
    CrossreadError
        Naming notebook, cell (counted from 1 over all cells) and error.
    """
    # A loop of its own is closed at the end; the client's synchronous door leaves one open in every thread.
    return asyncio.run(_execution(path, prelude, set() if running is None else running))


async def _execution(path: Path, prelude: str, running: set[asyncio.Task]):
    task = asyncio.current_task()
    running.add(task)
    task.add_done_callback(running.discard)
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError
    from traitlets.config import Config

    # A kernel elsewhere on the machine must not win over the one installed beside this package.
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")
    book = nbformat.read(path, as_version=4)
    if prelude:
        book.cells.insert(0, nbformat.v4.new_code_cell(prelude))
    client = NotebookClient(
        book,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(path.parent)}},
        config=Config(KernelManager={"transport_encryption": "auto"}),
    )
    try:
        await client.async_execute()
    except (CellExecutionError, CellTimeoutError) as error:
        failed = [i for i, cell in enumerate(book.cells) if _failed(cell)] or [_last_run(book)]
        number = failed[0] + 1 - bool(prelude)
        what = f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError) else str(error)
        raise CrossreadError(f"{path.name}, cell {number}: {what.strip()}") from None
    return book


def cleaned(path: Path) -> str:
    """The notebook as it is committed: no outputs, counts or timings, one kernel name, one form of JSON."""
    import json

    book = json.loads(path.read_text(encoding="utf-8"))
    for cell in book["cells"]:
        tags = cell["metadata"].get("tags")
        cell["metadata"] = {"tags": tags} if tags else {}
        if cell["cell_type"] == "code":
            cell["execution_count"], cell["outputs"] = None, []
        source = cell["source"]
        cell["source"] = source if isinstance(source, str) else "".join(source)
    book["metadata"] = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    book["nbformat"], book["nbformat_minor"] = 4, 5
    for cell in book["cells"]:
        # Lines as a list are what JupyterLab itself writes, and what makes a difference readable.
        cell["source"] = cell["source"].splitlines(keepends=True)
    return json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _failed(cell) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def _last_run(book) -> int:
    return max((i for i, cell in enumerate(book.cells) if cell.get("execution_count")), default=0)


def runs(folder: Path, build: Path) -> Iterator[tuple[Path, float]]:
    """Run every notebook of `folder`, two at a time; yields each with its seconds once it has run.

    An interruption ends the kernels that run and starts no others.
    """
    paths = notebook_paths(folder)
    if not paths:
        raise CrossreadError(f"no notebooks in {folder}")
    failures, running = [], set()
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = [pool.submit(_timed_run, path, build, running) for path in paths]
        try:
            for path, outcome in zip(paths, outcomes, strict=True):
                if isinstance(outcome.result(), CrossreadError):
                    failures.append(str(outcome.result()))
                else:
                    yield path, outcome.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            left = [outcome for outcome in outcomes if not outcome.cancelled()]
            while wait(left, timeout=0).not_done:
                for task in list(running):
                    with suppress(RuntimeError):  # it ended just now
                        task.get_loop().call_soon_threadsafe(task.cancel)
                wait(left, timeout=2)  # a client that is just starting its kernel passes over the first order
            raise
    if failures:
        raise CrossreadError("\n".join(failures))


def _timed_run(path: Path, build: Path, running: set[asyncio.Task]) -> float | CrossreadError:
    import nbformat

    started = perf_counter()
    try:
        book = executed(path, running=running)
    except CrossreadError as error:
        return error
    write_atomically(build / path.name, nbformat.writes(book).encode())
    return perf_counter() - started
