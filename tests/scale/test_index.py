"""The index: the words of the measures, exact ranking, additions, broken-off work, copies."""

import math
import signal
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest

from analysis.errors import CrossreadError
from analysis.read.counting import word_counts
from analysis.scale import indexing, search
from analysis.scale.archive import Archive
from analysis.scale.index import Index
from analysis.scale.indexed_texts import SHARE, shared_runs, sketches
from analysis.scale.reading import Batch
from analysis.scale.record import Record
from tests.scale.generated import reports, write

KILLED = """
import sys
from pathlib import Path
from analysis.scale import indexing
from analysis.scale.archive import Archive
from analysis.scale.index import Index
indexing.AT_ONCE = 1
added, real = [], indexing._add
def add(*given):
    size = real(*given)
    added.append(size)
    if len(added) == 3:
        print("third", flush=True)
        sys.stdin.read()
    return size
indexing._add = add
Index.built(Archive(Path(sys.argv[1]), piece_bytes=4000), Path(sys.argv[2]))
"""


@pytest.fixture
def rows():
    return reports(300)


@pytest.fixture
def archive(tmp_path, rows):
    return Archive(write(tmp_path / "reports.jsonl", rows), piece_bytes=16_000)


@pytest.fixture
def index(archive, tmp_path):
    found = Index.built(archive, tmp_path / "index.db")
    yield found
    found.close()


def frequencies(rows):
    return Counter(form for row in rows for form in word_counts([row["text"]]))


def sketched(texts):
    return sketches(Batch([Record("a", "P", "", text, ("a.jsonl", 0)) for text in texts]))


def everything(index):
    """All that an index says, whatever the file looks like."""
    rows = index._database.execute("SELECT id, publisher, date, place, sketch FROM documents ORDER BY id").fetchall()
    return rows, dict(index._database.execute("SELECT term, documents FROM frequencies"))


class TestWords:
    def test_the_words_are_those_of_the_measures(self, index, rows):
        found = dict(index._database.execute("SELECT term, documents FROM frequencies"))
        assert found == frequencies(rows)
        assert {"iran", "1,500", "1980s", "u.s.", "état", "it's", "covid-19", "weir"} <= set(found)

    @pytest.mark.parametrize(
        "text", ["“", "a_b a_b", 'say "x"', "a*b NOT c", "AT&T", "l'état", "x\x00y", "10%", "ǅ ß İ", "or OR and"]
    )
    def test_no_mark_is_taken_for_a_sign_of_the_query_language(self, tmp_path, text):
        row = {"id": "a", "publisher": "P", "date": "", "text": text}
        built = Index.built(Archive(write(tmp_path / "a.jsonl", [row])), tmp_path / "i.db")
        expected = word_counts([text])
        assert built.document_frequencies(expected) == dict.fromkeys(expected, 1)
        assert built.candidates(text)["document"].tolist() == ["a"] * bool(expected)

    def test_a_new_beginning_of_what_is_known_changes_nothing(self, archive, rows, tmp_path, monkeypatch):
        monkeypatch.setattr("analysis.scale.forms.FULL", 0.0001)
        monkeypatch.setattr("analysis.scale.reading.RECORDS", 20)
        index = Index.built(archive, tmp_path / "short.db")
        assert dict(index._database.execute("SELECT term, documents FROM frequencies")) == frequencies(rows)
        index.close()


