"""The sources of the shipped article hidden in a generated archive: are they found for the claims they speak to?

Input is the fact sheet of `shipped_claims` and as many documents of random words as make up `MEGABYTES`; output is the
share of the sheet's rows whose document stands among the candidates of its claim. Caution: no other document is about
the same matter, so that an archive of news on one country is harder; and the sources are digests in our wording.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from analysis import Corpus, load_corpus
from analysis.scale.archive import Archive
from analysis.scale.cluster import Scheduler
from analysis.scale.index import Index
from analysis.scale.scan import Settings, scan
from benchmarks.accuracy.shipped_claims import fact_rows
from benchmarks.rows import Row, Skipped
from benchmarks.speed import archive_sample

MEGABYTES = 40
SENTENCES, DOCUMENTS = 20, 10  # candidates a claim: of a scan, of an index


def archive_claim_rows() -> Iterator[Row | Skipped]:
    """Rows found by a scan and by an index, and the sources that each would choose."""
    if archive_sample.vocabulary()[2] == "pseudo-words":
        yield Skipped("claims in an archive are not measured: 'make peers' installs the word frequencies that it needs")
        return
    corpus = load_corpus()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = _hidden(corpus, folder / "archive")
        settings = Settings(measures=("counts", "candidates"), top=SENTENCES)
        result = scan(archive, corpus.target, folder=folder / "scan", settings=settings, scheduler=Scheduler("here"))
        index = Index.built(archive, folder / "index.db")
        told = f"{len(corpus.contrast)} sources among {result.manifest['documents']:,} documents"
        documents = index.claim_candidates(corpus, top=DOCUMENTS)
        for table, kind in ((result.candidates, f"{SENTENCES} sentences"), (documents, f"{DOCUMENTS} documents")):
            found = set(zip(table["claim_sentence"], table["document"], strict=True))
            rows = [{(claim, document) for claim, document, _ in places} for _, places in fact_rows()]
            share = sum(not found.isdisjoint(row) for row in rows) / len(rows)
            data = f"{len(rows)} rows of the fact sheet; {told}"
            yield Row(f"archive: rows whose source is among the {kind} of its claim", round(share, 3), data=data)
        own = {document.id for document in corpus.contrast}
        chosen = {"scan": result.sources(corpus, archive, top=len(own)), "index": index.sources(corpus, top=len(own))}
        for kind, beside in chosen.items():
            share = len(own & {document.id for document in beside.contrast}) / len(own)
            yield Row(f"archive: the article's sources among as many chosen by the {kind}", round(share, 3), data=told)
        index.close()


def _hidden(corpus: Corpus, folder: Path) -> Archive:
    """An archive of the corpus's sources and of generated articles."""
    folder.mkdir()
    archive_sample.written(folder / "others.jsonl", characters=MEGABYTES * 1_000_000)
    rows = [
        {"id": row.id, "publisher": row.publisher, "date": str(row.date or ""), "text": row.text}
        for row in corpus.contrast
    ]
    (folder / "sources.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Archive(folder)
