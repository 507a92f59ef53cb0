"""The corpus: what is refused, with one sentence that names file, row and remedy."""

import csv
import dataclasses
import hashlib
import io
from pathlib import Path

import pytest

from analysis.errors import CrossreadError
from analysis.read.corpus import Corpus, corpus_problems, load_corpus
from analysis.read.manifest import COLUMNS, manifest_rows

TEXTS = {
    "paper": "A mill reopens\n\n4 May 2020\n\nThe mill opened at dawn. Its wheel turns again.\n",
    "guild": "A digest\n\nAccording to the guild, the mill opened in May. It has 40 stones.\n",
    "river": "The river\n\nThe river rose by 2 feet. Nobody came.\n",
}
KINDS = {"paper": "original", "guild": "digest", "river": "full"}


def small_corpus() -> tuple[list[dict[str, str]], dict[str, bytes]]:
    """The manifest rows and files of a valid corpus; a hash is filled in when it is written."""
    rows = [
        {
            "id": name,
            "title": text.splitlines()[0],
            "publisher": f"The {name.title()}",
            "publisher_type": "example",
            "date": "2020-05-04",
            "url": f"https://{name}.example/mill",
            "kind": KINDS[name],
            "licence": "written for this test",
            "file": f"texts/{name}.txt",
            "body": "",
        }
        for name, text in TEXTS.items()
    ]
    return rows, {f"texts/{name}.txt": text.encode() for name, text in TEXTS.items()}


def write_corpus(folder: Path, rows=None, files=None) -> Path:
    """Write a corpus into `folder`: the small one, or what a test has made of it."""
    small_rows, small_files = small_corpus()
    rows, files = small_rows if rows is None else rows, small_files if files is None else files
    for part in ("texts", "local"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    rows = [{"sha256": hashlib.sha256(files.get(row["file"], b"")).hexdigest()} | row for row in rows]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / "manifest.csv").write_bytes(stream.getvalue().encode())
    return folder


def with_cell(folder: Path, **cells: str) -> Path:
    """The small corpus, with these cells in the row of its digest (row 3)."""
    rows, files = small_corpus()
    rows[1] |= cells
    return write_corpus(folder, rows, files)


def with_text(folder: Path, content: bytes, **cells: str) -> Path:
    """The small corpus, with these bytes (rightly hashed) as the text of its digest."""
    rows, files = small_corpus()
    rows[1] |= cells
    return write_corpus(folder, rows, files | {"texts/guild.txt": content})


def with_manifest(folder: Path, change) -> Path:
    """The small corpus, with `change` made to the bytes of its manifest."""
    path = write_corpus(folder) / "manifest.csv"
    path.write_bytes(change(path.read_bytes()))
    return folder


def refusal(folder: Path) -> str:
    """The sentence with which a corpus that has one fault is refused, the same from both functions."""
    with pytest.raises(CrossreadError) as caught:
        load_corpus(folder)
    assert corpus_problems(folder) == [str(caught.value)]
    return str(caught.value)


def in_row(folder: Path, sentence: str, row: int = 3) -> str:
    return f"{folder / 'manifest.csv'} row {row}: {sentence}"


NO_ARTICLE = (
    "exactly one row must have kind 'original', the article under study; given: none; "
    "add yours with 'python -m analysis add ARTICLE --target'"
)
ALL_COLUMNS = "its columns must be id, title, publisher, publisher_type, date, url, kind, licence, file, body, sha256"


# A corpus that can be trusted


def test_a_valid_corpus_is_loaded_in_the_order_of_its_manifest(tmp_path):
    corpus = load_corpus(write_corpus(tmp_path))
    assert len(corpus) == 3
    assert [document.id for document in corpus] == ["paper", "guild", "river"]
    assert corpus_problems(tmp_path) == []


def test_the_order_is_the_manifests_and_not_the_alphabets_or_the_kinds(tmp_path):
    rows, files = small_corpus()
    corpus = load_corpus(write_corpus(tmp_path, [rows[2], rows[0], rows[1]], files))
    assert [document.id for document in corpus] == ["river", "paper", "guild"]


