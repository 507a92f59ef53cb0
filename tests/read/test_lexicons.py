"""The word lists that ship: every row can be found, stands once, has its category and its source."""

import csv
import re

import pytest

from analysis.errors import CrossreadError
from analysis.read import lexicons
from analysis.read.attribution.stances import STANCES
from analysis.read.document import Document
from analysis.read.expressions import expression, hits
from analysis.read.lexicons import FOLDER, LEXICONS, Entry, lexicon, lexicon_expressions

CATEGORIES = {
    "hedges": {"modal", "verb", "adverb", "adjective_noun", "approximator", "phrase"},
    "boosters": {"adverb", "verb", "adjective_noun", "phrase", "emphatic"},
    "evaluative": {"negative", "positive"},
    "reporting verbs": set(STANCES) - {"unclassified"},
}
README = (FOLDER / "README.md").read_text(encoding="utf-8")


def raw_rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / LEXICONS[name][0]).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.fixture
def own_list(tmp_path, monkeypatch):
    """A function: the lines of a list of one's own in, its entries out."""

    def read(*lines: str) -> tuple[Entry, ...]:
        path = tmp_path / "own.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        monkeypatch.setitem(LEXICONS, "own", (str(path), "category"))
        lexicons.lexicon.cache_clear()
        return lexicons.lexicon("own")

    yield read
    lexicons.lexicon.cache_clear()


class TestReading:
    def test_a_row_becomes_an_entry(self, own_list):
        rows = ("may,may,modal,lower,me", "tend_to,tend_to tends_to,verb,,me")
        assert own_list("lemma,forms,category,case,source", *rows) == (
            Entry("may", ("may",), "modal", True),
            Entry("tend to", ("tend to", "tends to"), "verb", False),
        )

    def test_a_list_without_a_column_for_case_finds_every_case(self, own_list):
        assert own_list("lemma,forms,category,source", "may,may,modal,me")[0].lower is False

    def test_an_unknown_list_is_refused_with_those_there_are(self):
        with pytest.raises(
            CrossreadError,
            match=r"^lexicon must be one of 'hedges', 'boosters', 'evaluative', 'reporting verbs'; not 'insults'$",
        ):
            lexicon("insults")
        with pytest.raises(CrossreadError, match=r"^lexicon must be one of "):
            lexicon_expressions("insults")


@pytest.mark.parametrize("name", LEXICONS)
class TestEveryList:
    def test_no_form_stands_twice(self, name):
        norms = [listed.norms for listed in lexicon_expressions(name)]
        assert len(norms) == len(set(norms)) > 0

    def test_each_form_is_read_as_the_words_that_are_written(self, name):
        for entry in lexicon(name):
            for form in entry.forms:
                assert expression(form, 0).norms == tuple(form.split()), form

    def test_each_form_is_found_in_a_text(self, name):
        for i, entry in enumerate(lexicon(name)):
            for form in entry.forms:
                document = Document(id="x", text=f"Now see, {form}, there it is.")
                assert [hit.entry for hit in hits(document, lexicon_expressions(name)) if hit.entry == i], form

    def test_each_row_says_where_it_comes_from(self, name):
        assert all(row["source"].strip() for row in raw_rows(name))

    def test_rows_are_whole_and_their_lemmas_differ(self, name):
        rows = raw_rows(name)
        assert all(None not in row and None not in row.values() for row in rows)
        assert len({row["lemma"] for row in rows}) == len(rows)

    def test_the_lemma_is_the_first_of_its_forms(self, name):
        assert [entry.lemma for entry in lexicon(name)] == [entry.forms[0] for entry in lexicon(name)]

    def test_forms_are_in_lower_case_with_single_spaces(self, name):
        for row in raw_rows(name):
            assert re.fullmatch(r"[^\W\d_]+(?:['_-][^\W\d_]+)*(?: [^\W\d_]+(?:['_-][^\W\d_]+)*)*", row["forms"]), row
            assert row["forms"] == row["forms"].lower()

    def test_categories_are_those_of_the_readme(self, name):
        assert {entry.category for entry in lexicon(name)} == CATEGORIES[name]
        section = README.split(f"## {LEXICONS[name][0]}")[1].split("\n## ")[0]
        assert all(f"`{category}`" in section for category in CATEGORIES[name])

    def test_case_is_empty_or_lower(self, name):
        assert {row.get("case", "") for row in raw_rows(name)} <= {"", "lower"}

    def test_expressions_lead_back_to_their_rows(self, name):
        listed, entries = lexicon_expressions(name), lexicon(name)
        assert len(listed) == sum(len(entry.forms) for entry in entries)
        assert all(" ".join(one.norms) in entries[one.entry].forms for one in listed)
        assert all(one.lower == entries[one.entry].lower and not any(one.capitals) for one in listed)


@pytest.mark.parametrize("name", ["hedges", "boosters"])
def test_no_form_of_several_words_holds_another_form_of_its_list(name):
    forms = {listed.norms for listed in lexicon_expressions(name)}
    for form in forms:
        inside = {form[i:j] for i in range(len(form)) for j in range(i + 1, len(form) + 1)} - {form}
        assert not inside & forms, form


def test_about_half_of_the_evaluative_rows_are_negative():
    categories = [entry.category for entry in lexicon("evaluative")]
    assert 0.95 < categories.count("negative") / categories.count("positive") < 1.05


def test_may_is_a_hedge_in_lower_case_only():
    document = Document(id="x", text="It may rain in May. May it rain.")
    found = [document.tokens[hit.first].start for hit in hits(document, lexicon_expressions("hedges"))]
    assert found == [3]
