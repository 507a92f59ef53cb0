"""Words of a sentence, and the runs of capitals in it that name somebody or something.

Input is a sentence, output is words and runs as places in the list of words. Caution: capitals are all the evidence
there is; a sentence all in capitals, a headline, is passed over by the caller.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from analysis.read.attribution.rules.phrases import DETERMINERS, OPENERS, PREPOSITIONS, PRONOUNS, STOPS
from analysis.read.attribution.rules.phrases import words as word_set
from analysis.read.sources.nouns import BODIES, MARKS, PEOPLE, noun

WORD = re.compile(
    r"(?:then|ex)(?=-[A-Z])|(?:[A-Z]\.-?)+(?:[A-Z]\b(?!['’]))?|[^\W_](?:[\w’'‑-]|&(?=\w)|\.(?=[^\W\d_]{2}))*|[^\w\s]"
)
PARTICLES = word_set("de la van von bin al el der den di da dos du ibn le y")
LINKS = word_set("of for on and &")
NO_NAMES = (
    STOPS | OPENERS | PRONOUNS | DETERMINERS | PREPOSITIONS
    | word_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sept sep oct nov "
        "dec i i'm i've i'd i'll it's that's there's he's she's they're we're what's let's mine yours ours theirs much "
        "none all most asked according among until unlike please yes no ok more less such other another these those "
        "additionally additional separately together based given several few"
    )
)  # fmt: skip


HONORIFICS = word_set("mr mrs ms miss dr sir dame prof professor")
PEOPLES = re.compile(r"[A-Z][\w-]+(?:ians|eans|icans|ites|ists)")
CAMEL = re.compile(r"(?!Mc|Mac|De|Du|Di|La|Le|Van|Fitz|O['’])[A-Z][a-z]+[A-Z]")
# A party and state in brackets, and numbers.
NO_NAME = re.compile(
    r"(?:[DRI]-[A-Z])|(?:(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)(?:-\w+)?|Two|Three|Four|Five|Six|Seven|"
    r"Eight|Nine|Ten|Eleven|Twelve|Dozens|Hundreds|Thousands|Nearly|Almost|About)$"
)
SMALL = PREPOSITIONS | DETERMINERS | LINKS | PARTICLES | {"but", "or", "as", "not", "than"}


class Word(NamedTuple):
    """A word or mark of a sentence; `end` leaves out a possessive ending, which `owner` tells of."""

    text: str
    start: int
    end: int
    owner: bool


ADVERB = re.compile(r"[A-Z][a-z]{3,}ly")  # "Invariably, ..." opens a sentence; with a comma behind it it is no name


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `last` (exclusive) in capitals; the name begins at `core`, after its titles.

    `sort` is 'person', 'body', 'place', 'document', 'noun' (a people or party in the plural) or '' (not known).
    """

    first: int
    core: int
    last: int
    sort: str
    plural: bool


def word_list(text: str) -> list[Word]:
    """The words and marks of a sentence; the full stop of a title or an initial is dropped.

    >>> [(w.text, w.owner) for w in word_list("Mr. Doe’s U.N. mill")]
    [('Mr', False), ('Doe', True), ('U.N.', False), ('mill', False)]
    """
    found: list[Word] = []
    for match in WORD.finditer(text):
        form, start, end = match.group(), match.start(), match.end()
        if form == "." and found and found[-1].end == start and _is_short(found[-1].text):
            continue
        if form[-1] in "'’-‑" and len(form) > 1:
            ending = len(form) - len(form.rstrip("'’-‑"))
            owner = form[-1] in "'’" and form.rstrip("'’").endswith("s")
            found.append(Word(form[:-ending], start, end - ending, owner))
        elif form.endswith(("'s", "’s")) and len(form) > 2:
            found.append(Word(form[:-2], start, end - 2, True))
        else:
            found.append(Word(form, start, end, False))
    return found


def _is_short(word: str) -> bool:
    """Whether a full stop behind this word is its own: "Mr.", "Sen.", "Jr."."""
    entry = noun(word)
    return word[0].isupper() and ((entry is not None and entry.kind == "title") or word in ("Jr", "Sr", "St", "Ms"))


def is_headline(words: list[Word]) -> bool:
    """Whether all words but the smallest begin with a capital."""
    large = [word.text for word in words if word.text[0].isalpha() and word.text.lower() not in SMALL]
    return len(large) >= 2 and sum(not word[0].isupper() for word in large) <= len(large) // 10


def base(form: str) -> str:
    """A word in lower case without what is contracted with it.

    >>> base("She’ll"), base("mill")
    ('she', 'mill')
    """
    return form.lower().replace("’", "'").split("'")[0]


def is_capital(word: Word) -> bool:
    """Whether a word may be part of a name."""
    if not word.text[0].isupper() or NO_NAME.match(word.text):
        return False
    return bool(base(word.text) not in NO_NAMES or (len(word.text) > 1 and word.text.isupper()))


def runs(words: list[Word], plain: frozenset[str]) -> Iterator[Run]:
    """The names of a sentence, in order.

    >>> words = word_list("Then Mayor Jane Doe left the Ministry of Works.")
    >>> [[w.text for w in words[run.core : run.last]] for run in runs(words, frozenset())]
    [['Jane', 'Doe'], ['Ministry', 'of', 'Works']]
    """
    i = 0
    while i < len(words):
        if not is_capital(words[i]) or _is_plain_opener(words, i, plain):
            i += 1
            continue
        last = _run_end(words, i)
        yield _run(words, i, last)
        i = last


