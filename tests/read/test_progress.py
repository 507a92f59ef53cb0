"""A bar in a terminal, a line under a cell that is looked at, nothing anywhere else."""

import io
import sys
import types

import pytest

from analysis.read import progress as module
from analysis.read.progress import cell_line, progress, steps


class Terminal(io.StringIO):
    """Something that is written to and says that it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(module, "sys", types.SimpleNamespace(stderr=screen, stdout=screen, modules=sys.modules))
    monkeypatch.setenv("TERM", "xterm")
    return screen


@pytest.fixture
def cell(monkeypatch):
    """A kernel that runs a cell of JupyterLab; what is shown of it is kept."""
    shown = []

    class Handle:
        def update(self, line, raw):
            shown.append(line["text/plain"])

    def display(line, raw, display_id):
        shown.append(line["text/plain"])
        return Handle()

    parent = {"metadata": {"cellId": "one"}}
    kernel = types.SimpleNamespace(get_parent=lambda: parent)
    shell = types.SimpleNamespace(kernel=kernel)
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: shell))
    monkeypatch.setitem(sys.modules, "IPython.display", types.SimpleNamespace(display=display))
    monkeypatch.setattr(module, "SOON", 0)
    monkeypatch.setattr(module, "OFTEN", 0)
    return shown, parent


class TestTerminal:
    def test_label_and_count_are_drawn_and_gone_at_the_end(self, terminal):
        with progress("reading [b]", 7) as told:
            told(3)
            module._display[0].refresh()
        assert "reading [b]" in terminal.getvalue()
        assert "3 of 7" in terminal.getvalue()
        assert "3 of 7" not in terminal.getvalue().rsplit("\x1b[2K", 1)[1]  # the line was cleared
        assert module._display == []

    def test_a_bar_inside_a_bar_shares_the_display(self, terminal):
        with progress("outer"):
            with progress("inner", 2) as told:
                told(1)
                assert [task.description for task in module._display[0].tasks] == ["outer", "inner"]
            assert [task.description for task in module._display[0].tasks] == ["outer"]

    def test_the_bar_is_gone_after_an_error(self, terminal):
        with pytest.raises(KeyboardInterrupt), progress("reading", 2):
            raise KeyboardInterrupt
        assert module._display == []

    def test_a_dumb_terminal_is_left_alone(self, terminal, monkeypatch):
        monkeypatch.setenv("TERM", "dumb")
        assert list(steps("drawing", [1, 2])) == [1, 2]
        assert terminal.getvalue() == ""


class TestCell:
    def test_what_is_shown_is_taken_away_at_the_end(self, cell):
        shown, _ = cell
        assert list(steps("drawing", ["a", "b"])) == ["a", "b"]
        assert shown == ["drawing: 1 of 2", "drawing: 2 of 2", ""]

    def test_a_notebook_that_a_program_runs_shows_nothing(self, cell):
        shown, parent = cell
        parent["metadata"].clear()
        list(steps("drawing", ["a", "b"]))
        assert shown == []

    def test_what_is_quick_shows_nothing(self, cell, monkeypatch):
        shown, _ = cell
        monkeypatch.setattr(module, "SOON", 60)
        list(steps("drawing", ["a", "b"]))
        assert shown == []

    def test_a_label_is_text(self):
        line = cell_line("<b> 'x'", 1, 2)["text/html"]
        assert "<b>" not in line and "'x'" not in line

    def test_a_bar_without_an_end_says_no_number(self):
        assert cell_line("comparing", 0, None) == {
            "text/plain": "comparing ...",
            "text/html": "comparing ... <progress aria-label='comparing'></progress>",
        }


def test_elsewhere_nothing_is_written(capfd):
    with progress("reading", 2) as told:
        told(1)
    assert capfd.readouterr() == ("", "")
