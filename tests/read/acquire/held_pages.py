"""Pages written after the rules were settled, and looked at once: how a layout that nobody thought of may fare.

The rules are not changed for these pages; `benchmarks/accuracy/extraction.py` gives their figure by itself.
"""

from collections.abc import Callable
from dataclasses import replace

from tests.read.acquire import articles, files
from tests.read.acquire.pages import Page, document, paragraphs


def _blog_system() -> Page:
    """A weblog with buttons and related posts of a plug-in inside the text's element, tags below."""
    story = articles.COURT
    body = f"""<div id="page" class="hfeed site"><header id="masthead">
<p class="site-description">Words from Halden</p>
<ul id="menu-primary" class="menu"><li class="menu-item"><a href="/">Home</a></li><li class="menu-item">
<a href="/a">About
</a></li></ul></header><div id="primary"><main id="main"><article id="post-71" class="post-71 post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{story.title}</h1>
<div class="entry-meta">Posted on <time>26 November
2020</time> by <span class="author vcard">anselm</span></div></header><div class="entry-content">{paragraphs(story)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Twitter</a></li><li>
<a>Email</a>
</li></ul></div><div class="jp-relatedposts"><h3>Related</h3><div class="jp-relatedposts-items">
<p>A walk to the pit</p><p>
Why we count dust</p></div></div></div>
<footer class="entry-footer">Posted in <a>Mining</a>. Tagged <a>dust</a>.</footer>
</article><nav class="navigation post-navigation"><a rel="prev">Previous: The dance</a></nav></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Archives</h2><ul><li>May 2020</li></ul>
</section>
</aside><footer id="colophon">Proudly powered by words</footer></div>"""
    return Page("blog-system.html", document(story, body).encode(), story)


def _components() -> Page:
    """Blocks with data attributes, a picture with its credit, links to read on, topics."""
    story = articles.BRIDGE
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-u{i} e5tfeyi1"><p class="ssrcss-1q{i}">{part}</p></div>'
        for i, part in enumerate(story.paragraphs)
    )
    body = f"""<div id="header-content"><nav aria-label="Main"><ul><li>Home</li><li>Regions</li>
<li>Weather</li></ul></nav></div>
<main id="main-content"><article><header><h1 id="main-heading">{story.title}</h1></header>
<div data-component="byline-block">
<span>By Tilda Rowe</span><span>County reporter</span></div><div data-component="image-block"><figure>
<span>Image source,
County council</span><figcaption>Image caption, The bridge seen from the north</figcaption></figure></div>{blocks}
<section data-component="links-block"><p>More on this story</p><ul><li><a>The bridge in pictures</a></li><li>
<a>Who pays for
steel</a></li></ul></section><section data-component="tag-list"><h2>Related topics</h2><ul><li>Wexcombe</li>
<li>Roads</li>
</ul></section></article></main><footer>The Gazette is not responsible for the content of other sites.</footer>"""
    return Page("components.html", document(story, body).encode(), story)


def _player_and_boxes() -> Page:
    """A player, a key-points box that is part of the text, boxes that recommend other pieces between paragraphs."""
    story = articles.DROUGHT
    parts = [f"<p>{part}</p>" for part in story.paragraphs]
    parts.insert(1, '<div class="audio-player"><span>Listen to this article</span><span>6 min</span></div>')
    box = "<h4>Recommended</h4><a><span>The men who find water</span></a>"
    parts.insert(4, f'<div class="recommended-box">{box}</div>')
    parts.insert(7, '<div class="inline-newsletter"><p>Sign up for our Sunday letter on land and water.</p></div>')
    body = f"""<div class="app"><div class="topbar"><button>Menu</button><a>Log in</a></div><main>
<section class="hero"><h1>
{story.title}</h1></section><section class="content-wrapper"><div class="rich-text">{"".join(parts)}</div></section>
<section class="paywall hidden"><p>You have read all your free articles.</p></section></main></div>"""
    return Page("player.html", document(story, body).encode(), story)


