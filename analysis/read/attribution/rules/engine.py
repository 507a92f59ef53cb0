"""Who says what: sources, reporting words and what is reported, as spans into the untouched text.

Input is the sentences and quotations of a body; output is attributions in text order. The engine is a table of rules
over a lexicon of reporting verbs: no tagger, no parser, no weights. Caution: beliefs and plans are found only where a
listed verb reports them, and a source stands as it is written ("he" is not resolved to a name).
"""

import re
from dataclasses import replace
from itertools import groupby

from analysis.read.attribution.record import Attribution
from analysis.read.attribution.rules.cues import CLOSE, FULL, MASK, OPEN, Passage, Range, cues, passage
from analysis.read.attribution.rules.phrases import TIME, antecedent, subject
from analysis.read.attribution.rules.sites import Draft, Site, is_noun, quotes_between
from analysis.read.attribution.rules.verbal import INTRODUCED, VERB_RULES
from analysis.read.attribution.rules.verbless import OTHER_RULES
from analysis.read.quotations import Quotation
from analysis.read.segments import Sentence
from analysis.read.zones import Span

FRAGMENT = 30  # a quotation shorter than this, without a stop of its own, is a quoted fragment


def unit_drafts(p: Passage, low: int, high: int) -> list[Draft]:
    """The drafts of one unit: those of the rules that need no verb, then those of each reporting verb."""
    drafts = [draft for rule in OTHER_RULES for draft in rule(p, low, high)]
    taken = {at for d in drafts if d.cue for at in range(*d.cue)}
    for cue in cues(p, low, high):
        if cue.verb_start in taken or is_noun(p, cue, low):
            continue
        inside = next((d for d in reversed(drafts) if any(a <= cue.verb_start < b for a, b in d.content)), None)
        shared = cue.verb.shape == "ing" and not cue.chain and p.masked[low : cue.start].rstrip().endswith(",")
        who = None if shared else subject(p, low, cue.start)
        site = Site(p, low, high, cue, who, tuple(drafts[-6:]))
        if inside and inside.rule not in ("according to", "hearsay") and not _is_coordinated(site):
            continue
        draft = next((d for rule in VERB_RULES if (d := rule(site))), None)
        if draft is None or not (draft.content or draft.rule == INTRODUCED):
            continue
        if inside:
            cut = min(site.edge, draft.cue[0] if draft.cue else site.edge)
            content = _cut_content(p, inside.content, cut) or _rest(inside, draft)
            drafts[drafts.index(inside)] = replace(inside, content=content)
        drafts.append(draft)
    return [d for d in drafts if d.content or d.rule == INTRODUCED]


def _is_coordinated(site: Site) -> bool:
    """Whether a cue inside another's content begins a report of its own: "and added that", ", saying"."""
    if site.subject:
        ends = site.before.endswith(",") and re.match(rf"{TIME}?\.?$", site.after)
        return bool(ends or re.search(r"(?:,\s(?:and|but|while|though)|;)$", site.before))
    before = site.before
    return bool(re.search(r"\b(?:and|but)$", before)) or (before.endswith(",") and site.cue.verb.shape == "ing")


def _rest(outer: Draft, inner: Draft) -> tuple[Range, ...]:
    """The content of a report that holds the whole of another: "according to X, Y says" keeps it all.

    "Y says the dam reportedly leaks" keeps what stands in the content of Y, for Y says it and the rumour says that.
    """
    if outer.rule != "hearsay" or not inner.content:
        return outer.content
    return tuple((max(low, inner.content[0][0]), high) for low, high in outer.content if high > inner.content[0][0])


def _cut_content(p: Passage, content: tuple[Range, ...], at: int) -> tuple[Range, ...]:
    kept = []
    for low, high in content:
        if high > at:
            piece = re.sub(r"[\s,;]*(?:\b(?:and|but|while|though))?\s*$", "", p.masked[low:at])
            high = low + len(piece)
        if high > low:
            kept.append((low, high))
    return tuple(kept)


def is_all_quoted(p: Passage, low: int, high: int) -> bool:
    """Whether a unit is quotations and nothing else."""
    text = p.masked[low:high]
    return OPEN in text and not re.search(r"\w", text)


