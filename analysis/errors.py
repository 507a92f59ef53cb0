"""The one error that a reader sees, and the two sentences that most checks need."""

from collections.abc import Iterable


class CrossreadError(ValueError):
    """A mistake in the input, told in one sentence: what, where, what was given, what is allowed, remedy."""


def one_of(name: str, given: object, allowed: Iterable[object]) -> None:
    """Raise `CrossreadError` unless `given` is one of `allowed`.

    >>> one_of("unit", "word", ["word", "stem"])
    >>> one_of("unit", "letter", ["word", "stem"])
    Traceback (most recent call last):
    analysis.errors.CrossreadError: unit must be one of 'word', 'stem'; not 'letter'
    """
    allowed = list(allowed)
    if given not in allowed:
        raise CrossreadError(f"{name} must be one of {', '.join(map(repr, allowed))}; not {given!r}")


def in_range(name: str, given: float, low: float, high: float) -> None:
    """Raise `CrossreadError` unless `low <= given <= high`.

    >>> in_range("interval", 0.95, 0.5, 0.999)
    >>> in_range("interval", 95, 0.5, 0.999)
    Traceback (most recent call last):
    analysis.errors.CrossreadError: interval must lie between 0.5 and 0.999; not 95
    """
    if not low <= given <= high:
        raise CrossreadError(f"{name} must lie between {low} and {high}; not {given!r}")
