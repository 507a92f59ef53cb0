"""What is counted: tokens, stems and phrases of every document, each with its place in the text.

All measures of words go through here, so that mentions shown equal mentions counted. Input is documents, output is
occurrences or counts. Caution: titles, headings and link blocks are not counted, only the sentences of the body.
"""

import bisect
import functools
import re
from collections import Counter
from itertools import pairwise

import numpy
import pandas

from analysis.errors import one_of
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.segments import Token

# Marks that are never an apostrophe; of the others only those count that open or close a quotation.
DOUBLE = re.compile('[“”„«»‹›"]')
UNITS = ("word", "stem", "bigram", "trigram")
SIZES = {"word": 1, "stem": 1, "bigram": 2, "trigram": 3}
VOICES = ("all", "own", "quoted")
LEDGER = ["document", "paragraph", "sentence", "start", "end", "form", "norm", "kind", "in_quote", "quote_open"]


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of a matching form.

    >>> stem("executions"), stem("executed")
    ('execut', 'execut')
    """
    return _stemmer().stem(word)


@functools.cache
def _stemmer():
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


def asked_stem(corpus: Corpus, word: str) -> str:
    """The stem that a query stands for: itself where a word of the corpus has it, as the tables list it."""
    return word if any(stem(t.norm) == word for document in corpus for t in document.tokens) else stem(word)


def voice_of(document: Document, rows: tuple[Token, ...]) -> str:
    """Whose words an unbroken run of tokens is: 'own', 'quoted', or 'mixed' where it crosses a quotation mark.

    >>> document = Document(id="x", text="He said “go home” again.")
    >>> [voice_of(document, document.tokens[i : i + 2]) for i in range(4)]
    ['own', 'mixed', 'quoted', 'mixed']
    """
    inside = {token.in_quote for token in rows}
    crossing = len(rows) > 1 and (
        any(DOUBLE.search(document.text, one.end, other.start) for one, other in pairwise(rows))
        or bisect.bisect_left(document.quotation_edges, rows[0].end)
        < bisect.bisect_right(document.quotation_edges, rows[-1].start)
    )
    return "mixed" if crossing or len(inside) > 1 else "quoted" if True in inside else "own"


def size_in(document: Document, voice: str = "all") -> int:
    """How many words and numbers of the document stand in a voice: 'all', 'own' or 'quoted'.

    >>> [size_in(Document(id="x", text="He said “go home” again."), voice) for voice in VOICES]
    [5, 3, 2]
    """
    return sum(voice == "all" or token.in_quote == (voice == "quoted") for token in document.tokens)


def place_of(document: Document, rows: tuple[Token, ...]) -> tuple:
    """Where a run of tokens stands: document, publisher, sentence, the words as written, voice, start, end.

    >>> document = Document(id="x", text="He said “go home” again.", publisher="The Post")
    >>> place_of(document, document.tokens[2:4])
    ('x', 'The Post', 1, 'go home', 'quoted', 9, 16)
    """
    start, end = rows[0].start, rows[-1].end
    written, voice = document.text[start:end], voice_of(document, rows)
    return (document.id, document.label, rows[0].sentence, written, voice, start, end)


def units(document: Document, unit: str = "word", voice: str = "all") -> list[tuple[str, int, int]]:
    """Every occurrence of every unit as (term, start, end); phrases never cross a sentence end.

    Parameters
    ----------
    unit : 'word', 'stem', 'bigram' or 'trigram'.
    voice : 'all', 'own' (outside quotation marks) or 'quoted' (inside them); a phrase that crosses a mark is neither.

    >>> units(Document(id="x", text="Out of Iran, he says. Out of it."), "trigram")[:2]
    [('out of iran', 0, 11), ('of iran he', 4, 15)]
    """
    one_of("unit", unit, UNITS)
    one_of("voice", voice, VOICES)
    rows, size = document.tokens, SIZES[unit]
    if size == 1:
        form = stem if unit == "stem" else str
        wanted = rows if voice == "all" else [t for t in rows if t.in_quote == (voice == "quoted")]
        return [(form(t.norm), t.start, t.end) for t in wanted]
    found = []
    for i in range(len(rows) - size + 1):
        run = rows[i : i + size]
        if run[0].sentence == run[-1].sentence and (voice == "all" or voice_of(document, run) == voice):
            found.append((" ".join(t.norm for t in run), run[0].start, run[-1].end))
    return found


def term_counts(corpus: Corpus, *, unit: str = "word", voice: str = "all") -> pandas.DataFrame:
    """How often each document uses each term: one row a term, one column a document, in the manifest's order.

    >>> from analysis import load_corpus
    >>> counts = term_counts(load_corpus())
    >>> int(counts.loc["regime", load_corpus().target.id])
    19
    """
    counts = [Counter(term for term, _, _ in units(document, unit, voice)) for document in corpus]
    terms = sorted(set().union(*counts))
    place = {term: i for i, term in enumerate(terms)}
    cells = numpy.zeros((len(terms), len(counts)), dtype=int)
    for column, found in enumerate(counts):
        cells[[place[term] for term in found], column] = list(found.values())
    index = pandas.Index(terms, dtype=str, name="term")
    return pandas.DataFrame(cells, index=index, columns=[document.id for document in corpus])


def tokens(corpus: Corpus) -> pandas.DataFrame:
    """The ledger that every count is taken from: one row a token, in the order of the manifest and of the texts.

    Columns: `document`, `paragraph`, `sentence` (numbers in the body, from 1), `start`, `end` (characters of the
    untouched text), `form` (as written), `norm` (as counted), `kind` ('word' or 'number'), `in_quote`, `quote_open`
    (the quotation was never closed and ends with its paragraph: look whether the words are quoted at all).

    >>> from analysis import load_corpus
    >>> ledger = tokens(load_corpus())
    >>> len(ledger) == sum(document.words for document in load_corpus())
    True
    """
    rows = []
    for document in corpus:
        paragraphs = {sentence.number: sentence.paragraph for sentence in document.sentences}
        after = [*document.quotations[1:], None]
        opened = {
            q.paragraph: q.start
            for q, then in zip(document.quotations, after, strict=False)
            if not q.closed and not (then and then.continued)
        }
        rows += [
            (document.id, paragraphs[t.sentence], t.sentence, t.start, t.end, t.text, t.norm, t.kind, t.in_quote,
             t.in_quote and t.start >= opened.get(paragraphs[t.sentence], len(document.text)))
            for t in document.tokens
        ]  # fmt: skip
    return pandas.DataFrame(rows, columns=LEDGER)


def one_paragraph_terms(document: Document, unit: str = "word", voice: str = "all") -> frozenset[str]:
    """The terms whose every occurrence in the document stands in one and the same paragraph.

    >>> text = "One ship sank that night. Two ships did.\\n\\nThe second ship was old and it was slow."
    >>> sorted(one_paragraph_terms(Document(id="x", text=text)) & {"ship", "ships", "was"})
    ['ships', 'was']
    """
    places: dict[str, set[int]] = {}
    for term, start, _ in units(document, unit, voice):
        places.setdefault(term, set()).add(document.sentence_at(start).paragraph)
    return frozenset(term for term, found in places.items() if len(found) == 1)
