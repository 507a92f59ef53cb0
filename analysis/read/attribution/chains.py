"""Hearsay: which report stands inside which, reports found inside reports, and reports that name nobody.

Input is the parts of a text and the attributions found in it; output is attributions whose `parent` says inside whose
content they stand (A says that B said). Trained engines find no report inside a report, for nobody marked any in their
labels; the rules do. Caution: only reports with a word of saying or thinking and a whole clause are added, so a chain
told in other ways ("a leak, on his account of her visit") is not found.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from analysis.read.attribution.record import Attribution
from analysis.read.attribution.rules.cues import MARKS, verbs
from analysis.read.attribution.rules.engine import rule_attributions
from analysis.read.attribution.rules.phrases import DETERMINERS, PLURALS, PREPOSITIONS, PRONOUNS, words
from analysis.read.attribution.rules.sites import VERB_ONLY
from analysis.read.attribution.rules.verbless import VIEWED
from analysis.read.attribution.stances import cue_act, cue_head, cue_stance
from analysis.read.quotations import Quotation, quotations
from analysis.read.segments import Paragraph, Sentence
from analysis.read.zones import Span

DEEPEST = 3  # reports inside reports inside reports are looked for, and no further
AGENTLESS = ("hearsay", "impersonal")
SUPPLEMENTS = (*AGENTLESS, VIEWED)  # what trained engines miss, for people marked few of them
# Rules that hardly ever err inside a content; the others need the position of a whole sentence.
NESTING = (*AGENTLESS, "according to", "noun that", "source, cue, quotation", "content, source, cue", "as source says")
SAYING = words("say tell claim think believe argue warn insist")  # a clause may follow them without "that"
CALLING = words("call describe label dub brand")  # a quotation may follow them: "called it “a ruin”"
NO_REPORT = words("prove continue go begin mean")  # events and plans do so too
SPEAKER = words("i we you who which that it this my our me")
PERSONS = words("he she they")
CLAUSE = re.compile(r"(?:that|whether|how|why)\b")
LEAD = re.compile(r"(?:[\s,;:]*(?:that\b|and\b|but\b)?[\s,;]*)")


def agentless(sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
    """Reports that name no source ("reportedly", "it is believed that", "is said to") or only a view, in text order.

    Parameters
    ----------
    sentences, quotations : as `rule_attributions` takes them.

    >>> rows = (Sentence(0, 33, "It is believed that the dam leaks", 1, 1),)
    >>> [(a.cue.text, a.source, a.marked_by) for a in agentless(rows, ())]
    [('is believed', None, 'impersonal')]
    """
    return tuple(a for a in rule_attributions(sentences, quotations) if a.marked_by in SUPPLEMENTS)


def chained(attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, each with the place of the one inside whose content its cue and its source stand as `parent`.

    Where several contents hold a cue, the innermost counts. An attribution that says nothing of its own place (no cue,
    or a source outside the content, as in "X said it leaks, adding that it is old") has no parent.

    >>> inner = Attribution(Span(10, 13, "Mora"), Span(14, 18, "said"), (Span(19, 27, "it leaks"),), "indirect", "", 1)
    >>> outer = Attribution(Span(0, 2, "He"), Span(3, 7, "said"), (Span(8, 27, "..."),), "indirect", "", 1)
    >>> [a.parent for a in chained((outer, inner))]
    [None, 0]
    """
    parents: list[int | None] = [None] * len(attributions)
    for i, holders in _holders(attributions):
        a = attributions[i]
        for j in holders:
            if j != i and _holds_source(attributions[j], a) and not _is_above(parents, i, j):
                parents[i] = j
                break
    return tuple(replace(a, parent=parent) for a, parent in zip(attributions, parents, strict=True))