def passage_drafts(p: Passage) -> tuple[list[Draft], list[Range]]:
    """The drafts of a passage, and the quotations at its beginning that belong to whoever spoke before."""
    drafts: list[Draft] = []
    more: dict[int, list[Range]] = {}
    orphans: list[Range] = []
    speaker = None
    for low, high in p.units:
        found = unit_drafts(p, low, high)
        for i, draft in enumerate(found, start=len(drafts)):
            speaker = i if _has_quotation(p, draft) else speaker
        drafts += found
        if not found and is_all_quoted(p, low, high):
            quotes = quotes_between(p, low, high)
            if speaker is not None:
                more.setdefault(speaker, []).extend(quotes)
            elif not drafts:
                orphans += quotes
    for i, quotes in more.items():
        drafts[i] = replace(drafts[i], content=drafts[i].content + tuple(quotes))
    if orphans and drafts and _has_quotation(p, drafts[0]):
        drafts[0] = replace(drafts[0], content=(*orphans, *drafts[0].content))
        orphans = []
    return drafts, orphans


def _has_quotation(p: Passage, draft: Draft) -> bool:
    return draft.rule == INTRODUCED or any(OPEN in p.masked[low:high] for low, high in draft.content)


def mode(p: Passage, draft: Draft) -> str:
    """direct, indirect or mixed, from how much of the content stands between quotation marks."""
    text = "".join(p.masked[low:high] for low, high in draft.content)
    quoted = sum(text.count(mark) for mark in (OPEN, MASK, FULL, CLOSE))
    if not quoted:
        return "indirect"
    fragment = FULL not in text and quoted < FRAGMENT
    return "mixed" if fragment or re.search(r"\w", text) else "direct"


def first_span(p: Passage, place: Range | None) -> Span | None:
    """The document span of a range, up to the first gap between sentences; None for None."""
    return next(iter(p.spans(*place)), None) if place else None


def finished(p: Passage, draft: Draft) -> Attribution:
    """The attribution of a draft, its ranges cut into document spans."""
    content = [span for low, high in draft.content for span in p.spans(low, high)]
    content = sorted({(s.start, s.end): s for s in content}.values(), key=lambda s: (s.start, s.end))
    source = first_span(p, draft.source)
    if source and source.text.lower() == "who":
        people = antecedent(p, 0, draft.source[0])
        source = first_span(p, people) or source
    if source and any(part.start <= source.start and source.end <= part.end for part in content):
        source = None  # borrowed from a report inside this one: nobody is named for the whole
    cue = first_span(p, draft.cue)
    at = draft.cue[0] if draft.cue else content[0].start - p.start
    return Attribution(source, cue, tuple(content), mode(p, draft), draft.rule, p.sentence(at))


def rule_attributions(sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
    """The attributions of a body, in text order.

    Parameters
    ----------
    sentences : as `segments.sentences` returns them.
    quotations : as `quotations.quotations` returns them, for the same paragraphs.

    >>> text = "Jane Doe said that the mill would close."
    >>> found = rule_attributions((Sentence(0, len(text), text, 1, 1),), ())[0]
    >>> found.source.text, found.cue.text, [span.text for span in found.content], found.mode
    ('Jane Doe', 'said', ['that the mill would close'], 'indirect')
    """
    quoted = {number: tuple(group) for number, group in groupby(quotations, key=lambda q: q.paragraph)}
    found: list[Attribution] = []
    later: dict[int, list[Span]] = {}
    before = 0
    for number, rows in groupby(sentences, key=lambda row: row.paragraph):
        reopened = any(q.continued for q in quoted.get(number + 1, ()))
        p = passage(tuple(rows), quoted.get(number, ()), reopened)
        drafts, orphans = passage_drafts(p)
        if orphans and found and number - before == 1 and goes_on(found[-1]):
            later.setdefault(len(found) - 1, []).extend(span for pair in orphans for span in p.spans(*pair))
        made = [finished(p, draft) for draft in drafts]
        found += sorted(made, key=lambda a: a.cue.start if a.cue else a.content[0].start)
        before = number
    for i, spans in later.items():
        kept = (*found[i].content, *spans)
        found[i] = replace(found[i], content=kept, mode=found[i].mode if found[i].content else "direct")
    return tuple(a for a in found if a.content)


def goes_on(last: Attribution) -> bool:
    """Whether a paragraph of nothing but quotation goes on with the speaker before it."""
    return last.mode != "indirect" or last.marked_by == INTRODUCED
