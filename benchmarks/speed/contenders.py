"""What is timed: each contender makes its imports and returns a function from texts to the number of things found.

Nothing is imported before a contender is made, so that each runs in an interpreter that holds its own imports alone.
"""

import math
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

PATTERN = r"[A-Za-z]+(?:'[A-Za-z]+)*"
Work = Callable[[list[str]], int]


def word_counts() -> Work:
    """Our counting without spans: word occurrences."""
    from analysis.read.counting import word_counts

    return lambda texts: word_counts(texts).total()


def full_reading() -> Work:
    """Our reading with zones, paragraphs, sentences, quotations and spans: word occurrences."""
    from analysis.read.document import Document

    return lambda texts: sum(len(Document(id="text", text=text).tokens) for text in texts)


def keyness_table() -> Work:
    """Our keyness of the first text against the others, from raw texts: terms listed."""
    from analysis.measure import keyness
    from analysis.read.corpus import Corpus
    from analysis.read.document import Document

    def table(texts: list[str]) -> int:
        kinds = ["original"] + ["full"] * (len(texts) - 1)
        documents = [Document(id=f"text-{i}", text=text, kind=kinds[i]) for i, text in enumerate(texts)]
        return len(keyness(Corpus(Path("memory"), tuple(documents))))

    return table


def bare_loop() -> Work:
    """The shortest counting that Python offers: word occurrences."""
    return lambda texts: _plain_counts(texts).total()


def bare_g2() -> Work:
    """The shortest keyness that Python offers, hits of two sides and their likelihood ratio: terms scored.

    >>> bare_g2()(["a b c", "a b d"])
    4
    """

    def scores(texts: list[str]) -> int:
        hits, other = _plain_counts(texts[:1]), _plain_counts(texts[1:])
        size, rest = hits.total(), other.total()
        return len({term: _g2(hits[term], size, other[term], rest) for term in hits | other})

    return scores


def _plain_counts(texts: list[str]) -> Counter[str]:
    counter: Counter[str] = Counter()
    for text in texts:
        counter.update(re.findall(PATTERN, text.lower()))
    return counter


def _g2(hits: int, size: int, other: int, rest: int) -> float:
    """The likelihood ratio of two hits.

    >>> round(_g2(0, 1000, 25, 5000), 3)
    9.116
    """
    share = (hits + other) / (size + rest)
    return 2 * sum(n * math.log(n / (of * share)) for n, of in ((hits, size), (other, rest)) if n)


def count_vectorizer() -> Work:
    """scikit-learn's counting, one row a text: word occurrences."""
    from sklearn.feature_extraction.text import CountVectorizer

    return lambda texts: int(CountVectorizer(token_pattern=PATTERN, lowercase=True).fit_transform(texts).sum())


def scattertext_build() -> Work:
    """scattertext's corpus of words and pairs of words without a language model: terms."""
    corpus = _scattertext_corpus()
    return lambda texts: corpus(texts).get_num_terms()


def scattertext_scores() -> Work:
    """scattertext's corpus, its counts and its scaled F-score: terms scored."""
    corpus = _scattertext_corpus()

    def scores(texts: list[str]) -> int:
        built = corpus(texts)
        return len(built.get_term_freq_df().assign(score=built.get_scaled_f_scores("article")))

    return scores


def _scattertext_corpus() -> Callable:
    import pandas
    import scattertext

    nlp = scattertext.whitespace_nlp_with_sentences

    def corpus(texts: list[str]):
        frame = pandas.DataFrame({"side": ["article"] + ["sources"] * (len(texts) - 1), "text": texts})
        return scattertext.CorpusFromPandas(frame, category_col="side", text_col="text", nlp=nlp).build()

    return corpus
