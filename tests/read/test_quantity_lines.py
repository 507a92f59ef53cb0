"""The batch door: sentences in JSON lines, quantities out."""

import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.read.quantity_lines import quantity_lines, sentence_rows


def written(folder: Path, *lines: str) -> Path:
    path = folder / "in.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def answers(path: Path) -> list[dict]:
    return [json.loads(line) for line in quantity_lines(path)]


class TestLines:
    def test_row_keeps_its_keys_and_gains_quantities(self, tmp_path):
        path = written(tmp_path, '{"id": 7, "sentence": "Nearly 40 boats sank.", "by": null}')
        quantity = {"lo": 40, "hi": 40, "mod": "~", "unit": "boats", "start": 7, "end": 9}
        assert answers(path) == [{"id": 7, "sentence": "Nearly 40 boats sank.", "by": None, "quantities": [quantity]}]

    def test_own_quantities_are_replaced(self, tmp_path):
        assert answers(written(tmp_path, '{"sentence": "None.", "quantities": [1]}'))[0]["quantities"] == []

    def test_one_answer_a_line_in_order(self, tmp_path):
        path = written(tmp_path, *(json.dumps({"sentence": f"{n} boats"}) for n in range(10, 30)), "", "  ")
        assert [row["quantities"][0]["lo"] for row in answers(path)] == list(range(10, 30))

    def test_whole_numbers_have_no_point(self, tmp_path):
        path = written(tmp_path, '{"sentence": "1.2 million ships, 3.5 tonnes, a 48-51 vote"}')
        (line,) = quantity_lines(path)
        assert '"lo": 1200000, "hi": 1200000' in line
        assert '"lo": 3.5, "hi": 3.5' in line
        assert '"lo": 48, "hi": 51, "mod": "score", "unit": ""' in line

    def test_offsets_count_characters(self, tmp_path):
        path = written(tmp_path, json.dumps({"sentence": "Mäe 𝄞: 12 ships"}))
        (quantity,) = answers(path)[0]["quantities"]
        assert "Mäe 𝄞: 12 ships"[quantity["start"] : quantity["end"]] == "12"

    def test_text_is_written_as_it_is(self, tmp_path):
        assert "Mäe 𝄞" in next(quantity_lines(written(tmp_path, json.dumps({"sentence": "Mäe 𝄞"}))))

    def test_half_a_surrogate_pair_is_escaped(self, tmp_path):
        (line,) = quantity_lines(written(tmp_path, '{"sentence": "\\ud800 12 ships"}'))
        assert line.encode().decode().startswith('{"sentence": "\\ud800 12')

    def test_byte_order_mark_and_no_lines(self, tmp_path):
        path = tmp_path / "in.jsonl"
        path.write_bytes(b'\xef\xbb\xbf{"sentence": "12 ships"}')
        assert len(answers(path)) == 1
        path.write_bytes(b"")
        assert answers(path) == []

    def test_lines_come_one_by_one(self, tmp_path):
        path = written(tmp_path, '{"sentence": "12 ships"}', "no json")
        assert len(list(islice(quantity_lines(path), 1))) == 1


class TestFaults:
    @pytest.mark.parametrize(
        "line", ["no json", "[]", "12", '{"text": "12 ships"}', '{"sentence": null}', '{"sentence": ["12"]}']
    )
    def test_bad_line_is_named(self, tmp_path, line):
        path = written(tmp_path, '{"sentence": "12 ships"}', "", line)
        with pytest.raises(CrossreadError, match=r"in\.jsonl line 3 .*one JSON object a line") as fault:
            list(sentence_rows(path))
        assert "\n" not in str(fault.value)

    def test_missing_file_is_named(self, tmp_path):
        with pytest.raises(CrossreadError, match=r"absent\.jsonl cannot be read"):
            list(quantity_lines(tmp_path / "absent.jsonl"))

    def test_file_in_another_encoding_is_named(self, tmp_path):
        path = tmp_path / "in.jsonl"
        path.write_bytes(b'{"sentence": "M\xe4e"}')
        with pytest.raises(CrossreadError, match=r"in\.jsonl cannot be read"):
            list(quantity_lines(path))


class TestAnyText:
    @given(st.text(st.characters(codec="utf-8")))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_every_sentence_has_an_answer(self, tmp_path, text):
        (row,) = answers(written(tmp_path, json.dumps({"sentence": text})))
        assert row["sentence"] == text
        assert all(text[q["start"] : q["end"]] for q in row["quantities"])
