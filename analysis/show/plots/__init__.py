"""One function a picture: a table in, Axes out. Nothing is read, computed from texts, or saved here.

Each takes the table that the measure of the same name returns. Without `ax` a new figure of fitting size is made.
Caution: what a mark means stands in the axis label; colour is always doubled by a marker, a hatch or a word.
"""

from analysis.show.plots.corpus import documents
from analysis.show.plots.ladder import stated_figures
from analysis.show.plots.matrix import claim_matrix, coverage
from analysis.show.plots.rates import keyness_by_source, rate_pairs
from analysis.show.plots.sourcing import sourcing_mix, sourcing_profile, stance_by_source, unattributed_shares
from analysis.show.plots.vocabulary import keyness
from analysis.show.plots.voices import source_diversity, voice_lanes
from analysis.show.plots.wording import lexicon_rates, naming, text_profile
from analysis.show.plots.words import absent_terms, noise_floor, term_places, word_shift

__all__ = [
    "absent_terms",
    "claim_matrix",
    "coverage",
    "documents",
    "keyness",
    "keyness_by_source",
    "lexicon_rates",
    "naming",
    "noise_floor",
    "rate_pairs",
    "source_diversity",
    "sourcing_mix",
    "sourcing_profile",
    "stance_by_source",
    "stated_figures",
    "term_places",
    "text_profile",
    "unattributed_shares",
    "voice_lanes",
    "word_shift",
]
