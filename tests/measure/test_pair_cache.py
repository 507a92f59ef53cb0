"""Pairs that were found once are read from a file, unless anything that they hang on has changed."""

from dataclasses import replace

import pandas
import pytest
from pandas.testing import assert_frame_equal

from analysis.measure import pair_cache
from analysis.measure.alignment import OVERLAP_COLUMNS, overlap
from analysis.measure.pair_cache import content_hash, kept_pairs
from analysis.read.names import Name

TABLE = pandas.DataFrame({"pair": ["p1", "p2"], "rank": [1, 2], "score": [0.1, -2.5], "near": [True, False]})
SETTINGS = ("auto", 0, 0.95)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(pair_cache, "FOLDER", tmp_path / "pairs")
    return tmp_path / "pairs"


def never() -> pandas.DataFrame:
    raise AssertionError("the pairs were looked for again")


class TestKeptPairs:
    def test_the_second_call_reads_what_the_first_has_kept(self, town, folder):
        first = kept_pairs(town, SETTINGS, lambda: TABLE)
        assert_frame_equal(kept_pairs(town, SETTINGS, never), first, check_exact=True)
        assert len(list(folder.iterdir())) == 1

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"rows": 3}', b"\xff"])
    def test_a_file_that_cannot_be_read_is_made_anew(self, town, folder, content):
        kept_pairs(town, SETTINGS, lambda: TABLE)
        (path,) = folder.iterdir()
        path.write_bytes(content)
        assert_frame_equal(kept_pairs(town, SETTINGS, lambda: TABLE), TABLE)
        assert_frame_equal(kept_pairs(town, SETTINGS, never), TABLE)

    def test_a_folder_that_cannot_be_written_changes_nothing(self, town, tmp_path, monkeypatch):
        (tmp_path / "file").write_text("")
        monkeypatch.setattr(pair_cache, "FOLDER", tmp_path / "file" / "pairs")
        assert_frame_equal(kept_pairs(town, SETTINGS, lambda: TABLE), TABLE)

    def test_real_pairs_come_back_as_they_were_found(self, town, folder):
        found = overlap(town, encoder="none", seed=3)
        (path,) = folder.iterdir()
        kept = kept_pairs(town, ("none", 3, 0.95), never)
        assert path.name.startswith(content_hash(town, ("none", 3, 0.95)))
        assert_frame_equal(kept, found, check_exact=True)

    def test_no_pairs_are_kept_with_their_columns(self, corpus_of, folder):
        alone = corpus_of("A ferry sank.")
        assert kept_pairs(alone, SETTINGS, lambda: overlap(alone)).columns.tolist() == OVERLAP_COLUMNS
        assert kept_pairs(alone, SETTINGS, never).empty


class TestContentHash:
    def test_it_repeats(self, town):
        assert content_hash(town, SETTINGS) == content_hash(town, SETTINGS)

    def test_it_changes_with_everything_that_pairs_hang_on(self, town):
        article = town.documents[0]
        name = Name("Town Bank", "actor", "bank", ("Town Bank",))
        others = [
            replace(article, text=article.text + " "),
            replace(article, names=(name,)),
            replace(article, engine="rules"),
            replace(article, kind="full"),
            replace(article, publisher="Another"),
            replace(article, date=None),
        ]
        found = {content_hash(replace(town, documents=(other, *town.documents[1:])), SETTINGS) for other in others}
        assert len(found | {content_hash(town, SETTINGS), content_hash(town, ("none", 0, 0.95))}) == len(others) + 2

    def test_it_changes_with_the_lists_beside_the_texts(self, town, tmp_path):
        before = content_hash(town, SETTINGS)
        (town.folder / "names.csv").write_text("entity,kind,label,forms,note\n")
        assert content_hash(town, SETTINGS) != before
