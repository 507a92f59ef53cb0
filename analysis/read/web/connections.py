"""Connections that lead to the address that was checked, and that end in time.

Input is a host and a port; output is a stream for httpcore. A name is looked up once, every address behind it is
checked, and the connection goes to such an address and not to the name, so that a second look-up cannot lead elsewhere;
certificate and `Host` are still those of the name. Caution: a proxy would look the name up itself, so none is used.
"""

import functools
import os
import socket
import threading
import time
from dataclasses import dataclass

import httpcore
import httpx

from analysis.errors import CrossreadError
from analysis.read.web.addresses import AddressError, not_public

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
look_up = socket.getaddrinfo  # replaced by tests that play a resolver


class NoConnectionError(Exception):
    """A connection failed in a way that may pass; the argument is the reason, in words."""


@dataclass
class Deadline:
    """When an exchange must have ended; time in which a host is left in peace is added to it."""

    seconds: float
    until: float = 0

    def __post_init__(self) -> None:
        """Let the time begin now."""
        self.until = time.monotonic() + self.seconds

    def left(self, most: float = float("inf")) -> float:
        """Seconds that are left, at most `most`; raises `CrossreadError` where none are."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise CrossreadError(f"it was not there whole after {self.seconds:g} seconds")
        return min(left, most)


# What --allow-local lets in. A link-local address is never asked: clouds keep the machine's own secrets there.
LOCAL = frozenset(("loopback", "private", "shared by a provider's customers"))


def addresses(host: str, port: int, seconds: float, allow_local: bool = False) -> list[str]:
    """The addresses behind a host, each once; raises `AddressError` where one of them is not of the open internet.

    Raises
    ------
    NoConnectionError
        Where the host is not known, or nobody answers in time.
    """
    found: list[str] = []
    faults: list[BaseException] = []

    def ask() -> None:
        try:
            rows = look_up(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(row[4][0]) for row in rows))
        except (OSError, UnicodeError) as error:
            faults.append(error)

    # The system's look-up knows no time limit, so it is left behind where it takes too long.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive() or faults or not found:
        raise NoConnectionError(f"the host {host!r} is not found{_proxy_note()}")
    for address in found:
        kind = not_public(address)
        if kind and not (allow_local and kind in LOCAL):
            behind = "" if address == host else f" behind {host!r}"
            remedy = "only the open internet is asked"
            remedy += ", and with --allow-local the machines that were named" if kind in LOCAL else ""
            raise AddressError(f"the address {address}{behind} is {kind}; {remedy}")
    return found


def _proxy_note() -> str:
    names = [name for name in PROXIES if os.environ.get(name)]
    told = "is set, but a proxy is not used, for it could lead anywhere; save the page in a browser and add the file"
    return f" ({names[0]} {told})" if names else ""


class Backend(httpcore.NetworkBackend):
    """Opens connections for httpcore: to checked addresses alone, within the deadline."""

    def __init__(self, deadline: Deadline, connect: float, allow_local: bool) -> None:
        self.deadline, self.connect, self.allow_local = deadline, connect, allow_local

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        """The stream to the first address of the host that answers."""
        fault = "nobody answers"
        for address in addresses(host, port, self.deadline.left(self.connect), self.allow_local):
            try:
                return _Stream(self._opened(address, port, self.deadline.left(self.connect)), self.deadline)
            except httpcore.ConnectTimeout:
                fault = "nobody answers"
            except httpcore.ConnectError as error:
                fault = f"there is no connection ({error})"
        self.deadline.left()
        raise NoConnectionError(fault + _proxy_note())

    def _opened(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        return httpcore.SyncBackend().connect_tcp(address, port, seconds)


class _Stream(httpcore.NetworkStream):
    """A stream none of whose steps goes beyond the deadline, however slowly the bytes drip."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.inner, self.deadline = inner, deadline

    def read(self, max_bytes, timeout=None):
        return self.inner.read(max_bytes, self.deadline.left())

    def write(self, buffer, timeout=None):
        self.inner.write(buffer, self.deadline.left())

    def close(self):
        self.inner.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return _Stream(self.inner.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info):
        return self.inner.get_extra_info(info)


@functools.cache
def _certificates():
    return httpx.create_ssl_context()


class Transport(httpx.BaseTransport):
    """What httpx sends its requests through: one connection by `Backend`, and no other."""

    def __init__(self, backend: Backend, scheme: str) -> None:
        secured = _certificates() if scheme == "https" else None
        self.pool = httpcore.ConnectionPool(ssl_context=secured, max_connections=1, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request; its body has still to be read."""
        url = request.url
        told = self.pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
            )
        )
        return httpx.Response(told.status, headers=told.headers, stream=_Body(told.stream))

    def close(self) -> None:
        """End the connection."""
        self.pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, inner) -> None:
        self.inner = inner

    def __iter__(self):
        yield from self.inner

    def close(self) -> None:
        self.inner.close()
