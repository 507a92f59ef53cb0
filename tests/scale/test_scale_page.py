"""The page on a hundred million documents: its figures are those of the last run, and no other ones."""

import re

import pytest

from benchmarks.rows import FOLDER, Row, results
from benchmarks.speed import paper


@pytest.fixture
def rows():
    memory = [
        Row("archive, counting 10 MB: largest memory in MB", 150.0),
        Row("archive, counting 80 MB: largest memory in MB", 400.0),
    ]
    values = {
        "size": 5000, "words": 160_000, "counting": 2.0, "given back": 100, "merging": 10, "merging by two": 6,
        "rules": 50_000,
        "linear": 10_000, "claims": 5, "indexing": 1000, "index size": 0.25, "search": 40,
    }  # fmt: skip
    return [*memory, *(Row(paper.RATES[key], float(value)) for key, value in values.items())]


class TestPage:
    def test_the_page_holds_what_the_last_run_gives(self):
        text = paper.PAGE.read_text(encoding="utf-8")
        assert paper.page(text, results(FOLDER / "speed")) == text

    def test_no_figure_stands_outside_the_tables(self):
        text = paper.PAGE.read_text(encoding="utf-8")
        prose = text[: text.index(paper.START)] + text[text.index(paper.END) :]
        found = re.findall(r"\d+", re.sub(r"(?m)^\d\. ", "", prose))
        assert set(found) == {str(paper.CORES)}

    def test_the_figures_are_worked_out_from_the_rates(self, rows):
        told = paper.tables(rows)
        # 100 million documents of 5,000 bytes are 500 GB and, at 160,000 words a MB, 80 billion words.
        for line in [
            "| size of the archive | 500 GB |",
            "| words | 80 billion |",
            "| counting: time on 64 cores | 10 min |",
            "| attributions by linear: time on 64 cores | 35 h |",
            "| sentences near each claim: time on 64 cores | 26 min |",
            "| counting: given back to the process that merges | 50 GB |",
            "| counting: merging by one process | 83 min |",
            "| counting: largest memory of two workers and the process that merges, as measured | 400 MB |",
            "| index: building by one process | 28 h |",
            "| index: size | 125 GB |",
            "| index: a claim, one index of all, if time grows with the documents | 4 s |",
        ]:
            assert line in told

    def test_rates_that_are_missing_are_not_made_up(self, rows):
        assert paper.tables(rows[:-1]) == paper.NOT_MEASURED
        assert paper.tables(rows[2:]) == paper.NOT_MEASURED

    def test_a_page_without_its_marks_is_left_alone(self, rows):
        with pytest.raises(SystemExit, match="put both back"):
            paper.page("No marks.", rows)
