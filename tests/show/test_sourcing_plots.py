"""What a picture of sourcing says equals the table it was drawn from; odd tables are drawn all the same."""

import itertools

import pandas
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.show import plots, style
from analysis.show.plots.voices import LANES, MODE_STYLE, lanes_of, merged_words

NAMES = ["sourcing_mix", "voice_lanes", "stance_by_source", "unattributed_shares", "source_diversity"]
EMPTY = {
    "sourcing_mix": ["kind", "category", "attributions", "of", "share", "low", "high"],
    "voice_lanes": ["voice", "type", "mode", "act", "start_word", "end_word"],
    "stance_by_source": ["texts", "group", "stance", "attributions", "of", "share", "low", "high"],
    "unattributed_shares": ["publisher", "kind"],
    "source_diversity": ["publisher", "kind", "effective"],
}


def drawn_text(axes) -> str:
    return " ".join(text.get_text() for text in axes.figure.findobj(lambda part: hasattr(part, "get_text")))


def laid_out(axes):
    with style.style():
        renderer = FigureCanvasAgg(axes.figure).get_renderer()
        axes.figure.draw(renderer)
    return renderer


def outside(axes) -> list[str]:
    """Texts that reach beyond the picture's edge once it is laid out."""
    renderer, edge = laid_out(axes), axes.figure.bbox
    found = []
    for part in axes.figure.findobj(lambda part: hasattr(part, "get_text")):
        if part.get_text().strip() and part.get_visible():
            box = part.get_window_extent(renderer)
            if box.x0 < edge.x0 - 1 or box.x1 > edge.x1 + 1 or box.y0 < edge.y0 - 1 or box.y1 > edge.y1 + 1:
                found.append(part.get_text())
    return found


def overlapping(axes, labels) -> list[tuple[str, str]]:
    renderer = laid_out(axes)
    boxes = [(label.get_text(), label.get_window_extent(renderer)) for label in labels if label.get_text()]
    return [(a[0], b[0]) for a, b in itertools.pairwise(boxes) if a[1].overlaps(b[1])]


def stretch(voice, start, end, mode="direct", act="speech", kind="named person"):
    return {"voice": voice, "type": kind if voice else "", "mode": mode if voice else "", "act": act if voice else "",
            "start_word": start, "end_word": end}  # fmt: skip


def lanes(*rows, starts=()):
    table = pandas.DataFrame(rows)
    table.attrs["sentence_words"] = list(starts)
    return table


def mix(**changes):
    rows = [
        {"by": by, "document": name, "publisher": name, "kind": kind, "category": category, "attributions": hits,
         "of": of, "share": hits / of if of else float("nan"), "low": 0.1, "high": 0.8}
        for by, categories in {"by kind of source": ("named person", "collective"), "by mode": ("direct",)}.items()
        for category in categories
        for name, kind, hits, of in (("a", "original", 2, 4), ("b", "digest", 3, 6), ("c", "full", 0, 10))
    ]  # fmt: skip
    return pandas.DataFrame(rows).assign(**changes)


def stances(names=("neutral", "doubting")):
    rows = [
        {"texts": side, "group": group, "stance": stance, "attributions": i, "of": 5, "share": i / 5, "low": 0.05,
         "high": 0.7}
        for side in ("article", "sources") for group in ("named person", "collective") for i, stance in enumerate(names)
    ]  # fmt: skip
    return pandas.DataFrame(rows)


def shares():
    nan = float("nan")
    return pandas.DataFrame(
        [("A", "original", 10, 8, 0.8, 0.5, 0.9, 4, 4, 1.0, 0.5, 1.0),
         ("B *", "digest", 9, 1, 0.1, 0, 0.4, 0, 0, nan, nan, nan)],
        columns=["publisher", "kind", "statements", "uncited", "share", "low", "high", "figures", "uncited_figures",
                 "figure_share", "figure_low", "figure_high"],
    )  # fmt: skip


def diversity():
    nan = float("nan")
    return pandas.DataFrame(
        [("A", "original", 7, 5, 4.2, 2.0, 6.5, 7, 4.2), ("B *", "digest", 1, 1, 1.0, nan, nan, 7, nan),
         ("C", "full", 0, 0, nan, nan, nan, 7, nan)],
        columns=["publisher", "kind", "attributions", "sources", "effective", "low", "high", "rarefied_to",
                 "rarefied_effective"],
    )  # fmt: skip


