"""Which names might belong to one entity? A first draft of `names.csv`, for a reader to mend.

Input is a corpus, output is one row a suggested label. Two signs are used: a long name with its short form in brackets
behind it, and capitalised phrases that share their head word. Caution: string rules find about a third of what people
name anew ("caravan", "asylum seekers"); the reader adds what only a reader can see.
"""

import re
from collections import Counter

import pandas

from analysis.errors import in_range
from analysis.read.attribution.rules.phrases import words
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.expressions import expression, hits
from analysis.read.names import form_key

COLUMNS = ["entity", "kind", "label", "forms", "note", "count", "documents"]
# Capitalised words, joined by the small words that stand inside names.
UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x2C00)) if c.isupper())
NAME = re.compile(
    rf"(?<!\w)[{UPPER}][\w’'&.-]*"
    rf"(?:\s+(?:(?:of|for|the|and|de|al|e|ul|bin)\s+){{0,3}}[{UPPER}](?:\.|[\w’'&-]*))*(?<![.’'-])"
)
SHORT = re.compile(r"\s*\(\s*[“\"]?([A-Z][A-Za-z/ -]{1,15}?)[”\"]?\s*\)")
SMALL = words("of for the and in on de al e ul bin a an")
# Capitalised at the beginning of sentences, or always, and no names.
OPENERS = words(
    "The A An In On At As It He She They We I But And Or If When While Since After Before Under Over Of For To From By "
    "With Not No This That These Those His Her Its Their Our Many Much Most Some Several According Although Despite "
    "During Among Even Only Also Nor So Such Both Part What Who January February March April May June July August "
    "September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)


def suggested_names(corpus: Corpus, *, min_count: int = 3) -> pandas.DataFrame:
    """Candidate labels, grouped into candidate entities: the columns of `names.csv`, then `count` and `documents`.

    `count` is how often the form stands in all documents, `documents` in how many. `kind` is always 'actor': which is
    an event, the reader says. Sorted by entity (most mentioned first) and count.

    >>> from analysis import load_corpus
    >>> table = suggested_names(load_corpus())
    >>> "MEK" in table["label"].tolist()
    True
    """
    in_range("min_count", min_count, 1, 10**9)
    spellings: Counter[str] = Counter()
    long_forms: dict[str, str] = {}
    for document in corpus:
        for name, end in _found_names(document):
            spellings[name] += 1
            short = SHORT.match(document.text, end)
            if short and _abbreviates(short.group(1), name):
                for form in re.split(r"\s*/\s*", short.group(1)):
                    if form != name and form[:1].isalpha():
                        long_forms.setdefault(form, name)
                        spellings.setdefault(form, 0)
    # Spellings that find the same words would be refused by names(): the commonest stands for all.
    one = {form_key(name): name for name, _ in reversed(spellings.most_common())}
    listed = list(one.values())
    places = {name: [] for name in listed}
    looked_for = [expression(name, i, capitals=True) for i, name in enumerate(listed)]
    for document in corpus:
        for hit in hits(document, looked_for):
            places[listed[hit.entry]].append(document.id)
    linked = {name: long_form for name, long_form in long_forms.items() if name in places}
    rows = []
    for name, documents in places.items():
        long_form = linked.get(name, name)
        if len(documents) >= min_count or name in linked or name in linked.values():
            note = f"short for {long_form}" if name in linked else ""
            entity = long_form if name in linked or name in linked.values() else _head(name)
            rows.append((entity, "actor", name, name, note, len(documents), len(set(documents))))
    table = pandas.DataFrame(rows, columns=COLUMNS)
    size = table.groupby("entity")["count"].transform("sum")
    order = table.assign(size=size).sort_values(
        ["size", "entity", "count", "label"], ascending=[False, True, False, True], ignore_index=True
    )
    return order.drop(columns="size")


def _found_names(document: Document) -> list[tuple[str, int]]:
    """The capitalised phrases of the sentences, and where each ends."""
    found = []
    for sentence in document.sentences:
        for match in NAME.finditer(sentence.text):
            parts = match.group().split()
            while parts and (parts[0] in OPENERS or parts[0] in SMALL):
                parts = parts[1:]
            # "Lind and Mora" are two names, "Ministry of Trade and Roads" is one.
            whole = " ".join(parts)
            pieces = [whole] if re.search(r" (?:of|for) .* and ", whole) else whole.split(" and ")
            for piece in pieces:
                piece = re.sub(r"^(?:the|de|al|of|for|e|ul|bin) ", "", piece)
                name = re.sub(r"[’']s$", "", piece)
                # A single word that opens a sentence has its capital from there.
                opening = match.start() == 0 and len(parts) == 1 and not name.isupper()
                if len(name) > 1 and not opening and name not in OPENERS:
                    found.append((name, sentence.start + match.end()))
    return found


def _abbreviates(short: str, name: str) -> bool:
    """Whether one of the short forms in the brackets takes its first letter, and most others, from the long name."""
    letters = [c.lower() for c in name if c.isupper()]
    return any(
        form[0].lower() in letters[:2] and sum(c.lower() in name.lower() for c in form) >= len(form) - 1
        for form in re.split(r"\s*/\s*", short)
        if form
    )


def _head(name: str) -> str:
    """The head word of a name: the last before its first preposition."""
    before = []
    for word in name.split():
        if word in SMALL and before:
            break
        before.append(word)
    return before[-1]
