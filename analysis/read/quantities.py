"""What amounts does a text state, and do two of them agree?

Input is a text; output is its quantities, each an interval with a modifier ("at least"), a unit and an exact span,
and for a pair of them a verdict with its reason. Dates, labels ("Article 5", "COVID-19") and the pronoun "one" are no
quantities. Caution: the unit is found by word lists and endings, without grammar; check it before relying on it.
"""

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

from analysis.read.dates import calendar_spans
from analysis.read.numerals import (
    CODES,
    DASHES,
    ONES,
    ORDINALS,
    PARTS,
    TENS,
    Number,
    Token,
    form,
    glued,
    lexed,
    word_set,
)
from analysis.read.numerals import number_at as numeral_at

_MODIFIERS = {
    "~": "about|around|roughly|approximately|approx|approx.|some|nearly|almost|near|close to"
    "|an estimated|estimated|circa|~|≈|an approximate|approaching|virtually|in the region of"
    "|in the order of|something like|perhaps|maybe",
    ">": "more than|over|above|in excess of|exceeding|greater than|higher than|beyond|exceeded"
    "|exceeds|surpassed|topped|upward of|north of|larger than|longer than|older than|>"
    "|no fewer but more than",
    ">=": "at least|at the very least|no fewer than|no less than|not less than|not fewer than"
    "|a minimum of|upwards of|as few as|as little as|as low as|minimum of|at a minimum|≥|>="
    "|no lower than|not under",
    "<": "fewer than|less than|under|below|short of|smaller than|lower than|shy of|just shy of|<|south of|younger than",
    "<=": "up to|as many as|as much as|as high as|as long as|no more than|not more than|at most"
    "|at the most|a maximum of|maximum of|≤|<=|no higher than|not over|not exceeding|as far as"
    "|capped at",
}
MODIFIERS = {cue: sign for sign, cues in _MODIFIERS.items() for cue in cues.split("|")}
_AFTERTHOUGHTS = {
    ">=": "plus|or more|or above|or over|or higher|or greater|or longer|or older|and over|and above"
    "|and up|at least|at the least|at a minimum|minimum",
    "<=": "or less|or fewer|or under|or below|or lower|or younger|and under|at most|at the most|maximum|tops",
    "~": "or so|odd|or thereabouts|-ish",
}
AFTERTHOUGHTS = {cue: sign for sign, cues in _AFTERTHOUGHTS.items() for cue in cues.split("|")}
AFTERTHOUGHT_STARTS = frozenset(cue.split()[0] for cue in AFTERTHOUGHTS)
FILLERS = word_set("another additional further other just a the approximately some")
CUE_ENDS = FILLERS | {cue.split()[-1] for cue in MODIFIERS}
MULTIPLES = {"doubled": 2, "doubles": 2, "doubling": 2, "tripled": 3, "triples": 3, "tripling": 3, "trebled": 3}
MULTIPLES |= {"quadrupled": 4, "quadrupling": 4, "quintupled": 5, "halved": 0.5, "halving": 0.5, "twice": 2}
MULTIPLES |= {"thrice": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10}

WORD_MONEY = {"dollar": "USD", "euro": "EUR", "ruble": "RUB", "rouble": "RUB", "rupee": "INR", "naira": "NGN"}
WORD_MONEY |= {"yen": "JPY", "yuan": "CNY", "shekel": "ILS", "franc": "CHF", "rial": "IRR", "lira": "TRY"}
MEASURES = word_set(
    "km kilometer kilometre mile m meter metre foot feet ft inch inches yard acre hectare ha kg"
    " kilogram kilo g gram mg pound lb lbs ounce oz ton tonne t mph kph kmh km/h second minute hour hr day"
    " week month year decade century degree degrees inche c f °c °f celsius fahrenheit litre liter gallon barrel cm mm"
    " kw mw gw kwh mwh gwh gb mb tb watt megawatt gigawatt knot point basis-point"
)
GLUED_UNITS = {"C": "C", "F": "F"} | {
    u: u for u in word_set("km kg cm mm mg g lb lbs oz ft mph kph mw kw gw mwh gwh kwh ha")
}
GLUED_UNITS |= {u: u for u in word_set("gb mb tb ml ml l hrs hr min mins yr yrs kt t m")}

