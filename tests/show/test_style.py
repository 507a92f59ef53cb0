"""Colours that can be told apart, settings that are put back, files that repeat."""

import matplotlib
import pytest

from analysis.show import style
from analysis.show.plots import claims


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


def test_numbers_in_the_matrix_can_be_read_on_every_shade():
    for score in range(5, 101):
        shade = matplotlib.colors.to_hex(claims.SHADES(min(score / 100 / claims.DARKEST, 1.0)))
        assert contrast(shade.upper(), claims.number_colour(score / 100)) >= 4.5


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