def _holders(attributions: tuple[Attribution, ...]) -> Iterator[tuple[int, list[int]]]:
    """Each attribution that has a cue, and those in whose content the cue stands, the innermost first."""
    contents = sorted((c.start, -c.end, j) for j, a in enumerate(attributions) for c in a.content)
    cues = sorted((a.cue.start, a.cue.end, i) for i, a in enumerate(attributions) if a.cue)
    held: list[tuple[int, int, int]] = []
    ahead = 0
    for start, end, i in cues:
        while ahead < len(contents) and contents[ahead][0] <= start:
            held.append(contents[ahead])
            ahead += 1
        held = [row for row in held if -row[1] > start]
        yield i, [j for low, high, j in reversed(held) if -high >= end]


def _holds_source(outer: Attribution, inner: Attribution) -> bool:
    source = inner.source
    return source is None or any(c.start <= source.start and source.end <= c.end for c in outer.content)


def _is_above(parents: list[int | None], i: int, j: int) -> bool:
    """Whether `i` already stands above `j`, so that `j` cannot be above `i`."""
    seen = 0
    at: int | None = j
    while at is not None and at != i and seen <= len(parents):
        at, seen = parents[at], seen + 1
    return at is not None


def with_hearsay(
    text: str,
    attributions: tuple[Attribution, ...],
    sentences: tuple[Sentence, ...],
    quoted: tuple[Quotation, ...],
) -> tuple[Attribution, ...]:
    """The attributions with the reports inside their contents added, in the order of their cues, chained.

    Parameters
    ----------
    attributions : what an engine found in `text`.
    sentences, quoted : the sentences and the quotations of `text`.

    What is added has `marked_by` "hearsay: " and the name of its rule, and its act and stance from its cue. Left out
    are reports of the speaker about himself ("I said", "Mora said she thought") and those whose cue is already marked.

    >>> text = "Mora said that the mayor had told her that the dam leaks."
    >>> rows = (Sentence(0, len(text), text, 1, 1),)
    >>> [(a.source.text, a.cue.text, a.parent) for a in with_hearsay(text, rule_attributions(rows, ()), rows, ())]
    [('Mora', 'said', None), ('the mayor', 'had told', 0)]
    """
    found, fresh = list(attributions), list(attributions)
    for _ in range(DEEPEST):
        taken = sorted((a.cue.start, a.cue.end) for a in found if a.cue)
        fresh = [a for a in _nested(text, fresh, sentences, quoted) if not _overlaps(taken, a.cue)]
        found += fresh
        if not fresh:
            break
    return chained(tuple(sorted(found, key=_place)))


def _place(a: Attribution) -> int:
    return a.cue.start if a.cue else a.content[0].start if a.content else 0


def _overlaps(taken: list[tuple[int, int]], cue: Span) -> bool:
    at = bisect_right(taken, (cue.end, -1)) - 1
    return at >= 0 and taken[at][1] > cue.start


def _nested(
    text: str, outer: Iterable[Attribution], sentences: tuple[Sentence, ...], quoted: tuple[Quotation, ...]
) -> list[Attribution]:
    """What the rules find inside the contents, and take to be a report of somebody else."""
    found: dict[tuple[int, int], Attribution] = {}
    for a in outer:
        for content in (Span(c.start, c.end, text[c.start : c.end]) for c in a.content):
            for zone, inside in _zones(content, _is_quoted(content, quoted)):
                for new in _reports(zone, sentences):
                    if new.cue and _is_hearsay(new, a, inside):
                        act, stance = cue_act(new.cue.text, quoted=new.mode == "direct"), cue_stance(new.cue.text)
                        new = replace(new, marked_by=f"hearsay: {new.marked_by}", act=act, stance=stance)
                        found.setdefault((new.cue.start, new.cue.end), new)
    return [found[key] for key in sorted(found)]


def _is_quoted(content: Span, quoted: tuple[Quotation, ...]) -> bool:
    """Whether a content lies inside a quotation, its marks left out."""
    at = bisect_right(quoted, content.start, key=_start) - 1
    return at >= 0 and quoted[at].start <= content.start and content.end <= quoted[at].end


