"""Documents whose attributions are given, not found: what the measures of sourcing count is then known by hand."""

from pathlib import Path
from types import SimpleNamespace

from analysis.read.attribution.record import Attribution
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.zones import Span


def reported(name: str, text: str, *rows: dict, kind: str = "original", publisher: str = "") -> Document:
    """A document with the attributions of `rows`, each with `source`, `cue` and `content` as they stand in the text.

    `content` may be a list of pieces; `name`, `type`, `affiliation` and `anonymous` are those of the source.
    """
    document = Document(id=name, text=text, kind=kind, publisher=publisher or name.title())

    def span(part: str, after: int = 0) -> Span:
        start = text.index(part, after)
        return Span(start, start + len(part), part)

    attributions, sources = [], []
    for row in rows:
        pieces = [row["content"]] if isinstance(row["content"], str) else row["content"]
        content = tuple(span(piece, row.get("after", 0)) for piece in pieces)
        mention = span(row["source"], row.get("after", 0)) if row.get("source") else None
        cue = span(row["cue"], row.get("after", 0)) if row.get("cue") else None
        sentence = document.sentence_at((cue or content[0]).start).number
        known = {key: row[key] for key in ("act", "stance", "confidence", "parent") if key in row}
        attributions.append(Attribution(mention, cue, content, row.get("mode", "indirect"), "rule", sentence, **known))
        sources.append(
            SimpleNamespace(
                mention=mention,
                name=row.get("name", row.get("source", "")),
                type=row.get("type", "named person" if mention else "unknown"),
                reason=row.get("reason", "as written"),
                resolved="name" in row,
                affiliation=row.get("affiliation", ""),
                anonymous=row.get("anonymous", False),
                anonymity_reason="",
            )
        )
    # What the document would compute on first use is put in its place.
    document.__dict__["attributions"] = tuple(attributions)
    document.__dict__["sources"] = tuple(sources)
    return document


# Words of each sentence, counted by hand: 6, 8, 10, 10, 5, 4 = 43; of the contents: 5, 4, 7, 2 + 1 = 19.
MILL = (
    "The old mill closed in May. Mayor Lind said that the dam would hold. “We had no warning,” the clerk said, and he "
    "left.\n\nMayor Lind believes the works would cost 3 million euros. The works took 40 days. The gate reportedly "
    "jammed."
)
SAYINGS = (
    {"source": "Mayor Lind", "cue": "said", "content": "that the dam would hold", "stance": "neutral",
     "affiliation": "the town"},
    {"source": "the clerk", "cue": "said", "after": MILL.index("“We"), "content": "“We had no warning,”",
     "mode": "direct", "stance": "neutral", "type": "unnamed person or group", "anonymous": True},
    {"source": "Mayor Lind", "cue": "believes", "after": MILL.index("\n\n"),
     "content": "the works would cost 3 million euros", "act": "belief", "stance": "asserting"},
    {"cue": "reportedly", "content": ["The gate", "jammed"], "stance": "doubting"},
)  # fmt: skip
OFFICE = "The office, which has 12 clerks, said that the dam held. It rained."  # 11 + 2 words, content 4
OFFICE_SAYING = {"source": "The office", "cue": "said", "content": "that the dam held", "type": "named organisation"}


def mill() -> Document:
    """An article of six sentences: said by the mayor, by a clerk, believed by the mayor, and on nobody's word."""
    return reported("paper", MILL, *SAYINGS)


def office() -> Document:
    """A source of two sentences, one of them said by an office."""
    return reported("office", OFFICE, OFFICE_SAYING, kind="full")


def silent() -> Document:
    """A digest in which nobody says anything."""
    return reported("silent", "The gate is old. It was mended.", kind="digest")


def together(*documents: Document, folder: Path = Path("nowhere")) -> Corpus:
    """A corpus of documents, the first of them the article."""
    return Corpus(folder, documents)
