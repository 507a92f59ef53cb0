"""What is said of a text can be anything; what is kept of it can always be shown, written and read again."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.read.catalogue import (
    LONGEST,
    LONGEST_ID,
    body_cell,
    checked_id,
    clean_line,
    made_id,
    row_facts,
    web_address,
)
from analysis.read.corpus import corpus_problems
from analysis.read.manifest import LOCAL_COLUMNS, guarded, manifest_bytes, row_faults, unguarded
from tests.read.test_corpus import write_corpus

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANYTHING)
def test_a_line_holds_nothing_that_turns_or_orders(words):
    line = clean_line(words)
    assert len(line) <= LONGEST and line == " ".join(line.split())
    assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cs") or c in "\u202e\u202d\u2066\u200f"]
    assert clean_line(line) == line


@given(ANYTHING)
def test_a_guarded_cell_is_no_formula_and_comes_back(cell):
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(ANYTHING, ANYTHING, st.lists(st.sampled_from(["text", "con-text", "a", "a-2", "1"]), max_size=3))
def test_an_id_can_be_made_of_anything_and_is_free(publisher, title, taken):
    name = made_id({"publisher": publisher, "title": title, "date": ""}, taken)
    assert checked_id(name) == name
    assert name not in taken


def test_a_made_id_stays_short_however_many_there_are():
    row = {"publisher": "a" * 400, "title": "b" * 400, "date": "2020-01-01"}
    first = made_id(row, [])
    assert len(made_id(row, {first} | {f"{first}-{n}" for n in range(2, 99_999)})) <= LONGEST_ID


@settings(deadline=None)
@given(*[ANYTHING] * 4)
def test_a_row_of_anything_is_a_row_without_faults(title, publisher, licence, kind_of_publisher):
    facts = {"title": title, "publisher": publisher, "licence": licence, "publisher_type": kind_of_publisher}
    row = row_facts(facts, title="", url="") | {"id": "x", "file": "local/x.txt", "body": "", "sha256": "0" * 64}
    assert list(row_faults(row, {}, 2)) == []
    content = manifest_bytes([{name: guarded(cell) for name, cell in row.items()}], LOCAL_COLUMNS).decode()
    read = next(csv.DictReader(io.StringIO(content, newline="")))
    assert {name: unguarded(cell) for name, cell in read.items()} == row


@given(ANYTHING)
def test_an_address_is_kept_as_it_is_or_refused(words):
    for url in (words, f"https://mill.example/{words}", f"https://{words}"):
        try:
            kept = web_address(url)
        except CrossreadError as error:
            assert "\n" not in str(error)
        else:
            assert kept == "" or kept.startswith(("http://", "https://"))
            assert kept.casefold() == url.strip().casefold()


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_in_the_manifest_of_local_are_told_or_read(tmp_path_factory, content, headed):
    folder = write_corpus(tmp_path_factory.mktemp("corpus"))
    head = (",".join(LOCAL_COLUMNS) + "\n").encode() if headed else b""
    (folder / "local" / "manifest.csv").write_bytes(head + content)
    for problem in corpus_problems(folder):
        assert str(folder) in problem


@pytest.mark.parametrize(
    ("text", "title", "cell"),
    [
        ("Who pays?\n\nThe town.\n", "Who pays?", "11:20"),
        ("Who pays?\n\nThe town.\n", "Another", ""),
        ("Who pays?\n", "Who pays?", ""),
        ("A bill\n\nThe town.\n", "A bill", ""),
        ("No title here. The town pays.\n\nAnd so on.\n", "", ""),
    ],
)
def test_the_body_is_told_apart_where_rules_would_miss_the_title(text, title, cell):
    assert body_cell(text, title) == cell
