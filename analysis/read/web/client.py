"""One page of the web, asked for with care: of the open internet alone, within bounds, and as its host wishes.

Input is an address; output is the bytes that were sent, unpacked, and where they came from. No cookie is kept, no proxy
of the environment is used, nothing is sent that says who reads. Caution: what was received is untrusted, and may be
another page than the one that was asked for.
"""

import datetime
import email.utils
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from urllib.parse import quote

import httpcore
import httpx

import analysis
from analysis.errors import CrossreadError
from analysis.read.catalogue import clean_line
from analysis.read.web.addresses import AddressError, web_target
from analysis.read.web.bodies import unpacked
from analysis.read.web.connections import Backend, Deadline, NoConnectionError, Transport
from analysis.read.web.robots import LONGEST, Rules, rules

MAX_BYTES = 20_000_000
AGENT = f"Crossread/{analysis.__version__} (+one reader's own copies of single pages; python -m analysis fetch --help)"
ACCEPTED = "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5"
MOVED = {301, 302, 303, 307, 308}
LATER = {408, 425, 429}


@dataclass(frozen=True, slots=True)
class Received:
    """What was sent: the body, the final address, the type as it was named, and what a later request can refer to."""

    content: bytes
    url: str
    media: str = ""
    status: int = 200
    etag: str = ""
    last_modified: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and counts that no request goes beyond."""

    connect: float = 10
    whole: float = 30
    size: int = MAX_BYTES
    redirects: int = 5
    tries: int = 3
    pause: float = 1.0  # between two requests to a host
    backoff: float = 1.0  # before the second try; twice as long before each further one
    longest_wait: float = 60.0  # that a host may ask for


LIMITS = Limits()


class AgainError(Exception):
    """A host could not answer now; the arguments are the reason and the seconds that it asks to wait."""


@dataclass
class Visit:
    """One run over the web: what each host allows, and when it was last asked."""

    allow_local: bool = False
    limits: Limits = field(default_factory=lambda: LIMITS)
    _rules: dict[str, Rules | str] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)  # hosts that were given to be asked, not only led to by a page

    def received(self, url: str, *, etag: str = "", last_modified: str = "") -> Received:
        """The page at an address; status 304 and no content where it is still as `etag` or `last_modified` say."""
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value and value.isascii() and value.isprintable()}
        return self._tried(url, headers, robots=False)

    def _tried(self, url: str, headers: dict[str, str], robots: bool) -> Received:
        """What was received, at the first try or at a later one; a fault that may pass is told after the last."""
        shown = clean_line(url, 200)
        for number in range(1, self.limits.tries + 1):
            try:
                return self._followed(url, headers, robots)
            except CrossreadError as error:
                if robots and isinstance(error, AddressError):
                    raise
                raise CrossreadError(str(error) if shown in str(error) else f"{shown}: {error}") from None
            except AgainError as error:
                fault, wait = error.args
            if wait > self.limits.longest_wait:
                raise CrossreadError(f"{shown}: {fault}, and asks to come back after {wait:.0f} seconds; try then")
            if number < self.limits.tries:
                time.sleep(max(wait, self.limits.backoff * 2 ** (number - 1)))
        raise CrossreadError(f"{shown}: {fault}; {self.limits.tries} tries were made")

    def _followed(self, url: str, headers: dict[str, str], robots: bool) -> Received:
        """What the address, or the one to which it sends on, has; each is checked as if it had been given."""
        target, deadline = web_target(url), Deadline(self.limits.whole)
        if not robots:
            self._named.add(target.host)
        for _ in range(self.limits.redirects + 1):
            if not robots:
                deadline.until += self._allowed(target)
            deadline.until += self._peace(target)
            answer = self._answered(target, headers, deadline, robots)
            if isinstance(answer, Received):
                return answer
            onward = web_target(answer, str(target))
            if target.scheme == "https" and onward.scheme == "http":
                remedy = "give that address itself if you trust it"
                raise CrossreadError(f"it sends on to {clean_line(str(onward), 200)}, without encryption; {remedy}")
            target = onward
        raise CrossreadError(f"it sends on more than {self.limits.redirects} times")

    def _allowed(self, target: httpx.URL) -> float:
        """The seconds it took to learn that the host lets programs ask for this; raises `CrossreadError` if not."""
        begun, origin = time.monotonic(), str(target.join("/"))
        if origin not in self._rules:
            try:
                answer = self._tried(origin + "robots.txt", {}, robots=True)
                self._rules[origin] = rules(answer.content) if answer.status < 400 else Rules()
            except AddressError:
                raise
            except CrossreadError as error:
                self._rules[origin] = f"it is not asked for, since what might forbid it was not had ({error})"
        known = self._rules[origin]
        if isinstance(known, str):
            raise CrossreadError(known)
        if not known.allow(str(target)):
            remedy = "save the page in a browser and add the file"
            raise CrossreadError(f"robots.txt of {target.host} forbids programs to ask for it; {remedy}")
        return time.monotonic() - begun

    def _peace(self, target: httpx.URL) -> float:
        """Wait until the host may be asked again; the seconds that took."""
        known = self._rules.get(str(target.join("/")))
        wanted = min(known.pause(), self.limits.longest_wait) if isinstance(known, Rules) else 0
        last = self._asked.get(target.host, float("-inf"))
        wait = max(0.0, last + max(self.limits.pause, wanted) - time.monotonic())
        time.sleep(wait)
        self._asked[target.host] = time.monotonic()
        return wait

    def _answered(self, target: httpx.URL, headers: dict[str, str], deadline: Deadline, robots: bool) -> Received | str:
        """What one request brings: a page, or the address to ask in its place."""
        allow_local = self.allow_local and target.host in self._named
        transport = Transport(Backend(deadline, self.limits.connect, allow_local), target.scheme)
        own = {"User-Agent": AGENT, "Accept": ACCEPTED, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
        try:
            # Without a client of httpx, which would keep cookies, read the environment and look at where it is sent on.
            with transport, closing(transport.handle_request(httpx.Request("GET", target, headers=own | headers))) as a:
                return self._taken(a, target, bool(headers), robots)
        except httpcore.TimeoutException:
            deadline.left()
            raise AgainError("the connection stood still", 0.0) from None
        except NoConnectionError as error:
            raise AgainError(str(error), 0.0) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
            told = clean_line(str(error), 120) or type(error).__name__
            if "CERTIFICATE_VERIFY_FAILED" in told:
                raise CrossreadError(f"its certificate cannot be trusted ({told})") from None
            raise AgainError(f"it broke off or answered nonsense ({told})", 0.0) from None

    def _taken(self, answer: httpx.Response, target: httpx.URL, conditional: bool, robots: bool) -> Received | str:
        """What an answer says, its body read as far as it may be."""
        status, told = answer.status_code, answer.headers
        if status in MOVED and told.get("location"):
            return quote(told["location"].strip(), safe="%!#$&'()*+,/:;=?@[]~")
        if status >= 500 or status in LATER:
            raise AgainError(f"it answers {named(status)}", _wait(told.get("retry-after", "")))
        at = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        had = Received(b"", str(target), clean_line(told.get("content-type", "")), status, at=at)
        if (status == 304 and conditional) or (robots and status >= 400):
            return had
        if status not in (200, 203) and not (robots and 200 <= status < 300):
            raise CrossreadError(f"it answers {named(status)}")
        length = told.get("content-length", "")[:15]
        if not robots and length.isdecimal() and int(length) > self.limits.size:
            raise CrossreadError(f"it has {int(length):,} bytes, more than {self.limits.size:,}")
        most = min(LONGEST, self.limits.size) if robots else self.limits.size
        content = unpacked(answer.iter_raw(), told.get("content-encoding", ""), most, cut=robots)
        later = {"etag": told.get("etag", ""), "last_modified": told.get("last-modified", "")}
        return replace(had, content=content, **{name: clean_line(value) for name, value in later.items()})


def named(status: int) -> str:
    """A status of HTTP in words.

    >>> named(404), named(599)
    ('404 Not Found', '599')
    """
    return f"{status} {httpx.codes.get_reason_phrase(status)}".strip()


def _wait(told: str) -> float:
    """Seconds that `Retry-After` names, as a number or as a date; 0 where it names none."""
    told = told.strip()
    if told.isascii() and told.isdecimal():
        return float(told[:9])
    try:
        until = email.utils.parsedate_to_datetime(told)
        return max(0.0, until.timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def received(
    url: str, *, allow_local: bool = False, etag: str = "", last_modified: str = "", limits: Limits | None = None
) -> Received:
    """The page at an address of the open internet, as it was sent and unpacked.

    Parameters
    ----------
    allow_local : also ask a machine of the own network that `url` names; where a page sends on to stays checked.
    etag, last_modified : of an earlier answer; where they still hold, the status is 304 and the content empty.
    limits : by default 30 seconds, 20 MB, five redirects, three tries, one request a second to a host.

    Raises
    ------
    CrossreadError
        One sentence with the address, and why the page was not asked for or not had.

    >>> received("file:///etc/passwd")
    Traceback (most recent call last):
    analysis.errors.CrossreadError: 'file:///etc/passwd' is no web address: it must begin with http:// or https://
    """
    return Visit(allow_local, limits or LIMITS).received(url, etag=etag, last_modified=last_modified)
