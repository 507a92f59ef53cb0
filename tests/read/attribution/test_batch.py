"""The batch door: JSON lines in, the same lines with attributions out."""

import json

import pytest
from typer.testing import CliRunner

from analysis.commands.batch import app
from analysis.errors import CrossreadError
from analysis.read.attribution.batch import annotated, checked_lines, marks

TEXTS = [
    "Jane Doe said that the mill would close.",
    "",
    "The harbour\n\n“We will stay,” said Mora, the mayor.\n\nAccording to the report, 40 boats left.",
]


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def given(tmp_path):
    path = tmp_path / "in.jsonl"
    rows = [{"doc_id": i, "publisher": "The Bell", "text": text} for i, text in enumerate(TEXTS)]
    path.write_text(lines(rows), encoding="utf-8")
    return path


def test_spans_lie_in_the_text_that_was_given(given):
    for line in annotated(checked_lines(given), "rules", jobs=1):
        row = json.loads(line)
        for mark in row["attributions"]:
            for role in ("source", "cue", "content"):
                for start, end in mark[role]:
                    assert row["text"][start:end].strip() == row["text"][start:end] != ""


def test_what_else_a_line_holds_is_kept_and_the_order_too(given):
    rows = [json.loads(line) for line in annotated(checked_lines(given), "rules", jobs=1)]
    assert [(row["doc_id"], row["publisher"]) for row in rows] == [(0, "The Bell"), (1, "The Bell"), (2, "The Bell")]


def test_several_processes_write_the_same_as_one(given):
    alone = list(annotated(checked_lines(given), "rules", jobs=1))
    assert list(annotated(checked_lines(given), "rules", jobs=2)) == alone


def test_reports_inside_reports_are_added_on_demand():
    text = "Jane Doe said that the miller had told her that the dam leaked."
    flat, nested = marks(text, "rules"), marks(text, "rules", nested=True)
    assert [mark["parent"] for mark in flat] == [None]
    assert [mark["parent"] for mark in nested] == [None, 0]


def test_a_mark_tells_mode_type_and_name():
    quoted = marks(TEXTS[2], "rules")[0]
    assert (quoted["mode"], quoted["act"], quoted["source_type"]) == ("direct", "speech", "named person")
    assert "Mora" in quoted["source_name"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is not JSON"),
        ("[1]", "lacks doc_id or text"),
        ('{"text": "x"}', "lacks"),
        ('{"doc_id": 1, "text": 2}', "lacks"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path, line, told):
    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"doc_id": 0, "text": "x"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(CrossreadError, match=rf"in\.jsonl line 2.*{told}.*give one JSON object"):
        list(checked_lines(path))
    result = CliRunner().invoke(app, ["attributions", str(path), str(out), "--engine", "rules"])
    assert isinstance(result.exception, CrossreadError)
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_and_an_unknown_engine_are_told(tmp_path, given):
    with pytest.raises(CrossreadError, match="cannot be read"):
        list(checked_lines(tmp_path / "none.jsonl"))
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(app, ["attributions", str(given), str(out), "--engine", "oracle"])
    assert "oracle" in str(result.exception)
    assert "one of 'rules', 'linear', 'transformer'" in str(result.exception)
    assert sorted(tmp_path.iterdir()) == [given]


def test_the_command_writes_the_file(given, tmp_path):
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(app, ["attributions", str(given), str(out), "--engine", "rules", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
