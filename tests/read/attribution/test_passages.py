"""Every engine on the passages written for the tests: what the default one recovers, and how much the others do.

The default engine is tested passage by passage; what it misses is listed with how it misses it, and a miss that ends is
a failure until its row is taken out. The other engines are held to the number of passages recovered a construction.
"""

from functools import cache

import pytest

from analysis.read.attribution import DEFAULT, ENGINES, Attribution
from analysis.read.attribution.record import ACTS, MODES
from analysis.read.zones import Span
from tests.read.attribution.passages import (
    CONSTRUCTIONS,
    PASSAGES,
    Expected,
    Passage,
    found,
    occurrences,
    pairs,
    reason,
    recovered,
)

# Printed by `python -m tests.read.attribution.passages ENGINE misses`.
KNOWN_MISSES = {
    "a paragraph of nothing but quotation 3": "nothing found",
    "a paragraph of nothing but quotation 5": "1 found for 2, 0 of them right",
    "mixed 7": "2 found for 1, 1 of them right",
    "relative clause 6": "1 of 1 with another source, cue, content or mode",
    "coordinated cues 4": "1 found for 2, 1 of them right",
    "participle cues 5": "1 of 1 with another source, cue, content or mode",
    "participle cues 6": "1 of 1 with another source, cue, content or mode",
    "reportedly and allegedly 2": "1 of 1 with another source, cue, content or mode",
    "nouns as cues 3": "1 of 1 with another source, cue, content or mode",
    "nouns as cues 4": "nothing found",
    "denied, refused, declined 2": "1 of 1 with another source, cue, content or mode",
    "headlines and lists with a speaker 4": "1 of 3 with another source, cue, content or mode",
    "headlines and lists with a speaker 5": "nothing found",
    "headlines and lists with a speaker 6": "nothing found",
    "none: speech without content 1": "1 found for 0, 0 of them right",
    "none: speech without content 6": "1 found for 0, 0 of them right",
}

# Printed by `python -m tests.read.attribution.passages ENGINE floors`.
FLOORS = {
    "rules": {
        "direct, source then cue after": 6,
        "direct, cue then source after": 5,
        "direct, source and cue before": 4,
        "split quotation": 5,
        "quotation goes on after its cue": 6,
        "marks reopened in the next paragraph": 4,
        "a paragraph of nothing but quotation": 3,
        "introduced by a colon": 2,
        "byline after a dash": 3,
        "according to, before": 4,
        "according to, after": 5,
        "according to, in the middle": 5,
        "indirect with that": 6,
        "indirect without that": 6,
        "indirect, cue after": 5,
        "indirect question": 4,
        "mixed": 6,
        "parenthetical": 4,
        "relative clause": 6,
        "coordinated cues": 4,
        "participle cues": 4,
        "one source, several contents": 4,
        "passive with a source": 2,
        "agentless": 5,
        "reportedly and allegedly": 5,
        "nouns as cues": 5,
        "beliefs": 4,
        "intentions": 2,
        "perception": 4,
        "documents and data": 5,
        "posts, statements, letters": 5,
        "unnamed officials": 5,
        "collective sources": 4,
        "pronoun sources": 5,
        "hearsay": 4,
        "questions and answers": 3,
        "denied, refused, declined": 4,
        "negated": 4,
        "inverted with a long apposition": 4,
        "headlines and lists with a speaker": 2,
        "none: scare quotes": 6,
        "none: slogans, events, titles, terms": 7,
        "none: nouns that look like cues": 7,
        "none: speech without content": 5,
        "none: plain narration": 5,
    },
    "linear": {
        "direct, source then cue after": 6,
        "direct, cue then source after": 4,
        "direct, source and cue before": 3,
        "split quotation": 5,
        "quotation goes on after its cue": 6,
        "marks reopened in the next paragraph": 2,
        "a paragraph of nothing but quotation": 0,
        "introduced by a colon": 2,
        "byline after a dash": 0,
        "according to, before": 5,
        "according to, after": 4,
        "according to, in the middle": 3,
        "indirect with that": 6,
        "indirect without that": 6,
        "indirect, cue after": 5,
        "indirect question": 5,
        "mixed": 6,
        "parenthetical": 4,
        "relative clause": 5,
        "coordinated cues": 5,
        "participle cues": 1,
        "one source, several contents": 4,
        "passive with a source": 2,
        "agentless": 3,
        "reportedly and allegedly": 5,
        "nouns as cues": 4,
        "beliefs": 6,
        "intentions": 5,
        "perception": 5,
        "documents and data": 4,
        "posts, statements, letters": 7,
        "unnamed officials": 4,
        "collective sources": 4,
        "pronoun sources": 4,
        "hearsay": 4,
        "questions and answers": 5,
        "denied, refused, declined": 3,
        "negated": 3,
        "inverted with a long apposition": 4,
        "headlines and lists with a speaker": 3,
        "none: scare quotes": 6,
        "none: slogans, events, titles, terms": 7,
        "none: nouns that look like cues": 7,
        "none: speech without content": 5,
        "none: plain narration": 5,
    },
}