def _zones(content: Span, inside: bool) -> Iterator[tuple[Span, bool]]:
    """A content as stretches to read: itself, and each quotation in it without its marks."""
    rows = quotations(content.text, (Paragraph(0, len(content.text), content.text, "prose"),))
    whole = rows and not content.text.replace(rows[0].text, "", 1).strip(MARKS + " ,.")
    if not whole:
        yield content, inside
    for q in rows:
        yield Span(content.start + q.start, content.start + q.end, q.text), True


def _reports(zone: Span, sentences: tuple[Sentence, ...]) -> tuple[Attribution, ...]:
    """What the rules find in one stretch, read as a paragraph of its own."""
    first = max(0, bisect_right(sentences, zone.start, key=_start) - 1)
    rows = []
    for row in sentences[first : bisect_left(sentences, zone.end, key=_start)]:
        low, high = max(row.start, zone.start), min(row.end, zone.end)
        piece = zone.text[low - zone.start : max(high, low) - zone.start]
        led = LEAD.match(piece).end()
        if piece[led:].strip():
            rows.append(Sentence(low + led, high, piece[led:], row.number, 1))
    marks = quotations(zone.text, (Paragraph(zone.start, zone.end, zone.text, "prose"),))
    return rule_attributions(tuple(rows), marks) if rows else ()


def _is_hearsay(new: Attribution, outer: Attribution, inside: bool) -> bool:
    """Whether a report found in the content of another is one, and somebody else's."""
    if new.marked_by not in NESTING and not (new.marked_by == "source, cue, clause" and _is_clause(new)):
        return False
    if new.source is None:
        return new.marked_by in AGENTLESS
    first, *rest = re.split(r"\s+", re.sub(r"[’']\w*", "", new.source.text.lower()))
    if SPEAKER.intersection([first, *rest]) or not _agrees(new) or new.cue.text.startswith("to "):
        return False
    # "Mora said she had said": nobody can tell whether "she" is Mora; "he told me" in a quotation is another.
    return bool(rest) or first not in PERSONS or inside or _is_other(first, outer.source)


def _is_clause(new: Attribution) -> bool:
    """Whether a content is surely a clause: "that it leaks"; after "said" also "the dam leaks", and any quotation."""
    head, content = cue_head(new.cue.text), new.content[0].text
    if len(content.split()) < 3 or head is None or head.lemma in NO_REPORT:
        return False
    first = content.split()[0]
    plain = (first[0].isupper() or first.lower() in DETERMINERS | PRONOUNS) and not content.startswith(("this", "it "))
    called = head.lemma in CALLING and new.mode != "indirect"
    return bool(CLAUSE.match(content)) or called or (head.lemma in SAYING and plain)


def _agrees(new: Attribution) -> bool:
    """Whether source and cue can be subject and verb, unlike "the demands that come with it" or "to people say"."""
    source = new.source.text.split()
    last = source[-1].lower()
    if last in DETERMINERS:
        return False
    named = source[-1][0].isupper() or last in PRONOUNS
    if source[0].lower() in PREPOSITIONS or not (named or last.endswith("s") or source[0].lower() in DETERMINERS):
        return False
    verb = verbs().get(new.cue.text.lower())  # of one word: an auxiliary would prove a verb
    if new.marked_by in ("noun that", "according to") or verb is None or verb.shape == "past":
        return True
    if verb.shape == "base":
        return last in PLURALS or last.endswith("s")
    return named or (verb.lemma in VERB_ONLY and verb.shape == "s")


def _is_other(pronoun: str, source: Span | None) -> bool:
    """Whether a pronoun cannot stand for a source: "she" in what "he" or "they" said."""
    return source is not None and source.text.lower() in PERSONS - {pronoun}


def _start(row: Span) -> int:
    return row.start
