"""What a picture says equals the table it was drawn from."""

import itertools
import math

import pandas
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis import load_corpus, measure
from analysis.measure import keyness_from_counts
from analysis.show import plots, style
from analysis.show.plots import vocabulary


def drawn_text(axes: Axes) -> str:
    return " ".join(text.get_text() for text in axes.figure.findobj(lambda part: hasattr(part, "get_text")))


def overlapping_labels(axes: Axes) -> list[tuple[str, str]]:
    """Pairs of tick labels on one axis whose boxes overlap once the picture is laid out."""
    with style.style():
        renderer = FigureCanvasAgg(axes.figure).get_renderer()
        axes.figure.draw(renderer)
        found = []
        for labels in (axes.get_yticklabels(), axes.get_xticklabels()):
            shown = [label for label in labels if label.get_text() and label.get_rotation() == 0]
            boxes = [(label.get_text(), label.get_window_extent(renderer)) for label in shown]
            found += [(a[0], b[0]) for a, b in itertools.pairwise(boxes) if a[1].overlaps(b[1])]
        return found


@pytest.fixture
def counts():
    sources = pandas.DataFrame(
        {"a": {"only": 0, "ferry": 9, "the": 50, "rest": 941}, "b": {"only": 0, "ferry": 8, "the": 60, "rest": 932},
         "c": {"only": 0, "ferry": 7, "the": 55, "rest": 938}}
    )  # fmt: skip
    return keyness_from_counts(pandas.Series({"only": 9, "ferry": 0, "the": 55, "rest": 936}), sources)


class TestDocuments:
    def test_every_bar_is_as_long_as_the_words(self, bridge):
        axes = plots.documents(bridge.table)
        assert [line.get_xdata()[0] for line in axes.lines] == bridge.table["words"].tolist()

    def test_digests_are_marked_in_the_label(self, bridge):
        labels = [label.get_text() for label in plots.documents(bridge.table).get_yticklabels()]
        assert labels == ["Paper", "Office", "Ferry", "Town *"]


class TestKeyness:
    def test_marks_stand_at_the_log_ratio(self, counts):
        axes = plots.keyness(counts)
        chosen = vocabulary.extremes(counts, 15)
        at = {float(x) for line in axes.lines for x in line.get_xdata() if line.get_marker() in "os^xD"}
        assert set(chosen["log_ratio"]) <= at

    def test_counts_and_range_stand_beside_each_term(self, counts):
        text = drawn_text(plots.keyness(counts))
        assert "9 : 0 · 0/3" in text
        assert "0 : 24 · 3/3" in text

    def test_an_infinite_interval_ends_in_an_arrow(self, counts):
        assert math.isinf(counts.set_index("term").loc["only", "high"])
        markers = [line.get_marker() for line in plots.keyness(counts).lines]
        assert ">" in markers
        assert "<" in markers

    def test_over_used_terms_stand_on_top(self, counts):
        labels = [label.get_text() for label in plots.keyness(counts).get_yticklabels()]
        assert labels == ["only", "ferry"]

    def test_a_table_in_which_nothing_differs_is_drawn_all_the_same(self):
        same = pandas.Series({"x": 5, "y": 5})
        table = keyness_from_counts(same, pandas.DataFrame({"a": same, "b": same, "c": same}))
        assert (table["conservative"] == 0).all()
        assert [label.get_text() for label in plots.keyness(table).get_yticklabels()] == ["x", "y"]

    def test_an_empty_table_gives_a_picture_that_says_so(self, counts):
        assert "no term" in drawn_text(plots.keyness(counts.iloc[:0]))


