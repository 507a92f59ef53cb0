"""Floor 3: from table to picture, caption and page. matplotlib is imported when the first picture is drawn."""

import importlib

_HOME = {
    "figure": "gallery",
    "figures": "gallery",
    "keyness": "plots",
    "documents": "plots",
    "absent_terms": "plots",
    "noise_floor": "plots",
    "rate_pairs": "plots",
    "keyness_by_source": "plots",
    "naming": "plots",
    "lexicon_rates": "plots",
    "text_profile": "plots",
    "word_shift": "plots",
    "term_places": "plots",
    "sourcing_profile": "plots",
    "sourcing_mix": "plots",
    "voice_lanes": "plots",
    "stance_by_source": "plots",
    "unattributed_shares": "plots",
    "source_diversity": "plots",
    "claim_matrix": "plots",
    "coverage": "plots",
    "stated_figures": "plots",
    "vocabulary_panel": "panels",
    "sourcing_panel": "voices_panel",
    "claims_panel": "claims_view",
    "article_edition": "edition",
    "side_by_side": "edition_card",
    "edition_panel": "edition_card",
    "review_panel": "review",
    "decide": "deciding",
    "passages": "panels",
    "table": "frames",
    "report": "page",
}
__all__ = sorted(_HOME)


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"show has no {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(f"analysis.show.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