def test_a_document_has_what_the_manifest_says_of_it(tmp_path):
    document = load_corpus(with_cell(tmp_path, body="10:60", publisher_type="trade body"))["guild"]
    assert document.text == TEXTS["guild"]
    assert document.date.isoformat() == "2020-05-04"
    assert document.body == (10, 60)
    assert (document.title, document.publisher, document.publisher_type, document.url, document.kind) == (
        "A digest",
        "The Guild",
        "trade body",
        "https://guild.example/mill",
        "digest",
    )
    assert document.licence == "written for this test"


def test_date_url_and_body_may_be_empty(tmp_path):
    document = load_corpus(with_cell(tmp_path, date="", url="", body="", publisher_type=""))["guild"]
    assert (document.date, document.url, document.body) == (None, "", None)


def test_the_text_is_not_touched(tmp_path):
    content = "A digest\r\n\r\nThe mill opened.\r\n \u00a0It cafe\u0301 turns.\r".encode()
    assert load_corpus(with_text(tmp_path, content))["guild"].text.encode() == content


def test_the_article_under_study_is_the_target_and_the_others_are_the_contrast(tmp_path):
    rows, files = small_corpus()
    corpus = load_corpus(write_corpus(tmp_path, [rows[1], rows[0], rows[2]], files))
    assert corpus.target.id == "paper"
    assert [document.id for document in corpus.contrast] == ["guild", "river"]


def test_a_document_is_found_by_its_id(tmp_path):
    corpus = load_corpus(write_corpus(tmp_path))
    assert corpus["river"] is list(corpus)[2]


def test_an_unknown_id_is_answered_with_those_that_exist(tmp_path):
    corpus = load_corpus(write_corpus(tmp_path))
    with pytest.raises(CrossreadError) as caught:
        corpus["rivers"]
    assert str(caught.value) == f"no document 'rivers' in {tmp_path}; there are paper, guild, river"


def test_the_table_has_one_row_a_document(tmp_path):
    table = load_corpus(write_corpus(tmp_path)).table
    assert list(table.columns) == [
        "document",
        "publisher",
        "type",
        "date",
        "kind",
        "sentences",
        "words",
        "licence",
        "title",
    ]
    assert list(table["document"]) == ["paper", "guild", "river"]
    assert list(table["kind"]) == ["original", "digest", "full"]
    assert list(table["sentences"]) == [2, 2, 2]
    assert list(table["words"]) == [9, 13, 8]


def test_the_html_of_a_corpus_escapes_what_the_manifest_says(tmp_path):
    html = load_corpus(with_cell(tmp_path, title="<script>alert('bread')</script>", publisher="R & <b>D"))._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "R &amp; &lt;b&gt;D" in html


def test_the_html_of_a_corpus_shows_long_titles_whole(tmp_path):
    title = "The mill, the pond, the weir, the sluice, the race, the stones, the hopper and the loft"
    assert title in load_corpus(with_cell(tmp_path, title=title))._repr_html_()


def test_the_folder_may_be_given_as_text_and_may_have_a_space_and_letters_of_any_script(tmp_path):
    folder = write_corpus(tmp_path / "mein Müller خبز")
    assert len(load_corpus(str(folder))) == 3
    assert isinstance(load_corpus(folder), Corpus)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
        lambda content: content.rstrip(b"\n"),
    ],
    ids=["byte order mark", "carriage returns", "both", "no last line end"],
)
def test_a_manifest_saved_by_another_editor_is_read_all_the_same(tmp_path, change):
    corpus = load_corpus(with_manifest(tmp_path, change))
    assert [document.id for document in corpus] == ["paper", "guild", "river"]


