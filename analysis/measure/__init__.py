"""Floor 2: one question a file, documents in, one tidy table out.

The names below load their module on first use, so that `from analysis import measure` costs nothing.
"""

import importlib

_HOME = {
    "keyness": "vocabulary",
    "keyness_from_counts": "vocabulary",
    "term_counts": "vocabulary",
    "log_odds": "vocabulary",
    "absent_terms": "absence",
    "noise_floor": "noise",
    "split_half": "noise",
    "word_shift": "noise",
    "term_places": "places",
    "near_copies": "copies",
    "concordance": "context",
    "attributions": "sourcing",
    "sourcing_profile": "sourcing",
    "sentences": "sourcing",
    "claims": "alignment",
    "overlap": "alignment",
    "coverage": "alignment",
    "stated_figures": "numbers",
}
__all__ = sorted(_HOME)


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"measure has no {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(f"analysis.measure.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
