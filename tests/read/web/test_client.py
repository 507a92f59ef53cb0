"""Real requests to a site on loopback that behaves well, badly or with intent."""

import gc
import itertools
import random
import shutil
import socket
import ssl
import subprocess
import time
import tracemalloc
import zlib
from dataclasses import replace

import pytest

from analysis.errors import CrossreadError
from analysis.read.web import Limits, Visit, connections, received
from analysis.read.web import client as client_module
from tests.read.web.conftest import QUICK
from tests.read.web.site import answer, article, conditional, endless, gzip_bomb, in_turn, moved, packed, raw, served

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def refused(visit, url, told):
    with pytest.raises(CrossreadError, match=told) as error:
        visit.received(url)
    assert "\n" not in str(error.value)
    assert url in str(error.value)


class TestReceived:
    def test_a_page_comes_with_its_type_address_and_time(self, site, visit):
        site.pages["/story"] = answer(200, article(), ETag='"a1"', Last_Modified="Mon, 04 May 2020 08:00:00 GMT")
        got = visit.received(site.url("/story#part"))
        assert got.content == article().encode()
        assert (got.url, got.media, got.status) == (site.url("/story"), "text/html; charset=utf-8", 200)
        assert (got.etag, got.last_modified) == ('"a1"', "Mon, 04 May 2020 08:00:00 GMT")
        assert got.at.endswith("Z") and len(got.at) == 20

    @pytest.mark.parametrize("media", ["text/html; charset=windows-1256", "text/html; charset=ISO-8859-1", ""])
    def test_bytes_are_not_touched_and_the_type_is_told_as_it_was_sent(self, site, visit, media):
        content = "Fahrgäste, naïve".encode("latin-1")
        site.pages["/story"] = answer(200, content, media)
        got = visit.received(site.url("/story"))
        assert (got.content, got.media) == (content, media)

    def test_the_request_names_the_program_and_nobody_else(self, site, visit, monkeypatch):
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
        site.pages["/story"] = in_turn(answer(200, article(), Set_Cookie="who=ada"), answer(200, article()))
        visit.received(site.url("/story"))
        visit.received(site.url("/story"))
        for _, headers, _ in site.asked:
            assert headers["User-Agent"].startswith("Crossread/")
            assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}

    def test_a_page_that_has_not_changed_is_not_sent_again(self, site, visit):
        site.pages["/story"] = conditional(article())
        first = visit.received(site.url("/story"))
        second = visit.received(site.url("/story"), etag=first.etag, last_modified=first.last_modified)
        assert (second.status, second.content) == (304, b"")
        assert visit.received(site.url("/story"), etag='"other"').status == 200
        assert visit.received(site.url("/story"), etag='"one"\r\nX: y').status == 200

    def test_304_to_who_did_not_ask_for_it_is_an_error(self, site, visit):
        site.pages["/story"] = answer(304)
        refused(visit, site.url("/story"), "answers 304 Not Modified")

    @pytest.mark.parametrize("status", [204, 206, 300, 400, 401, 403, 404, 410, 418, 451, 499])
    def test_another_status_is_told_and_not_asked_again(self, site, visit, status):
        site.pages["/story"] = answer(status, b"" if status == 204 else article())
        refused(visit, site.url("/story"), f"it answers {status}")
        assert site.paths() == ["/story"]

    def test_the_function_is_a_visit_of_its_own(self, site):
        site.pages["/story"] = answer(200, article())
        assert received(site.url("/story"), allow_local=True, limits=QUICK).content == article().encode()


