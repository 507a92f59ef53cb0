"""Pages that were sent in place of an article: errors, log-ins, consent, pages that only a script fills.

Input is the text found on a page; output is what the page is instead, or nothing. Caution: the words looked for are
English; a wall in another language is recognised only by having too little text.
"""

import re

LEAST_WORDS = 20
# What, in at most how many words, told by which words.
_WALLS = (
    (
        "an error page",
        60,
        r"\b(?:error|status)[: ]*(?:40\d|410|429|50\d)\b|\b(?:40\d|410|429|50[0-4])[: -]+(?:not found|forbidden|"
        r"gone|bad gateway|error|service|internal|too many)|\b(?:page|article|story|address)\b[^.]{0,60}(?:not found|"
        r"(?:could|can) ?not be found|no longer (?:exists?|available)|does ?n.t exist|does not exist)|"
        r"we (?:could not|couldn.t|can.t|cannot) find (?:the|that|this) page|something went wrong|"
        r"internal server error|(?:page|site|service|content) is (?:temporarily|currently) unavailable|bad gateway",
    ),
    (
        "one that asks who is reading",
        80,
        r"(?:verify|confirm|check(?:ing)?|prove)[^.]{0,40}(?:you are|you.re)[^.]{0,12}(?:human|robot|bot)|"
        r"access (?:to this page )?(?:has been |is |was )?(?:denied|blocked)|unusual (?:traffic|activity)|captcha|"
        r"checking your browser|security check to access",
    ),
    (
        "one that only a script fills",
        60,
        r"(?:enable|turn on|requires?|needs?|without|activate)[^.]{0,30}javascript|javascript[^.]{0,40}(?:disabled|"
        r"required|enabled|turned off|not (?:supported|available))",
    ),
    (
        "one behind a log-in",
        120,
        r"(?:log|sign) ?in (?:to|or)\b[^.]{0,60}(?:continue|read|view|access|account)|subscribe[^.]{0,40}(?:continue|"
        r"keep reading|read (?:the|this)|full (?:story|article)|unlock)|(?:exclusive|reserved)[^.]{0,20}(?:to|for) "
        r"(?:our )?(?:subscribers|members)|already (?:a subscriber|subscribed|have an account)|"
        r"(?:register|create an? (?:free )?account) to (?:continue|read)|this (?:article|content|story) is for "
        r"(?:subscribers|members)|forgot(?:ten)? (?:your )?password|remaining free articles",
    ),
    (
        "one that asks for consent",
        120,
        r"(?:accept|reject|manage)[^.]{0,20}(?:all|cookies|options|preferences)|we (?:and our|use|value)[^.]{0,40}"
        r"(?:partners|cookies|privacy)|cookie (?:policy|settings|preferences)",
    ),
)
_PATTERNS = tuple((what, most, re.compile(pattern, re.IGNORECASE)) for what, most, pattern in _WALLS)
_LOG_IN = _PATTERNS[3][2]
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"


def word_count(text: str) -> int:
    """How many words a text has; in writing without spaces three letters stand for one.

    >>> word_count("A swan stopped the trams."), word_count("市は来月から")
    (5, 2)
    """
    unspaced = len(re.findall(f"[{_UNSPACED}]", text))
    words = len(re.findall(r"[^\W_]+(?:['’\u200c-][^\W_]+)*", re.sub(f"[{_UNSPACED}]+", " ", text)))
    return words + unspaced // 3


def wall(title: str, text: str) -> str:
    """What a page with little text is instead of an article, or "".

    >>> wall("404", "The page you asked for could not be found. Go back to our front page.")
    'an error page'
    >>> wall("Swan stops trams", "A swan held up trams on two lines for an hour. " * 4)
    ''
    """
    count = word_count(text)
    for what, most, pattern in _PATTERNS:
        if count <= most and pattern.search(f"{title}. {text}"):
            return what
    return "one without an article" if count < LEAST_WORDS else ""


def teaser_note(text: str) -> str:
    """A note where the end of a longer text says that the rest is for subscribers; else nothing.

    >>> teaser_note("A long text. " * 80 + "Subscribe to continue reading.")
    'The page seems to show only the beginning of the article ("Subscribe to continue"); compare it with the whole.'
    """
    found = _LOG_IN.search(text[-400:])
    if not found:
        return ""
    words = " ".join(found.group().split())[:60]
    return f'The page seems to show only the beginning of the article ("{words}"); compare it with the whole.'
