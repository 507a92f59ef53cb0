"""The reader's file of names: what is read from it, and every fault in one line with file, row and remedy."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.read.checks import name_problems
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.expressions import hits
from analysis.read.names import COLUMNS, FILE, OTHER, Name, name_expressions, names

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
HEADER = "entity,kind,label,forms,note"
GOOD = "Rome,actor,city,Rome; the Eternal City,as tourists say"


def written(folder, *rows: str, header: str = HEADER):
    (folder / FILE).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8", newline="")
    return folder


def fault(folder) -> str:
    """What is told of the file, without its path; the message must begin with it and be one line."""
    with pytest.raises(CrossreadError) as caught:
        names(folder)
    message, path = str(caught.value), str(folder / FILE)
    assert message.startswith(path)
    assert len(message.splitlines()) == 1
    return message.removeprefix(path)


class TestReading:
    def test_a_row_becomes_a_name(self, tmp_path):
        assert names(written(tmp_path, GOOD)) == (Name("Rome", "actor", "city", ("Rome", "the Eternal City")),)

    def test_no_file_gives_no_names(self, tmp_path):
        assert names(tmp_path) == ()
        assert names(tmp_path / "nowhere") == ()

    def test_a_header_alone_gives_no_names(self, tmp_path):
        assert names(written(tmp_path)) == ()

    def test_names_stand_in_the_order_of_the_file(self, tmp_path):
        rows = [f"Entity {i % 3},event,label {i},form{i}," for i in (4, 2, 9, 1)]
        assert [name.label for name in names(written(tmp_path, *rows))] == ["label 4", "label 2", "label 9", "label 1"]

    def test_an_entity_may_use_one_label_in_two_rows(self, tmp_path):
        found = names(written(tmp_path, "Rome,actor,city,Rome,", "Rome,actor,city,Roma,"))
        assert [(name.entity, name.label) for name in found] == [("Rome", "city")] * 2

    def test_an_entity_may_be_called_like_its_label_and_like_its_form(self, tmp_path):
        assert names(written(tmp_path, "Rome,actor,Rome,Rome,")) == (Name("Rome", "actor", "Rome", ("Rome",)),)

    def test_white_space_around_and_inside_is_trimmed(self, tmp_path):
        row = '" Rome ",actor,"  city ","  Rome ;\tthe  Eternal\nCity;; ",'
        assert names(written(tmp_path, row)) == (Name("Rome", "actor", "city", ("Rome", "the Eternal City")),)

    def test_columns_may_stand_in_another_order(self, tmp_path):
        folder = written(tmp_path, "x,Rome,city,actor,Rome", header="note,forms,label,kind,entity")
        assert names(folder) == (Name("Rome", "actor", "city", ("Rome",)),)

    @pytest.mark.parametrize(
        "change",
        [
            lambda content: b"\xef\xbb\xbf" + content,
            lambda content: content.replace(b"\n", b"\r\n"),
            lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
            lambda content: content.replace(b"\n", b"\r"),
            lambda content: content.rstrip(b"\n"),
            lambda content: content.replace(b"Rome,", b'"Rome",'),
        ],
        ids=["byte order mark", "CRLF", "both", "old Mac", "no last line end", "quotes without need"],
    )
    def test_a_file_saved_by_another_editor_reads_the_same(self, tmp_path, change):
        expected = names(written(tmp_path, GOOD, "Zürich,event,fire,“great fire”,"))
        path = tmp_path / FILE
        path.write_bytes(change(path.read_bytes()))
        assert names(tmp_path) == expected

    @pytest.mark.parametrize(
        "text",
        ["<b>Rome</b>", "<script>alert(1)</script>", "$x^2$", 'Ann ""Nan"" Lee', "a; b", "مجاهدین", "%s {0}", "nan"],
    )
    def test_entities_and_labels_are_taken_as_they_are_written(self, tmp_path, text):
        found = names(written(tmp_path, f'"{text}",actor,"{text}",Rome,'))
        assert found == (Name(text.replace('""', '"'), "actor", text.replace('""', '"'), ("Rome",)),)

    def test_five_thousand_rows_are_read(self, tmp_path):
        found = names(written(tmp_path, *(f"E{i},actor,l{i},form{i} (a|b)*; Iran{i}'s," for i in range(5000))))
        assert len(found) == 5000
        assert found[-1].forms == ("form4999 (a|b)*", "Iran4999's")

    def test_the_corpus_reads_the_file_beside_its_manifest(self, tmp_path):
        corpus = Corpus(written(tmp_path, GOOD), (Document(id="x", text="Rome.", kind="original"),))
        assert [name.entity for name in corpus.names] == ["Rome"]
        assert Corpus(tmp_path / "nowhere", corpus.documents).names == ()


class TestFaults:
    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (",actor,city,Rome,", "entity is missing"),
            ("  ,actor,city,Rome,", "entity is missing"),
            ("Rome,actor,,Rome,", "label is missing"),
            ("Rome,actor,\t,Rome,", "label is missing"),
            ("Rome,,city,Rome,", "kind '' is unknown; it must be one of actor, event"),
            ("Rome,Actor,city,Rome,", "kind 'Actor' is unknown; it must be one of actor, event"),
            ("Rome,place,city,Rome,", "kind 'place' is unknown; it must be one of actor, event"),
            ('Rome,"a\nb",city,Rome,', r"kind 'a\nb' is unknown; it must be one of actor, event"),
            ("Rome,actor,city,,", "forms is empty; write what is to be found, separated by semicolons"),
            ("Rome,actor,city, ; ;,", "forms is empty; write what is to be found, separated by semicolons"),
            ("Rome,actor,city,—,", "form '—' holds no word or number"),
            ("Rome,actor,city,Rome; ?!,", "form '?!' holds no word or number"),
            ("Rome,actor,city,🙂,", "form '🙂' holds no word or number"),
            ("Rome,actor,city,Rome;Rome,", "form 'Rome' stands already in row 2; a form can stand for one label only"),
            ("Rome,actor,city", "3 fields, not 5; quote a field that holds a comma"),
            ("Rome,actor,city,Rome,x,y", "6 fields, not 5; quote a field that holds a comma"),
            ("", "0 fields, not 5; remove the empty line"),
        ],
    )
    def test_a_row_that_cannot_be_used_is_told_with_its_number_and_remedy(self, tmp_path, row, expected):
        assert fault(written(tmp_path, row)) == f" row 2: {expected}"

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("Rome", "Rome"),
            ("Rome", "  Rome "),
            ("Rome", "Rome's"),
            ("People's Party", "People’s Party"),
            ("anti-war", "anti‑war"),
            ("Mr. Smith", "Mr Smith"),
            ("boat/ferry", "boat ferry"),
            ("Émile", "E\u0301mile"),
        ],
    )
    def test_a_form_that_finds_the_same_words_is_refused_wherever_it_stands(self, tmp_path, one, two):
        folder = written(tmp_path, f"A,actor,one,{one},", GOOD.replace("Rome;", "Roma;"), f'B,event,two,"x; {two}",')
        told = " ".join(two.split())
        assert fault(folder) == (f" row 4: form {told!r} stands already in row 2; a form can stand for one label only")

    def test_a_form_with_a_capital_and_one_without_are_two(self, tmp_path):
        assert len(names(written(tmp_path, "A,actor,one,Resistance,", "B,actor,two,resistance,"))) == 2

    def test_the_first_fault_of_several_is_told(self, tmp_path):
        assert fault(written(tmp_path, GOOD, ",actor,city,Roma,", "Rome,place,,,")) == " row 3: entity is missing"

    def test_a_fault_at_the_end_of_a_long_file_has_its_row(self, tmp_path):
        rows = [f"E{i},actor,l{i},form{i}," for i in range(5000)]
        expected = " row 5002: form 'form17' stands already in row 19; a form can stand for one label only"
        assert fault(written(tmp_path, *rows, "E,actor,l,form17,")) == expected

    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            ("", "lacks entity, kind, label, forms, note"),
            ("entity,kind,label,forms", "lacks note"),
            ("entity,kind,label,form,note", "lacks forms and has also form"),
            ("entity,kind,label,forms,note,url", "has also url"),
            ("entity,kind,label,forms,forms,note", "names a column twice"),
            ("Entity,kind,label,forms,note", "lacks entity and has also Entity"),
            ("entity;kind;label;forms;note", "lacks entity, kind, label, forms, note and has also "
             "entity;kind;label;forms;note"),
        ],
    )  # fmt: skip
    def test_other_columns_are_told(self, tmp_path, header, expected):
        (tmp_path / FILE).write_text(f"{header}\n" if header else "", encoding="utf-8")
        assert fault(tmp_path) == f" {expected}; its columns must be entity, kind, label, forms, note"

    @pytest.mark.parametrize(
        ("content", "byte"),
        [(f"{HEADER}\nZürich,actor,a,b,\n".encode("latin-1"), 30), (HEADER.encode("utf-16"), 0), (b"\xff", 0)],
    )
    def test_bytes_that_are_no_utf_8_are_told(self, tmp_path, content, byte):
        (tmp_path / FILE).write_bytes(content)
        assert fault(tmp_path) == f" is not UTF-8 (byte {byte}); save it as UTF-8"

    def test_a_quotation_mark_left_open_is_told(self, tmp_path):
        assert fault(written(tmp_path, GOOD, 'Rome,actor,city,"Roma,')) == (
            " row 3 cannot be read (unexpected end of data); shorten the field or close its quotation mark"
        )

    def test_a_field_without_end_is_told(self, tmp_path):
        assert fault(written(tmp_path, f"Rome,actor,city,{'Rome ' * 30_000},")) == (
            " row 2 cannot be read (field larger than field limit (131072)); shorten the field or close its quotation "
            "mark"
        )

    def test_a_folder_in_place_of_the_file_is_told(self, tmp_path):
        (tmp_path / FILE).mkdir()
        with pytest.raises(CrossreadError, match=r"names\.csv' cannot be read \(Is a directory\); [^\n]+$"):
            names(tmp_path)

    def test_check_tells_the_same_sentence(self, tmp_path):
        folder = written(tmp_path, "Rome,place,city,Rome,")
        assert name_problems(folder) == [f"{folder / FILE}{fault(folder)}"]
        assert name_problems(written(tmp_path, GOOD)) == []
        assert name_problems(tmp_path / "nowhere") == []

    def test_a_line_end_in_a_column_name_leaves_the_message_one_line(self, tmp_path):
        assert fault(written(tmp_path, header='entity,kind,label,forms,"no\nte"'))

    def test_a_long_form_leaves_the_message_readable(self, tmp_path):
        row = f"Rome,actor,city,{'Rome ' * 20_000},"
        assert len(fault(written(tmp_path, row, row))) < 500

    def test_an_entity_of_two_kinds_is_refused(self, tmp_path):
        assert "kind" in fault(written(tmp_path, "Rome,actor,city,Rome,", "Rome,event,fall,fall of Rome,"))

    @pytest.mark.parametrize("mark", ["\x00", "\x1b", "\x07"])
    def test_a_control_character_in_a_label_is_refused(self, tmp_path, mark):
        assert "control character" in fault(written(tmp_path, f"Rome,actor,ci{mark}ty,Rome,"))


class TestExpressions:
    LISTED = (
        Name("Rome", "actor", "city", ("Rome", "the Eternal City")),
        Name("Rome", "actor", OTHER, ("New Rome",)),
        Name("Fire", "event", "blaze", ("blaze",)),
    )

    def test_each_form_leads_back_to_its_name(self):
        assert [(e.norms, e.capitals, e.lower, e.entry) for e in name_expressions(self.LISTED)] == [
            (("rome",), (True,), False, 0),
            (("the", "eternal", "city"), (False, True, True), False, 0),
            (("new", "rome"), (True, True), False, 1),
            (("blaze",), (False,), False, 2),
        ]

    def test_no_names_are_no_expressions(self):
        assert name_expressions(()) == []

    def test_the_label_of_other_things_takes_words_away(self):
        document = Document(id="x", text="From Rome to New Rome the blaze, the Blaze, went.")
        found = [hit.entry for hit in hits(document, name_expressions(self.LISTED))]
        assert [self.LISTED[i].label for i in found] == ["city", OTHER, "blaze", "blaze"]


WORD = st.text(st.sampled_from("abcxyzÄéعл<>$&\"'“”—|*[]0123456789.,: \t"), min_size=1, max_size=12)


@PROPERTY
@given(rows=st.lists(st.tuples(WORD, st.sampled_from(["actor", "event"]), WORD, WORD, WORD), max_size=6))
def test_whatever_a_spreadsheet_writes_is_read_back(tmp_path_factory, rows):
    folder, stream = tmp_path_factory.mktemp("names"), io.StringIO(newline="")
    # A word of its own in each row keeps the forms apart, and each cell from being empty.
    rows = [
        (f"e{i} {entity}", kind, f"l{label}", f"form{i} {form}", note)
        for i, (entity, kind, label, form, note) in enumerate(rows)
    ]
    csv.writer(stream).writerows([COLUMNS, *rows])
    (folder / FILE).write_bytes(stream.getvalue().encode())
    assert names(folder) == tuple(
        Name(entity.strip(), kind, label.strip(), (" ".join(form.split()),)) for entity, kind, label, form, _ in rows
    )


@PROPERTY
@given(tail=st.one_of(st.binary(max_size=60), st.text(st.sampled_from('Ra,;"\n\r\t -é\0'), max_size=60)))
def test_any_bytes_behind_the_header_are_names_or_one_line(tmp_path_factory, tail):
    folder = tmp_path_factory.mktemp("names")
    (folder / FILE).write_bytes(f"{HEADER}\n".encode() + (tail if isinstance(tail, bytes) else tail.encode()))
    try:
        found = names(folder)
    except CrossreadError as error:
        assert len(str(error).splitlines()) == 1
        assert str(folder / FILE) in str(error)
    else:
        assert all(name.entity and name.label and name.forms for name in found)