# Words that end a noun phrase: function words, frequent verbs.
STOP = word_set(
    "a an the this that these those and or but nor if as at by for from in into of off on onto out over"
    " per than to under up upon via with within without about above across after against along among"
    " around before behind below between beyond despite down during except inside like near outside since"
    " through throughout toward towards until while when where who whom whose which what why how because"
    " so not no yet then there here now also only even still just later ago earlier away apart afterwards"
    " always perhaps besides overseas sometimes alone already is are was were be been being am has have"
    " had having do does did will would can could may might must shall should i he she it we they you him"
    " her us them his hers its their our my your themselves himself itself both each every all any said"
    " say says told tell tells saying died dies lost won rose fell fled took take takes made make makes"
    " went go goes got gets came come comes gave give gives left leave leaves saw see sees knew knows"
    " thinks thought found find finds kept keep keeps began begin begins became become becomes stood stand"
    " stands hit hits held holds met meets paid pays put puts ran runs sent sends set sat shot shows"
    " showed spent spends wrote writes broke brought built bought caught chose cut drew drove felt fought"
    " forgot grew hid hurt laid led lay lent let meant read rode sang sold shook sank slept spoke stole"
    " struck swept swam taught thrown threw understood wore lives lacks works needs wants faces remains"
    " relies uses depends supports opposes believes means covers includes contains seems appears yes more"
    " less fewer most much many however although though unless whether amid versus vs compared including"
    " according following depending regarding annually daily weekly monthly yearly"
)
IRREGULAR = word_set(
    "people men women children police troops staff personnel cattle fish sheep aircraft species series"
    " media data dead wounded injured missing feet teeth mice geese others seats crew clergy youth"
    " infantry gentlemen policemen policewomen servicemen fishermen firemen businessmen spokesmen lawmen"
    " congressmen congresswomen countrymen gunmen workmen militiamen grandchildren schoolchildren"
    " schoolgirls spacecraft deer offspring criteria phenomena percent livestock helicopter poultry"
) - {"helicopter"}
NOT_PLURAL = word_set(
    "us is was has as his its this thus yes plus gas bus virus coronavirus campus census status bonus"
    " chaos crisis analysis basis press congress news previous various religious serious dangerous"
    " anonymous famous indigenous sports sales arms human-rights alias politics economics bias lens atlas"
    " canvas surplus christmas texas hamas straight mass class business wireless homeless unless across"
    " perhaps nonetheless consensus chorus versus"
)
# Words before a number that name what follows only in general terms.
NO_UNIT = word_set(
    "it he she they we i you this that these those which who figure figures number numbers total estimate"
    " count sum one ones there what maximum minimum average record him her them all both value amount"
    " tally by in at level"
)
LEVEL_VERBS = word_set(
    "rose rise rises risen rising climbed climbs climbing climb fell fall falls fallen falling dropped"
    " drop drops reached reaches reach reaching hit hits stood stands stand estimated jumped jumps grew"
    " grow grows grown surged soared declined decreased increased increases increase slipped passed topped"
    " surpassed exceeded exceeds totalled totaled totalling totaling numbered was were is are be been put"
    " doubled tripled trebled quadrupled halved shrank plunged slid went gone averaged averages remained"
    " remains edged dipped swelled ballooned raised cut lowered reduced up down counted recorded tallied"
    " decline plummeted shrunk approached neared doubling dwindled expanded"
)
AUXILIARIES = word_set(
    "was were is are be been being has have had will would could may might must also now then since just"
    " already currently later further again more than nearly almost only once still all ever not roughly"
    " about fully sharply officially reportedly subsequently so never even steadily quickly gone"
)
PREPOSITIONS = word_set("in of from for on at among across between during since inside near under with to after")
WHOLES = word_set("number numbers total share percentage proportion count amount value rate tally")
CHANGES = word_set(
    "rose rise rises risen rising fell fall falls fallen increased increase increases cut reduced dropped"
    " drop grew grow grown up down raised raise lowered lower declined decline jumped climbed went go"
    " slipped shrank surged soared jump changed change slashed expanded moved halved doubled improved"
    " plunged dipped swelled boosted widened narrowed"
)
SPREADS = word_set("anywhere ranging range ranges ranged anything between varied varies vary estimates")
PERIODS = word_set("hours days nights weeks months years decades centuries seasons minutes weekends generations")
LASTING = word_set(
    "for lasted lasting took takes taken spent spend just well spanning waited after was is been with of a aged"
)
SCORE_WORDS = word_set(
    "vote votes voted voting won win wins lost lose beat beating defeat defeated victory draw drew tie"
    " tied passed approved rejected led lead leading trailing trailed score ruling ruled decision"
    " defeating winning majority motion failed"
)
LABELS = word_set(
    "article articles section sections resolution page pages chapter chapters room flight route highway"
    " channel platform version act figure table day phase level area title paragraph item apollo boeing"
    " airbus number no no. nos nos. hb sb hr h.r. hjr ab bill interstate vol vol. volume issue grade"
    " iphone windows formula category verse unit rule order amendment proposition prop district ward zone"
    " line track gate lot exhibit schedule clause annex protocol covid # pp p. fig. note bowl earmark pier"
    " group big gang class type ipad playstation ps xbox"
)
EMERGENCY, CALLS = word_set("911 999 112"), word_set("call calls called calling dial dialed told")
SINGULARS = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
}
SPELLINGS = {"kilometre": "km", "kilometer": "km", "metre": "m", "meter": "m", "tonne": "ton", "kilogram": "kg"}
SPELLINGS |= {"kilo": "kg", "hr": "hour", "inche": "inch", "litre": "liter", "sq": "square"}
LENGTHS = word_set("wide tall long high deep race sprint dash freestyle hurdles relay butterfly away apart")
COMPARATIVES = word_set("as more the that")
CLOCKS = word_set("am pm a.m. p.m. gmt utc o'clock o’clock")
ONE_STOP = word_set("day thing side way time point hand reason another such") | STOP


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text.

    `text == source[start:end]` is the number with currency sign, scale word and percent sign, without modifier and unit
    noun. `low` and `high` are the number as written (a score keeps its order); `modifier` is one of "=", "~", ">",
    ">=", "<", "<=", "range", "score", "x" (multiples) and "ord" (ordinals), `cue` the words that said so. `unit` is
    "%", a currency code, or the noun in lower case; `head` is the noun a percentage is of; `kind` is "count",
    "percent", "money", "measure", "fraction", "multiple", "ordinal" or "score".
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    modifier: str
    unit: str
    kind: str
    head: str = ""
    cue: str = ""


