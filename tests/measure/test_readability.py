"""Syllables counted by ear, the two formulas against published values, hostile words."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measure.readability import flesch, fog, syllables
from tests.timing import least_cpu_seconds

PROPERTY = settings(max_examples=80, deadline=None, derandomize=True, database=None)
COUNTS = st.integers(1, 5000)

BY_EAR = {
    "silent e": "cake 1 table 2 acre 2 the 1 me 1 bizarre 2 eye 1 league 1 argue 2 unique 2 uniquely 3",
    "silent e inside": "carefully 3 movement 2 element 3 safety 2 spokesman 2 something 2 everything 3 lifetime 2",
    "plurals": "cakes 1 boxes 2 churches 2 tables 2 theatres 3 names 1 ages 2 species 2",
    "past tense": "baked 1 wanted 2 needed 2 settled 2 called 1 sacred 2 agreed 2 carried 2 inspired 2",
    "hiatus": "idea 3 area 3 media 3 science 2 society 4 quiet 2 being 2 create 2 creature 2 video 3 chaos 2 ruin 2",
    "more hiatus": "actual 3 cooperate 4 influence 3 medium 3 violent 3 poem 2 mayor 2 flyer 2 easier 3 reaction 3",
    "no hiatus": "nation 2 special 2 million 2 people 2 language 2 ancient 2 frontier 2 juice 1 guess 1 friend 1",
    "consonants that sound": "prism 2 terrorism 4 rhythm 2 McDonald 3",
    "apostrophes": "don't 1 didn't 2 weren't 1 they'll 1 it'll 2 he'd 1 boss's 2 Iran's 2 workers' 2 o'clock 2 it’s 1",
    "hyphens": "well-being 3 twenty-one 3 anti-war 3 U.S.-backed 3",
    "initials": "BBC 3 US 2 U.S. 2 U.N. 2 PMOI 4 NCRI 4 WWF 7 NGOs 3 CIA's 3 NATO 2 NASA 2 UNESCO 3 I 1 A 1",
    "abbreviations": "Mr 2 Mrs 2 Dr 2 etc 4 St 1",
    "accents": "café 2 cliché 2 née 1 naïve 2 Zoë 2 São 1",
    "common words no rule gets right": "business 2 Wednesday 2 colonel 2 everyone 3 recipe 3",
}


class TestSyllables:
    @pytest.mark.parametrize("words", BY_EAR.values(), ids=BY_EAR)
    def test_by_ear(self, words):
        listed = words.split()
        expected = dict(zip(listed[::2], map(int, listed[1::2]), strict=True))
        assert {word: syllables(word) for word in expected} == expected

    def test_the_words_of_quantedas_examples(self):
        # The page on textstat_readability counts 12 and 11 syllables; three of the words have three or more.
        first = [syllables(word) for word in ("readability", "zero", "one", "ten", "eleven")]
        second = [syllables(word) for word in ("the", "cat", "in", "a", "dilapidated", "tophat")]
        assert (sum(first), sum(second)) == (12, 11)
        assert sum(count >= 3 for count in first + second) == 3

    @pytest.mark.parametrize("word", ["2021", "4,000", "19th", "1980s", "3.5"])
    def test_figures_have_no_syllables(self, word):
        assert syllables(word) == 0

    def test_a_part_with_a_digit_adds_none(self):
        assert syllables("F-16") == syllables("COVID-19") - 1 == 1

    @pytest.mark.parametrize("word", ["", "-", "'", "...", "’", "_", "\u00ad"])
    def test_no_letters_no_syllables(self, word):
        assert syllables(word) == 0

    @pytest.mark.parametrize("word", ["Москва", "نیروهای", "می\u200cخواهم", "हिन्दी", "東京"])
    def test_a_word_of_another_script_counts_one(self, word):
        assert syllables(word) == 1

    def test_soft_hyphens_and_accents_written_apart_change_nothing(self):
        assert syllables("soci\u00adety") == 4
        assert syllables("cafe\u0301") == syllables("café")

    @PROPERTY
    @given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15))
    def test_a_word_has_at_least_one_syllable_and_no_more_than_three_a_letter(self, word):
        assert 1 <= syllables(word) <= 3 * len(word)
        assert syllables(word) == syllables(word.capitalize())

    @PROPERTY
    @given(st.lists(st.sampled_from(["cake", "society", "well", "BBC", "it's"]), min_size=1, max_size=6))
    def test_parts_of_a_hyphenated_word_add_up(self, parts):
        assert syllables("-".join(parts)) == sum(map(syllables, parts))

    @PROPERTY
    @given(st.text(max_size=30))
    def test_any_string_has_a_count(self, word):
        assert syllables(word) >= 0

    @pytest.mark.parametrize("word", ["e" * 100_000, "be" * 50_000, "a-" * 50_000, "'" * 100_000, "a'" * 50_000])
    def test_a_word_of_a_hundred_thousand_letters_takes_no_time(self, word):
        assert least_cpu_seconds(lambda: syllables(word), 1) < 5


class TestFormulas:
    # quanteda.textstats, textstat_readability: words, sentences, syllables, complex words of its two examples.
    @pytest.mark.parametrize(
        ("words", "sentences", "sounded", "long", "ease", "years"),
        [(5, 2, 12, 2, 1.2575, 17.0), (6, 1, 11, 1, 45.6450, 9.066667)],
    )
    def test_quantedas_values(self, words, sentences, sounded, long, ease, years):
        assert flesch(words, sentences, sounded) == pytest.approx(ease, abs=5e-8)
        assert fog(words, sentences, long) == pytest.approx(years, abs=5e-7)

    def test_words_of_one_syllable_in_sentences_of_ten(self):
        assert flesch(100, 10, 100) == pytest.approx(206.835 - 10.15 - 84.6)
        assert fog(100, 10, 0) == pytest.approx(4)

    @pytest.mark.parametrize("counts", [(0, 0, 0), (0, 3, 0), (5, 0, 7)])
    def test_without_words_or_sentences_there_is_no_value(self, counts):
        assert math.isnan(flesch(*counts))
        assert math.isnan(fog(*counts))

    @PROPERTY
    @given(COUNTS, COUNTS, COUNTS)
    def test_more_syllables_are_harder(self, words, sentences, sounded):
        assert flesch(words, sentences, sounded + 1) < flesch(words, sentences, sounded)
        assert fog(words, sentences, sounded + 1) > fog(words, sentences, sounded)

    @PROPERTY
    @given(COUNTS, COUNTS, COUNTS, st.integers(2, 9))
    def test_a_text_repeated_is_as_hard_as_once(self, words, sentences, sounded, times):
        counts = (words, sentences, sounded)
        more = tuple(times * count for count in counts)
        assert flesch(*more) == pytest.approx(flesch(*counts))
        assert fog(*more) == pytest.approx(fog(*counts))
