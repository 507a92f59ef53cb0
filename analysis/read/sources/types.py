"""What kind of source somebody is: named or not, person, body, document, many at once, or the outlet itself.

Input is the words of a source, its head among the mentions and the identity behind it; output is one of `TYPES`.
Caution: the type is that of the words ("officials" are unnamed officials), not of what the reader may know of them.
"""

import re

from analysis.read.attribution.rules.phrases import words as word_set
from analysis.read.sources.identity import Identity
from analysis.read.sources.nouns import BODIES, Noun, noun

PERSON, BODY, DOCUMENT = "named person", "named organisation", "document or data"
OFFICIAL, UNNAMED, COLLECTIVE = "unnamed official", "unnamed person or group", "collective"
OUTLET, UNKNOWN = "outlet itself", "unknown"
TYPES = (PERSON, BODY, DOCUMENT, OFFICIAL, UNNAMED, COLLECTIVE, OUTLET, UNKNOWN)

OWN = re.compile(
    r"(?i)(?:this|our)\s(?:news)?(?:paper|magazine|site|website|outlet|publication|reporter|correspondent|columnist|"
    r"author|writer)\b|(?:the\s)?(?:present\s)?author$|(?:the\s)?editors?$"
)
NUMBERS = re.compile(
    r"(?i)(?:the\s|nearly\s|about\s|only\s)?(?:(?:both|one|two|three|four|five|six|seven|eight|nine|ten|a\s(?:couple|pair))\b|\d)"
)
SHARE = re.compile(r"(?i)%|\bper\s?cent\b|\b(?:half|third|quarter|majority|minority|number)\sof\b")
MANY = word_set(
    "some many most several few all both other others everyone everybody people nobody none anyone anybody those they "
    "you someone somebody"
)
OFFICES = ("official", "body")
VAGUE = ("source", "insider", "informant", "whistleblower")
NO_SOURCE = ("according to", "said", "it", "this", "that", "there")
AMOUNTS = word_set(
    "raft number total series host range slew string handful couple pair lot dozens scores hundreds some"
)


def identity_type(identity: Identity, *, article: bool) -> str:
    """The type of a named source; `article` tells whether it is called with "the".

    >>> from collections import Counter
    >>> identity_type(Identity(forms={("Harbour", "Board"): 1}, sorts=Counter(body=1)), article=True)
    'named organisation'
    """
    if identity.sort == "person":
        return PERSON
    if identity.sort in ("body", "place"):
        return BODY
    if identity.sort == "document":
        return DOCUMENT
    if any(identity.gender.values()):
        return PERSON
    words = len(identity.name.split())
    return PERSON if 1 < words < 5 and not article else BODY


def noun_type(head: Noun | None, words: str) -> str:
    """The type of a source that is a noun phrase with a known head; `words` is the whole phrase.

    >>> noun_type(noun("officials"), "two city officials"), noun_type(noun("critics"), "critics of the dam")
    ('unnamed official', 'collective')
    """
    if OWN.match(words):
        return OUTLET
    if head is None:
        return COLLECTIVE
    if head.kind == "document":
        return DOCUMENT
    if head.kind in BODIES:
        return _body_type(head, words)
    if head.kind == "official" or (head.lemma in VAGUE and _of_state(words)):
        return OFFICIAL
    first = words.split()[0].lower() if words.split() else ""
    if SHARE.search(words) or head.lemma in MANY:
        return COLLECTIVE
    if head.plural and not NUMBERS.match(words) and first not in ("his", "her", "its", "their", "my"):
        return COLLECTIVE
    return UNNAMED


def _body_type(head: Noun, words: str) -> str:
    if head.plural and head.lemma != "authority":
        return COLLECTIVE
    if not re.match(r"(?i)(?:an?|another|one|some)\s", words) and _named(words):
        return BODY
    if head.kind == "body":
        return OFFICIAL
    return COLLECTIVE if head.lemma in ("media", "press", "public", "industry", "community", "majority") else UNNAMED


def _named(words: str) -> bool:
    """Whether a capital stands behind the first word, or is the first word and no capital of a sentence."""
    first = words.split()[0] if words else ""
    own = first.isupper() or first.endswith(("'s", "’s")) or noun(first, "country")
    return bool(re.search(r"(?<=\s)[^\W\d_a-zß-ÿ][^\W\d_]", words)) or bool(own and len(first) > 1)


def _of_state(words: str) -> bool:
    others = (word for word in re.findall(r"[^\W\d_]+", words) if word.lower() not in ("source", "sources"))
    return any(noun(word, *OFFICES) for word in others)


def core(words: str) -> str:
    """The words of a phrase up to what hangs on its head: "a number of clerks in the port" gives "clerks".

    >>> core("the clerk of the port"), core("a number of clerks in the port")
    ('the clerk', 'clerks')
    """
    parts = re.split(r",\s|\s(?:of|in|at|for|from|with|who|on|to|by|that|which|among)\s", words)
    parts[0] = re.sub(
        r"(?:\s(?:also|later|earlier|then|now|too|himself|herself|itself|themselves|again|still))+$", "", parts[0]
    )
    last = parts[0].split()[-1:] or [""]
    return parts[1] if len(parts) > 1 and last[0].lower() in AMOUNTS else parts[0]


def phrase_type(words: str) -> str:
    """The type of a source whose head is in no list or was no mention, by its head, number and determiner.

    >>> phrase_type("many in the valley"), phrase_type("the beekeeper"), phrase_type("")
    ('collective', 'unnamed person or group', 'unknown')
    """
    if OWN.match(words):
        return OUTLET
    before = core(words).split()
    if not before or not re.search(r"[^\W\d_]", words) or words.lower() in NO_SOURCE:
        return UNKNOWN
    if before[0].lower() in ("someone", "somebody"):
        return UNNAMED
    if before[0].lower() in MANY or before[:2] == ["not", "everyone"] or SHARE.search(words):
        return COLLECTIVE
    entry = noun(before[-1])
    if entry and entry.kind in (*BODIES, "document", "official", "person"):
        return noun_type(entry, words)
    last = before[-1].lower()
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s"))
    return COLLECTIVE if plural and not NUMBERS.match(words) else UNNAMED
