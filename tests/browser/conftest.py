"""For the browser tests: one copy of the workbook, one JupyterLab, one browser, and a picture of whatever fails."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from analysis.read.corpus import ROOT
from tests.browser.lab import Book, Watched
from tests.browser.server import Lab, environment, workbook_copy

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu", "--disable-quic",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def orderly_end():
    """Let a TERM signal end the tests as Ctrl-C does: with server, kernels and browser shut down."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="session")
def shots() -> Path:
    """The folder for pictures, emptied."""
    folder = ROOT / "build" / "e2e"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="session")
def workbook(tmp_path_factory) -> Path:
    return workbook_copy(tmp_path_factory.mktemp("workbook"))


@pytest.fixture(scope="session")
def lab(workbook, shots, tmp_path_factory):
    running = Lab(workbook, tmp_path_factory.mktemp("jupyter"), shots / "jupyterlab.log")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser(shots):
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        pytest.exit("the browser tests need Chromium: apt-get install chromium", returncode=1)
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture(scope="session")
def books(browser, lab):
    """A function that gives a notebook by its name: opened and run from top to bottom the first time, then kept."""
    opened: dict[str, Book] = {}

    def book(name: str) -> Book:
        if name not in opened:
            opened[name] = Book(browser, lab, name)
            opened[name].run_all()
        return opened[name]

    yield book
    for kept in opened.values():
        kept.close()


@pytest.fixture(scope="session")
def report_file(workbook) -> Path:
    """The report as the command line writes it, for the copy."""
    command = [sys.executable, "-m", "analysis", "report"]
    subprocess.run(command, cwd=workbook, env=environment(workbook), check=True, capture_output=True, timeout=180)
    return workbook / "report" / "crossread.html"


@pytest.fixture
def page(browser):
    """An empty page that notes what it asks for."""
    watched = Watched(browser)
    yield watched
    watched.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if outcome.failed and "browser" in item.funcargs:
        pages = [page for context in item.funcargs["browser"].contexts for page in context.pages]
        for number, page in enumerate(pages, 1):
            name = "".join(c if c.isalnum() else "-" for c in item.name)
            page.screenshot(path=ROOT / "build" / "e2e" / f"FAILED-{name}-{number}.png", timeout=10_000)
    return outcome
