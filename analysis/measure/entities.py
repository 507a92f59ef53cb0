"""What does each document call the same actor or event, and in whose voice?

Input is a corpus whose folder holds `names.csv`, output is one row a mention, or one row a label and document.
Caution: only what the reader's file lists is found; pronouns and descriptions ("the group") are nobody's mention
unless they are listed there.
"""

import numpy
import pandas

from analysis.errors import in_range, one_of
from analysis.measure.copies import distinct_sources
from analysis.measure.statistics import divergence_parts
from analysis.measure.terms import VOICES, place_of, size_in
from analysis.measure.uncertainty import proportion_interval
from analysis.read.corpus import Corpus
from analysis.read.expressions import hits
from analysis.read.names import OTHER, Name, name_expressions

MENTIONS = ["entity", "kind", "label", "document", "publisher", "sentence", "keyword", "voice", "start", "end"]
NAMING = ["entity", "kind", "label", "document", "publisher", "kind_of_text", "count", "own", "quoted", "mentions",
          "share", "low", "high", "per_1000"]  # fmt: skip
DIVERGENCE = ["entity", "mentions", "sources_mentions", "divergence", "null_mean", "null_high", "p", "further",
              "sources"]  # fmt: skip


def mentions(corpus: Corpus) -> pandas.DataFrame:
    """Every mention of the entities of `names.csv`: one row a mention, in the order of the manifest and the texts.

    Columns: `entity`, `kind`, `label`, `document`, `publisher`, `sentence`, `keyword` (as written), `voice` ('own',
    'quoted' or 'mixed'), `start`, `end`.

    >>> from analysis import load_corpus
    >>> table = mentions(load_corpus())
    >>> sorted(table["voice"].unique()) in (["own", "quoted"], ["mixed", "own", "quoted"])
    True
    """
    listed = corpus.names
    looked_for = name_expressions(listed)
    rows = []
    for document in corpus:
        for hit in hits(document, looked_for):
            name = listed[hit.entry]
            if name.label != OTHER:
                place = place_of(document, document.tokens[hit.first : hit.last])
                rows.append((name.entity, name.kind, name.label, *place))
    return pandas.DataFrame(rows, columns=MENTIONS)


def naming(corpus: Corpus, *, voice: str = "all", interval: float = 0.95) -> pandas.DataFrame:
    """How often each document uses each label of each entity: one row an entity, label and document.

    Columns: `entity`, `kind`, `label`, `document`, `publisher`, `kind_of_text`, `count` (in the voice asked for), `own`
    and `quoted` (of all; 'mixed' mentions are in neither), `mentions` (of the entity in the document, in that voice),
    `share` of `count` in `mentions` with its Wilson interval `low`, `high` (not a number without mentions), `per_1000`
    words in that voice. Entities and labels stand in the order of `names.csv`; a label that no document uses is kept
    with zeros.

    Notes
    -----
    The labels of a digest are this workbook's choice, unless they stand in quotation marks. A mention is no assent: a
    text that calls a label false, or reports that somebody uses it, mentions it all the same.

    >>> from analysis import load_corpus
    >>> table = naming(load_corpus())
    >>> len(table) == len(load_corpus()) * len(table[["entity", "label"]].drop_duplicates())
    True
    """
    one_of("voice", voice, VOICES)
    found, labels = mentions(corpus), _labels(corpus.names)
    wanted = found if voice == "all" else found[found["voice"] == voice]
    keys = ["entity", "label", "document"]
    counted = wanted.groupby(keys).size().to_dict()
    by_voice = found.groupby([*keys, "voice"]).size().to_dict()
    totals = wanted.groupby(["entity", "document"]).size().to_dict()
    sizes, rows = {document.id: size_in(document, voice) for document in corpus}, []
    for name in labels:
        for document in corpus:
            key = (name.entity, name.label, document.id)
            counts = (counted.get(key, 0), by_voice.get((*key, "own"), 0), by_voice.get((*key, "quoted"), 0))
            total, words = totals.get((name.entity, document.id), 0), sizes[document.id]
            share = counts[0] / total if total else float("nan")
            rate = 1000 * counts[0] / words if words else float("nan")
            about = (document.id, document.label, document.kind)
            rows.append((name.entity, name.kind, name.label, *about, *counts, total, share, 0.0, 0.0, rate))
    table = pandas.DataFrame(rows, columns=NAMING)
    counts, totals = table["count"].to_numpy(float), table["mentions"].to_numpy(float)
    table["low"], table["high"] = proportion_interval(counts, totals, interval)
    return table.round(6)


def _labels(listed: tuple[Name, ...]) -> list[Name]:
    """The first name of each entity and label, entities together, in the order of the file."""
    place = {entity: i for i, entity in enumerate(dict.fromkeys(name.entity for name in listed))}
    first: dict[tuple[str, str], Name] = {}
    for name in listed:
        if name.label != OTHER:
            first.setdefault((name.entity, name.label), name)
    return sorted(first.values(), key=lambda name: place[name.entity])


def naming_divergence(corpus: Corpus, *, draws: int = 2000, seed: int = 0) -> pandas.DataFrame:
    """How far do the article's labels for an entity lie from its sources', beside what chance makes of so few mentions?

    Columns: `entity`, `mentions` (in the article), `sources_mentions`, `divergence` (Jensen-Shannon, bits, between the
    shares of the labels), `null_mean`, `null_high` (mean and 95 % quantile when mentions are dealt at random to article
    and sources), `p` (share of deals as far apart or further), `further` (documents of `sources` that lie further from
    all the others than the article does). One row an entity that article and sources both mention.

    Notes
    -----
    Mentions are dealt as if independent, which is kinder than documents are: read `p` with `further`. Both hang on what
    `names.csv` lists, and against digests they compare the article with this workbook's own way of naming.

    >>> from analysis import load_corpus
    >>> table = naming_divergence(load_corpus(), draws=100)
    >>> bool((table["divergence"] <= 1).all())
    True
    """
    in_range("draws", draws, 20, 1_000_000)
    found, sources = mentions(corpus), [document.id for document in distinct_sources(corpus)]
    target, draw, rows = corpus.target.id, numpy.random.default_rng(seed), []
    for entity, here in found.groupby("entity", sort=False):
        counts = pandas.crosstab(here["document"], here["label"]).reindex([target, *sources], fill_value=0)
        own, others = counts.loc[target].to_numpy(), counts.loc[sources].to_numpy()
        if not own.sum() or not others.sum():
            continue
        together = own + others.sum(axis=0)
        seen = _divergence(own, together - own)
        deals = draw.multivariate_hypergeometric(together, int(own.sum()), size=draws)
        null = numpy.array([_divergence(deal, together - deal) for deal in deals])
        apart = [_divergence(row, together - row) for row in others if row.sum() and (together - row).sum()]
        chance = ((null >= seen - 1e-12).sum() + 1) / (draws + 1)
        null_values = (null.mean(), numpy.quantile(null, 0.95), chance)
        further = sum(value > seen + 1e-12 for value in apart)
        rows.append((entity, int(own.sum()), int(others.sum()), seen, *null_values, further, len(apart)))
    return pandas.DataFrame(rows, columns=DIVERGENCE).round(6)


def _divergence(one: numpy.ndarray, other: numpy.ndarray) -> float:
    return float(divergence_parts(one, other).sum())
