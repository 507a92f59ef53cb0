"""One path draws and saves: what is shown is what lies in figures/, and it repeats to the byte."""

import csv
import io
from types import SimpleNamespace

import pandas
import pytest

from analysis.errors import CrossreadError
from analysis.read.corpus import Corpus
from analysis.show import gallery


def test_keys_are_file_names_that_any_system_can_hold():
    for key in gallery.REGISTRY:
        assert key == key.lower()
        assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert gallery.REGISTRY[key].notebook[:2] == key[:2]


def test_an_unknown_key_is_answered_with_the_known_ones():
    with pytest.raises(CrossreadError, match="no figure '99-x'; the registry has 01-documents"):
        gallery.figure("99-x")


def test_a_picture_is_saved_beside_the_corpus_as_svg_png_and_csv(bridge):
    picture = gallery.figure("03-attribution", bridge)
    folder = bridge.folder.parent / "figures"
    assert sorted(path.name for path in folder.iterdir()) == [
        "03-attribution.csv", "03-attribution.png", "03-attribution.svg",
    ]  # fmt: skip
    assert (folder / "03-attribution.svg").read_bytes() == picture.svg
    assert (folder / "03-attribution.png").read_bytes() == picture.png


@pytest.mark.parametrize("key", list(gallery.REGISTRY))
def test_drawing_twice_gives_the_same_bytes(bridge, key):
    first, second = gallery.drawn(key, bridge), gallery.drawn(key, bridge)
    assert first.svg == second.svg
    assert first.png == second.png
    assert gallery.csv_bytes(first.table) == gallery.csv_bytes(second.table)


@pytest.mark.parametrize("kind", ["sources", "background"])
def test_the_picture_of_a_variation_does_not_take_the_place_of_the_workbooks_own(bridge, kind):
    gallery.figure("02-keyness", bridge)
    folder = bridge.folder.parent / "figures"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    background = SimpleNamespace(counts=pandas.DataFrame({"P": [5, 4], "Q": [9, 1]}, index=["bridge", "ferry"]))
    variation = bridge.subset([bridge.contrast[0].id]) if kind == "sources" else bridge.with_background(background)
    picture = gallery.figure("02-keyness", variation)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert picture.png
    assert picture.svg != before["02-keyness.svg"]
    assert bridge.with_background(background).with_background(None).is_variation is False


def test_a_second_run_leaves_the_files_alone(bridge):
    folder = bridge.folder.parent / "figures"
    list(gallery.figures(bridge))
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    list(gallery.figures(bridge))
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_the_csv_holds_the_table_that_was_drawn(bridge):
    picture = gallery.drawn("04-stated-figures", bridge)
    rows = list(csv.DictReader(io.StringIO(gallery.csv_bytes(picture.table).decode())))
    assert [row["as_written"] for row in rows] == picture.table["as_written"].tolist()


def test_a_notebook_shows_caption_and_alternative_text(bridge):
    page = gallery.drawn("01-documents", bridge)._repr_html_()
    assert "<figcaption>The article under study has" in page
    assert 'alt="Dot plot of words by document' in page


def test_text_of_a_document_cannot_become_markup(bridge):
    from dataclasses import replace

    bad = replace(bridge.documents[0], publisher='"><script>alert(1)</script>')
    corpus = Corpus(bridge.folder, (bad, *bridge.documents[1:]))
    for key in gallery.REGISTRY:
        picture = gallery.drawn(key, corpus)
        assert "<script" not in picture._repr_html_()
        assert b"<script" not in picture.svg


def test_dollar_signs_and_foreign_letters_are_drawn_as_text(bridge):
    from dataclasses import replace

    odd = replace(bridge.documents[0], publisher="$x^2$ Ägypten قاهره")
    picture = gallery.drawn("03-attribution", Corpus(bridge.folder, (odd, *bridge.documents[1:])))
    assert "$x^2$" in picture.svg.decode()


def test_the_gallery_page_names_every_figure_with_alternative_text(bridge):
    text = gallery.gallery(bridge).read_text(encoding="utf-8")
    for key, entry in gallery.REGISTRY.items():
        assert f"]({key}.png)" in text
        assert entry.title in text
    assert "![](" not in text
