"""Colours that can be told apart, settings that are put back, files that repeat."""

import matplotlib
import pandas
import pytest

from analysis.show import style
from analysis.show.plots import matrix


def relative_luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_the_published_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("name", ["BLUE", "VERMILLION", "GREEN", "PURPLE", "BLACK", "GREY"])
def test_every_colour_that_carries_meaning_reaches_three_to_one_on_white(name):
    assert contrast(getattr(style, name), "#FFFFFF") >= 3


@pytest.mark.parametrize("table", [style.BAND_STYLE, style.KIND_STYLE])
def test_no_two_meanings_share_a_marker(table):
    markers = [marker for _, marker in table.values()]
    assert len(set(markers)) == len(markers)


def sign_colour(fill: str) -> str:
    return "#FFFFFF" if fill in matrix.DARK else style.BLACK


@pytest.mark.parametrize("relation", matrix.SIGNS)
def test_the_sign_of_every_relation_can_be_read_on_its_fill(relation):
    _, fill, _ = matrix.SIGNS[relation]
    assert contrast(sign_colour(fill), fill) >= 3


def test_the_sign_is_drawn_in_the_colour_that_was_measured():
    row = {"claim_sentence": 1, "claim_text": "A claim.", "status": "confirmed", "also": ""}
    rows = [row | {"document": name, "publisher": name, "relation_final": name} for name in matrix.SIGNS]
    for text, (sign, fill, _) in zip(
        matrix.claim_matrix(pandas.DataFrame(rows)).texts, matrix.SIGNS.values(), strict=True
    ):
        assert text.get_text() == sign
        assert matplotlib.colors.to_hex(text.get_color()).upper() == sign_colour(fill)


def test_fills_that_stand_for_different_groups_can_be_told_apart_without_colour():
    dark, light = matrix.DARK, (matrix.LIGHT_BLUE, matrix.LIGHT_RED, style.PALE)
    assert min(contrast(one, other) for one in dark for other in light) >= 2


def test_settings_are_restored_after_a_picture():
    before = dict(matplotlib.rcParams)
    with style.style():
        assert matplotlib.rcParams["svg.hashsalt"] == "crossread"
    assert dict(matplotlib.rcParams) == before


def test_a_readers_own_settings_do_not_leak_into_a_picture():
    with matplotlib.rc_context({"font.size": 40.0, "axes.grid": True}), style.style():
        assert matplotlib.rcParams["font.size"] == style.SETTINGS["font.size"]
        assert matplotlib.rcParams["axes.grid"] is False


def test_svg_carries_escaped_title_and_description_and_no_date():
    figure = style.blank_figure(2, 1)
    content = style.svg(figure, "A < B", "x & y").decode()
    assert "<title>A &lt; B</title>" in content
    assert "<desc>x &amp; y</desc>" in content
    assert 'role="img"' in content
    assert "dc:date" not in content


def test_pictures_repeat_to_the_byte():
    def drawn():
        figure = style.blank_figure(3, 2)
        figure.subplots().plot([1, 2, 3], "o-")
        return style.svg(figure, "t", "d"), style.png(figure)

    assert drawn() == drawn()
