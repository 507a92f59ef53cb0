"""What is cut from a page before its article is looked for: consent dialogues, hidden parts, teasers.

Input is the parsed page, which is changed; there is no output. Caution: what is cut goes by the names that pages give
their parts and by links in headings; the page's own article is never cut.
"""

import re

FURNITURE = ("nav", "header", "footer", "aside", "form", "script", "style", "noscript", "template", "button", "dialog")
_CONSENT = re.compile(
    r"(?i)(?:^|[\s_-])(?:cookies?|consent|gdpr|ccpa|cmp|onetrust|didomi|quantcast|sourcepoint|usercentrics|cookiebot)(?:$|[\s_-])"
)
_WALL = re.compile(r"(?i)\b(?:cookies?|consent|privacy)\b")
_KEEP = {"html", "body", "main", "article"}
SMALL = 0.25  # of the longest article's text: what is shorter may be a teaser


def prune(tree) -> None:
    """Remove consent dialogues, hidden parts and teasers.

    >>> from lxml.html import document_fromstring, tostring
    >>> page = document_fromstring("<body><div id='cookie-banner'>We use cookies.</div><p>A swan.</p></body>")
    >>> prune(page)
    >>> tostring(page.body)
    b'<body><p>A swan.</p></body>'
    """
    size = _size(tree)
    for element in [element for element in tree.iter() if _asks_consent(element, size) or _is_hidden(element, size)]:
        _drop(element)
    articles = list(tree.iter("article"))
    if len(articles) > 1:
        lengths = {article: len(article.text_content().strip()) for article in articles}
        longest = max(lengths.values())
        for article in articles:
            if lengths[article] < SMALL * longest and _is_teaser(article):
                _drop(article)


def _size(element) -> int:
    return len(element.text_content().strip())


def _asks_consent(element, size: int) -> bool:
    if not isinstance(element.tag, str) or element.tag in _KEEP:
        return False
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if not _CONSENT.search(names) or any(True for _ in element.iter("article", "main")):
        return False
    # A wrapper of the whole page may say in its name that the reader has been asked; it holds the page's heading.
    headings = [heading.text_content() for heading in element.iter("h1")]
    is_page = any(line.strip() and not _WALL.search(line) for line in headings) and _size(element) > size / 2
    return not is_page


def _is_hidden(element, size: int) -> bool:
    """A small part that no browser shows; where most of a page is hidden, a script is to show it."""
    if not isinstance(element.tag, str) or element.tag in _KEEP or element.get("hidden") in (None, "until-found"):
        return False
    return _size(element) < SMALL * size


def _is_teaser(article) -> bool:
    """A heading that is a link leads elsewhere; the heading of a page's own article does not."""
    linked = article.xpath(".//a//h2 | .//a//h3 | .//a//h4 | .//h2//a | .//h3//a | .//h4//a")
    return bool(linked) and article.find(".//h1") is None


def _drop(element) -> None:
    if element.getparent() is not None:
        element.drop_tree()
