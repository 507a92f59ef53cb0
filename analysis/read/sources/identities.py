"""Which names of a text are names of the same person or body, and what the text says of each.

Input is mentions, output is one identity for each person, body or place: its fullest name, its offices, its gender
where the words tell it ("Mrs", "king", "her" in a sentence with nobody else). Caution: two people of one surname are
told apart by titles and by who was called so first; where that does not help, the surname is left unresolved.
"""

import re
from bisect import bisect_left
from collections import defaultdict

from analysis.read.attribution.rules.phrases import words as word_set
from analysis.read.sources.descriptions import described
from analysis.read.sources.identity import Identities, Identity, Key, key
from analysis.read.sources.mention import Mention
from analysis.read.sources.nouns import MARKS, noun

ACRONYM = re.compile(r"\(([A-Z][A-Za-z.&]{1,9})\)")
SMALL = word_set("of the and for to in on at a an de la")


def initials(form: Key) -> str:
    """The first letters of the words that are not small."""
    return "".join(word[0] for word in form if word.lower() not in SMALL).upper()


def spelt_out(text: str) -> dict[str, Key]:
    """Acronyms in brackets with the name before them that they stand for.

    >>> spelt_out("the Harbour Safety Agency (HSA) and the mill (1890)")
    {'HSA': ('Harbour', 'Safety', 'Agency')}
    """
    found: dict[str, Key] = {}
    for match in ACRONYM.finditer(text):
        short = match.group(1).replace(".", "").replace("&", "")
        words = re.findall(r"[^\W_][\w’'&-]*", text[max(0, match.start() - 150) : match.start()].rsplit("\n", 1)[-1])
        for size in range(2, min(len(words), 12) + 1):
            form = tuple(words[-size:])
            every = "".join(word[0] for word in form).upper()
            if form[0][0].isupper() and short.upper() in (initials(form), every):
                found.setdefault(short, form)
                break
    return found


def identities(text: str, found: list[Mention]) -> Identities:
    """The identities behind the names among the mentions.

    >>> from analysis.read.sources.mentions import mentions
    >>> from analysis.read.segments import Sentence
    >>> text = "Mayor Jane Doe and the Harbour Board met. Doe left."
    >>> row = Sentence(0, 52, text, 1, 1)
    >>> [one.name for one in identities(text, mentions((row,), [], frozenset())).all]
    ['Jane Doe', 'Harbour Board']
    """
    first = _read(text, found, frozenset())
    # "Mr. Doe" is not Jane Doe, his wife: short forms of people of two genders are kept apart.
    apart = {form for one in first.all if len(one.told) > 1 for form in one.forms if len(form) == 1}
    return _read(text, found, frozenset(apart)) if apart else first


def _read(text: str, found: list[Mention], apart: frozenset[Key]) -> Identities:
    names = [mention for mention in found if mention.kind == "name"]
    by_form: dict[Key, list[Mention]] = defaultdict(list)
    for mention in names:
        by_form[key(mention.core)].append(mention)
    everyone, homes = _joined(by_form, spelt_out(text), apart)
    result = Identities(everyone, {}, {}, homes)
    for mention in names:
        _place(mention, homes[key(mention.core)], result)
    described(text, found, result)
    for mention in names:
        options = result.rivals.get(mention.name_start, ())
        if options:
            result.of[mention.name_start] = _chosen(mention, options, everyone)
    return result


def _joined(
    by_form: dict[Key, list[Mention]], acronyms: dict[str, Key], apart: frozenset[Key]
) -> tuple[list[Identity], dict[Key, list[int]]]:
    """Identities, and for each form those it may stand for; the longest forms come first."""
    everyone: list[Identity] = []
    homes: dict[Key, list[int]] = {}
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for form in sorted(by_form, key=lambda form: (-len(form), by_form[form][0].start)):
        options = _options(form, by_form[form], index, everyone) if form not in apart else []
        full = acronyms.get(form[0]) if len(form) == 1 else None
        if full in homes:
            options = homes[full]
        if not options:
            everyone.append(Identity())
            options = [len(everyone) - 1]
            fuller = full or form
            everyone[-1].forms[fuller] = 0
            index["last", fuller[-1]].append(options[0])
            index["first", fuller[0]].append(options[0])
            for word in fuller[1:-1]:
                index["within", word].append(options[0])
            if len(fuller) > 1 and not fuller[0].isupper():
                index["initials", initials(fuller)].append(options[0])
        homes[form] = options
    order = sorted(range(len(everyone)), key=lambda i: min(_starts(i, homes, by_form)))
    renamed = {old: new for new, old in enumerate(order)}
    return [everyone[i] for i in order], {form: [renamed[i] for i in options] for form, options in homes.items()}


