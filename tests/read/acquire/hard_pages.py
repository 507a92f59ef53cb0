"""More layouts of invented stories, as unkind as the web has them: cards, soup of spans, long comments, mail tables."""

import html
from collections.abc import Callable
from dataclasses import replace

from tests.read.acquire import articles, files, furniture
from tests.read.acquire.pages import Page, document, paragraphs

CARDS = "".join(
    f"""<article class="card"><a href="/c/{i}"><img src="{i}.jpg" alt=""><h3>{title}</h3></a>
<p class="excerpt">{lead}</p><span class="meta">{i + 2} min read</span></article>"""
    for i, (title, lead) in enumerate(
        (
            (
                "Herring prices double",
                "Fishmongers blame a short season and a long winter. Customers have turned to cod.",
            ),
            ("The last lamplighter", "At eighty-one he still walks his round every evening, with a ladder and a dog."),
            (
                "Museum finds a lost map",
                "It had been used to line a drawer. Curators believe that it was drawn in 1640.",
            ),
        )
    )
)


def _cards() -> Page:
    """Teasers marked up as articles of their own, with excerpts, before and after the story."""
    story = articles.FERRY
    body = f"""{furniture.NAV}<section class="top-stories">{CARDS}</section><article class="story">
<h1>{story.title}</h1><div class="story__meta"><span>Nils Aberg</span> <time>9 Feb 2023</time></div>
{paragraphs(story)}</article>
<section class="more"><h2>More from the Courier</h2>{CARDS}</section>{furniture.FOOT}"""
    return Page("cards.html", document(story, body).encode(), story)


def _long_comments() -> Page:
    """Readers' letters that are longer than the story."""
    story = articles.BUDGET
    letters = (
        "I have lived in this town for fifty years and never has a budget been passed with so little thought for those "
        "who sweep its streets, mend its roofs and teach its children.",
        "Whoever thinks that the fish market can be sold twice has not understood arithmetic. My late husband, who was "
        "an accountant, would have explained it to them free of charge.",
        "Could somebody please tell me when the library opens? I went there on Thursday and it was closed, I went "
        "there on Friday and it was closed, and on Saturday I was ill.",
        "To the gentleman above: it opens on Mondays, Wednesdays and alternate Saturdays, as the notice says, which is "
        "hidden behind the rhododendron.",
    )
    items = "".join(
        f'<li class="comment depth-1" id="comment-{i}"><div class="comment-body"><cite>reader {i}</cite><p>{letter}</p>'
        "<a>Reply</a></div></li>"
        for i, letter in enumerate(letters * 2)
    )
    body = f"""{furniture.NAV}<div class="post"><h1>{story.title}</h1><div class="entry">{paragraphs(story)}</div></div>
<div id="comments" class="comments-area"><h2>8 thoughts on this story</h2><ol class="comment-list">{items}</ol>
<div id="respond"><h3>Leave a reply</h3><form><textarea></textarea></form></div></div>{furniture.FOOT}"""
    return Page("long-comments.html", document(story, body).encode(), story)


def _breaks() -> Page:
    """One division whose paragraphs are parted by line breaks."""
    story = articles.COURT
    text = "<br/><br/>".join(html.escape(part, quote=False) for part in story.paragraphs)
    body = f"""<div id="menu"><a href="/">Home</a> | <a href="/law">Law</a> | <a href="/mining">Mining</a></div>
<h2 class="title">{story.title}</h2><div class="date">26.11.2020</div><div id="text">{text}</div>
<div id="bottom"><a href="/print">Print</a> <a href="/top">Top</a></div>"""
    content = f"<html><head><title>{story.title} - Halden Tribune</title></head><body>{body}</body></html>"
    return Page("breaks.html", content.encode(), story)