class TestWords:
    def test_bars_of_the_word_shift_are_as_long_as_the_parts(self, bridge):
        table = measure.word_shift(bridge, draws=20)
        widths = sorted(round(float(bar.get_width()), 9) for bar in plots.word_shift(table).patches)
        assert widths == sorted(round(1000 * part, 9) for part in table["signed"].head(24))

    def test_as_many_strokes_as_uses(self, bridge):
        table = measure.term_places(bridge, ["ferry", "bridge"])
        assert sum(len(line.get_xdata()) for line in plots.term_places(table).lines) == len(table)

    def test_the_noise_floor_names_every_document(self, bridge):
        table = pandas.DataFrame(
            {"publisher": ["A", "B *"], "is_article": [True, False], "terms": [9, 8], "clear": [1, 0], "likely": [2, 1],
             "flagged_per_1000": [3.0, 1.5]}
        )  # fmt: skip
        axes = plots.noise_floor(table)
        assert [label.get_text() for label in axes.get_yticklabels()] == ["A", "B *"]
        assert "1 clear, 2 likely of 9" in drawn_text(axes)

    def test_the_absence_strip_draws_every_sources_rate(self):
        table = pandas.DataFrame(
            {"term": ["x"], "sources_per_1000": [5.0], "range": [2], "sources": [3], "expected": [4.0],
             "per_1000_high": [3.4], "per_1000 a": [4.0], "per_1000 b": [6.0], "per_1000 c": [0.0]}
        )  # fmt: skip
        axes = plots.absent_terms(table)
        assert [4.0, 6.0] in [list(line.get_xdata()) for line in axes.lines]
        assert "2/3 · 4.0" in drawn_text(axes)

    @pytest.mark.parametrize("name", ["absent_terms", "noise_floor", "word_shift", "term_places"])
    def test_an_empty_table_gives_a_picture_that_says_why(self, bridge, name):
        table = getattr(measure, name)(bridge).iloc[:0]
        assert len(drawn_text(getattr(plots, name)(table)).strip()) > 10


class TestShares:
    def test_intervals_are_those_of_the_table(self, bridge):
        table = measure.sourcing_profile(bridge)
        axes = plots.sourcing_profile(table)
        ends = [tuple(segment[:, 0]) for part in axes.collections for segment in part.get_segments()]
        assert ends == list(zip(table["low"], table["high"], strict=True))

    def test_counts_stand_beside_each_share(self, bridge):
        table = measure.sourcing_profile(bridge)
        text = drawn_text(plots.sourcing_profile(table))
        for row in table.itertuples():
            assert f"{row.attributed} of {row.sentences}" in text

    def test_a_document_without_sentences_says_so(self, bridge):
        table = measure.sourcing_profile(bridge)
        table.loc[1, ["share", "low", "high"]] = math.nan
        assert "no sentences" in drawn_text(plots.sourcing_profile(table))


class TestOverlap:
    def test_only_cells_above_the_floor_hold_a_number(self, bridge):
        table = measure.overlap(bridge)
        numbers = [text.get_text() for text in plots.overlap(table).texts]
        assert numbers == [f"{100 * score:.0f}" for score in table[table["found"]]["score"]]

    def test_every_claim_and_source_is_named(self, bridge):
        table = measure.overlap(bridge)
        axes = plots.overlap(table)
        assert len(axes.get_yticklabels()) == table["claim"].nunique()
        assert [label.get_text() for label in axes.get_xticklabels()] == ["Office", "Ferry", "Town *"]


class TestStatedFigures:
    def test_every_number_is_drawn_and_written(self, bridge):
        table = measure.stated_figures(bridge)
        axes = plots.stated_figures(table)
        at = [float(x) for line in axes.lines for x in line.get_xdata()]
        assert {4000.0, 2500.0} <= set(at)
        assert "over 4,000 drivers" in drawn_text(axes)

    def test_an_empty_table_gives_a_picture_that_says_so(self, bridge):
        axes = plots.stated_figures(measure.stated_figures(bridge).iloc[:0])
        assert "no number" in drawn_text(axes).lower()


