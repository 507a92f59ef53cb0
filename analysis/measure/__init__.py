"""Floor 2: one question a file, documents in, one tidy table out.

The names below load their module on first use, so that `from analysis import measure` costs nothing.
"""

import importlib

_HOME = {
    "keyness": "vocabulary",
    "keyness_from_counts": "vocabulary",
    "term_counts": "terms",
    "tokens": "terms",
    "dispersion": "evenness",
    "dispersion_from_counts": "evenness",
    "other_scores": "scores",
    "rate_pairs": "rates",
    "keyness_by_source": "rates",
    "absent_terms": "absence",
    "noise_floor": "noise",
    "split_half": "noise",
    "word_shift": "noise",
    "term_places": "places",
    "near_copies": "copies",
    "concordance": "context",
    "neighbours": "collocations",
    "collocates": "collocations",
    "mentions": "entities",
    "naming": "entities",
    "naming_divergence": "entities",
    "suggested_names": "suggestions",
    "lexicon_hits": "wording",
    "lexicon_rates": "wording",
    "text_profile": "profile",
    "lexical_diversity": "diversity",
    "attributions": "sourcing",
    "sourcing_profile": "sourcing",
    "sentences": "sourcing",
    "voices": "speakers",
    "voice_lanes": "speakers",
    "sourcing_mix": "mixes",
    "stance_by_source": "mixes",
    "source_diversity": "hill",
    "unattributed_claims": "silence",
    "unattributed_shares": "silence",
    "speaking_about": "camps",
    "sourcing_contrast": "contrast",
    "reliability": "agreement",
    "claims": "alignment",
    "overlap": "alignment",
    "claim_matrix": "matrix",
    "coverage": "matrix",
    "text_reuse": "reuse",
    "reviewed_pairs": "ledger",
    "review_queue": "reviewing",
    "review_precision": "reviewing",
    "reader_agreement": "readers",
    "exported_pairs": "spreadsheets",
    "imported_verdicts": "spreadsheets",
    "stated_figures": "numbers",
}
__all__ = sorted(_HOME)


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"measure has no {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(f"analysis.measure.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
