"""Training of the transformer engine: fine-tuning, evaluation, export to ONNX with eight-bit weights.

Input is a folder of labelled articles, output two ONNX files and scores. Seeded; goes on from the last finished epoch.
Sources: AdamW (Loshchilov and Hutter 2019), averaged weights (Polyak and Juditsky 1992), the encoder MiniLM (Wang et
al. 2020). Caution: brain floats are used where the processor has them, so weights trained elsewhere differ slightly.
"""

import copy
import random
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from torch.nn import functional

from analysis.models.examples import Example, examples
from analysis.models.network import Network, pretrained
from analysis.models.windows import IGNORED, Labelled, articles, batches, padded
from analysis.read.encoder import verified_weights

RATE, HEAD_RATE, WARM_UP, PIECES, DECAY = 3e-4, 1.2e-3, 0.06, 3072, 0.998
PIECE_MASK = 103  # stands in the place of a hidden piece


@dataclass(frozen=True)
class Recipe:
    """One way to train: the share of pieces hidden, and the weights of cue, source and content tags in the loss."""

    hidden: float
    weights: tuple[float, float, float]


# The networks of both are averaged: one is better at links, the other, which sees fewer names, at what it never saw.
RECIPES = Recipe(0.0, (1.5, 0.5, 0.5)), Recipe(0.1, (1.5, 0.5, 1.0))


def batch_loss(network: Network, batch: list[Labelled], recipe: Recipe) -> torch.Tensor:
    """The loss of one batch: tags of all words, and roles of all words for each cue, a word."""
    inputs = [torch.from_numpy(padded([getattr(x.window, name) for x in batch])) for name in INPUTS]
    inputs[0] = masked(inputs[0], recipe.hidden)
    at = torch.from_numpy(padded([x.window.at for x in batch]))
    goal = torch.from_numpy(padded([x.tags for x in batch], IGNORED))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = network(*inputs)
    tags, word, first, last = (x.gather(1, at[:, :, None].expand(-1, -1, x.shape[2])) for x in found)
    words = (goal[:, :, 0] != IGNORED).sum()
    tags = tags.float().unflatten(2, (3, 3))
    loss = sum(weight * _entropy(tags[:, :, i], goal[:, :, i]) for i, weight in enumerate(recipe.weights))
    pairs = [(i, pair) for i, x in enumerate(batch) for pair in x.pairs]
    if pairs:
        rows = torch.tensor([i for i, _ in pairs])
        ends = torch.tensor([pair.cue for _, pair in pairs])
        width = at.shape[1]
        roles = torch.from_numpy(padded([_widened(pair.roles, width, IGNORED) for _, pair in pairs]))
        steps = torch.from_numpy(padded([_widened(pair.steps, width, 0) for _, pair in pairs]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            cue = first[rows, ends[:, 0]] + last[rows, ends[:, 1] - 1]
            scores = network.pair_scores(word[rows], cue, steps)
        loss = loss + _entropy(scores.float(), roles)
    return loss / words


def masked(pieces: torch.Tensor, share: float) -> torch.Tensor:
    """The pieces, some of them hidden by chance, so that the network learns constructions and not names."""
    if not share:
        return pieces
    hidden = (torch.rand(pieces.shape) < share) & (pieces > PIECE_MASK)
    return pieces.masked_fill(hidden, PIECE_MASK)


INPUTS = ("pieces", "shapes", "states")


def _entropy(scores: torch.Tensor, goal: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(scores.flatten(0, -2), goal.flatten(), ignore_index=IGNORED, reduction="sum")


def _widened(row: numpy.ndarray, width: int, fill: int) -> numpy.ndarray:
    return numpy.pad(row, (0, width - len(row)), constant_values=fill)


class Trainer:
    """A network in training, its averaged copy, and where it stands."""

    def __init__(self, weights: Path, steps: int):
        self.network = pretrained(str(weights))
        self.average = copy.deepcopy(self.network)
        encoder = ("pieces", "positions", "norm", "layers")
        named = list(self.network.named_parameters())
        body = [p for name, p in named if name.split(".")[0] in encoder]
        head = [p for name, p in named if name.split(".")[0] not in encoder]
        groups = [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min(1.0, step / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
        )
        self.step, self.epoch = 0, 0

    def learn(self, batch: list[Labelled], recipe: Recipe) -> float:
        """One step; returns the loss."""
        loss = batch_loss(self.network, batch, recipe)
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        weight = 1 - min(DECAY, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), weight)
        return float(loss.detach())

    def save(self, path: Path) -> None:
        """Write a checkpoint."""
        parts = {name: getattr(self, name).state_dict() for name in ("network", "average", "optimizer", "schedule")}
        partial = path.with_suffix(".partial")
        torch.save({**parts, "step": self.step, "epoch": self.epoch, "chance": torch.get_rng_state()}, partial)
        partial.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint, where there is one."""
        if path.is_file():
            kept = torch.load(path)
            for name in ("network", "average", "optimizer", "schedule"):
                getattr(self, name).load_state_dict(kept[name])
            self.step, self.epoch = kept["step"], kept["epoch"]
            torch.set_rng_state(kept["chance"])


def train(labels: Path, out: Path, *, seed: int = 0, epochs: int = 5, work: Path = Path("build/train")) -> list[str]:
    """Fine-tune the encoder on `labels`, write its files into `out` and return their names."""
    from analysis.models import train_choice as choice
    from analysis.models.export import exported

    weights = verified_weights()
    if weights is None:
        raise SystemExit("the encoder's weights are not installed; run 'make figures' once")
    found = examples(labels / "polnear_train.jsonl")
    files = exported(averaged(found, weights, seed=seed, epochs=epochs, work=work), out)
    error = choice.train(examples(labels / "polnear_dev.jsonl"), out)
    print(f"expected calibration error of the confidence, halves of the development part: {error:.3f}")
    return [*files, "attribution_choice.json"]


def averaged(found: list[Example], weights: Path, *, seed: int, epochs: int, work: Path) -> Network:
    """The mean of the networks of all recipes, which begin alike.

    Source: Wortsman et al. (2022), averaging weights of models fine-tuned from one start.
    """
    parts = [trained(found, weights, recipe, seed=seed, epochs=epochs, work=work) for recipe in RECIPES]
    states = [part.state_dict() for part in parts]
    parts[0].load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    return parts[0]


def trained(found: list[Example], weights: Path, recipe: Recipe, *, seed: int, epochs: int, work: Path) -> Network:
    """The network after `epochs` on the articles `found`, its weights averaged over the last steps."""
    torch.manual_seed(seed)
    work.mkdir(parents=True, exist_ok=True)
    rows, path = articles(found), work / f"attribution-{seed}-{RECIPES.index(recipe)}.pt"
    trainer = Trainer(weights, epochs * len(batches(rows, random.Random(seed), PIECES)))
    trainer.resume(path)
    while trainer.epoch < epochs:
        made = batches(rows, random.Random(1000 * seed + trainer.epoch), PIECES)
        for i, batch in enumerate(made):
            loss = trainer.learn(batch, recipe)
            if i % 50 == 0:
                print(f"epoch {trainer.epoch + 1} of {epochs}, step {i} of {len(made)}: loss {loss:.3f}", flush=True)
        trainer.epoch += 1
        trainer.save(path)
    return trainer.average.eval()
