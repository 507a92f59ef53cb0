"""The example corpus with a file of names beside it."""

import pytest


@pytest.fixture
def named(bridge):
    bridge.folder.mkdir()
    rows = ["entity,kind,label,forms,note", "Crossing,actor,bridge,bridge,", "Crossing,actor,ferry,ferry; old ferry,"]
    (bridge.folder / "names.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return bridge
