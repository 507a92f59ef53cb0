"""Texts that are added: all of a document or nothing, beside what the corpus has, and never outside of local/."""

import csv
import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from analysis.errors import CrossreadError
from analysis.read import files, local
from analysis.read.acquire import Extract
from analysis.read.checks import reference_problems, rehashed
from analysis.read.corpus import corpus_problems, load_corpus
from analysis.read.local import kept
from analysis.read.manifest import COLUMNS, LOCAL_COLUMNS
from analysis.read.provenance import provenance
from analysis.show import gallery
from tests.read.test_corpus import NO_ARTICLE, small_corpus, write_corpus

TEXT = "The board on the mill\n\nThe board wrote that 30 people had left the mill. It had asked nobody.\n"


def board(text=TEXT, **more):
    return Extract(text, title=text.splitlines()[0], language="en", media="text", encoding="utf-8", **more)


def added(folder, text=TEXT, **facts):
    return kept(folder, board(text), {"publisher": "The Board", "date": "2020-05-09", **facts}, {"source": "board.txt"})


def read_again(folder, **facts):
    """The document after a text was added with these facts."""
    done = added(folder, **facts)
    return load_corpus(folder)[done.id]


def rows_of(folder):
    with (folder / "local" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def snapshot(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture
def mill(tmp_path):
    """The small corpus: an article, a digest and a full text."""
    return write_corpus(tmp_path / "corpus")


class TestKept:
    def test_a_text_is_a_document_of_the_corpus_afterwards(self, mill):
        done = added(mill, date="2020-05-09", url="https://board.example/mill")
        document = load_corpus(mill)[done.id]
        assert (done.id, done.is_new, done.path) == ("the-board-2020", True, mill / "local" / "the-board-2020.txt")
        assert (document.text, document.title, document.kind) == (TEXT, "The board on the mill", "full")
        assert (document.publisher, document.licence) == ("The Board", "unknown, private use")
        assert corpus_problems(mill) == []

    def test_the_text_lies_there_byte_for_byte_with_its_hash(self, mill):
        done = added(mill)
        assert done.path.read_bytes() == TEXT.encode()
        assert rows_of(mill)[0]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()

    def test_where_it_came_from_is_kept_beside_it(self, mill):
        pages = ((1, 0, 20), (2, 20, 60))
        done = kept(mill, board(pages=pages), {}, {"source": "board.pdf", "at": "2026-01-01T00:00:00Z"})
        told = provenance(mill, done.id)
        assert (told["source"], told["at"], told["id"]) == ("board.pdf", "2026-01-01T00:00:00Z", done.id)
        assert told["extract"]["pages"] == [[1, 0, 20], [2, 20, 60]]
        assert told["extract"]["encoding"] == "utf-8"

    def test_nothing_but_local_is_touched(self, mill):
        before = snapshot(mill)
        added(mill)
        after = snapshot(mill)
        assert {name: after[name] for name in before} == before
        assert sorted(set(after) - set(before)) == ["local/manifest.csv", "local/the-board-2020.json",
                                                    "local/the-board-2020.txt"]  # fmt: skip

    def test_the_same_text_is_told_and_not_written_again(self, mill):
        first, before = added(mill), snapshot(mill)
        second = added(mill, publisher="Another", id="another")
        assert (second.id, second.is_new) == (first.id, False)
        assert snapshot(mill) == before

    def test_a_text_of_the_corpus_itself_is_known_too(self, mill):
        text = (mill / "texts" / "river.txt").read_text(encoding="utf-8")
        done = added(mill, text)
        assert (done.id, done.is_new, done.path) == ("river", False, mill / "texts" / "river.txt")

    def test_a_near_copy_is_told_with_its_share_and_added(self, mill):
        text = "A summer\n\n" + " ".join(f"Word{i} stands in row {i}." for i in range(40)) + "\n"
        first = added(mill, text)
        second = added(mill, text.replace("Word39", "Word99"))
        assert second.is_new
        assert [name for name, _ in second.near] == [first.id]
        assert 0.9 < second.near[0][1] < 1

    def test_a_text_of_its_own_is_near_none(self, mill):
        assert added(mill).near == ()

    def test_two_texts_of_one_publisher_and_year_have_two_ids(self, mill):
        names = [added(mill, f"No {i}\n\nThe board met {i} times.\n", date="2020-01-01").id for i in range(3)]
        assert names == ["the-board-2020", "the-board-2020-2", "the-board-2020-3"]

    def test_a_question_for_a_title_is_no_sentence_of_the_body(self, mill):
        done = added(mill, "Who pays?\n\nThe town pays. Nobody else does.\n")
        assert [s.text for s in load_corpus(mill)[done.id].sentences] == ["The town pays.", "Nobody else does."]

    def test_a_row_that_a_reader_wrote_is_kept(self, mill):
        added(mill)
        path = mill / "local" / "manifest.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("The Board,", "Board of the Mill,"), encoding="utf-8")
        added(mill, "Other\n\nThe other board met.\n")
        assert [row["publisher"] for row in rows_of(mill)] == ["Board of the Mill", "The Board"]

    @pytest.mark.parametrize(
        ("facts", "told"),
        [
            ({"id": "river"}, "id 'river' stands already in the corpus; choose another"),
            ({"date": "May"}, "date 'May' is no date; write YYYY-MM-DD, or leave it empty"),
            ({"url": "javascript:alert(1)"}, "is no web address"),
            ({"url": "https://ann:secret@board.example/"}, "the url holds a user's name or a password"),
            ({"stands_for": "river"}, "stands_for 'river' is no digest of this corpus; it must be one of guild"),
            ({"kind": "original"}, "this corpus has an article under study already, 'paper'; lay a workbook"),
            ({"kind": "digest"}, "kind must be one of 'full', 'original'; not 'digest'"),
        ],
    )
    def test_what_cannot_be_kept_is_refused_and_nothing_is_changed(self, mill, facts, told):
        before = snapshot(mill)
        with pytest.raises(CrossreadError) as caught:
            added(mill, **facts)
        assert told in str(caught.value)
        assert "\n" not in str(caught.value)
        assert snapshot(mill) == before

    @pytest.mark.parametrize("text", ["", " \n\n", "...\n\n!?\n", "A text\n\nwith \0 in it.\n", "half \ud800 a pair\n"])
    def test_what_is_no_text_is_refused(self, mill, text):
        with pytest.raises(CrossreadError, match=r"^the text holds"):
            kept(mill, Extract(text), {}, {})

    def test_without_a_corpus_nothing_is_made(self, tmp_path):
        with pytest.raises(CrossreadError, match=r"no manifest\.csv in"):
            added(tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_local_that_leads_elsewhere_is_refused(self, mill, tmp_path):
        (mill / "local").rmdir()
        (tmp_path / "elsewhere").mkdir()
        (mill / "local").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(CrossreadError, match="links to another folder"):
            added(mill)
        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_a_file_without_a_row_is_not_written_over(self, mill):
        (mill / "local" / "mine.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(CrossreadError, match="holds a file 'mine' that has no row"):
            added(mill, id="mine")
        assert added(mill, publisher="Mine", title="x", date="").id != "mine"
        assert (mill / "local" / "mine.txt").read_text(encoding="utf-8") == "mine"

    def test_a_full_disk_at_any_write_leaves_everything_as_it_was(self, mill, monkeypatch):
        added(mill, "Other\n\nThe other board met.\n")
        before = snapshot(mill)
        true, calls = os.fsync, []
        for refused in range(4):

            def fsync(handle, refused=refused):
                calls.append(handle)
                if len(calls) == refused + 1:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                true(handle)

            calls.clear()
            monkeypatch.setattr(files.os, "fsync", fsync)
            try:
                done = added(mill)
            except OSError as error:
                assert error.errno == errno.ENOSPC
                assert snapshot(mill) == before
            else:  # what the system cannot do for a folder is passed over
                monkeypatch.undo()
                assert done.is_new
                break
            monkeypatch.undo()
        assert corpus_problems(mill) == []


class TestStrangeFacts:
    """Whatever a page says of itself ends as text in the manifest, or is refused in one sentence."""

    @pytest.mark.parametrize(
        ("given", "read"),
        [
            ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
            ("+1", "+1"),
            ("-2+3", "-2+3"),
            ("@SUM(A1)", "@SUM(A1)"),
            ("'=1", "'=1"),
            ("\t=1", "=1"),
            ("＝1+1", "＝1+1"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("a\nb\r\nc\u2028d", "a b c d"),
            ("\x1b[31mred\x07\x00", "[31mred"),
            ("safe\u202egnp.exe", "safegnp.exe"),
            ('one, "two"; three', 'one, "two"; three'),
            ("🙂", "🙂"),
            ("قاهره", "قاهره"),
        ],
    )
    def test_a_title_and_a_publisher_come_back_as_text(self, mill, given, read):
        done = added(mill, title=given, publisher=given)
        document = load_corpus(mill)[done.id]
        assert (document.title, document.publisher) == (read, read)
        assert corpus_problems(mill) == []
        for cell in rows_of(mill)[0].values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))

    def test_a_title_of_ten_thousand_letters_is_cut(self, mill):
        title = read_again(mill, title="A" * 10_000).title
        assert len(title) == 300 and title.endswith("A…")

    def test_a_title_of_nothing_but_control_characters_is_replaced_by_that_of_the_text(self, mill):
        assert read_again(mill, title="\x00\x01").title == "The board on the mill"

    @pytest.mark.parametrize(
        "name", ["../x", "CON", "con", "nul", "🙂", "a/b", "a b", "-", "a--b", "x" * 61, "a\n", "A", ".hidden", "com1"]
    )
    def test_an_id_that_is_no_file_name_everywhere_is_refused(self, mill, name):
        with pytest.raises(CrossreadError, match="cannot be taken; write at most 60 lower-case letters"):
            added(mill, id=name)
        assert snapshot(mill).keys() == snapshot(write_corpus(mill.parent / "again")).keys()

    @pytest.mark.parametrize("publisher", ["🙂", "CON", "../../etc", "قاهره", "---"])
    def test_an_id_can_be_made_from_any_publisher(self, mill, publisher):
        done = added(mill, publisher=publisher, title="🙂")
        assert corpus_problems(mill) == []
        assert done.path.parent == mill / "local"
        assert done.path.stem not in ("con", "")

    @pytest.mark.parametrize(
        "url", ["https://a.example/<script>", "https://a.example/\x01", "https://", "ftp://a.example/", "https://[::1",
                "https://a.example/" + "a" * 3000, "https://a.example/a b", "data:text/html,x"]
    )  # fmt: skip
    def test_an_address_that_is_none_is_refused(self, mill, url):
        with pytest.raises(CrossreadError, match="is no web address; it must begin with http:// or https://"):
            added(mill, url=url)

    def test_a_scheme_in_capitals_is_written_small(self, mill):
        assert read_again(mill, url="HTTPS://A.example/b").url == "https://A.example/b"


class TestLoading:
    @pytest.mark.parametrize("content", [None, b"", b"\xef\xbb\xbf", b"\n", (",".join(LOCAL_COLUMNS) + "\n").encode()])
    def test_a_manifest_of_local_may_be_missing_or_hold_nothing(self, mill, content):
        if content is not None:
            (mill / "local" / "manifest.csv").write_bytes(content)
        assert len(load_corpus(mill)) == 3
        assert corpus_problems(mill) == []

    def test_an_article_may_lie_in_local_alone(self, tmp_path):
        folder = write_corpus(tmp_path, [], {})
        assert corpus_problems(folder) == [f"{folder / 'manifest.csv'}: {NO_ARTICLE}"]
        added(folder, kind="original")
        assert load_corpus(folder).target.title == "The board on the mill"

    def test_two_articles_over_both_manifests_are_told(self, mill):
        path = added(mill).path.with_name("manifest.csv")
        path.write_text(path.read_text(encoding="utf-8").replace(",full,", ",original,"), encoding="utf-8")
        assert corpus_problems(mill)[0].endswith("given: paper, the-board-2020")

    def test_an_id_that_the_other_manifest_has_is_told_with_its_place(self, mill):
        path = added(mill).path.with_name("manifest.csv")
        path.write_text(path.read_text(encoding="utf-8").replace("\nthe-board-2020,", "\nriver,"))
        told = f"id 'river' stands already in row 4 of {mill / 'manifest.csv'}; ids must differ"
        assert corpus_problems(mill) == [f"{path} row 2: {told}"]

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("stands_for", "stands", "lacks stands_for and has also stands"),
            (",full,", ",copy,", "row 2: kind 'copy' is unknown"),
            ("local/the-board-2020.txt", "../../secret.txt", "row 2: file '../../secret.txt' lies outside"),
            (",\n", ",nobody\n", "row 2: stands_for 'nobody' is no digest of manifest.csv"),
        ],
    )
    def test_a_fault_is_told_with_file_and_row(self, mill, old, new, told):
        path = added(mill).path.with_name("manifest.csv")
        head, _, row = path.read_text(encoding="utf-8").partition("\n")
        content = head.replace(old, new) + "\n" + row if old in head else head + "\n" + row.replace(old, new)
        path.write_text(content, encoding="utf-8")
        problems = corpus_problems(mill)
        assert len(problems) == 1
        assert problems[0].startswith(str(path)) and told in problems[0]
        with pytest.raises(CrossreadError):
            load_corpus(mill)

    def test_a_text_that_was_edited_is_told_and_can_be_hashed_anew(self, mill):
        done = added(mill, title="=1")
        done.path.write_text(TEXT + "And a line.\n", encoding="utf-8")
        assert "sha256 does not match local/" in corpus_problems(mill)[0]
        assert rehashed(mill) == [done.id]
        assert corpus_problems(mill) == []
        assert load_corpus(mill)[done.id].title == "=1"


# Standing in for a digest

REFERENCES = [
    "document,sentence,url,publication,certainty,later",
    "guild,1,https://www.guild.example/Mill/,Yearbook,S,",
    "guild,2,https://guild.example/stones,Yearbook,M,later",
    "guild,2,https://guild.example/wheel,Yearbook,M,later",
]


@pytest.fixture
def referenced(mill):
    (mill / "references.csv").write_text("\n".join(REFERENCES) + "\n", encoding="utf-8")
    return mill


class TestStandingIn:
    def test_a_digest_steps_aside_where_texts_bear_half_of_its_sentences(self, referenced):
        done = added(referenced, stands_for="guild", url="http://guild.example/Mill#top")
        corpus = load_corpus(referenced)
        assert [document.id for document in corpus] == ["paper", "river", done.id]
        assert corpus.aside == (("guild", (done.id,)),)
        assert corpus.table["kind"].tolist() == ["original", "full", "full"]

    def test_it_stays_where_they_bear_less(self, referenced):
        rows, texts = small_corpus()
        texts["texts/guild.txt"] += b"\nIt is old. It is loud.\n"
        write_corpus(referenced, rows, texts)
        done = added(referenced, stands_for="guild", url="http://guild.example/Mill")
        corpus = load_corpus(referenced)
        assert len(corpus["guild"].sentences) == 4
        assert [document.id for document in corpus.contrast] == ["guild", "river", done.id]
        assert corpus.aside == ()
        other = added(referenced, "B\n\nThe stones are old.\n", stands_for="guild", url="https://guild.example/wheel")
        assert load_corpus(referenced).aside == (("guild", (done.id, other.id)),)

    @pytest.mark.parametrize(
        ("facts", "aside"),
        [
            ({"url": "https://guild.example/Mill"}, False),  # it stands for no digest
            ({"stands_for": "guild", "url": "https://guild.example/mill"}, False),  # another page: a path has its case
            ({"stands_for": "guild", "url": "https://guild.example/stones/"}, True),
            ({"stands_for": "guild"}, False),
        ],
    )
    def test_a_text_bears_what_rests_on_its_address(self, referenced, facts, aside):
        added(referenced, **facts)
        assert bool(load_corpus(referenced).aside) is aside

    def test_a_reader_may_keep_every_digest(self, referenced):
        added(referenced, stands_for="guild", url="https://guild.example/stones")
        corpus = load_corpus(referenced, every_digest=True)
        assert "guild" in [document.id for document in corpus]
        assert corpus.aside == ()

    def test_without_references_a_digest_stays(self, mill):
        added(mill, stands_for="guild", url="https://guild.example/stones")
        assert load_corpus(mill).aside == ()

    def test_what_belongs_to_a_digest_that_stepped_aside_is_no_fault(self, referenced):
        from analysis.read.attribution.corrections import text_hash
        from analysis.read.checks import correction_problems

        text = (referenced / "texts" / "guild.txt").read_text(encoding="utf-8")
        line = {
            "document": "guild", "action": "remove", "at": [20, 27], "source": None, "cue": [20, 27], "content": [],
            "text_sha256": text_hash(text),
        }  # fmt: skip
        (referenced / "corrections.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
        added(referenced, stands_for="guild", url="https://guild.example/stones")
        assert load_corpus(referenced).aside
        assert corpus_problems(referenced) == []
        assert reference_problems(referenced) == []
        assert correction_problems(referenced) == []

    def test_every_caption_says_how_many_full_texts_stand_in(self, referenced):
        plain = {key: gallery.described(key, load_corpus(referenced))[1] for key in gallery.REGISTRY}
        told = " 1 of 2 sources is a full text, fetched or added by the reader."
        assert all(caption.endswith(told) for caption in plain.values())
        added(referenced, stands_for="guild", url="https://guild.example/stones")
        corpus = load_corpus(referenced)
        told = " 2 of 2 sources are full texts, fetched or added by the reader; for 1 digest full texts stand in."
        for key in gallery.REGISTRY:
            assert gallery.described(key, corpus)[1].endswith(told), key

    def test_where_there_never_was_a_digest_no_caption_speaks_of_it(self, tmp_path):
        rows, texts = small_corpus()
        corpus = load_corpus(write_corpus(tmp_path, [rows[0], rows[2]], texts))
        assert "fetched or added" not in gallery.described("01-documents", corpus)[1]


def test_the_columns_of_local_are_those_of_the_manifest_and_one():
    assert (*COLUMNS, "stands_for") == LOCAL_COLUMNS


def test_a_dead_process_of_before_is_cleared_away(mill):
    place = mill / "local"
    for name in (".adding", "lost.txt", ".lost.json.abc1", ".manifest.csv.abc2", "..adding.x1"):
        (place / name).write_text("lost", encoding="utf-8")
    (place / "mine.txt").write_text("mine", encoding="utf-8")
    done = added(mill)
    assert sorted(path.name for path in place.iterdir()) == sorted(
        [".lock", "manifest.csv", "mine.txt", f"{done.id}.txt", f"{done.id}.json"]
    )


def test_another_process_that_keeps_the_lock_is_told(mill, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(local, "WAIT", 0.02)
    with Path(mill / "local" / ".lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(CrossreadError, match="is locked by another process; nothing was added"):
            added(mill)
    assert added(mill).is_new
