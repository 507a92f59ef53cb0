"""The report's notes: how much readers have confirmed, what was read under which terms, with which versions and models.

Input is a corpus and its claims as the page shows them; output is tables and sentences. Caution: options are those by
default, with which every figure of the registry is drawn; scores are those of the file that `make accuracy` wrote.
"""

import hashlib
import inspect
import json
import platform
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis import __version__, measure
from analysis.measure.ledger import DECIDED, STATUSES
from analysis.measure.matrix import RELATIONS, is_told
from analysis.read import encoder
from analysis.read.checks import CERTAINTIES, reference_rows
from analysis.read.corpus import ROOT, Corpus
from analysis.show import gallery
from analysis.show.captions import plural
from analysis.show.page_claims import Claims
from analysis.show.page_tables import Table, address, listed

MODELS = Path(measure.__file__).parents[1] / "models"
SCORES = ROOT / "benchmarks" / "accuracy" / "results.json"
PACKAGES = ("numpy", "pandas", "scipy", "scikit-learn", "nltk", "nupunkt", "onnxruntime", "tokenizers", "matplotlib")
KINDS = {
    "original": "the article, verbatim",
    "digest": "digest *",
    "full": "full text",
}
# What the accuracy file says of the methods behind the three questions; {engine} is what marked who says what.
HEADLINES = (
    "keyness: words banded clear, Dirichlet-multinomial documents",
    "{engine}, speech: whole attributions, F1",
    "{engine}, all: word_share of a document, r",
    "quantities: F1 of the value",
    "checkable: calibration error",
    "retrieval: MAP@5",
    "coverage, with sentence vectors: F1",
    "claims: sentence of the fact sheet among the first three",
    "claims: flagged differences that are right (likely or open)",
)


def readers_tables(claims: Claims) -> list[Table]:
    """What readers have decided: pairs by status, decisions by reader, confirmed shares, agreement between readers."""
    if claims.pairs.empty:
        return []
    suggested = claims.pairs[_suggested(claims)]
    counts = Counter(suggested["status"])
    by = Counter(row.by for row in claims.lines)
    days = {name: [row.at[:10] for row in claims.lines if row.by == name and row.at] for name in by}
    notes = Counter(row.by for row in claims.lines if row.note)
    blind = Counter(row.by for row in claims.lines if row.blind)
    tables = [
        listed("readers-status", "Pairs that rules or readers take for telling, by status", ["status", "pairs"],
               [(name, counts[name]) for name in STATUSES if counts[name]]),
        listed("readers-lines", "Decisions in the file, by reader", ["reader", "lines", "notes", "blind", "from", "to"],
               [(name, count, notes[name], blind[name], min(days[name], default=""), max(days[name], default=""))
                for name, count in by.items()]),
    ]  # fmt: skip
    for key, caption, table in (
        (
            "readers-precision",
            "How often readers confirm the suggested relation",
            measure.review_precision(claims.pairs),
        ),
        ("readers-agreement", "How far readers agree with each other", measure.reader_agreement(claims.lines)),
    ):
        if key != "readers-precision" or table["decided"].any():
            tables.append(listed(key, caption, table.columns, table.itertuples(index=False)))
    return [table for table in tables if table.rows]


def readers_sentence(claims: Claims) -> str:
    """How many of the cells that say something, and of the pairs behind them, a reader has decided."""
    if claims.pairs.empty:
        return "There is no pair of sentences to decide about."
    filled = claims.matrix[claims.matrix["relation_final"].isin(RELATIONS)]
    decided = int(filled["status"].isin(DECIDED).sum())
    suggested = claims.pairs[_suggested(claims)]
    pairs = int(suggested["status"].isin(DECIDED).sum())
    return (
        f"{decided} of {len(filled)} cells of the claim matrix that say something rest on a reader's decision, and "
        f"{pairs} of {len(suggested)} pairs of sentences that rules or readers take for telling are decided. "
        "What is not decided is a suggestion by rule."
    )


def counted_sentence(claims: Claims) -> str:
    """Why fewer decisions can confirm a suggestion than the file holds; nothing where no pair is decided."""
    if claims.pairs.empty or not claims.pairs["status"].isin(DECIDED).any():
        return ""
    lines, decided = len(claims.lines), int(claims.pairs["status"].isin(DECIDED).sum())
    row = measure.review_precision(claims.pairs).set_index("sample").loc["all decided"]
    judged = int(row["decided"] + row["cannot_tell"])
    unlike = "" if lines == decided else (
        " (a pair may have several; one that was taken back, or whose sentences are no longer compared in these words, "
        "decides nothing)"
    )  # fmt: skip
    return (
        f"The file holds {plural(lines, 'decision')}, by which {plural(decided, 'pair')} of sentences "
        f"{'is' if decided == 1 else 'are'} decided{unlike}. For {judged} of these the rules had suggested a relation, "
        f"and only such pairs can show whether a suggestion was right; for the other {decided - judged} the rules had "
        "suggested nothing, or held what they suggested unlikely."
    )


