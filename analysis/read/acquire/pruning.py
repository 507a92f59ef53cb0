"""What is cut from a page before its article is looked for: consent dialogues, and teasers marked up as articles.

Input is the parsed page, which is changed; there is no output. Caution: what is cut goes by the names that pages give
their parts and by links in headings; the page's own article is never cut.
"""

import re

FURNITURE = ("nav", "header", "footer", "aside", "form", "script", "style", "noscript", "template", "button", "dialog")
_CONSENT = re.compile(
    r"(?i)(?:^|[\s_-])(?:cookies?|consent|gdpr|ccpa|cmp|onetrust|didomi|quantcast|sourcepoint|usercentrics|cookiebot)(?:$|[\s_-])"
)
_KEEP = {"html", "body", "main", "article"}
SMALL = 0.25  # of the longest article's text: what is shorter may be a teaser


def prune(tree) -> None:
    """Remove consent dialogues and teasers.

    >>> from lxml.html import document_fromstring, tostring
    >>> page = document_fromstring("<body><div id='cookie-banner'>We use cookies.</div><p>A swan.</p></body>")
    >>> prune(page)
    >>> tostring(page.body)
    b'<body><p>A swan.</p></body>'
    """
    for element in [element for element in tree.iter() if _asks_consent(element)]:
        _drop(element)
    articles = list(tree.iter("article"))
    if len(articles) > 1:
        lengths = {article: len(article.text_content().strip()) for article in articles}
        longest = max(lengths.values())
        for article in articles:
            if lengths[article] < SMALL * longest and _is_teaser(article):
                _drop(article)


def _asks_consent(element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _KEEP:
        return False
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return bool(_CONSENT.search(names)) and not any(True for _ in element.iter("article", "main"))


def _is_teaser(article) -> bool:
    """A heading that is a link leads elsewhere; the heading of a page's own article does not."""
    linked = article.xpath(".//a//h2 | .//a//h3 | .//a//h4 | .//h2//a | .//h3//a | .//h4//a")
    return bool(linked) and article.find(".//h1") is None


def _drop(element) -> None:
    if element.getparent() is not None:
        element.drop_tree()
