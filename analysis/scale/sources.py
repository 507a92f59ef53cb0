"""Sources for an article out of an archive: the documents that most of its claims found candidates in.

Input is a corpus, a table of candidates, one row a claim and document, and the archive; output is a corpus whose
sources are full texts. Caution: they are chosen by shared words; what no search found is not thereby left unsaid.
"""

import datetime
import re

import pandas

from analysis.errors import CrossreadError, in_range
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.scale.indexed_texts import SHARE, shared_runs, sketches
from analysis.scale.reading import Batch
from analysis.scale.record import Record

LICENCE = "unknown, private use"
TITLE = 120  # characters of a text's first line that stand for its title
LOOKED_AT = 3  # documents read for each that is wanted, since copies of one another count once


def archive_sources(corpus: Corpus, candidates: pandas.DataFrame, archive, *, top: int = 10) -> Corpus:
    """The article with the `top` documents of an archive in which most of its claims found a candidate.

    Of as many claims the higher sum of scores comes first, then the earlier place. The article's own text and near
    copies of one another are passed over.

    Parameters
    ----------
    candidates : columns `claim_sentence`, `score`, `path`, `place`, as a scan and an index give them.

    Raises
    ------
    CrossreadError
        Where there is no candidate at all.
    """
    in_range("top", top, 1, 1000)
    grouped = candidates.groupby(["path", "place"], sort=False)
    ranked = grouped.agg(claims=("claim_sentence", "nunique"), score=("score", "sum")).reset_index()
    ranked["score"] = ranked["score"].round(6)
    ranked = ranked.sort_values(["claims", "score", "path", "place"], ascending=[False, False, True, True])
    kept = [_sketch(corpus.target.text)]
    documents: list[Document] = []
    for path, place in ranked[["path", "place"]].head(LOOKED_AT * top).itertuples(index=False):
        record = archive.record((path, int(place)))
        sketch = _sketch(record.text)
        if any(shared_runs(sketch, other) >= SHARE for other in kept):
            continue
        kept.append(sketch)
        documents.append(_document(record, corpus, {d.id for d in documents} | {corpus.target.id}))
        if len(documents) == top:
            break
    if not documents:
        raise CrossreadError(
            "no candidate for any claim of the article was found in the archive, so it gives no source; search another "
            "archive, or add sources with 'python -m analysis add'"
        )
    return Corpus(corpus.folder, (corpus.target, *documents), background=corpus.background, is_part=True)


def _sketch(text: str) -> bytes:
    return sketches(Batch([Record("", "", "", text, ("", 0))]))[0]


def _document(record, corpus: Corpus, taken: set[str]) -> Document:
    name = re.sub(r"[^a-z0-9]+", "-", record.id.lower()).strip("-") or "document"
    number, given = 1, name
    while name in taken:
        number += 1
        name = f"{given}-{number}"
    try:
        date = datetime.date.fromisoformat(record.date[:10])
    except ValueError:
        date = None
    facts = {"publisher": record.publisher or "publisher unknown", "publisher_type": "archive", "date": date}
    title = _beginning(record.text.strip().split("\n", 1)[0])
    options = {"engine": corpus.target.engine, "names": corpus.target.names}
    return Document(id=name, text=record.text, title=title, kind="full", licence=LICENCE, **facts, **options)


def _beginning(line: str) -> str:
    """The line, cut behind a word where it is long."""
    if len(line) <= TITLE:
        return line
    cut = line[: TITLE + 1].rpartition(" ")[0] or line[:TITLE]
    return f"{cut} …"
