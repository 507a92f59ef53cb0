"""The corpus that ships: the article to the byte, digests with a reference for every sentence, neutral in our voice."""

import hashlib
import re

import pytest

from analysis import load_corpus, measure
from analysis.read.checks import reference_problems, reference_rows
from analysis.read.zones import zones

CORPUS = load_corpus()
DIGESTS = [document for document in CORPUS if document.kind == "digest"]
REFERENCES = reference_rows(CORPUS.folder)
LOADED = re.compile(r"(?i)\b(mullahs?|hypocrites?|monafeghin|brainwash\w*|martyr\w*|propaganda|massacre[sd]?|cults?)\b")


def test_the_article_is_kept_to_the_byte():
    path = CORPUS.folder / "texts" / "mek-article-2020.txt"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == (
        "715e4697a66229c4be4d6fb3894efaf5ed83ce56703a9ffb435b80d1da488e27"
    )


def test_the_body_of_the_article_has_33_sentences():
    assert len(CORPUS.target.sentences) == 33
    assert CORPUS.target.sentences[0].text.startswith("The National Council of Resistance")
    assert CORPUS.target.sentences[-1].text.endswith("overthrowing the regime.")


@pytest.mark.parametrize(
    ("number", "ending", "opening"), [(3, "viable alternative", "Invariably"), (20, "Iran’s propaganda", "As former")]
)
def test_the_two_fused_boundaries_are_parted(number, ending, opening):
    first, second = CORPUS.target.sentences[number - 1 : number + 1]
    assert first.text.endswith(ending)
    assert second.text.startswith(opening)
    assert first.end == second.start


def test_title_dateline_and_links_stand_outside_the_body():
    found = CORPUS.target.zones
    assert found.title.text == CORPUS.target.title
    assert "Aug 04, 2020" in found.dateline.text
    assert found.trailing.text.startswith("Published in Articles")
    assert "External Links" in found.trailing.text


@pytest.mark.parametrize("document", CORPUS.documents, ids=lambda document: document.id)
def test_the_manifest_and_the_rules_agree_on_the_body(document):
    found = zones(document.text).body
    assert (found.start, found.end) == document.body


def test_there_are_at_least_twelve_digests_of_different_publishers():
    assert len(DIGESTS) >= 12
    assert len({digest.publisher for digest in DIGESTS}) == len(DIGESTS)


@pytest.mark.parametrize("digest", DIGESTS, ids=lambda digest: digest.id)
class TestDigest:
    def test_it_has_350_to_700_words(self, digest):
        assert 350 <= sum(len(sentence.text.split()) for sentence in digest.sentences) <= 700

    def test_its_references_say_what_came_later(self, digest):
        texts = {sentence.number: sentence.text for sentence in digest.sentences}
        for row in REFERENCES:
            if row["document"] == digest.id and row["later"]:
                assert re.search(r"20(2[0-9])", texts[int(row["sentence"])]), texts[int(row["sentence"])]

    def test_loaded_words_stand_only_in_quotation_marks_or_titles(self, digest):
        for found in LOADED.finditer(digest.text, digest.zones.body.start):
            quoted = any(q.start <= found.start() < q.end for q in digest.quotations)
            sentence = digest.sentence_at(found.start())
            carried = any(a.sentence == sentence.number for a in digest.attributions)
            assert quoted or carried, sentence.text

    def test_no_sentence_of_the_article_is_repeated(self, digest):
        article = CORPUS.target.text.lower().split()
        runs = {tuple(article[i : i + 8]) for i in range(len(article) - 7)}
        words = digest.text.lower().split()
        assert not [words[i : i + 8] for i in range(len(words) - 7) if tuple(words[i : i + 8]) in runs]


def test_every_sentence_of_every_digest_has_a_reference():
    assert reference_problems(CORPUS.folder) == []


def test_general_knowledge_was_left_out():
    assert {row["certainty"] for row in REFERENCES} <= {"S", "M", "R"}


def test_the_datasheet_has_the_seven_headings_and_names_every_kind():
    text = (CORPUS.folder / "README.md").read_text(encoding="utf-8")
    headings = ["Motivation", "Composition", "Collection", "Preprocessing", "Uses", "Distribution", "Maintenance"]
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == headings
    assert "fifteen texts" in text
    assert len(DIGESTS) == 15


# Who is reported to have said something in the article, read by hand: sentence, words of the source, how.
REPORTED = [
    (2, "experts", "indirect"),
    (7, "Khamenei", "indirect"),
    (7, "officials", "indirect"),
    (21, "Ereli", "direct"),
    (28, "Khamenei", "indirect"),
    (29, "advisors", "indirect"),
    (30, "Torricelli", "direct"),
]


@pytest.mark.parametrize("engine", ["rules", "transformer"])
def test_the_article_reports_seven_times_and_no_scare_quote_is_a_report(engine):
    corpus = load_corpus(engine=engine)
    table = measure.attributions(corpus, act="speech")
    rows = table[table["document"] == corpus.target.id]
    found = [(row.sentence, row.source_name, row.mode) for row in rows.itertuples()]
    assert [(sentence, mode) for sentence, _, mode in found] == [(sentence, mode) for sentence, _, mode in REPORTED]
    assert all(word in name for (_, name, _), (_, word, _) in zip(found, REPORTED, strict=True))
    for kind in corpus.target.quotation_kinds:
        inside = [row for row in rows.itertuples() if row.content_start < kind.quotation.end <= row.content_end]
        assert bool(inside) == (kind.kind == "speech"), kind.quotation.text
