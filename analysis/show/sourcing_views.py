"""What the sourcing panel shows, for any choice: voices, passages, the table behind them, the code that gives it.

Input is a corpus and a choice, output is tables and escaped HTML. Caution: a passage is cut to the sentences in which
source, cue and content stand; what stands between them is left out and shown as dots.
"""

import html
import itertools
import re
from dataclasses import dataclass

import pandas

from analysis import measure
from analysis.measure.reports import Report, reports
from analysis.read.attribution import Attribution
from analysis.read.attribution.corrections import READER, Correction, corrections, place
from analysis.read.attribution.rules.phrases import DETERMINERS, PRONOUNS
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.loading import with_corrections
from analysis.read.sources.relatives import RELATIVES
from analysis.show.frames import Page

COLUMNS = ["sentence", "mode", "act", "stance", "source", "source_name", "source_type", "resolution", "cue", "content",
           "marked_by", "confidence"]  # fmt: skip
PARTS = {"content": "mark", "source": "b", "cue": "u"}  # how each part of an attribution is set
NO_NAMES = PRONOUNS | DETERMINERS | RELATIVES
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


@dataclass(frozen=True)
class VoiceChoice:
    """What a reader has chosen in the sourcing panel; an empty `voice` stands for none."""

    document: str
    act: str = "all"
    voice: str = ""

    def code(self, numbers: list[int]) -> str:
        """The lines that give strip and rows of the choice in a cell.

        >>> print(VoiceChoice("rand").code([0, 4]))
        show.voice_lanes(measure.voice_lanes(corpus, 'rand', act='all'))
        measure.attributions(corpus, act='all').query('document == "rand" and attribution in [0, 4]')
        """
        wanted = f"document == {_quoted(self.document)} and attribution in {numbers}"
        return (
            f"show.voice_lanes(measure.voice_lanes(corpus, {self.document!r}, act={self.act!r}))\n"
            f"measure.attributions(corpus, act={self.act!r}).query({wanted!r})"
        )


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def voices_listed(corpus: Corpus, choice: VoiceChoice) -> pandas.DataFrame:
    """The rows of `measure.voices` for the document and the acts chosen."""
    return measure.voices(Corpus(corpus.folder, (corpus[choice.document],)), act=choice.act)


def said_by(corpus: Corpus, choice: VoiceChoice) -> list[Report]:
    """All reports of the voice chosen, in the order of the text."""
    return [report for report in reports(corpus[choice.document], choice.act) if report.voice == choice.voice]


def rows_drawn_from(corpus: Corpus, choice: VoiceChoice) -> pandas.DataFrame:
    """The rows of `measure.attributions` behind what the voice says."""
    table = measure.attributions(Corpus(corpus.folder, (corpus[choice.document],)), act=choice.act)
    return table[table["attribution"].isin([report.number for report in said_by(corpus, choice)])][COLUMNS]


def said_view(corpus: Corpus, choice: VoiceChoice) -> Page:
    """All that a voice says, each report in its sentences, with what is known of its source and of the mark.

    >>> from analysis import load_corpus
    >>> corpus = load_corpus()
    >>> voice = measure.voices(corpus)["voice"].iloc[0]
    >>> "<mark>" in said_view(corpus, VoiceChoice(corpus.target.id, voice=voice))
    True
    """
    document, found = corpus[choice.document], said_by(corpus, choice)
    if not found:
        return Page("<p>No voice is cited.</p>")
    items = "".join(
        f"<li style='margin-bottom:0.7em'>{highlighted(document, report.attribution)}<br>"
        f"<small>{html.escape(particulars(report))}</small></li>"
        for report in found
    )
    count = f"{len(found)} report{'' if len(found) == 1 else 's'}"
    return Page(
        f"<div style='line-height:1.4'><h4 style='margin:0'>{html.escape(choice.voice)}: {count}</h4><small>"
        "<mark>what is said</mark>, <b>source</b>, <u>reporting words</u></small>"
        f"<ol style='padding-left:1.6em'>{items}</ol></div>"
    )


def particulars(report: Report) -> str:
    """Where the report stands, its mode, act and stance, how its source was read, who marked it and how surely."""
    found, source = report.attribution, report.source
    written = " ".join(found.source.text.split()) if found.source else ""
    told = [f"sentence {found.sentence}" if found.sentence else "heading", found.mode, found.act, found.stance]
    if source.type:
        told.append(source.type + (f", {source.affiliation}" if source.affiliation else ""))
    if source.name and written and source.name != written:
        told.append(f"“{written}” read as {source.name}")
    if source.reason:
        told.append(source.reason)
    told.append("corrected by a reader" if found.marked_by == READER else f"marked by {found.marked_by}")
    told.append("without a confidence" if found.confidence is None else f"confidence {found.confidence:.2f}")
    return " · ".join(told)


