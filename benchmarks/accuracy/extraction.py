"""How much of the main text of pages and files is found, and how much else with it: word F1 on pages of the tests.

The pages are written for this purpose, with invented news in many layouts; each knows its main text, title included.
Some were written after the rules were settled and have a row of their own. Caution: pages on the web are more varied
than these; the figure is an upper bound.
"""

import re
from collections import Counter
from collections.abc import Iterator

from analysis.read.acquire.parsing import parsed
from benchmarks.rows import Row
from tests.read.acquire.hard_pages import hard_pages
from tests.read.acquire.held_pages import held_pages
from tests.read.acquire.pages import Page, pages

# What the fonts built into PDF cannot show.
_WESTERN = str.maketrans({"’": "'", "“": '"', "”": '"', "–": "-", "œ": "oe"})


def words(text: str) -> Counter[str]:
    """The words of a text with their counts; in writing without spaces each letter stands for one.

    >>> words("It’s a swan, a swan.")["swan"]
    2
    """
    text = text.translate(_WESTERN).casefold()
    return Counter(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\w'\u200c])+", text))


def word_f1(found: str, expected: str) -> float:
    """The harmonic mean of precision and recall of words, each counted as often as it stands.

    >>> word_f1("a swan sat", "a swan sat"), word_f1("a swan", "a swan sat on it"), word_f1("", "a")
    (1.0, 0.5714285714285714, 0.0)
    """
    one, other = words(found), words(expected)
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def page_scores() -> dict[str, float]:
    """Word F1 of each page by its name."""
    return {page.name: _score(page) for page in (*pages(), *hard_pages(), *held_pages())}


def _score(page: Page) -> float:
    return word_f1(parsed(page.content, name=page.name, media=page.media).text, page.expected)


def extraction_rows() -> Iterator[Row]:
    """Mean and least word F1 over all pages, and the mean by kind of file."""
    scores = page_scores()
    mean = sum(scores.values()) / len(scores)
    worst = min(scores, key=lambda name: scores[name])
    pages_named = f"{len(scores)} pages and files of invented news"
    yield Row("extraction: word F1 of the main text, mean", round(mean, 4), 0.95, ">=", pages_named)
    yield Row("extraction: word F1 of the main text, least", round(scores[worst], 4), 0.9, ">=", worst)
    held = [scores[page.name] for page in held_pages()]
    told = f"{len(held)} pages and files written after the rules were settled"
    yield Row("extraction: word F1 of the main text, pages held out", round(sum(held) / len(held), 4), 0.95, ">=", told)
    for kind, endings in (("web pages", (".html", ".htm")), ("PDF", (".pdf",)), ("Word", (".docx",))):
        found = [score for name, score in scores.items() if name.endswith(endings)]
        yield Row(f"extraction: word F1, {kind}", round(sum(found) / len(found), 4), "", "", f"{len(found)} files")
