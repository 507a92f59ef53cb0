"""The main text of a web page, by trafilatura, and what the page says of itself.

Input is decoded HTML; output is a record. Menus, banners, teasers and comments are left out; headings, lists,
quotations and tables stay. Caution: which part of a page is its article is found by rules, so a new layout may lose a
part of it.
"""

import re
from dataclasses import replace

from analysis.errors import CrossreadError
from analysis.read.acquire.body_blocks import body_blocks
from analysis.read.acquire.cleaning import clean_characters, clean_line, web_address
from analysis.read.acquire.plain import written_day
from analysis.read.acquire.pruning import FURNITURE, prune
from analysis.read.acquire.record import Extract, joined, same_words
from analysis.read.acquire.reshaping import reshape
from analysis.read.acquire.walls import teaser_note, wall, word_count

SAVE = "save the article's text as .txt and add that"
MOST_ELEMENTS = 100_000


def html_extract(text: str, *, url: str = "") -> Extract:
    """The record of a web page; raises `CrossreadError` where the page holds no article.

    >>> page = "<h1>Swan stops trams</h1><article><p>A swan that sat between the rails held up trams on two lines "
    >>> page += "for an hour on Sunday morning, and was carried back to the lake by a keeper.</p></article>"
    >>> html_extract(page).text.split("\\n")[0]
    'Swan stops trams'
    """
    tree = _tree(clean_characters(text))
    struck = _struck(tree)
    prune(tree)
    reshape(tree)
    found = _found(tree, url)
    title = _as_written(tree, found.title if found else "") or _heading(tree)
    blocks = body_blocks(found.body) if found is not None and found.body is not None else []
    plain = _plain_blocks(tree)
    if word_count(" ".join(blocks)) < min(60, word_count(" ".join(plain)) / 2):
        blocks = plain
    whole = joined(blocks, title)
    body = whole.removeprefix(title).strip()
    told = wall(title, body)
    if told:
        raise CrossreadError(f"the page is {told} (words of text: {word_count(body)}); open it in a browser and {SAVE}")
    record = Extract(whole, title=title, media="html", notes=tuple(filter(None, [struck, teaser_note(body)])))
    if found is None:
        return record
    publisher = clean_line(_as_written(tree, found.sitename or ""))
    address = web_address(found.url)
    return replace(
        record, publisher=publisher, date=written_day(found.date), url=address if _is_own(tree, address) else ""
    )


def _tree(text: str):
    """The parsed page; one that is larger or deeper than any page is refused before rules take it apart."""
    from lxml import etree, html

    text = text.strip()
    if text.count("<") > 4 * MOST_ELEMENTS:
        raise CrossreadError(f"the page has more than {MOST_ELEMENTS:,} elements; {SAVE}")
    # A page in bytes may declare another encoding; these are decoded already.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise CrossreadError(f"the page cannot be read as HTML; {SAVE}") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser drops what is below this depth, or beyond ten million characters, and goes on without a word.
        raise CrossreadError(f"the page nests more than 250 elements or has a part of more than 10 MB; {SAVE}")
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise CrossreadError(f"the page has more than {MOST_ELEMENTS:,} elements; {SAVE}")
    return tree


def _struck(tree) -> str:
    """Take out what a page has struck through, as a correction is shown; a note that says so, or nothing."""
    found = [element for element in tree.iter("del", "s", "strike") if element.getparent() is not None]
    count = sum(bool(element.text_content().strip()) for element in found)
    for element in found:
        if element.getparent() is not None:
            element.drop_tree()
    told = "passage that is struck through is" if count == 1 else "passages that are struck through are"
    return f"{count} {told} not in the text." if count else ""


def _found(tree, url: str):
    """What trafilatura finds, or None."""
    import copy

    from trafilatura import bare_extraction

    dates = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
    try:
        return bare_extraction(
            copy.deepcopy(tree), url=web_address(url) or None, include_comments=False, include_tables=True,
            with_metadata=True, date_extraction_params=dates,
        )  # fmt: skip
    except MemoryError:
        raise
    except Exception:  # its rules meet pages they were not written for; the plain rule below still applies
        return None


def _plain_blocks(tree) -> list[str]:
    """The paragraphs, headings and list items of the article element or, without one, of the page, menus left out."""
    holders = tree.findall(".//article") or tree.findall(".//main") or [tree]
    blocks = []
    for holder in holders:
        for element in holder.iter("p", "h2", "h3", "li", "blockquote", "pre"):
            if any(isinstance(up.tag, str) and up.tag in FURNITURE for up in element.iterancestors()):
                continue
            block = " ".join("".join(_shown(element)).split())
            if block and element.find(".//p") is None:
                blocks.append(block)
    return blocks


def _shown(element):
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in FURNITURE:
            yield " " if child.tag == "br" else ""
            yield from _shown(child)
        yield child.tail or ""


def _heading(tree) -> str:
    """The first heading, or else what the browser shows as the page's name."""
    for path in (".//h1", ".//title"):
        for element in tree.iterfind(path):
            words = clean_line("".join(_shown(element)))
            if words:
                return words
    return ""


def _as_written(tree, value: str) -> str:
    """The title or name as the page has it; trafilatura takes joiners out, which Persian words are written with."""
    value = clean_line(value)
    if not value:
        return ""
    candidates = ["".join(element.itertext()) for path in (".//h1", ".//title") for element in tree.iterfind(path)]
    candidates += [element.get("content") or "" for element in tree.iterfind(".//meta")]
    return next((line for c in candidates if same_words(line := clean_line(c), value)), value)


def _is_own(tree, address: str) -> bool:
    """Whether the page itself gives this address, rather than the one it was fetched from."""
    said = [element.get("href") or "" for element in tree.iterfind(".//link[@rel='canonical']")]
    said += [element.get("content") or "" for element in tree.iterfind(".//meta[@property='og:url']")]
    return bool(address) and any(re.sub(r"/$", "", line.strip()) == re.sub(r"/$", "", address) for line in said)
