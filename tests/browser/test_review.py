"""Pairs decided by keyboard in the review panel of 04 are on the disk at once, and still there after a restart."""

import json
import re
import shutil

import nbformat
import pytest
from playwright.sync_api import expect

NAME = "04-undecided"


@pytest.fixture(scope="module")
def folder(workbook):
    """A corpus that nobody has reviewed, and 04 set to it: as far as its review panel, and without pictures."""
    folder = workbook / "undecided" / "corpus"
    shutil.copytree(workbook / "corpus", folder, ignore=shutil.ignore_patterns("verdicts.jsonl"))
    notebook = nbformat.read(workbook / "notebooks" / "04-claims.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if "parameters" in cell["metadata"].get("tags", []))
    cell["source"], changed = re.subn(r"^CORPUS = None", 'CORPUS = "../undecided/corpus"', cell["source"])
    assert changed
    end = next(i for i, cell in enumerate(notebook.cells) if "show.review_panel(" in cell["source"])
    notebook.cells = [cell for cell in notebook.cells[: end + 1] if "show.figure(" not in cell["source"]]
    nbformat.write(notebook, workbook / "notebooks" / f"{NAME}.ipynb")
    return folder


def lines(folder):
    path = folder / "verdicts.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def to_read(status) -> int:
    return int(re.search(r"(\d+) to read", status.inner_text()).group(1))


def test_two_pairs_are_decided_by_key_and_outlive_the_kernel(folder, books, shots):
    book = books(NAME)
    page = book.page
    status = page.get_by_role("status").filter(has_text="to read")
    cells, waiting = len(book.cells()), to_read(status)
    assert lines(folder) == []

    page.get_by_role("button", name="accept (a)").focus()
    decided = []
    for key, word in ("a", "accepted"), ("r", "rejected"):
        page.keyboard.press(key)
        expect(status).to_contain_text(f"{len(decided) + 1} decided in this sitting")
        decided.append(re.search(f"Saved: (p[0-9a-f]{{8}}) {word}", status.inner_text()).group(1))
        expect(page.get_by_role("article", name=f"pair {decided[-1]}")).to_have_count(0)
        assert [(row["pair"], row["verdict"] + "ed") for row in lines(folder)][-1] == (decided[-1], word)
    assert to_read(status) == waiting - 2
    assert len(book.cells()) == cells, "JupyterLab took a key for a command of its own"
    status.scroll_into_view_if_needed()
    page.screenshot(path=shots / "04-review-two-decided.png")

    book.restart()
    book.run_all()
    assert book.complaints() == []
    assert to_read(status) == waiting - 2
    expect(status).to_contain_text("1 of 2 confirmed")
    assert [row["pair"] for row in lines(folder)] == decided
    assert (book.blocked, book.errors) == ([], [])
