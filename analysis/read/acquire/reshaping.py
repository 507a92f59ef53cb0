"""Parts of a page that the rules for articles would lose or run together, put into plain paragraphs beforehand.

Input is the parsed page, which is changed; there is no output. Caution: text in `pre` that is marked as code keeps its
lines as they are; all other is taken for prose.
"""

import re

from analysis.read.acquire.plain import paragraphs
from analysis.read.acquire.record import same_words

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})[\])]?")


def reshape(tree) -> None:
    """Give prose in `pre` its paragraphs, entries their headings, quotations their source; take footnote marks out.

    >>> from lxml.html import document_fromstring, tostring
    >>> page = document_fromstring("<body><p>Shut.<sup><a href='#n1'>1</a></sup></p><pre>One.\\n\\nTwo.</pre></body>")
    >>> reshape(page)
    >>> tostring(page.body)
    b'<body><p>Shut.</p><div><p>One.</p><p>Two.</p></div></body>'
    """
    for mark in [mark for mark in tree.iter("sup") if _is_footnote_mark(mark)]:
        link = next(mark.iterancestors("a"), mark)
        (link if same_words(link.text_content(), mark.text_content()) else mark).drop_tree()
    for source in tree.xpath("//blockquote//footer"):
        source.tag = "p"
    for holder in {article.getparent() for article in tree.iter("article")}:
        articles = holder.findall("article")
        # Entries of one page, not one article; of the later ones their headings would be lost.
        for article in articles if len(articles) > 1 else []:
            article.tag = "div"
    for part in list(tree.iter("pre")):
        if part.find(".//code") is None and "\n" in part.text_content().strip():
            _in_paragraphs(part)


def _is_footnote_mark(mark) -> bool:
    """A number or sign that leads to a note on the same page; a power or an ordinal leads nowhere."""
    linked = [link for link in (*mark.iter("a"), *mark.iterancestors("a")) if "#" in (link.get("href") or "")]
    return bool(linked) and _MARK.fullmatch(mark.text_content().strip()) is not None


def _in_paragraphs(part) -> None:
    from lxml.etree import SubElement

    for line in part.iter("br"):
        line.tail = "\n" + (line.tail or "")
    blocks, tail = paragraphs(part.text_content()), part.tail
    part.clear()
    part.tag, part.tail = "div", tail
    for block in blocks:
        SubElement(part, "p").text = block
