"""The linear engine: what it finds in plain passages, what it does with odd text, and the parts that it is made of."""

import itertools
import time
from dataclasses import replace

import numpy
import pytest

from analysis.errors import CrossreadError
from analysis.models.examples import Example, Labels
from analysis.models.linear_learning import gold_tags, logistic
from analysis.models.linear_perceptron import Lessons, summed, trained
from analysis.models.linear_table import table
from analysis.models.train_linear import right
from analysis.read.attribution.linear.completion import completed
from analysis.read.attribution.linear.engine import linear_drafts, sequence_lengths, weights
from analysis.read.attribution.linear.features import View, previous
from analysis.read.attribution.linear.model import best, places, steps_allowed, through
from analysis.read.attribution.linear.proposals import Proposal, answers, chosen, proposals, weighed
from analysis.read.attribution.linear.roles import sites
from analysis.read.attribution.linear.second import Found
from analysis.read.attribution.linear.weights import read_weights, write_weights
from analysis.read.attribution.words import Words, words
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs
from analysis.read.zones import Span


def read(text: str) -> Words:
    """The words of a text."""
    rows = paragraphs(text, Span(0, len(text), text)) if text.strip() else ()
    return words(text, rows, quotations(text, rows))


def found(text: str) -> list[tuple[str, str, list[str]]]:
    """Source, cue and contents of each draft, as texts."""
    seen = read(text)

    def piece(pair: tuple[int, int]) -> str:
        return text[seen.starts[pair[0]] : seen.ends[pair[1] - 1]]

    return [
        (piece(d.source) if d.source else "", piece(d.cue), [piece(pair) for pair in d.content])
        for d in linear_drafts(seen)
    ]


PLAIN = [
    ("Jane Mora said the mill would close in June.", "Jane Mora", "said", "the mill would close in June"),
    ("The council said that the dam was safe.", "The council", "said", "that the dam was safe"),
    ("“The harbour is full,” the pilot said.", "the pilot", "said", "“The harbour is full,”"),
    ("“We will rebuild the bridge,” said Peter Lund.", "Peter Lund", "said", "“We will rebuild the bridge,”"),
    ("According to the report, the river rose by two metres.", "the report", "According to", "the river rose"),
    ("The mayor told reporters that the ferry would run on Sunday.", "The mayor", "told", "that the ferry would run"),
    ("Officials believe that the leak began in the old pipe.", "Officials", "believe", "that the leak began"),
    ("The bakers, she said, want a later curfew.", "she", "said", "want a later curfew"),
    ("He argued that the tax would hurt small farms.", "He", "argued", "that the tax would hurt small farms"),
    ("The miners' union wants a new safety rule.", "union", "wants", "a new safety rule"),
    ("“The pump is old,” Mora said. “It failed twice in May.”", "Mora", "said", "It failed twice in May"),
    ("The harbour board denied that the crane was unsafe.", "The harbour board", "denied", "that the crane was unsafe"),
    ("Ana Brandt, a teacher, said the school needs a roof.", "Ana Brandt", "said", "the school needs a roof"),
    ("Lund warned the council that the wall could fall.", "Lund", "warned", "that the wall could fall"),
    ("“No one asked us,” she told the paper on Monday.", "she", "told", "“No one asked us,”"),
    ("The ministry announced that the road would stay shut.", "The ministry", "announced", "the road would stay shut"),
    ("Mr. Lund said he would not sell the farm.", "Mr. Lund", "said", "he would not sell the farm"),
    ("Critics say the plan costs too much.", "Critics", "say", "the plan costs too much"),
    ("“It rained for a week,” recalled the ferryman.", "the ferryman", "recalled", "“It rained for a week,”"),
    ("The inspector wrote that two beams were cracked.", "The inspector", "wrote", "that two beams were cracked"),
]


def test_plain_passages_are_read():
    """Source, cue and content of sentences that make one statement; one of them in ten may be missed."""
    missed = []
    for text, source, cue, content in PLAIN:
        hits = [row for row in found(text) if cue in row[1] and source in row[0] and content in " ".join(row[2])]
        if len(hits) != 1:
            missed.append((text, found(text)))
    assert len(missed) <= len(PLAIN) // 10, missed


@pytest.mark.parametrize(
    "text",
    ["The mill stands by the river.", "Rain fell on the harbour for three days.", "Tickets cost four crowns."],
)
def test_plain_statements_have_no_source(text):
    """Where nobody says anything, nothing is found."""
    assert found(text) == []


