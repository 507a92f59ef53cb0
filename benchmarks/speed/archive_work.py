"""What is measured on archives: each function does one piece of work in a process of its own and says what it found.

Input is the words of a command line; output is a mapping that JSON can hold. Caution: nothing is imported before the
work begins, so that each process holds what it needs alone; imports count, as they do for whoever calls the program.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PEERS_NEEDED = ("scattertext", "rapidfuzz", "textacy")
LEAST_WORDS = 8  # words of a sentence that is taken out of a document
READ_BY_PEER = 20_000  # documents that rapidfuzz, which has no index, is given


def reply(name: str, given: list[str]) -> dict:
    """What the work called `name` gives, or which module is missing."""
    try:
        return WORK[name](*given)
    except ImportError as error:
        if not name.startswith(PEERS_NEEDED):
            raise
        return {"missing": str(error)}


def nothing(size: str) -> dict:
    """Hold so many bytes for a moment."""
    held = bytearray(int(size))
    time.sleep(0.3)
    return {"bytes": len(held)}


def _scanned(path: str, workers: str, measures: tuple[str, ...], engine: str = "rules") -> dict:
    from analysis import load_corpus
    from analysis.scale.archive import Archive
    from analysis.scale.cluster import Scheduler
    from analysis.scale.scan import Settings, scan

    article = load_corpus(engine="rules").target if "candidates" in measures else None
    scheduler = Scheduler("here") if workers == "1" else Scheduler("processes", int(workers))
    kept = _watched_parts()
    with tempfile.TemporaryDirectory() as folder:
        options = {"folder": Path(folder), "settings": Settings(measures=measures, engine=engine)}
        told = scan(Archive(Path(path)), article, scheduler=scheduler, **options).manifest
        merging = time.perf_counter() - kept["last"]
    return {key: told[key] for key in ("documents", "words", "claims")} | {
        "merging": merging, "sent": kept["bytes"], "read": Path(path).stat().st_size,
    }  # fmt: skip


def _watched_parts() -> dict[str, float]:
    """How much the pieces give, and when the last of them has done so; what follows is merging."""
    from analysis.scale import scan

    told, write_counts = {"bytes": 0, "last": 0.0}, scan.write_counts

    def watched(folder, parts, *given):
        told["bytes"], told["last"] = parts.size, time.perf_counter()
        return write_counts(folder, parts, *given)

    scan.write_counts = watched
    return told


def counts(path: str, workers: str) -> dict:
    """Our counting of terms by document and publisher."""
    return _scanned(path, workers, ("counts",))


def attributions(path: str, workers: str, engine: str) -> dict:
    """Our marking of who says what, with the counting that every scan does."""
    return _scanned(path, workers, ("counts", "attributions"), engine)


def candidates(path: str, workers: str) -> dict:
    """Our search for the sentences nearest to each claim of the shipped article, with the counting."""
    return _scanned(path, workers, ("counts", "candidates"))


def _texts(path: str):
    with Path(path).open("rb") as file:
        yield from (json.loads(line)["text"] for line in file)


def count_vectorizer(path: str) -> dict:
    """scikit-learn's counting: one row a document."""
    from sklearn.feature_extraction.text import CountVectorizer

    from benchmarks.speed.contenders import PATTERN

    table = CountVectorizer(token_pattern=PATTERN, lowercase=True).fit_transform(_texts(path))
    return {"words": int(table.sum())}


def scattertext_build(path: str) -> dict:
    """scattertext's corpus of words and pairs of words without a language model."""
    from benchmarks.speed import contenders

    work = contenders.scattertext_build()
    return {"terms": work(list(_texts(path)))}


def textacy_counts(path: str) -> dict:
    """textacy's corpus over spaCy's tokenizer alone, since nothing else runs without a model, and its counts."""
    import spacy
    import textacy

    corpus = textacy.Corpus(spacy.blank("en"), data=list(_texts(path)))
    return {"words": sum(corpus.word_counts(by="lower", filter_stops=False, filter_nums=False).values())}