class _Reading(NamedTuple):
    """A number on its way to a quantity: tokens `first` to `last` (end exclusive) and what is known of it."""

    first: int
    last: int
    low: float
    high: float
    modifier: str = "="
    unit: str = ""
    kind: str = "count"
    head: str = ""
    cue: str = ""


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order and without overlap.

    >>> [(q.text, q.low, q.modifier, q.unit) for q in quantities("At least 7,200 people lost $2.5bn in 2020.")]
    [('7,200', 7200.0, '>=', 'people'), ('$2.5bn', 2500000000.0, '=', 'USD')]
    >>> [(q.low, q.high, q.modifier, q.unit) for q in quantities("The toll rose to between 70 and 90.")]
    [(70.0, 90.0, 'range', 'toll')]
    """
    t = _undated(text, lexed(text))
    found: list[Quantity] = []
    i = barred = 0
    while i < len(t):
        readings, i, labelled = _readings(text, t, i, barred)
        barred = i if labelled else barred
        for r in readings:
            start, end = t[r.first].start, t[r.last - 1].end
            found.append(
                Quantity(start, end, text[start:end], r.low, r.high, r.modifier, r.unit, r.kind, r.head, r.cue)
            )
    return tuple(found)


def _undated(text: str, t: list[Token]) -> list[Token]:
    """The tokens, those that belong to a date marked as such."""
    spans = calendar_spans(text)
    marked, n = [], 0
    for token in t:
        while n < len(spans) and spans[n].end <= token.start:
            n += 1
        inside = n < len(spans) and spans[n].start < token.end
        marked.append(token._replace(kind="date") if inside else token)
    return marked


def _readings(text: str, t: list[Token], i: int, barred: int) -> tuple[list[_Reading], int, bool]:
    """The readings that begin at token `i`, the token to go on from, and whether a label was passed over."""
    if t[i].kind not in ("number", "currency", "fraction", "word"):
        return [], i + 1, False
    number = numeral_at(t, i)
    single = _multiple(t, i, number) or _none_of(t, i) or _ordinal(t, i)
    if single:
        return [single], single.last, False
    if number is None:
        return [], i + 1, False
    ratio = _ratio(t, number)
    if ratio:
        return [_finished(t, ratio)], ratio.last, False
    number, unit, last = _with_unit(t, number)
    label = _is_label(text, t, number, unit, barred)
    if label:
        return [], i + 1 if number.style == "fraction" else last, label == "label"
    pair = _pair(t, number, unit, last)
    if pair:
        return pair, pair[-1].last, False
    reading = _finished(t, _reading(t, number, unit, last))
    if _is_pronoun(t, number, reading):
        return [], number.last, False
    return [reading], last, False


def _reading(t: list[Token], number: Number, unit: str, last: int) -> _Reading:
    kind = "money" if number.currency else "percent" if unit.startswith(("%", "percentage", "basis")) else number.style
    modifier = "range" if number.style == "vague" and number.high > number.low else "="
    low, high = number.low, number.high
    if _is_negative(t, number.first):
        low, high = -high, -low
        number = number._replace(first=number.first - 1)
    return _Reading(number.first, last, low, high, modifier, number.currency or unit, kind.replace("vague", "count"))


def _is_negative(t: list[Token], i: int) -> bool:
    if form(t, i - 1) == "minus":
        return True
    free = i < 2 or (not glued(t, i - 1) or t[i - 2].form in "([")
    return form(t, i - 1) in DASHES and glued(t, i) and free and t[i].kind != "word" and not _is_amount(t, i - 2)


def _is_amount(t: list[Token], i: int) -> bool:
    return 0 <= i < len(t) and t[i].kind in ("number", "label", "date")


def _with_unit(t: list[Token], number: Number) -> tuple[Number, str, int]:
    """The number with the percent sign, currency or glued unit that follows it, and the token after."""
    j = number.last
    dash = j + 1 if form(t, j) in DASHES and glued(t, j) and glued(t, j + 1) else j
    word = form(t, dash)
    if word in ("%", "percent", "pct") or (word == "pc" and glued(t, j)):
        points = form(t, dash + 1).startswith("point")
        return number, "percentage points" if points else "%", dash + 1
    if word == "per" and form(t, dash + 1) == "cent":
        return number, "%", dash + 2
    if word == "percentage" and form(t, dash + 1) in ("point", "points"):
        return number, "percentage points", j
    if word == "basis" and form(t, dash + 1).startswith("point"):
        return number, "basis points", j
    if number.currency:
        return number, number.currency, j
    word = form(t, dash + 1) if word == "of" and number.style == "vague" else word
    dash = dash + 1 if word != form(t, dash) else dash
    here = dash + 1 if word in ("us", "u.s.", "american", "canadian", "australian") else dash
    coin = form(t, here).removesuffix("s")
    raw = t[dash].raw if dash < len(t) else ""
    if coin in WORD_MONEY or raw in CODES or (number.scale > 12 and coin in ("pound", "pounds")):
        number = number._replace(currency=raw if raw in CODES else WORD_MONEY.get(coin, "GBP"))
        return number, number.currency, j
    if form(t, j) == "°":
        return number, t[j + 1].raw if glued(t, j + 1) and form(t, j + 1) in ("c", "f") else "degrees", j
    if word in ("degree", "degrees") and form(t, dash + 1) in ("celsius", "fahrenheit", "c", "f"):
        return number, t[dash + 1].form[0].upper(), j
    if number.digits and glued(t, j) and raw and t[j].kind == "word":
        return number, GLUED_UNITS.get(raw if len(raw) == 1 else raw.lower(), ""), j
    if number.digits and number.scale == 1e6 and form(t, j - 1) == "m" and word in LENGTHS:
        return number._replace(low=number.low / 1e6, high=number.high / 1e6, last=j), "m", j
    return number, "", j


def _is_label(text: str, t: list[Token], number: Number, unit: str, barred: int) -> str:
    """Why the number is no amount: "label" for a name or numbering, "clock" for a time, "" if it is one."""
    i, j = number.first, number.last
    before, after = form(t, i - 1), form(t, j)
    if number.currency or unit.startswith("%"):
        return ""
    if number.digits and glued(t, j) and j < len(t):
        if t[j].form in ("am", "pm", "a.m.", "p.m.", "hrs") or re.fullmatch(r"[ap]m\w*", t[j].form):
            return "clock"
        if t[j].form in ("@", "/", "_", "\\") or (t[j].kind == "word" and not unit):
            return "label"
    joined = after in ("to", "and", *DASHES) and form(t, j + 2) in CLOCKS
    if joined or after in ("am", "pm", "a.m.", "p.m.", "a.m", "p.m", "gmt", "utc", "o'clock", "o’clock", "bst", "est"):
        return "clock"
    if (
        number.digits
        and glued(t, i)
        and i > 0
        and (t[i - 1].kind in ("word", "label", "number") or before in "#@_/&=.")
    ):
        return "label"
    if before in DASHES and glued(t, i) and i > 1 and glued(t, i - 1) and t[i - 2].kind in ("word", "date", "label"):
        return "label"
    if before == "[" and after == "]" and number.digits:
        return "label"
    listed = after in (".", ")") and number.digits and number.low < 100 and _opens_line(text, t, i)
    if listed and (t[j].end == len(text) or text[t[j].end].isspace()):
        return "label"
    if number.style == "fraction":
        return "label" if _is_no_fraction(t, number) else ""
    return "label" if _is_name(text, t, number, unit, barred) else ""


def _is_no_fraction(t: list[Token], number: Number) -> bool:
    i, before = number.first, form(t, number.first - 1)
    last = form(t, number.last - 1)
    singular = last in PARTS and number.last - i == 2 and form(t, i) == "a" and last not in ("half", "quarter")
    if singular and form(t, number.last) != "of":
        following = number.last < len(t) and t[number.last].kind == "word" and form(t, number.last) not in STOP
        return following and not _plural(t, number.last)
    if t[i].form == "half":
        return before in ORDINALS or before in ("first", "latter", "other", "better", "last", "final", "top", "bottom")
    return False


def _opens_line(text: str, t: list[Token], i: int) -> bool:
    """Whether only white space or a bracket stands before token `i` on its line."""
    start = t[i - 1].start if i > 0 and t[i - 1].form == "(" else t[i].start
    return not text[max(text.rfind("\n", max(0, start - 80), start) + 1, start - 80) : start].strip()


def _is_name(text: str, t: list[Token], number: Number, unit: str, barred: int) -> bool:
    """Whether the number is part of a name or a numbering: "Article 5", "HB 97", "Nine West", "call 911"."""
    i, j = number.first, number.last
    before, after = form(t, i - 1), form(t, j)
    opening = i == 0 or t[i - 1].form in ".?!:;\"“”'‘([—–-" or "\n" in text[t[i - 1].end : t[i].start]
    if not number.digits:
        if form(t, i - 1) == "of" and form(t, i - 2) in ("group", "gang", "big") and t[i].raw[0].isupper():
            return True
        small = j == i + 1 and t[i].raw[0].isupper() and not opening
        return before == "number" or (small and j < len(t) and t[j].raw[0].isupper() and not _plural(t, j))
    if form(t, i - 1) in LABELS or (before == "." and form(t, i - 2) in ("no", "nos", "vol", "fig", "p", "pp")):
        return number.scale == 1 and "," not in t[i].form
    if before == "of" and form(t, i - 2) == "group" and t[i - 2].raw[0].isupper():
        return True
    if barred and barred == i - 1 and before in ("and", "or", ",", "to", *DASHES) and not unit:
        return not _noun_after(t, j, many=True)[0]
    plain = number.scale == 1 and t[i].form.isdigit()
    if t[i].form in EMERGENCY and (after.startswith("call") or before in CALLS):
        return True
    if after in DASHES and glued(t, j) and glued(t, j + 1) and j + 1 < len(t) and t[j + 1].raw[0].isupper():
        return t[j + 1].kind == "word" and plain
    named = i > 0 and t[i - 1].kind == "word" and t[i - 1].raw[0].isupper() and before not in STOP
    named = named and before not in MODIFIERS and before not in FILLERS
    if plain and named and not unit and not (i > 1 and t[i - 2].form in ",.") and i > 1:
        return not _noun_after(t, j, many=True)[0] and form(t, j) not in (
            *DASHES,
            "of",
            "to",
            "or",
            "more",
            "in",
            "out",
        )
    return False


def _multiple(t: list[Token], i: int, number: Number | None) -> _Reading | None:
    """Doubled, twice as many, three times higher, five-fold."""
    value, j = MULTIPLES.get(t[i].form), i + 1
    if value is None:
        if number is None or number.currency:
            return None
        j, value = number.last, number.high
        word = form(t, j + 1) if form(t, j) in DASHES else form(t, j)
        if word in ("fold", "times"):
            j += 2 if form(t, j) in DASHES else 1
            if word == "times" and not _is_comparative(t, j):
                return None
        else:
            return None
    elif t[i].form == "twice" and form(t, j) not in ("as", "the", "its", "their", "that", "his", "her", "what"):
        return None
    k = j
    if form(t, j) == "as":
        k = j + 2
    elif form(t, j) in ("the", "its", "their", "his", "her", "more"):
        k = j + 1
    unit = _noun_after(t, k, many=True)[0] if form(t, j) != "since" else ""
    if not unit and form(t, j) in ("the", "its", "their", "his", "her"):
        unit = _noun_after(t, k, many=False)[0]
    _, cue, at = _modifier_before(t, i)
    unit = unit or _noun_before(t, at, bare=True)
    return _Reading(i, j, float(value), float(value), "x", unit, "multiple", "", cue)


def _is_comparative(t: list[Token], j: int) -> bool:
    word = form(t, j)
    return word in COMPARATIVES or (word.endswith("er") and word not in ("after", "over", "under", "per", "ever"))


def _none_of(t: list[Token], i: int) -> _Reading | None:
    """Zero: "not one of the 12 ships", "not a single ship", "none of the 12"."""
    if t[i].form == "not" and form(t, i + 1) == "one" and form(t, i + 2) not in STOP - {"of"}:
        last, after = i + 2, i + 2
    elif t[i].form == "not" and form(t, i + 1) == "a" and form(t, i + 2) == "single":
        last, after = i + 3, i + 3
    elif t[i].form == "none" and form(t, i + 1) == "of" and numeral_at(t, i + 3):
        last, after = i + 1, i + 1
    else:
        return None
    return _Reading(i, last, 0.0, 0.0, unit=_noun_after(t, after, many=form(t, after) == "of")[0])


def _ordinal(t: list[Token], i: int) -> _Reading | None:
    """An 11th round, the third attempt; "second" as a time, names ("Third Reich") and days are passed over."""
    j, word = i + 1, t[i].form
    if t[i].kind == "number" and word.isdigit() and len(word) < 6:
        if not glued(t, j) or form(t, j) not in ("st", "nd", "rd", "th"):
            return None
        value, j = float(word), j + 1
        if form(t, i - 1) == "the" and form(t, i - 2) in ("on", "by", "until") and form(t, j) in (*STOP, ".", ","):
            return None
    else:
        tens = word in TENS and form(t, i + 1) in DASHES
        if tens and form(t, i + 2) in (*ORDINALS, "first"):
            value, j = float(TENS[word] + ORDINALS.get(form(t, i + 2), 1)), i + 3
        elif word in ORDINALS and t[i].raw.islower() and form(t, i - 1) not in (*ONES, *DASHES):
            value = float(ORDINALS[word])
        else:
            return None
        if form(t, i - 1) in ("a", "per", "split", "last") and form(t, j) in (*STOP, *".,;:%"):
            return None
        if j >= len(t) or t[j].kind not in ("word", "mark") or form(t, j) in STOP or t[j].raw[0] in ".,;:)?!":
            return None
        if t[j].raw[0].isupper() or form(t, j) in (
            "half",
            "hand",
            "party",
            "place",
            "person",
            "thought",
            "quarter",
            "degree",
        ):
            return None
    j_noun = j + 2 if form(t, j) in DASHES and glued(t, j) else j
    return _Reading(i, j, value, value, "ord", _noun_after(t, j_noun, many=False)[0], "ordinal")


def _ratio(t: list[Token], number: Number) -> _Reading | None:
    """A share said as "one in five", "two out of three", "three in every ten"."""
    j, out = number.last, False
    if number.low != int(number.low) or number.currency or number.low < 1:
        return None
    if form(t, j) == "out" and form(t, j + 1) == "of":
        j, out = j + 2, True
    elif form(t, j) == "in":
        j += 1
    else:
        return None
    every = form(t, j) in ("every", "each")
    whole = numeral_at(t, j + 1 if every else j)
    if whole is None or whole.currency or whole.style != "count" or not number.low < whole.low == int(whole.low):
        return None
    unit = _noun_after(t, whole.last, many=True)[0]
    if not (every or out or whole.low % 5 == 0 or whole.low < 10 or whole.low == 12):
        return None
    if (unit.rstrip("s") in MEASURES or form(t, whole.last) in DASHES) and not every:
        return None
    if not unit:
        unit = _noun_after(t, whole.last, many=False)[0]
    share = number.low / whole.low
    return _Reading(number.first, whole.last, share, share, unit=unit, kind="fraction")


def _pair(t: list[Token], a: Number, unit: str, last: int) -> list[_Reading] | None:
    """A range, a score, or the two ends of a change, if a second number follows the first one directly."""
    if glued(t, last) and form(t, last) in (unit, unit.lower()) and unit:
        last += 1
    joint = form(t, last)
    lead = _modifier_before(t, a.first)[2]
    between = form(t, lead - 1) == "between"
    dashed = joint in DASHES and glued(t, last) == glued(t, last + 1)
    if not (dashed or joint in ("to", "or") or (joint == "and" and between)):
        return None
    k = last + 1
    while k < len(t) and (form(t, k) in MODIFIERS and form(t, k) not in ("near",)) and joint != "or":
        k += 1
    b = numeral_at(t, k)
    if b is None or b.style not in ("count", "fraction") or a.style not in ("count", "fraction", "vague"):
        return None
    b, unit_b, end = _with_unit(t, b)
    if form(t, b.last) in ("st", "nd", "rd", "th") and glued(t, b.last):
        return None
    if b.scale > 1 and a.scale == 1 and a.low < 1000 and a.low <= b.low / b.scale and (a.digits == b.digits):
        a = a._replace(low=a.low * b.scale, high=a.high * b.scale)
    a = a._replace(currency=a.currency or (b.currency if not unit else ""))
    b = b._replace(currency=b.currency or (a.currency if not unit_b else ""))
    unit = unit or unit_b
    if unit_b and unit_b != unit:
        return None
    if _is_score(t, a, b, unit, joint):
        if a.low > 9999 or b.low > 9999:
            return None
        return [_Reading(a.first, end, a.low, b.low, "score", "", "score")]
    one, two = _reading(t, a, unit, last), _reading(t, b, unit, end)
    if two.first < k and joint in DASHES:
        two = _reading(t, b, unit, end)._replace(low=b.low, high=b.high, first=b.first)
    changing = joint == "to" and form(t, lead - 1) == "from" and _has_before(t, lead - 1, CHANGES, 14)
    if changing and form(t, lead - 2) not in SPREADS:
        two = _finished(t, two)
        return [_finished(t, one)._replace(unit=two.unit, head=two.head, kind=two.kind), two]
    if not one.low < two.high or (joint == "or" and (two.low > 3 * one.low or one.kind == "money")):
        return None
    whole = two._replace(first=one.first, low=one.low, modifier="range")
    return [_finished(t, whole, lead - 1 if between or form(t, lead - 1) == "from" else None)]


def _is_score(t: list[Token], a: Number, b: Number, unit: str, joint: str) -> bool:
    plain = not unit and a.low == int(a.low) and b.low == int(b.low) and a.style == b.style == "count"
    if not plain or joint in ("or", "and") or a.currency or b.currency or a.scale != 1 or b.scale != 1:
        return False
    told = _has_before(t, a.first, SCORE_WORDS, 5) or any(form(t, b.last + n) in SCORE_WORDS for n in range(5))
    if joint == "to":
        return told and max(a.low, b.low) < 1000 and not _noun_after(t, b.last, many=True)[0]
    return a.low >= b.low or (told and _noun_after(t, b.last, many=True)[0].removesuffix("s") not in MEASURES)


def _has_before(t: list[Token], i: int, words: frozenset[str], reach: int) -> bool:
    for k in range(i - 1, max(-1, i - 1 - reach), -1):
        if t[k].form in words:
            return True
        if t[k].form in (".", ";", ":"):
            return False
    return False


def _modifier_before(t: list[Token], i: int) -> tuple[str, str, int]:
    """The modifier that ends just before token `i`, its words, and the token where it starts."""
    if form(t, i - 1) in DASHES and _is_negative(t, i):
        i -= 1
    if form(t, i - 1) not in CUE_ENDS:
        return "=", "", i
    for skipped in (0, 1):
        if skipped and form(t, i - 1) not in FILLERS:
            break
        end = i - skipped
        for length in (4, 3, 2, 1):
            if end - length < 0:
                continue
            cue = " ".join(token.form for token in t[end - length : end])
            if cue in MODIFIERS and not (
                skipped and cue in ("over", "above", "below", "under", "near", "about", "around")
            ):
                if cue == "over" and _is_while(t, end - length, i):
                    continue
                return MODIFIERS[cue], cue, end - length
    return "=", "", i


def _is_while(t: list[Token], over: int, i: int) -> bool:
    """Whether "over" means "in the course of": "over two nights", but not "lasted over two hours"."""
    number = numeral_at(t, i)
    noun = _noun_after(t, number.last, many=True)[0] if number else ""
    return noun in PERIODS and form(t, over - 1) not in LASTING


def _afterthought(t: list[Token], j: int) -> tuple[str, str]:
    """The modifier that follows: "100+", "1,200-plus", "six or more", "six people at least"."""
    k = j + 1 if form(t, j) in DASHES and glued(t, j) and form(t, j + 1) in ("plus", "odd", "ish") else j
    if form(t, j) == "+" and glued(t, j):
        return ">=", "+"
    if form(t, k) not in AFTERTHOUGHT_STARTS:
        return "", ""
    for length in (3, 2, 1):
        cue = " ".join(token.form for token in t[k : k + length])
        if cue in AFTERTHOUGHTS and (cue not in ("plus", "odd") or k > j or cue == "odd"):
            return AFTERTHOUGHTS[cue], cue
    return "", ""


def _finished(t: list[Token], reading: _Reading, lead: int | None = None) -> _Reading:
    """The reading with its modifier and unit noun."""
    modifier, cue, at = _modifier_before(t, reading.first)
    noun, after = _noun_after(t, reading.last, many=reading.high != 1 and reading.kind != "fraction")
    if not cue:
        modifier, cue = _afterthought(t, reading.last)
        if not cue and noun:
            modifier, cue = _afterthought(t, after)
    if form(t, at - 1) in ("no", "not") and modifier in (">", "<"):
        modifier, cue, at = {">": "<=", "<": ">="}[modifier], f"{t[at - 1].form} {cue}", at - 1
    if reading.modifier == "=":
        reading = reading._replace(modifier=modifier or "=")
    at = lead if lead is not None else at
    if reading.unit:
        head = noun if reading.kind == "percent" else ""
        kind = "measure" if reading.kind == "count" and reading.unit.lower() in MEASURES else reading.kind
        return reading._replace(kind=kind, cue=cue, head=head)
    unit = noun or _noun_before(t, at)
    kind = "measure" if reading.kind == "count" and unit.removesuffix("s").split(" ")[-1] in MEASURES else reading.kind
    return reading._replace(unit=unit, kind=kind, cue=cue)


def _is_pronoun(t: list[Token], number: Number, reading: _Reading) -> bool:
    """Whether "one" or "the two" only stands for somebody already named."""
    i, j = number.first, number.last
    before, after = form(t, i - 1), form(t, j)
    if number.digits or number.style != "count":
        return False
    if t[i].form in ("zero",) and not reading.unit:
        return True
    if before in ("the", "these", "those", "all", "other") and j == i + 1 and not _noun_after(t, j, many=True)[0]:
        return after not in DASHES
    if number.low != 1 or t[i].form != "one" or j > i + 1:
        return False
    if reading.cue:
        return False
    if before in ("killing", "wounding", "injuring", "killed", "wounded", "injured", "leaving", "lost"):
        return False
    if after in DASHES and glued(t, j):
        return before in ("no", "any", "every") or form(t, j + 1) in ("time", "off", "on", "sided")
    if before in ("no", "this", "that", "any", "every", "each", "which", "another", "the", "some"):
        return True
    singular = j < len(t) and t[j].kind == "word" and after not in ONE_STOP and not after.endswith(("ed", "'s", "’s"))
    return not singular or _plural(t, j) or t[j].raw[0].isupper()


def _plural(t: list[Token], k: int) -> bool:
    word = form(t, k)
    if word in IRREGULAR:
        return True
    ends = word.endswith("s") and not word.endswith(("ss", "us", "sis", "'s", "’s"))
    return ends and len(word) > 2 and word not in NOT_PLURAL and word not in STOP and not t[k].raw.isupper()


def _noun_after(t: list[Token], j: int, *, many: bool) -> tuple[str, int]:
    """The noun counted by a number that ends before token `j`, and the token after that noun.

    `many` asks for a plural; else the last noun before the phrase ends will do ("the aid budget").
    """
    if form(t, j) in DASHES and glued(t, j) and glued(t, j + 1) and form(t, j + 1) not in ("plus", "odd", "strong"):
        return (t[j + 1].form, j + 2) if j + 1 < len(t) and t[j + 1].kind == "word" else ("", j)
    strong = "strong" in (form(t, j), form(t, j + 1)) and not form(t, j).isalpha()
    while form(t, j) in ("+", "-", "plus", "odd", "strong", "more", "further", "or", "so"):
        if form(t, j) == "or" and form(t, j + 1) not in ("more", "so", "fewer", "less"):
            break
        j += 1
    partitive = form(t, j) == "of"
    j = j + 1 if partitive or (form(t, j) in ("the", "its", "their", "his", "her", "our", "all") and not many) else j
    while partitive and (
        form(t, j) in ("the", "its", "their", "his", "her", "our", "my", "these", "those", "all", "your")
    ):
        j += 1
    if partitive:
        inner = numeral_at(t, j)
        j = inner.last if inner and not inner.currency else j
    return _phrase_head(t, j, many=many and not partitive and not strong, plural_first=many or partitive)


def _phrase_head(t: list[Token], j: int, *, many: bool, plural_first: bool) -> tuple[str, int]:
    single, after = "", j
    for k in range(j, min(j + 8, len(t))):
        word, kind = t[k].form, t[k].kind
        if (kind == "mark" and word in "-‐‑'’\"“”‘" and k > j) or (word in '"“‘' and k == j):
            if word in DASHES or word in '"“‘':
                continue
            break
        if kind == "word" and word.endswith(("'s", "’s")) and single + word:
            single = ""
            continue
        if many and single and word in ("and", "or") and form(t, k + 1) not in STOP:
            continue
        named = t[k].raw == "US"
        if kind != "word" or (word in STOP and not named) or (len(word) < 2 and word not in MEASURES):
            break
        if _plural(t, k):
            if single and not plural_first:
                break
            while _plural(t, k + 1) and form(t, k + 1) not in IRREGULAR - {"people", "men", "women", "police"}:
                k += 1
            return _with_power(t, k), k + 1
        if single and word.endswith(("ed", "ing")) and len(word) > 4 and not plural_first:
            break
        if not word.endswith("ly"):
            single, after = word, k + 1
        if word in MEASURES:
            return _with_power(t, k), k + 1
    return ("", j) if many else (single, after)


def _with_power(t: list[Token], k: int) -> str:
    """The noun at token `k`, with "square" or "cubic" before it."""
    power = {"square": "square ", "sq": "square ", "cubic": "cubic "}.get(form(t, k - 1), "")
    return power + t[k].form


def _noun_before(t: list[Token], i: int, *, bare: bool = False) -> str:
    """The noun that a closing number belongs to: "the toll rose to", "a population of", "casualties were put at"."""
    k = i - 1
    if form(t, k) in ("age", "ages"):
        return "age"
    while form(t, k) in ("a", "an", "the", "record", "only", "total", "just", "between", "high"):
        k -= 1
    if form(t, k) == "of":
        word = form(t, k - 1)
        named = k > 0 and t[k - 1].kind == "word" and word not in STOP and word not in NO_UNIT
        return word if named else ""
    if form(t, k) in ("to", "at", "by", "from", "as"):
        k -= 1
    if bare:
        k += 1
    elif form(t, k) not in LEVEL_VERBS:
        return ""
    while form(t, k) in LEVEL_VERBS | AUXILIARIES or k == i:
        k -= 1
    for m in range(k - 1, max(-1, k - 6), -1):
        if form(t, m) == "of" and form(t, m - 1) in WHOLES:
            k = k if _is_subject(t, k) else m + 1
            break
        if form(t, m) in PREPOSITIONS and m > 0 and t[m - 1].kind == "word":
            k = m - 1
            continue
        if t[m].kind != "word":
            break
    return t[k].form if _is_subject(t, k) else ""


def _is_subject(t: list[Token], k: int) -> bool:
    if not 0 <= k < len(t) or t[k].kind != "word" or t[k].form in NO_UNIT or t[k].form in STOP:
        return False
    return t[k].raw.islower() or (_plural(t, k)) or t[k].form in ("turnout", "inflation", "unemployment", "population")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two quantities say of each other.

    `verdict` is "equal", "compatible", "overlaps", "differs", "unit differs" or "as-of differs"; `reason` is a plain
    sentence; `factor` (at least 1) says how many times the larger is of the smaller where they differ, else None.
    """

    verdict: str
    reason: str
    factor: float | None


