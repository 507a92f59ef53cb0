"""Counts of an archive, against the counting of single texts."""

from collections import Counter

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.read.counting import piece_forms, word_counts
from analysis.scale import forms as forms_module
from analysis.scale.archive import Archive
from analysis.scale.counted import Counted, publisher_rows
from analysis.scale.forms import LETTERS, Forms, letter_part
from analysis.scale.ids import repeated_ids
from analysis.scale.merging import term_table
from analysis.scale.parts import Parts
from analysis.scale.reading import Batch, batches
from analysis.scale.record import Record
from analysis.scale.terms import TermTable, merged
from tests.scale.archives import news, written

ODD = [
    "",
    " ",
    "...",
    "a",
    "The the THE",
    "mill/weir www.a.example/b x",
    "a\u00a0b\u2003c\x1cd\u3000e",
    "“no”—yes",
    "1,500s",
    "état é",
    "U.S. u.s",
    "سلام می‌خواهم",
    "😀 x😀y",
    "ab" * 4000,
]


def record(text, name="a", publisher="P", place=0):
    return Record(name, publisher, "2020-05-01", text, ("a.jsonl", place))


def counted(archive, folder):
    """The parts of an archive, every piece counted."""
    parts = Parts(folder, len(archive.pieces))
    for piece in archive.pieces:
        work = Counted().begun()
        for batch in batches(archive.records(piece), []):
            work.add(batch)
        parts.keep(piece.number, work.blocks())
    return parts


def told(parts):
    """Count and document frequency of each term, and the count with each publisher."""
    counts, documents, cells = Counter(), Counter(), Counter()
    for table in (term_table(parts, number) for number in range(LETTERS + 1)):
        documents |= dict(zip(table.terms, table.documents.tolist(), strict=True))
        for row, column, count in zip(table.rows.tolist(), table.columns.tolist(), table.counts.tolist(), strict=True):
            counts[table.terms[row]] += count
            cells[table.terms[row], table.publishers[column]] += count
    return counts, documents, cells


def told_pieces(text, forms=None):
    """Each piece between white space with the forms that it holds."""
    forms = forms or Forms()
    numbers, starts, ends = forms.numbers(text)
    found = [(text[start:end], []) for start, end in zip(starts, ends, strict=True)]
    for word, place in zip(*(part.tolist() for part in forms.taken_apart(numbers)), strict=True):
        found[place][1].append(forms.words[word])
    return found


class TestForms:
    @pytest.mark.parametrize("text", ODD)
    def test_pieces_are_those_of_split(self, text):
        _, starts, ends = Forms().numbers(text)
        assert [text[i:j] for i, j in zip(starts, ends, strict=True)] == text.split()

    @given(st.lists(st.text(max_size=40), max_size=6))
    def test_words_are_those_that_word_counts_counts(self, texts):
        batch = Batch([record(text) for text in texts])
        for number, text in enumerate(texts):
            words = batch.words[batch.edges[number] : batch.edges[number + 1]].tolist()
            assert Counter(batch.forms.words[word] for word in words) == word_counts([text])

    @pytest.mark.parametrize("long", [1, 2, 7, 30])
    def test_long_texts_are_cut_and_nothing_is_lost(self, monkeypatch, long):
        text = "  ".join(row["text"] for row in news(3)) + " endlesswordendlesswordendlessword"
        expected = told_pieces(text)
        monkeypatch.setattr(forms_module, "LONG", long)
        assert told_pieces(text) == expected == [(piece, piece_forms(piece)) for piece in text.split()]

    @given(st.text(alphabet="aabZM .,(“”\"'’-1é\u00ad\n", max_size=60))
    def test_marks_and_capitals_do_not_change_what_a_piece_holds(self, text):
        forms = Forms()
        for _ in range(2):  # met first, and known
            assert told_pieces(text, forms) == [(piece, piece_forms(piece)) for piece in text.split()]

    def test_a_word_with_marks_around_it_is_no_new_piece(self):
        forms = Forms()
        forms.numbers('mill Mill mill, (mill “Mill,” "Mill." MILL')
        assert (forms.count, forms.words) == (2, ["mill"])  # one in capitals is looked at by itself

    def test_places_lead_back_to_the_text(self):
        batch = Batch([record("The mill.\n\nA weir"), record("of old")])
        rows = zip(batch.owners.tolist(), batch.starts.tolist(), batch.ends.tolist(), strict=True)
        assert [batch.records[i].text[a:b] for i, a, b in rows] == ["The", "mill.", "A", "weir", "of", "old"]

    def test_full_tables_are_begun_anew_and_counts_stay(self, tmp_path, monkeypatch):
        archive = Archive(written(tmp_path / "x", news(120), "jsonl"), piece_bytes=10**9)
        whole = told(counted(archive, tmp_path / "one"))
        monkeypatch.setattr(forms_module, "FULL", 50 / 2**21)
        monkeypatch.setattr("analysis.scale.reading.CHARACTERS", 3000)
        assert told(counted(archive, tmp_path / "two")) == whole

    def test_two_pieces_that_want_one_slot_are_told_apart(self, monkeypatch):
        monkeypatch.setattr(forms_module, "MIX", numpy.uint64(1))  # short words crowd the first slots
        forms = Forms()
        text = " ".join(f"{a}{b}" for a in "abcdefgh" for b in "ijklmnop")
        numbers, *_ = forms.numbers(text + " " + text)
        assert [forms.words[i] for i in numbers] == text.split() * 2

    def test_parts_of_the_alphabet_keep_its_order(self):
        words = sorted(["1", "9th", "a", "az", "b", "z", "zz", "é", "ш", "سلام"])
        assert [letter_part(word) for word in words] == sorted(letter_part(word) for word in words)


