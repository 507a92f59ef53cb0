"""What was guessed of a text, shown in a terminal to be taken, mended or left.

Input is the facts and the reader's answers; output is the facts as the reader wants them, or None. Caution: titles come
from strangers, so every line goes through `say`.
"""

from collections.abc import Mapping

from analysis.commands.parts import CONTROL, say

FIELDS = {
    "id": "id",
    "title": "title",
    "publisher": "publisher",
    "publisher_type": "kind of publisher",
    "date": "date (YYYY-MM-DD)",
    "url": "address",
    "licence": "licence",
}
PROMPT = "Enter takes it, e edits, n leaves it out"


def shown_facts(facts: Mapping[str, str], more: Mapping[str, str]) -> None:
    """Say the facts of a text as a small table."""
    rows = {label: facts.get(name) or "-" for name, label in FIELDS.items()} | dict(more)
    if not facts.get("id"):
        rows["id"] = "(made from publisher and date)"
    width = max(map(len, rows))
    for label, value in rows.items():
        say(f"  {label:<{width}}  {value}")


def confirmed(facts: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str] | None:
    """The facts after the reader has looked at them, or None where the text is to be left out."""
    facts = dict(facts)
    while True:
        shown_facts(facts, more)
        answer = _answer(PROMPT)
        if answer == "":
            return facts
        if answer.lower() in ("n", "no"):
            return None
        if answer.lower() in ("e", "edit"):
            say("Enter keeps a value, - empties it.")
            for name, label in FIELDS.items():
                given = _answer(f"{label} [{facts.get(name) or ''}]")
                facts[name] = "" if given == "-" else given or facts.get(name) or ""


def _answer(prompt: str) -> str:
    """A line of the reader's; the end of the input leaves the text out."""
    print(f"{CONTROL.sub(chr(0xFFFD), prompt)}  > ", end="", flush=True)
    try:
        return input().strip()
    except EOFError:
        return "n"