class TestRanking:
    def scores(self, index, rows, terms):
        """BM25 with each word counted once, document by document."""
        forms = [word_counts([row["text"]]) for row in rows]
        mean = sum(found.total() for found in forms) / len(rows)
        scores = {}
        for row, found in zip(rows, forms, strict=True):
            norm = 1.2 * (0.25 + 0.75 * found.total() / mean)
            held = [math.log(1 + (len(rows) - n + 0.5) / (n + 0.5)) for term, n in terms.items() if term in found]
            if held:
                scores[row["id"]] = sum(held) * 2.2 / (1 + norm)
        return scores

    @pytest.mark.parametrize("depth", [1, 7, 40, 1000])
    def test_the_best_are_those_that_scoring_every_document_gives(self, index, rows, depth):
        for row in rows[:60:3]:
            terms = index.rarest_terms(row["text"])
            expected = self.scores(index, rows, terms)
            numbers, scores = index._postings.best(terms, depth)
            assert len(numbers) == min(depth, len(expected))
            assert scores == pytest.approx(sorted(expected.values(), reverse=True)[:depth], abs=2e-5)
            names = dict(index._database.execute("SELECT number, id FROM documents"))
            assert [expected[names[number]] for number in numbers] == pytest.approx(scores, abs=2e-5)

    def test_rare_words_keep_the_frequent_ones_from_being_read(self, index, rows, monkeypatch):
        asked = []
        real = search.Postings._documents
        monkeypatch.setattr(search.Postings, "_documents", lambda self, query: asked.append(query) or real(self, query))
        terms = index.document_frequencies(word_counts([rows[5]["text"]]))
        index._postings.best(terms, 1)
        rarest, commonest = min(terms, key=terms.get), max(terms, key=terms.get)
        assert asked[0] == f'"{rarest}"'
        assert f'"{commonest}"' not in asked

    def test_a_text_finds_itself_first(self, index, rows):
        for row in rows[::25]:
            found = index.candidates(row["text"])
            assert found["document"].iloc[0] == row["id"]
            assert index.text(found.iloc[0]) == row["text"]
            assert found["publisher"].iloc[0] == row["publisher"]

    def test_of_equal_scores_the_earlier_comes_first(self, tmp_path):
        facts = {"publisher": "P", "date": ""}
        rows = [facts | {"id": f"r{i}", "text": f"The weir broke {i}{i} times."} for i in range(30)]
        built = Index.built(Archive(write(tmp_path / "a.jsonl", rows)), tmp_path / "i.db")
        assert built.candidates("A weir", top=5)["document"].tolist() == ["r0", "r1", "r2", "r3", "r4"]

    def test_what_no_document_has_gives_an_empty_table(self, index):
        found = index.candidates("zzzz yyyy")
        assert found.empty
        assert found.columns.tolist() == ["document", "publisher", "date", "score", "copies", "path", "place"]

    def test_only_the_rarest_words_are_looked_for(self, index, rows):
        text = " ".join(row["text"] for row in rows[:5])
        terms = index.rarest_terms(text)
        assert len(terms) == 16
        left_out = set(word_counts([text])) - set(terms)
        assert max(terms.values()) <= min(index.document_frequencies(left_out).values())
        assert len(index.rarest_terms("ba be bi bo bu")) == 3


class TestCopies:
    def test_copies_of_one_report_are_one_row(self, tmp_path, rows):
        text = rows[7]["text"]
        copies = [rows[7] | {"id": f"c{i}", "text": f"TOWN {i} (Agency) — {text}"} for i in range(40)]
        built = Index.built(Archive(write(tmp_path / "a.jsonl", [*rows, *copies])), tmp_path / "i.db")
        found = built.candidates(text, top=5)
        assert len(found) == 5
        assert found["copies"].iloc[0] == 40
        assert not found["document"].iloc[1:].str.startswith("c").any()

    def test_a_part_of_a_text_is_its_copy_and_another_text_is_not(self, rows):
        texts = [row["text"] for row in reports(60, words=400)]
        made = sketched([*texts, " ".join(texts[0].split()[:220])])
        assert shared_runs(made[0], made[-1]) >= SHARE
        assert max(shared_runs(made[0], other) for other in made[1:-1]) < 0.1

    def test_a_sketch_hangs_on_the_text_alone(self, rows):
        texts = [row["text"] for row in rows[:9]]
        assert sketched(texts) == [sketched(["Before.", text])[1] for text in texts]