def test_the_columns_of_the_manifest_may_stand_in_another_order(tmp_path):
    write_corpus(tmp_path)
    with (tmp_path / "manifest.csv").open(encoding="utf-8", newline="") as file:
        reordered = [row[::-1] for row in csv.reader(file)]
    with (tmp_path / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(reordered)
    assert [row["id"] for row in manifest_rows(tmp_path)] == ["paper", "guild", "river"]
    assert len(load_corpus(tmp_path)) == 3


def test_a_text_in_local_belongs_to_the_corpus(tmp_path):
    rows, files = small_corpus()
    rows[1]["file"] = "local/guild.txt"
    files["local/guild.txt"] = files.pop("texts/guild.txt")
    assert load_corpus(write_corpus(tmp_path, rows, files))["guild"].text == TEXTS["guild"]


# The manifest as a file


def test_a_folder_without_a_manifest_is_refused(tmp_path):
    assert refusal(tmp_path) == f"no manifest.csv in {tmp_path}; load_corpus() wants a folder made like corpus/"


def test_a_folder_that_does_not_exist_is_refused_in_the_same_words(tmp_path):
    folder = tmp_path / "nowhere"
    assert refusal(folder) == f"no manifest.csv in {folder}; load_corpus() wants a folder made like corpus/"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("The mill turns.", encoding="utf-8")
    assert str(path) in refusal(path)


def test_a_folder_in_the_place_of_the_manifest_is_refused(tmp_path):
    (tmp_path / "manifest.csv").mkdir()
    assert str(tmp_path) in refusal(tmp_path)


def test_a_manifest_that_is_not_utf8_is_refused(tmp_path):
    folder = with_manifest(tmp_path, lambda content: content.replace(b"The Paper", b"Le p\xe9trin"))
    byte = (folder / "manifest.csv").read_bytes().index(b"\xe9")
    assert refusal(folder) == f"{folder / 'manifest.csv'} is not UTF-8 (byte {byte}); save it as UTF-8"


def test_an_empty_manifest_lacks_its_columns(tmp_path):
    folder = with_manifest(tmp_path, lambda content: b"")
    assert refusal(folder) == f"{folder / 'manifest.csv'} lacks {', '.join(COLUMNS)}; {ALL_COLUMNS}"


def test_missing_columns_are_named(tmp_path):
    folder = with_manifest(
        tmp_path, lambda content: b"\n".join(line.rsplit(b",", 2)[0] for line in content.split(b"\n"))
    )
    assert refusal(folder) == f"{folder / 'manifest.csv'} lacks body, sha256; {ALL_COLUMNS}"


def test_extra_columns_are_named(tmp_path):
    folder = with_manifest(tmp_path, lambda content: content.replace(b"sha256", b"sha256,notes,mood", 1))
    assert refusal(folder) == f"{folder / 'manifest.csv'} has also notes, mood; {ALL_COLUMNS}"


def test_a_misspelt_column_is_both_missing_and_extra(tmp_path):
    folder = with_manifest(tmp_path, lambda content: content.replace(b"licence", b"license", 1))
    assert refusal(folder) == f"{folder / 'manifest.csv'} lacks licence and has also license; {ALL_COLUMNS}"


def test_a_column_twice_is_refused(tmp_path):
    folder = with_manifest(tmp_path, lambda content: content.replace(b"sha256", b"sha256,title", 1))
    assert refusal(folder) == f"{folder / 'manifest.csv'} names a column twice; {ALL_COLUMNS}"


@pytest.mark.parametrize(("given", "count"), [(b"", 10), (b"example,example,", 12)])
def test_a_row_with_a_field_too_few_or_too_many_is_refused(tmp_path, given, count):
    folder = with_manifest(tmp_path, lambda content: content.replace(b"The Guild,example,", b"The Guild," + given))
    expected = f"{count} fields, not 11; quote a field that holds a comma"
    assert refusal(folder) == in_row(folder, expected)


def test_a_huge_field_is_refused(tmp_path):
    folder = with_cell(tmp_path, title="bread " * 40_000)
    message = refusal(folder)
    assert message.startswith(f"{folder / 'manifest.csv'}")
    assert len(message) < 500


def test_a_manifest_without_rows_has_no_article_under_study(tmp_path):
    folder = with_manifest(tmp_path, lambda content: content.split(b"\n")[0] + b"\n")
    assert refusal(folder) == (f"{folder / 'manifest.csv'}: {NO_ARTICLE}")


# One cell of the manifest


@pytest.mark.parametrize(
    "name", ["Guild", "the guild", "guild_2", "-guild", "guild--2", "gilde-é", "", "../guild", "guild\n"]
)
def test_a_bad_id_is_refused(tmp_path, name):
    folder = with_cell(tmp_path, id=name)
    expected = f"id {name!r} must be lower-case letters, digits and single hyphens, such as 'hrw-2005'"
    assert refusal(folder) == in_row(folder, expected)


def test_an_id_that_stands_twice_is_refused_and_both_rows_are_named(tmp_path):
    folder = with_cell(tmp_path, id="paper")
    assert refusal(folder) == in_row(folder, "id 'paper' stands already in row 2; ids must differ")


@pytest.mark.parametrize(
    "date",
    ["4 May 2020", "2020-5-4", "04/05/2020", "20200504", "2020-05-04T10:00", "2020-02-30", "2021-13-01", "0000-01-01"],
)
def test_a_date_of_another_form_or_of_no_calendar_is_refused(tmp_path, date):
    folder = with_cell(tmp_path, date=date)
    assert refusal(folder) == in_row(folder, f"date {date!r} is no date; write YYYY-MM-DD, or leave it empty")


@pytest.mark.parametrize("licence", ["", "  "])
def test_a_missing_licence_is_refused(tmp_path, licence):
    folder = with_cell(tmp_path, licence=licence)
    expected = "licence is missing; write the terms under which the text may be kept, or 'unknown, private use'"
    assert refusal(folder) == in_row(folder, expected)


@pytest.mark.parametrize("column", ["title", "publisher"])
def test_a_missing_title_or_publisher_is_refused(tmp_path, column):
    folder = with_cell(tmp_path, **{column: " "})
    assert refusal(folder) == in_row(folder, f"{column} is missing")


@pytest.mark.parametrize("kind", ["", "copy", "Digest", "original "])
def test_an_unknown_kind_is_refused(tmp_path, kind):
    folder = with_cell(tmp_path, kind=kind)
    assert refusal(folder) == in_row(folder, f"kind {kind!r} is unknown; it must be one of original, digest, full")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://guild.example/", "guild.example", "https://", 'https://a.example/"onclick', "//a.b"],
)
def test_an_address_of_another_kind_is_refused(tmp_path, url):
    folder = with_cell(tmp_path, url=url)
    expected = f"url {url!r} is no web address; it must begin with http:// or https://, or be empty"
    assert refusal(folder) == in_row(folder, expected)