TABLES = {
    "sourcing_mix": mix,
    "voice_lanes": lambda: lanes(stretch("", 0, 5), stretch("Ada", 5, 9), stretch("", 9, 20), starts=[0, 8, 12]),
    "stance_by_source": stances,
    "unattributed_shares": shares,
    "source_diversity": diversity,
}


@pytest.mark.parametrize("name", NAMES)
class TestEveryPicture:
    def test_an_empty_table_gives_a_picture_that_says_why(self, name):
        axes = getattr(plots, name)(pandas.DataFrame(columns=EMPTY[name]))
        assert len(drawn_text(axes).strip()) > 10

    def test_no_text_is_cut_off_and_no_label_covers_the_next(self, name):
        axes = getattr(plots, name)(TABLES[name]())
        assert outside(axes) == []
        assert overlapping(axes, axes.get_yticklabels()) == []

    def test_drawing_leaves_the_table_as_it_was(self, name):
        table = TABLES[name]()
        before = table.copy(deep=True)
        getattr(plots, name)(table)
        pandas.testing.assert_frame_equal(table, before)

    def test_it_is_at_most_nine_inches_wide(self, name):
        assert getattr(plots, name)(TABLES[name]()).figure.get_size_inches()[0] <= 9


class TestMix:
    def test_bars_are_as_long_as_the_shares(self):
        widths = [round(bar.get_width(), 9) for bar in plots.sourcing_mix(mix()).patches]
        assert widths == [0.5, round(3 / 16, 9)] * 3

    def test_counts_of_article_and_sources_stand_beside(self):
        assert drawn_text(plots.sourcing_mix(mix())).count("2 of 4 : 3 of 16") == 3

    def test_each_source_has_its_stroke_and_the_article_its_interval(self):
        axes = plots.sourcing_mix(mix())
        strokes = [list(line.get_xdata()) for line in axes.lines if line.get_marker() == "|"]
        assert strokes == [[0.5, 0.0]] * 3
        assert len(axes.collections) == 3

    def test_bars_are_told_apart_without_colour(self):
        own, pooled, *_ = plots.sourcing_mix(mix()).patches
        assert own.get_hatch() != pooled.get_hatch()

    def test_an_article_alone_is_drawn(self):
        alone = mix()[lambda table: table["kind"] == "original"]
        assert len(plots.sourcing_mix(alone).patches) == 3

    def test_an_article_without_attributions_has_no_bar_and_no_interval(self):
        table = mix()
        own = table["kind"] == "original"
        table.loc[own, ["attributions", "of"]] = 0
        table.loc[own, ["share", "low", "high"]] = float("nan")
        axes = plots.sourcing_mix(table)
        assert len(axes.collections) == 0
        assert "0 of 0 : 3 of 16" in drawn_text(axes)

    def test_one_mix_alone_needs_no_heading(self):
        one = mix()[lambda table: table["by"] == "by mode"].drop(columns="by")
        assert "by mode" not in drawn_text(plots.sourcing_mix(one))


