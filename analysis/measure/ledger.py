"""What readers have decided about pairs of sentences, applied to the table of pairs.

Input is the table of pairs (`measure.overlap`) and the decisions of `verdicts.jsonl`; output is the same rows with what
the machine suggests, what readers say and what is to be used, each in a column of its own. Caution: a decision is
about the words of two sentences; where either changes it is shown as stale and no longer counts.
"""

import datetime
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas

from analysis import __version__
from analysis.errors import CrossreadError, one_of
from analysis.read.corpus import Corpus
from analysis.read.verdicts import RELATIONS, Verdict, verdicts

STATUSES = ("unreviewed", "confirmed", "changed", "rejected", "disputed", "stale")
DECIDED = ("confirmed", "changed", "rejected")
HUMAN = ["relation_human", "relation_final", "status", "by", "readers", "said", "blind"]
READER = "CROSSREAD_READER"  # the environment variable that names the reader


@dataclass(frozen=True, slots=True)
class History:
    """The decisions on one pair in the order of the file: on its sentences as they are, and on earlier wordings."""

    lines: tuple[Verdict, ...] = ()
    earlier: tuple[Verdict, ...] = ()


def reviewed_pairs(corpus: Corpus, *, encoder: str = "auto") -> pandas.DataFrame:
    """The pairs of `measure.overlap` with the decisions of the corpus folder applied, as `reviewed` gives them."""
    from analysis import measure

    return reviewed(measure.overlap(corpus, encoder=encoder), verdicts(corpus.folder))


def reviewed(pairs: pandas.DataFrame, decisions: Iterable[Verdict] = ()) -> pandas.DataFrame:
    """The pairs with readers' decisions beside the machine's suggestions; rows and their order stay.

    The last word of each reader counts, and the relation that more than half of the readers give decides. Where none
    has more than half the pair is disputed, until a further line by any reader makes a majority.

    Returns
    -------
    DataFrame with `relation_human` (what readers decided, else ""), `relation_final` (that, or else `relation_auto`),
    `status` ('unreviewed', 'confirmed', 'changed' to another relation, 'rejected', 'disputed', or 'stale': decided on
    an earlier wording), `by` (readers, parted by "; "), `readers` (their number), `said` (the last word of each) and
    `blind` (decided without seeing the machine's word).

    >>> pair = {"pair": "p00000001", "text_hash": "0" * 16, "relation_auto": "same", "document": "office"}
    >>> row = Verdict("p00000001", "accept", "differs", by="Ada", text_hash="0" * 16)
    >>> reviewed(pandas.DataFrame([pair]), [row])[["relation_auto", "relation_human", "status"]].values.tolist()
    [['same', 'differs', 'changed']]
    """
    if missing := [name for name in ("pair", "text_hash", "relation_auto") if name not in pairs.columns]:
        raise CrossreadError(f"the table of pairs lacks {', '.join(missing)}; take the table of measure.overlap")
    rows = [
        _applied(auto, history)
        for auto, history in zip(pairs["relation_auto"], histories(pairs, decisions), strict=True)
    ]
    table = pairs.drop(columns=[name for name in HUMAN if name in pairs.columns])
    found = pandas.DataFrame(rows, columns=HUMAN, index=pairs.index)
    return table.assign(**{name: found[name] for name in HUMAN})


def histories(pairs: pandas.DataFrame, decisions: Iterable[Verdict]) -> list[History]:
    """The decisions on each pair of the table, one `History` a row.

    A decision belongs to the pair of its name and its words. Where the words now stand elsewhere (a sentence before
    them was added, a document has another name) it goes with the words, within its document where they stand there.
    """
    places, words, names = defaultdict(list), defaultdict(list), defaultdict(list)
    documents = pairs["document"].tolist() if "document" in pairs.columns else [""] * len(pairs)
    for i, (name, text) in enumerate(zip(pairs["pair"], pairs["text_hash"], strict=True)):
        places[name, text].append(i)
        words[text].append(i)
        names[name].append(i)
    lines, earlier = [[] for _ in documents], [[] for _ in documents]
    for row in decisions:
        found = places.get((row.pair, row.text_hash)) or words.get(row.text_hash, [])
        if row.document and len(found) > 1:
            found = [i for i in found if documents[i] == row.document] or found
        for i in found:
            lines[i].append(row)
        if not found:
            for i in names.get(row.pair, ()):
                earlier[i].append(row)
    return [History(tuple(one), tuple(other)) for one, other in zip(lines, earlier, strict=True)]


