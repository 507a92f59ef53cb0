"""What a picture says equals the table it was drawn from."""

import itertools
import math

import pandas
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from analysis import load_corpus, measure
from analysis.measure import keyness_from_counts
from analysis.measure.ledger import STATUSES
from analysis.measure.matrix import AGREES, DIFFERS, RELATIONS, SPEAKS
from analysis.show import gallery, plots, style
from analysis.show.plots import matrix, vocabulary


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


def matrix_table(cells, *, sources=3, publisher="Source {}"):
    """A claim matrix by hand, filled claim by claim; a cell is a relation and what differs from the usual."""
    usual = {"relation_final": "not found", "status": "unreviewed", "also": "", "searched": 9}
    rows = []
    for i, cell in enumerate(cells):
        claim, source = i // sources + 1, i % sources + 1
        relation, more = cell if isinstance(cell, tuple) else (cell, {})
        places = {
            "claim": f"c{claim}",
            "claim_sentence": claim,
            "claim_text": f"Claim number {claim} of the article on the mill.",
        }
        names = {"document": f"s{source}", "publisher": publisher.format(source)}
        rows.append(usual | places | names | {"relation_final": relation} | more)
    return pandas.DataFrame(rows)


def parts_outside(axes: Axes) -> list[str]:
    """Texts of a picture, the legend's among them, that reach beyond its edge once it is laid out."""
    with style.style():
        renderer = FigureCanvasAgg(axes.figure).get_renderer()
        axes.figure.draw(renderer)
        whole, found = axes.figure.bbox, []
        for part in axes.figure.findobj(Text):
            box = part.get_window_extent(renderer)
            within = whole.x0 <= box.x0 and box.x1 <= whole.x1 and whole.y0 <= box.y0 and box.y1 <= whole.y1
            if part.get_visible() and part.get_text().strip() and not within:
                found.append(part.get_text())
    return found


def boxes(axes: Axes, *, hatched: bool) -> set[tuple[int, int]]:
    """The cells, as (source, claim) from 0, that hold a filled box or a hatched one."""
    found = [part for part in axes.patches if bool(part.get_hatch()) is hatched]
    return {(round(part.get_x() + 0.47), round(part.get_y() + 0.45)) for part in found}


def legend_told(axes: Axes) -> list[str]:
    return [text.get_text() for legend in axes.figure.legends for text in legend.get_texts()]