@pytest.mark.parametrize("name", ["documents", "sourcing_profile", "coverage", "stated_figures"])
def test_tick_labels_do_not_overlap(bridge, name):
    table = bridge.table if name == "documents" else getattr(measure, name)(bridge)
    assert overlapping_labels(getattr(plots, name)(table)) == []


class TestRates:
    def test_every_term_is_a_mark_at_the_root_of_its_rates(self, bridge):
        table = measure.rate_pairs(bridge, min_count=1)
        axes = plots.rate_pairs(table)
        marks = [line for line in axes.lines if line.get_marker() in tuple("os^xD")]
        drawn = {(round(x, 9), round(y, 9)) for line in marks for x, y in zip(*line.get_data(), strict=True)}
        wanted = zip(table["sources_per_1000"] ** 0.5, table["per_1000"] ** 0.5, strict=True)
        assert drawn == {(round(x, 9), round(y, 9)) for x, y in wanted}

    def test_terms_of_the_first_two_bands_are_named_and_labels_stay_apart(self):
        table = measure.rate_pairs(load_corpus())
        axes = plots.rate_pairs(table)
        told = [text.get_text() for text in axes.texts]
        first = table[table["band"].isin(["clear", "likely"])]["term"].tolist()
        assert set(told) <= set(first) and len(told) > 0.8 * len(first)
        with style.style():
            renderer = FigureCanvasAgg(axes.figure).get_renderer()
            axes.figure.draw(renderer)
            boxes = [text.get_window_extent(renderer) for text in axes.texts]
        assert not [1 for a, b in itertools.combinations(boxes, 2) if a.overlaps(b)]

    def test_a_panel_a_source_and_a_line_a_term(self, bridge):
        table = measure.keyness_by_source(bridge, ["bridge", "ferry"])
        panels = [axes for axes in plots.keyness_by_source(table).figure.axes if axes.get_title(loc="left")]
        assert [axes.get_title(loc="left") for axes in panels] == ["Office", "Ferry", "Town *"]
        assert [label.get_text() for label in panels[0].get_yticklabels()] == ["bridge", "ferry"]
        for axes in panels:
            assert len([line for line in axes.lines if line.get_marker() in tuple("osx")]) == 2


class TestWording:
    def test_every_cell_of_the_matrix_holds_its_count(self, named):
        table = measure.naming(named)
        axes = plots.naming(table)
        cells = [text.get_text() for text in axes.texts if text.get_text()[0].isdigit()]
        assert sorted(cells) == sorted(str(count) for count in table["count"] if count)
        assert [label.get_text() for label in axes.get_yticklabels()] == ["bridge", "ferry"]

    def test_quoted_mentions_are_told_apart(self, named):
        table = measure.naming(named)
        table.loc[0, ["count", "quoted"]] = [5, 2]
        assert "5 ”2" in drawn_text(plots.naming(table))

    def test_rates_of_the_word_lists_are_drawn_with_their_intervals(self, bridge):
        table = measure.lexicon_rates(bridge, ["hedges"])
        table = table[table["category"] == "all"]
        axes = plots.lexicon_rates(table)
        assert [line.get_xdata()[0] for line in axes.lines] == table["per_1000"].tolist()
        segments = [tuple(segment[:, 0]) for part in axes.collections for segment in part.get_segments()]
        assert segments == list(zip(table["low"], table["high"], strict=True))

    def test_a_source_within_the_halves_is_drawn_hollow(self):
        table = measure.text_profile(load_corpus())
        table = table[table["statistic"] == "MTLD"]
        axes = plots.text_profile(table)
        filled = [line.get_markerfacecolor() != "white" for line in axes.lines]
        assert filled == [row.is_article or bool(row.beyond) for row in table.itertuples()]

    @pytest.mark.parametrize("name", ["rate_pairs", "keyness_by_source", "naming", "lexicon_rates", "text_profile"])
    def test_an_empty_table_gives_a_picture_that_says_why(self, name):
        assert len(drawn_text(getattr(plots, name)(pandas.DataFrame(columns=["entity"])))) > 10
