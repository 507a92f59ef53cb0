"""A guard that refuses every connection but loopback; also run inside the kernels of the notebook tests."""

import ipaddress
import socket

_CONNECT, _CONNECT_EX, _LOOKUP = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


class NetworkRefusedError(RuntimeError):
    """Something asked for the network while tests run."""


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name).split("%")[0]).is_loopback or str(name) == "0.0.0.0"
    except ValueError:
        return False


def _checked(connect):
    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            raise NetworkRefusedError(f"tests may not reach {address[0]}")
        return connect(self, address)

    return guarded


def _guarded_lookup(host, *arguments, **options):
    if not _is_local(host):
        raise NetworkRefusedError(f"tests may not look up {host}")
    return _LOOKUP(host, *arguments, **options)


def refuse_network() -> None:
    """From now on every connection and look-up beyond loopback raises `NetworkRefusedError`."""
    socket.socket.connect = _checked(_CONNECT)
    socket.socket.connect_ex = _checked(_CONNECT_EX)
    socket.getaddrinfo = _guarded_lookup


def allow_network() -> None:
    """Undo `refuse_network`."""
    socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo = _CONNECT, _CONNECT_EX, _LOOKUP
