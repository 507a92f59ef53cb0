"""Paragraphs, sentences and tokens of a body of text, each a span into the untouched text.

Sentence boundaries come from nupunkt; two sentences that lost the space between them ("wordNext") are parted by
rule first, because no segmenter does it. One token rule serves every measure. Caution: the fused-sentence rule needs
a lower-case word of four letters or more on the left, so that names such as YouTube stay whole.
"""

import bisect
import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from analysis.read.zones import BULLET, SENTENCE_END, Span, lines, trimmed_span

FUSED = re.compile(r"(?<![^\W_])[a-z]{4,}(?=[A-Z](?:[a-z]+|)(?:[\s,]|$))|(?<=[a-z]{2})[.!?][”\"]?(?=[A-Z][a-z]+\s)")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)[^\s@]{1,64}@[^\s@]{1,255}")
# A letter with the marks that combine with it: accents written apart, vowel signs of Arabic or Hindi, and the
# zero-width joiners that stand inside Persian words.
MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u200c\u200d"
LETTERS = rf"(?!ʼ)[^\W\d_](?:[^\W_]+|[{MARKS}]+)*"
JOINED = rf"(?:['’‘ʼ＇\-‐‑\u00ad]{LETTERS})*"
# A figure of up to three digits behind a hyphen belongs to the name (Covid-19, F-16); a year does not (mid-1980s).
FIGURE = r"(?:[-‐‑]\d{1,3}(?![\d.,]*\d|[^\W_]))?"
TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*[¼-¾⅐-⅞]?(?:(?:st|nd|rd|th|s)\b)?|[¼-¾⅐-⅞])|"
    rf"(?P<word>(?:(?:[A-Za-z]\.){{2,}}|[A-Z]\.[A-Z]\b|{LETTERS}){JOINED}{FIGURE})"
)
# "it's" and "he's" hold a verb; after any other word 's is the possessive and is left out of the matching form.
CONTRACTED = frozenset(
    ["it", "he", "she", "that", "there", "here", "what", "who", "where", "how", "when", "let", "one"]
)

# nupunkt holds short words such as "bank", "story" and "Iowa" for abbreviations before many a capital letter, and keeps
# two sentences together. A word of three letters or more ends its sentence there unless it is one of these.
ABBREVIATIONS = (
    "adm|ala|amb|approx|apr|apt|ariz|ark|assn|assoc|aug|ave|bldg|blvd|brig|bros|calif|capt|cdr|cert|cmdr|col|"
    "colo|comdr|comm|conn|corp|cpl|dak|dec|del|dept|det|dist|esq|est|etc|ext|feb|fig|figs|fla|gen|gov|govs|"
    "govt|hon|hwy|ill|inc|incl|ind|insp|jan|kan|lieut|ltd|maj|mass|max|messrs|mfg|mgr|mich|min|minn|misc|"
    "miss|mmes|mon|mont|mrs|msgr|natl|neb|nev|nos|nov|oct|okla|ore|orig|par|penn|pfc|phil|plc|prof|profs|"
    "prop|pty|pub|pvt|ref|rep|reps|resp|ret|rev|revd|sat|sec|secy|sen|sens|sept|ser|sgt|spec|supp|supt|surg|"
    "tel|tenn|tex|thu|thur|thurs|trans|treas|tue|tues|univ|vol|vols|wash|wed|wis|wyo"
)
UNPARTED = re.compile(
    rf"(?<![^\W\d_.'’-])(?=[^\W\d_]{{3,}}\.)(?!(?i:{ABBREVIATIONS})\.)[^\W\d_]+\.[”’\"')\]]*"
    r"(?=\s+[“\"‘'(\[]*(?:[A-Z][\w’']|[AI] ))"
)


@dataclass(frozen=True, slots=True)
class Paragraph(Span):
    """A paragraph; `kind` is 'prose', 'heading' or 'item'."""

    kind: str


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence; `number` counts from 1 through the body, `paragraph` likewise."""

    number: int
    paragraph: int


class Token(NamedTuple):
    """A word or number, a span like the others; `norm` is the form that counts, `sentence` its sentence's number."""

    # A tuple, because texts have thousands: it is made in half the time of a frozen dataclass.
    start: int
    end: int
    text: str
    norm: str
    kind: str
    sentence: int
    in_quote: bool


PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00ad": None})
QUOTE = re.compile("[“”\"«»„‚‹›]|(?<!\\w)[‘']\\w")  # a line with a quotation is somebody speaking, not a heading


def paragraphs(text: str, body: Span) -> tuple[Paragraph, ...]:
    """The paragraphs of the body: blocks between blank lines, or single lines where lines are not hard-wrapped.

    >>> body = Span(0, 30, "Why it matters\\n\\nOne. Two.\\n\\n3.")
    >>> [(p.kind, p.text) for p in paragraphs(body.text, body)]
    [('heading', 'Why it matters'), ('prose', 'One. Two.'), ('heading', '3.')]
    """
    found: list[Paragraph] = []
    for block in _blocks(text, body):
        rows = lines(text, block.start, block.end)
        wrapped = max(len(row.text) for row in rows) < 120 and not any(BULLET.match(row.text) for row in rows)
        for row in [block] if wrapped else rows:
            found.append(Paragraph(row.start, row.end, row.text, _kind(row.text)))
    if found and not any(row.kind == "prose" for row in found):
        # A text without a single full stop is not all headings: it is a text without full stops.
        return tuple(replace(row, kind="prose") if row.kind == "heading" else row for row in found)
    return tuple(found)


