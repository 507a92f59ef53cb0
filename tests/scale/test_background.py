"""An archive behind an article: its words beside the archive's, and sources out of the archive."""

from contextlib import closing
from types import SimpleNamespace

import pandas
import pytest

from analysis import measure, show
from analysis.errors import CrossreadError
from analysis.measure.noise import keyness_beside_noise
from analysis.read.corpus import Corpus
from analysis.read.counting import word_counts
from analysis.read.document import Document
from analysis.scale.archive import Archive
from analysis.scale.cluster import Scheduler
from analysis.scale.index import Index
from analysis.scale.scan import Settings, scan
from analysis.scale.sources import archive_sources
from analysis.show import captions_words
from tests.scale.generated import reports, write

REPORTS = [
    (
        "Mill inquiry\n\nThe weir above the old mill broke in May 2021, the river board said. It found no culprit.",
        "Post",
    ),
    ("Flood\n\nThe weir broke in May 2021 and the mill stood under water. About 40 people left their homes.", "Herald"),
    ("Accounts\n\nThe river board paid for the weir in 2019. The mill paid nothing, its owner said.", "Gazette"),
]
ARTICLE = (
    "The weir\n\nThe weir above the old mill broke in May 2021. About 90 people left their homes. The river board had "
    "paid for the weir in 2019. The weir was the pride of the valley, and the weir is gone."
)


@pytest.fixture
def corpus(tmp_path):
    article = Document(id="article", text=ARTICLE, title="The weir", publisher="Paper", kind="original", engine="rules")
    other = Document(id="source", text="A source\n\nThe mayor spoke of the weir.", publisher="Town", engine="rules")
    return Corpus(tmp_path / "corpus", (article, other))


@pytest.fixture
def rows():
    made = [
        {"id": f"Report {n}", "publisher": publisher, "date": f"2021-05-{n + 1:02}", "text": text}
        for n, (text, publisher) in enumerate(REPORTS)
    ]
    return reports(200, words=60) + made


@pytest.fixture
def archive(tmp_path, rows):
    return Archive(write(tmp_path / "archive.jsonl", rows), piece_bytes=20_000)


@pytest.fixture
def result(corpus, archive, tmp_path):
    settings = Settings(measures=("counts", "candidates"), top=5)
    return scan(archive, corpus.target, folder=tmp_path / "scan", settings=settings, scheduler=Scheduler("here"))


def by_hand(rows):
    """Counts of terms by publisher, one text after the other."""
    publishers = sorted({row["publisher"] for row in rows})
    found = {name: word_counts(row["text"] for row in rows if row["publisher"] == name) for name in publishers}
    return pandas.DataFrame(found).fillna(0).astype(int)


class TestWords:
    def test_the_article_is_compared_with_the_archive(self, corpus, result, rows):
        table = measure.keyness(corpus.with_background(result)).set_index("term")
        counts = by_hand(rows)
        assert table.loc["weir", "count"] == 4
        assert table.loc["weir", "sources_count"] == counts.loc["weir"].sum()
        assert table.loc["weir", "count P1"] == counts.loc["weir", "P1"]
        assert table.attrs["sizes"] == (corpus.target.words, counts.to_numpy().sum())
        assert table.attrs["compared_with"] == "an archive of 203 documents by 7 publishers"

    def test_the_numbers_are_those_of_any_table_of_counts(self, corpus, result, rows):
        table = measure.keyness(corpus.with_background(result), min_count=5)
        target = measure.term_counts(corpus)["article"]
        plain = measure.keyness_from_counts(target, by_hand(rows), min_count=5).set_index("term")
        columns = ["count", "sources_count", "log_ratio", "low", "high", "lrc", "q", "p_document", "range"]
        pandas.testing.assert_frame_equal(table.set_index("term")[columns], plain.loc[table["term"], columns])

    def test_what_the_article_lacks_is_listed_where_it_could_have_been_noticed(self, corpus, result, rows):
        table = measure.keyness(corpus.with_background(result)).set_index("term")
        counts, words = by_hand(rows).sum(axis=1), corpus.target.words
        expected = words * counts / counts.sum()
        absent = set(table.index[table["count"] == 0])
        assert absent == set(expected.index[(expected >= 3) & ~expected.index.isin(word_counts([ARTICLE]))])
        assert absent

    def test_without_a_background_nothing_changes(self, corpus, result):
        before = measure.keyness(corpus, min_count=1)
        again = corpus.with_background(result).with_background(None)
        pandas.testing.assert_frame_equal(measure.keyness(again, min_count=1), before)
        assert "compared_with" not in before.attrs
        assert "1 source pooled" in captions_words.keyness(before)[0]

    def test_a_choice_of_sources_keeps_the_background(self, corpus, result):
        assert corpus.with_background(result).subset(["source"]).background is result

    @pytest.mark.parametrize("options", [{"unit": "stem"}, {"unit": "bigram"}, {"voice": "own"}])
    def test_what_an_archive_does_not_count_is_refused(self, corpus, result, options):
        for function in (measure.keyness, measure.rate_pairs):
            with pytest.raises(CrossreadError, match=r"archive of 203 documents .* choose unit='word'"):
                function(corpus.with_background(result), **options)

    def test_a_background_without_counts_is_refused(self, corpus):
        with pytest.raises(CrossreadError, match="a dict has none"):
            measure.keyness(corpus.with_background({}))

    def test_any_table_of_counts_will_do(self, corpus):
        counts = pandas.DataFrame({"A": {"weir": 1, "rest": 999}, "B": {"weir": 0, "rest": 1000}})
        table = measure.keyness(corpus.with_background(SimpleNamespace(counts=counts)))
        assert table.attrs["compared_with"] == "an archive of 2 publishers"
        row = table.set_index("term").loc["weir"]
        assert (row["count"], row["count A"], row["count B"], row["sources_count"]) == (4, 1, 0, 1)

    def test_an_archive_without_words_gives_an_empty_table_that_says_why(self, corpus):
        table = measure.keyness(corpus.with_background(SimpleNamespace(counts=pandas.DataFrame())))
        assert table.empty
        assert "no source to compare with" in table.attrs["empty"]


