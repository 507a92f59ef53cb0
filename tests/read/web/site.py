"""A site on loopback: pages written for these tests, and servers that misbehave in one way each."""

import gzip
import socket
import threading
import time
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORY = (
    "The river board counted the boats on the upper weir for a whole year and found that fewer of them came in spring.",
    "A spokesman said that the lock had been shut for repairs from March to May, and that the crews had gone round by "
    "the old canal, where nobody counts them.",
    "The town council wants a second count. It has set aside the money for two people and a hut beside the towpath, "
    "and the work is to begin when the ice has gone.",
)


SWAN = (
    "A swan sat between the rails of two tram lines for an hour on Monday, and nobody dared to move it on.",
    "The keeper of the zoo came with a blanket at last, and the passengers clapped when the doors shut again.",
    "Trams will be on time tomorrow, the company said. It has asked the keeper for a second blanket, in case.",
)


def article(title="Fewer boats on the upper weir", *, charset="utf-8", more="", story=STORY):
    """A news page as content systems write it: consent banner, navigation, article, comments, foot."""
    body = "".join(f"<p>{text}</p>" for text in (*story, *([more] if more else [])))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title} - Weir News</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="2020-05-04T08:00:00Z">
</head><body><div id="cookie-banner"><p>We use cookies.</p><button>Accept all</button></div><nav><a href="/">Home</a>
<a href="/sport">Sport</a></nav><main><article><h1>{title}</h1>{body}</article></main><aside><h2>Most read</h2>
<a href="/1">Swan stops tram</a></aside><footer>Copyright Weir News</footer></body></html>"""


@dataclass
class Site:
    """What is served, and what was asked for."""

    port: int = 0
    pages: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [path for path, _, _ in self.asked if path != "/robots.txt"]


@contextmanager
def served(wrap=None):
    """A site that is up for as long as the block runs; `wrap` may put TLS around its socket."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            site.asked.append((self.path, dict(self.headers), time.monotonic()))
            page = site.pages.get(self.path, answer(404, b"nothing here"))
            with suppress(OSError):
                page(self)
            self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    if wrap:
        server.socket = wrap(server.socket)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def answer(status=200, body=b"", media="text/html; charset=utf-8", **headers):
    """A plain answer; underscores in the names of headers stand for hyphens."""
    content = body.encode() if isinstance(body, str) else body

    def send(handler):
        handler.send_response(status)
        if media:
            handler.send_header("Content-Type", media)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return send


def raw(*pieces, pause=0.0):
    """Bytes as they stand, with a pause between two pieces; then the connection is closed."""

    def send(handler):
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)
        with suppress(OSError):
            handler.connection.shutdown(socket.SHUT_RDWR)

    return send


def in_turn(*pages):
    """One answer after the other; the last one stays."""
    left = list(pages)

    def send(handler):
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return send


def endless(head, piece, pause=0.0):
    """A head and then one piece for ever, until the other side has had enough."""

    def send(handler):
        handler.wfile.write(head)
        for _ in range(1_000_000):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return send


def moved(to, status=302):
    """A page that sends on."""
    return answer(status, b"", Location=to)


def conditional(body, etag='"one"', modified="Mon, 04 May 2020 08:00:00 GMT"):
    """A page that answers 304 to who knows its tag."""

    def send(handler):
        if handler.headers.get("If-None-Match") == etag:
            return answer(304, b"", ETag=etag)(handler)
        return answer(200, body, ETag=etag, Last_Modified=modified)(handler)

    return send


def gzip_bomb(unfolded):
    """So many zeros, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1_000_000)
    return b"".join([*(packer.compress(block) for _ in range(unfolded // len(block))), packer.flush()])


def packed(body):
    """A body as gzip."""
    return gzip.compress(body.encode() if isinstance(body, str) else body)
