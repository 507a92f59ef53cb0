"""What a text says of the people and bodies it names: offices, gender, affiliation, person or body.

Input is mentions and identities, output is evidence written into the identities. Caution: an apposition is told by its
comma, so that a list of three ("the mayor, Jane Doe, and a clerk") may lend a name the office of its neighbour.
"""

import re

from analysis.read.sources.identity import Identities, Identity
from analysis.read.sources.mention import Mention
from analysis.read.sources.nouns import BODIES, PEOPLE

GENDERS = {"he": "male", "she": "female"}
MOST = 20  # descriptions kept of one office
STRONG = 5  # the weight of a title beside that of a pronoun
LINKING = re.compile(r"\s(?:is|was|became|remains|has been)\s")
ASIDE_END = re.compile(
    r"[,;:()—–“”\"\n]|\s-\s|(?<=[a-z]{3})\.(?=\s|$)|\s(?:said|says|told|who|whom|whose|which|that|"
    r"and (?:he|she|they))\b"
)
ASIDE = re.compile(r"(?:\s(?:of|for|at|in)\s[^,.;:]{1,50})?,\s")
ENDED = re.compile(r"\s*(?:[,.;)]|(?:for|that|which|in|with|based)\b|$)")
BELONGS = re.compile(r"\s(?:of|at|from|with|for)\s(?:the\s)?")


def described(text: str, found: list[Mention], known: Identities) -> Identities:
    """The identities with what the mentions and the words between them tell written into them."""
    for i, mention in enumerate(found):
        who = known.of.get(mention.name_start, -1) if mention.kind == "name" else -1
        if who < 0:
            continue
        identity = known.all[who]
        _titled(mention, identity)
        if i + 1 < len(found):
            _beside(text, mention, _whole(found, i + 1), identity)
        if i:
            _before(text, found[i - 1], mention, identity)
        after = text[mention.end : mention.end + 12]
        if re.match(r",?\swho\b|,\s\d\d,", after):
            identity.sorts["person"] += 2
    _pronouns(found, known)
    return known


def _whole(found: list[Mention], i: int) -> Mention:
    """Mention `i`, or the noun phrase whose owner it is ("the port's mayor")."""
    inner = found[i].role == "possessive" and i + 1 < len(found) and found[i + 1].start <= found[i].start
    return found[i + 1] if inner else found[i]


def _titled(mention: Mention, identity: Identity) -> None:
    if mention.sort == "body":
        for entry in mention.nouns:
            _office(identity, entry.family, "", mention.titles)
    if mention.sort not in ("", "person"):
        return
    for entry in mention.nouns:
        _office(identity, entry.family, entry.gender, mention.titles)
    if any(entry.kind in PEOPLE or entry.kind == "title" for entry in mention.nouns):
        identity.sorts["person"] += 2
        if any(entry.kind in PEOPLE for entry in mention.nouns) and mention.titles[:1]:
            _affiliation(identity, mention.titles)
    elif mention.nouns:
        identity.sorts["body"] += 2


def _affiliation(identity: Identity, words: str) -> None:
    if len(identity.affiliations) < MOST:
        identity.affiliations.append(words)


def _office(identity: Identity, family: str, gender: str, words: str) -> None:
    if words not in identity.offices[family] and len(identity.offices[family]) < MOST:
        identity.offices[family].append(words)
    if gender:
        identity.gender[gender] += STRONG
        identity.told.add(gender)


def _beside(text: str, mention: Mention, after: Mention, identity: Identity) -> None:
    """What stands behind a name: "Jane Doe, the mayor", "Jane Doe was mayor", "Jane Doe of the Harbour Board"."""
    between = text[mention.end : after.start]
    between_names = text[mention.end : after.name_start]
    if after.kind == "noun" and after.head and (between == ", " or LINKING.fullmatch(between)):
        closed = between != ", " or is_closed(text, after.start)
        if after.head.kind in PEOPLE and not after.plural and identity.sort in ("person", "") and closed:
            _office(identity, after.head.family, after.head.gender, aside(text, after.start))
            identity.sorts["person"] += 2
            _affiliation(identity, aside(text, after.start))
        elif (
            after.head.kind in BODIES and between == ", " and identity.sort != "person" and ENDED.match(text, after.end)
        ):
            identity.sorts["body"] += 1
        return
    full = identity.sort in ("person", "") and len(mention.core.split()) > 1
    if full and after.kind == "name" and after.sort in ("body", "") and BELONGS.fullmatch(between_names):
        _affiliation(identity, text[mention.end : after.end].strip())


def aside(text: str, start: int) -> str:
    """The words of an apposition from its beginning to the mark that ends it.

    >>> aside("Jane Doe, head of the mill, said", 10)
    'head of the mill'
    """
    end = ASIDE_END.search(text, start, start + 160)
    return text[start : end.start() if end else start + 160].strip().rstrip(".")


def is_closed(text: str, start: int) -> bool:
    """Whether an apposition that begins here ends at a mark or a relative clause, not at a verb."""
    end = ASIDE_END.search(text, start, start + 160)
    return end is not None and not re.match(r"\s(?:said|says|told|and)", end.group())


def names_it(text: str, mention: Mention, name: Mention) -> bool:
    """Whether a name stands behind a noun phrase as its apposition: "The mayor of the port, Jane Doe, said"."""
    single = mention.kind == "noun" and mention.head and mention.head.kind in PEOPLE and not mention.plural
    if not single or name.kind != "name" or name.sort not in ("person", "") or mention.sentence != name.sentence:
        return False
    between = text[mention.end : name.start]
    if between in (" is ", " was "):
        return True
    return bool(ASIDE.fullmatch(between)) and text[name.end : name.end + 1] in (",", ".", ";", ")", "", "—")


def _before(text: str, mention: Mention, name: Mention, identity: Identity) -> None:
    """What stands before a name: "The mayor, Jane Doe, said"."""
    if names_it(text, mention, name) and identity.sort in ("person", ""):
        _office(identity, mention.head.family, mention.head.gender, text[mention.start : mention.end])
        identity.sorts["person"] += 2
        _affiliation(identity, text[mention.start : name.start].rstrip(" ,"))


def _pronouns(found: list[Mention], known: Identities) -> None:
    """Gender from "he" or "her" in a sentence that has named one person and nobody else."""
    sentence, people, others = -1, set(), False
    for mention in found:
        if mention.quoted:
            continue
        if mention.sentence != sentence:
            sentence, people, others = mention.sentence, set(), False
        if mention.kind == "name":
            who = known.of.get(mention.name_start, -1)
            if who < 0:
                others = True
            elif known.all[who].sort == "person" or (not known.all[who].sort and " " in known.all[who].name):
                people.add(who)
        elif mention.kind == "noun":
            others = others or bool(mention.head and mention.head.kind in PEOPLE and not mention.plural)
        elif mention.core in GENDERS and len(people) == 1 and not others:
            known.all[min(people)].gender[GENDERS[mention.core]] += 1
            known.all[min(people)].sorts["person"] += 1
