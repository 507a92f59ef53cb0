"""Word counts of simulated documents whose truth is known: nothing sets the article apart but chance.

Words are drawn by rank from a Zipf-Mandelbrot law. A Polya urn makes documents (or sentences) bursty: a word that was
drawn is likelier to come again, which gives exactly the Dirichlet-multinomial distribution. The constants were chosen
so that six simulated documents have as many distinct words, as many words with five or more hits, and as many false
alarms of the plain likelihood ratio as six news articles of a thousand words; the bands had no part in the choice.
"""

from collections.abc import Iterator

import numpy
import pandas

Sizes = tuple[int, ...]  # words of the article, then of each source
WORDS = 1000
SIX: Sizes = (WORDS,) * 6
VOCABULARY = 50_000
FUNCTION_WORDS = 100  # ranks that every topic shares
CONCENTRATION = 800.0  # of a document around the language: the smaller, the burstier
SENTENCE, SENTENCE_CONCENTRATION = 20, 200.0
TOPICS, TOPIC_SHARE, TOPIC_WEIGHT, TOPIC_CONCENTRATION = 60, 0.15, 0.3, 700.0


def zipf_shares() -> numpy.ndarray:
    """The share of each rank under the Zipf-Mandelbrot law."""
    shares = 1 / (numpy.arange(VOCABULARY) + 3.7) ** 1.06
    return shares / shares.sum()


def ranks(rng: numpy.random.Generator, shape: tuple[int, ...]) -> numpy.ndarray:
    """Independent draws from the law."""
    return numpy.searchsorted(zipf_shares().cumsum()[:-1], rng.random(shape))


def urn(rng: numpy.random.Generator, draws: numpy.ndarray, concentration: float) -> numpy.ndarray:
    """Rows of independent draws made Dirichlet-multinomial: each draw may repeat an earlier one of its row."""
    draws = draws.copy()
    rows = numpy.arange(len(draws))
    for i in range(1, draws.shape[1]):
        again = rng.random(len(draws)) < i / (concentration + i)
        draws[again, i] = draws[rows[again], rng.integers(0, i, again.sum())]
    return draws


def identical_tokens(rng: numpy.random.Generator, corpora: int, sizes: Sizes) -> numpy.ndarray:
    """Corpora of independent, identically distributed tokens, as an array corpus x document x token."""
    return ranks(rng, (corpora, len(sizes), max(sizes)))


def bursty_documents(
    rng: numpy.random.Generator, corpora: int, sizes: Sizes, concentration: float = CONCENTRATION
) -> numpy.ndarray:
    """Corpora of exchangeable Dirichlet-multinomial documents."""
    draws = urn(rng, ranks(rng, (corpora * len(sizes), max(sizes))), concentration)
    return draws.reshape(corpora, len(sizes), max(sizes))


def topical_documents(
    rng: numpy.random.Generator, corpora: int, sizes: Sizes, share: float = TOPIC_SHARE
) -> numpy.ndarray:
    """Corpora of exchangeable documents, each its own mixture of topics and bursty besides."""
    content = [FUNCTION_WORDS + rng.permutation(VOCABULARY - FUNCTION_WORDS) for _ in range(TOPICS)]
    forms = numpy.stack([numpy.concatenate([numpy.arange(FUNCTION_WORDS), words]) for words in content])
    rows, length = corpora * len(sizes), max(sizes)
    draws = ranks(rng, (rows, length))
    weights = rng.dirichlet(numpy.full(TOPICS, TOPIC_WEIGHT), rows)
    topics = numpy.stack([rng.choice(TOPICS, length, p=row) for row in weights])
    draws = numpy.where(rng.random(draws.shape) < share, forms[topics, draws], draws)
    return urn(rng, draws, TOPIC_CONCENTRATION).reshape(corpora, len(sizes), length)


def one_text_in_six(rng: numpy.random.Generator, corpora: int, sizes: Sizes) -> numpy.ndarray:
    """Corpora made of one bursty text each: its sentences, themselves bursty, shuffled and cut in six."""
    texts = urn(rng, ranks(rng, (corpora, len(sizes) * max(sizes))), CONCENTRATION)
    texts = rng.permuted(texts, axis=1).reshape(-1, SENTENCE)
    # Sentences are drawn in random order already, so cutting them in a row is cutting them at random.
    return urn(rng, texts, SENTENCE_CONCENTRATION).reshape(corpora, len(sizes), max(sizes))


def counts(corpus: numpy.ndarray, sizes: Sizes | None = None) -> pandas.DataFrame:
    """How often each document of one corpus has each word: one row a word, column 0 the article.

    Of each document the first `sizes` tokens are taken, or all.

    >>> counts(numpy.array([[7, 7, 8], [8, 9, 9]]), (3, 2)).loc[[7, 8, 9]].values.tolist()
    [[2, 0], [1, 1], [0, 1]]
    """
    width = len(corpus)
    sizes = sizes or [corpus.shape[1]] * width
    words, places = numpy.unique(numpy.concatenate([row[:n] for row, n in zip(corpus, sizes, strict=True)]),
                                 return_inverse=True)  # fmt: skip
    documents = numpy.repeat(numpy.arange(width), sizes)
    cells = numpy.bincount(places.ravel() * width + documents, minlength=len(words) * width)
    return pandas.DataFrame(cells.reshape(-1, width), index=words)


def tables(corpora: numpy.ndarray, sizes: Sizes | None = None) -> Iterator[pandas.DataFrame]:
    """The count table of each corpus."""
    return (counts(corpus, sizes) for corpus in corpora)