def _is_plain_opener(words: list[Word], i: int, plain: frozenset[str]) -> bool:
    """Whether a capital is only that of a sentence's first word."""
    opens = i == 0 or words[i - 1].text in "“\"‘':•*.!?—–-"
    if not opens or words[i].text[1:2].isupper():
        return False
    if i + 1 < len(words) and is_capital(words[i + 1]) and not words[i].owner:
        return words[i].text.lower() in plain and noun(words[i].text, *PEOPLE, *MARKS, "title", "document") is None
    entry = noun(words[i].text)
    if PEOPLES.fullmatch(words[i].text) or (entry and entry.kind == "country"):
        return False
    if i + 2 < len(words) and words[i + 1].text in PARTICLES and is_capital(words[i + 2]):
        return False
    linked = i + 2 < len(words) and words[i + 1].text in LINKS and is_capital(words[i + 2])
    if linked and noun(words[i].text, "official", *MARKS, "document"):
        return False
    return (
        bool(ADVERB.fullmatch(words[i].text) and i + 1 < len(words) and words[i + 1].text == ",")
        or words[i].text.lower() in plain
        or words[i].text in plain
        or (
            entry is not None
            and entry.kind in ("document", *BODIES, *PEOPLE)
            and entry.lemma not in ("republican", "democrat")
        )
    )


def _run_end(words: list[Word], i: int) -> int:
    """Where the run that begins at word `i` ends."""
    last, linked = i + 1, False
    while last < len(words) and not words[last - 1].owner and last - i < 14:
        form = words[last].text
        if is_capital(words[last]) or form in ("May", "April", "June", "August"):
            last += 1
            continue
        if form == "/" and last + 1 < len(words) and is_capital(words[last + 1]):
            last += 2
            continue
        ahead = last + 1
        if form in LINKS and ahead < len(words) and words[ahead].text == "the":
            ahead += 1
        follows = ahead < len(words) and is_capital(words[ahead])
        if follows and form in PARTICLES and ahead == last + 1:
            last = ahead + 1
        elif follows and form in LINKS and (form not in ("and",) or linked) and _may_link(words, i, last, form):
            linked, last = True, ahead + 1
        else:
            break
    return last


def _may_link(words: list[Word], first: int, last: int, form: str) -> bool:
    """Whether "of", "for", "on" or "and" goes on with the name before it."""
    if form == "&":
        return True
    if form == "of" and noun(words[last - 1].text, "official"):
        return True
    return any(noun(word.text, "body", "group", "document", "outlet") for word in words[first:last])


def _run(words: list[Word], first: int, last: int) -> Run:
    """A run with its titles told from the name."""
    core = first
    whole = last - first > 1 and noun(words[last - 1].text, *MARKS, "document")
    if not whole:
        core = _after_titles(words, first, last)
    forms = [word.text for word in words[core:last]]
    return Run(first, core, last, *_sort(forms, titled=core > first))


def _linked(words: list[Word], k: int, last: int) -> bool:
    return k + 1 < last and words[k + 1].text in LINKS and noun(words[k].text, *MARKS, "document") is not None


def _after_titles(words: list[Word], first: int, last: int) -> int:
    """Where the name begins after the last title in the run; `last` where the run is nothing but titles."""
    core, k = first, first
    while k < last:
        entry = noun(words[k].text, *PEOPLE, "title")
        surname = k == last - 1 and k > first and core == first and noun(words[k].text, "title") is None
        surname = surname or (k == last - 1 and k > first and words[k - 1].text.lower() in HONORIFICS)
        surname = surname and (first == 0 or words[first - 1].text.lower() != "the") and k - first < 3
        alone = k == last - 1 or entry is None or entry.kind != "official"
        if entry and not (entry.plural and alone) and entry.family != "trade" and not surname:
            core = k + 1
            if core + 1 < last and words[core].text == "of":
                core = k + 3 if words[core + 1].text != "the" else k + 4
                k = core - 1
        k += 1
    return min(core, last)


def _sort(forms: list[str], *, titled: bool) -> tuple[str, bool]:
    """What a name looks like by its own words, and whether it is a plural."""
    if not forms:
        return "", False
    last = forms[-1]
    if titled:
        return "person", False
    if len(forms) == 1:
        if noun(last, "mark"):
            return "body", False
        entry = noun(last)
        if (entry and entry.plural and entry.kind in PEOPLE) or PEOPLES.fullmatch(last):
            return "noun", True
        if len(last) > 1 and (last.replace(".", "").isupper() or CAMEL.match(last)):
            return "body", False
    entry = noun(last)
    if entry and entry.plural and entry.kind in PEOPLE:
        return "noun", True
    if noun("-".join(forms), "country") or noun(last, "place"):
        return "place", False
    if noun(last, "document") and len(forms) > 1:
        return "document", False
    if any(noun(form, *MARKS) for form in forms) or any(form in LINKS for form in forms):
        return "body", False
    return "", False
