"""Deciding about pairs of sentences one by one: what panel and cell share, without widgets.

Input is a corpus, its table of pairs and a reader's word; output is a line of `verdicts.jsonl` beside the manifest.
Caution: a table or figure made before a decision stays as it was made.
"""

import functools
from dataclasses import dataclass, field

import pandas

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure.ledger import DECIDED, decision, histories, reviewed, taken_back
from analysis.measure.reviewing import review_precision, review_queue
from analysis.read.corpus import Corpus
from analysis.read.verdicts import Verdict, added_verdict, verdicts
from analysis.show import gallery
from analysis.show.frames import Page
from analysis.show.pair_card import pair_card


def decide(
    pair: str, verdict: str, *, corpus: Corpus | None = None, relation: str = "", note: str = "", by: str = ""
) -> Verdict:
    """One decision, after it has been added to `verdicts.jsonl` of the corpus: what a card does, for a cell or script.

    Parameters
    ----------
    pair : the name of a pair, or as much of its beginning as no other pair shares.
    verdict : 'accept', 'reject', 'undo', or a relation ("differs"), which is accepted in place of the machine's.
    corpus : by default that of the workbook one is in, or else the shipped one.
    relation : the relation that is right, where it is not the machine's.
    by : the reader; by default the name in CROSSREAD_READER, or "reader".

    Raises
    ------
    CrossreadError
        Where no pair or more than one begins so, and where verdict or relation is unknown; nothing is added.
    """
    corpus = corpus or gallery.usual_corpus()
    table = pairs_of(corpus)
    at = named_pair(table, pair)
    if verdict.strip().lower() == "undo":
        history = histories(table, verdicts(corpus.folder))[at]
        return added_verdict(corpus.folder, taken_back(history, note=note, by=by))
    row = table.iloc[at].to_dict()
    return added_verdict(corpus.folder, decision(row, verdict, relation=relation, note=note, by=by))


@functools.lru_cache(maxsize=2)
def pairs_of(corpus: Corpus) -> pandas.DataFrame:
    """The pairs of a corpus, found once for all decisions of a script."""
    return measure.overlap(corpus)


def named_pair(table: pandas.DataFrame, name: str) -> int:
    """The row of the one pair whose name begins so.

    >>> named_pair(pandas.DataFrame({"pair": ["p7f3a0001", "p7c000002"]}), "p7f")
    0
    """
    wanted = name.strip().lower()
    found = [i for i, pair in enumerate(table["pair"]) if wanted and pair.startswith(wanted)]
    if not found:
        raise CrossreadError(f"no pair begins with {name[:20]!r}; a card or the column `pair` tells the names")
    if len(found) > 1:
        known = ", ".join(table["pair"].iloc[found[:5]]) + (", ..." if len(found) > 5 else "")
        raise CrossreadError(f"{len(found)} pairs begin with {name[:20]!r} ({known}); write more of the name")
    return found[0]


@dataclass
class Sitting:
    """One reader's way through the queue: what is to be read, what was done, and the table as the file now has it.

    `todo` and `done` hold rows of the table by their place; `done` with the line that was kept, or None for a skip.
    """

    corpus: Corpus
    table: pandas.DataFrame
    seed: int = 0
    again: str = ""
    todo: list[int] = field(default_factory=list)
    done: list[tuple[int, Verdict | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.table = self.table.reset_index(drop=True)
        self.refresh()
        queue = review_queue(self.reviewed, seed=self.seed, again=self.again)
        self.parts = dict(zip(queue.index, queue["part"], strict=True))
        self.todo = list(self.parts)

    def refresh(self) -> None:
        """Read the file anew, with what other kernels have added, and pass over what was decided meanwhile."""
        self.lines = verdicts(self.corpus.folder)
        self.reviewed = reviewed(self.table, self.lines)
        if not self.again and self.todo:
            status = self.reviewed["status"]
            self.todo = [at for at in self.todo if status[at] not in DECIDED]

    @property
    def is_blind(self) -> bool:
        """Whether the card that is next is to be read without the machine's word."""
        return bool(self.todo) and self.parts[self.todo[0]] == "blind sample"

    def card(self) -> Page:
        """The card that is next."""
        row = self.reviewed.iloc[self.todo[0]].to_dict()
        return pair_card(row, self.corpus, blind=self.is_blind, told=not self.again)

    def decided(self, word: str, **particulars: str) -> Verdict:
        """Keep a decision on the card that is next, then go on; where it cannot be kept the card stays."""
        if self.is_blind and word == "accept" and not particulars.get("relation"):
            raise CrossreadError("this card is read without the machine's word; choose a relation first")
        at = self.todo[0]
        row = decision(self.reviewed.iloc[at].to_dict(), word, blind=self.is_blind, **particulars)
        added_verdict(self.corpus.folder, row)
        self.done.append((at, row))
        self.todo.remove(at)
        return row

    def skip(self) -> None:
        """Put the card that is next behind all others; nothing is kept."""
        self.done.append((self.todo[0], None))
        self.todo.append(self.todo.pop(0))

    def undo(self) -> Verdict | None:
        """Go back to the card before, and take back what was decided on it, by a line more."""
        if not self.done:
            raise CrossreadError('nothing was decided in this sitting; decide("p…", "undo") takes back earlier ones')
        at, row = self.done[-1]
        if row:
            history = histories(self.table, verdicts(self.corpus.folder))[at]
            row = added_verdict(self.corpus.folder, taken_back(history, by=row.by))
        self.done.pop()
        self.todo = [at, *(other for other in self.todo if other != at)]
        return row

    def progress(self) -> str:
        """How far the reader is, and how often the machine was confirmed so far, with intervals."""
        kept = sum(row is not None for _, row in self.done)
        told = [f"{kept} decided in this sitting, {len(self.todo)} to read."]
        for row in review_precision(self.reviewed).to_dict("records"):
            if row["decided"]:
                bounds = f"{row['share']:.0%}, 95% interval {row['low']:.0%} to {row['high']:.0%}"
                told.append(f"{row['sample'].capitalize()}: {row['right']} of {row['decided']} confirmed ({bounds}).")
        return " ".join([*told, *(f"Note: {problem}." for problem in self.lines.problems)])
