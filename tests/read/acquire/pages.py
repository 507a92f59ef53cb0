"""News pages and files in many layouts, made from invented stories, each with its main text known.

`pages()` gives all of them. What stands around the story comes from `furniture`; what must come out is the story.
"""

import html
import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.read.acquire import articles, files, furniture
from tests.read.acquire.articles import Story


@dataclass(frozen=True)
class Page:
    """One page: its bytes, its file name, the media type it is served with, and the text that must come out of it."""

    name: str
    content: bytes
    story: Story
    media: str = ""

    @property
    def expected(self) -> str:
        """The main text."""
        return self.story.text


def paragraphs(story: Story, tag: str = "p") -> str:
    """The paragraphs of a story as HTML."""
    return "\n".join(f"<{tag}>{html.escape(text, quote=False)}</{tag}>" for text in story.paragraphs)


def head(story: Story, *, extra: str = "", charset: str = "utf-8") -> str:
    """A head as content systems write it: title with the site's name, Open Graph, canonical address."""
    title = html.escape(story.title)
    return f"""<head><meta charset="{charset}"><title>{title} | {html.escape(story.publisher)}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{html.escape(story.publisher)}">
<meta property="article:published_time" content="{story.day}T08:30:00Z">
<link rel="canonical" href="https://news.example/{story.day}/story">{extra}{furniture.SCRIPT}</head>"""


def document(story: Story, body: str, *, language: str = "en", extra: str = "", charset: str = "utf-8") -> str:
    """A whole HTML document."""
    return (
        f'<!DOCTYPE html><html lang="{language}">{head(story, extra=extra, charset=charset)}<body>{body}</body></html>'
    )


def _newspaper() -> Page:
    story = articles.FERRY
    body = f"""{furniture.CONSENT}{furniture.NAV}<main><article><h1>{story.title}</h1>
<p class="byline">By Nils Aberg, transport correspondent</p><time datetime="{story.day}">9 February 2023</time>
{furniture.SHARE}<div class="article-body">{paragraphs(story)}</div></article>{furniture.RELATED}
{furniture.COMMENTS}</main>{furniture.FOOT}"""
    return Page("newspaper.html", document(story, body).encode(), story, "text/html; charset=utf-8")


def _tables() -> Page:
    """A page as they were laid out in 1999: tables in tables, breaks instead of paragraphs."""
    story = articles.BRIDGE
    text = "<br><br>\n".join(html.escape(part, quote=False) for part in story.paragraphs)
    body = f"""<table width="100%"><tr><td colspan="3" bgcolor="navy"><font color="white">WEXCOMBE GAZETTE</font></td>
</tr><tr><td width="120" valign="top"><a href="n.html">News</a><br>
<a href="s.html">Sport</a><br><a href="o.html">Obituaries
</a><br><a href="c.html">Classifieds</a></td><td valign="top"><font size="5"><b>{story.title}</b></font><br><br>
<font face="Times">{text}</font></td><td width="120"><a href="ad.html">Win a weekend in the spa town</a></td></tr>
<tr><td colspan="3"><font size="1"><a href="mailto:x@y.example">Webmaster</a> Best viewed at 800 by 600
</font></td></tr></table>"""
    content = f"<HTML><HEAD><TITLE>{story.title}</TITLE></HEAD><BODY>{body}</BODY></HTML>"
    return Page("tables.htm", content.encode(), story, "text/html")


def _amp() -> Page:
    story = articles.BUDGET
    extra = '<style amp-custom>.x{color:red}</style><script async src="https://cdn.example/v0.js"></script>'
    body = f"""<amp-sidebar id="sidebar" layout="nodisplay"><ul><li><a href="/">Home</a></li><li>
<a href="/city">City</a></li></ul></amp-sidebar><amp-consent id="consent" layout="nodisplay"><div id="ui">
We use cookies to keep the lights on.
<button>Fine</button></div></amp-consent><article class="amp-wp-article"><header><h1>{story.title}</h1></header>
<amp-img src="hall.jpg" width="16" height="9" alt="The council chamber"></amp-img>
<div class="amp-wp-article-content">{paragraphs(story)}<amp-ad width="300" height="250" type="x"></amp-ad></div>
</article><amp-analytics></amp-analytics>{furniture.FOOT}"""
    content = document(story, body, extra=extra).replace("<html ", "<html amp ")
    return Page("amp.html", content.encode(), story, "text/html;charset=UTF-8")


