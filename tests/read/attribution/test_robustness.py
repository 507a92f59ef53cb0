"""Every engine on texts as they come: other quotation marks, capitals, no marks, lists, odd characters, length.

`KNOWN_MISSES` lists what is not read as it should be, case by case; a miss that ends fails until it is taken out.
"""

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis.read.attribution import ENGINES, attributions, engines
from analysis.read.attribution.record import ACTS, MODES
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span
from tests.read.attribution.passages import PASSAGES, found
from tests.timing import least_cpu_seconds


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch, tmp_path_factory):
    """Texts are read anew: what another run kept of them would hide what is tested."""
    monkeypatch.setattr(engines, "CACHE", tmp_path_factory.getbasetemp() / "attributions")


# Case: why it is missed, and by which engines.
KNOWN_MISSES = {
    "words, single low-high": ("a sentence that ends in such a mark is joined to the next, or is a heading", {"rules"}),
    "words, angle with spaces": ("the space inside the mark parts it from its words", {"rules"}),
    "words, backticks and apostrophes": ("two backticks are no quotation mark", {"rules"}),
    "single low-high": ("a sentence that ends in such a mark is joined to the next, or is a heading", {"rules"}),
    "backticks and apostrophes": ("two backticks are no quotation mark", {"rules", "linear"}),
    "opened after the cue": ("a mark that is never closed is passed over", {"rules"}),
    "opened after the cue, another paragraph": ("a mark that is never closed is passed over", {"rules"}),
    "closed and never opened": ("a mark that is never opened is passed over", {"rules"}),
    "according to": ("no comma tells the source from what follows", {"rules"}),
    "1.": ("the number of the item is taken into the source", {"rules"}),
    "two spaces": ("two spaces between words stop a rule", {"rules"}),
}


def cases(names, engines=ENGINES, prefix=""):
    """Each engine with each case, its known misses marked."""
    for engine in engines:
        for name in names:
            why, missed_by = KNOWN_MISSES.get(prefix + name, ("", ()))
            failing = pytest.mark.xfail(strict=True, raises=(AssertionError, TypeError), reason=why)
            yield pytest.param(engine, name, id=f"{engine}, {name}", marks=[failing] * (engine in missed_by))


def plain(span):
    """The words of a span without its marks, in small letters."""
    return " ".join(re.findall(r"[^\W_]+", span.text.lower())) if span else None


def words(made):
    """Source, cue and content of each attribution as words, and its mode."""
    return [(plain(a.source), plain(a.cue), " ".join(plain(c) for c in a.content), a.mode) for a in made]


QUOTED = (
    "The hall was full on Monday. {o}The dam is safe for another ten years,{c} said Renkel, an engineer.\n\n"
    "Petra Lund told the council: {o}The dam leaks at both ends.{c} The council met at noon.\n\n"
    "{o}The road,{c} she said, {o}will be under water by the end of the month.{c}\n\n"
    "The mayor said the wall was {o}a relic of another age{c} and had to go."
)
SPOKEN = [
    ("renkel an engineer", "said", "the dam is safe for another ten years", "direct"),
    ("petra lund", "told", "the dam leaks at both ends", "direct"),
    ("she", "said", "the road will be under water by the end of the month", "direct"),
    ("the mayor", "said", "the wall was a relic of another age and had to go", "mixed"),
]
MARKS = {
    "curly": ("“", "”"),
    "straight": ('"', '"'),
    "single curly": ("‘", "’"),
    "single straight": ("'", "'"),
    "low-high": ("„", "“"),
    "low-high, closed as in English": ("„", "”"),
    "single low-high": ("‚", "‘"),
    "angle": ("«", "»"),
    "angle, inward": ("»", "«"),
    "single angle": ("‹", "›"),
    "angle with spaces": ("«\u00a0", "\u00a0»"),
    "two apostrophes": ("''", "''"),
    "backticks and apostrophes": ("``", "''"),
}


def overlap(one, other):
    """The share of words that two contents have in common."""
    one, other = set(one.split()), set(other.split())
    return len(one & other) / len(one | other)


@pytest.mark.parametrize(("engine", "marks"), [*cases(MARKS, ["rules"], "words, ")])
def test_closed_marks_of_every_kind_give_the_same_words(engine, marks):
    o, c = MARKS[marks]
    assert words(found(QUOTED.format(o=o, c=c), engine)) == SPOKEN


@pytest.mark.parametrize(("engine", "marks"), [*cases(MARKS)])
def test_closed_marks_of_every_kind_give_the_same_speakers(engine, marks):
    o, c = MARKS[marks]
    left = words(found(QUOTED.format(o=o, c=c), engine))
    for source, cue, content, _ in SPOKEN:
        near = [a for a in left if a[0] == source and cue in a[1] and overlap(a[2], content) >= 0.5]
        assert near, (source, cue, content)
        left.remove(near[0])


@pytest.mark.parametrize(("o", "c"), [marks for name, marks in MARKS.items() if f"words, {name}" not in KNOWN_MISSES])
def test_an_apostrophe_is_no_mark(o, c):
    text = f"{o}The miller's dam isn't the town's,{c} said Renkel. {o}It's ours.{c}"
    assert words(found(text, "rules"))[0][:2] == ("renkel", "said")