def _starts(i: int, homes: dict[Key, list[int]], by_form: dict[Key, list[Mention]]) -> list[int]:
    return [by_form[form][0].start for form in (next(f for f in homes if homes[f] == [i]),)]


def _options(form: Key, rows: list[Mention], index: dict, everyone: list[Identity]) -> list[int]:
    """The identities with a longer form that this one may shorten."""
    sort = next((row.sort for row in rows if row.sort), "")
    if sort in ("place", "document"):
        return []
    if len(form) == 1 and form[0].isupper() and len(form[0]) > 1 and index["initials", form[0]]:
        return index["initials", form[0]][:1]
    same_end = index["last", form[-1]]
    if len(form) > 1:
        return [i for i in same_end if _shortens(form, next(iter(everyone[i].forms)))][:1]
    if noun(form[0], *MARKS):
        return same_end + index["first", form[0]] + index["within", form[0]]
    if form[0].isupper() and len(form[0]) > 1:
        return same_end
    return same_end or [i for i in index["first", form[0]] if not everyone[i].is_document]


def _shortens(form: Key, full: Key) -> bool:
    """Whether a form of several words shortens another: its end, or the same without middle names."""
    if len(form) >= len(full):
        return False
    return full[-len(form) :] == form or (full[0] == form[0] and len(form) == 2 and noun(full[-1], *MARKS) is None)


def _place(mention: Mention, options: list[int], result: Identities) -> None:
    form = key(mention.core)
    if len(options) > 1:
        result.rivals[mention.name_start] = tuple(options)
        result.of[mention.name_start] = -1
        return
    identity = result.all[options[0]]
    result.of[mention.name_start] = options[0]
    if not identity.count:
        identity.first = mention.name_start
    identity.count += 1
    identity.forms[form] = identity.forms.get(form, 0) + 1
    identity.written.setdefault(form, mention.core)
    # "the Mill Valley" is no person.
    alone = mention.definite and not mention.sort and not mention.titles
    alone = alone and (len(form) > 1 or form[0].endswith("s"))
    identity.sorts["body" if alone else mention.sort] += 1


def _chosen(mention: Mention, options: tuple[int, ...], everyone: list[Identity]) -> int:
    """The bearer of a shared short form: of the right gender, then called so before the other came, then nearest."""
    genders = {entry.gender for entry in mention.nouns if entry.gender}
    fitting = [i for i in options if all(everyone[i].may_be(gender) for gender in genders)]
    told = [i for i in fitting if any(everyone[i].gender[gender] for gender in genders)]
    fitting = told or fitting
    before = [i for i in fitting if everyone[i].first < mention.name_start]
    if noun(mention.core, *MARKS):
        chosen = max(before, key=lambda i: everyone[i].first, default=-1)
    elif len(fitting) == 1:
        chosen = fitting[0]
    else:
        chosen = before[0] if len(before) == 1 else _established(before, everyone)
    if chosen >= 0:
        everyone[chosen].count += 1
        everyone[chosen].bare = min(everyone[chosen].bare, mention.name_start)
    return chosen


def _established(before: list[int], everyone: list[Identity]) -> int:
    """Who was called by the surname alone before the others were introduced; -1 where nobody was."""
    if not before:
        return -1
    owner = min(before, key=lambda i: everyone[i].bare)
    others = [everyone[i].first for i in before if i != owner]
    return owner if everyone[owner].bare < max(others) else -1


def at(found: list[Mention], start: int) -> int:
    """The number of the first mention that begins at or after a place."""
    return bisect_left(found, start, key=lambda mention: mention.name_start)
