"""Who the sources of attributions are: names of pronouns and short forms, types, affiliations, anonymity."""

from analysis.read.sources.resolution import Source, sources
from analysis.read.sources.types import TYPES

__all__ = ["TYPES", "Source", "sources"]