def _live() -> Page:
    story = articles.VOLCANO
    entries = "\n".join(
        f'<div class="live-entry" id="e{i}"><time datetime="2021-09-20T{20 - i}:00">{20 - i}.00</time>'
        f"<p>{part}</p></div>"
        for i, part in enumerate(story.paragraphs)
    )
    data = {"@type": "LiveBlogPosting", "headline": story.title, "datePublished": story.day}
    extra = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    body = f"""{furniture.NAV}<main><h1>{story.title}</h1><div class="live-blog"><div class="live-feed">{entries}</div>
<button>Load more updates</button></div>{furniture.NEWSLETTER}</main>{furniture.FOOT}"""
    return Page("live.html", document(story, body, extra=extra).encode(), story)


def _divs() -> Page:
    """No paragraph elements at all: every block is a div."""
    story = articles.COURT
    body = f"""<div class="top">{furniture.NAV}</div><div class="wrap"><div class="hl">{story.title}</div>
<div class="story-text">{paragraphs(story, "div")}</div><div class="side">{furniture.RELATED}</div></div>
{furniture.FOOT}"""
    return Page("divs.html", document(story, body).encode(), story, "text/html")


def _long_form() -> Page:
    """Sections with pictures, captions and a pull quote that says again what a paragraph says."""
    story = articles.DROUGHT
    parts = [f"<p>{part}</p>" for part in story.paragraphs]
    figure = """<figure><img src="f.jpg" alt="A dry fountain"><figcaption>The fountain in June. Photograph: M. Alvez
</figcaption></figure>"""
    quote = '<aside class="pullquote"><p>“They counted cisterns, they counted a chapel”</p></aside>'
    parts.insert(2, figure)
    parts.insert(6, quote)
    body = f"""{furniture.NAV}<article class="longform"><header><h1>{story.title}</h1></header>
<section>{"".join(parts[:4])}</section>{furniture.NEWSLETTER}<section>{"".join(parts[4:])}</section>
<div class="author-bio"><p>Rosa Quint reports on water and land.</p></div></article>{furniture.RELATED}
{furniture.COMMENTS}{furniture.FOOT}"""
    return Page("long-form.html", document(story, body).encode(), story, "text/html; charset=utf-8")


def _brief() -> Page:
    story = articles.BRIEF
    body = f"<article><h1>{story.title}</h1>{paragraphs(story)}</article>"
    body = furniture.CONSENT + furniture.NAV + body + furniture.FOOT
    return Page("brief.html", document(story, body).encode(), story, "text/html")


def _bare() -> Page:
    """Paragraphs and nothing else, as an old press office would put them up."""
    story = articles.BUDGET
    return Page("bare.html", f"<h1>{story.title}</h1>{paragraphs(story)}".encode(), story, "text/html")


def _sections() -> Page:
    """Subheadings inside the text, an infobox, and tags after it."""
    story = articles.SCHOOLS
    parts = [f"<h2>{part}</h2>" if len(part) < 40 else f"<p>{part}</p>" for part in story.paragraphs]
    body = f"""{furniture.NAV}<div class="layout"><main id="content"><article itemscope><h1 itemprop="headline">
{story.title}</h1><div itemprop="articleBody">{"".join(parts)}</div><ul class="tags"><li><a href="/t/1">Schools</a></li>
<li><a href="/t/2">Rural life</a></li></ul></article></main><aside class="sidebar"><h4>Most read</h4><ol><li>
<a href="/m/1">Farmer finds meteorite in the beet field</a></li><li><a href="/m/2">Snow closes three passes</a></li>
</ol></aside></div>{furniture.FOOT}"""
    return Page("sections.html", document(story, body).encode(), story, "text/html")


def _lists() -> Page:
    story = articles.TRADE
    first, last = story.paragraphs[:2], story.paragraphs[5:]
    items = "".join(f"<li>{part}</li>" for part in story.paragraphs[2:5])
    body = f"""{furniture.CONSENT}{furniture.NAV}<article><h1>{story.title}</h1><p>{first[0]}</p><p>{first[1]}</p>
<ul>{items}</ul><p>{last[0]}</p><blockquote><p>{last[1]}</p></blockquote><p>{last[2]}</p></article>{furniture.RELATED}
{furniture.FOOT}"""
    return Page("lists.html", document(story, body).encode(), story, "text/html")


def _related_inside() -> Page:
    """Teasers and an advertisement between the paragraphs."""
    story = articles.FERRY
    parts = [f"<p>{part}</p>" for part in story.paragraphs]
    parts.insert(2, '<div class="read-more"><a href="/r/1">Read more: the winter timetable in full</a></div>')
    parts.insert(4, '<div class="advertisement">Advertisement<iframe src="https://ads.example/x"></iframe></div>')
    body = f"""{furniture.NAV}<div id="main"><div class="post"><h1 class="entry-title">{story.title}</h1>
<div class="entry-content">{"".join(parts)}</div><div class="post-nav"><a href="/p">Previous post</a>
<a href="/n">Next post</a></div></div></div>{furniture.COMMENTS}{furniture.FOOT}"""
    return Page("related-inside.html", document(story, body).encode(), story, "text/html")


