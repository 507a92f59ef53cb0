"""Candidate sentences: planted counter-claims are found, against a plain search without any shortcut."""

import hashlib

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.read.counting import word_counts
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span
from analysis.scale import candidates as module
from analysis.scale.archive import Archive
from analysis.scale.candidates import LEAST, WORDS, Best, Candidates, best_of, candidate_rows, score, weights
from analysis.scale.reading import batches
from tests.scale.archives import PLANTED, Writer, article, news, written

CLAIMS = tuple(frozenset(word_counts([claim.text])) for claim in article().claims)


def asked(rows, top=5):
    frequencies = {word: 0 for words in CLAIMS for word in words}
    for row in rows:
        for word in word_counts([row["text"]]).keys() & frequencies.keys():
            frequencies[word] += 1
    return Candidates(CLAIMS, weights(frequencies, len(rows)), top)


def found(archive, measure):
    """The candidates of an archive."""
    blocks = []
    for piece in archive.pieces:
        work = measure.begun()
        for batch in batches(archive.records(piece), []):
            work.add(batch)
        assert work.failed == []
        blocks.append(work.blocks().get("candidates", b"[[], [], []]"))
    return list(candidate_rows(best_of(blocks, len(measure.claims), measure.top)))


def plain(rows, measure):
    """The same by looking at every sentence of every text: score, hash of the words, text."""
    listed = [{} for _ in measure.claims]
    for row in rows:
        text = row["text"]
        for sentence in sentences(text, paragraphs(text, Span(0, len(text), text))):
            words = word_counts([sentence.text])
            for claim, best in zip(measure.claims, listed, strict=True):
                whole = sum(measure.weights.get(word, 0) for word in claim)
                shared = [measure.weights[word] for word in claim & words.keys() if word in measure.weights]
                points = score(sum(shared), whole, words.total()) if whole else 0
                if len(shared) >= WORDS and points >= LEAST:
                    best.setdefault(sentence.text, [points, 0])[1] += 1
    return [sorted((-points, prints, text) for text, (points, prints) in best.items()) for best in listed]


class TestCandidates:
    def test_planted_counter_claims_come_first(self, tmp_path):
        rows = news(300)
        table = found(Archive(written(tmp_path / "x", rows), piece_bytes=9000), asked(rows))
        for claim, text in PLANTED:
            first = next(row for row in table if row["claim_sentence"] == claim)
            assert (first["rank"], first["text"]) == (1, text)
            origin = next(row for row in rows if row["id"] == first["document"])
            assert origin["text"][first["start"] : first["end"]] == text
            assert (origin["publisher"], origin["date"]) == (first["publisher"], first["date"])

    def test_no_shortcut_loses_a_sentence(self, tmp_path):
        rows = near_claims(200)
        measure = asked(rows, top=1000)
        table = found(Archive(written(tmp_path / "x", rows), piece_bytes=9000), measure)
        for claim, listed in enumerate(plain(rows, measure), start=1):
            mine = [
                (-round(row["score"] * 1e4), row["prints"], row["text"])
                for row in table
                if row["claim_sentence"] == claim
            ]
            assert len(listed) > 20
            assert sorted(mine) == sorted((-round(round(-p / 1e6, 4) * 1e4), n, text) for p, n, text in listed)

    @pytest.mark.parametrize("top", [1, 3, 8])
    def test_a_short_list_is_the_beginning_of_the_long_one(self, tmp_path, top):
        rows = near_claims(200)
        archive = Archive(written(tmp_path / "x", rows), piece_bytes=9000)
        whole = found(archive, asked(rows, top=1000))
        assert found(archive, asked(rows, top=top)) == [row for row in whole if row["rank"] <= top]

    @pytest.mark.parametrize("size", [2500, 30_000, 10**9])
    def test_the_size_of_pieces_does_not_matter(self, tmp_path, size):
        rows = near_claims(150)
        folder = written(tmp_path / "x", rows, "jsonl jsonl.gz")
        whole = found(Archive(folder), asked(rows))
        assert found(Archive(folder, piece_bytes=size), asked(rows)) == whole

    def test_copies_of_a_sentence_are_one_candidate_that_counts_its_prints(self, tmp_path):
        rows = news(60)
        for number, day in ((3, "2021-03-01"), (40, "2021-01-01"), (50, "2021-02-01")):
            rows[number] |= {"date": day, "text": "Wire.\n\n" + PLANTED[2][1] + " " + rows[number]["text"]}
        table = found(Archive(written(tmp_path / "x", rows), piece_bytes=4000), asked(rows))
        first = next(row for row in table if row["claim_sentence"] == 3)
        assert (first["text"], first["document"]) == (PLANTED[2][1], "d00040")
        assert first["prints"] == 3 + sum(PLANTED[2][1] in row["text"] for row in news(60))

    def test_a_word_that_every_fifth_document_has_weighs_nothing(self):
        assert weights({"a": 20, "b": 21, "c": 1, "d": 0}, 100) == {
            "a": round(1000 * numpy.log(101 / 21)),
            "c": 3922,
            "d": 4615,
        }

    def test_claims_without_a_rare_word_have_no_candidates(self, tmp_path):
        rows = news(40)
        measure = Candidates((frozenset(["the"]), CLAIMS[0], frozenset()), asked(rows).weights, 5)
        table = found(Archive(written(tmp_path / "x", rows)), measure)
        assert {row["claim_sentence"] for row in table} == {2}

    def test_a_text_that_cannot_be_read_is_told_and_the_others_are_read(self, tmp_path, monkeypatch):
        rows = news(40)

        def broken(text, body):
            if PLANTED[0][1] in text:
                raise RecursionError("too deep")
            return paragraphs(text, body)

        monkeypatch.setattr(module, "paragraphs", broken)
        archive = Archive(written(tmp_path / "x", rows, "jsonl"))
        work = asked(rows).begun()
        for batch in batches(archive.records(archive.pieces[0]), []):
            work.add(batch)
        assert [row.reason for row in work.failed] == ["read, but not for candidates (RecursionError: too deep)"]
        assert PLANTED[1][1].encode() in work.blocks()["candidates"]


def near_claims(count):
    """News in which many sentences have some of the claims' words."""
    writer, rows = Writer(9), news(count, seed=4)
    claims = [claim.text.rstrip(".").split() for claim in article().claims]
    for row in rows:
        words = writer.rng.choice(claims)
        some = writer.rng.sample(words, writer.rng.randint(2, len(words)))
        row["text"] += " Then " + " ".join(some + writer.sentence().split()[: writer.rng.randint(0, 12)]) + "."
    return rows


class TestBest:
    @given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9), st.integers(0, 30)), max_size=60), st.randoms())
    def test_any_order_and_any_grouping_give_the_same(self, rows, rng):
        def entry(points, place):
            # The same words score the same: the words' hash hangs on the score.
            key = hashlib.md5(f"{points}".encode()).hexdigest()
            return [points, key, [f"{2000 + place}", "P", f"d{place}", "f", place, 0], 1, "t", 1]

        entries = [entry(points * 10 + number % 3, place) for points, number, place in rows]
        one, two, three = Best(4), Best(4), Best(4)
        for row in entries:
            one.add(list(row))
        half = rng.randrange(len(entries) + 1)
        for best, part in ((two, entries[:half]), (three, entries[half:])):
            for row in rng.sample(part, len(part)):
                best.add(list(row))
        for row in three.entries:
            two.add(row)
        assert one.entries == two.entries
