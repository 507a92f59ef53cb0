"""Where a text mentions people, bodies and documents: names, noun phrases and pronouns, each with its place.

Input is the sentences of a text and its quoted ranges, output is mentions in text order. Caution: names are told by
capitals and noun phrases by a list of heads, so a mention may be cut short or be no name at all; what the words say of
the name ("the mayor") is kept beside it, and nothing is guessed from first names.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from analysis.read.attribution.rules.cues import verbs
from analysis.read.attribution.rules.phrases import DETERMINERS, PREPOSITIONS, PRONOUNS, STOPS
from analysis.read.attribution.rules.phrases import words as word_set
from analysis.read.segments import Sentence
from analysis.read.sources.mention import Mention, Quoted
from analysis.read.sources.name_runs import Run, Word, base, is_headline, runs, word_list
from analysis.read.sources.nouns import BODIES, PEOPLE, Noun, noun

SUBJECTS = frozenset(["he", "she", "they", "it"])
OWNERS = {"his": "he", "him": "he", "her": "she", "hers": "she", "their": "they", "them": "they", "its": "it"}
CONJUNCTIONS = word_set(
    "and but or that while when as if because though although since after before where whereas so than yet nor"
)
BARE = frozenset(["police", "data", "research", "evidence", "footage", "media", "press", "findings", "testimony"])
QUANTITIES = word_set(
    "some many most several few all both other others two three four five six seven eight nine ten dozens"
)
NO_PART = STOPS | CONJUNCTIONS | (PREPOSITIONS - {"of"}) | PRONOUNS - QUANTITIES - {"one"}
NO_HEADS = ("title", "country", "place", "mark")
FORMER = frozenset(["former", "then", "acting", "retired", "longtime", "late", "outgoing", "incoming"])
LONGEST = 8  # words of a noun phrase before its head


def mentions(rows: tuple[Sentence, ...], quoted: list[tuple[int, int]], plain: frozenset[str]) -> list[Mention]:
    """The mentions of all sentences, in order; a headline in capitals, a paragraph by itself, is passed over.

    Parameters
    ----------
    quoted : character ranges between quotation marks.
    plain : words that the text also writes in lower case, so that a capital at a sentence's head makes no name of them.

    >>> row = Sentence(0, 45, "Former mayor Jane Doe met the council's chief.", 1, 1)
    >>> [(m.core, m.kind, m.role) for m in mentions((row,), [], frozenset())]
    [('Jane Doe', 'name', 'subject'), ('council', 'noun', 'possessive'), ('chief', 'noun', 'object')]
    """
    inside = Quoted(quoted)
    found: list[Mention] = []
    sizes = Counter(row.paragraph for row in rows)
    for row in rows:
        words = word_list(row.text)
        if sizes[row.paragraph] > 1 or not is_headline(words):
            found += sentence_mentions(row, words, inside, plain)
    return found


def sentence_mentions(row: Sentence, words: list[Word], inside: Quoted, plain: frozenset[str]) -> list[Mention]:
    """The mentions of one sentence, or of a phrase given as one, in order."""
    named = {run.first: run for run in runs(words, plain)}
    taken = {i: run for run in named.values() for i in range(run.first, run.last)}
    found: list[Mention] = []
    i = 0
    while i < len(words):
        if i in named and (run := named[i]).core < run.last:
            head = _head(words, taken, run.last) if not words[run.last - 1].owner else None
            if head is None or run.sort == "noun":
                found.append(_name(row, words, run, inside))
            elif head[0] < len(words) and head[0] + 1 in named and _joins(words, head[0]):
                pass  # "Harbour Board chief engineer Jane Doe": the first name belongs to the title of the second
            i = run.last
            continue
        if (entry := _noun_at(words, taken, i)) is not None:
            phrase = _phrase(row, words, taken, i, entry)
            if phrase:
                found.append(_marked(phrase, inside))
        elif (form := base(words[i].text)) in SUBJECTS or form in OWNERS:
            found.append(_pronoun(row, words, i, inside))
        i += 1
    return found


def _joins(words: list[Word], i: int) -> bool:
    return not words[i].owner and i + 1 < len(words)


def _head(words: list[Word], taken: dict[int, Run], i: int) -> tuple[int, Noun] | None:
    """The head noun that a name before word `i` only modifies: "Harbour Board | spokesman"."""
    for k in range(i, min(i + 4, len(words))):
        word = words[k].text
        if k in taken or not word[0].islower() or word in NO_PART or word in DETERMINERS or word in ("whose", "whom"):
            return None
        entry = noun(word)
        if entry and entry.kind not in NO_HEADS:
            following = noun(words[k + 1].text) if k + 1 < len(words) and words[k + 1].text[0].islower() else None
            if not following or words[k].owner:
                return k, entry
        elif word.endswith(("ed", "s", "ly")) or words[k].owner:
            return None
    return None


def _noun_at(words: list[Word], taken: dict[int, Run], i: int) -> Noun | None:
    """The entry of word `i` where it can head a noun phrase."""
    run = taken.get(i)
    if run is not None:
        # "the President", "Attorney General": a run of titles alone is a noun phrase.
        alone = run.core >= run.last and i == run.last - 1 and _head(words, taken, run.last) is None
        return noun(words[i].text, *PEOPLE) if alone else None
    word = words[i].text
    if not word[0].isalpha() or (word[0].isupper() and i and words[i - 1].text[0].isalnum()):
        return None
    entry = noun(word)
    if not entry or entry.kind in NO_HEADS:
        return None
    after = words[i + 1].text if i + 1 < len(words) else ""
    joined = after[:1].islower() and noun(after) and not words[i].owner and i + 1 not in taken
    return None if joined else entry


def _phrase(row: Sentence, words: list[Word], taken: dict[int, Run], i: int, entry: Noun) -> Mention | None:
    """The noun phrase with its head at word `i`; None where it is the title of a name or no noun at all."""
    first = _phrase_start(words, taken, i)
    opener = words[first].text.lower()
    after = i + 1
    named = taken.get(after)
    if named and named.core < named.last and not words[i].owner and entry.kind != "document" and not entry.plural:
        return None  # the name takes the phrase as its title
    owned = any(words[k].owner for k in range(first, i))
    modified = any(k in taken for k in range(first, i))
    counted = opener in QUANTITIES or opener[:1].isdigit()
    # "Jane Doe, director of the mill"
    beside = first > 1 and words[first - 1].text == "," and first - 2 in taken
    certain = beside or entry.plural or owned or modified or opener in DETERMINERS or counted
    if not certain and entry.lemma not in BARE and not (entry.kind in PEOPLE and taken.get(i)):
        return None
    plural = entry.plural and opener not in ("a", "an")
    role = _role(words, first, i + 1)
    start, end = row.start + words[first].start, row.start + words[i].end
    core = (row.start + words[i].start, end)
    return Mention(
        start, end, *core, "noun", words[i].text, entry, "", plural, role, False, row.number, row.paragraph,
        definite=opener,
    )  # fmt: skip


def _phrase_start(words: list[Word], taken: dict[int, Run], i: int) -> int:
    first = i
    while first and i - first < LONGEST:
        before = words[first - 1]
        form = before.text.lower()
        if form in DETERMINERS and (form != "that" or first == i):
            return first - 1
        if first - 2 in taken and first - 1 not in taken and re.fullmatch(r"[a-z]+ed", before.text):
            break  # "the Board presented findings"
        if not before.text[0].isalnum() or form in NO_PART or form in CONJUNCTIONS or form == "of":
            break
        if first - 1 not in taken and (form in SUBJECTS or form in OWNERS or form == "that" or _is_verb(before.text)):
            break
        first -= 1
    # "invited senior officials", "met residents": what looks like a verb begins no noun phrase.
    while first < i and first not in taken and re.fullmatch(r"[a-z]+(?:ed|ing|ly)", words[first].text):
        if first and words[first - 1].text.lower() in DETERMINERS:
            break
        first += 1
    return first


def _is_verb(word: str) -> bool:
    """Whether a word is a form in which a verb of saying can hardly be a noun: "said", "told", "argues"."""
    entry = verbs().get(word)
    return entry is not None and entry.shape != "base" and noun(word) is None


def _name(row: Sentence, words: list[Word], run: Run, inside: Quoted) -> Mention:
    """A name with the titles in its run and the noun phrase before it."""
    first = run.first
    described = ()
    if first and words[first - 1].text[0].islower() and not words[first - 1].owner:
        entry = noun(words[first - 1].text, *PEOPLE, *BODIES)
        if entry and not entry.plural:
            first = _phrase_start(words, {}, run.first - 1)
            described = (entry,)
    if first < run.core and first and words[first - 1].text in FORMER:
        first -= 1
    described += tuple(filter(None, (noun(words[k].text, *PEOPLE, "title") for k in range(run.first, run.core))))
    titled = words[first].start, words[run.core - 1].end if run.core > first else words[first].start
    titles = row.text[titled[0] : titled[1]]
    if run.first == run.core == first and first and words[first - 1].text.lower() == "the":
        first -= 1
    start, end = row.start + words[first].start, row.start + words[run.last - 1].end
    core = (row.start + words[run.core].start, end)
    name = " ".join(row.text[words[run.core].start : words[run.last - 1].end].split())
    sort = run.sort
    if any(entry.kind in (*PEOPLE, "title") for entry in described):
        sort = "person" if sort in ("", "person") else sort
    elif described:
        sort = "body"
    head = noun(words[run.last - 1].text) if run.sort == "noun" else None
    mention = Mention(
        start, end, *core, "noun" if run.sort == "noun" else "name", name, head, sort, run.plural,
        _role(words, first, run.last), False, row.number, row.paragraph, titles.strip(), described,
        words[first].text.lower() if words[first].text.lower() == "the" else "",
    )  # fmt: skip
    return _marked(mention, inside)


def _pronoun(row: Sentence, words: list[Word], i: int, inside: Quoted) -> Mention:
    form = base(words[i].text)
    start, end = row.start + words[i].start, row.start + words[i].start + len(form)
    role = "subject" if form in SUBJECTS else "oblique"
    core = OWNERS.get(form, form)
    mention = Mention(
        start, end, start, end, "pronoun", core, None, "", core == "they", role, False, row.number, row.paragraph
    )
    return _marked(mention, inside)


def _marked(mention: Mention, inside: Quoted) -> Mention:
    return replace(mention, quoted=True) if mention.name_start in inside else mention


def _role(words: list[Word], first: int, last: int) -> str:
    """What a phrase is in its clause, by the words around it."""
    if words[last - 1].owner:
        return "possessive"
    before = words[first - 1].text.lower() if first else ""
    after = words[last].text.lower() if last < len(words) else ""
    if before in PREPOSITIONS or before in ("according", "than"):
        return "oblique"
    said = _is_verb(before) and after[:1].isalpha() and after not in PREPOSITIONS
    if before and not said and before[0].isalnum() and before not in CONJUNCTIONS and not before.endswith("ly"):
        return "object"
    verbal = after[:1].isalpha() and (after not in PREPOSITIONS or before not in ("and", "or"))
    return "subject" if verbal or after in (",", "(", "-", "—", "–") or not before else "object"


def phrase_mentions(text: str, plain: frozenset[str]) -> Iterator[Mention]:
    """The mentions of a phrase that stands alone, its spans counted from its beginning."""
    row = Sentence(0, len(text), text, 0, 0)
    yield from sentence_mentions(row, word_list(text), Quoted([]), plain)