def _json_ld() -> Page:
    story = articles.COURT
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title,
        "datePublished": story.day + "T06:00:00+01:00", "publisher": {"@type": "Organization", "name": story.publisher},
    }  # fmt: skip
    body = f"""{furniture.NAV}<main role="main"><div class="c-1f3a"><h1 class="c-9d">{story.title}</h1>
<div class="c-77">{paragraphs(story)}</div></div></main>{furniture.CONSENT}{furniture.FOOT}"""
    content = f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>{story.title}</title>
<script type="application/ld+json">{json.dumps(data)}</script></head><body>{body}</body></html>"""
    return Page("json-ld.html", content.encode(), story, "text/html")


def _latin() -> Page:
    """French, written in Windows-1252 and declared as Latin-1, as browsers have always read it."""
    story = articles.FRENCH
    body = f"{furniture.NAV}<article><h1>{story.title}</h1>{paragraphs(story)}</article>{furniture.FOOT}"
    content = document(story, body, language="fr", charset="iso-8859-1").encode("cp1252", "xmlcharrefreplace")
    return Page("latin.html", content, story, "text/html; charset=ISO-8859-1")


def _windows_1256() -> Page:
    story = articles.ARABIC
    body = f"{furniture.NAV}<article dir=rtl><h1>{story.title}</h1>{paragraphs(story)}</article>"
    content = document(story, body, language="ar", charset="windows-1256")
    return Page("windows-1256.html", content.encode("cp1256", "xmlcharrefreplace"), story, "text/html")


def _persian() -> Page:
    story = articles.PERSIAN
    menu = """<nav><ul><li><a href="/">خانه</a></li><li><a href="/news">اخبار</a></li><li>
<a href="/sport">ورزش</a></li></ul></nav>"""
    body = f"""{menu}<main><article><h1>{story.title}</h1>{paragraphs(story)}</article></main><footer>
<p>تمامی حقوق محفوظ است</p></footer>"""
    return Page("persian.html", document(story, body, language="fa").encode(), story, "text/html; charset=utf-8")


def _shift_jis() -> Page:
    story = articles.JAPANESE
    body = f"<div id=header><a href=/>トップ</a></div><article><h1>{story.title}</h1>{paragraphs(story)}</article>"
    return Page("japanese.html", document(story, body, language="ja", charset="Shift_JIS").encode("shift_jis"), story)


def _front_matter() -> Page:
    story = articles.TRADE
    items = "\n".join(f"- {part}" for part in story.paragraphs[2:5])
    quoted = f"> {story.paragraphs[6]}"
    text = f"""---
title: "{story.title}"
date: {story.day}
publisher: {story.publisher}
lang: en
tags: [grain, trade]
---

# {story.title}

{story.paragraphs[0].replace("Five governments", "*Five* governments")}

{story.paragraphs[1].replace("main points", "**main points**")}

{items}

{story.paragraphs[5].replace("silos", "[silos](https://news.example/silos)")}

{quoted}

{story.paragraphs[7]}
"""
    return Page("agreement.md", text.encode(), story)


def _plain() -> Page:
    story = articles.BRIDGE
    return Page("bridge.txt", (story.text.replace("\n", "\r\n")).encode(), story, "text/plain")


def _wrapped_sixteen() -> Page:
    """UTF-16 with its byte order mark, as a text editor on Windows saves "Unicode"."""
    story = articles.FRENCH
    return Page("filature.txt", story.text.encode("utf-16"), story)


BUILDERS: tuple[Callable[[], Page], ...] = (
    _newspaper, _tables, _amp, _live, _divs, _long_form, _brief, _bare, _sections, _lists, _related_inside, _json_ld,
    _latin, _windows_1256, _persian, _shift_jis, _front_matter, _plain, _wrapped_sixteen,
)  # fmt: skip
FILES = (
    ("report.docx", files.docx_with_headings, articles.SCHOOLS),
    ("agreement.docx", files.docx_with_list, articles.TRADE),
    ("court.docx", files.docx_plain, articles.COURT),
    ("ferry.pdf", files.pdf_one_page, articles.FERRY),
    ("drought.pdf", files.pdf_running_heads, articles.DROUGHT),
    ("bridge.pdf", files.pdf_hyphenated, articles.BRIDGE),
    ("schools.pdf", files.pdf_columns, articles.SCHOOLS),
    ("filature.pdf", files.pdf_indented, articles.FRENCH),
)


def pages() -> list[Page]:
    """All pages, the same bytes at every call but for what PDF and DOCX writers stamp into them."""
    return [build() for build in BUILDERS] + [Page(name, make(story), story) for name, make, story in FILES]
