"""Inline styles become classes, in tags alone; a figure on a page keeps what is drawn and loses the rest."""

import re

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


class TestInlined:
    @pytest.fixture
    def picture(self):
        rows = {"document": ["a", "b"], "publisher": ["A & B", "style='x'"], "kind": ["original", "full"]}
        table = pandas.DataFrame(rows | {"date": [None, None], "words": [10, 20], "sentences": [1, 2]})
        return gallery.pictured("01-documents", table)

    def test_what_is_read_and_drawn_stays(self, picture, styles):
        svg, found = picture.svg.decode(), styles.inlined(picture.svg, "k", "alt")
        for tag in ("text", "path", "use"):
            assert found.count(f"<{tag} ") == svg.count(f"<{tag} ") > 0
        assert "A &amp; B" in found and ">style='x'<" in found

    def test_it_has_no_style_no_space_of_names_and_no_metadata(self, picture, styles):
        found = styles.inlined(picture.svg, "k", "alt")
        assert not re.search(r"style=\"|<style|xmlns|xlink|metadata|\?xml|rdf", found)

    def test_every_name_has_the_key_before_it(self, picture, styles):
        found = styles.inlined(picture.svg, "k", "alt")
        names = re.findall(r'\bid="([^"]*)"', found)
        assert names and all(name.startswith("k-") for name in names)
        assert {n for n in re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', found) for n in n if n} <= set(names)

    def test_it_is_much_smaller(self, picture, styles):
        assert len(styles.inlined(picture.svg, "k", "alt")) < 0.6 * len(picture.svg)