class TestCounts:
    @pytest.mark.parametrize("size", [2000, 10**9])
    def test_counts_and_document_frequencies_are_exact(self, tmp_path, size):
        rows = news(150)
        archive = Archive(written(tmp_path / "x", rows), piece_bytes=size)
        counts, documents, cells = told(counted(archive, tmp_path / "parts"))
        assert counts == word_counts([row["text"] for row in rows])
        assert documents == Counter(word for row in rows for word in word_counts([row["text"]]))
        for publisher in {row["publisher"] for row in rows}:
            own = word_counts([row["text"] for row in rows if row["publisher"] == publisher])
            assert Counter({word: n for (word, who), n in cells.items() if who == publisher}) == own

    def test_a_stretch_that_ends_within_a_piece_changes_nothing(self, tmp_path, monkeypatch):
        archive = Archive(written(tmp_path / "x", news(80), "jsonl.gz"))
        whole = told(counted(archive, tmp_path / "one"))
        monkeypatch.setattr("analysis.scale.counted.STRETCH", 500)
        monkeypatch.setattr("analysis.scale.reading.CHARACTERS", 3000)
        assert told(counted(archive, tmp_path / "two")) == whole

    def test_a_document_counts_once_for_two_spellings(self, tmp_path):
        (tmp_path / "a.jsonl").write_text('{"id":"a","publisher":"","date":"","text":"The the, “THE” mill/mill"}')
        counts, documents, _ = told(counted(Archive(tmp_path / "a.jsonl"), tmp_path / "parts"))
        assert (counts["the"], documents["the"], counts["mill"], documents["mill"]) == (3, 1, 2, 1)

    def test_publishers_are_told_with_words_and_dates(self, tmp_path):
        rows = news(90)
        parts = counted(Archive(written(tmp_path / "x", rows), piece_bytes=5000), tmp_path / "parts")
        found = list(publisher_rows(parts))
        assert [row[0] for row in found] == sorted({row["publisher"] for row in rows})
        for publisher, documents, words, first, last in found:
            own = [row for row in rows if row["publisher"] == publisher]
            dates = [row["date"] for row in own]
            size = word_counts([row["text"] for row in own]).total()
            assert (documents, words, first, last) == (len(own), size, min(dates), max(dates))

    @pytest.mark.parametrize("size", [3000, 10**9])
    def test_ids_that_stand_twice_are_told_with_both_places(self, tmp_path, size):
        rows = news(60)
        rows[50]["id"] = rows[7]["id"]
        parts = counted(Archive(written(tmp_path / "x", rows, "jsonl"), piece_bytes=size), tmp_path / "parts")
        ((name, place, first),) = repeated_ids(parts)
        assert name == rows[7]["id"] and place[1] > first[1] > 0

    @pytest.mark.parametrize("together", [1, 7, 10**6])
    def test_all_repeated_ids_are_found_in_any_number_of_shares(self, tmp_path, monkeypatch, together):
        monkeypatch.setattr("analysis.scale.ids.TOGETHER", together)
        rows = news(60)
        for i in range(20):
            rows[30 + i]["id"] = rows[i % 13]["id"]
        parts = counted(Archive(written(tmp_path / "x", rows, "jsonl"), piece_bytes=4000), tmp_path / "parts")
        assert [name for name, *_ in repeated_ids(parts)] == sorted(rows[i % 13]["id"] for i in range(20))

    def test_ids_whose_hashes_agree_are_told_apart(self, tmp_path, monkeypatch):
        monkeypatch.setattr("analysis.scale.ids.id_hash", lambda name: b"the same")
        rows = news(20)
        rows[9]["id"] = rows[4]["id"]
        parts = counted(Archive(written(tmp_path / "x", rows, "jsonl"), piece_bytes=4000), tmp_path / "parts")
        assert [name for name, *_ in repeated_ids(parts)] == [rows[4]["id"]]

    def test_an_archive_of_many_pieces_is_merged_in_several_steps(self, tmp_path, monkeypatch):
        monkeypatch.setattr("analysis.scale.tally.TOGETHER", 3)
        monkeypatch.setattr("analysis.scale.terms.TOGETHER", 100)
        archive = Archive(written(tmp_path / "x", news(60), "jsonl"), piece_bytes=1500)
        assert len(archive.pieces) > 27
        many = counted(archive, tmp_path / "many")
        one = counted(Archive(tmp_path / "x", piece_bytes=10**9), tmp_path / "one")
        assert told(many) == told(one)
        assert list(publisher_rows(many)) == list(publisher_rows(one))


class TestTables:
    @given(
        st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("PQ"), st.integers(1, 9)))), st.randoms()
    )
    def test_the_order_of_merging_does_not_matter(self, rows, rng):
        def table(cells):
            terms, publishers = sorted({c[0] for c in cells}), sorted({c[1] for c in cells})
            sums = Counter()
            for term, publisher, count in cells:
                sums[terms.index(term), publishers.index(publisher)] += count
            keys = numpy.array([*sums]).reshape(-1, 2)
            documents = numpy.array([sum(c[0] == term for c in cells) for term in terms], dtype=int)
            return TermTable(terms, documents, publishers, keys[:, 0], keys[:, 1], numpy.array([*sums.values()], int))

        tables = [table(cells) for cells in rows if cells]
        shuffled = rng.sample(tables, len(tables))
        halves = [merged(shuffled[:2]), merged(shuffled[2:])]
        assert merged(tables).in_order().packed() == merged(halves).in_order().packed()
