"""Which addresses of the web may be asked: http or https, a plain host, and a machine that everybody can reach.

Input is an address as a reader, a table or a page gives it; output is the address in one spelling, or why a machine may
not be asked. Caution: what a name leads to is looked up where the connection is made, and only that counts.
"""

import ipaddress
import re
from urllib.parse import urljoin

import httpx

from analysis.errors import CrossreadError
from analysis.read.catalogue import clean_line

LONGEST = 2000
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Below 1024 only the ports of the web; above, not those of mail, databases, caches and chat.
PORTS = {80, 443}
OTHER_PORTS = {1719, 1720, 1723, 2049, 3306, 3389, 4045, 5060, 5061, 5432, 6000, 6379, 6566, *range(6665, 6670), 6697}
OTHER_PORTS |= {9200, 10080, 11211, 27017}
KINDS = (
    ("0.0.0.0/8", "unspecified"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by a provider's customers"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved"),
    ("192.0.2.0/24", "reserved"),
    ("192.88.99.0/24", "reserved"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "reserved"),
    ("198.51.100.0/24", "reserved"),
    ("203.0.113.0/24", "reserved"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "private"),
    ("ff00::/8", "multicast"),
    ("2001::/23", "reserved"),  # Teredo among others, which hides an IPv4 address
    ("2001:db8::/32", "reserved"),
    ("2002::/16", "reserved"),  # 6to4: an IPv4 address in another form
    ("3fff::/20", "reserved"),
)
NETWORKS = tuple((ipaddress.ip_network(network), kind) for network, kind in KINDS)
WORLD = ipaddress.ip_network("2000::/3")  # all of IPv6 that is given out to the world
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 as networks without it reach it


class AddressError(CrossreadError):
    """An address that may not be asked, told with the address."""


def web_target(given: str, base: str = "") -> httpx.URL:
    """The address in one spelling, without what follows `#`; raises `AddressError` where it may not be asked at all.

    A page may name another one by a part of its address; `base` is the page's own.

    >>> str(web_target("HTTP://Example.ORG.:80/a#b"))
    'http://example.org/a'
    >>> web_target("http://2130706433/")
    Traceback (most recent call last):
    analysis.read.web.addresses.AddressError: 'http://2130706433/' is no web address: its host is a number in ...
    """
    try:
        fault, url = _parsed(urljoin(base, given) if base else given)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        fault, url = f"it cannot be read ({clean_line(str(error), 80)})", None
    if fault or url is None:
        raise AddressError(f"{clean_line(given, 120)!r} is no web address: {fault}")
    return url


def _parsed(given: str) -> tuple[str, httpx.URL | None]:
    if len(given) > LONGEST:
        return f"it has more than {LONGEST} characters", None
    if re.search(r"[\x00-\x20\x7f-\xa0\\]", given):
        return "it holds a space or another character that no address holds", None
    url = httpx.URL(given)
    if url.scheme not in ("http", "https"):
        return "it must begin with http:// or https://", None
    if url.userinfo or re.match(r"[^/]*//[^/?#]*@", given):
        return "it holds a user's name or a password; give it without them", None
    host, port = url.raw_host.decode("ascii").lower(), url.port
    fault = _host_fault(host) or _port_fault(port)
    # A name may end in the dot of the root; certificates and robots.txt know it without.
    return fault, None if fault else url.copy_with(host=host.removesuffix("."), fragment=None)


def _host_fault(host: str) -> str:
    if "%" in host:
        return "its host holds a zone or an escape"
    if ":" in host:
        ipaddress.IPv6Address(host)
        return ""
    labels = host.removesuffix(".").split(".")
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        return "its host is no name and no number of a machine"
    if NUMBER.fullmatch(labels[-1]):
        try:
            ipaddress.IPv4Address(".".join(labels))
        except ValueError:
            return "its host is a number in another form than 192.0.2.1"
    return ""


def _port_fault(port: int | None) -> str:
    if port is None or port in PORTS or (1024 <= port <= 65535 and port not in OTHER_PORTS):
        return ""
    return f"port {port} is none of the web; it must be 80, 443 or above 1023 and of no other well-known service"


def not_public(address: str) -> str:
    """Why a machine's address is not one of the open internet ('loopback', 'private', ...); '' where it is one.

    >>> not_public("93.184.215.14"), not_public("::ffff:10.0.0.1"), not_public("169.254.169.254")
    ('', 'private', 'link-local')
    """
    if "%" in address:
        return "link-local"
    try:
        machine = ipaddress.ip_address(address)
    except ValueError:
        return "no number of a machine"
    if machine.version == 6:
        if machine.ipv4_mapped:
            machine = machine.ipv4_mapped
        elif machine in TRANSLATED:
            machine = ipaddress.IPv4Address(machine.packed[-4:])
    for network, kind in NETWORKS:
        if machine.version == network.version and machine in network:
            return kind
    return "" if (machine.version == 4 or machine in WORLD) and machine.is_global else "reserved"
