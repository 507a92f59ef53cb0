"""Train the attribution engines on labelled articles: `python -m analysis.models.train_attribution ENGINE LABELS`.

ENGINE is `linear` or `transformer`; LABELS is a folder with `polnear_train.jsonl` and `polnear_dev.jsonl`, or files of
the same form (`examples.py` says which). Weights go to `--out`, by default beside this file; the model cards there tell
what the committed weights were trained on. The transformer needs the `train` dependency group (PyTorch, ONNX) and goes
on from its last checkpoint; on two cores an epoch takes a few minutes.
"""

import argparse
from pathlib import Path

from analysis.models.cards import write_card

HERE = Path(__file__).parent


def main() -> None:
    """Train one engine and write its weights and its card."""
    parser = argparse.ArgumentParser(prog="python -m analysis.models.train_attribution", description=__doc__)
    parser.add_argument("engine", choices=["linear", "transformer"])
    parser.add_argument("labels", type=Path, help="folder with polnear_train.jsonl and polnear_dev.jsonl")
    parser.add_argument("--out", type=Path, default=HERE, help="folder for the weights")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=5, help="of the transformer")
    parser.add_argument("--work", type=Path, default=Path("build/train"), help="folder for checkpoints")
    given = parser.parse_args()
    if given.engine == "linear":
        from analysis.models.train_linear import train

        files = train(given.labels, given.out, seed=given.seed)
    else:
        from analysis.models.train_transformer import train

        files = train(given.labels, given.out, seed=given.seed, epochs=given.epochs, work=given.work)
    write_card(given.labels, given.out, given.engine, given.seed, files)


if __name__ == "__main__":
    main()