@pytest.mark.parametrize("body", ["all", "10", "10-20", "-5:20", "5:", "1:2:3", " 5:20"])
def test_a_body_that_is_no_pair_of_offsets_is_refused(tmp_path, body):
    folder = with_cell(tmp_path, body=body)
    expected = f"body {body!r} must be two character offsets such as 106:7054, or empty (found by rule)"
    assert refusal(folder) == in_row(folder, expected)


@pytest.mark.parametrize("body", ["0:9999", "20:10", "10:10", "9999:10000", f"0:{len(TEXTS['guild']) + 1}"])
def test_a_body_beyond_the_text_is_refused(tmp_path, body):
    folder = with_cell(tmp_path, body=body)
    expected = f"body {body} does not lie within the {len(TEXTS['guild'])} characters of texts/guild.txt"
    assert refusal(folder) == in_row(folder, expected)


def test_a_body_as_long_as_the_text_is_allowed(tmp_path):
    assert load_corpus(with_cell(tmp_path, body=f"0:{len(TEXTS['guild'])}"))["guild"].body == (0, len(TEXTS["guild"]))


def test_a_body_that_counts_characters_and_not_bytes_is_allowed(tmp_path):
    content = "Ä" * 50
    assert load_corpus(with_text(tmp_path, content.encode(), body="10:50"))["guild"].zones.body.text == "Ä" * 40


def test_a_body_beyond_the_characters_but_within_the_bytes_is_refused(tmp_path):
    folder = with_text(tmp_path, ("Ä" * 50).encode(), body="10:51")
    expected = "body 10:51 does not lie within the 50 characters of texts/guild.txt"
    assert refusal(folder) == in_row(folder, expected)


