"""Small archives of invented news: words as frequent as Zipf's law has it, wire copies, and planted counter-claims."""

import datetime
import gzip
import json
import random
from itertools import accumulate, pairwise

from analysis.read.document import Document

PUBLISHERS = ("Lesk Herald", "Orrin Post", "Daily Quay", "=Weir Weekly", "", "Vale Wire")
ARTICLE = (
    "The mill and the river\n\nThe Orrin dye mill poured 4,000 tonnes of indigo sludge into the river Lesk. "
    "No inspector of the water board ever visited the Orrin mill before the flood. The mill's owner, Tarn Vellin, "
    "sold the sluice gates to the harbour guild."
)
# Claim sentence, counter-claim; the words between are other, the names and rarer words are shared.
PLANTED = (
    (
        1,
        "The water board measured no indigo sludge in the river Lesk below the Orrin dye mill, and 12 tonnes upstream.",
    ),
    (2, "An inspector of the water board visited the Orrin mill four times before the flood, its ledger shows."),
    (3, "The harbour guild denies that Tarn Vellin ever sold it the sluice gates."),
)
NAMES = ("Mara Quill", "Dov Harrick", "Ines Tollam", "Petra Onn", "A spokesman of the weir board")
SYLLABLES = [first + second for first in "bdfgklmnprstv" for second in "aeiou"]


def article() -> Document:
    """The article whose claims are looked for."""
    return Document(id="article", text=ARTICLE, kind="original", publisher="Quay Review")


def vocabulary(size: int, seed: int = 1) -> list[str]:
    """Distinct pseudo-words, short ones first."""
    rng, found = random.Random(seed), {}
    while len(found) < size:
        found["".join(rng.choices(SYLLABLES, k=1 + len(found) // 60 + rng.randrange(2)))[:14]] = None
    return list(found)


class Writer:
    """Draws sentences of words by rank."""

    def __init__(self, seed: int, types: int = 900) -> None:
        self.rng = random.Random(seed)
        self.words = vocabulary(types)
        self.edges = list(accumulate(1 / (rank + 2.7) for rank in range(types)))

    def sentence(self) -> str:
        """Some words with a capital, commas, figures and a full stop."""
        words = self.rng.choices(self.words, cum_weights=self.edges, k=self.rng.randint(6, 24))
        for _ in range(2):
            words[self.rng.randrange(len(words))] = self.rng.choice(
                ["1,500", "“no”", "U.S.", "anti-war", "river", "mill’s"]
            )
        words[self.rng.randrange(len(words))] += ","
        return " ".join(words).capitalize() + "."

    def text(self, planted: str = "") -> str:
        """Three paragraphs; a planted sentence stands in the second."""
        rows = [[self.sentence() for _ in range(self.rng.randint(2, 6))] for _ in range(3)]
        rows[1].insert(1, planted)
        name, number = self.rng.choice(NAMES), self.rng.randrange(2, 90)
        rows[2].append(f"{name} said that the weir held back {number} tonnes of silt.")
        return "\n\n".join(" ".join(filter(None, row)) for row in rows)


def news(count: int, seed: int = 0) -> list[dict]:
    """Rows of an archive; every planted sentence stands in one of them, and one in twelve is a wire copy."""
    writer = Writer(seed)
    rng, rows = writer.rng, []
    places = dict(
        zip(
            rng.sample([i for i in range(count) if i % 12 != 5], len(PLANTED)),
            (text for _, text in PLANTED),
            strict=True,
        )
    )
    wire = writer.text()
    for number in range(count):
        text = writer.text(places.get(number, ""))
        if number % 12 == 5:
            text = wire + "\n\n" + writer.sentence()
        day = datetime.date(2020, 1, 1) + datetime.timedelta(days=rng.randrange(900))
        publisher = PUBLISHERS[int(rng.paretovariate(1)) % len(PUBLISHERS)]
        rows.append({"id": f"d{number:05}", "publisher": publisher, "date": day.isoformat(), "text": text})
    return rows


def lines(rows: list[dict]) -> bytes:
    """The rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def written(folder, rows: list[dict], kinds: str = "jsonl jsonl.gz jsonl.zst parquet"):
    """A folder with the rows in as many files as there are kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = kinds.split()
    edges = [len(rows) * i // len(kinds) for i in range(len(kinds) + 1)]
    for name, kind, (first, last) in zip("abcdefgh", kinds, pairwise(edges), strict=False):
        path, part = folder / f"{name}.{kind}", rows[first:last]
        if kind == "parquet":
            import pyarrow
            from pyarrow import parquet

            parquet.write_table(pyarrow.Table.from_pylist(part), path, row_group_size=max(len(part) // 3, 1))
        elif kind.endswith("zst"):
            import pyarrow

            with pyarrow.CompressedOutputStream(str(path), "zstd") as file:
                file.write(lines(part))
        else:
            path.write_bytes(gzip.compress(lines(part), mtime=0) if kind.endswith("gz") else lines(part))
    return folder


def files(folder) -> dict[str, bytes]:
    """The files of a result that must be the same; progress, lock and recipe are not of it."""
    names = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return {path.name: path.read_bytes() for path in names if path.name != "recipe.json"}
