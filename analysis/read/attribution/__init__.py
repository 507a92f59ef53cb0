"""Who says what: three engines behind one function, and what is read from what they find.

`attributions` is the door. `rules` needs no weights; `linear` and `transformer` were trained on labelled news. What all
three find goes through the same finish: mode, act, stance, and which report stands inside which.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from analysis.errors import one_of
from analysis.read.attribution.chains import agentless, chained, with_hearsay
from analysis.read.attribution.coordination import parted
from analysis.read.attribution.quotation_kinds import is_speech_content, quotation_kinds
from analysis.read.attribution.record import Attribution
from analysis.read.attribution.rules.engine import rule_attributions
from analysis.read.attribution.stances import cue_act, cue_stance, is_nominal
from analysis.read.quotations import Quotation
from analysis.read.segments import Paragraph, Sentence

ENGINES = ("rules", "linear", "transformer")
DEFAULT = "transformer"
CLAUSE = re.compile(r"(?i)\W*(?:that|whether|how|why|to)\b")

__all__ = ["DEFAULT", "ENGINES", "Attribution", "attributions"]


def attributions(
    text: str,
    paragraphs: tuple[Paragraph, ...],
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    *,
    engine: str = DEFAULT,
    nested: bool = True,
) -> tuple[Attribution, ...]:
    """The attributions of a text, in text order.

    Parameters
    ----------
    paragraphs, sentences, quotations : as `segments` and `quotations` return them for `text`.
    engine : one of `ENGINES`.
    nested : whether reports inside reports are looked for (A says that B said), which labelled texts leave out.

    >>> from analysis.read.document import Document
    >>> found = Document(id="x", text="Jane Doe said that the mill would close.").attributions[0]
    >>> found.source.text, found.cue.text, [span.text for span in found.content], found.mode, found.act
    ('Jane Doe', 'said', ['that the mill would close'], 'indirect', 'speech')
    """
    one_of("engine", engine, ENGINES)
    if engine == "rules":
        found = rule_attributions(sentences, quotations)
    else:
        from analysis.read.attribution.engines import trained_attributions  # numpy: only where weights are asked for

        found = trained_attributions(text, paragraphs, sentences, quotations, engine)
        # What labels cannot teach, for people marked few of them: reports on nobody's authority, and views.
        found = parted(joined(found, agentless(sentences, quotations)))
    found = tuple(map(read_cue, found))
    kinds = quotation_kinds(text, sentences, quotations, found)
    found = tuple(one for one in found if is_speech_content(text, one, kinds))
    return with_hearsay(text, found, sentences, quotations) if nested else chained(found)


def joined(found: tuple[Attribution, ...], more: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """What an engine found, and of `more` what shares no letter of cue or content with it, in text order.

    >>> joined((), ())
    ()
    """
    taken = sorted(edges for one in found for edges in _edges(one))
    kept = [one for one in more if not any(_meets(taken, *edges) for edges in _edges(one))]
    return tuple(sorted((*found, *kept), key=lambda one: min(_edges(one)))) if kept else found


def _edges(one: Attribution) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in (*one.content, one.cue) if part]


def _meets(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    i = bisect_left(taken, (end,))  # contents and cues of one engine do not overlap
    return i > 0 and taken[i - 1][1] > start


def read_cue(one: Attribution) -> Attribution:
    """An attribution with the act and the stance of its cue.

    A noun with no more than a topic ("remarks about the mill") tells that somebody spoke, not what was said: it is
    counted with beliefs, for reported speech has a verb of saying, a clause or a quotation.
    """
    cue = one.cue.text if one.cue else ""
    if cue and re.match(r"that\b", one.content[0].text):
        cue += " that"  # the court held that, unlike the court held
    act = cue_act(cue, quoted=one.mode != "indirect")
    topic = one.confidence is not None and one.mode != "direct" and not CLAUSE.match(one.content[0].text)
    if act == "speech" and topic and is_nominal(cue, one.source.text if one.source else ""):
        act = "belief"
    return replace(one, act=act, stance=cue_stance(cue))
