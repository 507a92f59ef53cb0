"""The file of figures on agreement: read, absent, damaged."""

import json

import pytest

from analysis.errors import CrossreadError
from analysis.measure.agreement import COLUMNS, MEASURES, reliability
from benchmarks.accuracy import sourcing_measures
from benchmarks.rows import Skipped

VALUES = {"r": 0.9, "r_low": 0.8, "r_high": 0.95, "mae": 0.05, "people_r": 0.8, "people_mae": 0.06, "articles": 84}


@pytest.fixture
def figures(tmp_path):
    path = tmp_path / "figures.json"
    found = {
        "rules": {
            "all": {
                "word_share": VALUES,
                "entropy": VALUES | {"r": 0.3},
                "sourceless_share": VALUES | {"r": 0.7, "people_r": 0.22},
                "top_share": VALUES | {"r": None, "r_low": None, "r_high": None},
            },
            "speech": {"word_share": VALUES | {"r": 0.95}},
        },
        "linear": {"all": {"word_share": VALUES}, "speech": {}},
    }
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


class TestReliability:
    def test_one_row_an_engine_and_measure(self, figures):
        table = reliability(path=figures)
        assert table.columns.tolist() == COLUMNS
        assert table[["engine", "measure"]].values.tolist() == [
            ["rules", "word_share"], ["rules", "entropy"], ["rules", "sourceless_share"], ["rules", "top_share"],
            ["linear", "word_share"],
        ]  # fmt: skip
        assert table.loc[0, ["r", "mae", "people_r", "articles"]].tolist() == [0.9, 0.05, 0.8, 84]
        assert table.loc[0, "column"] == "sourcing_profile.word_share"

    def test_warnings_where_people_or_engine_do_not_agree(self, figures):
        warnings = reliability("rules", path=figures).set_index("measure")["warning"]
        assert warnings["word_share"] == ""
        assert "the engine does not agree with people on this measure (r = 0.30)" in warnings["entropy"]
        assert "people do not agree on this measure either (r = 0.22)" in warnings["sourceless_share"]
        assert "the same value in every article" in warnings["top_share"]

    def test_speech_alone(self, figures):
        table = reliability(act="speech", path=figures)
        assert table[["engine", "acts", "r"]].values.tolist() == [["rules", "speech", 0.95]]

    def test_an_engine_without_figures_has_no_rows(self, figures):
        assert reliability("transformer", path=figures).empty

    def test_no_file_no_rows(self, tmp_path):
        table = reliability(path=tmp_path / "none.json")
        assert table.empty and table.columns.tolist() == COLUMNS

    @pytest.mark.parametrize(
        "text", ["", "[]", '{"rules": {"all": {"word_share": {"r": 1}}}}', '{"rules": {"all": {"x": {}}}}']
    )
    def test_a_damaged_file_is_told(self, tmp_path, text):
        path = tmp_path / "figures.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CrossreadError, match=r"figures\.json holds no figures of agreement .*make accuracy"):
            reliability(path=path)

    def test_only_all_and_speech_have_figures(self):
        with pytest.raises(CrossreadError, match=r"^act must be one of 'all', 'speech'; not 'belief'$"):
            reliability(act="belief")

    def test_the_shipped_figures_name_known_measures(self):
        table = reliability()
        assert set(table["measure"]) <= set(MEASURES)
        assert (table["r"].dropna().abs() <= 1).all() and (table["mae"] >= 0).all()


class TestWriting:
    def test_what_is_written_is_read(self, tmp_path):
        path = tmp_path / "figures.json"
        sourcing_measures.written_figures({"rules": {"all": {"entropy": VALUES}, "speech": {}}}, path)
        assert reliability(path=path)[["engine", "measure", "r"]].values.tolist() == [["rules", "entropy", 0.9]]

    def test_without_labels_nothing_is_measured_or_written(self, tmp_path, monkeypatch):
        monkeypatch.setenv("CROSSREAD_GOLD", str(tmp_path))
        monkeypatch.setattr(sourcing_measures, "written_figures", lambda found: pytest.fail("written"))
        rows = list(sourcing_measures.sourcing_measure_rows())
        assert len(rows) == 1 and isinstance(rows[0], Skipped)

    def test_a_list_that_is_all_alike_has_no_r(self):
        assert sourcing_measures.agreement([1, 1], [1, 3]) == {"r": None, "mae": 1.0}
        assert sourcing_measures.r_interval([1, 1], [1, 3]) == (None, None)
