"""Which words stand near a word, and more often than its and their frequency would make them?

Input is a corpus and a node word, output is one row a neighbour, or one row a collocate with nltk's association
score beside the counts. Caution: in one article most collocates have two or three hits; the counts say more than the
score does, and `min_count` keeps the rarest out.
"""

import math

import pandas

from analysis.errors import CrossreadError, in_range, one_of
from analysis.measure.copies import distinct_sources
from analysis.measure.terms import asked_stem, stem, voice_of
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.segments import TOKEN, token_norm

PLACES = ["part", "document", "collocate", "distance", "start", "end", "node_start", "node_end", "sentence", "voice"]
COLUMNS = ["part", "collocate", "count", "left", "right", "documents", "collocate_count", "node_count", "expected",
           "score"]  # fmt: skip
# nltk's names. All take the fourfold table of tokens near and not near the node.
MEASURES = ("likelihood_ratio", "pmi", "student_t", "chi_sq", "dice", "jaccard", "poisson_stirling", "phi_sq")
UNSIGNED = ("likelihood_ratio", "chi_sq", "phi_sq")  # large also where a word is avoided


def neighbours(corpus: Corpus, node: str, *, window: int = 5, unit: str = "word") -> pandas.DataFrame:
    """Every token within `window` tokens of a use of `node` and in its sentence: one row a token, each token once.

    Columns: `part` ('article' or 'sources'), `document`, `collocate`, `distance` (tokens from the nearest use,
    negative to its left), `start`, `end`, `node_start`, `node_end` (that use), `sentence`, `voice`. `unit` is 'word'
    or 'stem'. Uses of the node itself are left out.

    >>> from analysis import load_corpus
    >>> rows = neighbours(load_corpus(), "massacre", window=1)
    >>> rows[rows["part"] == "article"]["collocate"].tolist()
    ['1988', 'in', '1988', 'represent', '1988', 'with']
    """
    in_range("window", window, 1, 50)
    one_of("unit", unit, ("word", "stem"))
    asked = _asked(corpus, node, unit)
    rows = []
    for part, documents in (("article", [corpus.target]), ("sources", distinct_sources(corpus))):
        for document in documents:
            rows += [(part, *row) for row in _near(document, asked, window, unit)]
    return pandas.DataFrame(rows, columns=PLACES)


def _asked(corpus: Corpus, node: str, unit: str) -> str:
    norms = [token_norm(match) for match in TOKEN.finditer(node)]
    if len(norms) != 1:
        raise CrossreadError(f"node {node!r} must be one word or number")
    return asked_stem(corpus, norms[0]) if unit == "stem" else norms[0]


def _forms(document: Document, unit: str) -> list[str]:
    return [stem(token.norm) if unit == "stem" else token.norm for token in document.tokens]


def _near(document: Document, asked: str, window: int, unit: str) -> list[tuple]:
    tokens, forms = document.tokens, _forms(document, unit)
    nodes = [i for i, form in enumerate(forms) if form == asked]
    nearest: dict[int, int] = {}
    for node in nodes:
        for i in range(max(0, node - window), min(len(tokens), node + window + 1)):
            here = forms[i] != asked and tokens[i].sentence == tokens[node].sentence
            if here and (i not in nearest or abs(i - node) < abs(i - nearest[i])):
                nearest[i] = node
    rows = []
    for i, node in sorted(nearest.items()):
        token, use = tokens[i], tokens[node]
        place = (token.start, token.end, use.start, use.end, token.sentence)
        rows.append((document.id, forms[i], i - node, *place, voice_of(document, (token,))))
    return rows


def collocates(
    corpus: Corpus,
    node: str,
    *,
    window: int = 5,
    measure: str = "likelihood_ratio",
    unit: str = "word",
    min_count: int = 2,
) -> pandas.DataFrame:
    """The words near `node`, in the article and in the sources: one row a part and collocate, the strongest first.

    Columns: `part`, `collocate`, `count` (tokens near the node: as many as `neighbours` lists), `left`, `right`,
    `documents`, `collocate_count` (in the part), `node_count`, `expected` (tokens near the node if words were strewn
    at random), `score` (nltk's association measure of that name; `likelihood_ratio`, `chi_sq` and
    `phi_sq`, which know no direction, are made negative where `count` is below `expected`).

    References
    ----------
    Evert, S. (2008). Corpora and collocations. Corpus Linguistics: An International Handbook 2, 1212-1248 (surface
    co-occurrence); the measures: Manning, C. D. & Schuetze, H. (1999). Foundations of Statistical NLP, chapter 5.

    >>> from analysis import load_corpus
    >>> table = collocates(load_corpus(), "massacre")
    >>> str(table["collocate"].iloc[0]), int(table["count"].iloc[0])
    ('1988', 3)
    """
    one_of("measure", measure, MEASURES)
    in_range("min_count", min_count, 1, 10**9)
    near = neighbours(corpus, node, window=window, unit=unit)
    asked, found = _asked(corpus, node, unit), []
    for part, documents in (("article", [corpus.target]), ("sources", distinct_sources(corpus))):
        rows = near[near["part"] == part]
        forms = pandas.Series([form for document in documents for form in _forms(document, unit)], dtype=str)
        totals, uses = forms[forms != asked].value_counts(), int((forms == asked).sum())
        for collocate, here in rows.groupby("collocate", sort=True):
            count, total = len(here), int(totals[collocate])
            expected = len(rows) * total / int(totals.sum())
            score = _score(measure, count, len(rows), total, int(totals.sum()))
            score = -abs(score) if count < expected and measure in UNSIGNED else score
            left = int((here["distance"] < 0).sum())
            spread = (left, count - left, here["document"].nunique())
            found.append((part, collocate, count, *spread, total, uses, round(expected, 6), score))
    table = pandas.DataFrame(found, columns=COLUMNS)
    table = table[table["count"] >= min_count]
    order = ["part", "score", "count", "collocate"]
    return table.sort_values(order, ascending=[True, False, False, True], ignore_index=True)


def _score(measure: str, count: int, near: int, total: int, tokens: int) -> float:
    """nltk's measure of the fourfold table; not a number where it cannot be had (all tokens near the node)."""
    from nltk.metrics import BigramAssocMeasures

    try:
        score = getattr(BigramAssocMeasures, measure)(count, (near, total), tokens)
    except (ZeroDivisionError, ValueError):
        return math.nan
    return round(float(score), 6)
