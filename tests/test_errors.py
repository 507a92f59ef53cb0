"""The error that a reader sees, and the two checks that raise it."""

import math

import pytest

from analysis.errors import CrossreadError, in_range, one_of


def test_the_error_is_a_value_error_and_shows_its_sentence_alone():
    with pytest.raises(ValueError, match=r"^the oven is cold; light it$"):
        raise CrossreadError("the oven is cold; light it")


def test_an_allowed_value_passes():
    assert one_of("unit", "stem", ["word", "stem"]) is None


def test_a_value_that_is_not_allowed_is_named_with_all_that_are():
    with pytest.raises(CrossreadError) as caught:
        one_of("unit", "letter", ["word", "stem", "lemma"])
    assert str(caught.value) == "unit must be one of 'word', 'stem', 'lemma'; not 'letter'"


def test_allowed_values_may_be_an_iterator_and_are_still_listed_whole():
    with pytest.raises(CrossreadError) as caught:
        one_of("kind", "d", iter("abc"))
    assert str(caught.value) == "kind must be one of 'a', 'b', 'c'; not 'd'"


@pytest.mark.parametrize("given", [["word"], None, 3])
def test_a_value_of_another_type_is_refused_in_the_same_words(given):
    with pytest.raises(CrossreadError) as caught:
        one_of("unit", given, ("word",))
    assert str(caught.value) == f"unit must be one of 'word'; not {given!r}"


@pytest.mark.parametrize("given", [0.5, 0.7, 0.999])
def test_both_ends_of_a_range_belong_to_it(given):
    assert in_range("interval", given, 0.5, 0.999) is None


@pytest.mark.parametrize("given", [0.49, 1, -math.inf, math.nan])
def test_a_value_outside_the_range_is_named_with_its_limits(given):
    with pytest.raises(CrossreadError) as caught:
        in_range("interval", given, 0.5, 0.999)
    assert str(caught.value) == f"interval must lie between 0.5 and 0.999; not {given!r}"