class TestLocal:
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost.", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"])
    def test_the_own_machine_is_not_asked(self, site, host):
        site.pages["/story"] = answer(200, article())
        refused(Visit(False, QUICK), site.url("/story", host), "loopback|unspecified")
        assert site.asked == []

    @pytest.mark.parametrize(
        "address", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fd00::1]", "[fe80::1]"]
    )
    def test_the_own_network_is_not_asked(self, address):
        refused(Visit(False, QUICK), f"http://{address}/latest/meta-data/", "only the open internet is asked")

    @pytest.mark.parametrize("onward", ["10.0.0.1", "192.168.1.1", "localhost", "127.0.0.2", "[fd00:ec2::254]"])
    def test_leave_holds_for_the_machine_that_was_named_and_not_for_where_it_sends_on(self, site, visit, onward):
        site.pages["/story"] = answer(302, Location=f"http://{onward}:{site.port}/secret")
        refused(visit, site.url("/story"), "only the open internet is asked")
        assert site.paths() == ["/story"]

    @pytest.mark.parametrize("address", ["169.254.169.254", "[fe80::1]", "0.0.0.0", "224.0.0.1"])
    def test_leave_never_holds_for_link_local_and_other_odd_addresses(self, visit, address):
        refused(visit, f"http://{address}/latest/meta-data/", "only the open internet is asked")

    @pytest.mark.parametrize("url", ["http://2130706433/", "file:///etc/passwd", "http://a:b@127.0.0.1/"])
    def test_leave_to_ask_the_own_network_lifts_nothing_else(self, visit, url):
        refused(visit, url, "is no web address")


class TestNames:
    """A resolver that the test plays; connections to the open internet end at the site."""

    @pytest.fixture
    def played(self, site, monkeypatch):
        """A function that sets the answers of the resolver, and the list of the addresses that were dialled."""
        dialled, asked = [], []
        dial = socket.create_connection

        def play(*answers):
            left = list(answers)

            def look_up(host, port, **_):
                asked.append(host)
                found = left.pop(0) if len(left) > 1 else left[0]
                return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

            monkeypatch.setattr(connections, "look_up", look_up)

        def connected(address, *more, **options):
            dialled.append(address[0])
            if address[0].startswith("93."):
                return dial(("127.0.0.1", site.port), *more, **options)
            raise ConnectionRefusedError("played")

        monkeypatch.setattr(socket, "create_connection", connected)
        play.dialled, play.asked = dialled, asked
        return play

    def test_the_connection_goes_to_the_address_that_was_checked(self, site, played):
        site.pages["/story"] = answer(200, article())
        played(["93.184.215.14"])
        got = Visit(False, QUICK).received(f"http://mill.example:{site.port}/story")
        assert got.url == f"http://mill.example:{site.port}/story"
        assert played.dialled == ["93.184.215.14"] * 2
        assert {headers["Host"] for _, headers, _ in site.asked} == {f"mill.example:{site.port}"}

    def test_a_name_is_looked_up_once_for_a_connection(self, site, played):
        site.pages["/story"] = answer(200, article())
        played(["93.184.215.14"])
        Visit(False, QUICK).received(f"http://mill.example:{site.port}/story")
        assert played.asked == ["mill.example"] * 2  # robots.txt and the page

    def test_a_name_that_changes_its_mind_is_refused(self, site, played):
        site.pages["/story"] = answer(200, article())
        played(["93.184.215.14"], ["127.0.0.1"])
        refused(
            Visit(False, QUICK), f"http://mill.example:{site.port}/story", "127.0.0.1 behind 'mill.example' is loop"
        )
        assert site.paths() == []
        assert played.dialled == ["93.184.215.14"]

    @pytest.mark.parametrize("own", ["10.1.2.3", "169.254.169.254", "::1", "fe80::1%2", "64:ff9b::7f00:1"])
    def test_one_own_address_among_others_is_enough(self, played, own):
        played(["93.184.215.14", own])
        refused(Visit(False, QUICK), "http://mill.example/story", "only the open internet is asked")
        assert played.dialled == []

    def test_the_second_address_is_tried_where_the_first_does_not_answer(self, site, played):
        site.pages["/story"] = answer(200, article())
        played(["94.1.1.1", "93.184.215.14"])
        assert Visit(False, QUICK).received(f"http://mill.example:{site.port}/story").status == 200
        assert played.dialled == ["94.1.1.1", "93.184.215.14"] * 2

    def test_a_resolver_that_keeps_silent_is_left_behind(self, monkeypatch):
        monkeypatch.setattr(connections, "look_up", lambda *_, **__: time.sleep(3) or [])
        begun = time.monotonic()
        refused(
            Visit(False, replace(QUICK, connect=0.2, tries=1)), "http://mill.example/", "'mill.example' is not found"
        )
        assert time.monotonic() - begun < 2.5

    def test_a_proxy_of_the_environment_is_named_where_nothing_is_found(self, monkeypatch):
        def look_up(*_, **__):
            raise socket.gaierror(-2, "unknown")

        monkeypatch.setattr(connections, "look_up", look_up)
        monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
        refused(Visit(False, QUICK), "https://mill.example/", "HTTPS_PROXY is set, but a proxy is not used")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="a certificate is made by openssl")
