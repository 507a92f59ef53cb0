"""What a host asks of programs in its robots.txt, read by protego.

Input is the file as it was sent; output is whether an address may be asked, and how long to wait between two requests.
Caution: a file may be made to take for ever, so only those of its groups that are meant for this program are read.
"""

import re
from dataclasses import dataclass

PROGRAM = "crossread"
LONGEST = 512_000  # bytes of a robots.txt that are read; what follows is left out
AGENT = re.compile(r"\s*user(?:-|\s*)agent\s*(?::|\s)\s*([^#]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """The rules of one host for this program; `parsed` is None where everything is allowed."""

    parsed: object = None

    def allow(self, url: str) -> bool:
        """Whether the address may be asked."""
        return self.parsed is None or self.parsed.can_fetch(url, PROGRAM)

    def pause(self) -> float:
        """Seconds that the host wants between two requests; 0 where it says nothing."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(PROGRAM)
        return max(self.parsed.crawl_delay(PROGRAM) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def rules(content: bytes) -> Rules:
    """The rules that a robots.txt sets for this program.

    >>> told = rules(b"User-agent: *\\nDisallow: /archive/\\nCrawl-delay: 3")
    >>> told.allow("https://example.org/archive/1"), told.allow("https://example.org/"), told.pause()
    (False, True, 3.0)
    """
    from protego import Protego

    lines = content[:LONGEST].decode("utf-8-sig", "replace").splitlines()
    return Rules(Protego.parse("\n".join(map(_own, lines))))


def _own(line: str) -> str:
    """The line; one that names another program is told in one way, so that there are never more than three groups."""
    named = AGENT.match(line)
    if not named:
        return line
    name = named.group(1).strip().lower()
    known = "*" if name == "*" else PROGRAM if re.match(rf"{PROGRAM}(?![a-z0-9_-])", name) else "another"
    return f"User-agent: {known}"