def _press_release() -> Page:
    """A ministry's page: breadcrumb, date, text with a list, contact and documents below."""
    story = articles.TRADE
    items = "".join(f"<li><p>{part}</p></li>" for part in story.paragraphs[2:5])
    rest = "".join(f"<p>{part}</p>" for part in story.paragraphs[5:])
    body = f"""<div class="skip"><a href="#c">Skip to content</a></div><ol class="breadcrumb"><li>Home</li>
<li>Press</li>
<li>Releases</li></ol><div id="c" class="field field--name-body"><h1 class="page-title">{story.title}</h1>
<span class="date-display-single">22 July 2022</span><div class="field__item"><p>{story.paragraphs[0]}</p>
<p>{story.paragraphs[1]}</p><ul>{items}</ul>{rest}</div></div><div class="contact-box"><h2>Contact</h2>
<p>Press office,
room 114. Telephone on weekdays from nine to four.</p></div><div class="downloads"><h2>Documents</h2>
<a>Agreement.pdf (214 KB)
</a></div>"""
    return Page("press-release.html", document(story, body).encode(), story)


def _persian_portal() -> Page:
    """A Persian portal: tables of links right and left, short address, tags, comments."""
    story = articles.PERSIAN
    heads = ("بارش باران در شمال کشور", "قیمت نان افزایش یافت", "پیروزی تیم ملی والیبال", "آغاز ثبت‌نام دانشگاه‌ها")
    links = "".join(f"<li><a href='/n/{i}'>{text}</a></li>" for i, text in enumerate(heads))
    body = f"""<div class="header"><ul class="menu"><li><a>سیاست</a></li><li><a>اقتصاد</a></li><li><a>ورزش</a>
</li></ul></div>
<div class="row"><div class="col-left"><h3>پربازدیدترین‌ها</h3><ul>{links}</ul></div><div class="col-main">
<div class="news">
<div class="news-code">کد خبر: ۱۲۳۴۵۶</div><h1 class="title">{story.title}</h1>
<div class="body" itemprop="articleBody">
{paragraphs(story)}</div><div class="short-link">لینک کوتاه: https://news.example/x</div><div class="tags">
<a>بازار</a><a>مرمت
</a></div></div><div class="comments"><h3>نظرات</h3><div class="comment">
<p>کاش زودتر شروع می‌کردند، سقف سال‌هاست خراب است.
</p></div></div></div></div>"""
    return Page("persian-portal.html", document(story, body, language="fa").encode(), story)


def _letter() -> Page:
    """An opinion piece with a standfirst, a drop cap, footnotes and the author's note."""
    story = articles.SCHOOLS
    parts = [f"<h3>{part}</h3>" if len(part) < 40 else f"<p>{part}</p>" for part in story.paragraphs]
    parts[0] = parts[0].replace("<p>P", '<p class="first"><span class="dropcap">P</span>')
    body = f"""<div class="nav-strip"><a>Opinion</a> / <a>Schools</a></div><div class="opinion-head">
<h1>{story.title}</h1></div>
<div class="prose">{"".join(parts)}</div><div class="author-note"><em>The writer taught for twenty years.</em></div>
<div class="footnotes"><hr><ol><li id="fn1">See the appendix, table 4. <a>↩</a></li></ol></div><div class="taboola">
<span>You may also like</span><span>Ten teachers who became millionaires</span></div>"""
    return Page("letter.html", document(story, body).encode(), story)


def _wire() -> Page:
    """A wire story with its place and agency before the first sentence, and its writers after the last."""
    story = articles.FERRY
    first = "LINDHOLM (Coast Wire) — " + story.paragraphs[0]
    last = "Reporting by Nils Aberg; editing by Maud Lind"
    wanted = replace(story, paragraphs=(first, *story.paragraphs[1:], last))
    body = f"""<div class="ribbon">Markets closed</div><article data-testid="Article">
<h1 data-testid="Heading">{story.title}</h1>
<div class="toolbar"><button>Save</button><button>Share</button><button>Aa</button></div>
<div class="article-body__content">
{paragraphs(wanted)}</div><p class="standards">Our Standards: <a>The Coast Wire Principles.</a></p>
<button>Purchase licensing
rights</button></article><div class="read-next"><h2>Read next</h2><div><h3>Ice halts the northern line</h3>
</div></div>"""
    return Page("wire.html", document(story, body).encode(), wanted)


BUILDERS: tuple[Callable[[], Page], ...] = (
    _blog_system, _components, _player_and_boxes, _press_release, _persian_portal, _letter, _wire,
)  # fmt: skip
FILES = (("numbered.pdf", files.pdf_numbered, articles.COURT), ("report.pdf", files.pdf_report, articles.DROUGHT))


def held_pages() -> list[Page]:
    """All of them."""
    return [build() for build in BUILDERS] + [Page(name, make(story), story) for name, make, story in FILES]