def _blocks(text: str, body: Span) -> Iterator[Span]:
    position = body.start
    for gap in re.finditer(r"\n[^\S\n]*\n\s*", body.text):
        yield from _nonempty(text, position, body.start + gap.start())
        position = body.start + gap.end()
    yield from _nonempty(text, position, body.end)


def _nonempty(text: str, start: int, end: int) -> Iterator[Span]:
    span = trimmed_span(text, start, end)
    if span.text:
        yield span


def _kind(row: str) -> str:
    if BULLET.match(row):
        return "item"
    if len(row) < 100 and not SENTENCE_END.search(row) and not QUOTE.search(row) and not row.endswith((",", ";", ":")):
        return "heading"
    return "prose" if re.search(r"[^\W\d_]{2}", row) else "heading"


def sentences(text: str, rows: tuple[Paragraph, ...]) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs that are not headings, numbered from 1.

    >>> text = "A good alternativeInvariably, it rains. It is so."
    >>> [s.text for s in sentences(text, (Paragraph(0, len(text), text, "prose"),))]
    ['A good alternative', 'Invariably, it rains.', 'It is so.']
    """
    from nupunkt import sent_spans  # 60 ms: only when a text is read

    found: list[Sentence] = []
    for number, row in enumerate(rows, start=1):
        if row.kind == "heading":
            continue
        for piece in _unfused(row):
            for start, end in _parted(piece.text, sent_spans(piece.text)):
                span = trimmed_span(text, piece.start + start, piece.start + end)
                if re.search(r"\w", span.text):
                    found.append(Sentence(span.start, span.end, span.text, len(found) + 1, number))
    return tuple(found)


def _parted(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, cut once more behind each word that ends a sentence and was held for an abbreviation."""
    for start, end in spans:
        if text.find(".", start, end - 1) >= 0:  # most have none but their last character
            for match in UNPARTED.finditer(text, start, end):
                yield start, match.end()
                start = match.end()
        yield start, end


def _unfused(row: Span) -> Iterator[Span]:
    addresses = _addresses(row.text)
    cuts = [m.end() for m in FUSED.finditer(row.text)]
    cuts = [cut for cut in cuts if not _within(cut, addresses)] if addresses else cuts
    for start, end in zip([0, *cuts], [*cuts, len(row.text)], strict=True):
        yield Span(row.start + start, row.start + end, row.text[start:end])


def _addresses(text: str) -> list[tuple[int, int]]:
    likely = "@" in text or "www." in text or "://" in text  # much cheaper than the pattern, and most texts have none
    return [m.span() for m in ADDRESS.finditer(text)] if likely else []


def _within(position: int, ranges: list[tuple[int, int]]) -> bool:
    i = bisect.bisect_right(ranges, position, key=lambda pair: pair[0]) - 1
    return i >= 0 and position < ranges[i][1]


@functools.lru_cache(maxsize=262_144)
def matching_form(form: str) -> str:
    """The form under which a token is counted: NFKC, lower case, plain apostrophe and hyphen, no possessive.

    >>> [matching_form(w) for w in ["Regime’s", "it’s", "anti‑war", "U.S", "workers’", "ﬁnal"]]
    ['regime', "it's", 'anti-war', 'u.s.', 'workers', 'final']
    """
    norm = unicodedata.normalize("NFKC", form).lower()
    if not form.isascii():
        norm = "".join(norm.translate(PLAIN).split())
    norm = f"{norm}." if len(norm) == 3 and norm[1] == "." else norm
    if norm.endswith("'s") and norm[:-2] not in CONTRACTED:
        norm = norm[:-2]
    return norm.strip("'")


def token_norm(match: re.Match) -> str:
    """The form under which a match of `TOKEN` is counted: a number as written, a word's matching form."""
    return match.group() if match.lastgroup == "number" else matching_form(match.group())


def tokens(text: str, rows: tuple[Sentence, ...], quoted: list[tuple[int, int]]) -> tuple[Token, ...]:
    """The words and numbers of the sentences; web addresses are left out.

    Parameters
    ----------
    quoted : character ranges that lie inside quotation marks, in order, not overlapping.

    >>> text = "Iran’s 1,500 men."
    >>> [(t.norm, t.kind) for t in tokens(text, sentences(text, (Paragraph(0, 17, text, "prose"),)), [])]
    [('iran', 'word'), ('1,500', 'number'), ('men', 'word')]
    """
    found: list[Token] = []
    ahead = 0
    for row in rows:
        addresses = _addresses(row.text)
        for match in TOKEN.finditer(row.text):
            start, end = match.span()
            if addresses and _within(start, addresses):
                continue
            start += row.start
            while ahead < len(quoted) and quoted[ahead][1] <= start:
                ahead += 1
            inside = ahead < len(quoted) and quoted[ahead][0] <= start
            form, kind = match.group(), match.lastgroup
            norm = form if kind == "number" else matching_form(form)
            found.append(Token(start, row.start + end, form, norm, kind, row.number, inside))
    return tuple(found)