class TestClaimMatrix:
    EVERY = matrix_table(list(matrix.SIGNS) + ["not found"] * 2)

    def test_every_cell_has_the_sign_and_the_colour_of_its_relation(self):
        axes = plots.claim_matrix(self.EVERY)
        signs = {(round(text.get_position()[0]), round(text.get_position()[1])): text for text in axes.texts}
        fills = {
            (round(part.get_x() + 0.47), round(part.get_y() + 0.45)): to_hex(part.get_facecolor()).upper()
            for part in axes.patches
            if not part.get_hatch()
        }
        for i, (sign, fill, _) in enumerate(matrix.SIGNS.values()):
            assert signs[i % 3, i // 3].get_text() == sign
            assert fills[i % 3, i // 3] == fill.upper()
        assert len(signs) == len(fills) == len(matrix.SIGNS)

    def test_every_relation_of_the_matrix_has_a_sign_and_no_two_share_one(self):
        assert set(matrix.SIGNS) == set(RELATIONS)
        signs = [sign for sign, _, _ in matrix.SIGNS.values()]
        told = [told for _, _, told in matrix.SIGNS.values()]
        assert len(set(signs)) == len(signs) and len(set(told)) == len(told)

    def test_agreement_and_difference_have_each_their_colours(self):
        assert {matrix.SIGNS[name][1] for name in AGREES} == {style.BLUE}
        assert {matrix.SIGNS[name][1] for name in DIFFERS} == {matrix.DARK_RED, matrix.LIGHT_RED}
        others = {fill for name, (_, fill, _) in matrix.SIGNS.items() if name not in SPEAKS}
        assert others == {style.PALE}

    @pytest.mark.parametrize("status", STATUSES)
    def test_only_what_no_reader_decided_is_hatched(self, status):
        axes = plots.claim_matrix(matrix_table([("same", {"status": status}), "not found", "not found"]))
        decided = status in ("confirmed", "changed", "rejected")
        assert boxes(axes, hatched=False) == {(0, 0)}
        assert boxes(axes, hatched=True) == (set() if decided else {(0, 0)})
        assert ("hatched: no reader's decision" in legend_told(axes)) is not decided

    def test_a_cell_without_a_find_has_a_dot_and_a_rejected_one_a_stroke(self):
        rejected = {"status": "rejected"}
        axes = plots.claim_matrix(matrix_table(["not found", ("not found", rejected), "same"]))
        assert [(line.get_marker(), line.get_xdata()[0]) for line in axes.lines] == [(".", 0), ("_", 1)]
        assert "not found, as a reader decided" in legend_told(axes)

    def test_a_corner_dot_tells_of_other_sentences(self):
        axes = plots.claim_matrix(matrix_table([("same", {"also": "related"}), "same", "not found"]))
        corners = [line for line in axes.lines if line.get_xdata()[0] % 1]
        assert [(round(line.get_xdata()[0]), round(line.get_ydata()[0])) for line in corners] == [(0, 0)]
        assert "corner dot: other sentences say more" in legend_told(axes)
        assert "corner" not in " ".join(legend_told(plots.claim_matrix(matrix_table(["same"] * 3))))

    def test_the_legend_names_the_signs_that_are_used_and_no_others(self):
        axes = plots.claim_matrix(matrix_table(["figures differ", "same", "not found"]))
        assert legend_told(axes) == ["=  same", "#≠  figures differ", "hatched: no reader's decision", "not found"]
        told = legend_told(plots.claim_matrix(self.EVERY))
        assert told[: len(matrix.SIGNS)] == [f"{sign}  {name}" for sign, _, name in matrix.SIGNS.values()]

    def test_every_claim_and_source_is_named_in_order(self):
        axes = plots.claim_matrix(self.EVERY)
        rows = [label.get_text() for label in axes.get_yticklabels()]
        assert [row.split()[0] for row in rows] == ["1", "2", "3", "4", "5"]
        assert rows[0].startswith("1  Claim number 1 of")
        assert [label.get_text() for label in axes.get_xticklabels()] == ["Source 1", "Source 2", "Source 3"]
        # The first claim stands on top.
        assert axes.get_ylim()[0] > axes.get_ylim()[1]

    def test_two_documents_of_one_publisher_are_two_columns(self):
        axes = plots.claim_matrix(matrix_table(["same", "figures differ", "related"], publisher="One House"))
        assert [label.get_text() for label in axes.get_xticklabels()] == ["One House"] * 3
        assert boxes(axes, hatched=False) == {(0, 0), (1, 0), (2, 0)}

    @pytest.mark.parametrize("sources", [1, 3, 15])
    def test_nothing_reaches_beyond_the_edge(self, sources):
        cells = [(name, {"status": "confirmed", "also": "related"}) for name in matrix.SIGNS]
        cells += ["same", ("not found", {"status": "rejected"}), "not found", "not found"]
        table = matrix_table(cells * 3, sources=sources, publisher="The Harbour Board and its Council {}")
        assert parts_outside(plots.claim_matrix(table)) == []
        few = [("same", {"also": "related"}), ("not found", {"status": "rejected"}), "copied"]
        assert parts_outside(plots.claim_matrix(matrix_table(few, sources=sources))) == []

    @pytest.mark.parametrize(("claims", "sources"), [(1, 1), (2, 3), (33, 15)])
    def test_labels_stay_apart_and_signs_in_their_cells(self, claims, sources):
        table = matrix_table(["figures differ"] * claims * sources, sources=sources, publisher="The Harbour Board {}")
        axes = plots.claim_matrix(table)
        assert overlapping_labels(axes) == []
        with style.style():
            renderer = FigureCanvasAgg(axes.figure).get_renderer()
            signs = [text.get_window_extent(renderer) for text in axes.texts]
            cells = [part.get_window_extent(renderer) for part in axes.patches if not part.get_hatch()]
        for sign, box in zip(signs, cells, strict=True):
            assert box.x0 <= sign.x0 and sign.x1 <= box.x1 and box.y0 <= sign.y0 and sign.y1 <= box.y1
        # Names stand aslant: across their lines they are as far apart as their letters are high.
        step = abs(axes.transData.transform((1, 0))[0] - axes.transData.transform((0, 0))[0])
        height = axes.get_xticklabels()[0].get_fontsize() / 72 * axes.figure.dpi
        assert sources == 1 or step * math.sin(math.radians(55)) > height

    def test_the_matrix_of_a_corpus(self, bridge):
        table = measure.claim_matrix(bridge, encoder="none")
        axes = plots.claim_matrix(table)
        assert [label.get_text() for label in axes.get_xticklabels()] == ["Office", "Ferry", "Town *"]
        assert len(axes.get_yticklabels()) == table["claim"].nunique()
        assert len(axes.texts) == int((table["relation_final"] != "not found").sum()) > 0
        assert parts_outside(axes) == []

    def test_an_empty_table_gives_a_picture_that_says_so(self):
        assert "no source to compare with" in drawn_text(plots.claim_matrix(self.EVERY.iloc[:0]))


class TestCoverage:
    TABLE = pandas.DataFrame(
        {"document": ["a", "b"], "publisher": ["A", "B *"], "claims": [4, 4], "found": [3, 0], "share": [0.75, 0.0],
         "low": [0.3, 0.0], "high": [0.95, 0.49], "agreeing": [1, 0], "differing": [1, 0], "in_part": [1, 0],
         "confirmed": [2, 0]}
    )  # fmt: skip

    def test_shares_and_intervals_are_those_of_the_table(self):
        axes = plots.coverage(self.TABLE)
        assert [line.get_xdata()[0] for line in axes.lines] == [0.75, 0.0]
        ends = [tuple(segment[:, 0]) for part in axes.collections for segment in part.get_segments()]
        assert ends == [(0.3, 0.95), (0.0, 0.49)]

    def test_what_the_share_is_made_of_stands_beside_it(self):
        text = drawn_text(plots.coverage(self.TABLE))
        assert "3 of 4: 1 agree, 1 differ, 1 in part" in text
        assert "0 of 4: 0 agree, 0 differ, 0 in part" in text

    def test_nothing_reaches_beyond_the_edge(self):
        assert parts_outside(plots.coverage(self.TABLE)) == []

    def test_an_empty_table_gives_a_picture_that_says_so(self):
        assert "no source to compare with" in drawn_text(plots.coverage(self.TABLE.iloc[:0]))


def ladder_table(*numbers):
    """A ladder by hand: (document, low, high) and what differs from the usual."""
    usual = {"thing": "deaths", "year": 2019, "modifier": "=", "year_from": "sentence", "dated": "", "verdict": "",
             "factor": float("nan")}  # fmt: skip
    rows = []
    for document, low, high, *more in numbers:
        own = {"document": document, "publisher": document.title(), "in_article": document == "paper"}
        told = {"low": float(low), "high": float(high), "as_written": f"{low:,} dead"}
        rows.append(usual | own | told | (more[0] if more else {}))
    return pandas.DataFrame(rows)


def marks(axes: Axes, marker: str) -> list[tuple[list[float], str, str]]:
    """The marks of a kind: places, colour and filling."""
    return [
        (list(map(float, line.get_xdata())), line.get_color(), line.get_markerfacecolor())
        for line in axes.lines
        if line.get_marker() == marker
    ]


class TestStatedFigures:
    def test_every_number_is_drawn_and_written(self, bridge):
        table = measure.stated_figures(bridge)
        axes = plots.stated_figures(table)
        at = [float(x) for line in axes.lines for x in line.get_xdata()]
        assert {4000.0, 2500.0} <= set(at)
        assert "over 4,000 drivers" in drawn_text(axes)

    def test_the_article_and_the_sources_have_each_their_mark(self):
        axes = plots.stated_figures(ladder_table(("paper", 30, 30), ("bank", 60, 60)))
        assert marks(axes, "o") == [([30.0, 30.0], style.VERMILLION, style.VERMILLION)]
        assert marks(axes, "s") == [([60.0, 60.0], style.BLUE, style.BLUE)]
        assert [label.get_text() for label in axes.get_yticklabels()] == ["Paper", "Bank"]

    def test_a_range_is_a_line_between_its_ends(self):
        axes = plots.stated_figures(ladder_table(("paper", 30, 30), ("bank", 40, 60)))
        lines = [tuple(segment[:, 0]) for part in axes.collections for segment in part.get_segments()]
        assert lines == [(40.0, 60.0)]

    def test_a_year_from_elsewhere_is_hollow(self):
        context, dated = {"year_from": "context"}, {"year_from": "publication date"}
        axes = plots.stated_figures(ladder_table(("paper", 30, 30, dated), ("bank", 60, 60, context), ("choir", 9, 9)))
        assert [filling for _, _, filling in marks(axes, "o")] == ["white"]
        assert [filling for _, _, filling in marks(axes, "s")] == ["white", style.BLUE]

    @pytest.mark.parametrize(
        ("modifier", "right", "left"),
        [(">", 1, 0), (">=", 1, 0), ("<", 0, 1), ("<=", 0, 1), ("=", 0, 0), ("~", 0, 0), ("range", 0, 0)],
    )
    def test_an_arrow_points_where_the_number_is_open(self, modifier, right, left):
        axes = plots.stated_figures(ladder_table(("paper", 30, 30), ("bank", 60, 60, {"modifier": modifier})))
        assert [len(marks(axes, ">")), len(marks(axes, "<"))] == [right, left]

    def test_the_articles_first_number_is_carried_down_the_group_of_its_own(self):
        other = {"thing": "injuries"}
        table = ladder_table(("paper", 30, 40), ("bank", 60, 60), ("paper", 7, 7, other), ("bank", 8, 8, other))
        guides = [line for line in plots.stated_figures(table).lines if line.is_dashed()]
        assert [tuple(line.get_xdata()) for line in guides] == [(30, 30), (40, 40), (7, 7)]
        assert {line.get_color() for line in guides} == {style.VERMILLION}
        assert list(guides[0].get_ydata()) == list(guides[1].get_ydata())
        # The groups do not run into each other.
        assert guides[1].get_ydata()[1] < guides[2].get_ydata()[0]

    def test_factor_and_dates_stand_beside_the_number(self):
        more = {"verdict": "differs", "factor": 2.0, "dated": "3 May 2019"}
        text = drawn_text(plots.stated_figures(ladder_table(("paper", 30, 30), ("bank", 60, 60, more))))
        assert "60 dead (×2.0)  [3 May 2019]" in text

    def test_a_group_is_headed_by_thing_and_year(self):
        text = drawn_text(plots.stated_figures(ladder_table(("paper", 30, 30), ("bank", 60, 60))))
        assert "deaths, 2019" in text

    def test_an_empty_table_gives_a_picture_that_says_so(self, bridge):
        axes = plots.stated_figures(measure.stated_figures(bridge).iloc[:0])
        assert "no number" in drawn_text(axes).lower()

    def test_nothing_reaches_beyond_the_edge(self):
        more = {"as_written": "some 1,500 or more people who were in the market hall that day", "dated": "3 May 2019",
                "verdict": "differs", "factor": 50.0}  # fmt: skip
        table = ladder_table(("paper", 30, 30, more), ("bank", 1500, 1500, more))
        assert parts_outside(plots.stated_figures(table)) == []


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


@pytest.mark.parametrize("key", ["02-each-source", "02-word-lists", "02-text-level", "03-unattributed"])
def test_the_title_of_a_figure_keeps_its_distance_from_those_of_its_panels(bridge, key):
    drawing = gallery.drawn(key, bridge).drawing
    drawing.draw_without_rendering()
    panels = [
        text.get_window_extent().y1 for ax in drawing.axes for text in (ax.title, ax._left_title) if text.get_text()
    ]
    assert panels
    assert (drawing.texts[-1].get_window_extent().y0 - max(panels)) * 72 / drawing.dpi >= 10
