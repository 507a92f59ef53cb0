"""The committed figures are what the code draws today, with and without a kernel."""

import pytest

from analysis.read.corpus import ROOT, load_corpus
from analysis.show import gallery

FOLDER = ROOT / "figures"
CORPUS = load_corpus(ROOT / "corpus")


@pytest.mark.parametrize("key", list(gallery.REGISTRY))
def test_drawing_without_a_kernel_gives_the_committed_bytes(key):
    picture = gallery.drawn(key, CORPUS)
    assert (FOLDER / f"{key}.csv").read_bytes() == gallery.csv_bytes(picture.table)
    assert (FOLDER / f"{key}.svg").read_bytes() == picture.svg
    assert (FOLDER / f"{key}.png").read_bytes() == picture.png


def test_nothing_else_lies_in_the_folder():
    names = {f"{key}.{kind}" for key in gallery.REGISTRY for kind in ("svg", "png", "csv")}
    assert {path.name for path in FOLDER.iterdir()} == names | {"README.md"}


def test_every_figure_has_its_alternative_text_inside():
    for key in gallery.REGISTRY:
        content = (FOLDER / f"{key}.svg").read_text(encoding="utf-8")
        assert "<desc>" in content
        assert len(content.split("<desc>")[1].split("</desc>")[0]) > 80


def test_the_gallery_page_holds_every_caption():
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for key in gallery.REGISTRY:
        _, caption, _ = gallery.described(key, CORPUS)
        assert gallery.plain(caption) in page
