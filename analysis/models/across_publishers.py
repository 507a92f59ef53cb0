"""How much an engine loses on publishers that it was not trained on: `python -m analysis.models.across_publishers`.

Two models of one size: one trained with articles of two publishers among others, one without. Both are tested on the
same further articles of those two. Input is a folder of labels as for `train_attribution`; nothing is written but the
figures on the screen and working files. Caution: all publishers wrote of the same events, so topics are not new.
"""

import argparse
import json
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy

from analysis.models.cards import scores
from analysis.models.examples import Example, examples
from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.words import Words
from analysis.read.encoder import verified_weights

LEFT_OUT = ("breitbart", "west-journal")


def halves(found: list[Example], publishers: tuple[str, ...]) -> tuple[list[Example], list[Example], list[Example]]:
    """Articles to train on with and without `publishers`, of one number, and articles of those to test on."""
    own = [one for one in found if one.row["publisher"] in publishers]
    others = [one for one in found if one.row["publisher"] not in publishers]
    test, known = own[::2], own[1::2]
    chosen = numpy.linspace(0, len(others) - 1, len(others) - len(known)).round().astype(int)
    kept = [others[i] for i in chosen]
    return known + kept, others, test


def trained_engine(engine: str, found: list[Example], folder: Path, epochs: int) -> Callable[[Words], list[Draft]]:
    """What reads the words of a text after training on the articles `found`; working files go into `folder`."""
    weights = verified_weights()
    if engine == "linear":
        from analysis.models.linear_learning import word_groups
        from analysis.models.train_linear import PIECES, learnt
        from analysis.read.attribution.linear.engine import drafts
        from analysis.read.attribution.linear.weights import word_pieces

        return partial(drafts, learnt=learnt(found, word_groups(weights, word_pieces(), PIECES), seed=0))
    from analysis.models.export import exported
    from analysis.models.train_transformer import RECIPES, trained
    from analysis.read.attribution.transformer import engine as reader

    exported(trained(found, weights, RECIPES[0], seed=0, epochs=epochs, work=folder), folder)
    reader.NETWORK, reader.PAIRS = folder / reader.NETWORK.name, folder / reader.PAIRS.name
    reader.sessions.cache_clear()
    return reader.transformer_drafts


def main() -> None:
    """Train twice and print F1 of whole attributions with and without the publishers in training."""
    parser = argparse.ArgumentParser(prog="python -m analysis.models.across_publishers", description=__doc__)
    parser.add_argument("engine", choices=["linear", "transformer"])
    parser.add_argument("labels", type=Path)
    parser.add_argument("--epochs", type=int, default=3, help="of the transformer")
    given = parser.parse_args()
    known, unknown, test = halves(examples(given.labels / "polnear_train.jsonl"), LEFT_OUT)
    for name, part in (("with", known), ("without", unknown)):
        with tempfile.TemporaryDirectory() as folder:
            drafts = trained_engine(given.engine, part, Path(folder), given.epochs)
            told = scores(given.labels, test, drafts)
        print(f"trained on {len(part)} articles {name} {' and '.join(LEFT_OUT)}, tested on {len(test)} of those:")
        print(json.dumps(told, indent=1), flush=True)


if __name__ == "__main__":
    main()
