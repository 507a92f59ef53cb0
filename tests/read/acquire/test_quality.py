"""How much of the main text is found: word F1 on pages whose text is known."""

import pytest

from benchmarks.accuracy.extraction import page_scores, word_f1


@pytest.fixture(scope="module")
def scores():
    return page_scores()


class TestMainTextQuality:
    def test_the_mean_over_all_pages(self, scores):
        assert len(scores) >= 40
        assert sum(scores.values()) / len(scores) >= 0.95

    def test_no_page_is_bad(self, scores):
        assert {name: score for name, score in scores.items() if score < 0.9} == {}


class TestWordF1:
    def test_counts_matter(self):
        assert word_f1("a a a b", "a b") == pytest.approx(2 * 2 / 6)

    def test_order_and_case_do_not(self):
        assert word_f1("B a", "a b") == 1.0

    def test_writing_without_spaces_is_compared_letter_by_letter(self):
        assert word_f1("市は来月", "市は") == pytest.approx(2 * 2 / 6)