class TestEncryption:
    @pytest.fixture
    def secured(self, tmp_path, monkeypatch):
        """A site for mill.example with its certificate, trusted by nobody else; the names it was asked by."""
        words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=mill.example"
        files = ["-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"]
        names = ["-addext", "subjectAltName=DNS:mill.example"]
        subprocess.run(["openssl", *words.split(), *names, *map(str, files)], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
        seen = []
        context.sni_callback = lambda _, name, __: seen.append(name)
        connections._certificates.cache_clear()
        dial = socket.create_connection
        with served(lambda inner: context.wrap_socket(inner, server_side=True)) as site:
            rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", site.port))]
            monkeypatch.setattr(connections, "look_up", lambda *_, **__: rows)
            monkeypatch.setattr(socket, "create_connection", lambda a, *m, **o: dial(("127.0.0.1", site.port), *m, **o))
            site.names, site.certificate = seen, tmp_path / "cert.pem"
            yield site
        connections._certificates.cache_clear()

    def test_the_certificate_is_checked_by_the_name_although_the_address_is_dialled(self, secured, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(secured.certificate))
        secured.pages["/story"] = answer(200, article())
        secured.pages["/down"] = moved(f"http://mill.example:{secured.port}/story")
        visit = Visit(False, QUICK)
        assert visit.received(f"https://mill.example:{secured.port}/story").content == article().encode()
        assert set(secured.names) == {"mill.example"}
        refused(visit, f"https://mill.example:{secured.port}/down", "without encryption")

    def test_a_certificate_for_another_name_or_from_nowhere_is_refused(self, secured, monkeypatch):
        refused(Visit(False, QUICK), f"https://mill.example:{secured.port}/story", "certificate cannot be trusted")
        connections._certificates.cache_clear()
        monkeypatch.setenv("SSL_CERT_FILE", str(secured.certificate))
        refused(Visit(False, QUICK), f"https://weir.example:{secured.port}/story", "certificate cannot be trusted")
        assert secured.asked == []


class TestRedirects:
    def test_a_page_may_send_on_and_its_last_address_is_told(self, site, visit):
        site.pages |= {"/a": moved("/b", 301), "/b": moved("c d/ü", 308), "/c%20d/%C3%BC": answer(200, article())}
        assert visit.received(site.url("/a")).url == site.url("/c%20d/%C3%BC")

    def test_five_times_are_enough(self, site, visit):
        site.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(6)} | {"/6": answer(200, article())}
        refused(visit, site.url("/0"), "sends on more than 5 times")
        assert visit.received(site.url("/1")).url == site.url("/6")

    def test_a_circle_ends(self, site, visit):
        site.pages |= {"/a": moved("/b"), "/b": moved("/a")}
        refused(visit, site.url("/a"), "sends on more than 5 times")
        assert len(site.paths()) == 6

    @pytest.mark.parametrize(
        "to",
        ["ftp://mill.example/", "file:///etc/passwd", "javascript:alert(1)", "http://2130706433/", "http://[",
         "http://ada:word@mill.example/", "http://mill.example:25/", "//mill!example/"],
    )  # fmt: skip
    def test_where_a_page_sends_on_is_checked_like_what_was_given(self, site, visit, to):
        site.pages["/a"] = moved(to)
        refused(visit, site.url("/a"), "is no web address")

    @pytest.mark.parametrize("to", ["http://169.254.169.254/latest/", "http://127.0.0.1:{port}/b", "http://[::1]/"])
    def test_a_page_cannot_send_into_the_own_network(self, site, monkeypatch, to):
        site.pages |= {"/a": moved(to.format(port=site.port)), "/b": answer(200, b"secret")}
        dial, rows = socket.create_connection, [(socket.AF_INET, 1, 6, "", ("93.184.215.14", site.port))]
        look_up = connections.look_up
        monkeypatch.setattr(
            connections, "look_up", lambda host, *m, **o: rows if host == "mill.example" else look_up(host, *m, **o)
        )
        monkeypatch.setattr(socket, "create_connection", lambda a, *m, **o: dial(("127.0.0.1", site.port), *m, **o))
        refused(Visit(False, QUICK), f"http://mill.example:{site.port}/a", "only the open internet is asked")
        assert site.paths() == ["/a"]

    def test_a_page_that_sends_nowhere_is_an_error(self, site, visit):
        site.pages["/a"] = answer(302, b"")
        refused(visit, site.url("/a"), "it answers 302 Found")


