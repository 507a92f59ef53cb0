"""How does each document hedge, boost, appraise and report? Several small word lists side by side, never one score.

Input is a corpus, output is one row a hit, or one row a list and document with its Poisson interval. Caution: a list
finds forms, not meanings: experts agree only moderately on what is loaded, so read the hits before the rates.
"""

from collections import Counter

import pandas

from analysis.errors import one_of
from analysis.measure.terms import VOICES, place_of, size_in
from analysis.measure.uncertainty import rate_interval
from analysis.read.corpus import Corpus
from analysis.read.expressions import hits
from analysis.read.lexicons import LEXICONS, lexicon, lexicon_expressions
from analysis.read.segments import TOKEN, token_norm

HITS = ["lexicon", "category", "lemma", "document", "publisher", "sentence", "keyword", "voice", "start", "end"]
RATES = ["lexicon", "category", "document", "publisher", "kind_of_text", "count", "tokens", "per_1000", "low", "high",
         "hits"]  # fmt: skip
VERBS = "reporting verbs"


def lexicon_hits(corpus: Corpus, lexicons: list[str] | None = None) -> pandas.DataFrame:
    """Every whole-token match of the word lists: one row a hit, in the order of lists, manifest and texts.

    Columns: `lexicon`, `category`, `lemma`, `document`, `publisher`, `sentence`, `keyword` (as written), `voice`,
    `start`, `end`. `lexicons` names the lists (None takes all): 'hedges', 'boosters', 'evaluative', 'reporting verbs'.
    Of the reporting verbs only those count on which an attribution of speech hangs, for most are nouns too ("protests",
    "points").

    >>> from analysis import load_corpus
    >>> table = lexicon_hits(load_corpus(), ["hedges"])
    >>> table["lexicon"].unique().tolist()
    ['hedges']
    """
    rows = []
    for name in _listed(lexicons):
        entries = lexicon(name)
        for document in corpus:
            spoken = [a for a in document.attributions if a.act == "speech" and a.is_likely]
            cues = [a.cue for a in spoken if a.cue] if name == VERBS else []
            for hit in hits(document, lexicon_expressions(name)):
                entry, place = entries[hit.entry], place_of(document, document.tokens[hit.first : hit.last])
                *_, start, end = place
                if name != VERBS or any(cue.start < end and start < cue.end for cue in cues):
                    rows.append((name, entry.category, entry.lemma, *place))
    return pandas.DataFrame(rows, columns=HITS)


def _form(keyword: str) -> str:
    """A hit as it is told: its words under their matching forms."""
    return " ".join(map(token_norm, TOKEN.finditer(keyword)))


def _listed(lexicons: list[str] | None) -> list[str]:
    if lexicons is None:
        return list(LEXICONS)
    lexicons = [lexicons] if isinstance(lexicons, str) else lexicons
    for name in lexicons:
        one_of("lexicon", name, LEXICONS)
    return list(dict.fromkeys(lexicons))


def lexicon_rates(
    corpus: Corpus, lexicons: list[str] | None = None, *, voice: str = "all", interval: float = 0.95
) -> pandas.DataFrame:
    """How often each document uses the words of each list: one row a list, category and document.

    Columns: `lexicon`, `category` ('all', then the list's own), `document`, `publisher`, `kind_of_text`, `count`,
    `tokens` (in the voice asked for), `per_1000` with its exact Poisson interval `low`, `high`, and `hits`: the forms
    that were counted, each with its number, the most frequent first.

    Notes
    -----
    Hits are taken as independent; a device used in one passage over and over makes the interval too narrow. The words
    of a digest are this workbook's own.

    >>> from analysis import load_corpus
    >>> table = lexicon_rates(load_corpus(), ["hedges"])
    >>> bool((table["low"] <= table["per_1000"]).all() and (table["per_1000"] <= table["high"]).all())
    True
    """
    one_of("voice", voice, VOICES)
    found = lexicon_hits(corpus, lexicons)
    found = found if voice == "all" else found[found["voice"] == voice]
    sizes, rows = {document.id: size_in(document, voice) for document in corpus}, []
    for name in _listed(lexicons):
        categories = ["all", *dict.fromkeys(sorted(entry.category for entry in lexicon(name)))]
        for category in categories:
            here = found[(found["lexicon"] == name) & ((found["category"] == category) | (category == "all"))]
            for document in corpus:
                forms = Counter(map(_form, here.loc[here["document"] == document.id, "keyword"]))
                told = sorted(forms.items(), key=lambda pair: (-pair[1], pair[0]))
                tokens, count = sizes[document.id], forms.total()
                low, high = (float(bound) for bound in rate_interval(count, tokens, interval))
                rate = 1000 * count / tokens if tokens else float("nan")
                about = (document.id, document.label, document.kind)
                listed = ", ".join(f"{form} {number}" for form, number in told)
                rows.append((name, category, *about, count, tokens, rate, low, high, listed))
    return pandas.DataFrame(rows, columns=RATES).round(6)
