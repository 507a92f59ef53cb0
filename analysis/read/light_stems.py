"""Words cut back to what their forms share: "denied" and "denies", "fell" and "falls", "closing" and "close".

Input is a word's matching form, output is a stem that is compared and never shown. Irregular verbs come from
`lexicons/irregular_verbs.csv`. Caution: endings are cut by rule, so a few unrelated words share a stem.
"""

import csv
import re
from functools import cache, lru_cache

from analysis.read.lexicons import FOLDER

FILE = "irregular_verbs.csv"
VOWEL = re.compile(r"[aeiouy]")


@cache
def irregular_verbs() -> dict[str, str]:
    """Past forms and participles of irregular verbs, each with its base form; forms like the base are left out.

    >>> irregular_verbs()["fell"], irregular_verbs()["sold"]
    ('fall', 'sell')
    """
    found: dict[str, str] = {}
    with (FOLDER / FILE).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for form in (*row["past"].split(), *row["participle"].split()):
                if form != row["lemma"]:
                    found.setdefault(form, row["lemma"])
    return found


@lru_cache(maxsize=65536)
def light_stem(word: str) -> str:
    """The stem of a matching form.

    >>> [light_stem(word) for word in ("closed", "closing", "close", "fell", "falling", "denies", "stopped", "safely")]
    ['clos', 'clos', 'clos', 'fal', 'fal', 'deny', 'stop', 'saf']
    """
    word = irregular_verbs().get(word, word)
    if len(word) > 4 and word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zes")) else word[:-1]
    for ending in ("ing", "ed", "ly"):
        if word.endswith(ending) and len(word) >= len(ending) + 3 and VOWEL.search(word[: -len(ending)]):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
