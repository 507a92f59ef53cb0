"""What `check` looks at beyond the manifest: the references of digests, and hashes after an edit made on purpose."""

import hashlib
from pathlib import Path

import pytest

from analysis.errors import CrossreadError
from analysis.read.checks import REFERENCE_COLUMNS, reference_problems, reference_rows, rehashed
from analysis.read.corpus import corpus_problems, load_corpus
from tests.read.test_corpus import small_corpus, write_corpus

HEADER = "document,sentence,url,publication,certainty,later"
FIRST = "guild,1,https://guild.example/mill,Yearbook,S,"
SECOND = "guild,2,https://guild.example/stones,Yearbook,M,later"


def with_references(folder: Path, *rows: str, header: str = HEADER) -> Path:
    write_corpus(folder)
    (folder / "references.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8", newline="")
    return folder


def in_row(folder: Path, row: int, sentence: str) -> str:
    return f"{folder / 'references.csv'} row {row}: {sentence}"


# References


def test_a_digest_whose_every_sentence_has_a_reference_is_in_order(tmp_path):
    assert reference_problems(with_references(tmp_path, FIRST, SECOND)) == []


def test_a_sentence_may_have_several_references_in_any_order(tmp_path):
    assert reference_problems(with_references(tmp_path, SECOND, FIRST, SECOND, FIRST.replace(",S,", ",R,"))) == []


def test_a_sentence_without_a_reference_is_named(tmp_path):
    folder = with_references(tmp_path, SECOND)
    assert reference_problems(folder) == [f"{folder / 'references.csv'}: sentence 1 of guild has no reference"]


def test_without_a_file_every_sentence_of_a_digest_lacks_its_reference(tmp_path):
    folder = write_corpus(tmp_path)
    assert reference_rows(folder) == []
    assert reference_problems(folder) == [
        f"{folder / 'references.csv'}: sentence 1 of guild has no reference",
        f"{folder / 'references.csv'}: sentence 2 of guild has no reference",
    ]


def test_a_corpus_without_digests_needs_no_references(tmp_path):
    rows, files = small_corpus()
    rows[1]["kind"] = "full"
    assert reference_problems(write_corpus(tmp_path, rows, files)) == []


@pytest.mark.parametrize("sentence", ["3", "0", "", "two", "-1", "1.0", "²", "٣"])
def test_a_reference_without_its_sentence_is_named(tmp_path, sentence):
    folder = with_references(tmp_path, FIRST, SECOND, FIRST.replace(",1,", f",{sentence},"))
    assert reference_problems(folder) == [in_row(folder, 4, f"guild has no sentence {sentence}; it has 1 to 2")]


@pytest.mark.parametrize("name", ["rivers", "river", "paper", ""])
def test_a_reference_of_an_unknown_document_or_of_no_digest_is_named(tmp_path, name):
    folder = with_references(tmp_path, FIRST, SECOND, FIRST.replace("guild", name, 1))
    assert reference_problems(folder) == [in_row(folder, 4, f"{name!r} is no digest of this corpus")]


@pytest.mark.parametrize("certainty", ["G", "", "s", "S M"])
def test_a_bad_certainty_is_named_with_those_that_are_allowed(tmp_path, certainty):
    folder = with_references(tmp_path, FIRST.replace(",S,", f",{certainty},"), SECOND)
    assert reference_problems(folder) == [in_row(folder, 2, f"certainty {certainty!r} must be one of S, M, R")]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "guild.example", ""])
def test_a_bad_address_is_named(tmp_path, url):
    folder = with_references(tmp_path, FIRST.replace("https://guild.example/mill", url), SECOND)
    assert reference_problems(folder) == [in_row(folder, 2, f"url {url!r} must begin with http:// or https://")]


def test_a_bad_mark_of_lateness_is_named(tmp_path):
    folder = with_references(tmp_path, FIRST, SECOND.replace("later", "yes"))
    assert reference_problems(folder) == [in_row(folder, 3, "later must be 'later' or empty, not 'yes'")]


def test_all_faults_of_all_rows_are_listed_at_once(tmp_path):
    folder = with_references(tmp_path, "guild,9,ftp://a.example,Yearbook,G,no", SECOND)
    assert reference_problems(folder) == [
        in_row(folder, 2, "guild has no sentence 9; it has 1 to 2"),
        in_row(folder, 2, "url 'ftp://a.example' must begin with http:// or https://"),
        in_row(folder, 2, "certainty 'G' must be one of S, M, R"),
        in_row(folder, 2, "later must be 'later' or empty, not 'no'"),
        f"{folder / 'references.csv'}: sentence 1 of guild has no reference",
    ]


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("document,sentence,url", "lacks publication, certainty, later"),
        (f"{HEADER},notes", "has also notes"),
        ("", f"lacks {', '.join(REFERENCE_COLUMNS)}"),
    ],
)
def test_wrong_columns_are_answered_with_the_right_ones(tmp_path, header, fault):
    folder = with_references(tmp_path, header=header)
    expected = f"{folder / 'references.csv'} {fault}; its columns must be {', '.join(REFERENCE_COLUMNS)}"
    assert reference_problems(folder) == [expected]
    with pytest.raises(CrossreadError) as caught:
        reference_rows(folder)
    assert str(caught.value) == expected


