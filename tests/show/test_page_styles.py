"""Inline styles become classes, in tags alone; a figure on a page keeps what is drawn and loses the rest."""

import re
from xml.etree import ElementTree

import pandas
import pytest

from analysis.show import gallery
from analysis.show.page_styles import Styles


@pytest.fixture
def styles():
    return Styles()


class TestClassed:
    def test_equal_styles_share_a_class(self, styles):
        found = styles.classed('<p style="color:red"></p><b style="color: red;"></b><i style="color:red"></i>')
        assert found == '<p class="s0"></p><b class="s1"></b><i class="s0"></i>'

    def test_text_that_looks_like_a_style_stays(self, styles):
        text = "<p>a style=\"x\" and style='y' in words</p>"
        assert styles.classed(text) == text

    def test_a_value_that_looks_like_a_style_stays(self, styles):
        found = styles.classed("<p title='say style=\"x\" here' style='color:red'>a</p>")
        assert found == '<p class="s0" title=\'say style="x" here\'>a</p>'

    def test_quotes_written_as_entities_come_back_in_the_rule(self, styles):
        styles.classed('<p style="font-family:&quot;DejaVu Sans&quot;">a</p>')
        assert styles.css == '.s0{font-family:"DejaVu Sans"}\n'

    def test_a_style_sheet_is_taken_out_once(self, styles):
        assert styles.classed("<style>.a{color:red}</style><p>a</p><style>.a{color:red}</style>") == "<p>a</p>"
        assert styles.css == ".a{color:red}\n"

    def test_a_value_without_quotes_stays(self, styles):
        assert styles.classed("<td class=n colspan=2 style='color:red'>") == '<td class="n s0" colspan=2>'

    def test_stray_brackets_stay(self, styles):
        text = "<" * 2_000 + " style='a' <a style='b' " + "<a " * 2_000
        assert styles.classed(text) == text


def drawing(width, height, texts):
    """A figure of so many points with these texts: words, size, height on the page."""
    told = "".join(f'<text style="font-size: {size}px" x="5" y="{y}">{words}</text>' for words, size, y in texts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" height="{height}pt" viewBox="0 0 {width} {height}">'
        f"<title>A</title><desc>B</desc><g>{told}</g></svg>"
    ).encode()


class TestInlined:
    @pytest.fixture
    def picture(self):
        rows = {"document": ["a", "b"], "publisher": ["A & B", "style='x'"], "kind": ["original", "full"]}
        table = pandas.DataFrame(rows | {"date": [None, None], "words": [10, 20], "sentences": [1, 2]})
        return gallery.pictured("01-documents", table)

    def test_what_is_read_and_drawn_stays(self, picture, styles):
        svg, found = picture.svg.decode(), styles.inlined(picture.svg, "k", "alt")
        for tag, heading in (("text", 1), ("path", 0), ("use", 0)):
            assert found.count(f"<{tag} ") == svg.count(f"<{tag} ") - heading > 0
        assert "A &amp; B" in found and ">style='x'<" in found

    def test_it_has_no_style_no_space_of_names_and_no_metadata(self, picture, styles):
        found = styles.inlined(picture.svg, "k", "alt")
        assert not re.search(r"style=\"|<style|xmlns|xlink|metadata|\?xml|rdf", found)

    def test_every_name_has_the_key_before_it(self, picture, styles):
        found = styles.inlined(picture.svg, "k", "alt")
        names = re.findall(r'\bid="([^"]*)"', found)
        assert names and all(name.startswith("k-") for name in names)
        assert {n for n in re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', found) for n in n if n} <= set(names)

    def test_its_heading_is_left_to_the_page_and_so_is_its_room(self, picture, styles):
        whole, found = (ElementTree.fromstring(svg) for svg in (picture.svg, styles.inlined(picture.svg, "k", "alt")))
        left, top, width, height = map(float, found.get("viewBox").split())
        size = [float(number) for number in whole.get("viewBox").split()[2:]]
        assert (left, width) == (0, size[0])
        assert 0 < top < 40 and top + height == pytest.approx(size[1], abs=0.02)
        assert found.get("height") == f"{height}pt"
        assert picture.title not in [part.text for part in found.iter("text")]
        assert min(float(part.get("y")) for part in found.iter("text")) > top

    def test_a_label_that_says_what_the_heading_says_stays(self, styles):
        found = styles.inlined(drawing(300, 200, [("A", 9, 60), ("B", 9, 80), ("A", 12, 20)]), "k", "alt")
        parts = list(ElementTree.fromstring(found).iter("text"))
        assert [(part.text, part.get("y")) for part in parts] == [("A", "60"), ("B", "80")]

    @pytest.mark.parametrize(
        ("width", "smallest", "least"),
        [(900, 9, 1000), (900, 12, 750), (600, 7.5, 800), (600, 5, 800)],
    )
    def test_its_smallest_text_stays_at_ten_pixels_or_at_the_size_it_was_drawn(self, styles, width, smallest, least):
        styles.inlined(drawing(width, 300, [("x", smallest, 50), ("y", 14, 80)]), "k", "alt")
        assert f"{{min-width:{least}px}}" in styles.css

    @pytest.mark.parametrize(
        ("size", "placed"), [((880, 450), " landscape"), ((570, 450), ""), ((750, 940), " tall"), ((1500, 1500), "")]
    )
    def test_it_has_the_page_on_which_it_can_be_read_best(self, styles, size, placed):
        found = styles.inlined(drawing(*size, [("x", 9, 50)]), "k", "alt")
        assert f'class="s0{placed}"' in found

    def test_it_is_much_smaller(self, picture, styles):
        assert len(styles.inlined(picture.svg, "k", "alt")) < 0.6 * len(picture.svg)
