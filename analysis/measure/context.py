"""The passages behind a number: every use of a word or phrase, with what stands to its left and right.

Queries go through the same tokens as the counts, so that mentions shown equal mentions counted. Caution: a regular
expression searches the raw text of the sentences and therefore need not agree with any count.
"""

import re
from collections.abc import Iterator

import pandas

from analysis.errors import CrossreadError, in_range, one_of
from analysis.measure.vocabulary import stem, units
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.segments import TOKEN, matching_form

COLUMNS = ["document", "publisher", "sentence", "left", "keyword", "right", "start", "end", "in_quote"]


def concordance(
    corpus: Corpus,
    query: str,
    *,
    unit: str = "phrase",
    documents: list[str] | None = None,
    width: int = 60,
) -> pandas.DataFrame:
    """Every passage that uses `query`: one row a passage, in the order of the manifest and of the text.

    Parameters
    ----------
    query : a word or phrase as counted (case, curly apostrophes and possessives do not matter), a stem, or a pattern.
    unit : 'phrase', 'stem', or 'pattern' (a regular expression).
    documents : ids to search; None searches all.
    width : characters of context on each side.

    >>> from analysis import load_corpus
    >>> len(concordance(load_corpus(), "death commissions"))
    1
    """
    one_of("unit", unit, ("phrase", "stem", "pattern"))
    in_range("width", width, 0, 10_000)
    wanted = corpus.documents if documents is None else [corpus[name] for name in documents]
    rows = []
    for document in wanted:
        for start, end in _hits(document, query, unit):
            sentence = document.sentence_at(start)
            rows.append(
                (
                    document.id,
                    document.label,
                    sentence.number if sentence else 0,
                    _before(document, start, width),
                    document.text[start:end],
                    _after(document, end, width),
                    start,
                    end,
                    any(q.start <= start < q.end for q in document.quotations),
                )
            )
    return pandas.DataFrame(rows, columns=COLUMNS)


def _before(document: Document, position: int, width: int) -> str:
    """At most `width` characters before a position, from the start of a word, within the paragraph."""
    start = max((p.start for p in document.paragraphs if p.start <= position), default=0)
    words = document.text[max(start, position - width) : position]
    whole = position - width <= start or document.text[position - width - 1].isspace()
    return " ".join((words if whole else words.partition(" ")[2] or words).split())


def _after(document: Document, position: int, width: int) -> str:
    """At most `width` characters after a position, to the end of a word, within the paragraph."""
    end = min((p.end for p in document.paragraphs if p.end >= position), default=len(document.text))
    words = document.text[position : min(end, position + width)]
    whole = position + width >= end or document.text[position + width].isspace()
    return " ".join((words if whole else words.rpartition(" ")[0] or words).split())


def _hits(document: Document, query: str, unit: str) -> Iterator[tuple[int, int]]:
    if unit == "pattern":
        try:
            pattern = re.compile(query)
        except re.error as error:
            raise CrossreadError(f"query {query!r} is no regular expression: {error}") from None
        for sentence in document.sentences:
            yield from (
                (sentence.start + m.start(), sentence.start + m.end())
                for m in pattern.finditer(sentence.text)
                if m.group()
            )
        return
    tokenised = [m.group() if m.lastgroup == "number" else matching_form(m.group()) for m in TOKEN.finditer(query)]
    # A term may also be given as the tables list it ("u.s."), which the token rule would read differently.
    wanted = [terms for terms in (query.lower().split(), tokenised) if terms]
    if not tokenised:
        raise CrossreadError(f"query {query!r} holds no word or number")
    if unit == "stem":
        if len(wanted[0]) > 1:
            raise CrossreadError(f"query {query!r} must be one word when unit is 'stem'")
        asked = {wanted[0][0], stem(wanted[0][0])}
        yield from ((start, end) for term, start, end in units(document, "stem") if term in asked)
        return
    rows = document.tokens
    for i in range(len(rows)):
        for terms in wanted:
            found = rows[i : i + len(terms)]
            if [t.norm for t in found] == terms and found[0].sentence == found[-1].sentence:
                yield found[0].start, found[-1].end
                break
