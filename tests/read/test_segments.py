"""Paragraphs, sentences and tokens: spans into the untouched text."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.read.segments import Paragraph, Token, matching_form, paragraphs, sentences, tokens
from analysis.read.zones import Span, zones
from tests.timing import least_cpu_seconds

PIECES = [
    "The mill stopped.",
    "Dr. Reed",
    "the U.S.",
    "meadowThen, it",
    "rained.Then it",
    "“Go,”",
    "3.5",
    "1,500",
    "the miller’s",
    "cafe\u0301",
    "- flour",
    "2. Sift it",
    "https://bread.example/aB.",
    "ann@bread.example",
    "\n",
    "\n\n",
    "\r\n",
    "\u00a0",
    "?!",
    "…",
    "Heading",
    "ﬂour co\u00adop",
    "البيت",
]
TEXTS = st.one_of(st.text(max_size=150), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))


def whole(text: str) -> Span:
    return Span(0, len(text), text)


def paragraph_texts(text: str) -> list[tuple[str, str]]:
    return [(row.kind, row.text) for row in paragraphs(text, whole(text))]


def prose(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(0, len(text), text, "prose"),)


def sentence_texts(text: str) -> list[str]:
    return [row.text for row in sentences(text, prose(text))]


def token_rows(text: str) -> tuple[Token, ...]:
    return tokens(text, sentences(text, prose(text)), [])


def norms(text: str) -> list[str]:
    return [token.norm for token in token_rows(text)]


def forms(text: str) -> list[str]:
    return [token.text for token in token_rows(text)]


# Paragraphs


def test_blank_lines_part_paragraphs_whatever_the_line_ends():
    expected = [("prose", "The mill turns."), ("prose", "The pond is full.")]
    for gap in ("\n\n", "\r\n\r\n", "\n \t\n", "\n\u00a0\n", "\n\n\n\n"):
        assert paragraph_texts(f"The mill turns.{gap}The pond is full.") == expected


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "The mill turns and the water goes past it until it is\nquite dark. The miller sleeps until the\nwater stops."
    )
    assert paragraph_texts(f"{text}\n\nThe pond is full.") == [("prose", text), ("prose", "The pond is full.")]


def test_long_lines_are_one_paragraph_each_without_blank_lines_between():
    first, second = "The mill turns and turns. " * 6, "The pond is full of fish. " * 6
    assert paragraph_texts(f"{first}\n{second}\nWhat the miller says\nThe end.") == [
        ("prose", first.strip()),
        ("prose", second.strip()),
        ("heading", "What the miller says"),
        ("prose", "The end."),
    ]


@pytest.mark.parametrize("bullet", ["- ", "– ", "• ", "* ", "1. ", "12) ", "  ‣ "])
def test_a_line_with_a_bullet_or_a_number_is_an_item(bullet):
    row = f"{bullet}two cups of flour"
    assert paragraph_texts(f"You need these.\n\n{row}\n{bullet}a jug of water.") == [
        ("prose", "You need these."),
        ("item", row.strip()),
        ("item", f"{bullet}a jug of water.".strip()),
    ]


@pytest.mark.parametrize("row", ["-5 degrees is too cold for dough.", "1.5 cups are enough.", "1931 was wet."])
def test_a_line_that_begins_with_a_plain_number_is_no_item(row):
    assert paragraph_texts(row) == [("prose", row)]


@pytest.mark.parametrize("row", ["Why it matters", "Bread & Roses", "3.", "The mill (1931)", "***"])
def test_a_short_line_without_a_full_stop_is_a_heading(row):
    assert paragraph_texts(f"{row}\n\nThe mill turns.") == [("heading", row), ("prose", "The mill turns.")]


@pytest.mark.parametrize(
    "row",
    ["The mill turns.", "Does it?", "It does!", "And so…", "He said “go.”", "These are needed:", "“Go”", "Water,"],
)
def test_a_short_line_that_ends_like_a_sentence_or_leads_on_is_prose(row):
    assert paragraph_texts(row) == [("prose", row)]


def test_a_long_line_without_a_full_stop_is_prose():
    row = "bread and butter " * 7
    assert paragraph_texts(row) == [("prose", row.strip())]


def test_headings_have_no_sentences_but_keep_their_place_among_the_paragraphs():
    text = "The mill turns.\n\nThe pond\n\nThe pond is full."
    found = sentences(text, paragraphs(text, whole(text)))
    assert [(row.text, row.number, row.paragraph) for row in found] == [
        ("The mill turns.", 1, 1),
        ("The pond is full.", 2, 3),
    ]


def test_paragraphs_of_a_body_within_a_text_count_from_the_start_of_the_text():
    text = "A title\n\nThe mill turns.\n\nThe pond is full.\n\nTags: mill"
    assert [(row.start, row.text) for row in paragraphs(text, zones(text).body)] == [
        (9, "The mill turns."),
        (26, "The pond is full."),
    ]


def test_an_empty_body_has_no_paragraphs():
    assert paragraphs("", Span(0, 0, "")) == ()
    assert paragraphs("  ", Span(0, 2, "  ")) == ()


# Sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["Dr. Reed met Mr. Finch at 5 p.m. on Monday.", "They baked."],
        ["J. R. Oakes spoke of bread.", "She left."],
        ["The U.S. team won the bread prize.", "It rained."],
        ["He lives in the U.S.", "It is large."],
        ["Flour cost 3.5 crowns.", "Salt cost 2.25."],
        ["Is it bread?", "It is!", "Well..."],
        ["St. Anne's stands by the mill, i.e. on the hill.", "It is old."],
        ["He asked “Why?” and left.", "She stayed."],
        ["“It turns.”", "“It stops.”"],
        ["The mill, 12 ft. wide, stood vs. the wind.", "It fell."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(expected):
    assert sentence_texts(" ".join(expected)) == expected


@pytest.mark.parametrize("word", ["hall", "wall", "bank", "story", "Iowa", "York", "win", "lazy", "month"])
@pytest.mark.parametrize("after", ["A choir sang.", "Sales rose.", "“It rained,” she said.", "(It rained.)", "I left."])
def test_a_plain_word_before_a_capital_ends_its_sentence(word, after):
    assert sentence_texts(f"We saw the {word}. {after}") == [f"We saw the {word}.", after]


@pytest.mark.parametrize("title", ["Gen.", "Sen.", "Prof.", "Mrs.", "Capt.", "Rev."])
def test_a_title_before_a_name_ends_no_sentence(title):
    assert sentence_texts(f"We saw {title} Reed. He left.") == [f"We saw {title} Reed.", "He left."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a quiet meadowSuddenly, it froze.", ["It was a quiet meadow", "Suddenly, it froze."]),
        ("The bread was readyA dog barked.", ["The bread was ready", "A dog barked."]),
        ("The pond froze.Then it thawed again.", ["The pond froze.", "Then it thawed again."]),
        ("Was it cold?Nobody knew that.", ["Was it cold?", "Nobody knew that."]),
        ("She said “stop.”Then it stopped.", ["She said “stop.”", "Then it stopped."]),
        (
            "It was meadowHowever, it froze.Then it was forestStill, it grew.",
            ["It was meadow", "However, it froze.", "Then it was forest", "Still, it grew."],
        ),
    ],
)
def test_two_sentences_that_lost_their_space_are_parted(text, expected):
    assert sentence_texts(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "YouTube",
        "iPhone",
        "McDonald",
        "eBay",
        "WhatsApp",
        "deBary",
        "vanDyke",
        "JavaScript",
        "PlayStation",
        "OpenStreetMap",
        "HarperCollins",
        "LinkedIn",
        "macOS",
    ],
)
def test_a_name_with_a_capital_inside_stays_whole(name):
    assert sentence_texts(f"They saw {name} there. They saw {name}, too.") == [
        f"They saw {name} there.",
        f"They saw {name}, too.",
    ]


@pytest.mark.parametrize(
    "address",
    ["https://bread.example/ourMill/aboutBread", "www.bread.example/theMill", "http://bread.example/?mill.Open"],
)
def test_a_web_address_is_not_split(address):
    assert sentence_texts(f"See {address} for more. It turns.") == [f"See {address} for more.", "It turns."]


def test_a_non_breaking_space_parts_sentences_and_stays_in_the_text():
    assert sentence_texts("Mr.\u00a0Oakes came.\u00a0He\u00a0left.") == ["Mr.\u00a0Oakes came.", "He\u00a0left."]


def test_a_sentence_of_a_hard_wrapped_paragraph_keeps_its_line_end():
    text = "The mill turns until\nit is dark. Then it\nstops."
    assert sentence_texts(text) == ["The mill turns until\nit is dark.", "Then it\nstops."]


def test_marks_without_a_word_are_no_sentence():
    assert sentence_texts("… — !?") == []
    assert sentence_texts("") == []


def test_sentence_numbers_run_through_all_paragraphs():
    text = "The mill turns. It is old.\n\n- One cup of flour. Sift it.\n\nThe end."
    found = sentences(text, paragraphs(text, whole(text)))
    assert [(row.number, row.paragraph) for row in found] == [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)]


# Tokens


def test_words_and_numbers_are_tokens_and_marks_are_not():
    assert [(t.text, t.norm, t.kind) for t in token_rows("The 40 Mills, 1,500 men & 2.5 cups!")] == [
        ("The", "the", "word"),
        ("40", "40", "number"),
        ("Mills", "mills", "word"),
        ("1,500", "1,500", "number"),
        ("men", "men", "word"),
        ("2.5", "2.5", "number"),
        ("cups", "cups", "word"),
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1,500,000", "1,500,000 loaves."),
        ("12.000,50", "12.000,50 crowns."),
        ("5", "Only 5."),
        ("1931", "In 1931, so."),
    ],
)
def test_a_number_keeps_its_separators_but_not_the_mark_after_it(number, text):
    assert [t.text for t in token_rows(text) if t.kind == "number"] == [number]


@pytest.mark.parametrize(
    ("form", "norm"),
    [
        ("miller’s", "miller"),
        ("miller's", "miller"),
        ("MILLER’S", "miller"),
        ("Zoë’s", "zoë"),
        ("it’s", "it's"),
        ("That's", "that's"),
        ("who’s", "who's"),
        ("isn’t", "isn't"),
        ("o'clock", "o'clock"),
        ("well-known", "well-known"),
        ("well‑known", "well-known"),
        ("well‐known", "well-known"),
        ("O’Brien’s", "o'brien"),
        ("U.S.", "u.s."),
        ("co\u00adoperate", "cooperate"),
        ("ﬁnal", "final"),
        ("ﬂour", "flour"),
        ("Straße", "straße"),
        ("Über", "über"),
        ("ñandú", "ñandú"),
        ("cafe\u0301", "café"),
        ("e\u0301cole", "école"),
        ("مُحَمَّد", unicodedata.normalize("NFKC", "مُحَمَّد")),
        ("البيت", "البيت"),
        ("хлеб", "хлеб"),
        ("नदी", "नदी"),
    ],
)
def test_a_word_is_one_token_and_counts_under_its_matching_form(form, norm):
    assert [(t.text, t.norm) for t in token_rows(f"So {form} and bread.")] == [
        ("So", "so"),
        (form, norm),
        ("and", "and"),
        ("bread", "bread"),
    ]
    assert matching_form(form) == norm


def test_the_apostrophe_of_a_plural_possessive_is_no_part_of_the_word():
    expected = ["The", "workers", "bread", "and", "the", "bakers", "flour"]
    assert forms("The workers’ bread and the bakers' flour.") == expected


def test_a_dash_between_words_parts_them():
    assert norms("Bread—water – salt -flour- oats.") == ["bread", "water", "salt", "flour", "oats"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was the 7th loaf.", ["it", "was", "the", "7th", "loaf"]),
        ("Bread of the 1990s was grey.", ["bread", "of", "the", "1990s", "was", "grey"]),
    ],
)
def test_an_ordinal_or_a_decade_is_one_token(text, expected):
    assert norms(text) == expected


@pytest.mark.parametrize(
    "address",
    ["https://bread.example/old-mill?a=1", "http://bread.example", "www.bread.example/mill", "ann.finch@bread.example"],
)
def test_web_and_mail_addresses_are_no_tokens(address):
    assert norms(f"Write to {address} for bread.") == ["write", "to", "for", "bread"]


def test_every_token_knows_its_sentence():
    assert [(t.norm, t.sentence) for t in token_rows("Mill turns. Pond froze.")] == [
        ("mill", 1),
        ("turns", 1),
        ("pond", 2),
        ("froze", 2),
    ]


def test_a_token_is_quoted_where_it_lies_within_a_quoted_range():
    text = "He said go home to us. Then stay here, too."
    ranges = [(text.index("go"), text.index(" to us")), (text.index("stay"), text.index(", too"))]
    rows = tokens(text, sentences(text, prose(text)), ranges)
    assert [t.text for t in rows if t.in_quote] == ["go", "home", "stay", "here"]


def test_a_quoted_range_across_two_sentences_covers_both():
    text = "He said go home. Then stay. We left."
    ranges = [(text.index("go"), text.index(" We"))]
    assert [t.in_quote for t in tokens(text, sentences(text, prose(text)), ranges)] == [False] * 2 + [True] * 4 + [
        False
    ] * 2


def test_without_quoted_ranges_no_token_is_quoted():
    assert not any(t.in_quote for t in token_rows("He said go."))


# Any text


@given(TEXTS)
@example("a\x1cb. C\x85d.")
@example("İstanbul’s.")
@settings(max_examples=150, deadline=None)
def test_of_any_text_paragraphs_sentences_and_tokens_are_exact_ordered_spans(text):
    body = zones(text).body
    blocks = paragraphs(text, body)
    rows = sentences(text, blocks)
    words = tokens(text, rows, [])
    for spans in (blocks, rows, words):
        assert all(text[span.start : span.end] == span.text != "" for span in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))
    assert "".join("".join(block.text for block in blocks).split()) == "".join(body.text.split())
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        block = blocks[row.paragraph - 1]
        assert block.start <= row.start and row.end <= block.end and block.kind != "heading"
    for word in words:
        row = rows[word.sentence - 1]
        assert row.start <= word.start and word.end <= row.end


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_of_any_paragraph_every_word_lies_in_a_sentence(text):
    covered = {at for row in sentences(text, prose(text)) for at in range(row.start, row.end)}
    assert [at for at, char in enumerate(text) if char.isalnum() and at not in covered] == []


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_a_matching_form_is_its_own_matching_form_in_capitals_of_ascii(text):
    plain = "".join(char for char in text if char.isascii() and char.isalpha())
    assert matching_form(plain.upper()) == matching_form(plain) == plain.lower()


# Speed: growth only, no clock of any one machine


def read_all(text: str) -> tuple[Token, ...]:
    return tokens(text, sentences(text, paragraphs(text, zones(text).body)), [])


def seconds(text: str) -> float:
    return least_cpu_seconds(lambda: read_all(text), 2)


def newslike(size: int) -> str:
    paragraph = "In 1931 the mill ground 40 tons of rye, and nobody asked why, the miller’s wife said. It turned. " * 4
    return "\n\n".join([paragraph] * (size // len(paragraph) + 1))[:size]


def test_a_text_of_a_megabyte_is_read_to_its_end():
    text = newslike(1_000_000)
    assert read_all(text)[-1].end > len(text) - 20


@pytest.mark.parametrize(
    ("name", "make", "size"),
    [
        ("news", newslike, 125_000),
        ("one paragraph", lambda size: "The mill turned and the pond froze. " * (size // 36), 30_000),
        ("one run without a space", lambda size: "The end. " + "x" * size, 4_000),
        ("many addresses in a sentence", lambda size: "see http://bread.example/a " * (size // 27), 10_000),
        ("many line ends", lambda size: "a\n" * (size // 2), 4_000),
    ],
)
def test_four_times_the_text_takes_less_than_ten_times_as_long(name, make, size):
    read_all("A first text. It loads what is loaded once.")
    assert seconds(make(4 * size)) < 10 * seconds(make(size)) + 0.02, name
