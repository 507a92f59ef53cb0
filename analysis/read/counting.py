"""How often does each word stand in texts too many to read one by one?

Input is running text, output the counts of matching forms, the same as the tokens of a document would give, without
spans. No token and no web address reaches across white space, so what stands between two spaces is counted first and
taken apart once for each distinct piece. Caution: titles, headings and link blocks are counted like prose.
"""

import re
from collections import Counter
from collections.abc import Iterable

from analysis.read.segments import ADDRESS, CONTRACTED, FUSED, TOKEN, token_norm

AROUND = '.,;:!?()"“”'
POSSESSIVE = re.compile("([a-z]+|[A-Z][a-z]*|[A-Z]+)['’]s")  # the most frequent of all that is no plain word


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """How often each matching form (words and numbers) occurs in the texts; web addresses are left out.

    >>> word_counts(["Iran’s 1,500 men.", "The men of Iran; see www.iran.example."]).most_common(2)
    [('iran', 2), ('men', 2)]
    """
    pieces: Counter[str] = Counter()
    for text in texts:
        pieces.update(text.split())
    found: Counter[str] = Counter()
    for piece, count in pieces.items():
        for form in piece_forms(piece):
            found[form] += count
    return found


def plain_word(piece: str) -> str:
    """The matching form of a piece that is one plain word, as nearly all are; empty where it has to be taken apart.

    >>> plain_word("(Mill,"), plain_word("Iran’s")
    ('mill', '')
    """
    word = piece.strip(AROUND)
    plain = word.isascii() and word.isalpha() and (word.islower() or word.istitle() or word.isupper())
    return word.lower() if plain else ""


def piece_forms(piece: str) -> list[str]:
    """The matching forms in a piece of text without white space, in order.

    >>> piece_forms("(Iran’s"), piece_forms("Iran’s/Iraq’s"), piece_forms("www.iran.example"), piece_forms("—")
    (['iran'], ['iran', 'iraq'], [], [])
    """
    if word := plain_word(piece):
        return [word]
    possessive = POSSESSIVE.fullmatch(piece.strip(AROUND))
    if possessive and (word := possessive[1].lower()) not in CONTRACTED:
        return [word]
    address = ADDRESS.search(piece)
    end = address.start() if address else len(piece)  # an address reaches to the end of its piece
    cuts = [m.end() for m in FUSED.finditer(piece) if m.end() <= end]
    edges = zip([0, *cuts], [*cuts, len(piece)], strict=True)
    return [token_norm(m) for start, stop in edges for m in TOKEN.finditer(piece, start, stop) if m.start() < end]