def test_quotation_around_its_cue_is_one_draft():
    """Both halves of a quotation belong to the cue between them."""
    rows = found("“The roof leaks,” the warden said, “and the cellar is wet.”")
    assert len(rows) == 1
    assert [part.strip("“”, .") for part in rows[0][2]] == ["The roof leaks", "and the cellar is wet"]


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\n ", "said", "“", "said said said said",
        "𝕊he said 🦉 that ﷽ it rained\u0301.", "x" * 5000,
        "\ud800 said that \udfff rained", "“" * 400,
        "SHE SAID THE MILL WOULD CLOSE", "a\n\n\nb\n\nsaid\n\n\"", "٣٤ said ١",
    ],
)  # fmt: skip
def test_odd_texts_pass(text):
    """Any text gives well-formed drafts: in order, inside the text, no word the content of two."""
    seen = read(text)
    drafts = linear_drafts(seen)
    assert drafts == sorted(drafts, key=lambda d: d.cue)
    taken = [i for d in drafts for pair in d.content for i in range(*pair)]
    assert len(taken) == len(set(taken))
    for d in drafts:
        spans = [d.cue, *d.content, *([d.source] if d.source else [])]
        assert all(0 <= low < high <= len(seen) for low, high in spans)
        assert 0 <= d.confidence <= 1
        assert d.content
        assert all(type(edge) is int for pair in spans for edge in pair)


def test_same_text_same_drafts():
    """Reading twice, also after other texts, gives the same."""
    text = "Jane Mora said the mill would close. “We regret it,” she added.\n\nThe union, however, disagreed."
    first = linear_drafts(read(text))
    linear_drafts(read("The council said that the dam was safe. Officials believe that the leak is old."))
    assert first == linear_drafts(read(text))
    assert first


def test_time_grows_linearly():
    """A paragraph four times as long takes at most about four times as long, and a megabyte passes."""
    sentence = "The council said that the dam was safe and the river low, and nobody asked twice. "

    def seconds(times: int) -> float:
        seen = read(sentence * times)
        spent = []
        for _ in range(2):
            start = time.process_time()
            linear_drafts(seen)
            spent.append(time.process_time() - start)
        return min(spent)

    weights()
    assert seconds(400) < 4 * seconds(100) * 1.8 + 0.2


def test_sequences_cover_the_words():
    """Every word is tagged once, in pieces of bounded length."""
    seen = read("The dam held. " * 300 + "\n\n" + "no stop at all " * 300)
    lengths = sequence_lengths(View(seen, weights().forms))
    assert lengths.sum() == len(seen)
    assert lengths.max() <= 200


def brute(scores: numpy.ndarray, steps: numpy.ndarray) -> list[tuple[float, tuple[int, ...]]]:
    """All tag sequences with their scores."""
    tags = scores.shape[1]
    rows = []
    for row in itertools.product(range(tags), repeat=len(scores)):
        total, before = 0.0, tags
        for i, tag in enumerate(row):
            total += scores[i, tag] + steps[before, tag]
            before = tag
        rows.append((total, row))
    return rows


def test_best_and_through_agree_with_all_sequences():
    """The search finds what trying every sequence finds, for several sequences at once."""
    rng = numpy.random.default_rng(3)
    steps = (rng.normal(size=(4, 3)) + steps_allowed(3)).astype(numpy.float32)
    lengths = numpy.array([2, 4, 1, 3])
    scores = rng.normal(size=(lengths.sum(), 3)).astype(numpy.float32)
    tags, ways, at = best(scores, lengths, steps), through(scores, lengths, steps), 0
    for length in lengths.tolist():
        rows = brute(scores[at : at + length], steps)
        assert tuple(tags[at : at + length]) == max(rows)[1]
        for i, tag in itertools.product(range(length), range(3)):
            most = max(total for total, row in rows if row[i] == tag)
            assert most < -1e5 or ways[at + i, tag] == pytest.approx(most, abs=1e-4)
        at += length


def test_previous_stays_in_its_unit():
    """The nearest earlier mark is looked for in the same unit only."""
    mask, unit = numpy.array([True, False, True, False, False]), numpy.array([1, 1, 2, 2, 3])
    assert previous(mask, unit).tolist() == [-1, 0, -1, 2, -1]


def test_perceptron_learns_a_rule_and_repeats_itself():
    """Two features that decide the tag are learnt; the same seed gives the same weights, another one may not."""
    rng = numpy.random.default_rng(0)
    gold = rng.integers(0, 2, 60)
    rows = numpy.stack([gold + 1, rng.integers(3, 6, 60)], 1).astype(numpy.int32)
    lengths = numpy.full(12, 5)
    lessons = Lessons(rows, gold, lengths, 6)
    learnt = [trained(lessons, epochs=3, seed=1) for _ in range(2)]
    assert (learnt[0][0] == learnt[1][0]).all()
    assert (best(summed(rows, learnt[0][0]), lengths, learnt[0][1]) == gold).all()
    assert not learnt[0][0][0].any()


def test_table_and_model_give_the_scores_back():
    """A model built of a table scores known features by their weights, and unknown ones by nothing."""
    values = numpy.array([3 << 60, 3 << 60, 3 << 60, 9 << 59, 9 << 59, 9 << 59], dtype=numpy.uint64)
    made = table(iter([values]))
    weighed = numpy.array([[0, 0], [1, -1], [-0.5, 0.25]], dtype=numpy.float32)
    model = made.model(weighed, steps_allowed(2))
    expected = weighed[made.rows[:, 0]]
    assert numpy.abs(model.scores([values], 6) - expected).max() < 0.01
    slots, checks = places(values)
    assert (model.keys[slots] == checks).all()
    other = values ^ numpy.uint64(1 << 10)
    assert not model.scores([other], 6).any()


