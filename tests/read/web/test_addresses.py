"""Which hosts may be asked: each way of writing an address of one's own network, and ordinary ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.read.web.addresses import not_public, web_target

REFUSED = [
    "ftp://mill.example/a",
    "file:///etc/passwd",
    "gopher://mill.example/",
    "javascript:alert(1)",
    "data:text/html,hello",
    "mill.example/story",
    "//mill.example/story",
    "http:/mill.example",
    "http://",
    "http:///story",
    "",
    "http://ada@mill.example/",
    "http://ada:word@mill.example/",
    "http://@mill.example/",
    "http://mill.example@127.0.0.1/",
    "http://127.0.0.1\\@mill.example/",
    "http://mill.example /",
    "http://mill.example/\r\nHost: other",
    "http://mill.example/\x00",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://127.0.0.256/",
    "http://1.2.3.4.5/",
    "http://127.0.0.01/",
    "http://①②⑦.0.0.1/",
    "http://☃.example/",
    "http://[::1%25lo]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[v1.fe80::a]/",
    "http://[1.2.3.4]/",
    "http://mill%2eexample/",
    "http://mill..example/",
    "http://mill.example../",
    "http://.mill.example/",
    "http://-mill.example/",
    "http://mill!.example/",
    "http://mill.example:25/",
    "http://mill.example:22/",
    "http://mill.example:6379/",
    "http://mill.example:0/",
    "http://mill.example:99999/",
    "http://mill.example:-1/",
    "http://mill.example:http/",
    "http://" + "a" * 64 + ".example/",
    "http://" + ".".join(["abcdefgh"] * 30) + "/",
    "http://mill.example/" + "a" * 2000,
]
TAKEN = {
    "HTTP://Mill.EXAMPLE/Story": "http://mill.example/Story",
    "https://mill.example.:443/a?b=c#d": "https://mill.example/a?b=c",
    "http://mill.example:8080/": "http://mill.example:8080/",
    "http://mühle.example/": "http://xn--mhle-0ra.example/",
    "http://my_mill.example/": "http://my_mill.example/",
    "http://93.184.215.14/": "http://93.184.215.14/",
    "http://[2606:2800:21f::1]/": "http://[2606:2800:21f::1]/",
    "https://archive.example/web/2020id_/http://mill.example/a": "https://archive.example/web/2020id_/http://mill.example/a",
    "http://mill.example/ü": "http://mill.example/%C3%BC",
}
OWN = {
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "0.0.0.0": "unspecified",
    "0.1.2.3": "unspecified",
    "10.0.0.1": "private",
    "10.255.255.255": "private",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.168.1.1": "private",
    "169.254.169.254": "link-local",
    "100.64.0.1": "shared by a provider's customers",
    "100.127.255.255": "shared by a provider's customers",
    "192.0.0.1": "reserved",
    "192.0.2.1": "reserved",
    "192.88.99.1": "reserved",
    "198.18.0.1": "reserved",
    "198.19.255.255": "reserved",
    "198.51.100.7": "reserved",
    "203.0.113.7": "reserved",
    "224.0.0.1": "multicast",
    "239.255.255.255": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "loopback",
    "::127.0.0.1": "reserved",
    "::ffff:127.0.0.1": "loopback",
    "::ffff:10.0.0.1": "private",
    "::ffff:169.254.169.254": "link-local",
    "::ffff:7f00:1": "loopback",
    "::ffff:0:127.0.0.1": "reserved",
    "64:ff9b::127.0.0.1": "loopback",
    "64:ff9b::a00:1": "private",
    "64:ff9b:1::1": "reserved",
    "100::1": "reserved",
    "2001::1": "reserved",
    "2001:0:53aa:64c::1": "reserved",
    "2001:db8::1": "reserved",
    "2002:7f00:1::": "reserved",
    "2002:5db8:d70e::": "reserved",
    "3fff::1": "reserved",
    "5f00::1": "reserved",
    "fc00::1": "private",
    "fd12:3456::1": "private",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "fec0::1": "private",
    "ff02::1": "multicast",
    "4000::1": "reserved",
    "mill": "no number of a machine",
}
PUBLIC = ["93.184.215.14", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "11.0.0.1"]
PUBLIC += ["2606:2800:21f:cb07::1", "2a00:1450::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e", "223.255.255.1"]


class TestWebTarget:
    @pytest.mark.parametrize("given", REFUSED)
    def test_what_is_no_plain_address_of_the_web_is_refused(self, given):
        with pytest.raises(CrossreadError, match="is no web address"):
            web_target(given)

    @pytest.mark.parametrize("given", TAKEN)
    def test_an_address_is_written_in_one_way(self, given):
        assert str(web_target(given)) == TAKEN[given]

    def test_a_part_of_an_address_is_read_from_where_it_stands(self):
        assert str(web_target("../b", "http://mill.example/a/c")) == "http://mill.example/b"
        assert str(web_target("//other.example/", "http://mill.example/a")) == "http://other.example/"
        with pytest.raises(CrossreadError):
            web_target("http://[", "http://mill.example/")

    @given(st.text(max_size=60) | st.text("htp:/[]@%.0123456789abx#?\\-_", max_size=40))
    def test_whatever_is_given_is_an_address_or_one_sentence(self, given):
        for text in (given, "http://" + given):
            try:
                url = web_target(text)
            except CrossreadError as error:
                assert "\n" not in str(error)
            else:
                assert url.scheme in ("http", "https") and url.host and not url.userinfo


class TestNotPublic:
    @pytest.mark.parametrize("address", OWN)
    def test_what_is_not_of_the_open_internet_has_a_name(self, address):
        assert not_public(address) == OWN[address]

    @pytest.mark.parametrize("address", PUBLIC)
    def test_what_everybody_can_reach_has_none(self, address):
        assert not_public(address) == ""

    @given(st.ip_addresses(v=4))
    def test_an_address_inside_ipv6_is_judged_as_itself(self, address):
        assert not_public(f"::ffff:{address}") == not_public(f"64:ff9b::{address}") == not_public(str(address))

    @given(st.ip_addresses())
    def test_nothing_that_python_calls_private_gets_through(self, address):
        if not not_public(str(address)):
            inner = getattr(address, "ipv4_mapped", None) or address
            assert not (inner.is_private or inner.is_multicast or inner.is_reserved) or str(inner).startswith(
                "64:ff9b:"
            )