def comparison(
    a: Quantity,
    b: Quantity,
    *,
    same_unit: bool | None = None,
    tolerance: float = 0.1,
    as_of: tuple[object, object] | None = None,
) -> Comparison:
    """Whether two quantities agree, with a reason.

    Equal numbers agree whatever their modifiers. Else the intervals are compared: "at least" has no upper end, "about"
    reaches `tolerance` to both sides. The verdict is the same whichever quantity comes first.

    Parameters
    ----------
    same_unit : True or False where the caller knows; None compares the units as read (a missing unit fits any).
    tolerance : the share by which "about" may be off, from 0 to below 1.
    as_of : the dates (`date`, or anything with `first` and `last`) for which the two hold; None for unknown.

    >>> one, = quantities("at least 304 dead")
    >>> two, = quantities("1,500 dead")
    >>> comparison(one, two).verdict, comparison(one, two).reason
    ('compatible', 'at least 304 is compatible with 1,500')
    >>> one, = quantities("30,000 killed")
    >>> two, = quantities("about 5,000 killed")
    >>> comparison(one, two).reason
    '30,000 is 6 times about 5,000'
    """
    if same_unit is False or (same_unit is None and not _same_unit(a, b)):
        return Comparison("unit differs", f"{_said(a)} and {_said(b)} count different things", None)
    factor = _percent_factor(a, b)
    low_a, high_a = a.low * factor[0], a.high * factor[0]
    low_b, high_b = b.low * factor[1], b.high * factor[1]
    if math.isclose(low_a, low_b) and math.isclose(high_a, high_b):
        return Comparison("equal", f"{_said(a)} and {_said(b)} state the same number", None)
    one = _interval(low_a, high_a, a.modifier, tolerance)
    two = _interval(low_b, high_b, b.modifier, tolerance)
    if "score" not in (a.modifier, b.modifier) and max(one[0], two[0]) <= min(one[1], two[1]):
        nested = (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])
        if nested or "range" not in (a.modifier, b.modifier):
            return Comparison("compatible", f"{_said(a)} is compatible with {_said(b)}", None)
        return Comparison("overlaps", f"{_said(a)} overlaps {_said(b)}", None)
    if as_of is not None and _apart(*as_of):
        return Comparison("as-of differs", f"{_said(a)} and {_said(b)} hold for different dates", None)
    return _difference(a, b, (low_a, high_a), (low_b, high_b))


