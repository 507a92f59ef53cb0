"""Bodies in any pieces and packings come out as they went in, or not at all."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.read.web.bodies import unpacked

BODIES = st.binary(max_size=300) | st.builds(lambda piece, n: piece * n, st.binary(max_size=4), st.integers(0, 60_000))
PACKINGS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    " Deflate ": lambda body: zlib.compress(body)[2:-4],
    "identity": bytes,
    "": bytes,
}


def pieces(body, size):
    return [body[start : start + size] for start in range(0, len(body), size)]


class TestUnpacked:
    @given(BODIES, st.sampled_from(sorted(PACKINGS)), st.sampled_from([1, 2, 3, 1000, 10**6]))
    def test_a_body_comes_out_as_it_went_in_however_it_is_cut(self, body, packing, size):
        packed = PACKINGS[packing](body)
        assert unpacked(pieces(packed, max(size, len(packed) // 500)), packing, 10**6) == body

    @given(BODIES, st.sampled_from(["gzip", "deflate"]), st.integers(1, 7))
    def test_a_packing_that_lacks_its_end_is_refused(self, body, packing, lacks):
        packed = PACKINGS[packing](body)
        with pytest.raises(CrossreadError, match="ends before it is whole"):
            unpacked(pieces(packed[:-lacks], 1000)[:3000], packing, 10**6)

    @given(st.binary(min_size=1, max_size=200), st.sampled_from(["gzip", "deflate"]))
    def test_what_is_no_packing_is_one_sentence(self, body, packing):
        try:
            assert isinstance(unpacked([body], packing, 10**5), bytes)
        except CrossreadError as error:
            assert "\n" not in str(error)

    @pytest.mark.parametrize("packing", PACKINGS)
    def test_the_bound_is_exact(self, packing):
        packed = PACKINGS[packing](b"x" * 5000)
        assert unpacked([packed], packing, 5000) == b"x" * 5000
        assert unpacked([packed], packing, 4999, cut=True) == b"x" * 4999
        with pytest.raises(CrossreadError, match="more than 4,999 bytes"):
            unpacked([packed], packing, 4999)

    def test_what_unfolds_to_nothing_for_ever_ends_too(self):
        empty_blocks = b"\x00\x00\x00\xff\xff" * 1000

        def endless():
            yield zlib.compress(b"")[:2]
            while True:
                yield empty_blocks

        with pytest.raises(CrossreadError, match="more than 100,000 bytes"):
            unpacked(endless(), "deflate", 100_000)
