"""Forms of a list found in texts: whole tokens, the longest first, never two in one place or over a sentence end."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.document import Document
from analysis.read.expressions import Expression, expression, hits

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def found(text: str, *forms: str, capitals: bool = False, lower: bool = False) -> list[tuple[str, str]]:
    """Every hit as (the form listed, the words of the text)."""
    document = Document(id="x", text=text)
    listed = [expression(form, i, capitals=capitals, lower=lower) for i, form in enumerate(forms)]
    rows = []
    for hit in hits(document, listed):
        run = document.tokens[hit.first : hit.last]
        rows.append((forms[hit.entry], document.text[run[0].start : run[-1].end]))
    return rows


class TestExpression:
    @pytest.mark.parametrize(
        ("written", "norms"),
        [
            ("Harbour", ("harbour",)),
            ("old ferry", ("old", "ferry")),
            ("  old \t ferry\n", ("old", "ferry")),
            ("the mayor’s men", ("the", "mayor", "men")),
            ("the mayor's men", ("the", "mayor", "men")),
            ("workers’ union", ("workers", "union")),
            ("it’s", ("it's",)),
            ("anti‑war", ("anti-war",)),
            ("boat/ferry", ("boat", "ferry")),
            ("1,500 men", ("1,500", "men")),
            ("U.S", ("u.s.",)),
            ("Ann; Bob", ("ann", "bob")),
            ("(a|b)*", ("a", "b")),
            ("خامنه‌ای", ("خامنه‌ای",)),
        ],
    )
    def test_a_form_is_read_by_the_token_rule(self, written, norms):
        assert expression(written, 3) == Expression(norms, (False,) * len(norms), False, 3)

    @pytest.mark.parametrize("written", ["", "   ", "—", "?!", "___", "🙂", ";", '"'])
    def test_a_form_of_punctuation_holds_no_norm(self, written):
        assert expression(written, 0, capitals=True) == Expression((), (), False, 0)

    def test_only_words_with_a_capital_ask_for_one(self):
        assert expression("House of Lords", 0, capitals=True).capitals == (True, False, True)
        assert expression("House of Lords", 0).capitals == (False, False, False)

    @pytest.mark.parametrize("written", ["مجاهدین خلق", "1979", "naïve"])
    def test_scripts_without_capitals_and_numbers_ask_for_none(self, written):
        assert not any(expression(written, 0, capitals=True).capitals)


class TestLongest:
    FORMS = ("ferry", "old ferry", "old ferry line")

    @pytest.mark.parametrize("forms", [FORMS, FORMS[::-1], (FORMS[1], FORMS[2], FORMS[0])])
    def test_the_longest_wins_in_whatever_order_the_forms_are_listed(self, forms):
        assert found("The old ferry line, an old ferry and a ferry sank.", *forms) == [
            ("old ferry line", "old ferry line"), ("old ferry", "old ferry"), ("ferry", "ferry")
        ]  # fmt: skip

    def test_of_two_equal_forms_the_first_listed_wins(self):
        assert [hit.entry for hit in hits(Document(id="x", text="A ferry sank."), [
            expression("ferry", 5), expression("Ferry", 2)
        ])] == [5]  # fmt: skip

    def test_no_word_is_in_two_hits_and_the_left_one_wins(self):
        assert found("The old ferry line sank.", "ferry line", "old ferry") == [("old ferry", "old ferry")]
        assert found("The very old ferry line sank.", "very old", "old ferry line") == [("very old", "very old")]

    def test_a_form_may_stand_twice_side_by_side(self):
        assert found("It was far far away.", "far") == [("far", "far")] * 2
        assert found("It was far far far away.", "far far") == [("far far", "far far")]

    def test_a_longer_form_that_is_cut_off_by_the_end_of_the_text_leaves_the_shorter(self):
        assert found("They saw the old ferry", *self.FORMS) == [("old ferry", "old ferry")]

    def test_a_longer_form_without_its_capital_leaves_the_shorter(self):
        assert found("The Iran group met, the Iran Group too.", "Iran Group", "Iran", capitals=True) == [
            ("Iran", "Iran"), ("Iran Group", "Iran Group")
        ]  # fmt: skip

    def test_a_longer_form_over_a_sentence_end_leaves_the_shorter(self):
        assert found("They loved the ferry. Line by line they wrote.", "ferry line", "ferry") == [("ferry", "ferry")]


class TestSentenceEnds:
    @pytest.mark.parametrize(
        "text",
        [
            "They saw the bridge. Club and all were there.",
            "Did they see the bridge? Club and all were there.",
            "They saw the bridge!\n\nClub and all were there.",
            "They were at the big old bridgeClub and all were there.",
        ],
    )
    def test_a_phrase_does_not_cross_the_end_of_a_sentence(self, text):
        assert found(text, "bridge club") == []

    def test_a_phrase_crosses_a_line_end_and_many_spaces(self):
        assert found("They saw the bridge\nclub and the bridge \t club there.", "bridge club") == [
            ("bridge club", "bridge\nclub"), ("bridge club", "bridge \t club")
        ]  # fmt: skip

    def test_titles_and_addresses_are_no_place_for_a_hit(self):
        text = "The ferry\n\nThey read www.ferry.example and wrote to crew@ferry.example about the ferry at last."
        assert found(text, "ferry") == [("ferry", "ferry")]


class TestCapitals:
    @pytest.mark.parametrize(
        ("form", "text", "expected"),
        [
            ("Resistance", "They met resistance, then the Resistance.", ["Resistance"]),
            ("Resistance", "THE RESISTANCE MET THEM AT LAST.", ["RESISTANCE"]),
            ("resistance", "They met resistance, then the Resistance.", ["resistance", "Resistance"]),
            ("Upper House", "The upper house, the Upper house and the Upper House met.", ["Upper House"]),
            (
                "Upper house",
                "The upper house, the Upper house and the Upper House met.",
                ["Upper house", "Upper House"],
            ),
            ("Émile", "They met émile and Émile there.", ["Émile"]),
            ("F-16", "They saw an f-16 and an F-16 there.", ["F-16"]),
        ],
    )
    def test_a_capital_of_the_form_is_asked_of_the_text(self, form, text, expected):
        assert [words for _, words in found(text, form, capitals=True)] == expected

    def test_without_the_rule_capitals_make_no_difference(self):
        assert len(found("They met resistance, then the Resistance.", "RESISTANCE")) == 2

    def test_capitals_at_the_head_of_a_sentence_count(self):
        assert found("Resistance grew. It met resistance.", "Resistance", capitals=True) == [("Resistance",) * 2]

    @pytest.mark.parametrize(("form", "word"), [("WHO", "Who"), ("US", "Us"), ("IT", "It")])
    def test_an_acronym_is_no_common_word_that_opens_a_sentence(self, form, word):
        assert found(f"{word} came to town at last.", form, capitals=True) == []

    def test_a_form_with_a_capital_is_not_dead_behind_the_same_form_without(self):
        assert found("They left the State, not the state.", "the state", "the State", capitals=True) == [
            ("the State", "the State"), ("the state", "the state")
        ]  # fmt: skip


class TestLower:
    @pytest.mark.parametrize(
        ("form", "text", "expected"),
        [
            ("may", "It may rain in May. May it rain! IT MAY RAIN.", ["may"]),
            ("tend to", "They tend to rain. Tend to it! They tend To it.", ["tend to"]),
            ("naïve", "A naïve man met a Naïve man there.", ["naïve"]),
            ("covid-19", "They had covid-19 or Covid-19 there.", ["covid-19"]),
        ],
    )
    def test_a_form_that_must_be_lower_case_is_found_nowhere_else(self, form, text, expected):
        assert [words for _, words in found(text, form, lower=True)] == expected

    def test_without_the_rule_every_case_is_found(self):
        assert len(found("It may rain in May. May it rain! IT MAY RAIN.", "may")) == 4


class TestSpelling:
    @pytest.mark.parametrize("written", ["People's Party", "People’s Party", "Peopleʼs Party", "People‘s Party"])
    @pytest.mark.parametrize("form", ["People's Party", "People’s Party"])
    def test_any_apostrophe_of_the_text_is_found_by_any_of_the_form(self, form, written):
        assert found(f"They met the {written} there.", form, capitals=True) == [(form, written)]

    @pytest.mark.parametrize("written", ["Rome", "Rome's", "Rome’s", "ROME’S"])
    def test_a_possessive_is_a_mention_and_belongs_to_the_span(self, written):
        assert found(f"They met {written} men there.", "Rome", capitals=True) == [("Rome", written)]

    @pytest.mark.parametrize("written", ["workers", "workers'", "workers’"])
    def test_a_plural_possessive_is_a_mention(self, written):
        assert [form for form, _ in found(f"They saw the {written} tea there.", "workers")] == ["workers"]

    @pytest.mark.parametrize("written", ["anti-war", "anti‑war", "anti‐war", "Anti-War"])
    def test_every_hyphen_is_one(self, written):
        assert found(f"They met the {written} men there.", "anti-war") == [("anti-war", written)]

    def test_a_hyphen_that_only_a_line_end_would_show_is_none(self):
        assert found("They met the anti\u00adwar men there.", "antiwar") == [("antiwar", "anti\u00adwar")]

    @pytest.mark.parametrize("text", ["A culture grew.", "A cult-like group grew.", "An occult group grew."])
    def test_a_part_of_a_word_is_no_hit(self, text):
        assert found(text, "cult") == []

    def test_a_dash_parts_words_and_a_hyphen_joins_them(self):
        assert found("A cult—like that—grew.", "cult", "cult-like") == [("cult", "cult")]

    @pytest.mark.parametrize("form", ["fer.y", "ferry|boat", "[a-z]+", ".*", "\\w+", "ferry{2}"])
    def test_a_form_is_no_pattern(self, form):
        assert found("The ferry sank at night.", form) == []

    def test_brackets_around_a_word_of_a_form_are_nothing(self):
        assert found("The ferry sank (at night).", "(ferry", "at) night") == [
            ("(ferry", "ferry"),
            ("at) night", "at night"),
        ]

    def test_persian_names_are_found_with_the_joiner_inside(self):
        text = "They say that علی خامنه‌ای spoke there."
        assert found(text, "علی خامنه‌ای", capitals=True) == [("علی خامنه‌ای", "علی خامنه‌ای")]

    def test_accents_written_apart_are_found(self):
        assert found("They met E\u0301mile there.", "Émile", capitals=True) == [("Émile", "E\u0301mile")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "—", "Ferry", "Ferry."])
def test_a_text_of_one_word_or_none_has_at_most_one_hit(text):
    assert found(text, "ferry", "old ferry") == ([("ferry", "Ferry")] if "Ferry" in text else [])


def test_no_forms_and_forms_without_words_find_nothing():
    document = Document(id="x", text="The ferry sank.")
    assert list(hits(document, [])) == []
    assert list(hits(document, [expression("—", 0), expression("", 1)])) == []


def test_a_form_longer_than_the_text_is_not_found():
    assert found("The ferry sank.", "the " * 30_000) == []


WORDS = st.lists(st.sampled_from(["a", "b", "A", "B", "c"]), min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(st.lists(st.sampled_from(["a", "b", "c", "A", "B", "dust"]), min_size=1, max_size=9), max_size=4)


def naive(document: Document, listed: list[Expression]) -> list[tuple[int, int, int]]:
    """The same rule in the plainest words: at each place try every form."""
    tokens, place, rows = document.tokens, 0, []
    while place < len(tokens):
        fitting = [
            (-len(e.norms), i)
            for i, e in enumerate(listed)
            if len(run := tokens[place : place + len(e.norms)]) == len(e.norms)
            and len({t.sentence for t in run}) == 1
            and all(t.norm == norm for t, norm in zip(run, e.norms, strict=True))
            and all(t.text[0].isupper() for t, capital in zip(run, e.capitals, strict=True) if capital)
            and not (e.lower and any(t.text != t.text.lower() for t in run))
        ]
        if fitting:
            size, i = min(fitting)
            rows.append((place, place - size, listed[i].entry))
            place -= size
        else:
            place += 1
    return rows


@PROPERTY
@given(forms=st.lists(st.tuples(WORDS, st.booleans()), max_size=6), rows=TEXTS)
def test_any_forms_in_any_text_are_found_as_the_plain_rule_finds_them(forms, rows):
    document = Document(id="x", text=" ".join(f"Now {' '.join(row)} end there." for row in rows))
    # No form is listed with and without its capital: which of the two wins is tested by itself.
    unique = {form.lower(): (form, lower) for form, lower in forms}
    listed = [expression(form, i, capitals=not lower, lower=lower) for i, (form, lower) in enumerate(unique.values())]
    seen = [(hit.first, hit.last, hit.entry) for hit in hits(document, listed)]
    assert seen == naive(document, listed)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(seen))