def _difference(a: Quantity, b: Quantity, one: tuple[float, float], two: tuple[float, float]) -> Comparison:
    """The verdict "differs", told as a multiple, or as a percentage where the two are close."""
    if a.modifier == "score" or b.modifier == "score":
        return Comparison("differs", f"{_said(a)} is not {_said(b)}", None)
    (large, top), (small, bottom) = sorted(((a, one), (b, two)), key=lambda pair: (pair[1], pair[0].text), reverse=True)
    # The nearest ends: a range is compared by the end that faces the other number.
    over, under = (top[0], bottom[1]) if top[0] > bottom[1] else (top[1], bottom[0])
    if under <= 0 or over <= under:
        return Comparison("differs", f"{_said(large)} is not {_said(small)}", None)
    factor = over / under
    if factor >= 1.95:
        return Comparison("differs", f"{_said(large)} is {_short(factor)} times {_said(small)}", factor)
    return Comparison("differs", f"{_said(large)} is {_short(100 * factor - 100)} % above {_said(small)}", factor)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or abs(value - round(value)) < 0.05 else f"{value:.1f}"


def _said(q: Quantity) -> str:
    """The quantity as the text has it, with its modifier and a percent word."""
    if not q.cue or q.modifier in ("range", "x", "ord"):
        return q.text
    after = q.cue == "+" or (q.cue in AFTERTHOUGHTS and q.cue not in MODIFIERS)
    return f"{q.text} {q.cue}" if after else f"{q.cue} {q.text}"


