"""Whom a short form means: a surname that several bear, "the mayor", "the Board", "the report", "the witnesses".

Input is the discourse read so far and a mention, output is whom it means and why. Caution: an office is known only
from the text's own words; "the president" of a text that names no president is left as written.
"""

import re

from analysis.read.sources.discourse import MARGIN, SENTENCES, Discourse, Key, Meant
from analysis.read.sources.mention import Mention
from analysis.read.sources.nouns import BODIES, PEOPLE, noun

CAPITAL = re.compile(r"\b[A-Z][\w.]+")
GENERIC = frozenset(["group", "organisation", "body", "company", "firm"])


def shared_name(d: Discourse, i: int, mention: Mention) -> Meant:
    """A short name of several people: the nearest of them, else itself as it was first written."""
    rivals = d.known.rivals[mention.name_start]
    genders = sorted({entry.gender for entry in mention.nouns if entry.gender})
    scores: dict[Key, float] = {}
    for j, key in d.before(i):
        if key[0] in rivals and key[1] == -1 and all(d.known.all[key[0]].may_be(g) for g in genders):
            scores[key] = max(scores.get(key, -99.0), d.salience(i, j))
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    names = [d.known.all[number].name for number in rivals]
    if ranked and (len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= MARGIN):
        return Meant(*ranked[0], f"short name: nearest of {len(rivals)} candidates, '{d.label(ranked[0])}'")
    reason = f"not resolved: {len(names)} candidates, " + " and ".join(f"'{name}'" for name in names[:3])
    return Meant(-1, d.shared.setdefault((mention.core, "".join(genders)), i), reason)


def plural_description(d: Discourse, i: int, mention: Mention) -> Meant:
    """Whom "the witnesses" means: the fuller plural before it, else itself."""
    if _modifiers(d, mention):
        return Meant(-1, i, "as written")
    for j in reversed(d.nouns.get(mention.head.family, [])[-6:]):
        other = d.found[j]
        alike = other.plural and other.head.lemma == mention.head.lemma and other.quoted == mention.quoted
        if alike and d.meant[j].identity < 0 and mention.sentence - other.sentence <= SENTENCES:
            place = d.meant[j].mention
            return Meant(-1, place, f"short for '{d.phrase(place)}' in sentence {d.found[place].sentence}")
    return Meant(-1, i, "as written")


def _modifiers(d: Discourse, mention: Mention) -> set[str]:
    """The words between the article and the head that tell one such thing from another."""
    words = re.findall(r"[\w-]+", d.text[mention.start : mention.name_start].lower())
    return set(words) - {"the", "this", "that", "these", "those", "same", "a", "an", "latter"}


def description(d: Discourse, i: int, mention: Mention) -> Meant:
    """Whom "the mayor", "the Board" or "the report" means."""
    head = mention.head
    holders = [n for n in d.by_office.get(head.family, ()) if head.kind in PEOPLE]
    holders = _modified(d, mention, holders)
    scores, places = {}, {}
    for j, key in d.before(i):
        if key[0] >= 0 and (key[0] in holders or _is_body(d, head, key[0])):
            score = d.salience(i, j)
            if key not in scores or score > scores[key]:
                scores[key], places[key] = score, j
    place = _fuller(d, i, mention)
    if place >= 0 and not (scores and max(places.values()) > place):
        where = d.found[place].sentence
        return Meant(-1, place, f"short for '{d.phrase(place)}' in sentence {where}")
    if not scores and len(holders) == 1:
        scores, places = {(holders[0], -1): 0.0}, {(holders[0], -1): i}
    if not scores:
        return Meant(-1, i, "as written")
    ranked = sorted(scores, key=lambda key: (-scores[key], -places[key]))
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < MARGIN:
        return Meant(-1, i, "not resolved: two candidates, " + " and ".join(f"'{d.label(k)}'" for k in ranked[:2]))
    word = "office" if head.kind in PEOPLE else "description"
    return Meant(*ranked[0], f"{word} of '{d.label(ranked[0])}'")


def _modified(d: Discourse, mention: Mention, holders: list[int]) -> list[int]:
    """The holders of an office whose description has the capitals that this mention has ("the Ohio senator")."""
    words = [word for word in CAPITAL.findall(d.text[mention.start : mention.name_start]) if word != "The"]
    if not words:
        return holders
    told = {n: " ".join(said for office in d.known.all[n].offices.values() for said in office) for n in holders}
    fitting = [n for n in holders if any(word in told[n] for word in words)]
    # A holder of whom nothing of the kind is said may be meant; one who is called otherwise is not.
    plain = [n for n in holders if all(noun(word) for word in CAPITAL.findall(told[n]))]
    return fitting or (plain if len(holders) == 1 else [])


def _is_body(d: Discourse, head, number: int) -> bool:
    """Whether a body's name goes with a noun: "the board" with Harbour Board, "the group" with any body."""
    identity = d.known.all[number]
    if head.kind not in BODIES or identity.sort not in ("body", ""):
        return False
    if any(head.lemma in (word.lower() for word in form) for form in identity.forms):
        return True
    if head.family in identity.offices:
        return True
    if head.kind == "outlet":
        return any(noun(word, "outlet", "mark") for form in identity.forms for word in form)
    return head.family in GENERIC and identity.sort == "body"


def _fuller(d: Discourse, i: int, mention: Mention) -> int:
    """The nearest earlier noun phrase of the same family that says more, or -1."""
    size = mention.end - mention.start
    for j in reversed(d.nouns.get(mention.head.family, [])[-6:]):
        other = d.found[j]
        if other.plural or d.meant[j].identity >= 0 or other.quoted != mention.quoted:
            continue
        if other.head.lemma != mention.head.lemma or _modifiers(d, mention) - _modifiers(d, other):
            continue
        if d.meant[j].mention != j:
            return d.meant[j].mention
        if other.definite in ("a", "an", "one", "another") or other.end - other.start > size:
            return j if mention.sentence - other.sentence <= SENTENCES else -1
    return -1