@pytest.mark.parametrize("row", ["guild,1,https://guild.example/mill", f"{FIRST},and more"])
def test_a_row_with_too_few_or_too_many_fields_is_named(tmp_path, row):
    folder = with_references(tmp_path, row, FIRST, SECOND)
    (problem,) = reference_problems(folder)
    assert problem.startswith(in_row(folder, 2, ""))


def test_references_that_are_not_utf8_are_a_problem_and_no_crash(tmp_path):
    folder = with_references(tmp_path, FIRST, SECOND)
    path = folder / "references.csv"
    path.write_bytes(path.read_bytes().replace(b"Yearbook", b"Ann\xe9e"))
    (problem,) = reference_problems(folder)
    assert problem.startswith(f"{path} is not UTF-8 (byte ")


def test_references_with_a_byte_order_mark_or_carriage_returns_are_read(tmp_path):
    folder = with_references(tmp_path, FIRST, SECOND)
    path = folder / "references.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert reference_problems(folder) == []
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert reference_problems(folder) == []


def test_references_with_a_huge_field_are_a_problem_and_no_crash(tmp_path):
    folder = with_references(tmp_path, FIRST.replace("Yearbook", "y" * 200_000), SECOND)
    (problem,) = reference_problems(folder)
    assert problem.startswith(f"{folder / 'references.csv'}")


def test_a_corpus_that_cannot_be_trusted_is_the_only_problem(tmp_path):
    folder = with_references(tmp_path, "nobody,7,x,y,z,no")
    (folder / "texts" / "river.txt").write_bytes(b"Other words.")
    assert reference_problems(folder) == corpus_problems(folder)
    assert len(corpus_problems(folder)) == 1


# Hashes


def edited(folder: Path) -> tuple[Path, bytes]:
    """A corpus with an edited text, and the bytes that its manifest should then have."""
    write_corpus(folder)
    path, manifest = folder / "texts" / "guild.txt", folder / "manifest.csv"
    before = path.read_bytes()
    after = before.replace(b"40", b"41")
    path.write_bytes(after)
    hashes = [hashlib.sha256(content).hexdigest().encode() for content in (before, after)]
    return folder, manifest.read_bytes().replace(*hashes)


def test_an_edited_text_gets_its_new_hash_and_nothing_else_changes(tmp_path):
    folder, expected = edited(tmp_path)
    assert corpus_problems(folder) != []
    texts = {path.name: path.read_bytes() for path in (folder / "texts").iterdir()}
    assert rehashed(folder) == ["guild"]
    assert (folder / "manifest.csv").read_bytes() == expected
    assert {path.name: path.read_bytes() for path in (folder / "texts").iterdir()} == texts
    assert "41 stones" in load_corpus(folder)["guild"].text


def test_a_second_time_changes_nothing(tmp_path):
    folder, expected = edited(tmp_path)
    rehashed(folder)
    assert rehashed(folder) == []
    assert (folder / "manifest.csv").read_bytes() == expected


def test_several_edited_texts_are_told_in_the_order_of_the_manifest(tmp_path):
    folder = write_corpus(tmp_path)
    for name in ("river", "paper"):
        (folder / "texts" / f"{name}.txt").write_bytes(b"Other words.")
    assert rehashed(folder) == ["paper", "river"]
    assert corpus_problems(folder) == []


def test_fields_that_need_quotes_keep_them(tmp_path):
    rows, files = small_corpus()
    rows[1] |= {"title": 'Bread, "rye" and oats', "publisher": "Müller\nund Sohn", "licence": " kept as it is "}
    folder = write_corpus(tmp_path, rows, files)
    expected = (folder / "manifest.csv").read_bytes()
    assert rehashed(folder) == []
    assert (folder / "manifest.csv").read_bytes() == expected


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.replace(b"A digest", b'"A digest"'),
        lambda content: content.rstrip(b"\n"),
    ],
    ids=["byte order mark", "carriage returns", "quotes without need", "no last line end"],
)
def test_a_manifest_saved_by_another_editor_keeps_its_bytes_apart_from_the_hash(tmp_path, change):
    folder, expected = edited(tmp_path)
    path = folder / "manifest.csv"
    path.write_bytes(change(path.read_bytes()))
    assert rehashed(folder) == ["guild"]
    assert path.read_bytes() == change(expected)


def test_a_missing_text_keeps_its_row_as_it_is(tmp_path):
    folder, expected = edited(tmp_path)
    (folder / "texts" / "river.txt").unlink()
    assert rehashed(folder) == ["guild"]
    assert (folder / "manifest.csv").read_bytes() == expected


def test_a_file_outside_the_corpus_is_not_hashed(tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"Nobody reads this.")
    rows, files = small_corpus()
    rows[1] |= {"file": "../secret.txt", "sha256": "0" * 64}
    folder = write_corpus(tmp_path / "corpus", rows, files)
    assert rehashed(folder) == []


def test_a_manifest_that_cannot_be_read_is_refused_and_left_alone(tmp_path):
    folder = write_corpus(tmp_path)
    path = folder / "manifest.csv"
    path.write_bytes(path.read_bytes().replace(b"licence", b"license", 1))
    before = path.read_bytes()
    with pytest.raises(CrossreadError, match="lacks licence and has also license"):
        rehashed(folder)
    assert path.read_bytes() == before
