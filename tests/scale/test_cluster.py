"""One result wherever the work is done: this process, a pool, a Dask cluster; and what happens when parts of it die."""

import os
import random
import signal
import sys
from dataclasses import dataclass

import pytest

from analysis.commands import manual, scanning, start  # noqa: F401
from analysis.errors import CrossreadError
from analysis.scale import cluster as module
from analysis.scale.archive import Archive
from analysis.scale.cluster import Scheduler
from analysis.scale.scan import scan
from analysis.scale.work import Work
from tests.scale.archives import article, files
from tests.scale.conftest import ALL, After
from tests.scale.local_cluster import Cluster, free_port


@dataclass(frozen=True)
class Shuffled(Scheduler):
    """Pieces are done in another order."""

    seed: int = 0

    def results(self, work, pieces):
        return super().results(work, random.Random(self.seed).sample(pieces, len(pieces)))


class Deadly:
    """Work that kills the process which does it, once for each of the first pieces."""

    def __init__(self, folder, count):
        self.folder, self.count = folder, count

    def __call__(self, piece):
        path = self.folder / f"{piece.number}"
        if piece.number < self.count and not path.exists():
            path.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return piece.number, {}


class TestOneResult:
    @pytest.mark.parametrize("seed", [1, 2])
    def test_the_order_of_pieces_does_not_matter(self, archive, expected, tmp_path, seed):
        scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=Shuffled("here", seed=seed))
        assert files(tmp_path) == expected

    def test_a_pool_of_processes_gives_the_same_bytes(self, archive, expected, tmp_path):
        scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=Scheduler("processes", 2))
        assert files(tmp_path) == expected

    def test_parts_of_the_alphabet_that_are_merged_by_a_pool_give_the_same_bytes(
        self, archive, expected, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(module, "SMALL", 0)
        scheduler = Scheduler("processes", 2)
        scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=scheduler)
        assert files(tmp_path) == expected
        assert scheduler._pool.executor is None  # nobody is left running

    def test_a_dask_cluster_gives_the_same_bytes(self, archive, expected, tmp_path, cluster):
        scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=Shuffled(cluster.address, seed=3))
        assert files(tmp_path) == expected

    @pytest.mark.parametrize("size", [1500, 20_000, 10**9])
    def test_the_size_of_pieces_does_not_matter(self, archive, expected, tmp_path, size):
        other = Archive(archive.path, piece_bytes=size)
        assert len(other.pieces) != len(archive.pieces)
        scan(other, article(), folder=tmp_path, settings=ALL, scheduler=Scheduler("here"))
        assert files(tmp_path) == expected

    def test_the_files_hold_something(self, expected):
        assert len(expected) == 10
        assert sorted(name for name, content in expected.items() if content.count(b"\n") < 4) == ["unread.csv"]


class TestSchedulers:
    @pytest.mark.parametrize("address", ["dask", "", "127.0.0.1:8786"])
    def test_an_unknown_scheduler_is_told_what_is_allowed(self, address):
        with pytest.raises(CrossreadError, match="must be 'here', 'processes' or an address such as tcp://"):
            Scheduler(address)

    def test_nobody_at_the_address_is_one_line(self, archive, monkeypatch):
        monkeypatch.setattr(module, "ANSWER", 1)
        address = f"tcp://127.0.0.1:{free_port()}"
        with pytest.raises(CrossreadError, match=f"no Dask scheduler answers at {address}"):
            list(Scheduler(address).results(Work(archive, (), "rules", ""), archive.pieces))

    def test_without_dask_the_remedy_is_told(self, archive, monkeypatch):
        monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(CrossreadError, match=r'needs Dask.*pip install "\.\[scale\]"'):
            list(Scheduler("tcp://127.0.0.1:1").results(Work(archive, (), "rules", ""), archive.pieces))

    @pytest.mark.parametrize("name", ["here", "processes", "cluster"])
    def test_a_worker_of_another_version_refuses(self, archive, name, request):
        address = request.getfixturevalue("cluster").address if name == "cluster" else name
        with pytest.raises(CrossreadError, match="runs another version of crossread"):
            list(Scheduler(address, 2).results(Work(archive, (), "rules", "other"), archive.pieces))


class TestDeaths:
    def test_a_process_of_the_pool_that_dies_is_replaced(self, archive, tmp_path):
        found = list(Scheduler("processes", 2).results(Deadly(tmp_path, 1), archive.pieces))
        assert sorted(number for number, _ in found) == list(range(len(archive.pieces)))

    def test_processes_that_die_again_and_again_are_one_line(self, archive, tmp_path, monkeypatch):
        monkeypatch.setattr(module, "TRIES", 1)
        with pytest.raises(CrossreadError, match=r"were killed 1 times.*the same command goes on"):
            list(Scheduler("processes", 2).results(Deadly(tmp_path, 4), archive.pieces))

    def test_a_worker_of_the_cluster_that_dies_is_replaced(self, archive, expected, tmp_path):
        own = Cluster(tmp_path)
        try:
            killing = After(own.address, then=lambda: os.kill(own.workers[0], signal.SIGKILL))
            scan(archive, article(), folder=tmp_path / "out", settings=ALL, scheduler=killing)
        finally:
            own.kill()
        assert files(tmp_path / "out") == expected

    def test_a_scheduler_that_stops_is_one_line_and_the_same_command_goes_on(
        self, archive, tmp_path, monkeypatch, capsys
    ):
        own = Cluster(tmp_path / "1")
        command = ["scan", str(archive.path), "--out", str(tmp_path / "out"), "--scheduler", own.address]
        command += ["--measures", "attributions"]
        monkeypatch.setattr(Archive.__init__, "__defaults__", (*Archive.__init__.__defaults__[:-1], 4000))
        monkeypatch.setattr("analysis.scale.cluster.Scheduler", lambda *given: After(*given, then=own.kill))
        try:
            assert manual.status(command) == 1
        finally:
            own.kill()
        told = capsys.readouterr().err
        assert len(told.splitlines()) == 1
        assert f"the Dask scheduler at {own.address} has gone" in told and "the same command goes on" in told
        monkeypatch.setattr("analysis.scale.cluster.Scheduler", Scheduler)
        again = Cluster(tmp_path / "2", own.port)
        try:
            assert manual.status(command) == 0
        finally:
            again.kill()
        assert "pieces are done from a run before" in capsys.readouterr().out
        whole = tmp_path / "whole"
        assert manual.status([*command[:2], "--out", str(whole), "--scheduler", "here", *command[-2:]]) == 0
        assert files(whole) == files(tmp_path / "out")
