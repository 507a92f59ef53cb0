"""Checkable: the features of a sentence, the reasons they give, and the score they add up to."""

import json
import math
import subprocess
import sys

import pytest

from analysis.read.checkable import WEIGHTS, checkable, checkable_features, checkable_weights, word_features


def names(text: str) -> set[str]:
    return {name for name in checkable_features(text) if not name.startswith(("word:", "more ", "length"))}


def reasons(text: str) -> dict[str, float]:
    return {reason.name: reason.weight for reason in checkable(text).reasons}


class TestFeatures:
    @pytest.mark.parametrize(
        ("text", "feature"),
        [
            ("The mill has 40 stones.", "number"),
            ("The mill burned in 1931.", "year"),
            ("It cost £40.", "money"),
            ("A rise of 4% followed.", "percent"),
            ("A rise of 4 per cent followed.", "percent"),
            ("The town of Harrow grew.", "name"),
            ("The mill burned.", "past form"),
            ("The mill fell.", "past form"),
            ("The mill is falling.", "doing form"),
            ("The gate was sold.", "done by somebody"),
            ("Who came?", "question"),
            ("How it rained!", "exclamation"),
            ("It rained.", "very short"),
            ("I saw the mill.", "opens with I"),
            ("They saw the mill.", "opens with he or they"),
            ("It will rain.", "will"),
            ("It is going to rain.", "will"),
            ("The town should pay.", "must"),
            ("A ruthless plan.", "evaluative"),
            ("Perhaps it rained.", "hedges"),
        ],
    )
    def test_a_feature_is_found(self, text, feature):
        assert feature in names(text)

    @pytest.mark.parametrize(
        ("text", "feature"),
        [
            ("The mill burned in 1931.", "number"),
            ("The mill has 40 stones.", "year"),
            ("The mill turns.", "name"),
            ("The bed is red.", "past form"),
            ("The mill turns.", "past form"),
            ("Then I left.", "opens with I"),
            ("The council goes to the mill.", "will"),
        ],
    )
    def test_a_feature_is_not_found_where_it_is_not(self, text, feature):
        assert feature not in names(text)

    def test_several_count_more_than_one_and_three_at_most(self):
        assert "more number" not in checkable_features("The 4 mills.")
        assert checkable_features("The 4 mills and 5 dams.")["more number"] == 1
        assert checkable_features("On 1 2 3 4 5 6 7 mills.")["more number"] == 3

    def test_words_count_once_by_their_stem(self):
        found = checkable_features("Mills and a mill.")
        assert found["word:mil"] == 1

    def test_every_feature_has_a_reason(self):
        by_word, told = word_features()
        assert all(feature in told for features in by_word.values() for feature in features)
        plain = {name.removeprefix("more ") for name in checkable_weights()["weights"] if name[:5] != "word:"}
        assert plain <= set(told)


class TestScore:
    def test_nothing_has_a_score_and_hardly_a_reason(self):
        assert 0 <= checkable("").score < 0.5

    def test_the_score_is_the_logistic_of_the_weights(self):
        text = "In 1931 the town spent 12 million pounds on mills."
        model = checkable_weights()
        total = model["constant"] + sum(model["weights"].get(n, 0) * v for n, v in checkable_features(text).items())
        assert checkable(text).score == round(1 / (1 + math.exp(-total)), 4)

    @pytest.mark.parametrize(
        ("more", "less"),
        [
            ("The town spent 40 million on mills in 1931.", "The town should spend more on mills."),
            ("The mayor voted against the bill in 2012.", "I hope the mayor will vote."),
            ("Unemployment rose to 9%.", "Who will pay?"),
            ("The council closed four schools.", "We must keep our dreams alive."),
        ],
    )
    def test_a_fact_scores_above_a_wish_or_question(self, more, less):
        assert checkable(more).score > checkable_weights()["threshold"] > checkable(less).score

    def test_a_figure_raises_the_score_and_an_opinion_word_lowers_it(self):
        plain = checkable("The council closed some schools.").score
        assert checkable("The council closed 14 schools.").score > plain
        assert checkable("The ruthless council closed some schools.").score < plain


class TestReasons:
    def test_reasons_can_be_read(self):
        assert reasons("The mill burned in 1931.").keys() >= {"names a year", "past tense"}
        assert reasons("It will rain.")["about the future"] < 0
        assert reasons("The town needs 40 men.")["has a number"] > 0

    def test_the_strongest_come_first_and_none_that_hardly_counts(self):
        found = checkable("In 1931 the town spent 12 million pounds on four mills that I love.").reasons
        sizes = [abs(reason.weight) for reason in found]
        assert sizes == sorted(sizes, reverse=True)
        assert 1 < len(found) <= 6
        assert min(sizes) >= 0.1

    def test_a_word_is_told_as_it_is_written(self):
        assert "the word “closed”" in reasons("The border was closed.")
        assert "the word “closing”" in reasons("The border is closing.")

    def test_what_is_told_is_the_same_every_time(self):
        code = (
            "from analysis.read.checkable import checkable; print(checkable('In 1931 the mill sold 4 tons of flour.'))"
        )
        runs = {
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
            ).stdout
            for seed in ("1", "2")
        }
        assert len(runs) == 1


class TestWeights:
    def test_the_file_is_plain_and_says_what_it_was_made_from(self):
        model = json.loads(WEIGHTS.read_text(encoding="utf-8"))
        assert set(model) == {"constant", "weights", "threshold", "made_from"}
        assert all(math.isfinite(weight) for weight in model["weights"].values())
        assert 0 < model["threshold"] < 1

    def test_the_card_states_the_terms_of_the_data(self):
        card = WEIGHTS.with_suffix(".md").read_text(encoding="utf-8")
        assert "CC BY 4.0" in card and "{" not in card
        words = sum(name.startswith("word:") for name in checkable_weights()["weights"])
        assert f"and {words} words" in card

    def test_reading_a_sentence_needs_no_numpy(self):
        code = "from analysis.read.checkable import checkable; checkable('It rained.')"
        code += "; import sys; print('numpy' in sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "False"