UNCLOSED = {
    "opened before the cue": "“The dam is safe for another ten years, said Renkel.",
    "opened after the cue": "Renkel said, “The dam is safe for another ten years.",
    "opened after the cue, another paragraph": (
        "Renkel said: “The dam is safe for another ten years.\n\nThe mayor said the dam leaks at both ends."
    ),
    "straight, another paragraph": (
        '"The dam is safe for another ten years, said Renkel.\n\nThe mayor said the dam leaks at both ends.'
    ),
    "closed and never opened": "The dam is safe for another ten years,” said Renkel.",
    "opened twice": "“The dam is “safe” for another ten years, said Renkel.",
}


@pytest.mark.parametrize(("engine", "case"), [*cases(UNCLOSED)])
def test_an_unclosed_mark_does_not_hide_who_speaks(engine, case):
    made = found(UNCLOSED[case], engine)
    assert_exact(UNCLOSED[case], made)
    assert "renkel" in [plain(a.source) for a in made]
    assert "The mayor" not in UNCLOSED[case] or "the mayor" in [plain(a.source) for a in made]


def assert_exact(text, made):
    """What is true of the attributions of any text, by any engine."""
    for a in made:
        for span in (*a.content, *filter(None, (a.source, a.cue))):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text == span.text.strip()
        assert a.content
        assert all(x.end <= y.start for x, y in zip(a.content, a.content[1:], strict=False))
        assert a.mode in MODES and a.act in ACTS
        assert a.confidence is None or 0 <= a.confidence <= 1
        assert a.cue is None or not any(c.start < a.cue.end and a.cue.start < c.end for c in a.content)
        assert a.source is None or not any(c.start <= a.source.start and a.source.end <= c.end for c in a.content)
        assert a.parent is None or made[a.parent] is not a
    places = [a.cue.start if a.cue else a.content[0].start for a in made]
    assert places == sorted(places)


