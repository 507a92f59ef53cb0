"""The passages behind a number: every use of a word or phrase, with what stands to its left and right.

Queries go through the same tokens as the counts, so that mentions shown equal mentions counted. Caution: a regular
expression searches the raw text of the sentences and therefore need not agree with any count.
"""

import bisect
import re
from collections.abc import Iterator

import pandas

from analysis.errors import CrossreadError, in_range, one_of
from analysis.measure.terms import asked_stem, stem, voice_of
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.segments import TOKEN, token_norm

COLUMNS = ["document", "publisher", "sentence", "left", "keyword", "right", "voice", "start", "end"]
SORTS = ("text", "left", "right", "keyword")


def concordance(
    corpus: Corpus,
    query: str,
    *,
    unit: str = "phrase",
    documents: list[str] | None = None,
    sort: str = "text",
    width: int = 60,
) -> pandas.DataFrame:
    """Every passage that uses `query`, one row a passage, with its span in the untouched text.

    Columns: `document`, `publisher`, `sentence`, `left`, `keyword`, `right`, `voice`, `start`, `end`. `voice` is 'own',
    'quoted' or 'mixed' (the phrase crosses a quotation mark); rows of one voice are as many as `term_counts` counts
    in that voice, and all rows as many as it counts in all.

    Parameters
    ----------
    query : a word or phrase as counted (case, curly apostrophes and possessives do not matter), a stem, or a pattern.
    unit : 'phrase', 'stem', or 'pattern' (a regular expression).
    documents : ids to search; None searches all.
    sort : 'text' (order of manifest and text), 'keyword', or the nearest words on the 'left' or on the 'right'.
    width : characters of context on each side.

    >>> from analysis import load_corpus
    >>> len(concordance(load_corpus(), "death commissions"))
    1
    """
    one_of("unit", unit, ("phrase", "stem", "pattern"))
    one_of("sort", sort, SORTS)
    in_range("width", width, 0, 10_000)
    names = [documents] if isinstance(documents, str) else documents
    wanted = corpus.documents if names is None else [corpus[name] for name in dict.fromkeys(names)]
    if unit == "stem":
        query = asked_stem(corpus, _word(query))
    hits = {"phrase": _phrase_hits, "stem": _stem_hits, "pattern": _pattern_hits}[unit]
    rows = [_passage(document, *hit, width) for document in wanted for hit in hits(document, query)]
    table = pandas.DataFrame(rows, columns=COLUMNS)
    if sort == "text" or table.empty:
        return table
    return table.loc[sorted(table.index, key=lambda i: _sort_key(table.loc[i], sort))].reset_index(drop=True)


def _sort_key(row: pandas.Series, sort: str) -> list[str]:
    words = [match.group().casefold() for match in TOKEN.finditer(row[sort])]
    return words[::-1] if sort == "left" else words


def _passage(document: Document, start: int, end: int, voice: str, width: int) -> tuple:
    sentence = document.sentence_at(start)
    context = (_before(document, start, width), document.text[start:end], _after(document, end, width))
    return (document.id, document.label, sentence.number, *context, voice, start, end)


def _before(document: Document, position: int, width: int) -> str:
    """At most `width` characters before a position, from the start of a word, within the paragraph."""
    start = max((p.start for p in document.paragraphs if p.start <= position), default=0)
    words = document.text[max(start, position - width) : position]
    whole = position - width <= start or document.text[position - width - 1].isspace()
    return " ".join((words if whole else re.split(r"\s", words, maxsplit=1)[-1] or words).split())


def _after(document: Document, position: int, width: int) -> str:
    """At most `width` characters after a position, to the end of a word, within the paragraph."""
    end = min((p.end for p in document.paragraphs if p.end >= position), default=len(document.text))
    words = document.text[position : min(end, position + width)]
    whole = position + width >= end or document.text[position + width].isspace()
    return " ".join((words if whole else re.sub(r"\s\S*$", "", words) or words).split())


Hit = tuple[int, int, str]


def _pattern_hits(document: Document, query: str) -> Iterator[Hit]:
    try:
        pattern = re.compile(query)
    except re.error as error:
        raise CrossreadError(f"query {query!r} is no regular expression: {error}") from None
    for sentence in document.sentences:
        for match in pattern.finditer(sentence.text):
            if match.group():
                start, end = sentence.start + match.start(), sentence.start + match.end()
                yield start, end, _voice_between(document, start, end)


def _voice_between(document: Document, start: int, end: int) -> str:
    first = bisect.bisect_right(document.tokens, start, key=lambda token: token.end)
    last = bisect.bisect_left(document.tokens, end, key=lambda token: token.start)
    if first < last:
        return voice_of(document, document.tokens[first:last])
    return "quoted" if any(q.start <= start and end <= q.end for q in document.quotations) else "own"


def _readings(query: str) -> list[list[str]]:
    """A query as the norms it may stand for: as the token rule reads it, and as the tables list it ("u.s.")."""
    tokenised = [token_norm(match) for match in TOKEN.finditer(query)]
    if not tokenised:
        raise CrossreadError(f"query {query!r} holds no word or number")
    return [terms for terms in (query.lower().split(), tokenised) if terms]


def _word(query: str) -> str:
    words = _readings(query)[0]
    if len(words) > 1:
        raise CrossreadError(f"query {query!r} must be one word when unit is 'stem'")
    return words[0]


def _stem_hits(document: Document, query: str) -> Iterator[Hit]:
    for token in document.tokens:
        if stem(token.norm) == query:
            yield token.start, token.end, voice_of(document, (token,))


def _phrase_hits(document: Document, query: str) -> Iterator[Hit]:
    wanted, rows = _readings(query), document.tokens
    for i in range(len(rows)):
        for terms in wanted:
            found = rows[i : i + len(terms)]
            if [t.norm for t in found] == terms and found[0].sentence == found[-1].sentence:
                yield found[0].start, found[-1].end, voice_of(document, found)
                break
