"""Archives of any size, made from word frequencies alone: JSON lines with id, publisher, date and text.

Input is a number of characters or of documents, output is a file, the same bytes for the same request. Words follow the
frequencies of wordfreq's English list where `make peers` has installed it, or else those of `sample`; punctuation as
in `sample`. Caution: words are drawn independently, so no topic binds those of a document, and what a sentence says
is nothing.
"""

import datetime
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy

from benchmarks.rows import PEERS
from benchmarks.speed import sample

BLOCK = 1_000_000  # words drawn at once
COPIES = 0.02  # share of documents that another publisher prints word for word
PUBLISHERS = 40
LEDE, ARTICLE = 80, 700  # words of a document, on average: the head of a report, or all of it
FIRST = datetime.date(2015, 1, 1)
GAPS = (b" ", b"\\n\\n")  # as JSON writes them
Words = tuple[list[str], numpy.ndarray, str]


@cache
def vocabulary() -> Words:
    """The words, the share of each in running text, and where both come from.

    >>> words, shares, _ = vocabulary()
    >>> len(words) == len(shares), round(float(shares.sum()), 6)
    (True, 1.0)
    """
    sys.path.append(str(PEERS))
    try:
        from wordfreq import top_n_list, word_frequency
    except ImportError:
        return sample.words(numpy.random.default_rng(0), sample.TYPES), sample.shares(), "pseudo-words"
    finally:
        sys.path.remove(str(PEERS))
    words = [word for word in top_n_list("en", sample.TYPES, wordlist="large") if json.dumps(word)[1:-1] == word]
    shares = numpy.array([word_frequency(word, "en", wordlist="large") for word in words])
    return words, shares / shares.sum(), "wordfreq's English words"


@cache
def _pool() -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """All byte strings that texts are put together from, one behind the other: bytes, offsets, lengths.

    First the words, then the same capitalised, then what stands before a word, what stands behind one, and the gaps.
    """
    words = vocabulary()[0]
    parts = [*words, *(word[0].upper() + word[1:] for word in words), *sample.BEFORE, *sample.AFTER]
    strings = [part.encode() for part in parts] + list(GAPS)
    lengths = numpy.array([len(string) for string in strings], dtype=numpy.int64)
    return numpy.frombuffer(b"".join(strings), dtype=numpy.uint8), lengths.cumsum() - lengths, lengths


def bodies(*, words: int = ARTICLE, seed: int = 0) -> Iterator[bytes]:
    """Texts without end as they stand in JSON, from half of `words` words to half as many again.

    >>> made = bodies(words=40)
    >>> text = next(made).decode()
    >>> 15 < len(text.split()) < 65, text[-1], text[0] == text[0].upper()
    (True, '.', True)
    """
    rng = numpy.random.default_rng([seed, words])
    while True:
        sizes = rng.integers(words // 2, words + words // 2 + 1, max(1, BLOCK // words))
        yield from _texts(rng, sizes)


def _texts(rng: numpy.random.Generator, sizes: numpy.ndarray) -> Iterator[bytes]:
    forms, shares, _ = vocabulary()
    pool, offsets, lengths = _pool()
    count, last = int(sizes.sum()), sizes.cumsum() - 1
    ranks = numpy.repeat(numpy.arange(len(forms)), rng.multinomial(count, shares))
    rng.shuffle(ranks)
    frames = numpy.searchsorted(sample.SHARES.cumsum()[:-1], rng.random(count))
    frames[last] = sample.STOP
    stops = sample.STOPS[frames]
    ending = rng.random(count) < 1 / (sample.PARAGRAPH * sample.SHARES[sample.STOPS].sum())
    marks = 2 * len(forms)
    parts = numpy.stack(
        [
            marks + frames,
            ranks + len(forms) * numpy.roll(stops, 1),
            marks + len(sample.SHARES) + frames,
            marks + 2 * len(sample.SHARES) + (stops & ending),
        ],
        axis=1,
    ).ravel()
    sizes_of = lengths[parts]
    ends = sizes_of.cumsum()
    places = numpy.repeat(offsets[parts] - (ends - sizes_of), sizes_of)
    places += numpy.arange(len(places))
    content = pool[places].tobytes()
    stop = ends.reshape(-1, 4)
    starts = numpy.concatenate([[0], stop[last[:-1], 3]])
    yield from (content[start:end] for start, end in zip(starts.tolist(), stop[last, 2].tolist(), strict=True))


def lines(*, words: int = ARTICLE, seed: int = 0) -> Iterator[bytes]:
    """The lines of an archive without end, one JSON object each.

    >>> row = json.loads(next(lines(words=30)))
    >>> sorted(row), row["publisher"]
    (['date', 'id', 'publisher', 'text'], 'Publisher 28')
    """
    rng = numpy.random.default_rng([seed, words, 1])
    before = b""
    for number, body in enumerate(bodies(words=words, seed=seed)):
        publisher, day, copied = int(rng.integers(PUBLISHERS)), int(rng.integers(3650)), rng.random() < COPIES
        date = FIRST + datetime.timedelta(days=day)
        before = before if copied and before else body
        head = f'{{"id": "{seed}-{number}", "publisher": "Publisher {publisher}", "date": "{date}", "text": "'
        yield head.encode() + before + b'"}\n'


def written(
    path: Path, *, characters: int | None = None, documents: int | None = None, words: int = ARTICLE, seed: int = 0
) -> tuple[int, int]:
    """An archive of at least so many bytes, or of so many documents, at `path`: its documents and its bytes.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written(Path(folder) / "a.jsonl", documents=3)[0]
    3
    """
    count = size = 0
    with path.open("wb", buffering=1 << 20) as file:
        for line in lines(words=words, seed=seed):
            if (documents is not None and count >= documents) or (characters is not None and size >= characters):
                break
            count, size = count + 1, size + file.write(line)
    return count, size


def sentences(count: int, *, words: int = 25, seed: int = 1) -> list[str]:
    """So many texts of about `words` words that stand in no archive, as claims to search for.

    >>> [8 < len(sentence.split()) < 42 for sentence in sentences(2)]
    [True, True]
    """
    made = bodies(words=words, seed=seed)
    return [json.loads(b'"' + next(made) + b'"') for _ in range(count)]
