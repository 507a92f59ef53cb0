"""How well does each word of a claim fit some word of a sentence, as both are meant where they stand?

Input is claims and sentences; output is an array (claims, sentences): for every piece of a claim the cosine to its
nearest piece of the sentence, averaged with rare pieces counting more. Where a vector of the whole sentence blurs what
a long sentence says beside the claim, this does not. Caution: it is one-sided: a sentence that says more than the
claim is not nearer for it, and one that denies the claim is as near as one that states it.
"""

from collections import Counter
from collections.abc import Sequence

import numpy

from analysis.read.piece_states import States, piece_states

DIGITS = 4


def word_fit(claims: Sequence[str], sentences: Sequence[str]) -> numpy.ndarray | None:
    """The fit of every claim to every sentence; None where the weights package is not installed.

    Rarity is counted in `sentences`, and the mean of all their pieces is taken from each, so that what all share counts
    for nothing.

    References
    ----------
    Khattab, O. & Zaharia, M. (2020). ColBERT: efficient and effective passage search via contextualized late
    interaction over BERT. SIGIR. Rarity weights as in Zhang, T. et al. (2020). BERTScore. ICLR.

    >>> fit = word_fit(["The mill closed."], ["She sang all night.", "In May the old mill was shut for good."])
    >>> fit is None or bool(fit[0].argmax() == 1)
    True
    """
    rows = piece_states([*claims, *sentences])
    if rows is None:
        return None
    asked, known = rows[: len(claims)], rows[len(claims) :]
    fits = numpy.zeros((len(claims), len(sentences)))
    # What has no piece (a lone sign of no width) fits nothing.
    told = [i for i, row in enumerate(known) if len(row.pieces)]
    if not told:
        return fits
    known = [known[i] for i in told]
    holders = Counter(piece for row in known for piece in set(row.pieces.tolist()))
    centre = numpy.concatenate([row.states for row in known]).mean(axis=0, dtype=float)
    units = [_unit(row, centre) for row in known]
    edges = numpy.cumsum([0, *(len(unit) for unit in units)])[:-1]
    everything = numpy.concatenate(units)
    for i, row in enumerate(asked):
        if len(row.pieces):
            fits[i, told] = _fit(row, centre, everything, edges, holders, len(known))
    return fits.round(DIGITS)


def _fit(row: States, centre, everything, edges, holders: Counter[int], size: int) -> numpy.ndarray:
    """One claim against all sentences: a product with all their pieces, then the best piece of each sentence."""
    weights = numpy.array([numpy.log1p((size - holders[p] + 0.5) / (holders[p] + 0.5)) for p in row.pieces.tolist()])
    best = numpy.maximum.reduceat(_unit(row, centre) @ everything.T, edges, axis=1)
    return weights @ best / weights.sum()


def _unit(row: States, centre: numpy.ndarray) -> numpy.ndarray:
    """The states of a text less the centre, each of unit length."""
    moved = row.states - centre
    return moved / numpy.maximum(numpy.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
