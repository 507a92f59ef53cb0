"""The rules that find who says what from a reporting verb, one small function each, in one table.

A rule of `VERB_RULES` takes a site (a reporting verb and what stands around it) and returns a draft, which is character
ranges, or None. To add a rule, write it and put it into the table: the first rule that applies wins. Rules that need
no verb stand in `verbless`. Caution: the order of the rules matters.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from analysis.read.attribution.rules.cues import BE, CLOSE, FULL, OPEN, WORD, Cue, verbs
from analysis.read.attribution.rules.phrases import (
    DAY,
    SENTENCE_VERB,
    STOP,
    TIME,
    clause_end,
    phrase_end,
    trimmed,
    trimmed_source,
)
from analysis.read.attribution.rules.sites import (
    CLAUSE_WORD,
    OCCASION,
    TELLING,
    Draft,
    Site,
    content_start,
    left_content,
    second_part,
    shared_source,
)

TAIL = re.compile(rf"{TIME}?(?:\s+(?:reporters|voters|lawmakers))?{OCCASION}?{TIME}?\s*(?=[.,;:!?)—–\x02\x1f]|$)")
QUOTING = ("free", "quote", "that")
NAMING = ("call", "dub", "label")
SCENE = re.compile(r"(?:On|In|At|After|As|When|While|Before|Since|Earlier|Last|Still|But)\b")
AFTERTHOUGHT = re.compile(
    rf",\s(?!in\sorder|including|such)|{TIME}(?=\s|$)|"
    r"\s(?:after|when|while|during|because|before|since|but)\s"
)
NAMELIKE = re.compile(rf"\s+(?!{DAY})(?:[A-Z]|(?:the|a|an|one|another|his|her|their|two|several|some|many)\s)")
SAYER_END = re.compile(
    rf"{STOP}|\x02|\x1f|,?\s(?:in an?|during|when|while|as|after|before)\s|{TIME}|"
    r",\s(?:\w+ing\b|but\b|and\s(?:he|she|it|they)\b|in\s|on\s)|\son\s(?:Twitter|Facebook|the)\b"
)

# The rules that start from a verb. Each takes a site and returns a draft, or None where it does not apply.


def passive(site: Site) -> Draft | None:
    """It was acknowledged by X; was described by X as Y; it is believed that; he is said to."""
    cue, p = site.cue, site.p
    by = re.compile(r"\s+by\s+").match(site.after)
    if cue.verb.shape != "past" or not (BE.search(cue.chain) or (by and not cue.chain)):
        return None
    said_of = (site.subject,) if site.subject else ()
    it = site.subject and p.masked[slice(*site.subject)].lower() in ("it", "there")
    if it and site.before.endswith(",") and site.after.startswith(","):
        end = clause_end(p, cue.end + 1, site.high)
        return Draft(None, site.cue_range, (*left_content(site, site.edge), (cue.end + 1, end)), "impersonal")
    if by:
        end = phrase_end(p, cue.end + by.end(), site.high)
        rest = re.compile(r"\s+as\s+").match(p.masked, end, site.high)
        more = ((rest.end(), clause_end(p, rest.end(), site.high)),) if rest else ()
        source = cue.end + by.end(), end
        return Draft(source, (cue.start, cue.end + 3), said_of + more, "passive by") if said_of else None
    if cue.verb.lemma == "oppose":
        return None  # "is opposed to it" has a source of its own
    led = re.match(r"\s+(?:that|to|whether|if|how|why)\b" if it else r"\s+(?:that|to)\b", site.after)
    if led and cue.verb.lemma not in ("tell", "ask", "call on"):
        content = (cue.end, clause_end(p, cue.end, site.high))
        return Draft(None, site.cue_range, (() if it else said_of) + (content,), "impersonal")
    return Draft(None, None, (), "none") if cue.verb.lemma not in ("agree", "conclude") else None


def inverted(site: Site) -> Draft | None:
    """The cue before its source: "Q," said X, the minister; CLAUSE, said X."""
    cue, p = site.cue, site.p
    head = p.masked[max(site.low, cue.start - 2) : cue.start].rstrip()
    if cue.verb.frame not in QUOTING or cue.verb.lemma in TELLING or cue.verb.shape == "ing":
        return None
    if not head.endswith((",", CLOSE)) or BE.search(cue.chain) or not NAMELIKE.match(site.after):
        return None
    stop = SAYER_END.search(site.after, 1)
    end = cue.end + (stop.start() if stop else len(site.after))
    if head.endswith(",") and SENTENCE_VERB.search(p.masked, cue.end, end):
        return None
    if head.endswith(",") and stop and stop.group() == OPEN:
        return None
    place = replace(site, subject=None)
    content = left_content(place, cue.start)
    if not content:
        return None
    end = trimmed_source(p, cue.end, end)
    return Draft((cue.end, end), site.cue_range, content + second_part(site, end, 99), "content, cue, source")


def trailing(site: Site) -> Draft | None:
    """The source after its content: "Q," X said; CLAUSE, X said; "Q1," X said, "Q2"; the plan, he said, is dead."""
    cue, p = site.cue, site.p
    if not site.subject or cue.verb.frame in ("object",) or (cue.verb.shape == "ing" and not cue.chain):
        return None
    before = site.before
    quoted = before.endswith((FULL + CLOSE, CLOSE + ",")) or re.fullmatch(r"\x02\x1a{40,}\x03", before)
    tail = TAIL.match(site.after)
    if cue.verb.lemma in TELLING and not tail:
        tail = re.compile(r"[^.,;:\x02\x1f]{0,100}(?=[.,;:\x02\x1f]|$)").match(site.after)
    if not quoted and not (before.endswith((",", "—", "–")) and tail and cue.verb.frame == "free"):
        return None
    if re.match(r"\s+that\b|\s*:", site.after) or (not quoted and OPEN in site.after[: tail.end() + 2]):
        return None
    content = left_content(site, site.edge)
    if not content or (not quoted and content[0][1] - content[0][0] < 15 and not site.after.startswith(",")):
        return None
    said = p.masked[slice(*content[0])]
    # "On Monday, X said in Paris ...": what stands before the comma only sets the scene.
    if not quoted and SCENE.match(said) and "," not in said and not site.after.startswith((",", ".")):
        return None
    more = second_part(site, cue.end + (tail.end() if tail else 0), len(said))
    return Draft(site.subject, site.cue_range, content + more, "content, source, cue")


def as_said(site: Site) -> Draft | None:
    """As X pointed out (in ...), "Q"; as X noted, CLAUSE; CLAUSE, as X said."""
    if not site.subject or site.cue.verb.frame not in ("free", "that") or site.cue.verb.shape == "ing":
        return None
    if not re.search(r"(?:^As|[,\x03—-]\sas)$", site.before) or re.search(r"\bto\s+$", site.cue.chain):
        return None
    p, cue = site.p, site.cue
    comma = re.compile(r"[^,;:\x02\x1f]{0,150}[,:]\s*|\s*(?=\x02)").match(site.after)
    start = site.low + len(site.before) - 2
    if comma and len(p.masked[site.low : site.edge].split()) < 3:
        at = cue.end + comma.end()
        quote = p.quote_at(at)
        content = quote or (at, clause_end(p, at, site.high))
    else:
        content = (site.content_low(), trimmed(p, site.content_low(), max(start, site.content_low())))
    if content[1] <= content[0]:
        return None
    return Draft(site.subject, site.cue_range, (content,), "as source says")


def quotation_after(site: Site) -> Draft | None:
    """X said: "Q"; X said, "Q"; X told Y in an interview that "Q"; what X called "Q"."""
    p, cue = site.p, site.cue
    at = p.masked.find(OPEN, cue.end, min(site.high, cue.end + 160))
    if at < 0:
        return None
    gap = p.masked[cue.end : at]
    source, quote = site.subject or shared_source(site), p.quote_at(at)
    if not source or not quote or not _leads_to_quotation(cue, gap):
        return None
    # "a class called “Rivers”" names a thing; "what X called “Q”" reports.
    if _is_name(site) and not re.search(r"\b(?:what|which|that)$", site.before):
        return None
    start = quote[0] - (5 if gap.endswith("that ") else 0)
    whole = ":" in gap or "," in gap[-2:] or p.masked[quote[1] - 2] == FULL or cue.verb.lemma in NAMING
    goes_on = re.compile(r"\s+\w").match(p.masked, quote[1], site.high)
    end = clause_end(p, quote[1], site.high) if goes_on and not whole else quote[1]
    return Draft(source, site.cue_range, ((start, max(end, quote[1])),), "source, cue, quotation")


def _is_name(site: Site) -> bool:
    """Whether a past form of "call" only gives a quoted name to the noun before it."""
    cue = site.cue
    return cue.verb.lemma in NAMING and cue.verb.shape == "past" and not cue.chain and site.after[:2] == " " + OPEN


def _leads_to_quotation(cue: Cue, gap: str) -> bool:
    """Whether the words between a cue and a quotation lead to it, and no other cue stands nearer."""
    if any(verb_in(word) for word in WORD.findall(gap)):
        return False
    if re.fullmatch(r"\s*[,:]?\s*(?:that\s)?\s*", gap):
        return True
    if re.fullmatch(r"[^;\x1f]{0,150}[,:]\s*", gap):
        return not re.search(r"\b(?:that|if|was|is)\b|[.?!]\s", gap)
    told = cue.verb.lemma in TELLING and re.fullmatch(r"[^,;:\x1f]{0,60}", gap)
    return bool(told) and not re.search(r"\bthat\s+\S", gap)


def introduction(site: Site) -> Draft | None:
    """X said: at the end of a paragraph, where the quotation follows in the next."""
    ends = re.match(r"[^.;\x02\x1f]{0,80}:\s*$", site.p.masked[site.cue.end : site.high][:100])
    return Draft(site.subject, site.cue_range, (), INTRODUCED) if ends and site.subject else None


def verb_in(word: str) -> bool:
    """Whether a word between a cue and a quotation is itself a reporting verb, nearer to the quotation."""
    verb = verbs().get(word.lower())
    return verb is not None and verb.shape in ("past", "ing")


def clause_after(site: Site) -> Draft | None:
    """X said (that) CLAUSE; X told Y that; who underlined that; X denied NP; X warned of NP."""
    p, cue = site.p, site.cue
    if re.search(r"(?:^|\s)(?:must|should)\s|^to\s+$", cue.chain):
        return None
    source = site.subject or shared_source(site)
    at = content_start(site)
    if source is None or at is None or _is_name(site):
        return None
    end = clause_end(p, at, site.high)
    if cue.verb.frame == "object" and not CLAUSE_WORD.match(site.after):
        cut = AFTERTHOUGHT.search(p.masked, at + 3, end)
        end = trimmed(p, at, cut.start()) if cut else end
    who = site.subject and p.masked[slice(*site.subject)].lower() in ("who", "which")
    if who and site.before.endswith(","):
        comma = p.masked.find(", ", at, end)
        end = comma if comma > 0 else end
    if end - at < 3:
        return None
    extra = re.compile(r"\s+(?:of|about|against|for|on|to)\b").match(site.after)
    stop = cue.end + extra.end() if extra and cue.end + extra.end() == at else cue.end
    return Draft(source, (cue.start, stop), ((at, end),), "source, cue, clause")


VERB_RULES: tuple[Callable[[Site], Draft | None], ...] = (
    passive,
    inverted,
    as_said,
    trailing,
    quotation_after,
    introduction,
    clause_after,
)

INTRODUCED = "introduced quotation"
