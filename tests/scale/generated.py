"""Small archives for the tests: reports of a few sentences, made from a seed."""

import json
import random
from collections.abc import Iterable
from pathlib import Path

WORDS = [f"{onset}{vowel}{coda}" for onset in "bdfgklmnprstv" for vowel in "aeiou" for coda in ("", "n", "rt", "st")]


def reports(count: int, *, seed: int = 0, words: int = 40) -> list[dict]:
    """Rows of an archive; frequent words and rare ones, some of them with apostrophes, hyphens, figures."""
    rng = random.Random(seed)
    odd = ["Iran’s", "1,500", "mid-1980s", "U.S", "état", "it's", "www.mill.example", "Covid-19", "—", "(weir)"]
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]
    rows = []
    for number in range(count):
        text = rng.choices(WORDS, weights, k=words) + rng.choices(odd, k=3) + [f"name{rng.randrange(count)}"]
        rng.shuffle(text)
        row = {"id": f"r{number}", "publisher": f"P{number % 4}", "date": f"2020-05-{1 + number % 28:02}"}
        rows.append(row | {"text": " ".join(text) + "."})
    return rows


def write(path: Path, rows: Iterable[dict | str]) -> Path:
    """An archive of JSON lines; a row that is a string is written as it stands."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
