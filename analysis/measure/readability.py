"""How long are words and sentences? Syllables by rule, and the two readability formulas that newsrooms know.

Pure functions of words and counts. Caution: both formulas were fitted to American school texts; they measure the
length of words and sentences and nothing else, neither clarity nor truth.
"""

import math
import re
import unicodedata

PART = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
VOWELS = re.compile("[aeiouy]+")
SIBILANT = re.compile("(?:[sxz]|[cgsz]e|[cs]h)$")
# Capitals read letter by letter: with full stops, two or three of them, or more that begin as no English word does
# (BBC, NCRI; not NATO, STOP).
ONSET = "(?:[BCDFGKPST]?[LR]|S[CHKMNPTW]|[CPTW]H|TW|KN)[AEIOUY]"
SPELT = re.compile(rf"[A-Z](?:\.[A-Z])+|[A-Z]{{2,3}}|(?!{ONSET})[B-DF-HJ-NP-TV-Z]{{2}}[A-Z]{{2,3}}")
# Abbreviations, and the few frequent words whose spelling no rule gets right.
FREQUENT = {
    **dict.fromkeys(["st", "ms"], 1),
    **dict.fromkeys(["mr", "mrs", "dr", "jr", "sr", "vs", "business", "wednesday", "colonel"], 2),
    **dict.fromkeys(["ltd", "anyone", "everyone", "recipe"], 3),
    "etc": 4,
}
# The e is silent at the end of the first part of a compound too: something, lifestyle, moreover.
HEAD = re.compile(
    "^(som|hom|lif|mor|gam|sid|shar|stak|stat|wast|voic|ev)e(?=[bcfghkpqvw]|ry|ov|l[io]|ma|st|thing|times)"
)
TAIL = (
    "(?:ly|ness|less|ful|some|ty|hood|m[ae]n|land|line|work|ball|book|time|thing|way|wide|stone|craft|mark|house|wife|"
    "keeper|town|side|place|guard|s(?:m[ae]n|wom[ae]n|person|people))(?:s|ly)?$"
)
# Vowels that are written and not spoken.
SILENT = (
    r"(?<=[^aeiouy])e$(?<![^aeiouylr]le)(?<![bcdgntv]re)",  # cake; not table, acre
    r"(?<=[^aeiouy])es$(?<![cgsxz]es)(?<![cs]hes)(?<![^aeiouylr]les)(?<![bcdgntv]res)",  # cakes; not boxes, tables
    r"(?<=[^aeiouydt])ed$(?<![^aeiouylrw]led)(?<![cdt]red)",  # baked; not wanted, settled, sacred
    r"(?<=[gq])ue(?=(?:[sd]|ly)?$)(?<!argue)",  # league, uniquely
    rf"(?:(?<=[aeiouy][^aeiouy])|(?<=[aeiouy][^aeiouy][^aeiouyl]))e(?={TAIL})",  # carefully, spokesman
    r"(?:(?<=[aeiouy][^aeiouyl])|(?<=[aeiouy][^aeiouy][^aeiouyl]))e(?=ments?$)",  # movement; not element
    r"(?<=ic)a(?=lly$)",  # basically
)
# One more syllable than the groups of vowels tell: two vowels that part company, or a consonant that sounds alone.
HIATUS = (
    r"(?<![cgst])ia(?<!lia)(?!ges?$)|(?<!il)lia(?![mr]|ns?$|$)|[ct]iat(?!iv)",  # media; not special, Italian
    r"(?<![cghlnstx])io|niou",  # violent, various; not nation, million
    r"iu(?=m)|[aeouy](?=ing)",  # medium, being
    r"(?<![ctn])ie(?=n[ct])|(?<=^sc)ie(?=n)|ie(?=t(?:y|s|ly|ies|)$)",  # client, science, society; not ancient
    r"(?<=..[^cdt])(?<!prem)ie(?=r$|rs$|st$)",  # easier; not pier, frontier
    r"rea(?=ct|li[stz])|(?<=cr)ea(?=t(?!ur))|(?<=th)ea(?=t)|(?<=[rd])ea(?=s?$)",  # react, reality, create, idea
    r"(?<![cgp])eo(?![uf])|geo(?=[glm])|neou",  # video, geology; not people, George
    r"(?<![gq])u[ao](?<!^.ua)(?!d)",  # actual; not language, persuade
    r"(?<![gq])ue(?=[nl])|poe(?=[tm])|[wh]oe(?=v)|[jn]oe(?=l)",  # influence, cruel, poem, whoever
    r"(?<!q)ui(?=t[iy])|(?<![gq])ui(?=ns?$|ning|cid)|loui",  # continuity, ruin
    r"ayo|oya(?!$)|[aeo]yer|[dlmr]yers?$|[br]yan",  # mayor, royal, player, flyer
    r"coo(?=rd|pera)|(?<=h)ao",  # cooperate, chaos
    r"sms?$|thms?$|^mc(?=[^aeiouyh])",  # prism, rhythm, McDonald
)
UNSPOKEN, PARTED = re.compile("|".join(SILENT)), re.compile("|".join(HIATUS))


