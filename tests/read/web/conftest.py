"""A site on loopback for each test, and limits that make a test of patience a matter of moments."""

import pytest

from analysis.read.web import Limits, Visit
from tests.read.web.site import served

QUICK = Limits(connect=1, whole=1.5, size=200_000, tries=3, pause=0, backoff=0.01, longest_wait=2)


@pytest.fixture
def site():
    with served() as running:
        yield running


@pytest.fixture
def visit():
    """A visit that may ask loopback."""
    return Visit(True, QUICK)
