"""What quotation marks are for: speech, a scare quote, a name, a slogan, a word spoken of as a word, or none of these.

Input is the parts of a text and its attributions; output is one kind a quotation, with the reason. Caution: the marks
are the same for all of them. The rules see the shape of the quoted words and their neighbours, so a name in lower case
passes for a scare quote, and whether a scare quote is meant to mock, nobody can read off the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.read.attribution.record import Attribution
from analysis.read.attribution.rules.phrases import words
from analysis.read.quotations import Quotation
from analysis.read.segments import Sentence

SPEECH, SCARE, NAME, SLOGAN, TERM, UNATTRIBUTED = KINDS = (
    "speech", "scare quote", "name of a work, event or thing", "slogan", "term", "unattributed quotation",
)  # fmt: skip
FRAGMENT = 6  # a scare quote has this many words at most
WINDOW = 90  # characters of the sentence that are looked at on either side
SMALL = words(
    "a an the and or nor but of in on at by for from with to into onto about against over under between among during "
    "after before since until as is are was were be not no its it his her their our my your who that than vs via per"
)
WORK_NOUN = (
    r"(?:book|novel|memoir|film|movie|documentary|series|show|program(?:me)?|play|opera|musical|song|album|poem|essay|"
    r"article|report|study|paper|pamphlet|leaflet|brochure|manifesto|chapter|column|editorial|headline|blog|podcast|"
    r"magazine|newspaper|painting|exhibition|festival|summit|conference|congress|meeting|gathering|rally|event|fair|"
    r"campaign|project|initiative|operation|mission|offensive|exercise|ship|boat|pub|band|game|prize|award|law|act|"
    r"bill|plan|policy|plays?|publication|volume|story|note|dossier|monograph|survey|lecture|speech|workshop|course)s?"
)
NAMING = (
    r"(?:(?:en)?titled|called|named|dubbed|nicknamed|christened|billed\s+as|known\s+as|published|issued|produced|"
    r"released|directed|staged|launched|under\s+the\s+(?:title|heading|name)|headed|headlined|codenamed|"
    r"code-named|entitled)"
)
BEFORE_NAME = re.compile(rf"(?i)\b(?:{WORK_NOUN}|{NAMING})(?:\s+(?:the|a|an|of|in|its?|was|is|by))?,?\s*$")
AFTER_NAME = re.compile(rf"(?i)^\s(?!(?:the|an?|his|her|its|their|this|that)\b)(?:[\w-]+\s)?{WORK_NOUN}\b")
BEFORE_SLOGAN = re.compile(
    r"(?i)\b(?:slogans?|chants?|banners?|placards?|posters?|stickers?|badges?|graffiti|mottos?|mottoes|catchphrases?|"
    r"(?:battle|war|rallying)\s+cr(?:y|ies))\b[^.!?;]{0,60}$"
)
AFTER_SLOGAN = re.compile(r"(?i)^\W*\s(?:slogan|chant|banner|placard|poster|sticker|badge|motto|graffiti)s?\b")
SHOUTED = re.compile(r"(?i)\b(?:(?:chant|shout|yell|scream)(?:s|ed|ing)?|sings?|sang|sung|singing|cry|cries|cried)\b")
SHOUT = re.compile(r"(?i)^(?:death\s+to|down\s+with|long\s+live|no\s+to|yes\s+to|hands\s+off|stop\s+the|save\s+our)\b")
BEFORE_TERM = re.compile(
    r"(?i)(?:\b(?:word|term|phrase|expression|adjective|noun|verb|acronym|abbreviation|prefix|suffix|"
    r"euphemism|spelling|translation|the\s+name|the\s+label|the\s+letter)s?(?:\s+(?:of|for|like|such\s+as|is|was))?|"
    r"\b(?:termed|means|meant|meaning|spelt|spelled|pronounced|translates?\s+as|translated\s+as|defined\s+as|"
    r"known\s+(?:locally\s+|here\s+)?as|referred\s+to\s+as|what\s+(?:is|are|was|were)\s+(?:called|known\s+as)|(?:is|are|was|were)\s+called))"
    r"[,:]?\s*$"
)
AFTER_TERM = re.compile(
    r"(?i)^\W*\s(?:means|meant|stands?\s+for|is\s+(?:the|a|an)\s+(?:[\w-]+\s+)?(?:word|term|name|phrase)|comes?\s+from|is\s+defined|"
    r"was\s+defined|translates|refers\s+to|is\s+(?:short|slang|local|latin|old)\b)"
)
DISTANCED = re.compile(r"(?i)\b(?:so-called|self-styled|self-proclaimed|supposed|alleged|would-be|purported)\s*$")
LONGEST_SLOGAN = 12  # words
WORD = re.compile(r"[^\W\d_][\w’'-]*")
STOP = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class QuotationKind:
    """One quotation, its kind (one of `KINDS`) and the reason."""

    quotation: Quotation
    kind: str
    reason: str


def quotation_kinds(
    text: str,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[QuotationKind, ...]:
    """What each quotation is, in text order.

    Parameters
    ----------
    sentences, quotations, attributions : as `Document` has them for `text`.

    A name, a slogan or a word spoken of as a word stays one where somebody speaks of it; all else that lies in the
    content of an attribution is speech. Of the rest, a few words without a full stop are a scare quote, and what is
    left is an unattributed quotation.

    >>> from analysis.read.document import Document
    >>> d = Document(id="x", text="The “experts” left “Deep Water”, a book, here. “It leaks,” Mora said.")
    >>> [k.kind for k in quotation_kinds(d.text, d.sentences, d.quotations, d.attributions)]
    ['scare quote', 'name of a work, event or thing', 'speech']
    """
    found = []
    for q, holder in zip(quotations, _holders(quotations, attributions), strict=True):
        kind, reason = _kind(q, *_around(text, q, sentences), holder)
        found.append(QuotationKind(q, kind, reason))
    return tuple(found)


def is_speech_content(text: str, attribution: Attribution, kinds: tuple[QuotationKind, ...]) -> bool:
    """Whether an attribution reports something, so that it may be counted: False where its content is only a label.

    Parameters
    ----------
    kinds : as `quotation_kinds` returns them, for the same text, without or with this attribution.

    A content that is nothing but quotations, each a name, a slogan or a term, is none; a content that is nothing but a
    short fragment in quotation marks is one only where a cue reports it.

    >>> from analysis.read.document import Document
    >>> from analysis.read.zones import Span
    >>> d = Document(id="x", text="The “experts” came.")
    >>> marked = Attribution(Span(0, 3, "The"), None, (Span(4, 13, "“experts”"),), "direct", "linear", 1)
    >>> is_speech_content(d.text, marked, quotation_kinds(d.text, d.sentences, d.quotations, ()))
    False
    """
    held = []
    for span in attribution.content:
        inside = kinds[max(0, _before(kinds, span.start) - 1) : _before(kinds, span.end)]
        inside = tuple(k for k in inside if k.quotation.end > span.start and k.quotation.start < span.end)
        at, bare = span.start, []
        for k in inside:
            bare.append(text[at : max(at, k.quotation.start)])
            at = max(at, k.quotation.end)
        if not inside or re.search(r"\w", "".join([*bare, text[at : span.end]])):
            return True
        held += inside
    if all(k.kind in (NAME, SLOGAN, TERM) for k in held):
        return False
    return attribution.cue is not None or not all(k.kind == SCARE or _is_fragment(k.quotation.text) for k in held)


def _before(kinds: tuple[QuotationKind, ...], position: int) -> int:
    """How many quotations begin at or before a position."""
    return bisect_right(kinds, position, key=lambda kind: kind.quotation.start)


def _holders(quotations: tuple[Quotation, ...], attributions: tuple[Attribution, ...]) -> Iterator[Attribution | None]:
    """For each quotation the attribution in whose content it lies, the one with a cue before one without."""
    contents = sorted((c.start, c.end, i) for i, a in enumerate(attributions) for c in a.content)
    held: list[tuple[int, int, int]] = []
    ahead = 0
    for q in quotations:
        while ahead < len(contents) and contents[ahead][0] < q.end:
            held.append(contents[ahead])
            ahead += 1
        held = [row for row in held if row[1] > q.start]
        owners = [attributions[i] for low, high, i in held if low < q.end]
        yield next((a for a in reversed(owners) if a.cue), owners[-1] if owners else None)


def _around(text: str, q: Quotation, sentences: tuple[Sentence, ...]) -> tuple[str, str]:
    """The text before the opening mark and after the closing one, no further than the sentence goes."""
    at = bisect_right(sentences, q.start, key=lambda row: row.start) - 1
    low = sentences[at].start if at >= 0 else 0
    low, high = max(low, q.start - WINDOW), min(len(text), q.end + WINDOW)
    before = re.sub(r"[“”„«»‹›‘’‚\"'`]+$", "", text[low : q.start])
    after = re.sub(r"^[“”„«»‹›‘’\"'`]+", "", text[q.end : high])
    return before, re.split(r"(?<=[.!?])\s|\n", after, maxsplit=1)[0]


def _kind(q: Quotation, before: str, after: str, holder: Attribution | None) -> tuple[str, str]:
    """The kind of one quotation and the reason for it."""
    cue = holder.cue.text if holder and holder.cue else ""
    if q.continued:
        return (SPEECH, "goes on from the paragraph before") if holder else (UNATTRIBUTED, "long, no attribution found")
    if why := _slogan(q.text, before, after, cue, bool(holder)):
        return SLOGAN, why
    if why := _name(q, before, after, holder):
        return NAME, why
    if len(q.text.split()) <= FRAGMENT and (BEFORE_TERM.search(before) or AFTER_TERM.search(after)):
        word = re.search(r"(?i)\b(?:word|term|phrase|expression)s?\b[\s,:]*$", before) or AFTER_TERM.search(after)
        if not holder or word:
            return TERM, "a word spoken of as a word"
    fragment = _is_fragment(q.text)
    # "their talk of a “cult”": a few words in what nobody is named for, or nobody says, are the writer's marks.
    spoken = holder and (holder.act == "speech" or holder.source is not None)
    if holder and ((cue and spoken) or not fragment):
        return SPEECH, f"in the content of “{cue}”" if cue else "in the content of an attribution"
    if DISTANCED.search(before):
        return SCARE, f"after “{DISTANCED.search(before).group().strip()}”"
    if fragment:
        return SCARE, "a few words in quotation marks, and no word that reports them"
    return UNATTRIBUTED, "no attribution found"


def _is_fragment(quote: str) -> bool:
    """Whether a quotation is a few words without the end of a sentence."""
    return len(quote.split()) <= FRAGMENT and not quote.rstrip().endswith(STOP)


def _slogan(quote: str, before: str, after: str, cue: str, held: bool) -> str:
    """Why a quotation is a slogan; "" where it is none, as where the crowd that shouts it is its source."""
    if len(quote.split()) > LONGEST_SLOGAN or SHOUTED.search(cue):
        return ""
    noun = BEFORE_SLOGAN.search(before)
    spoken = noun and cue and cue in noun.group()  # "under the banner, Mora said “...”"
    if (noun and not spoken) or AFTER_SLOGAN.search(after):
        return "beside a word such as slogan or banner"
    if not held and (SHOUT.match(quote) or SHOUTED.search(before[-30:])):
        return "shouted, no speaker found"
    return ""


def _name(q: Quotation, before: str, after: str, holder: Attribution | None) -> str:
    """Why a quotation is a name; "" where it is none."""
    weighty = [word for word in WORD.findall(q.text) if word.lower() not in SMALL]
    if not weighty or len(q.text) > 200 or q.text.isupper() or not all(word[0].isupper() for word in weighty):
        return ""
    if _is_headline(before + after):
        return ""  # where every word has a capital, capitals tell nothing
    if re.search(r"(?:^|\s)[A-Z][\w.’'-]+\s$", before) and re.match(r"\s[A-Z][a-z]", after) and len(weighty) < 4:
        return "a nickname between two names"
    spoken = holder and holder.cue
    comma = before.rstrip().endswith(",") or q.text.endswith(",")  # "in a speech, “No”": a comma leads to speech
    if not (spoken and comma) and (BEFORE_NAME.search(before) or AFTER_NAME.search(after)):
        return "capitals, beside a word such as book, event or entitled"
    whole = spoken and all(q.start - 3 <= c.start and c.end <= q.end + 3 for c in holder.content)
    # American printing puts the comma or full stop of the sentence inside: on “State of the Town,” the mayor ...
    stopped = q.text.rstrip().endswith((*STOP, ",")) and (spoken or not WORD.search(before))
    if len(weighty) > 1 and not whole and not stopped:
        return "every word of weight has a capital"
    return ""


def _is_headline(around: str) -> bool:
    """Whether each word of weight around a quotation has a capital."""
    weighty = [word for word in WORD.findall(around) if word.lower() not in SMALL]
    return len(weighty) > 2 and all(word[0].isupper() for word in weighty)