def last_words(lines: Iterable[Verdict]) -> dict[str, Verdict]:
    """The last decision of each reader that has not been taken back, by the reader's name in small letters.

    >>> rows = [Verdict("p00000001", word, "same", by="Ada") for word in ("accept", "accept", "undo")]
    >>> len(last_words(rows)), len(last_words([*rows, rows[-1]]))
    (1, 0)
    """
    said: dict[str, list[Verdict]] = {}
    for row in lines:
        own = said.setdefault(row.by.casefold(), [])
        if row.verdict != "undo":
            own.append(row)
        elif own:
            own.pop()
    return {reader: own[-1] for reader, own in said.items() if own}


def _applied(auto: str, history: History) -> tuple:
    """The human columns of one pair."""
    words, old = list(last_words(history.lines).values()), False
    if not words:
        # The words of an earlier version are shown, the latest version's, and decide nothing.
        for text in dict.fromkeys(row.text_hash for row in history.earlier):
            rows = (row for row in history.earlier if row.text_hash == text)
            words = list(last_words(rows).values()) or words
        old = bool(words)
    by = "; ".join(row.by for row in words)
    said = "; ".join(f"{row.by}: {row.relation}" for row in words)
    if not words or old:
        return "", auto, "stale" if old else "unreviewed", by, len(words), said, False
    relation, count = Counter(row.relation for row in words).most_common(1)[0]
    if 2 * count <= len(words):
        return "", auto, "disputed", by, len(words), said, False
    deciding = [row for row in words if row.relation == relation]
    rejected = relation == "unrelated" or deciding[-1].verdict == "reject"
    status = "rejected" if rejected else "confirmed" if relation == auto else "changed"
    return relation, relation, status, by, len(words), said, all(row.blind for row in deciding)


def decision(
    pair: Mapping, word: str, *, relation: str = "", note: str = "", by: str = "", blind: bool = False
) -> Verdict:
    """A decision on a row of the table, dated now: 'accept', 'reject', or a relation, which is accepted in its place.

    Without `relation` an acceptance takes the machine's and a rejection 'unrelated'. Without `by` the reader is the
    one that the environment variable CROSSREAD_READER names, or "reader".

    >>> row = decision({"pair": "p00000001", "text_hash": "0" * 16, "relation_auto": "same"}, "differs", by="Ada")
    >>> row.verdict, row.relation, row.by
    ('accept', 'differs', 'Ada')
    """
    word, relation = " ".join(word.split()).lower(), " ".join(relation.split()).lower()
    one_of("verdict", word, ["accept", "reject", *RELATIONS])
    if word in RELATIONS:
        if relation not in ("", word):
            raise CrossreadError(f"the verdict says {word!r} and the relation {relation!r}; give one of them")
        word, relation = "accept", word
    relation = relation or ("unrelated" if word == "reject" else pair["relation_auto"])
    one_of("relation", relation, RELATIONS)
    places = {name: _whole(pair.get(name)) for name in ("claim_sentence", "sentence")}
    return Verdict(
        pair["pair"], "reject" if relation == "unrelated" else word, relation, note.strip(), reader_name(by), _now(),
        __version__, pair["text_hash"], blind, document=str(pair.get("document") or ""), **places,
    )  # fmt: skip


def taken_back(history: History, *, note: str = "", by: str = "") -> Verdict:
    """The line that takes back the last word of a reader on a pair; an error where there is none."""
    name = reader_name(by)
    found = last_words(history.lines).get(name.casefold())
    found = found or last_words(history.earlier).get(name.casefold())
    if found is None:
        raise CrossreadError(f"{name!r} has decided nothing on this pair that could be taken back")
    return replace(found, verdict="undo", relation="", note=note.strip(), at=_now(), version=__version__)


def reader_name(by: str = "") -> str:
    """The name that decisions are kept under: the one given, or the environment's, or "reader".

    >>> reader_name("  Ada  Pell ")
    'Ada Pell'
    """
    name = by.replace(";", " ") if by.strip(" ;") else os.environ.get(READER, "").replace(";", " ")
    return " ".join(name.split()) or "reader"


def _whole(number) -> int:
    return 0 if pandas.isna(number) else int(number)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
