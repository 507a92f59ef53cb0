"""Running the notebooks from top to bottom in clean kernels, two at a time.

Executed copies go to `build/notebooks/`; the sources are never written. Caution: a notebook that fails stops the
command with its name, its cell and the error, after the others have finished.
"""

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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


def executed(path: Path, prelude: str = ""):
    """The notebook at `path` after a run in a clean kernel, its first cell preceded by the code `prelude`, if any.

    Raises
    ------
    CrossreadError
        Naming notebook, cell (counted from 1 over all cells) and error.
    """
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
        resources={"metadata": {"path": str(path.parent)}},
        config=Config(KernelManager={"transport_encryption": "auto"}),
    )
    try:
        # A loop of its own is closed at the end; the client's synchronous door leaves one open in every thread.
        asyncio.run(client.async_execute())
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
    """Run every notebook of `folder`, two at a time; yields each with its seconds once it has run."""
    paths = notebook_paths(folder)
    if not paths:
        raise CrossreadError(f"no notebooks in {folder}")
    failures = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for path, outcome in zip(paths, pool.map(_timed_run, paths, [build] * len(paths)), strict=True):
            if isinstance(outcome, CrossreadError):
                failures.append(str(outcome))
            else:
                yield path, outcome
    if failures:
        raise CrossreadError("\n".join(failures))


def _timed_run(path: Path, build: Path) -> float | CrossreadError:
    import nbformat

    started = perf_counter()
    try:
        book = executed(path)
    except CrossreadError as error:
        return error
    write_atomically(build / path.name, nbformat.writes(book).encode())
    return perf_counter() - started
