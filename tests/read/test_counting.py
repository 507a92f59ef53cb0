"""Counts without spans: the same as the tokens of a document give."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.read.counting import word_counts
from analysis.read.document import Document

PIECES = st.sampled_from(
    ["the", "Iran’s", "U.S.", "U.S.-based", "1,500", "“cult”", "viableAlternative,", "www.a.example/x-y", "F-16",
     "e.g.", "me@place.example", "end.Next", "ﬁnal", "co\u00adop", "it's", "½", "\u00a0", "(see", "https://b.example)",
     "Mill’s", "mills'", "(MEK's", "It’s.", "WHO's,", "a’s", "McKay’s", "don‘t", "Reuters—The", "so-called", "2017-18",
     "awww.x", "wordHere", "...", "a.m.", "naïve", "O’Brien’s"]
)  # fmt: skip


def counted_as_document(text: str) -> Counter:
    return Counter(token.norm for token in Document(id="x", text=text).tokens)


@given(st.lists(PIECES, min_size=1, max_size=40))
def test_agree_with_the_tokens_of_a_document(pieces):
    text = "So it is told: " + " ".join(pieces) + " and that is all."
    assert word_counts([text]) == counted_as_document(text)


# Lines would be read as headings and bullets; what stands before an @ may end a sentence inside the address.
APART = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029@"


@given(st.text(max_size=200).filter(lambda text: not set(text) & set(APART)))
def test_agree_for_any_one_line_of_prose(text):
    text = f"It was said {text} here, and so on."
    assert word_counts([text]) == counted_as_document(text)


@given(st.text(alphabet="aasstST.,(”\"'’-", max_size=12))
def test_agree_for_possessives_and_what_looks_like_them(piece):
    text = f"It was said {piece} here, and so on."
    assert word_counts([text]) == counted_as_document(text)


def test_texts_add_up():
    assert word_counts(["One man.", "Two men, one day."]) == {"one": 2, "man": 1, "two": 1, "men": 1, "day": 1}


@pytest.mark.parametrize("texts", [[], [""], [" \n "], ["—"]])
def test_nothing_counted_gives_nothing(texts):
    assert word_counts(texts) == {}