def _interval(low: float, high: float, modifier: str, tolerance: float) -> tuple[float, float]:
    """The closed interval of values that a modifier allows."""
    if modifier == "~":
        spread = tolerance * max(abs(low), abs(high))
        return low - spread, high + spread
    if modifier in (">", ">="):
        return (math.nextafter(low, math.inf) if modifier == ">" else low), math.inf
    if modifier in ("<", "<="):
        return -math.inf, (math.nextafter(high, -math.inf) if modifier == "<" else high)
    return low, high


def _apart(one: object, two: object) -> bool:
    """Whether two dates or date spans have no day in common."""
    if one is None or two is None:
        return False
    first, last = getattr(one, "first", one), getattr(one, "last", one)
    return not (first <= getattr(two, "last", two) and getattr(two, "first", two) <= last)


def _percent_factor(a: Quantity, b: Quantity) -> tuple[float, float]:
    """100 for a fraction that is compared with a percentage, so that "half" equals "50 %"."""
    kinds = {a.kind, b.kind}
    if kinds == {"percent", "fraction"}:
        return (100.0, 1.0) if a.kind == "fraction" else (1.0, 100.0)
    return 1.0, 1.0


def _same_unit(a: Quantity, b: Quantity) -> bool:
    kinds = {a.kind, b.kind}
    if kinds == {"percent", "fraction"}:
        return "%" in (a.unit, b.unit)
    if a.kind != b.kind and kinds - {"count", "measure"}:
        return False
    one, two = _unit_key(a.unit), _unit_key(b.unit)
    return one == two or ((not one or not two) and "money" not in kinds)


def _unit_key(unit: str) -> str:
    """The unit in one spelling and in the singular: "kilometres" and "km", "countries" and "country"."""
    singular = SINGULARS.get(unit) or (f"{unit[:-3]}y" if unit.endswith("ies") and len(unit) > 5 else unit)
    singular = singular if len(singular) < 4 or singular.endswith("ss") else singular.removesuffix("s")
    return SPELLINGS.get(singular, singular)
