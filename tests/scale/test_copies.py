"""Near copies of an archive, against shares of runs that are counted one by one."""

import pytest

from analysis.scale.archive import Archive
from analysis.scale.copies import Copies, copy_rows, sketches
from analysis.scale.parts import Parts
from analysis.scale.reading import Batch, batches
from analysis.scale.record import Record
from tests.scale.archives import Writer, news, written


def record(text):
    return Record("a", "P", "", text, ("a.jsonl", 0))


def runs(text):
    words = text.lower().replace(".", "").replace(",", "").split()
    return {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def found(rows, folder, size=10**9):
    archive = Archive(written(folder, rows, "jsonl parquet"), piece_bytes=size)
    parts = Parts(folder.with_name(f"parts{size}"), len(archive.pieces))
    for piece in archive.pieces:
        work = Copies().begun()
        for batch in batches(archive.records(piece), []):
            work.add(batch)
        parts.keep(piece.number, work.blocks())
    return list(copy_rows(parts))


def edited(writer, text, share):
    """A text in which about that share of the words is another."""
    rng = writer.rng
    return " ".join(rng.choice(writer.words) if rng.random() < share else word for word in text.split())


class TestSketches:
    def test_the_estimate_is_near_the_share_that_is_counted(self):
        writer, errors = Writer(3), []
        for share in (0, 0.02, 0.05, 0.1, 0.2) * 8:
            one = " ".join(writer.text().split()).replace("“", "").replace("”", "")
            two = edited(writer, one, share)
            sketch = sketches(Batch([record(one), record(two)]))
            estimate = (sketch[0] == sketch[1]).mean()
            counted = len(runs(one) & runs(two)) / len(runs(one) | runs(two))
            errors.append(estimate - counted)
        assert max(map(abs, errors)) < 0.3
        assert abs(sum(errors) / len(errors)) < 0.05

    def test_sketches_hang_on_the_text_alone(self):
        texts = [row["text"] for row in news(9)]
        together = sketches(Batch([record(text) for text in texts]))
        for text, row in zip(texts, together, strict=True):
            assert (sketches(Batch([record("Before."), record(text)]))[1] == row).all()

    @pytest.mark.parametrize("text", ["...", "One two three.", "One two three four five."])
    def test_short_texts_are_one_run(self, text):
        one, two, other = sketches(Batch([record(text), record(text.upper()), record("Another word.")]))
        assert (one == two).all() and not (one == other).any()


class TestCopyRows:
    def test_wire_copies_are_one_group_and_the_first_print_leads(self, tmp_path):
        rows = news(240)
        table = found(rows, tmp_path / "x")
        wire = [row for number, row in enumerate(rows) if number % 12 == 5]
        assert {row[1] for row in table} == {row["id"] for row in wire}
        assert {row[0] for row in table} == {1}
        order = sorted(wire, key=lambda row: (row["date"], row["publisher"], row["id"]))
        assert [row[1] for row in table] == [row["id"] for row in order]
        assert table[0][5] == 1 and min(row[5] for row in table) >= 0.6

    def test_the_size_of_pieces_does_not_matter(self, tmp_path):
        rows = news(150)
        assert len({tuple(found(rows, tmp_path / "x", size)) for size in (2000, 20_000, 10**9)}) == 1

    def test_several_reports_are_several_groups(self, tmp_path):
        writer, rows = Writer(8), news(100)
        for number in range(0, 60, 20):
            report = writer.text() + "\n\n" + writer.text()
            for copy in range(4):
                rows[number + 3 * copy]["text"] = edited(writer, report, 0.01)
        groups = {}
        for row in found(rows, tmp_path / "x"):
            groups.setdefault(row[0], set()).add(row[1])
        for number in range(0, 60, 20):
            ids = {f"d{number + 3 * copy:05}" for copy in range(4)}
            assert any(len(ids & group) >= 3 and not group - ids for group in groups.values())

    def test_news_that_share_nothing_are_no_copies(self, tmp_path):
        rows = [row for number, row in enumerate(news(200)) if number % 12 != 5]
        assert found(rows, tmp_path / "x") == []

    def test_texts_without_words_are_nobodys_copies(self, tmp_path):
        rows = [{"id": str(i), "publisher": "P", "date": "", "text": "... —"} for i in range(6)]
        assert found(rows, tmp_path / "x") == []