def test_a_body_with_thousands_of_digits_is_refused(tmp_path):
    folder = with_cell(tmp_path, body="1:" + "9" * 5000)
    assert refusal(folder).startswith(in_row(folder, "body "))


def test_a_corpus_without_an_original_is_refused(tmp_path):
    rows, files = small_corpus()
    rows[0]["kind"] = "full"
    folder = write_corpus(tmp_path, rows, files)
    assert refusal(folder) == (f"{folder / 'manifest.csv'}: {NO_ARTICLE}")


def test_a_corpus_with_two_originals_is_refused(tmp_path):
    folder = with_cell(tmp_path, kind="original")
    assert refusal(folder) == (
        f"{folder / 'manifest.csv'}: exactly one row must have kind 'original', the article under study; "
        "given: paper, guild"
    )


# The text behind a row


def test_a_hash_that_does_not_match_is_refused(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "texts" / "guild.txt").write_bytes(TEXTS["guild"].replace("40", "41").encode())
    assert refusal(folder) == (
        f"{folder}/manifest.csv row 3: sha256 does not match texts/guild.txt; "
        "run 'python -m analysis check --fix' if you edited it on purpose"
    )


def test_other_line_ends_are_other_bytes(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "texts" / "guild.txt").write_bytes(TEXTS["guild"].replace("\n", "\r\n").encode())
    assert "sha256 does not match texts/guild.txt" in refusal(folder)


def test_a_text_that_is_not_utf8_is_refused(tmp_path):
    folder = with_text(tmp_path, b"Le p\xe9trin tourne.")
    expected = "texts/guild.txt is not UTF-8 (byte 4); convert it, for instance with iconv"
    assert refusal(folder) == in_row(folder, expected)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", "\u00a0".encode()])
def test_an_empty_text_is_refused(tmp_path, content):
    folder = with_text(tmp_path, content)
    assert refusal(folder) == in_row(folder, "texts/guild.txt is empty; fill it or remove the row")


def test_a_text_with_a_nul_byte_is_refused(tmp_path):
    folder = with_text(tmp_path, "é bread\0.".encode())
    assert refusal(folder) == in_row(folder, "texts/guild.txt holds a NUL byte (byte 8); it is no plain text")


def test_a_missing_file_is_refused(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "texts" / "guild.txt").unlink()
    expected = "texts/guild.txt cannot be read (No such file or directory); restore it or remove the row"
    assert refusal(folder) == in_row(folder, expected)


def test_a_folder_in_the_place_of_a_text_is_refused(tmp_path):
    folder = with_cell(tmp_path, file="texts/inner")
    (folder / "texts" / "inner").mkdir()
    assert refusal(folder) == in_row(folder, "texts/inner is no plain file; restore it or remove the row")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "guild.txt",
        "../guild.txt",
        "texts/../guild.txt",
        "texts/../../guild.txt",
        "texts-old/guild.txt",
        "texts\\guild.txt",
        "texts/old\\guild.txt",
    ],
)
def test_a_file_outside_texts_and_local_is_refused(tmp_path, name):
    folder = with_cell(tmp_path / "corpus", file=name)
    for place in (folder, tmp_path, folder / "texts-old"):
        place.mkdir(exist_ok=True)
        (place / "guild.txt").write_bytes(TEXTS["guild"].encode())
    expected = f"file {name!r} lies outside texts/ and local/ (or links out of them); move it into one of them"
    assert refusal(folder) == in_row(folder, expected)


def test_an_absolute_path_is_refused(tmp_path):
    path = tmp_path / "guild.txt"
    path.write_bytes(TEXTS["guild"].encode())
    folder = with_cell(tmp_path / "corpus", file=str(path))
    expected = f"file {str(path)!r} lies outside texts/ and local/ (or links out of them); move it into one of them"
    assert refusal(folder) == in_row(folder, expected)


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.txt").write_bytes(TEXTS["guild"].encode())
    folder = with_cell(
        tmp_path / "corpus", file="texts/link.txt", sha256=hashlib.sha256(TEXTS["guild"].encode()).hexdigest()
    )
    (folder / "texts" / "link.txt").symlink_to(tmp_path / "secret.txt")
    expected = "file 'texts/link.txt' lies outside texts/ and local/ (or links out of them); move it into one of them"
    assert refusal(folder) == in_row(folder, expected)


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    folder = with_cell(tmp_path, file="texts/link.txt")
    (folder / "texts" / "link.txt").symlink_to(folder / "texts" / "link.txt")
    assert refusal(folder).startswith(in_row(folder, ""))


