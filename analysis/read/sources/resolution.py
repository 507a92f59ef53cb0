"""Who the sources of a text's attributions are: resolved to one name, typed, with affiliation and anonymity.

Input is a text with its attributions, output is one `Source` for each of them, in their order. Nothing is resolved
silently: `reason` says how a pronoun or a short form found its name, or that it found none. Caution: names, gender and
offices come from the words of the text alone; about one pronoun in eight is given to the wrong name.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.read.attribution.record import Attribution
from analysis.read.attribution.rules.phrases import words as word_set
from analysis.read.segments import Paragraph, Sentence
from analysis.read.sources.aliases import alias_forms, aliased
from analysis.read.sources.anonymity import anonymity
from analysis.read.sources.identity import key
from analysis.read.sources.mentions import phrase_mentions
from analysis.read.sources.name_runs import base
from analysis.read.sources.nouns import BODIES, noun
from analysis.read.sources.relatives import RELATIVES, relative
from analysis.read.sources.scenes import Scene, scene
from analysis.read.sources.types import (
    BODY,
    COLLECTIVE,
    DOCUMENT,
    OUTLET,
    PERSON,
    UNKNOWN,
    core,
    identity_type,
    noun_type,
    phrase_type,
)  # fmt: skip
from analysis.read.zones import Span

if TYPE_CHECKING:
    from analysis.read.names import Name

OWN_VOICE = word_set("i we me us my our myself ourselves mine ours")
INDEFINITE = word_set("some many others most few both all none several everyone everybody")
GENERIC = word_set("you your one this these there what it its neither either")
LEARNED = re.compile(r"(?i)\b(?:has|have|had)\s(?:\w+ly\s)?(?:learned|learnt|obtained|seen|reviewed|confirmed)\b")


@dataclass(frozen=True, slots=True)
class Source:
    """One source; `mention` is its words in the text, `name` what they were resolved to, `reason` how.

    `type` is one of `TYPES`; `affiliation` and `anonymity_reason` are the text's own words, empty where it gives none;
    `anonymous` is True where people speak who are not named (a spokesman of a body apart, who speaks for it openly).
    """

    mention: Span | None
    name: str
    type: str
    reason: str
    resolved: bool
    affiliation: str = ""
    anonymous: bool = False
    anonymity_reason: str = ""


def sources(
    text: str,
    paragraphs: tuple[Paragraph, ...],
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    *,
    names: "tuple[Name, ...]" = (),
    publisher: str = "",
) -> tuple[Source, ...]:
    """One source for each attribution, in the same order.

    Parameters
    ----------
    paragraphs, sentences, attributions : of `text`, as a document holds them.
    names : the alias file of a corpus; a source that it lists is called by its entity.
    publisher : who published the text; "the Herald has learned" in the Herald is the outlet itself.

    >>> from analysis.read.document import Document
    >>> d = Document(id="x", text="Mayor Jane Doe met the board. She said that the mill would close.")
    >>> found = sources(d.text, d.paragraphs, d.sentences, d.attributions)[0]
    >>> found.name, found.type, found.affiliation, found.reason
    ('Jane Doe', 'named person', 'Mayor', "pronoun: nearest compatible person before it, 'Jane Doe' in sentence 1")
    """
    stage = scene(text, paragraphs, sentences, attributions)
    found: list[Source] = []
    for number, attribution in enumerate(attributions):
        if attribution.source is None:
            found.append(Source(None, "", UNKNOWN, "no source in the text", False))
            continue
        found.append(_voice(stage, attribution, publisher) or _source(stage, number, attribution.source))
    found = _first_persons(stage, attributions, found)
    if names:
        listed = alias_forms(names)
        found = [aliased(one, listed) for one in found]
    return tuple(anonymity(sentences, attributions, found))


def _voice(stage: Scene, attribution: Attribution, publisher: str) -> Source | None:
    """The outlet where it speaks of itself by name: "The Herald has learned"."""
    span, cue = attribution.source, attribution.cue
    if not publisher or cue is None or not LEARNED.search(stage.text[span.end : cue.end + 10]):
        return None
    words = set(re.findall(r"\w+", span.text.lower())) - {"the"}
    if words and words <= set(re.findall(r"\w+", publisher.lower())):
        return Source(span, publisher, OUTLET, "the publisher's own name", True)
    return None


def _source(stage: Scene, number: int, span: Span) -> Source:
    words = " ".join(span.text.split()).strip(' ,;:—–-"“”')
    words = re.sub(r"^(?:by|according to)\s+", "", words)
    form = base(words) if " " not in words else words.lower()
    if form in RELATIVES:
        return _relative(stage, span, form)
    if form in INDEFINITE:
        return Source(span, words, COLLECTIVE, "as written", False)
    names = stage.joined(span)
    if len(names) > 1:
        who = [stage.known.all[n] for n in names]
        kind = identity_type(who[0], article=False)
        return Source(span, " and ".join(one.name for one in who), kind, "several names, as written", True)
    head = stage.heads[number]
    if head < 0:
        return _unlisted(stage, span, words, form)
    return _of_mention(stage, span, head, words)


def _unlisted(stage: Scene, span: Span, words: str, form: str) -> Source:
    """A source whose head is in no list, or no word that could have one."""
    if form in GENERIC:
        return Source(span, words, UNKNOWN, "not resolved: a pronoun for nobody in particular", False)
    if form in OWN_VOICE:
        return Source(span, words, OUTLET, "the writer's own voice", True)
    named = next((one for one in phrase_mentions(words, frozenset()) if one.kind == "name"), None)
    if named and named.start == 0 and words[: named.end].endswith(core(words).removesuffix("'s").removesuffix("’s")):
        options = stage.known.by_form.get(key(named.core), [])
        if len(options) == 1:
            one = stage.known.all[options[0]]
            kind = identity_type(one, article=False)
            return Source(span, one.name, kind, _name_reason(named.core, one.name), True, stage.affiliation(options[0]))
        person = named.sort == "person" or (not named.sort and len(named.core.split()) > 1)
        return Source(span, named.core, PERSON if person else BODY, "as written", True)
    kind = phrase_type(words)
    return Source(span, words, kind, "as written" if kind != UNKNOWN else "not resolved: no name or noun", False)


def _of_mention(stage: Scene, span: Span, head: int, words: str) -> Source:
    """The source behind a mention, as the discourse understood it."""
    mention, meant = stage.found[head], stage.meant[head]
    if meant.identity >= 0:
        identity = stage.known.all[meant.identity]
        if meant.mention <= -2:
            return Source(span, stage.discourse.label((meant.identity, meant.mention)), PERSON, meant.reason, True)
        kind = identity_type(identity, article=mention.definite == "the" and not mention.titles)
        reason = meant.reason or _name_reason(mention.core, identity.name)
        return Source(span, identity.name, kind, reason, True, stage.affiliation(meant.identity))
    if mention.kind == "name" or (meant.mention >= 0 and stage.found[meant.mention].kind == "name"):
        return Source(
            span,
            words if mention.kind == "name" else stage.name_of(meant.mention),
            PERSON,
            meant.reason,
            mention.kind == "pronoun",
        )
    if meant.mention < 0:
        return Source(span, words, UNKNOWN, meant.reason, False)
    fuller = stage.found[meant.mention]
    name = stage.name_of(meant.mention)
    kind = noun_type(fuller.head, name)
    if kind == OUTLET:
        return Source(span, name, kind, "the writer's own voice", True)
    reason = meant.reason
    resolved = meant.mention != head or kind == BODY
    return Source(
        span, name if meant.mention != head else stage.name_of(head), kind, reason, resolved, _belonging(name, kind)
    )


def _name_reason(written: str, name: str) -> str:
    if written == name:
        return "as written"
    if written.replace(".", "").isupper() and len(written.split()) == 1 and len(written) > 1:
        return f"acronym of '{name}'"
    if name.split()[-1:] == written.split()[-1:] and len(written.split()) == 1 and not noun(written, *BODIES):
        return f"surname of '{name}'"
    return f"short form of '{name}'"


def _belonging(words: str, kind: str) -> str:
    """Where an unnamed source belongs, by its own words: "for the Harbour Board", "Harbour Board"."""
    if kind == BODY:
        return ""
    if kind == DOCUMENT:
        by = re.search(r"\b(?:by|from)\s(?:the\s)?[A-Z].*", words)
        return by.group() if by else ""
    after = re.search(r"\b(?:for|of|at|from|with|in|close to|familiar with)\s.+", words)
    if after and (re.search(r"[A-Z]", after.group()) or any(noun(w, *BODIES) for w in after.group().split())):
        return after.group()
    capitals = re.search(r"(?:(?<=\s)|(?<=^)(?=[A-Z]{2}))[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*)*(?=\s[a-z])", words)
    return capitals.group().removesuffix("'s").removesuffix("’s") if capitals else ""


def _relative(stage: Scene, span: Span, form: str) -> Source:
    found = relative(stage.text, stage.found, span.start, form)
    if found.mention >= 0:
        one = _of_mention(stage, span, found.mention, stage.name_of(found.mention))
        if one.name:
            return replace(one, reason=f"relative pronoun: '{one.name}' before it", resolved=one.type != UNKNOWN)
    if found.words:
        reason = f"relative pronoun: '{found.words}' before it"
        return Source(span, found.words, phrase_type(found.words), reason, True)
    return Source(span, form, UNKNOWN, "not resolved: nothing before it that it could take up", False)


def _first_persons(stage: Scene, attributions: tuple[Attribution, ...], found: list[Source]) -> list[Source]:
    """ "I" and "we" inside what somebody says are that person; elsewhere they are the outlet."""
    result = list(found)
    for i, one in enumerate(found):
        if one.mention is None or one.mention.text.lower().strip() not in OWN_VOICE:
            continue
        voice = stage.voice_at(one.mention.start, attributions)
        if voice >= 0 and voice != i and result[voice].name:
            told = result[voice]
            reason = f"'{one.mention.text}' in what '{told.name}' says"
            result[i] = replace(told, mention=one.mention, reason=reason, resolved=told.resolved)
        elif stage.is_quoted(one.mention.start):
            result[i] = replace(
                one, type=UNKNOWN, reason="not resolved: inside a quotation without a source", resolved=False
            )
    return result