CAPITALS = [
    "“THE DAM IS SAFE FOR ANOTHER TEN YEARS,” SAID ANN RENKEL, AN ENGINEER.",
    "ANN RENKEL SAID: “THE DAM IS SAFE FOR ANOTHER TEN YEARS.”",
    "THE HALL WAS FULL. “THE DAM IS SAFE FOR ANOTHER TEN YEARS,” ANN RENKEL TOLD THE COUNCIL ON MONDAY.",
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", CAPITALS)
def test_in_capitals_the_direct_quotation_is_found(engine, text):
    made = found(text, engine)
    assert_exact(text, made)
    best = max(made, key=lambda a: overlap(" ".join(map(plain, a.content)), "the dam is safe for another ten years"))
    assert overlap(" ".join(map(plain, best.content)), "the dam is safe for another ten years") == 1
    assert "renkel" in plain(best.source)
    assert best.mode == "direct"


UNPUNCTUATED = {
    "said": "renkel said the dam is safe for another ten years",
    "told that": "the mayor told the council that the dam is safe for another ten years",
    "according to": "according to renkel the dam is safe for another ten years",
}


@pytest.mark.parametrize(("engine", "case"), [*cases(UNPUNCTUATED)])
def test_without_any_punctuation_the_report_is_found(engine, case):
    made = found(UNPUNCTUATED[case], engine)
    assert_exact(UNPUNCTUATED[case], made)
    assert any("the dam is safe for another ten years" in " ".join(map(plain, a.content)) for a in made)


@pytest.mark.parametrize("engine", ENGINES)
def test_all_passages_without_punctuation_give_exact_spans(engine):
    text = " ".join(re.sub(r"[^\w\s]", "", p.text) for p in PASSAGES)
    assert_exact(text, found(text, engine))


BULLETS = ["•", "-", "*", "–", "▪", "1."]


@pytest.mark.parametrize(("engine", "bullet"), [*cases(BULLETS)])
def test_every_item_of_a_list_has_its_own_speaker(engine, bullet):
    items = (
        "Renkel said the dam is safe.",
        "“The road is under water,” said Lund.",
        "The mayor said the wall must go.",
    )
    text = "The meeting lasted two hours.\n\n" + "\n".join(f"{bullet} {item}" for item in items)
    made = found(text, engine)
    assert_exact(text, made)
    assert [(plain(a.source), plain(a.cue)) for a in made] == [
        ("renkel", "said"),
        ("lund", "said"),
        ("the mayor", "said"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_headings_do_not_change_what_the_prose_below_says(engine):
    text = "Two views of a dam\n\nThe engineer\n\nRenkel said the dam is safe.\n\nThe mayor\n\nLund said the dam leaks."
    made = found(text, engine)
    assert_exact(text, made)
    assert {("renkel", "said", "the dam is safe"), ("lund", "said", "the dam leaks")} <= {
        row[:3] for row in words(made)
    }


ODD = {
    "emoji": "\U0001f30a",
    "emoji joined": "\U0001f469\u200d\U0001f527",
    "flag": "\U0001f1f8\U0001f1ee",
    "combining marks": "e\u0301\u0323a\u0308",
    "zero-width joiner": "sa\u200dfe",
    "zero-width space": "sa\u200bfe",
    "soft hyphen": "sa\u00adfe",
    "right to left": "\u0633\u062f \u05e1\u05db\u05e8",
    "direction marks": "\u202edam\u202c",
    "NUL": "\x00",
    "control characters": "\x01\x02\x0b\x0c\x1b\x1f\x7f\x85",
    "line separator": "\u2028",
    "byte order mark": "\ufeff",
    "replacement character": "\ufffd",
    "lone surrogate": "\ud83c",
    "letters outside the basic plane": "\U0001d41d\U0001d41a\U0001d426",
    "private use": "\ue000",
}


@pytest.mark.parametrize(("engine", "odd"), [*cases(ODD)])
def test_an_odd_character_hides_neither_speaker_nor_quotation(engine, odd):
    text = (
        f"“The dam {ODD[odd]} is safe for another ten years,” said Renkel.\n\n{ODD[odd]}Lund said the road is closed."
    )
    made = found(text, engine)
    assert_exact(text, made)
    assert plain(made[0].source) == "renkel"
    assert "is safe for another ten years" in made[0].content[-1].text


@pytest.mark.parametrize("engine", ENGINES)
def test_line_ends_of_windows_change_nothing(engine):
    text = QUOTED.format(o="“", c="”")
    assert words(found(text.replace("\n", "\r\n"), engine)) == words(found(text, engine))


SPACES = {"no-break": "\u00a0", "thin": "\u2009", "narrow no-break": "\u202f", "tab": "\t", "two spaces": "  "}


@pytest.mark.parametrize(("engine", "space"), [*cases(SPACES)])
def test_other_spaces_change_nothing(engine, space):
    text = QUOTED.format(o="“", c="”")
    assert words(found(text.replace(" ", SPACES[space]), engine)) == words(found(text, engine))


PIECES = [
    "said", "Renkel", "Renkel said", "“", "”", '"', "'", "''", "``", "„", "«", "»", ",", ".", "?", ":", ";", " ",
    "\n\n", "\r\n", "that", "according to", "he", "and added", "which she said", "reportedly", "was described by",
    "—", "- Ann", "• ", "The dam", "THE DAM LEAKS", "it is believed that", "wants to", "(", ")", "\x00", "\u200d",
    "\u0301", "\ufeff",
]  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join))


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_any_text_gives_exact_spans(engine, text):
    made = found(text, engine)
    assert_exact(text, made)
    assert found(text, engine) == made


UNRELATED = "The river rose in the night and took the lower road. Nine barns were empty in the morning."


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=4))
def test_an_unrelated_paragraph_at_the_end_changes_nothing(chosen):
    text = "\n\n".join(p.text for p in chosen)
    # A text of headings alone is read as prose; with prose behind it, it is headings.
    assume(any(row.text.endswith((".", "”", '"')) for row in paragraphs(text, Span(0, len(text), text))))
    assert found(f"{text}\n\n{UNRELATED}", "rules") == found(text, "rules")


LONG = {
    "indirect": "The mayor said the dam leaks and the road is closed. ",
    "no full stop": "the mayor said the dam leaks and ",
    "closed": "“It leaks,” said Lund, adding that it may fall. ",
    "open": "“It leaks at both ends, Lund said. ",
    "apostrophes": "'the men's dam' said the town's mayor, ",
    "capitals": "THE MAYOR SAID THE DAM LEAKS. ",
    "one word": "dam",
    "marks": "“",
    "all of them": " ".join(p.text for p in PASSAGES).replace("\n", " "),
}
SIZES = {"transformer": 40_000, "linear": 40_000}  # characters; a megabyte takes them half a minute and more
SHORTER = {"transformer": ["all of them", "marks", "one word"]}


def ratio(piece, size, engine):
    """How many times as long a paragraph of `size` characters takes as one of half of them; 0 where neither takes."""
    half, whole = (least_cpu_seconds(reading(piece, size // part, engine), part) for part in (2, 1))
    return whole / half if whole > 0.25 else 0


@pytest.mark.parametrize(("engine", "piece"), [(e, piece) for e in ENGINES for piece in SHORTER.get(e, LONG)])
def test_a_paragraph_twice_as_long_takes_twice_as_long(engine, piece):
    assert ratio(LONG[piece], SIZES.get(engine, 200_000), engine) < 3


@pytest.mark.parametrize("engine", [name for name in ENGINES if name not in SIZES])
def test_a_paragraph_of_a_megabyte_takes_twice_as_long_as_half_of_it(engine):
    assert ratio(LONG["all of them"], 1_000_000, engine) < 3


def reading(piece, size, engine):
    """The work of finding the attributions of one long paragraph."""
    runs = iter(range(10))

    def work():
        # Each run has a text of its own, lest it be remembered.
        text = f"{next(runs)} " + piece * (size // len(piece))
        rows = paragraphs(text, Span(0, len(text), text))
        return attributions(text, rows, sentences(text, rows), quotations(text, rows), engine=engine)

    return work