def test_a_link_within_the_folder_is_followed(tmp_path):
    folder = with_cell(tmp_path, file="local/link.txt", sha256=hashlib.sha256(TEXTS["river"].encode()).hexdigest())
    (folder / "local" / "link.txt").symlink_to(folder / "texts" / "river.txt")
    assert load_corpus(folder)["guild"].text == TEXTS["river"]


def test_a_file_name_with_a_nul_byte_is_refused(tmp_path):
    folder = with_cell(tmp_path, file="texts/guild\0.txt")
    assert refusal(folder).startswith(in_row(folder, "file 'texts/guild\\x00.txt' "))


def test_a_file_name_longer_than_the_system_allows_is_refused(tmp_path):
    folder = with_cell(tmp_path, file=f"texts/{'g' * 300}.txt")
    assert "cannot be read (File name too long); restore it or remove the row" in refusal(folder)


# Several faults


def spoilt(folder: Path) -> Path:
    rows, files = small_corpus()
    rows[0] |= {"licence": "", "kind": "copy"}
    rows[1] |= {"id": "The Guild", "date": "May"}
    rows[2] |= {"sha256": "0" * 64, "body": "0:9999"}
    return write_corpus(folder, rows, files)


def test_all_problems_are_listed_at_once(tmp_path):
    folder = spoilt(tmp_path)
    path = folder / "manifest.csv"
    assert sorted(corpus_problems(folder)) == sorted(
        [
            f"{path} row 2: kind 'copy' is unknown; it must be one of original, digest, full",
            f"{path} row 2: licence is missing; write the terms under which the text may be kept, "
            "or 'unknown, private use'",
            f"{path} row 3: id 'The Guild' must be lower-case letters, digits and single hyphens, such as 'hrw-2005'",
            f"{path} row 3: date 'May' is no date; write YYYY-MM-DD, or leave it empty",
            f"{path} row 4: sha256 does not match texts/river.txt; "
            "run 'python -m analysis check --fix' if you edited it on purpose",
            f"{path} row 4: body 0:9999 does not lie within the {len(TEXTS['river'])} characters of texts/river.txt",
            f"{path}: {NO_ARTICLE}",
        ]
    )


def test_the_problems_come_in_the_order_of_the_rows(tmp_path):
    rows = [problem.split(":")[0].rsplit(" ", 1)[-1] for problem in corpus_problems(spoilt(tmp_path))[:-1]]
    assert rows == ["2", "2", "3", "3", "4", "4"]


def test_loading_tells_the_first_problem_and_how_many_more_there_are(tmp_path):
    folder = spoilt(tmp_path)
    with pytest.raises(CrossreadError) as caught:
        load_corpus(folder)
    assert str(caught.value) == corpus_problems(folder)[0] + " (and 6 more: python -m analysis check)"


class TestDocumentsOfOneId:
    def test_a_document_listed_twice_counts_once(self, bridge):
        twice = Corpus(bridge.folder, (*bridge.documents, bridge.documents[2]))
        assert twice.documents == bridge.documents

    def test_two_texts_under_one_id_are_refused(self, bridge):
        other = dataclasses.replace(bridge.documents[2], text="Another text altogether.")
        with pytest.raises(CrossreadError, match=r"^two documents have the id 'ferry' and other texts; give each"):
            Corpus(bridge.folder, (*bridge.documents, other))

    def test_a_subset_holds_the_article_and_the_sources_asked_for(self, bridge):
        assert [document.id for document in bridge.subset(["town", "office"])] == ["paper", "office", "town"]
        with pytest.raises(CrossreadError, match=r"^no document 'nobody'"):
            bridge.subset(["nobody"])