class TestPictures:
    def test_the_captions_say_what_the_article_is_compared_with(self, corpus, result):
        beside = corpus.with_background(result)
        for name, table in (("keyness", keyness_beside_noise(beside)), ("rate_pairs", measure.rate_pairs(beside))):
            caption, _ = getattr(captions_words, name)(table)
            assert "the article against an archive of 203 documents by 7 publishers" in caption
        assert "spread between the publishers" in captions_words.keyness(measure.keyness(beside))[0]

    def test_the_noise_floor_of_single_texts_is_not_told_beside_an_archive(self, bridge, result):
        assert "noise" not in keyness_beside_noise(bridge.with_background(result)).attrs

    @pytest.mark.parametrize("key", ["02-keyness", "02-rates"])
    def test_the_figures_are_drawn(self, corpus, result, key):
        drawn = show.figure(key, corpus.with_background(result))
        assert "an archive of 203 documents by 7 publishers" in drawn.caption

    def test_the_marks_of_the_edition_are_those_of_the_sources(self, bridge, result):
        from analysis.show.edition_marks import article_marks

        assert article_marks(bridge.with_background(result)) == article_marks(bridge)


class TestSources:
    @pytest.mark.parametrize(
        ("line", "title"),
        [
            ("The weir broke", "The weir broke"),
            ("The weir broke " * 9, "The weir broke " * 8 + "…"),
            ("w" * 130, "w" * 120 + " …"),
        ],
    )
    def test_a_long_first_line_is_cut_behind_a_word(self, corpus, tmp_path, line, title):
        row = {"id": "a", "publisher": "P", "date": "2021-05-01", "text": f"{line}\n\nHomes by the mill are empty."}
        archive = Archive(write(tmp_path / "one.jsonl", [row]))
        with closing(Index.built(archive, tmp_path / "i.db")) as index:
            assert index.sources(corpus).contrast[0].title == title

    def test_sources_are_the_documents_that_most_claims_found(self, corpus, result, archive):
        found = result.sources(corpus, archive, top=2)
        assert found.target is corpus.target
        counts = result.candidates.groupby("document")["claim_sentence"].nunique()
        least = min(counts[name.replace("report-", "Report ")] for name in (d.id for d in found.contrast))
        assert (counts.drop([d.id.replace("report-", "Report ") for d in found.contrast]) <= least).all()
        assert [(d.kind, d.licence) for d in found.contrast] == [("full", "unknown, private use")] * 2

    def test_the_claims_find_what_the_archive_says(self, corpus, archive, tmp_path):
        index = Index.built(archive, tmp_path / "index.db")
        found = index.sources(corpus, top=3)
        assert {d.publisher for d in found.contrast} == {"Post", "Herald", "Gazette"}
        assert {d.date.year for d in found.contrast} == {2021}
        texts = [d.text for d in found.contrast]
        assert sorted(texts) == sorted(text for text, _ in REPORTS)
        pairs = measure.overlap(found, encoder="none")
        assert {"Post", "Herald", "Gazette"} <= set(pairs["publisher"])
        figures = measure.claim_matrix(found, encoder="none")
        assert figures["document"].nunique() == 3
        assert len(measure.coverage(found, encoder="none")) == 3

    def test_both_ways_of_searching_give_sources_of_the_same_shape(self, corpus, result, archive, tmp_path):
        index = Index.built(archive, tmp_path / "index.db")
        one, other = result.sources(corpus, archive, top=3), index.sources(corpus, top=3)
        assert {d.text for d in one.contrast} == {d.text for d in other.contrast}

    def test_the_articles_own_print_and_copies_are_passed_over(self, corpus, tmp_path, rows):
        twice = {"id": "again", "publisher": "Echo", "date": "", "text": f"ECHO. {REPORTS[1][0]}"}
        own = {"id": "own", "publisher": "Paper", "date": "2021-06-01", "text": ARTICLE}
        archive = Archive(write(tmp_path / "a.jsonl", [own, *rows, twice]))
        found = Index.built(archive, tmp_path / "i.db").sources(corpus, top=10)
        publishers = [d.publisher for d in found.contrast]
        assert "Paper" not in publishers
        assert len({"Echo", "Herald"} & set(publishers)) == 1

    def test_ids_are_made_fit_and_differ(self, corpus, tmp_path):
        texts = [text for text, _ in REPORTS]
        names = ["A/1", "a 1", "article"]
        rows = [{"id": n, "publisher": "", "date": "May", "text": t} for n, t in zip(names, texts, strict=True)]
        archive = Archive(write(tmp_path / "a.jsonl", rows))
        found = Index.built(archive, tmp_path / "i.db").sources(corpus, top=3)
        assert sorted(d.id for d in found.contrast) == ["a-1", "a-1-2", "article-2"]
        assert {(d.publisher, d.date) for d in found.contrast} == {("publisher unknown", None)}

    def test_no_candidate_is_told_and_is_no_empty_corpus(self, corpus, archive, result):
        with pytest.raises(CrossreadError, match="gives no source"):
            archive_sources(corpus, result.candidates[:0], archive)