class TestBounds:
    @pytest.mark.parametrize(
        "page",
        [
            endless(OK + b"\r\n", b"x", 0.05),
            endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.05),
            endless(b"", b"H", 0.05),
            endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05),
            endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n", 0.05),
            raw(OK + b"Content-Length: 9\r\n\r\n", b"x", pause=5),
            raw(b"", pause=5),
        ],
    )
    def test_what_drips_is_given_up_in_time(self, site, visit, page):
        site.pages["/story"] = page
        begun = time.monotonic()
        refused(visit, site.url("/story"), "not there whole after 1.5 seconds")
        assert time.monotonic() - begun < 3
        assert site.paths() == ["/story"]

    def test_redirects_share_the_time(self, site, visit):
        def slow(to):
            return lambda handler: (time.sleep(0.6), moved(to)(handler))

        site.pages |= {"/a": slow("/b"), "/b": slow("/c"), "/c": slow("/d"), "/d": answer(200, article())}
        refused(visit, site.url("/a"), "not there whole after 1.5 seconds")

    def test_a_length_over_the_bound_is_refused_at_once(self, site, visit):
        site.pages["/story"] = endless(OK + b"Content-Length: 900000000\r\n\r\n", b"x", 0.05)
        begun = time.monotonic()
        refused(visit, site.url("/story"), "900,000,000 bytes, more than 200,000")
        assert time.monotonic() - begun < 1

    @pytest.mark.parametrize("head", [b"", b"Content-Length: none\r\nTransfer-Encoding: chunked\r\n"])
    def test_a_page_without_end_is_refused_at_the_bound(self, site, visit, head):
        piece = b"2710\r\n" + b"x" * 10000 + b"\r\n" if head else b"x" * 10000
        site.pages["/story"] = endless(OK + head.replace(b"Content-Length: none\r\n", b"") + b"\r\n", piece)
        refused(visit, site.url("/story"), "more than 200,000 bytes")

    def test_the_bound_is_exact(self, site, visit):
        site.pages |= {"/a": answer(200, b"x" * 200_000), "/b": answer(200, packed("x" * 200_001))}
        site.pages["/b"] = answer(200, packed("x" * 200_001), Content_Encoding="gzip")
        assert len(visit.received(site.url("/a")).content) == 200_000
        refused(visit, site.url("/b"), "more than 200,000 bytes")

    def test_a_huge_head_is_refused(self, site, visit):
        site.pages["/story"] = raw(b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 300_000 + b"\r\n\r\nbody")
        refused(visit, site.url("/story"), "broke off or answered nonsense")

    @pytest.mark.parametrize("packing", ["gzip", "deflate", "raw deflate"])
    def test_a_bomb_is_put_out_in_little_memory(self, site, packing):
        bomb = gzip_bomb(300_000_000)
        if packing != "gzip":
            bomb = bomb[10:-8] if packing == "raw deflate" else b"\x78\xda" + bomb[10:-8]
        site.pages["/story"] = answer(200, bomb, Content_Encoding=packing.split()[-1])
        visit = Visit(True, Limits(pause=0, whole=20, size=5_000_000))
        gc.collect()
        tracemalloc.start()
        try:
            refused(visit, site.url("/story"), "more than 5,000,000 bytes")
            assert tracemalloc.get_traced_memory()[1] < 40_000_000
        finally:
            tracemalloc.stop()