# Of the attributions that match, the share whose act is the one expected: of speech, and of everything else.
LEAST_RIGHT_ACTS = {"speech": 0.98, "other": 0.9}


@cache
def made(text: str, engine: str) -> tuple[Attribution, ...]:
    return found(text, engine)


def marked(passage: Passage):
    known = KNOWN_MISSES.get(passage.key)
    marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=known)] if known else []
    return pytest.param(passage, id=passage.key, marks=marks)


@pytest.mark.parametrize("passage", [marked(passage) for passage in PASSAGES])
def test_the_default_engine_recovers_the_passage(passage):
    attributions = made(passage.text, DEFAULT)
    assert recovered(passage, attributions), reason(passage, attributions)


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
@pytest.mark.parametrize("engine", [name for name in ENGINES if name != DEFAULT])
def test_the_other_engines_recover_as_many_as_when_measured(engine, construction):
    rows = [p for p in PASSAGES if p.construction == construction]
    assert sum(recovered(p, made(p.text, engine)) for p in rows) >= FLOORS[engine][construction]


@pytest.mark.parametrize("kind", ["speech", "other"])
@pytest.mark.parametrize("engine", ENGINES)
def test_most_acts_are_right(engine, kind):
    right = [
        attribution.act == expected.act
        for passage in PASSAGES
        for expected, attribution in pairs(passage, made(passage.text, engine))
        if expected.act and (expected.act == "speech") == (kind == "speech")
    ]
    assert sum(right) >= LEAST_RIGHT_ACTS[kind] * len(right) > 0


def test_floors_and_known_misses_name_what_there_is():
    assert set(KNOWN_MISSES) <= {p.key for p in PASSAGES}
    assert set(FLOORS) == set(ENGINES) - {DEFAULT}
    assert all(tuple(floors) == CONSTRUCTIONS for floors in FLOORS.values())


def test_there_are_enough_passages_of_every_construction():
    assert len(PASSAGES) >= 160
    assert len({p.text for p in PASSAGES}) == len({p.key for p in PASSAGES}) == len(PASSAGES)
    assert all(sum(p.construction == construction for p in PASSAGES) >= 3 for construction in CONSTRUCTIONS)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p.key)
def test_labels_are_pieces_of_their_text(passage):
    assert passage.construction.startswith("none") != bool(passage.expected)
    for expected in passage.expected:
        assert expected.mode in MODES and expected.act in (*ACTS, None)
        assert all(occurrences(passage.text, piece) for piece in (expected.source, expected.cue) if piece)
        places = [occurrences(passage.text, piece) for piece in expected.content]
        assert places and all(len(found) == 1 for found in places)
        assert places == sorted(places)


class TestMatching:
    """That `recovered` asks for every part."""

    passage = Passage(
        "example",
        "“It leaks,” Renkel said. He left.",
        (Expected("Renkel", "said", ("“It leaks,”",), "direct"),),
        "example 1",
    )

    def attribution(self, source="Renkel", cue="said", content="“It leaks,”", mode="direct"):
        def span(piece):
            at = self.passage.text.index(piece)
            return Span(at, at + len(piece), piece)

        return Attribution(source and span(source), span(cue), (span(content),), mode, "test", 1)

    def test_the_right_one_is_accepted(self):
        assert recovered(self.passage, [self.attribution()])

    @pytest.mark.parametrize(
        "part", [{"source": None}, {"source": "He"}, {"cue": "left"}, {"content": "It"}, {"mode": "mixed"}]
    )
    def test_another_part_is_refused(self, part):
        assert not recovered(self.passage, [self.attribution(**part)])

    def test_edges_may_differ(self):
        assert recovered(self.passage, [self.attribution(content="“It leaks", cue="said.")])

    def test_none_and_one_too_many_are_refused(self):
        assert not recovered(self.passage, [])
        assert not recovered(self.passage, [self.attribution(), self.attribution()])
        assert recovered(Passage("none", "It rained.", (), "none 1"), [])

    def test_an_optional_one_may_be_found(self):
        expected = (*self.passage.expected, Expected("He", "left", ("He left",), "indirect", optional=True))
        passage = Passage("example", self.passage.text, expected, "example 2")
        other = self.attribution(source="He", cue="left", content="He left", mode="indirect")
        assert recovered(passage, [self.attribution()])
        assert recovered(passage, [self.attribution(), other])
        assert not recovered(passage, [other])