def highlighted(document: Document, found: Attribution) -> str:
    """The sentences of an attribution as HTML, its parts set apart and everything else as text.

    >>> document = Document(id="x", text="It rained. Ann Lee said that it was late.")
    >>> highlighted(document, document.attributions[0])
    '<b>Ann Lee</b> <u>said</u> <mark>that it was late</mark>.'
    """
    spans = [(part.start, part.end, "content") for part in found.content]
    spans += [(p.start, p.end, name) for p, name in ((found.source, "source"), (found.cue, "cue")) if p]
    return " … ".join(_set(document.text, *frame, spans) for frame in _frames(document, spans))


def _frames(document: Document, spans: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The stretches of whole sentences that hold the spans, in order, those that touch joined."""
    frames: list[tuple[int, int]] = []
    for start, end, _ in sorted(spans):
        first, last = document.sentence_at(start), document.sentence_at(end - 1)
        low, high = (first.start if first else start), (last.end if last else end)
        if frames and low <= frames[-1][1] + 2:
            frames[-1] = (frames[-1][0], max(high, frames[-1][1]))
        else:
            frames.append((low, high))
    return frames


def _set(text: str, low: int, high: int, spans: list[tuple[int, int, str]]) -> str:
    edges = sorted({low, high, *(e for s in spans for e in s[:2] if low < e < high)})
    pieces = []
    for start, end in itertools.pairwise(edges):
        # Parts may lie in each other ("people like him"), so each piece carries the marks of all it belongs to.
        tags = [PARTS[name] for s, e, name in spans if s <= start and end <= e]
        opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
        pieces.append(f"{opened}{html.escape(text[start:end])}{closed}")
    return "".join(pieces)


def other_mentions(document: Document, found: Attribution) -> list[str]:
    """Who else may be the source: sources and names of the same sentences, then the other sources of the document."""
    spans = [(part.start, part.end, "") for part in (found.source, found.cue, *found.content) if part]
    frames = _frames(document, spans)
    sources = [a.source for a in document.attributions if a.source]
    near = [s.text for s in sources if any(low <= s.start < high for low, high in frames)]
    names = [name for low, high in frames for name in capitalised(document.text[low:high])]
    listed = [POSSESSIVE.sub("", " ".join(name.split())) for name in (*near, *names, *(s.text for s in sources))]
    own = " ".join(found.source.text.split()) if found.source else ""
    # A lone pronoun says nothing of who is meant.
    return [name for name in dict.fromkeys(listed) if name != own and name.lower() not in NO_NAMES]


def capitalised(sentence: str) -> list[str]:
    """Runs of capitalised words, which may be names; a lone word at the beginning is left out.

    >>> capitalised("Then the mayor told Ada Pell of Mill Lane, and left")
    ['Ada Pell', 'Mill Lane']
    """
    found = re.finditer(r"(?<!\w)[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*", sentence)
    return [match.group() for match in found if match.start() or " " in match.group()]


def recorrected(corpus: Corpus) -> Corpus:
    """The corpus with the corrections that its folder holds now."""
    lines = corrections(corpus.folder)
    return Corpus(corpus.folder, tuple(with_corrections(document, lines) for document in corpus))


def correction_label(document: Document, row: Correction) -> str:
    """What a line does, in words: for the list of what may be undone."""
    sentence = document.sentence_at(row.at[0])
    where = f"sentence {sentence.number}" if sentence else "heading"
    done = {"remove": "not an attribution", "replace": "other source", "add": "added"}[row.action]
    words = " ".join(document.text[slice(*row.at)].split())[:40]
    who = " ".join(document.text[slice(*row.source)].split())[:40] if row.source else "none"
    return f"{where}, “{words}”: {done}" + (f" ({who})" if row.action == "replace" else "")


def mark_label(report: Report) -> str:
    """A mark in one line: for the list of what may be corrected."""
    found = report.attribution
    words = " ".join((found.cue or found.content[0]).text.split())[:30]
    said = " ".join(found.content[0].text.split())
    where = f"sentence {found.sentence}" if found.sentence else f"heading, character {place(found)[0]}"
    return f"{where}, {words}: {said[:50]}{'…' if len(said) > 50 else ''}"