def index(path: str, file: str) -> dict:
    """Our index, built from nothing."""
    from analysis.scale.archive import Archive
    from analysis.scale.indexing import connected, fill

    database = connected(Path(file))
    fill(database, Archive(Path(path)))
    database.close()
    return {"bytes": Path(file).stat().st_size}


def search(path: str, file: str, count: str) -> dict:
    """Our search: new sentences, and sentences out of the documents."""
    from analysis.scale.archive import Archive
    from analysis.scale.index import Index
    from benchmarks.speed.archive_sample import sentences

    found = Index(file, Archive(Path(path)))
    own = _own_sentences(path, int(count), len(found))
    times = {"new": [], "own": []}
    hits = 0
    found.candidates("Opened once.")
    for name, texts in (("new", [("", text) for text in sentences(int(count))]), ("own", own)):
        for document, text in texts:
            start = time.perf_counter()
            table = found.candidates(text)
            times[name].append(1000 * (time.perf_counter() - start))
            hits += bool(document) and found_in(table, document)
    return {name: _summary(values) for name, values in times.items()} | {"found": hits / len(own)}


def found_in(table, document: str) -> bool:
    """Whether a document stands in a table of candidates.

    >>> import pandas
    >>> found_in(pandas.DataFrame({"document": ["a"]}), "a"), found_in(pandas.DataFrame({"document": []}), "a")
    (True, False)
    """
    return document in set(table["document"])


def _own_sentences(path: str, count: int, documents: int) -> list[tuple[str, str]]:
    """The id and 25 words in a row of documents that stand at equal distances."""
    step, made = max(documents // count, 1), []
    with Path(path).open("rb") as file:
        for number, line in enumerate(file):
            if number % step == step // 2:
                row = json.loads(line)
                words = row["text"].split()[5:30]
                if len(words) >= LEAST_WORDS:
                    made.append((row["id"], " ".join(words)))
    return made[:count]


def _summary(times: list[float]) -> dict[str, float]:
    """Mean, and what 95 in 100 stay below.

    >>> _summary([1.0] * 99 + [101.0])
    {'mean': 2.0, 'high': 1.0}
    """
    return {"mean": statistics.mean(times), "high": sorted(times)[max(-(-95 * len(times) // 100) - 1, 0)]}


def bm25s_search(path: str, count: str) -> dict:
    """bm25s: all texts cut and indexed in memory, then the same new sentences."""
    import bm25s

    from benchmarks.speed.archive_sample import sentences

    start = time.perf_counter()
    peer = bm25s.BM25()
    peer.index(bm25s.tokenize(list(_texts(path)), stopwords=None, show_progress=False), show_progress=False)
    build = time.perf_counter() - start
    times = []
    for text in sentences(int(count)):
        start = time.perf_counter()
        words = bm25s.tokenize(text, stopwords=None, return_ids=False, show_progress=False)
        peer.retrieve(words, k=10, show_progress=False)
        times.append(1000 * (time.perf_counter() - start))
    return _summary(times) | {"build": build}


def rapidfuzz_search(path: str, count: str) -> dict:
    """rapidfuzz: every text compared with the sentence, as many texts as stand in the archive."""
    from rapidfuzz import fuzz, process

    from benchmarks.speed.archive_sample import sentences

    start = time.perf_counter()
    texts = list(_texts(path))
    build, share = time.perf_counter() - start, len(texts) / min(len(texts), READ_BY_PEER)
    times = []
    for text in sentences(min(int(count), 5)):
        start = time.perf_counter()
        process.extract(text, texts[:READ_BY_PEER], scorer=fuzz.token_set_ratio, limit=10)
        times.append(1000 * share * (time.perf_counter() - start))
    return _summary(times) | {"build": build}


WORK: dict[str, Callable[..., dict]] = {
    work.__name__: work
    for work in (nothing, counts, attributions, candidates, count_vectorizer, scattertext_build, textacy_counts, index,
                 search, bm25s_search, rapidfuzz_search)
}  # fmt: skip
