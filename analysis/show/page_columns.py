"""What the columns of the report's tables hold, in a few words each.

Input is a figure's key and names of columns; output is a sentence for each. A note under a figure's key goes before one
of all figures. Caution: the docstrings of the measures say it at length, with sources; the page needs no Python reader.
"""

from collections.abc import Iterable

ANY = {
    "acts": "which reports were counted: all, or one act such as speech",
    "attributions": "reports of what somebody says, thinks, wants or perceives",
    "claim_sentence": "the number of the article's sentence that makes the claim",
    "claims": "claims of the article",
    "count": "how often it occurs in the article",
    "document": "the document's name in the corpus",
    "end": "the character behind the last one of the passage",
    "high": "upper end of the 95 % interval of the value before",
    "is_article": "whether this is the article itself",
    "kind": "the article itself, a full text, or a digest in our wording",
    "kind_of_text": "the article itself, a full text, or a digest in our wording",
    "log_ratio": "doublings of the rate: +1 is twice as often in the article, -1 half as often",
    "low": "lower end of the 95 % interval of the value before",
    "of": "how many attributions the share is taken of",
    "per_1000": "hits in a thousand words of the article",
    "publisher": "who has published it; an asterisk marks a digest",
    "range": "how many sources use the term",
    "sentence": "the number of the sentence in the document's body",
    "sentences": "sentences of the body",
    "share": "the part of the whole, from 0 to 1",
    "sources_count": "how often it occurs in all sources together",
    "sources_per_1000": "hits in a thousand words of all sources together",
    "start": "the first character of the passage",
    "term": "the word or number, as it is counted: in small letters and without possessive",
    "words": "words of the body",
}
OF_FIGURE = {
    "01-documents": {
        "type": "what sort of publication it is",
        "date": "when it was published",
        "licence": "under which terms its text may be used",
        "title": "its title",
    },
    "02-absence": {
        "sources": "how many sources there are",
        "expected": "hits the article would have at the sources' rate",
        "p_zero": "the chance of no hit at that rate",
        "per_1000_high": "the highest rate at which no hit would still be unsurprising",
    },
    "02-each-source": {
        "source_count": "how often it occurs in this source",
        "source_per_1000": "hits in a thousand words of this source",
    },
    "02-keyness": {
        "g2": "log-likelihood ratio: how surprising the difference would be by chance alone",
        "q": "share of false alarms to expect among terms with a value as small; empty for terms not tested",
        "p_document": "chance of such a difference if documents, not words, are drawn",
        "dp_norm": "how unevenly the sources use it: 0 evenly, 1 all in one",
        "band": "how firmly the difference may be stated: clear, likely, thin, no evidence or cannot be judged",
    },
    "02-naming": {
        "entity": "who or what is named",
        "label": "how it is named",
        "count": "how often this document names it so",
        "own": "of these, in the document's own voice",
        "quoted": "of these, within quotation marks",
        "mentions": "how often the document names it in any way",
        "share": "the label's part of all mentions",
        "per_1000": "hits in a thousand words of the document",
    },
    "02-noise-floor": {
        "tokens": "words and numbers of the document",
        "terms": "terms of five hits or more that could be flagged",
        "clear": "terms in the band clear, the document taken for the article",
        "likely": "terms in the band likely, the document taken for the article",
        "flagged_per_1000": "both together in a thousand words of the document",
    },
    "02-places": {"position": "where it stands in the text, from 0 at the beginning to 1 at the end"},
    "02-rates": {
        "band": "how firmly the difference may be stated: clear, likely, thin, no evidence or cannot be judged",
        "chance_low": "lowest rate of the article that its sources' rate would not rule out",
        "chance_high": "highest rate of the article that its sources' rate would not rule out",
    },
    "02-text-level": {
        "statistic": "MTLD, HD-D and MATTR tell how varied the words are; the others how long and hard the sentences",
        "value": "the statistic of the whole text",
        "n": "words or sentences it was computed from",
        "half_low": "lower end of the range over halves of the same text",
        "half_high": "upper end of the range over halves of the same text",
        "within": "how far two halves of the same text differ, at most, in 95 of 100 cuts",
        "gap": "the article's value less this document's",
        "beyond": "whether the gap is larger than halves of one text differ",
    },
    "02-word-lists": {
        "lexicon": "the word list",
        "category": "the part of the list, or all of it",
        "count": "words of the list in the document",
        "tokens": "words and numbers of the document",
        "per_1000": "hits in a thousand words of the document",
        "hits": "the words that were counted, each with its number",
    },
    "02-word-shift": {
        "part": "what the term adds to the distance between article and sources, in bits",
        "signed": "the same, negative where the sources use it more",
        "null_low": "lower end of what it adds in articles dealt at random",
        "null_high": "upper end of what it adds in articles dealt at random",
        "excess": "what it adds beyond the mean of such articles",
    },
    "03-attribution": {
        "attributed": "sentences that hold a report, or part of one",
        "share": "their part of all sentences",
        "attributed_words": "words inside what is reported",
        "word_share": "their part of all words",
        "word_low": "lower end of its 95 % interval",
        "word_high": "upper end of its 95 % interval",
        "per_1000": "reports in a thousand words of the document",
    },
    "03-diversity": {
        "sources": "different sources that are named",
        "once": "sources that speak once",
        "effective": "as many sources of equal weight would be as varied",
        "top_source": "the source that speaks most",
        "top_count": "how often it speaks",
        "top_share": "its part of all attributions",
        "rarefied_to": "attributions that every document is cut down to, so that lengths do not matter",
        "rarefied_sources": "different sources to expect among so many",
    },
    "03-mix": {
        "category": "the kind of source, or the manner of report",
        "words": "words inside what is reported so",
        "by": "what the attributions are sorted by",
    },
    "03-stance": {
        "texts": "the article, or all sources without near copies",
        "group": "the kind of source that is reported",
        "stance": "the class that a word list gives the reporting verb",
        "cues": "the reporting words, each with its number",
        "passages": "document, first and last character of each",
    },
    "03-unattributed": {
        "statements": "sentences that are no questions and no demands",
        "uncited": "of these, without any report",
        "share": "their part of all statements",
        "figures": "quantities in the statements",
        "uncited_figures": "of these, outside of what is reported",
        "figure_share": "their part of all figures",
        "figure_low": "lower end of its 95 % interval",
        "figure_high": "upper end of its 95 % interval",
    },
    "03-voices": {
        "voice": "the source that speaks; empty outside of reports",
        "type": "what kind of source it is",
        "mode": "direct, indirect or mixed speech",
        "act": "speech, belief, intention or perception",
        "attribution": "the number of the report in the document",
        "start_word": "the first word of the stretch, counted from 0",
        "end_word": "the word behind its last one",
    },
    "04-claim-matrix": {
        "relation_final": "what the source says of the claim: as readers decided, or else as the rules suggest",
        "also": "other relations found in the same source",
        "status": "what readers made of it: unreviewed, confirmed, changed, rejected, disputed or stale",
        "claim_text": "the claim",
        "text": "the sentence of the source that comes nearest",
    },
    "04-coverage": {
        "found": "claims that the source speaks to",
        "share": "their part of all claims",
        "agreeing": "of these, stated likewise",
        "differing": "of these, stated otherwise",
        "in_part": "of these, stated in part",
        "confirmed": "of these, decided by a reader",
    },
    "04-stated-figures": {
        "thing": "what is counted",
        "year": "the year that the count is about",
        "as_written": "the number as the document writes it",
        "low": "the smallest number it may stand for",
        "high": "the largest number it may stand for",
        "modifier": "words such as more than, that say how exact it is",
        "dated": "a day or month that the sentence names",
        "verdict": "how it relates to the article's number",
        "reason": "why",
        "passage": "the sentence it stands in",
    },
}


def column_notes(key: str, columns: Iterable[str]) -> list[tuple[str, str]]:
    """Each column of a figure's table that has a note, and the note.

    >>> column_notes("02-places", ["term", "position", "x"])[1]
    ('position', 'where it stands in the text, from 0 at the beginning to 1 at the end')
    """
    own = OF_FIGURE.get(key, {})
    return [(name, note) for name in columns if (note := own.get(name) or ANY.get(name))]
