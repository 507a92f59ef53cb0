"""Which words of a paragraph report: the verbs of the lexicon with their auxiliaries, outside quotation marks.

Input is the sentences and quotations of one paragraph; output is a passage, in which quoted words are masked, and its
cues. Caution: no tagger looks at the words, so a cue may still be a noun ("claims"); the rules decide that.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.read.quotations import Quotation
from analysis.read.segments import Sentence
from analysis.read.zones import Span

LEXICON = Path(__file__).parents[3] / "lexicons" / "reporting_verbs.csv"
# Stand-ins, one character each: unknown white space, quoted text, its end where it has a stop of its own, the marks.
GAP, MASK, FULL, OPEN, CLOSE = "\x1f", "\x1a", "\x19", "\x02", "\x03"
MARKS = "“”„«»‹›‘’\"'`"
Range = tuple[int, int]
LONGEST_UNIT = 3000
REACH, LONGEST = 300, 1500  # how far a subject is looked for, and how long a clause may grow, in characters

_AUXILIARY = (
    r"(?:is|are|was|were|be|been|being|am|has|have|had|having|will|would|can|could|may|might|must|should|shall|"
    r"do|does|did|(?:is|are|was|were|has|have|had|would|could|do|does|did|wo|ca)n['’]t|not|to)"
)
_ADVERB = (
    r"(?:also|never|ever|even|only|just|still|again|often|once|already|then|later|soon|now|first|further|so|since|"
    r"long|previously|repeatedly|(?!(?:family|supply|assembly|ally|july|italy|early|daily|weekly|kelly)\b)[a-z]+ly|"
    r"went\s+on|goes\s+on|continue[sd]?|continuing|began|begins|refused|declined|tried|sought|appeared|seemed|"
    r"seems|used|wants|wanted|(?:quoted|cited|heard)\s+as|"
    r"(?:(?:on|late|early|earlier)\s+)*(?:(?:last|this|that)\s+(?:week|month|year|night|morning)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"in\s+an?\s+(?:[\w-]+\s)?(?:statement|interview|tweet|email|letter|speech)))"
)
CHAIN = re.compile(rf"(?i)(?:(?<![\w'’]){_AUXILIARY}\s+|(?<![\w'’]){_ADVERB}\s+)+$")
BE = re.compile(r"(?i)\b(?:is|are|was|were|be|been|being|am|isn['’]t|wasn['’]t|aren['’]t|weren['’]t)\b")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb: its lemma, frame, stance, and whether it is 'base', 's', 'past' or 'ing'."""

    lemma: str
    frame: str
    stance: str
    shape: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in a passage: `start` is where its auxiliaries begin, `verb_start` the verb itself."""

    start: int
    verb_start: int
    end: int
    verb: Verb
    chain: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: `text` from its sentences, `masked` with quotations blanked, `units` cut outside quotations.

    Offsets are relative to `start`, the place of the passage in the document; `quotes` are the quotations with marks.
    """

    start: int
    text: str
    masked: str
    units: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    number: int

    def span(self, start: int, end: int) -> Span | None:
        """The document span of `[start, end)` without white space at its ends; None where nothing is left."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        return Span(self.start + start, self.start + start + len(piece), piece) if piece else None

    def spans(self, start: int, end: int) -> list[Span]:
        """The document spans of `[start, end)`, parted where the text between two sentences is not known."""
        found = [self.span(start + m.start(), start + m.end()) for m in re.finditer(r"[^\x1f]+", self.text[start:end])]
        return [span for span in found if span]

    def sentence(self, position: int) -> int:
        """The number of the sentence in which a position stands."""
        at = bisect_right(self.sentences, self.start + position, key=lambda row: row.start) - 1
        return self.sentences[max(at, 0)].number

    def quote_at(self, position: int) -> tuple[int, int] | None:
        """The quotation that begins at a position, marks included."""
        at = bisect_right(self.quotes, position, key=lambda pair: pair[0]) - 1
        return self.quotes[at] if at >= 0 and self.quotes[at][0] == position else None


@cache
def verbs() -> dict[str, Verb]:
    """The reporting verbs of the lexicon by form, in lower case; forms of two words hold a space.

    >>> verbs()["warned"].frame, verbs()["pointed out"].lemma
    ('preposition', 'point out')
    """
    found: dict[str, Verb] = {}
    with LEXICON.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lemma = row["lemma"].replace("_", " ")
            for form in row["forms"].split():
                form = form.replace("_", " ")
                first, base = form.split()[0], lemma.split()[0]
                shape = "ing" if first.endswith("ing") and first != base else "past"
                if first == base:
                    shape = "base"
                elif first.endswith("s"):
                    shape = "s"
                found[form] = Verb(lemma, row["frame"], row["stance"], shape)
    return found


@cache
def _two_word_forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for form in verbs():
        if " " in form:
            first = form.split()[0]
            found[first] = (*found.get(first, ()), form)
    return found


def passage(rows: tuple[Sentence, ...], quoted: tuple[Quotation, ...], reopened: bool) -> Passage:
    """One paragraph as a passage.

    Parameters
    ----------
    rows : the sentences of the paragraph, in order, at least one.
    quoted : the quotations of the paragraph.
    reopened : True where the next paragraph goes on with a quotation left open in this one.

    >>> row = Sentence(0, 15, "“Go,” Mora said", 1, 1)
    >>> p = passage((row,), (Quotation(1, 4, "Go,", 1, True, False),), False)
    >>> p.units, p.quotes, p.masked[5:]
    (((0, 15),), ((0, 5),), ' Mora said')
    """
    start, end = rows[0].start, rows[-1].end
    parts, at = [], start
    for row in rows:
        parts += [GAP * (row.start - at), row.text]
        at = row.end
    text = "".join(parts)
    kept = [q for q in quoted if start <= q.start and q.end <= end and (q.closed or reopened)]
    pairs, shown, hidden, at = [], [], [], 0
    for q in kept:
        low, high = q.start - start, q.end - start
        shown += [text[at:low], q.text]
        at = high
        while low and text[low - 1] in MARKS and low > (pairs[-1][1] if pairs else 0):
            low -= 1
        while q.closed and high < len(text) and text[high] in MARKS:
            high += 1
        pairs.append((low, high))
    text = "".join([*shown, text[at:]])
    at = 0
    for low, high in pairs:
        hidden += [text[at:low], _veil(text[low:high])]
        at = max(high, at)
    masked = "".join([*hidden, text[at:]])
    return Passage(start, text, masked, _units(rows, masked), tuple(pairs), rows, rows[0].paragraph)


def _veil(quote: str) -> str:
    """A quotation with its words hidden, as long as before."""
    if len(quote) < 3:
        return MASK * len(quote)
    ended = quote.rstrip(MARKS).endswith((",", ".", "!", "?", "—", "–", "-", "…"))
    return OPEN + MASK * (len(quote) - 3) + (FULL if ended else MASK) + CLOSE


def _units(rows: tuple[Sentence, ...], masked: str) -> tuple[tuple[int, int], ...]:
    """Sentences, with those joined that a quotation holds together ("One. Two," she said)."""
    units: list[tuple[int, int]] = []
    for row in rows:
        low, high = row.start - rows[0].start, row.end - rows[0].start
        inside = masked[low : low + 1] in (MASK, FULL, CLOSE)
        if units and (inside or _is_tail(masked, units[-1][1], low, high)):
            units[-1] = (units[-1][0], high)
        else:
            units.append((low, high))
    return tuple(piece for low, high in units for piece in _pieces(masked, low, high))


def _pieces(masked: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """A unit in pieces of bounded length, so that a text without full stops is read in linear time."""
    while high - low > 2 * LONGEST_UNIT and (cut := masked.find(" ", low + LONGEST_UNIT, high)) > 0:
        yield low, cut
        low = cut
    yield low, high


def _is_tail(masked: str, before: int, low: int, high: int) -> bool:
    """Whether a sentence is only the "she said" that follows a quotation ended by its own full stop."""
    if masked[before - 1 : before] != CLOSE:
        return False
    head = masked[low : low + 60]
    if head[:1].islower() or (re.match(r"[-–—]{1,3}\s*[A-Z]", head) and high - low < 120):
        return True
    # A new sentence that says more than who spoke is no tail.
    words = [w.group().lower() for w in WORD.finditer(head)][:4]
    return high - low < 60 and any(verbs().get(w, Verb("", "", "", "")).frame in ("free", "quote") for w in words)


def cues(p: Passage, low: int, high: int) -> list[Cue]:
    """The reporting verbs of one unit that stand outside quotation marks, with their auxiliaries, in order.

    >>> p = passage((Sentence(0, 25, "Mora has also said it was.", 1, 1),), (), False)
    >>> [(p.text[cue.start : cue.end], cue.verb.lemma) for cue in cues(p, 0, 25)]
    [('has also said', 'say')]
    """
    found: list[Cue] = []
    for match in WORD.finditer(p.masked, low, high):
        form, end = match.group().lower(), match.end()
        for longer in _two_word_forms().get(form, ()):
            if p.masked[match.start() : match.start() + len(longer)].lower() == longer:
                form, end = longer, match.start() + len(longer)
        verb = verbs().get(form)
        if verb is None or (match.group()[0].isupper() and not match.group().isupper() and match.start() > low):
            continue
        # "self-described", "must-have": half of a compound is no cue.
        if "-" in (p.masked[match.start() - 1 : match.start()], p.masked[end : end + 1]):
            continue
        window = max(low, match.start() - 100)
        chain = CHAIN.search(p.masked[window : match.start()])
        start = window + chain.start() if chain else match.start()
        if start > low and p.masked[start - 1].isalnum():
            start, chain = match.start(), None
        found.append(Cue(start, match.start(), end, verb, chain.group().lower() if chain else ""))
    return found