class TestAdditions:
    def test_what_is_there_is_passed_over_and_what_is_new_is_added(self, tmp_path, rows, monkeypatch):
        folder = tmp_path / "archive"
        folder.mkdir()
        write(folder / "a.jsonl", rows[:100])
        Index.built(Archive(folder), tmp_path / "i.db").close()
        write(folder / "b.jsonl", rows[100:])
        read, real = [], indexing._add
        monkeypatch.setattr(indexing, "_add", lambda *given: read.append(given[2].path) or real(*given))
        added = Index.built(Archive(folder), tmp_path / "i.db")
        assert set(read) == {"b.jsonl"}
        whole = Index.built(Archive(folder), tmp_path / "whole.db")
        assert everything(added) == everything(whole)
        assert len(added) == 300

    def test_a_changed_file_is_read_anew_and_one_that_is_gone_is_not_found(self, tmp_path, rows):
        folder = tmp_path / "archive"
        folder.mkdir()
        first, second = write(folder / "a.jsonl", rows[:50]), write(folder / "b.jsonl", rows[50:60])
        Index.built(Archive(folder), tmp_path / "i.db").close()
        write(first, [row | {"id": f"new-{row['id']}"} for row in rows[:50]] + rows[60:61])
        second.unlink()
        built = Index.built(Archive(folder), tmp_path / "i.db")
        assert len(built) == 51
        found = built.candidates(rows[3]["text"], top=50)["document"]
        assert found.iloc[0] == "new-r3"
        assert "r3" not in set(found)
        assert "r55" not in set(built.candidates(rows[55]["text"], top=50)["document"])

    def test_other_pieces_of_the_same_file_are_not_added_twice(self, tmp_path, rows):
        path = write(tmp_path / "a.jsonl", rows)
        Index.built(Archive(path, piece_bytes=10_000), tmp_path / "i.db").close()
        assert len(Index.built(Archive(path, piece_bytes=7000), tmp_path / "i.db")) == 300

    def test_rows_that_are_no_documents_are_counted(self, tmp_path, rows):
        path = write(tmp_path / "a.jsonl", [*rows[:3], "{broken", '{"id": "x"}'])
        built = Index.built(Archive(path), tmp_path / "i.db")
        assert (len(built), built.unread) == (3, 2)
        assert "3 documents, 2 rows unread" in repr(built)

    def test_an_archive_without_a_document_gives_an_index_without_one(self, tmp_path):
        built = Index.built(Archive(write(tmp_path / "a.jsonl", ["{broken"])), tmp_path / "i.db")
        assert (len(built), built.unread, len(built.candidates("The weir broke."))) == (0, 1, 0)


class TestFaults:
    def test_work_that_was_killed_goes_on_and_ends_the_same(self, tmp_path, rows):
        path, file = write(tmp_path / "a.jsonl", rows), tmp_path / "i.db"
        command = [sys.executable, "-c", KILLED, str(path), str(file)]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert child.stdout.readline() == "third\n"
        child.send_signal(signal.SIGKILL)
        child.wait(30)
        child.stdin.close()
        child.stdout.close()
        with pytest.raises(CrossreadError, match="not finished; build it again"):
            Index(file)
        kept = sqlite3.connect(file)
        pieces = kept.execute("SELECT count(*), sum(documents) FROM pieces").fetchone()
        assert pieces == (2, kept.execute("SELECT count(*) FROM documents").fetchone()[0])
        kept.close()
        archive = Archive(path, piece_bytes=4000)
        resumed, whole = Index.built(archive, file), Index.built(archive, tmp_path / "whole.db")
        assert everything(resumed) == everything(whole)
        for row in rows[::40]:
            assert resumed.candidates(row["text"]).equals(whole.candidates(row["text"]))

    def test_a_file_of_another_kind_is_left_alone(self, tmp_path, archive):
        text, other = tmp_path / "notes.txt", tmp_path / "other.db"
        text.write_text("Notes of a reader, long enough to be no database at all.\n" * 20)
        database = sqlite3.connect(other)
        database.execute("CREATE TABLE mine (x)")
        database.commit()
        database.close()
        for path in (text, other):
            before = path.read_bytes()
            with pytest.raises(CrossreadError, match="another name"):
                Index.built(archive, path)
            assert path.read_bytes() == before

    def test_a_place_that_cannot_be_written_is_told(self, tmp_path, archive):
        (tmp_path / "taken.db").mkdir()
        with pytest.raises(CrossreadError, match="cannot be opened"):
            Index.built(archive, tmp_path / "taken.db")

    def test_one_process_at_a_time_fills_an_index(self, tmp_path, archive):
        lines = ["import fcntl, sys", "f = open(sys.argv[1], 'w')", "fcntl.flock(f, 2)", "print('held', flush=True)"]
        command = [sys.executable, "-c", "\n".join([*lines, "sys.stdin.read()"]), str(tmp_path / ".i.db.lock")]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout.readline() == "held\n"
            with pytest.raises(CrossreadError, match="locked by another process"):
                Index.built(archive, tmp_path / "i.db")
            child.stdin.close()

    def test_there_must_be_an_index_and_texts_need_the_archive(self, tmp_path, index, rows):
        with pytest.raises(CrossreadError, match="no index"):
            Index(tmp_path / "none.db")
        alone = Index(index.path)
        row = alone.candidates(rows[0]["text"]).iloc[0]
        with pytest.raises(CrossreadError, match="holds no texts"):
            alone.text(row)

    def test_top_must_be_a_sensible_number(self, index):
        with pytest.raises(CrossreadError, match="top must lie between"):
            index.candidates("x", top=0)
