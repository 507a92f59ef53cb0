"""What a cue is: its act (speech, belief, intention, perception) and what it lets the writer say about the report.

Input is the words of a cue ("was quick to point out that"); output is one name, found by the word of two lists that
governs the cue: `lexicons/reporting_verbs.csv` and `lexicons/cue_words.csv`. Caution: a list knows words, not what a
writer means by them; a cue without a listed word has the stance 'unclassified', and its act is a guess from its shape.
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from analysis.errors import CrossreadError
from analysis.read.attribution.rules.cues import BE, LEXICON
from analysis.read.attribution.rules.phrases import words

STANCES = (
    "neutral", "asserting", "doubting", "endorsing", "conceding", "disputing", "evaluating", "directive",
    "unclassified",
)  # fmt: skip
KINDS = ("verb", "light", "noun", "adjective", "adverb", "phrase")
PLAIN = str.maketrans({"’": "'", "‘": "'", "‑": "-", "‐": "-"})
LONGEST = 2000  # characters of a cue that are read; no cue is as long
PIECE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
DETERMINERS = words("a an the his her its their my our your this that these those another one")
OCCASIONS = words("in on at during via by through with from into for of after before amid about over under")
# Whoever wants, plans or is ready to say something has not said it: these govern the verb behind their "to".
WILLING = words(
    "want plan hope intend expect wish prepare decide dream aspire eager willing ready likely keen aim like love hate "
    "prefer mean intention desire"
)
# Words that are something else as soon as another listed word stands in the cue: "pushed back", "showed interest".
WEAK = words("back like mind clear put sign use direct press show")
# They say that a report holds only as long as they are not negated; to "not know" something still takes it for true.
PROVEN = words(
    "confirm prove show demonstrate verify document establish corroborate substantiate validate determine find proof "
    "evidence confirmation"
)
POSSESSIVE = re.compile(r"(?:'s|s'|'|^(?:his|her|its|their|my|our|your))$")
NEGATION = re.compile(r"\b(?:not|never|no|cannot|nor|neither|hardly|without|fail(?:s|ed)? to)\b|n't\b")
HEDGED = re.compile(
    r"\b(?:allegedly|supposedly|purportedly|ostensibly|so-called|falsely|wrongly|incorrectly|erroneously)\b"
)


@dataclass(frozen=True, slots=True)
class CueWord:
    """One word or phrase that reports: its base form, its kind (one of `KINDS`), its act and its stance."""

    lemma: str
    kind: str
    act: str
    stance: str


@cache
def cue_words() -> dict[str, CueWord]:
    """Every form of both lists, in lower case, with what the list says of it.

    >>> cue_words()["alleged"].stance, cue_words()["in the words of"].act
    ('doubting', 'speech')
    """
    found: dict[str, CueWord] = {}
    for path in (LEXICON, LEXICON.with_name("cue_words.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                word = CueWord(row["lemma"].replace("_", " "), row.get("kind", "verb"), row["act"], row["stance"])
                for form in row["forms"].split():
                    found.setdefault(form.replace("_", " "), word)
    return found


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The forms of several words by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in cue_words():
        parts = tuple(form.split())
        if len(parts) > 1:
            found[parts[0]].append(parts)
    return {first: tuple(sorted(forms, key=lambda parts: (-len(parts), parts))) for first, forms in found.items()}


def _plain(cue_text: str) -> str:
    if not isinstance(cue_text, str):
        raise CrossreadError(f"cue_text must be the words of a cue, a str; not {cue_text!r}")
    return " ".join(cue_text[:LONGEST].translate(PLAIN).lower().split())


def _listed(text: str) -> tuple[list[str], list[tuple[int, CueWord]]]:
    """The words of a cue, and each listed one with its place."""
    pieces = PIECE.findall(text)
    found, at = [], 0
    while at < len(pieces):
        parts = next((p for p in _phrases().get(pieces[at], ()) if tuple(pieces[at : at + len(p)]) == p), None)
        form = " ".join(parts) if parts else pieces[at]
        word = cue_words().get(form) or cue_words().get(form.removesuffix("'s"))
        if word:
            found.append((at, word))
        at += len(parts) if parts else 1
    return pieces, found


def cue_head(cue_text: str) -> CueWord | None:
    """The listed word that governs a cue; None where no word of it is listed.

    Mostly the last listed word governs ("was quick to point out"). A noun behind a preposition only tells the occasion
    ("said in a statement"), and who wants or plans to do something has not yet done it ("wants to see").

    >>> [cue_head(cue).lemma for cue in ("was quick to point out that", "said in a statement", "wants to see")]
    ['point out', 'say', 'want']
    """
    pieces, listed = _listed(_plain(cue_text))
    if len(listed) > 1:
        listed = [pair for pair in listed if pair[1].lemma not in WEAK] or listed
    head = None
    for at, word in listed:
        if head is None or _governs(pieces, head, at, word):
            head = at, word
    return head[1] if head else None


def _governs(pieces: list[str], head: tuple[int, CueWord], at: int, word: CueWord) -> bool:
    """Whether a listed word takes over from the one before it."""
    between = pieces[head[0] + 1 : at]
    if word.kind in ("light", "adverb"):
        return head[1].kind == "light" and word.kind == "light"
    if head[1].kind in ("light", "adverb"):
        return True
    if "to" in between and (head[1].lemma in WILLING or head[1].stance == "directive"):
        return False
    if pieces[at].endswith("ing") and between[-1:] in (["of"], ["for"]):
        return False  # "accused him of saying": the saying is not reported as such
    return not (OCCASIONS.intersection(between) and _is_noun(pieces, at, word))


def _is_noun(pieces: list[str], at: int, word: CueWord) -> bool:
    """Whether a listed word is a noun or stands as one: "in a report", "on his angry tweet"."""
    before = pieces[max(at - 3, 0) : at]
    if word.kind == "noun":
        return True
    if pieces[at].endswith("ing"):
        return False
    return before[-1:] != ["to"] and bool((DETERMINERS | OCCASIONS).intersection(before))


def is_nominal(cue_text: str, source_text: str = "") -> bool:
    """Whether the word that governs a cue is a noun: "Mora's remarks about", "is the leading advocate for".

    Parameters
    ----------
    source_text : the words of the source, "" where there is none: a possessive makes the cue a noun.

    >>> is_nominal("remarks about", "Mora's"), is_nominal("remarked", "Mora"), is_nominal("the advocate for", "she")
    (True, False, True)
    """
    head = cue_head(cue_text)
    if head is None:
        return False
    if head.kind == "noun" or POSSESSIVE.search(_plain(source_text)):
        return True
    pieces, listed = _listed(_plain(cue_text))
    at = max(place for place, word in listed if word is head)
    before = pieces[:at]
    if not source_text and pieces[-1] in ("to", "of", "about", "on", "for") and not BE.search(cue_text):
        return pieces[at].endswith("s") and not before  # "references to": a verb would have a subject
    return bool(DETERMINERS.intersection(before)) and not any(place < at for place, _ in listed)


def cue_act(cue_text: str, *, quoted: bool = False) -> str:
    """What a cue reports: 'speech', 'belief', 'intention' or 'perception'.

    Parameters
    ----------
    cue_text : the words of the cue, auxiliaries, negation and prepositions included; "" where there are none.
    quoted : whether the content stands between quotation marks, which makes an unlisted cue one of speech.

    Beliefs are what a source holds or feels, intentions what it wants or tries, perceptions what it sees or comes to
    know. Where no word is listed, "is off to" is an intention and the rest is taken for a belief, so that what counts
    as speech has a word of saying or quotation marks. Raises `CrossreadError` for anything but text.

    >>> [cue_act(cue) for cue in ("has long insisted", "is expected to", "'s plan for", "did not see")]
    ['speech', 'belief', 'intention', 'perception']
    """
    head = cue_head(cue_text)
    if head is not None and (head.kind != "light" or quoted):
        text = _plain(cue_text)
        return "belief" if head.lemma in ("see", "look") and re.search(r"\bas\b", text) else head.act
    return "speech" if quoted else _act_by_shape(_plain(cue_text))


def _act_by_shape(text: str) -> str:
    """The act of a cue without a listed word, from its auxiliaries and its last word."""
    pieces = PIECE.findall(text)
    if not pieces:
        return "speech"
    return "intention" if pieces[-1] == "to" and BE.search(text) else "belief"


def cue_stance(cue_text: str) -> str:
    """What a cue lets the writer say about the report: one of `STANCES`.

    'neutral' leaves truth open; 'asserting' shows a source that presses its point; 'doubting' keeps the writer at a
    distance; 'endorsing' takes the report for true; 'conceding' takes it for true and held back until then; 'disputing'
    shows a source that contradicts; 'evaluating' one that praises, blames or takes sides; 'directive' asks for an act.
    A cue without a listed word is 'unclassified'; a bare dash or colon is 'neutral'.

    Notes
    -----
    Categories after Kiparsky and Kiparsky (1970), Hooper (1975), Fillmore (1971) and Thompson and Ye (1991), cited in
    `lexicons/README.md`. The list cannot tell irony, nor a "claim" that means no more than "say".

    >>> [cue_stance(cue) for cue in ("said", "falsely claimed", "was quick to point out", "admits", "did not confirm")]
    ['neutral', 'doubting', 'endorsing', 'conceding', 'neutral']
    """
    text = _plain(cue_text)
    if text and not re.search(r"\w", text):
        return "neutral"
    if HEDGED.search(text):
        return "doubting"
    head = cue_head(cue_text)
    if head is None or head.kind == "light":
        return "unclassified"
    return "neutral" if head.lemma in PROVEN and NEGATION.search(text) else head.stance