def _gallery() -> Page:
    """Five pictures with captions and credits between the paragraphs."""
    story = articles.DROUGHT
    captions = ("The fountain, dry since February", "Almond trees near the river", "The reservoir in May",
                "An inspector at a sealed well", "Waiting for the tanker")  # fmt: skip
    parts = [f"<p>{part}</p>" for part in story.paragraphs]
    for i, caption in enumerate(captions):
        shown = f'<figcaption>{caption} <span class="credit">Photo: Meridian Weekly</span></figcaption>'
        parts.insert(2 * i + 1, f'<figure class="wp-block-image"><img src="{i}.jpg" alt="{caption}">{shown}</figure>')
    body = f"{furniture.NAV}<main><h1>{story.title}</h1><div class='body'>{''.join(parts)}</div></main>{furniture.FOOT}"
    return Page("gallery.html", document(story, body).encode(), story)


def _data_table() -> Page:
    """A table of figures inside the story; it belongs to the text, a line a row."""
    story = articles.SCHOOLS
    rows = (("District", "Schools", "Gap in weeks"), ("North", "14", "6"), ("Lakes", "9", "9"), ("Plain", "22", "7"))
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    parts = [f"<p>{part}</p>" for part in story.paragraphs]
    parts.insert(2, f"<table class='data'>{table}</table>")
    wanted = list(story.paragraphs)
    wanted.insert(2, "\n".join(" | ".join(row) for row in rows))
    body = (
        f"{furniture.NAV}<article><h1>{story.title}</h1>{''.join(parts)}</article>{furniture.RELATED}{furniture.FOOT}"
    )
    return Page("data-table.html", document(story, body).encode(), replace(story, paragraphs=tuple(wanted)))


def _long_consent() -> Page:
    """A consent dialogue with far more words than the story."""
    story = articles.BRIEF
    purposes = "".join(
        f"<div class='purpose'><h3>Purpose {i}</h3><p>Your device can be recognised, and what you read may be combined "
        "with other data about you in order to choose advertisements that may please you, for up to 390 days.</p></div>"
        for i in range(1, 8)
    )
    body = f"""<div class="fc-consent-root"><div class="fc-dialog"><h1>City Lines asks for your consent</h1><p>We
and our partners process your data.</p>{purposes}<button>Consent</button></div></div>{furniture.NAV}<article>
<h1>{story.title}</h1>{paragraphs(story)}</article>{furniture.FOOT}"""
    return Page("long-consent.html", document(story, body).encode(), story)


def _side_first() -> Page:
    """A long column about the paper itself stands before the story in the source."""
    story = articles.BRIDGE
    side = """<div class="sidebar left"><h3>About the Gazette</h3><p>The Wexcombe Gazette was founded in 1871 by two
brothers who could not agree on anything but the price of paper. It has appeared every day since, floods and strikes
included.</p><p>Our offices are in Mill Lane. Readers are welcome on weekdays between nine and five, dogs as well.</p>
<h3>Subscribe</h3><p>The paper costs 14 pounds a month, delivered before breakfast.</p></div>"""
    body = f"""{side}<div class="col-main"><div class="headline"><h1>{story.title}</h1></div><div class="article-text">
{paragraphs(story)}</div></div>{furniture.FOOT}"""
    return Page("side-first.html", document(story, body).encode(), story)


def _soup() -> Page:
    """Hashed class names, a span for each sentence, a letter set apart at the start, links within sentences."""
    story = articles.DROUGHT
    parts = []
    for i, part in enumerate(story.paragraphs):
        spans = "".join(
            f'<span class="css-{i}x{n}">{s}</span> ' for n, s in enumerate(part.replace(". ", ".\f").split("\f"))
        )
        parts.append(f'<div class="css-1a{i}"><div class="css-9k"><span>{spans.strip()}</span></div></div>')
    first = parts[0].replace(">In the", '><span class="css-drop">I</span>n the', 1)
    linked = parts[1].replace("reservoir", '<a href="/tag/reservoir">reservoir</a>')
    body = f"""<div id="__root"><div class="css-0"><div class="css-nav"><a href="/a">World</a><a href="/b">Water</a>
<a href="/c">Opinion</a></div><div class="css-2"><h1 class="css-h">{story.title}</h1>{first}{linked}{"".join(parts[2:])}
</div></div></div><script id="__DATA__" type="application/json">{{"props":{{"text":"not this"}}}}</script>"""
    return Page("soup.html", document(story, body).encode(), story)


