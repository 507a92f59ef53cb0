"""The language of a text, and what follows from it for the measures.

Input is a text; output is an ISO 639-1 code and a note. Caution: a few words are not enough to tell, and neighbours
such as Danish and Norwegian are easily taken for each other.
"""

from functools import cache

LEAST_LETTERS = 40
SAMPLE = 20_000
CERTAIN = 0.9
UNSPACED = {"zh", "ja", "th", "lo", "km", "my", "bo", "dz"}
NAMES = {
    "fa": "Persian", "ar": "Arabic", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "nl": "Dutch",
    "ru": "Russian", "tr": "Turkish", "he": "Hebrew", "ja": "Japanese", "zh": "Chinese", "pt": "Portuguese",
    "pl": "Polish", "uk": "Ukrainian", "ku": "Kurdish", "ur": "Urdu", "sv": "Swedish", "da": "Danish",
}  # fmt: skip


@cache
def identifier():
    """The model that tells languages; loading it writes a temporary file, so it comes before files are refused."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_code(text: str) -> str:
    """The language of a text as ISO 639-1, or "" where too little is written or the evidence is thin.

    >>> language_code("The council voted on Monday to close the old bridge to all traffic.")
    'en'
    >>> language_code("Yes.")
    ''
    """
    sample = text[:SAMPLE]
    if sum(character.isalpha() for character in sample) < (10 if sample[:1] > "\u3000" else LEAST_LETTERS):
        return ""
    code, certainty = identifier().classify(sample)
    return code if len(code) == 2 and certainty >= CERTAIN else ""


def language_note(code: str) -> str:
    """What does not hold for a text in this language; nothing for English or where the language is unknown.

    >>> language_note("fr")
    'The text is in French: sentence ends, attributions, claims, word lists and readability are made for English ...'
    >>> language_note("en")
    ''
    """
    if code in ("en", ""):
        return ""
    name = NAMES.get(code, f"the language {code!r}")
    words = (
        "words are not parted by spaces either, so counts of words do not hold"
        if code in UNSPACED
        else "counts of words, shared words and copied passages hold"
    )
    return (
        f"The text is in {name}: sentence ends, attributions, claims, word lists and readability are made for English "
        f"and do not hold for it; {words}."
    )
