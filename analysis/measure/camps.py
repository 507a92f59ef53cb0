"""Who is quoted about whom? The camps of `names.csv` as speakers, and as those spoken about.

One row a document, speaking camp and actor spoken of. Caution: a source belongs to a camp only where its name or its
stated affiliation is one of the names in that file; everybody else is 'other', an adherent who is not listed too. The
evaluative words beside a row are hits of a word list in the same contents: whether they are said of that actor, and
whether they praise or blame, is for the reader to see in the passages.
"""

import functools
import re

import numpy
import pandas

from analysis.measure.entities import mentions
from analysis.measure.reports import Report, covered, reports
from analysis.measure.wording import lexicon_hits
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.expressions import hits
from analysis.read.names import OTHER, Name, name_expressions

NO_CAMP = "other"
# Who is called by a camp's name because of having left, opposed or suffered from it is not of that camp.
APART = re.compile(
    r"(?i)\b(?:former|ex|one-time|onetime|once|critics?|critical|oppos(?:ed|ing|e)|opponents?|allied|defectors?|dissidents?|rivals?|enem(?:y|ies)|anti|"
    r"against|about|on|victims?|survivors?|observers?|experts?|scholars?|analysts?|researchers?|journalists?|"
    r"reporters?|who left|lawyers? for)\b"
)
ABOUT_COLUMNS = [
    "document", "publisher", "kind", "camp", "about", "attributions", "mentions", "words", "positive", "positive_words",
    "negative", "negative_words", "numbers", "passages", "acts",
]  # fmt: skip


def camp_of(source, listed: tuple[Name, ...]) -> str:
    """The actor of `names.csv` that a source belongs to by its name or its stated affiliation, else 'other'.

    Whose words say that they left it, oppose it or watch it ("a former clerk of the mill") belongs to no camp.

    >>> from types import SimpleNamespace
    >>> listed = (Name("Mill", "actor", "mill", ("the mill", "the mill company")),)
    >>> names = "a spokesman of the mill company", "a former clerk of the mill", "the mayor"
    >>> [camp_of(SimpleNamespace(mention=None, name=name, affiliation="of the mill"), listed) for name in names]
    ['Mill', 'other', 'Mill']
    """
    told = (source.name, source.affiliation)
    if source.name in {name.entity for name in listed if name.kind == "actor"}:
        return source.name
    if any(APART.search(text) for text in (*told, source.mention.text if source.mention else "")):
        return NO_CAMP
    return next((camp for text in told if text and (camp := _actor_in(text, listed))), NO_CAMP)


@functools.lru_cache(maxsize=4096)
def _actor_in(text: str, listed: tuple[Name, ...]) -> str:
    """The first actor that is named in a text."""
    document = Document(id="source", text=text)
    found = (listed[hit.entry] for hit in hits(document, name_expressions(listed)))
    return next((name.entity for name in found if name.kind == "actor" and name.label != OTHER), "")


def speaking_about(corpus: Corpus, *, act: str = "all") -> pandas.DataFrame:
    """Which camps are reported to speak about which actors: one row a document, camp and actor.

    Columns: `document`, `publisher`, `kind`, `camp` (of the source: an actor of `names.csv`, or 'other'), `about` (an
    actor named in the content), `attributions` (of that camp that name it), `mentions` (how often they do), `words`
    (of their contents), `positive` and `negative` (hits of the evaluative word list in these contents) with
    `positive_words` and `negative_words`, `numbers` (of the attributions), `passages` (start and end of each content),
    `acts`. A content that names two actors counts for both. Empty without `names.csv`.

    Notes
    -----
    The evaluative hits are counts of words, neither a score nor a verdict: a camp may be quoted in praise of itself,
    and "not a cult" holds the same word as "a cult". Who is named in a digest is this workbook's own choice.

    >>> from analysis import load_corpus
    >>> table = speaking_about(load_corpus())
    >>> set(table["about"]) <= {name.entity for name in load_corpus().names}
    True
    """
    named, loaded = mentions(corpus), lexicon_hits(corpus, ["evaluative"])
    named = named[named["kind"] == "actor"]
    actors = list(dict.fromkeys(name.entity for name in corpus.names if name.kind == "actor"))
    rows = []
    for document in corpus:
        here, words = (table[table["document"] == document.id] for table in (named, loaded))
        groups: dict[tuple[str, str], list[tuple[Report, int]]] = {}
        for report in reports(document, act) if len(here) else ():
            camp = camp_of(report.source, corpus.names)
            inside = _inside(here, report)
            for actor in dict.fromkeys(inside["entity"]):
                groups.setdefault((camp, actor), []).append((report, int((inside["entity"] == actor).sum())))
        for camp in [*actors, NO_CAMP]:
            for actor in actors:
                if (camp, actor) in groups:
                    rows.append((document.id, document.label, document.kind, camp, actor,
                                 *_about(document, groups[camp, actor], words), act))  # fmt: skip
    table = pandas.DataFrame(rows, columns=ABOUT_COLUMNS)
    table.attrs["acts"] = act
    return table


def _inside(table: pandas.DataFrame, *listed: Report) -> pandas.DataFrame:
    """The hits, which stand in the order of the text, that lie within the contents of some reports, each once."""
    starts, ends = table["start"].to_numpy(), table["end"].to_numpy()
    within = numpy.zeros(len(table), dtype=bool)
    for span in (span for report in listed for span in report.attribution.content):
        first, last = numpy.searchsorted(starts, [span.start, span.end])
        within[first:last] |= ends[first:last] <= span.end
    return table[within]


def _about(document: Document, group: list[tuple[Report, int]], loaded: pandas.DataFrame) -> tuple:
    listed = [report for report, _ in group]
    counted, found = [], _inside(loaded, *listed)
    for category in ("positive", "negative"):
        words = found.loc[found["category"] == category, "keyword"]
        counted += [len(words), ", ".join(" ".join(word.split()) for word in words)]
    spans = [span for report in listed for span in report.attribution.content]
    return (
        len(listed), sum(count for _, count in group), int(covered(document, listed).sum()), *counted,
        ", ".join(str(report.number) for report in listed),
        " ".join(f"{span.start}-{span.end}" for span in spans),
    )  # fmt: skip
