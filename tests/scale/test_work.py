"""Bundles of pieces: each piece once and in order, and the same results however they are bundled."""

import pytest

from analysis.errors import CrossreadError
from analysis.scale import work as work_module
from analysis.scale.archive import Archive
from analysis.scale.cluster import Scheduler
from analysis.scale.counted import Counted
from analysis.scale.scan import scan
from analysis.scale.work import Work, bundles, code_hash
from tests.scale.archives import article, files, lines, news, written
from tests.scale.conftest import ALL

SMALL = 60  # files of a report each


@pytest.fixture(scope="module")
def scattered(tmp_path_factory):
    """An archive of many small files and a larger one between them."""
    folder = tmp_path_factory.mktemp("scattered") / "x"
    rows = news(SMALL + 40)
    written(folder / "n", rows[:40], "jsonl")
    for number, row in enumerate(rows[40:]):
        (folder / f"{'am'[number % 2]}{number}.jsonl").write_bytes(lines([row]))
    return folder


class TestBundles:
    @pytest.mark.parametrize("size", [500, 4000, 50_000, 32_000_000])
    @pytest.mark.parametrize("kinds", ["jsonl", "jsonl.gz parquet jsonl.zst jsonl"])
    def test_every_piece_is_in_one_bundle_in_order(self, tmp_path, size, kinds):
        archive = Archive(written(tmp_path / "x", news(80), kinds), piece_bytes=size)
        found = bundles(archive)
        assert [piece for bundle in found for piece in bundle.pieces] == [*archive.pieces]
        assert [bundle.number for bundle in found] == [*range(len(found))]
        assert all(piece.size > 0 for piece in archive.pieces)

    def test_small_files_are_read_together_and_large_ones_alone(self, scattered):
        archive = Archive(scattered, piece_bytes=16 * 15_000)
        sizes = [[piece.size for piece in bundle.pieces] for bundle in bundles(archive)]
        assert len(sizes) < SMALL / 3
        assert all(len(bundle) == 1 or sum(bundle) <= 15_000 for bundle in sizes)
        assert [len(bundle) for bundle in sizes if max(bundle) > 15_000] == [1]

    def test_results_are_the_same_however_pieces_are_bundled(self, scattered, tmp_path, monkeypatch):
        archive, given = Archive(scattered), []
        for number, share in enumerate((10**9, 5000, 1)):
            monkeypatch.setattr(work_module, "BUNDLE", share)
            folder = tmp_path / str(number)
            scan(archive, article(), folder=folder, settings=ALL, scheduler=Scheduler("here"))
            given.append((len(bundles(archive)), files(folder)))
        assert [count for count, _ in given] == sorted({count for count, _ in given}, reverse=True)
        assert given[0][1] == given[1][1] == given[2][1]

    def test_a_file_that_has_gone_is_named(self, tmp_path):
        archive = Archive(written(tmp_path / "x", news(4), "jsonl jsonl"))
        (bundle,) = bundles(archive)
        (tmp_path / "x" / "b.jsonl").unlink()
        with pytest.raises(CrossreadError, match=r"x/b\.jsonl is not there on .*under the same path"):
            Work(archive, (Counted(),), "rules", code_hash())(bundle)
