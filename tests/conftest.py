"""For all tests: no network, no NLTK data, an example corpus that can be counted with a pencil."""

import datetime

import pytest

from analysis.measure import pair_cache
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from tests import network


@pytest.fixture(autouse=True, scope="session")
def no_network():
    network.refuse_network()
    yield
    network.allow_network()


@pytest.fixture(autouse=True, scope="session")
def no_nltk_data(tmp_path_factory):
    patch = pytest.MonkeyPatch()
    patch.setenv("NLTK_DATA", str(tmp_path_factory.mktemp("no-data")))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def own_pairs(request, tmp_path_factory, monkeypatch_session):
    """Pairs kept by one test must not be read by another that has changed how they are found."""
    if "monkeypatch" in request.fixturenames:
        monkeypatch_session.setattr(pair_cache, "FOLDER", tmp_path_factory.mktemp("pairs"))


@pytest.fixture(scope="session")
def monkeypatch_session(tmp_path_factory):
    patch = pytest.MonkeyPatch()
    patch.setattr(pair_cache, "FOLDER", tmp_path_factory.mktemp("pairs"))
    yield patch
    patch.undo()


@pytest.fixture
def bridge(tmp_path):
    """An article about a bridge and three sources, one of them a digest."""
    texts = {
        "paper": (
            "original",
            "The bridge is a triumph\n\nThe bridge is a triumph. Over 4,000 drivers crossed it in May 2021, the mayor "
            "said. The old ferry carried few people, and nobody will miss the old ferry.\n\nPublished in News",
        ),
        "office": (
            "full",
            "Traffic\n\nAbout 2,500 drivers crossed the bridge in May 2021. It was counted for 31 days.",
        ),
        "ferry": ("full", "A ferry\n\nThe ferry carries 900 people a day, the captain said. The bridge carries more."),
        "town": ("digest", "A digest\n\nAccording to the town, the bridge opened in May 2021. The town praised it."),
    }
    documents = [
        Document(
            id=name, text=text, title=text.splitlines()[0], publisher=name.title(), publisher_type="example",
            date=datetime.date(2021, 6, 1), kind=kind, licence="written for this test",
        )
        for name, (kind, text) in texts.items()
    ]  # fmt: skip
    return Corpus(tmp_path / "corpus", tuple(documents))
