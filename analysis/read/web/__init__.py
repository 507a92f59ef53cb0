"""The web, asked with care. Caution: all code of this program that uses a network lies here, and nowhere else."""

from analysis.read.web.client import Limits, Received, Visit, received

__all__ = ["Limits", "Received", "Visit", "received"]