def test_weights_survive_their_file(tmp_path):
    """What is written is read again, byte for byte the same when written twice."""
    learnt = weights()
    few = learnt.third.weights.copy()
    few[1000:] = 0
    small = replace(learnt.third, weights=few)
    learnt = replace(learnt, first=small, second=small, third=small)
    write_weights(tmp_path / "a.npz", learnt)
    again = read_weights(tmp_path / "a.npz")
    write_weights(tmp_path / "b.npz", again)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert few.any()
    assert (again.first.weights == few).all()
    assert again.forms.rates == learnt.forms.rates
    assert (again.scales, again.least) == (learnt.scales, learnt.least)


def test_missing_weights_are_one_clear_error(tmp_path):
    """Without its file the engine says which file is missing."""
    with pytest.raises(CrossreadError, match=r"none\.npz is missing"):
        read_weights(tmp_path / "none.npz")


def test_weights_hold_no_words():
    """Word forms are in the file as numbers only."""
    assert all(isinstance(word, int) for word in weights().forms.rates)


def test_the_surest_proposal_keeps_contested_words():
    """Of two cues that claim the same words the surer one keeps them, and answers below the limit are left out."""
    sure = Proposal((0, 1), None, ((2, 5),), (1.0, 1.0))
    less = Proposal((6, 7), None, ((4, 5), (7, 9)), (1.0, 0.5))
    poor = Proposal((9, 10), None, ((10, 12),), (1.0, -1.0))
    kept = chosen(weighed([sure, less, poor], numpy.array([0.0, 2.0])), 0.3)
    assert [(p.cue, p.content) for p, _ in kept] == [((0, 1), ((2, 5),)), ((6, 7), ((7, 9),))]


def reading_of(text: str, tags: list[int]) -> Found:
    """What a reading with these tags found."""
    view = View(read(text), weights().forms)
    return Found(view, numpy.array(tags), numpy.zeros((view.n, 3)))


def test_what_is_left_over_goes_to_its_neighbour_or_claimant():
    """A content beside a kept one joins it; a long one goes to the cue that claims it most; a short one is let go."""
    text = "Mora said the mill , the old one , a b c d e f g h i j k and x y ."
    tags = [3, 1, 5, 6, 0, 5, 6, 6, 0, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0, 5, 6, 0]
    found = reading_of(text, tags)
    near, far = ((9, 20, -2.0),), ((9, 20, 1.0),)
    kept = Proposal((1, 2), (0, 1), ((2, 4),), (), near)
    other = Proposal((20, 21), None, ((21, 22),), (), far)
    rows = completed(found, [(kept, 0.9)], [(kept, 0.9), (other, 0.1)])
    assert [(p.cue, p.content) for p, _ in rows] == [((1, 2), ((2, 20),))]
    apart = reading_of(text, [3, 1, 5, 6, 0, 0, 0, 0, 0, *tags[9:]])
    rows = completed(apart, [(kept, 0.9)], [(replace(kept, claims=()), 0.9), (other, 0.1)])
    assert [(p.cue, p.content) for p, _ in rows] == [((1, 2), ((2, 4),)), ((20, 21), ((9, 20),))]


def test_a_text_without_cues_has_no_proposals():
    """Neither reading nor training stumbles over a text in which nothing may be a cue."""
    found = reading_of("Rain fell .", [0, 0, 0])
    found.margins[:] = -9
    assert proposals(found, weights().third, 1.0) == []
    assert answers(found, sites(found.view, []), numpy.zeros(0), numpy.zeros((0, 5))) == []


def test_gold_tags_and_rightness():
    """Labels become tags; a proposal is right when cue and source meet and half of the content is shared."""
    seen = read("Mora said the old mill would close soon .")
    article = Example({}, seen, (Labels((1, 2), ((0, 1),), ((2, 8),)),))
    assert gold_tags(article).tolist() == [3, 1, 5, 6, 6, 6, 6, 6, 0]
    assert right(article, Proposal((1, 2), (0, 1), ((2, 6),), ()))
    assert not right(article, Proposal((1, 2), (0, 1), ((6, 8),), ()))
    assert not right(article, Proposal((1, 2), None, ((2, 8),), ()))


def test_confidence_learns_shares():
    """The logistic model gives back the share of hits in each group."""
    figures = numpy.array([[1.0, 0.0]] * 400 + [[1.0, 1.0]] * 400)
    hits = numpy.array(([1.0] + [0.0] * 3) * 100 + ([1.0] * 3 + [0.0]) * 100)
    learnt = logistic(figures, hits)
    shares = 1 / (1 + numpy.exp(-figures @ learnt))
    assert shares[0] == pytest.approx(0.25, abs=0.02)
    assert shares[-1] == pytest.approx(0.75, abs=0.02)
