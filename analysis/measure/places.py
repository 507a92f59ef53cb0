"""Where in each text does a term stand?

Input is a corpus and some terms, output is one row an occurrence. Caution: a term that stands in one stretch of the
text alone is that stretch's word, whatever its count.
"""

import pandas

from analysis.errors import in_range
from analysis.measure.terms import units
from analysis.measure.vocabulary import keyness
from analysis.read.corpus import Corpus


def term_places(
    corpus: Corpus, terms: list[str] | None = None, *, unit: str = "word", top: int = 8
) -> pandas.DataFrame:
    """Every occurrence of some terms: `term`, `document`, `publisher`, `is_article`, `position`, and the place.

    `position` runs from 0 (first character of the body) to 1 (last); the place is `sentence`, `start`, `end`. Without
    `terms` the first `top` are taken of those that `keyness` finds more of in the article.

    >>> from analysis import load_corpus
    >>> places = term_places(load_corpus(), ["regime"])
    >>> len(places), places["document"].unique().tolist() == [load_corpus().target.id]
    (19, True)
    """
    in_range("top", top, 1, 1000)
    if terms is None:
        table = keyness(corpus, unit=unit)
        terms = table[table["log_ratio"] > 0]["term"].head(top)
    chosen = [terms] if isinstance(terms, str) else list(terms)
    rows = []
    for document in corpus:
        body = document.zones.body
        for term, start, end in units(document, unit):
            if term in chosen:
                position = round((start - body.start) / max(1, body.end - body.start), 6)
                sentence = document.sentence_at(start).number
                about = (document.id, document.label, document is corpus.target)
                rows.append((term, *about, position, sentence, start, end))
    columns = ["term", "document", "publisher", "is_article", "position", "sentence", "start", "end"]
    table = pandas.DataFrame(rows, columns=columns)
    order = {term: i for i, term in enumerate(chosen)}
    return table.sort_values("term", key=lambda column: column.map(order), kind="stable", ignore_index=True)