class TestPacking:
    @pytest.mark.parametrize(
        ("packing", "pack"),
        [
            ("gzip", packed),
            ("x-gzip", packed),
            ("GZIP", packed),
            ("deflate", lambda body: zlib.compress(body.encode())),
            ("deflate", lambda body: zlib.compress(body.encode())[2:-4]),
            ("identity", lambda body: body.encode()),
            ("gzip", lambda body: packed(body[:99]) + packed(body[99:])),
        ],
    )
    def test_what_was_packed_is_unpacked(self, site, visit, packing, pack):
        site.pages["/story"] = answer(200, pack(article()), Content_Encoding=packing)
        assert visit.received(site.url("/story")).content == article().encode()

    @pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip", "deflate, gzip, br", "compress", "\x41\x42"])
    def test_what_was_not_asked_for_is_refused(self, site, visit, packing):
        site.pages["/story"] = answer(200, packed(packed(article())), Content_Encoding=packing)
        refused(visit, site.url("/story"), "was not asked for")

    @pytest.mark.parametrize("pieces", [packed(article())[:-9], packed(article())[:200], b"\x1f"])
    def test_a_packing_that_ends_early_is_an_error(self, site, visit, pieces):
        site.pages["/story"] = answer(200, pieces, Content_Encoding="gzip")
        refused(visit, site.url("/story"), "ends before it is whole")

    def test_a_packing_that_is_none_is_an_error(self, site, visit):
        site.pages["/story"] = answer(200, article(), Content_Encoding="gzip")
        refused(visit, site.url("/story"), "packed with gzip, and damaged")


