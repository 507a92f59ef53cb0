"""A small town whose words can be counted with a pencil, and corpora built from bare texts."""

import datetime

import pytest

from analysis.read.corpus import Corpus
from analysis.read.document import Document

# Words of each sentence, counted by hand:
#   paper 5 + 9, 9 + 7 + 4 = 34; office 5 + 7 + 7 = 19; harbour 5 + 5 + 5 + 4 = 19; choir 5 + 5 = 10; bank 8 + 7 = 15;
#   the four sources together 63.
TOWN = {
    "paper": (
        "original",
        "The Gazette",
        "The bridge is a marvel. The ferry was slow, and the ferry was dear.\n\n"
        "Mayor Lind said that the bridge opened in 2021. The storm of 2019 killed 12 people. It injured 40 people.",
    ),
    "office": (
        "full",
        "Roads Office",
        "The bridge opened in 2021. “The ferry was slow,” the captain said. The storm of 2019 killed 36 people.",
    ),
    "harbour": (
        "digest",
        "Harbour Watch",
        "The ferry still runs daily. In 2019 the storm came. It killed about 12 people. It injured 25 people.",
    ),
    "choir": ("full", "Choir News", "The choir sang two songs. The bridge is a marvel."),
    "bank": (
        "full",
        "Town Bank",
        "The bank lent the town 3 million euros. Its head said, “We trust the bridge.”",
    ),
}


@pytest.fixture
def town(tmp_path):
    """An article of five sentences and four sources, one of them a digest."""
    documents = [
        Document(id=name, text=text, publisher=publisher, kind=kind, date=datetime.date(2022, 3, 1))
        for name, (kind, publisher, text) in TOWN.items()
    ]
    return Corpus(folder=tmp_path, documents=tuple(documents))


@pytest.fixture(scope="session")
def corpus_of(tmp_path_factory):
    """A function: the article's text and any number of source texts in, a corpus out (sources s1, s2, ...)."""
    folder = tmp_path_factory.mktemp("corpus")

    def build(article: str, *sources: str, date: datetime.date | None = None) -> Corpus:
        rows = [Document(id="paper", text=article, kind="original", publisher="Paper", date=date)]
        rows += [
            Document(id=f"s{i}", text=text, kind="full", publisher=f"Source {i}") for i, text in enumerate(sources, 1)
        ]
        return Corpus(folder=folder, documents=tuple(rows))

    return build