def _suggested(claims: Claims) -> list[bool]:
    """Which pairs are suggested by rule or decided by a reader."""
    rows = claims.pairs[["relation_auto", "relation_final", "relation_human", "band"]].to_dict("records")
    return [is_told(row, "relation_auto") or bool(row["relation_human"]) for row in rows]


def sources_table(corpus: Corpus) -> Table:
    """Every document that was read: kind, terms, address, and the beginning of the hash of its text."""
    rows = [
        (d.label, d.title, d.date, KINDS.get(d.kind, d.kind), d.licence, address(d.url), len(d.sentences),
         text_hash(d.text))
        for d in corpus
    ]  # fmt: skip
    columns = ["publisher", "title", "date", "kind", "terms", "address", "sentences", "sha256"]
    return listed("sources-table", "Every document that was read", columns, rows)


def text_hash(text: str) -> str:
    """The first twelve digits of the SHA-256 of a text.

    >>> text_hash("")
    'e3b0c44298fc'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def references_table(corpus: Corpus) -> Table | None:
    """The publications that the digests rest on, one row each with the sentences; None without `references.csv`.

    Raises
    ------
    CrossreadError
        Where the file is there and cannot be read.
    """
    grouped: dict[tuple, list[str]] = {}
    for row in reference_rows(corpus.folder):
        key = tuple(row[name] for name in ("document", "publication", "url", "certainty"))
        grouped.setdefault(key, []).append(row["sentence"])
    if not grouped:
        return None
    rows = [
        (document, ", ".join(dict.fromkeys(sentences)), publication, address(url), CERTAINTIES.get(how, how))
        for (document, publication, url, how), sentences in grouped.items()
    ]
    columns = ["digest", "sentences", "publication", "address", "how it was read"]
    return listed("references-table", "What each sentence of a digest rests on", columns, rows)


def version_rows() -> Table:
    """The versions of Crossread, of Python and of the packages that count."""
    rows = [("Crossread", __version__), ("Python", platform.python_version())]
    for name in (*PACKAGES, encoder.PACKAGE):
        try:
            rows.append((name, version(name)))
        except PackageNotFoundError:
            rows.append((name, "not installed"))
    return listed("versions", "Versions", ["package", "version"], rows)


def model_rows() -> Table:
    """The trained weights in use, each with its size and the beginning of its hash."""
    rows = [
        (path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()[:16])
        for path in sorted(MODELS.glob("*"))
        if path.suffix in (".onnx", ".npz", ".json")
    ]
    if encoder.verified_weights():
        path = encoder.verified_weights()
        rows.append((f"{encoder.PACKAGE}: {path.name}", path.stat().st_size, encoder.PUBLISHED_SHA256[:16]))
    return listed("models", "Weights", ["file", "bytes", "sha256"], rows)


def settings_table() -> Table:
    """The options with which each figure was made, read from the functions that made it."""
    rows = [
        (key, entry.title, _options(entry.plot.__name__, entry.table) or "none")
        for key, entry in gallery.REGISTRY.items()
    ]
    for name, title in (("overlap", "The pairs of sentences"), ("review_queue", "The order in which readers decide")):
        rows.append((f"measure.{name}", title, _options(name)))
    return listed("settings", "Options of each figure", ["figure", "title", "options"], rows)


def _options(name: str, table=None) -> str:
    found = {}
    for function in (getattr(measure, name, None) if name in measure.__all__ else None, table):
        if function is not None:
            parameters = inspect.signature(function).parameters.values()
            found |= {p.name: p.default for p in parameters if p.default is not p.empty and p.default is not None}
    return ", ".join(f"{option} = {value}" for option, value in found.items())


def settings_sentences(corpus: Corpus) -> list[str]:
    """Which engine and which encoder were at work."""
    engines = " and ".join(dict.fromkeys(document.engine for document in corpus))
    meaning = "by words and by meaning (sentence vectors)" if encoder.verified_weights() else "by words alone"
    return [
        f"Who says what was marked by the engine “{engines}”.",
        f"Claims and sentences were compared {meaning}.",
        "Whatever is drawn at random starts from the seed that stands in the table of options, so that the same texts "
        "and versions give the same page to the byte.",
    ]


def accuracy_tables(engine: str) -> list[Table]:
    """Headline scores of the methods, and all that have a bar to pass; none where the file is not at hand."""
    try:
        rows = json.loads(SCORES.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    wanted = [name.format(engine=engine) for name in HEADLINES]
    known = {row["name"]: row for row in rows}
    columns = ["what", "value", "bar", "measured on"]
    told = [(r["name"], r["value"], f"{r['direction']} {r['bar']}".strip(), r["data"]) for r in rows if r["bar"] != ""]
    first = [(r["name"], r["value"], f"{r['direction']} {r['bar']}".strip(), r["data"])
             for r in (known[name] for name in wanted if name in known)]  # fmt: skip
    return [
        listed("accuracy", "Accuracy, in short", columns, first),
        listed("accuracy-all", "All scores that have a bar to pass", columns, told),
    ]