def syllables(word: str) -> int:
    """How many syllables an English word has, by rules of spelling; the parts of a hyphenated word are added up.

    Capitals that are read letter by letter count a syllable a letter, and three for W. A part with a digit counts 0:
    figures can be read in several ways, so leave them out of the words too.

    References
    ----------
    CMU Pronouncing Dictionary (Carnegie Mellon University, 1998-2014), with which the rules were checked; see
    benchmarks/accuracy/syllables.py for the agreement.

    Notes
    -----
    English only. A word in any other script counts 1, words of two or three capitals ("THE") are taken for initials,
    and names from other languages are often wrong.

    >>> [syllables(word) for word in ["cake", "wanted", "baked", "society", "nation", "prism", "well-being", "U.S."]]
    [1, 2, 1, 4, 2, 2, 3, 2]
    """
    word = unicodedata.normalize("NFKC", word).replace("’", "'")
    # Vowel signs of other scripts, soft hyphens and joiners part no words.
    word = "".join(letter for letter in word if unicodedata.category(letter) not in ("Mn", "Mc", "Cf"))
    return sum(_part(part) for part in PART.findall(word))


def _part(part: str) -> int:
    if not part.replace("'", "").replace(".", "").isalpha():
        return 0
    stem = re.sub("'?s$", "", part)
    if SPELT.fullmatch(stem):
        return _letters(stem)
    part = part.lower()
    if part.endswith("'s"):
        part = part[:-2]
        return _part(part) + bool(SIBILANT.search(part))
    return FREQUENT.get(part) or _spoken(_plain(part))


def _letters(part: str) -> int:
    return sum(3 if letter in "wW" else letter.isalpha() for letter in part)


def _plain(part: str) -> str:
    """The part without apostrophes and accents, respelt where these are heard."""
    part = re.sub("re?n't$", "rnt", part)  # weren't
    part = re.sub("(?<=[^aeiour])e?n't$", "ent", part)  # did-n't, but can't
    part = re.sub("(?<=[^aeiouy])'(?=(?:ll|d|ve|re)$)", "y", part)  # it'll, but they'll
    part = re.sub("é(?=e?s?$)", "i", part)  # a final é is not silent
    part = re.sub("(?<=[aeiou])[ëï]", "'i", part)  # a diaeresis parts two vowels
    return "".join(c for c in unicodedata.normalize("NFKD", part) if not unicodedata.combining(c)).replace(".", "")


def _spoken(part: str) -> int:
    if not VOWELS.search(part):
        return _letters(part) if part.isascii() else 1
    spoken = UNSPOKEN.sub("'", HEAD.sub(r"\1'", part))
    return max(1, len(VOWELS.findall(spoken)) + len(PARTED.findall(spoken)))


def flesch(words: int, sentences: int, syllables: int) -> float:
    """Flesch's reading ease from three counts: about 0 to 100, higher is easier; not a number without words.

    References
    ----------
    Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32, 221-233.

    Notes
    -----
    Not for headlines, lists or single sentences, and not for any language but English.

    >>> round(flesch(6, 1, 11), 4)
    45.645
    """
    if not words or not sentences:
        return math.nan
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def fog(words: int, sentences: int, complex_words: int) -> float:
    """Gunning's FOG index from three counts: the years of school a reader needs; not a number without words.

    `complex_words` are those of three syllables or more. Gunning also sets aside names, compounds of short words and
    verbs made long by -ed or -es, which takes judgement; plain counting is what programs do.

    References
    ----------
    Gunning, R. (1952). The technique of clear writing. New York: McGraw-Hill, 36-37.

    Notes
    -----
    Not for texts full of long names: they raise it and need no schooling.

    >>> round(fog(6, 1, 1), 6)
    9.066667
    """
    if not words or not sentences:
        return math.nan
    return 0.4 * (words / sentences + 100 * complex_words / words)