def _old_press() -> Page:
    """Tags never closed, letters by name, Windows-1252 declared nowhere."""
    story = articles.TRADE
    text = "\n<P>".join(part.replace("“", "&ldquo;").replace("”", "&rdquo;") for part in story.paragraphs)
    content = f"""<HTML><TITLE>{story.title}</TITLE><BODY BGCOLOR=#FFFFFF><H1>{story.title}</H1><HR>
<P>{text}
<P>Größte Häfen: Bátrel, Süderhöft, L’Île-Étroite, où l’on décharge déjà les blés.
<HR><A HREF=index.htm>Back</A>"""
    wanted = (*story.paragraphs, "Größte Häfen: Bátrel, Süderhöft, L’Île-Étroite, où l’on décharge déjà les blés.")
    return Page("old-press.html", content.encode("cp1252"), replace(story, paragraphs=wanted), "text/html")


def _live_with_heads() -> Page:
    """Live entries with headings, names and buttons."""
    story = articles.VOLCANO
    entries = "".join(
        f'<article class="post" id="p{i}"><header><time>{20 - i}:0{i}</time><span class="author">Lea Marn</span>'
        "</header>"
        f'<p>{part}</p><div class="share"><button>Share this post</button></div></article>'
        for i, part in enumerate(story.paragraphs)
    )
    body = (
        f"{furniture.CONSENT}{furniture.NAV}<h1>{story.title}</h1><div class='liveblog'>{entries}</div>{furniture.FOOT}"
    )
    return Page("live-heads.html", document(story, body).encode(), story)


def _mail() -> Page:
    """A newsletter: tables in tables in tables."""
    story = articles.SCHOOLS
    rows = "".join(
        f'<tr><td style="padding:0 24px"><table><tr><td><p style="margin:0">{part}</p></td></tr></table></td></tr>'
        for part in story.paragraphs
    )
    body = f"""<table width="100%"><tr><td align="center"><table width="600"><tr><td><a href="v">View in browser</a>
</td></tr><tr><td><img src="logo.png" alt="Prairie Ledger"></td></tr>
<tr><td><h1>{story.title}</h1></td></tr>{rows}<tr><td>
<a href="u">Unsubscribe</a> | <a href="f">Forward to a friend</a></td></tr></table></td></tr></table>"""
    content = f"<html><head><meta charset=utf-8><title>{story.title}</title></head><body>{body}</body></html>"
    return Page("mail.html", content.encode(), story)


def _persian_undeclared() -> Page:
    """Persian in Windows-1256, declared nowhere, written with the Arabic yeh as that encoding needs."""
    story = articles.PERSIAN
    table = str.maketrans("ی۰۱۲۳۴۵۶۷۸۹", "ي0123456789")
    story = replace(
        story, title=story.title.translate(table), paragraphs=tuple(p.translate(table) for p in story.paragraphs)
    )
    content = f"<html><body dir=rtl><h1>{story.title}</h1>{paragraphs(story)}</body></html>"
    return Page("persian-old.html", content.encode("cp1256", "xmlcharrefreplace"), story)


BUILDERS: tuple[Callable[[], Page], ...] = (
    _cards, _long_comments, _breaks, _gallery, _data_table, _long_consent, _side_first, _soup, _old_press,
    _live_with_heads, _mail, _persian_undeclared,
)  # fmt: skip
FILES = (
    ("gazette.pdf", files.pdf_columns_hyphenated, articles.BRIDGE),
    ("words.pdf", files.pdf_word_by_word, articles.COURT),
    ("tracked.docx", files.docx_tracked, articles.BUDGET),
)


def hard_pages() -> list[Page]:
    """All of them."""
    return [build() for build in BUILDERS] + [Page(name, make(story), story) for name, make, story in FILES]