class TestTransfer:
    @pytest.mark.parametrize(
        "page",
        [
            raw(OK + b"Content-Length: 900\r\n\r\nonly this"),
            raw(OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n"),
            raw(OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\nonly"),
            raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nonly\r\n0\r\n\r\n"),
            raw(OK),
            raw(b"220 mill.example ESMTP\r\n"),
            raw(b""),
            raw(OK + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\nonly this"),
        ],
    )
    def test_a_page_that_is_cut_off_is_no_page(self, site, visit, page):
        site.pages["/story"] = page
        refused(visit, site.url("/story"), "broke off or answered nonsense.*3 tries were made")
        assert len(site.paths()) == 3

    def test_what_follows_the_length_is_not_read(self, site, visit):
        site.pages["/story"] = raw(OK + b"Content-Length: 4\r\n\r\nonly this")
        assert visit.received(site.url("/story")).content == b"only"

    def test_a_port_where_nobody_listens_is_told(self, visit):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            refused(visit, f"http://127.0.0.1:{other.getsockname()[1]}/", "there is no connection")


class TestNonsense:
    PARTS = (
        *(
            b"HTTP/1.1",
            b" ",
            b"200",
            b"302 Found",
            b"\r\n",
            b"\n",
            b"Content-Length: ",
            b"7",
            b"-1",
            b"Location: ",
            b"/b",
        ),
        *(b"Transfer-Encoding: chunked", b"Content-Encoding: gzip", b"\x1f\x8b\x08", b"5\r\nhello\r\n", b"0\r\n\r\n"),
        *(b"\0", b"Set-Cookie: a=b", b"\xff\xfe", b":", b"HTTP/9.9 999 \xe2", b"Content-Type: text/html; charset=\xff"),
    )

    def test_whatever_is_answered_ends_as_a_page_or_one_sentence(self, site):
        rng, visit = random.Random(0), Visit(True, replace(QUICK, tries=1))
        pages = sentences = 0
        for number in range(150):
            told = b"".join(rng.choices(self.PARTS, k=rng.randrange(1, 14)))
            head = rng.choice([b"", OK, b"HTTP/1.1 200 OK\r\n"])
            site.pages["/story"] = raw(head + told + rng.choice([b"", b"\r\n\r\nbody", bytes(rng.randbytes(40))]))
            try:
                assert isinstance(visit.received(site.url("/story")).content, bytes), number
                pages += 1
            except CrossreadError as error:
                assert "\n" not in str(error)
                sentences += 1
        assert pages > 5 and sentences > 50


class TestRetries:
    @pytest.fixture
    def slept(self, monkeypatch):
        waits = []
        monkeypatch.setattr(client_module.time, "sleep", lambda seconds: waits.append(round(seconds, 3)))
        return waits

    def test_a_host_that_recovers_is_asked_again(self, site, visit, slept):
        site.pages["/story"] = in_turn(answer(503), answer(500), answer(200, article()))
        assert visit.received(site.url("/story")).status == 200
        assert [wait for wait in slept if wait] == [0.01, 0.02]

    def test_one_that_does_not_is_given_up(self, site, visit):
        site.pages["/story"] = answer(502)
        refused(visit, site.url("/story"), "it answers 502 Bad Gateway; 3 tries were made")
        assert len(site.paths()) == 3

    def test_a_host_that_asks_to_wait_is_obeyed(self, site, visit, slept):
        site.pages["/story"] = in_turn(answer(429, Retry_After="2"), answer(200, article()))
        assert visit.received(site.url("/story")).status == 200
        assert [wait for wait in slept if wait] == [2]

    @pytest.mark.parametrize("told", ["86400", "Fri, 31 Dec 2100 23:59:59 GMT", "9" * 400])
    def test_one_that_asks_for_too_long_is_left_alone(self, site, visit, told):
        site.pages["/story"] = answer(429, Retry_After=told)
        refused(visit, site.url("/story"), "429 Too Many Requests, and asks to come back after")
        assert len(site.paths()) == 1

    @pytest.mark.parametrize("told", ["soon", "-5", "Mon, 04 May 2020 08:00:00 GMT", "1.5", "٣", "inf", "nan"])
    def test_a_wait_that_is_none_is_no_wait(self, site, visit, told):
        site.pages["/story"] = in_turn(raw(f"HTTP/1.1 503 Busy\r\nRetry-After: {told}\r\n\r\n".encode()), answer())
        assert visit.received(site.url("/story")).status == 200


class TestPeace:
    def test_a_host_is_asked_once_a_second_and_redirects_count(self, site):
        site.pages |= {"/a": moved("/b"), "/b": answer(200, article())}
        Visit(True, replace(QUICK, pause=0.3)).received(site.url("/a"))
        times = [at for _, _, at in site.asked]
        assert len(times) == 3
        assert all(later - earlier > 0.27 for earlier, later in itertools.pairwise(times))

    def test_waiting_does_not_count_as_time_of_the_host(self, site):
        site.pages |= {"/a": moved("/b"), "/b": moved("/c"), "/c": answer(200, article())}
        assert Visit(True, replace(QUICK, pause=0.5, whole=1.2)).received(site.url("/a")).status == 200

    def test_a_second_is_what_is_kept_by_default(self):
        assert Limits() == Limits(connect=10, whole=30, size=20_000_000, redirects=5, tries=3, pause=1.0)


class TestRobots:
    def rules(self, site, text, **headers):
        site.pages |= {"/robots.txt": answer(200, text, "text/plain", **headers), "/open/a": answer(200, article())}
        site.pages |= {"/shut/a": answer(200, article()), "/out": moved("/shut/a")}

    @pytest.mark.parametrize(
        "text",
        [
            "User-agent: *\nDisallow: /shut/",
            "User-agent: Crossread\nDisallow: /shut/",
            "User-agent: other\nDisallow: /\n\nUser-agent: crossread\nDisallow: /shut/\n",
            "\ufeffUser-agent: *\r\nDisallow: /shut/\r\nCrawl-delay: 0.01",
            "User-agent: other\nUser-agent: CROSSREAD/1.0 # us\nDisallow: /*/a\nAllow: /open/",
        ],
    )
    def test_what_is_forbidden_is_not_asked_for(self, site, visit, text):
        self.rules(site, text)
        assert visit.received(site.url("/open/a")).status == 200
        refused(visit, site.url("/shut/a"), "forbids programs to ask for it; save the page in a browser")
        refused(visit, site.url("/out"), "forbids programs to ask for it")
        assert site.paths() == ["/open/a", "/out"]

    @pytest.mark.parametrize(
        "text",
        ["", "User-agent: other\nDisallow: /", "User-agent: *\nDisallow:", "<html>not here</html>", "\x00\x01",
         "User-agent: crossreader\nDisallow: /", "User-agent: *\nDisallow: /\n\nUser-agent: crossread\nAllow: /"],
    )  # fmt: skip
    def test_what_is_not_forbidden_is_asked_for(self, site, visit, text):
        self.rules(site, text)
        assert visit.received(site.url("/shut/a")).status == 200

    def test_rules_are_read_once_a_host(self, site, visit):
        self.rules(site, "User-agent: *\nDisallow: /shut/")
        for _ in range(3):
            visit.received(site.url("/open/a"))
        assert [path for path, _, _ in site.asked].count("/robots.txt") == 1

    @pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410])
    def test_without_rules_all_is_allowed(self, site, visit, status):
        site.pages |= {"/robots.txt": answer(status), "/story": answer(200, article())}
        assert visit.received(site.url("/story")).status == 200

    @pytest.mark.parametrize(
        "page", [answer(503), answer(429), raw(b""), endless(OK + b"\r\n", b"x", 0.05), moved("/robots.txt")]
    )
    def test_rules_that_cannot_be_had_forbid_everything(self, site, visit, page):
        site.pages |= {"/robots.txt": page, "/story": answer(200, article())}
        refused(visit, site.url("/story"), "not asked for, since what might forbid it was not had .*robots.txt: ")
        asked = len(site.asked)
        refused(visit, site.url("/story"), "not asked for")
        assert (site.paths().count("/story"), len(site.asked)) == (0, asked)

    def test_rules_may_lie_elsewhere(self, site, visit):
        self.rules(site, "")
        site.pages |= {"/robots.txt": moved("/rules"), "/rules": answer(200, "User-agent: *\nDisallow: /shut/")}
        refused(visit, site.url("/shut/a"), "forbids programs")

    def test_a_delay_is_kept_up_to_a_bound(self, site, monkeypatch):
        waits = []
        monkeypatch.setattr(client_module.time, "sleep", waits.append)
        for text, wanted in (("Crawl-delay: 1.7", 1.7), ("Crawl-delay: 99999", 2), ("Request-rate: 2/3s", 1.5)):
            self.rules(site, f"User-agent: *\n{text}")
            visit = Visit(True, QUICK)
            visit.received(site.url("/open/a"))
            assert max(waits) == pytest.approx(wanted, abs=0.2)
            waits.clear()

    @pytest.mark.parametrize(
        "text",
        [
            "User-agent: *\nDisallow: /shut/\n" + "Disallow: /x\n" * 400_000,
            "".join(f"User-agent: bot{n}\n" for n in range(12_000)) + "Disallow: /shut/a\n" * 12_000,
            "".join(f"useragent bot{n}\n" for n in range(12_000)) + "Disallow: /shut/a\n" * 12_000,
            "User-agent: *\nDisallow: /" + "*a" * 200_000 + "b\n",
            "User-agent: *\nDisallow: /" + "%" * 400_000,
        ],
    )
    def test_rules_made_to_take_for_ever_do_not(self, site, text):
        self.rules(site, text)
        begun = time.monotonic()
        assert Visit(True, replace(QUICK, size=20_000_000)).received(site.url("/open/a")).status == 200
        assert time.monotonic() - begun < 5

    def test_a_bomb_of_rules_is_cut_off(self, site, visit):
        self.rules(site, gzip_bomb(300_000_000), Content_Encoding="gzip")
        assert visit.received(site.url("/open/a")).status == 200
