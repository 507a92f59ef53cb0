"""Whom a pronoun means: the nearest mention before it that is compatible, or nobody.

Input is the discourse read so far, output is whom each mention means and why. Where two candidates stand as close,
none is taken. Caution: about one pronoun in eight is given to the wrong name.
"""

import re

from analysis.read.sources.descriptions import ENDED, GENDERS, is_closed, names_it
from analysis.read.sources.discourse import MARGIN, NOBODY, Discourse, Key, Meant
from analysis.read.sources.identity import Identity
from analysis.read.sources.mention import Mention
from analysis.read.sources.nouns import PEOPLE
from analysis.read.sources.salience import fit_identity, fit_noun
from analysis.read.sources.short_forms import description, plural_description, shared_name

AHEAD = 2.6  # a name behind the clause that its pronoun opens ("When she came, Jane Doe said ...")
SURE = 1.0  # a pronoun found by this much tells that its name is a person's
BEFORE_MAIN = re.compile(
    r"(?i)\b(?:when|while|although|though|as|before|after|if|since|once|until|because|in|for|with|like)\s$"
)


def meanings(d: Discourse) -> list[Meant]:
    """Whom every mention means, in order."""
    for i, mention in enumerate(d.found):
        d.meant.append(_meaning(d, i, mention))
        if mention.kind == "noun" and mention.head:
            d.nouns.setdefault(mention.head.family, []).append(i)
    return d.meant


def _meaning(d: Discourse, i: int, mention: Mention) -> Meant:
    if mention.kind == "name":
        number = d.known.of.get(mention.name_start, -1)
        return Meant(number, -1, "") if number >= 0 else shared_name(d, i, mention)
    if mention.kind == "pronoun":
        return NOBODY if mention.quoted else pronoun(d, i, mention)
    named = _apposition(d, i, mention)
    if named >= 0:
        return Meant(named, -1, "apposition")
    if mention.head and mention.plural and mention.definite in ("the", "these", "those"):
        return plural_description(d, i, mention)
    if mention.head and not mention.plural and mention.definite in ("the", "this", "that"):
        return description(d, i, mention)
    return Meant(-1, i, "as written")


def _apposition(d: Discourse, i: int, mention: Mention) -> int:
    """The identity whose name stands directly before or behind a noun phrase, or -1."""
    k = i - 1
    while k >= 0 and d.found[k].start >= mention.start:
        k -= 1
    single = mention.head is not None and not mention.plural
    if k >= 0 and single and d.found[k].kind == "name" and d.text[d.found[k].end : mention.start] == ", ":
        owner = d.meant[k].identity
        if owner >= 0 and _beside(d, mention, d.known.all[owner]):
            return owner
    after = d.found[i + 1] if i + 1 < len(d.found) else None
    return d.known.of.get(after.name_start, -1) if after and names_it(d.text, mention, after) else -1


def _beside(d: Discourse, mention: Mention, identity: Identity) -> bool:
    """Whether a noun phrase behind a name can be its apposition."""
    if mention.head.kind in PEOPLE and not is_closed(d.text, mention.start):
        return False
    if mention.head.kind in PEOPLE:
        return identity.sort == "person" or (not identity.sort and len(identity.name.split()) > 1)
    return identity.sort in ("body", "") and bool(ENDED.match(d.text, mention.end))


def pronoun(d: Discourse, i: int, mention: Mention) -> Meant:
    """Whom a pronoun means."""
    scores: dict[Key, float] = {}
    places: dict[Key, int] = {}
    for j, key in d.before(i):
        pair = _pair(d, j, key) if mention.core == "they" else None
        key = pair or key
        fit = _fit(d, d.found[j], key, mention.core)
        if fit is not None and (score := fit + d.salience(i, j)) > scores.get(key, -99.0):
            scores[key], places[key] = score, j
    _ahead(d, i, mention, scores, places)
    return _best(d, scores, places, mention)


def _pair(d: Discourse, j: int, key: Key) -> Key | None:
    """The two people of "Jane Doe and John Roe", of whom mention `j` is the first."""
    if j + 1 >= len(d.meant) or key[0] < 0 or key[1] != -1:
        return None
    first, second = d.found[j], d.found[j + 1]
    both = first.kind == second.kind == "name" and d.meant[j + 1].identity >= 0
    if both and d.text[first.end : second.start] == " and ":
        return key[0], -2 - d.meant[j + 1].identity
    return None


def _ahead(d: Discourse, i: int, mention: Mention, scores: dict, places: dict) -> None:
    """Add the subject of the main clause where the pronoun stands in a clause before it."""
    if mention.core not in GENDERS or not BEFORE_MAIN.search(d.text, max(0, mention.start - 40), mention.start):
        return
    for k in range(i + 1, min(i + 6, len(d.found))):
        other = d.found[k]
        if other.sentence != mention.sentence or other.quoted:
            return
        number = d.known.of.get(other.name_start, -1)
        if other.kind == "name" and number >= 0 and d.text[other.start - 2 : other.start] == ", ":
            fit = fit_identity(d.known.all[number], mention.core, spoke=number in d.heard)
            if fit is not None and AHEAD + fit > scores.get((number, -1), -99.0):
                scores[number, -1], places[number, -1] = AHEAD + fit, k
            return


def _fit(d: Discourse, other: Mention, key: Key, pronoun: str) -> float | None:
    """How well a mention goes with a pronoun, from 0 downwards; None where it cannot."""
    if key[1] <= -2:
        return 0.0 if pronoun == "they" else None
    if key[0] >= 0:
        return fit_identity(d.known.all[key[0]], pronoun, spoke=key[0] in d.heard)
    return fit_noun(d.found[key[1]], pronoun)


def _best(d: Discourse, scores: dict, places: dict, mention: Mention) -> Meant:
    ranked = sorted(scores, key=lambda key: (-scores[key], -places[key]))
    if not ranked:
        return NOBODY
    first = ranked[0]
    if len(ranked) > 1 and scores[first] - scores[ranked[1]] < MARGIN:
        names = " and ".join(f"'{d.label(key)}'" for key in ranked[:2])
        return Meant(-1, -1, f"not resolved: two candidates, {names}")
    if mention.core in GENDERS and first[0] >= 0:
        identity = d.known.all[first[0]]
        if len(ranked) == 1 and mention.start not in d.voices:
            identity.gender[GENDERS[mention.core]] += 1
        if len(ranked) == 1 or scores[first] - scores[ranked[1]] >= SURE:
            identity.sorts["person"] += 1
    sort = {"it": "body or document", "they": "plural"}.get(mention.core, "person")
    where = d.found[places[first]].sentence
    return Meant(*first, f"pronoun: nearest compatible {sort} before it, '{d.label(first)}' in sentence {where}")