class TestLanes:
    def test_voices_stand_by_their_words_and_what_nobody_is_cited_for_last(self):
        table = lanes(stretch("Ada", 0, 3), stretch("", 3, 6), stretch("Bo", 6, 12))
        labels = [label.get_text() for label in plots.voice_lanes(table).get_yticklabels()]
        assert labels == ["Bo\n(named person)", "Ada\n(named person)", "nobody cited"]

    def test_every_stretch_has_its_place(self):
        table = lanes(stretch("Ada", 0, 3), stretch("", 3, 6), stretch("Ada", 6, 12, mode="indirect"))
        bars = sorted((bar.get_x(), bar.get_x() + bar.get_width()) for bar in plots.voice_lanes(table).patches)
        assert bars == [(0, 3), (3, 6), (6, 12)]

    def test_words_and_share_stand_beside_each_lane(self):
        table = lanes(stretch("Ada", 0, 3), stretch("", 3, 100))
        text = drawn_text(plots.voice_lanes(table))
        assert "3 · 3.0 %" in text
        assert "97 · 97 %" in text

    def test_words_said_twice_count_once(self):
        assert merged_words(pandas.DataFrame({"start_word": [5, 0, 2], "end_word": [6, 4, 3]})) == 5

    def test_modes_differ_in_fill_hatch_and_mark(self):
        for one, two in itertools.combinations(MODE_STYLE.values(), 2):
            assert one[1] != two[1] and one[2] != two[2] and one[3] != two[3]

    def test_what_is_no_speech_has_a_hollow_mark_and_the_legend_says_so(self):
        table = lanes(stretch("Ada", 0, 3, act="belief"), stretch("Bo", 3, 6))
        axes = plots.voice_lanes(table)
        faces = [line.get_markerfacecolor() for line in axes.lines]
        assert faces[0] != faces[1] and "white" in faces
        assert "no speech but belief" in drawn_text(axes)
        assert "no speech" not in drawn_text(plots.voice_lanes(table.iloc[1:]))

    def test_many_voices_share_the_last_lane(self):
        table = lanes(*(stretch(f"voice {i}", 10 * i, 10 * i + 9 - i % 3) for i in range(30)), stretch("", 300, 310))
        drawn = lanes_of(table)
        assert len(drawn) == LANES + 1
        assert drawn[-2][0] == f"{30 - LANES + 1} further voices"
        assert sum(len(rows) for _, rows in drawn) == len(table)

    @pytest.mark.parametrize("count", [1, 3, 40, 400])
    def test_sentence_numbers_never_cover_each_other(self, count):
        ends = [7 * i + (i * i) % 6 for i in range(count)]
        axes = plots.voice_lanes(lanes(stretch("", 0, ends[-1] + 5), starts=ends))
        assert overlapping(axes, axes.get_xticklabels()) == []
        assert axes.get_xticklabels()[0].get_text() == "1"

    def test_names_stay_text(self):
        axes = plots.voice_lanes(lanes(stretch("$x^2$ & <b>", 0, 3), stretch("", 3, 9)))
        assert "$x^2$" in style.svg(axes.figure, "t", "d").decode()

    def test_a_document_in_which_nobody_speaks_is_one_grey_lane(self):
        axes = plots.voice_lanes(lanes(stretch("", 0, 50), starts=[0, 20]))
        assert [label.get_text() for label in axes.get_yticklabels()] == ["nobody cited"]
        assert len(axes.lines) == 0


class TestStances:
    def test_counts_and_intervals_stand_in_the_cells(self):
        axes = plots.stance_by_source(stances())
        cells = [text.get_text() for text in axes.texts]
        assert cells.count("1") == 4
        assert cells.count("5–70") == 4

    def test_none_is_a_dot(self):
        assert [line.get_marker() for line in plots.stance_by_source(stances()).lines] == ["."] * 4

    def test_the_denominator_stands_behind_each_row(self):
        labels = [label.get_text() for label in plots.stance_by_source(stances()).get_yticklabels()]
        assert labels == ["named person (5)", "collective (5)"] * 2

    def test_nine_stances_fit(self):
        axes = plots.stance_by_source(stances([f"disputing{i}" for i in range(9)]))
        assert axes.figure.get_size_inches()[0] <= 9
        assert outside(axes) == []


class TestUnattributed:
    def test_shares_and_counts_are_those_of_the_table(self):
        axes = plots.unattributed_shares(shares())
        panels = axes.figure.axes
        assert [list(line.get_xdata()) for line in panels[0].lines] == [[0.8], [0.1]]
        assert [list(line.get_xdata()) for line in panels[1].lines] == [[1.0]]
        assert "8 of 10" in drawn_text(axes) and "0 of 0" in drawn_text(axes)


class TestDiversity:
    def test_effective_numbers_stand_at_their_place_and_hollow_marks_beside(self):
        axes = plots.source_diversity(diversity())
        assert [float(line.get_xdata()[0]) for line in axes.lines] == [4.2, 4.2, 1.0]
        assert "5 · 7" in drawn_text(axes)

    def test_a_document_without_sources_says_so(self):
        assert "no source named" in drawn_text(plots.source_diversity(diversity()))

    def test_without_rarefied_values_there_is_no_hollow_mark(self):
        table = diversity().assign(rarefied_effective=float("nan"))
        assert "among" not in drawn_text(plots.source_diversity(table))
