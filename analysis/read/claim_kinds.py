"""What a sentence does: state, ask, demand, foretell or quote; and whether it can be read alone.

Input is the words of a sentence (or of what it reports), output is its kind. Caution: kinds are told by closed lists of
words in the main clause, which is found without grammar; irony, and a demand in other words, are read as statements.
"""

import re

KINDS = ("statement", "question", "directive", "prediction", "quotation")
DUTY = re.compile(
    r"\b(?:must(?! have\b)|should|ought to|needs? to|(?:has|have) (?:got )?to(?! do with\b)|"
    r"(?:is|are) obliged to)\b"
)
ORDER = re.compile(r"[“\"'‘]?(?:Please|Let us|Let’s|Let's|Do not|Don’t|Don't)\s+[a-z]")
FORWARD = (
    r"expected|forecast|scheduled|projected|predicted|going|set|due|bound|poised|likely|unlikely|about|certain|sure"
)
FUTURE = re.compile(
    r"\b(?:will(?! of\b)|won['’]t|shall)\b|['’]ll\b|"
    rf"(?:\b(?:is|are|am)|['’](?:s|re|m))(?: \w+ly| now| still| also| not| never)? (?:{FORWARD}) to\b|"
    r"\blooks? (?:set|likely|certain|bound) to\b"
)
LATER = re.compile(r"\b(?:would|['’]d)\b(?! (?:have|like|rather)\b)")  # the future as seen from a report in the past
NOUN_BEFORE = re.compile(
    r"(?i)\b(?:his|her|its|their|our|my|your|the|a|no|free|good|ill|own|last|political|popular)\s$"
)
CONDITION = re.compile(r"(?i)\b(?:if|unless|provided|were \w+ to)\b")
OPENER = re.compile(
    r"(?i)\b(?:that|which|who|whom|whose|because|although|though|while|whereas|when|where|if|unless|whether|until|after|"
    r"before|since|as|than|what|why|how)\b"
)
PAUSE = re.compile(r"[,;:()—–]|\s-\s")
RELATIVE_VERB = 2  # words behind "who" or "which" after which a verb has passed, so that the next is of the main clause
THAT_CLAUSE = 6  # the same for "that", whose clause has a subject of its own first

# "The former baker" names somebody, "the former was" points back.
BACK = r"the (?:latter|same)|the former(?= (?:is|was|has|had|will|would|can|could|may|might|did|does)\b)"
LINK = (
    r"(?:(?:but|and|yet|so|or|also|still|then|thus|however|therefore|moreover|nonetheless|nevertheless|meanwhile|instead|"
    r"indeed|again|later|afterwards|in fact|[a-z]+ly,|"
    r"(?:at|by|in|on|for|since|with|after|under|despite) (?:the |this |that )?(?:[a-z]+ ){0,2}[a-z]+,),? )*"
)
POINTING = re.compile(rf"(?i){LINK}(?:this|that|these|those|it|he|she|they|{BACK})\b(?! is the)")
# "It is clear that", "it took a year to": the pronoun stands for what follows.
EMPTY_IT = re.compile(
    rf"(?i){LINK}it(?:['’]s|\s(?:is|was|has been|seems|appears|remains|became|will be|would be))?\s"
    r"(?:\w+ly |not |also |now )?"
    r"(?:(?:clear|true|possible|likely|unlikely|important|necessary|difficult|hard|easy|known|unclear|said|believed|thought|"
    r"estimated|reported|expected|time|impossible|vital|essential|worth|no (?:secret|surprise|accident|coincidence))\b|"
    r"(?:rained|snowed|took|takes|seems|appears|follows)\b.{0,60}?(?:\b(?:that|to)\b|[.]))"
)


def sentence_kind(text: str, *, told: str = "", quoted: bool = False) -> str:
    """The kind of a sentence, one of `KINDS`.

    Parameters
    ----------
    told : the words that somebody is reported to have said, where these are the main part of the sentence.
    quoted : whether the sentence is mostly somebody's quoted words.

    >>> [sentence_kind(text) for text in ("Who pays?", "The town must pay.", "The mill will close.", "It is old.")]
    ['question', 'directive', 'prediction', 'statement']
    >>> sentence_kind("The mayor said the mill would close.", told="the mill would close")
    'prediction'
    """
    if text.rstrip("”’\"') ").endswith("?"):
        return "question"
    if quoted:
        return "quotation"
    said = told or text
    if ORDER.match(said) or any(
        not _opens_condition(said, m) and _is_main(said, m.start()) for m in DUTY.finditer(said)
    ):
        return "directive"
    if any(_is_main(said, m.start()) and not _is_noun(said, m) for m in FUTURE.finditer(said)):
        return "prediction"
    if told and not CONDITION.search(told) and any(_is_main(told, m.start()) for m in LATER.finditer(told)):
        return "prediction"
    return "statement"


def _opens_condition(text: str, match: re.Match[str]) -> bool:
    """Whether "should" stands for "if" here: "Should the dam fail, ..."."""
    return match.start() == 0


def _is_noun(text: str, match: re.Match[str]) -> bool:
    return match.group() == "will" and bool(NOUN_BEFORE.search(text[max(0, match.start() - 12) : match.start()]))


def _is_main(text: str, at: int) -> bool:
    """Whether a verb at a place is of the main clause: no "that" or "because" has opened another one before it."""
    low = max(0, at - 300)  # far enough for any clause, and a long text stays linear
    before = text[low:at]
    pause = max((m.end() for m in PAUSE.finditer(before)), default=0)
    piece = before[pause:]
    opened = list(OPENER.finditer(piece))
    if not opened:
        return True
    word, passed = opened[-1].group().lower(), len(piece[opened[-1].end() :].split())
    if word == "that" and not piece[: opened[-1].start()].strip():
        return True  # "That dam must go", or the "that" of the report itself
    if word in ("who", "which"):
        return passed >= RELATIVE_VERB
    return word == "that" and passed > THAT_CLAUSE


def needs_context(text: str) -> bool:
    """Whether a sentence opens with a pronoun, or another word that points back, which it does not itself resolve.

    >>> needs_context("At the same time, it closed."), needs_context("It is clear that the mill closed.")
    (True, False)
    """
    text = " ".join(text[:240].split())
    return bool(POINTING.match(text)) and not EMPTY_IT.match(text)
