"""An archive of all kinds of files, what a scan finds in it in this process, and a cluster of two workers."""

from dataclasses import dataclass, field

import pytest

from analysis.scale.archive import Archive
from analysis.scale.cluster import Scheduler
from analysis.scale.scan import MEASURES, Settings, scan
from tests.scale.archives import article, files, news, written
from tests.scale.local_cluster import Cluster

ALL = Settings(MEASURES, top=7)
ROWS = 150


@dataclass(frozen=True)
class After(Scheduler):
    """A scheduler that does something once so many pieces are done and kept."""

    count: int = 3
    then: object = None
    done: list = field(default_factory=list)

    def results(self, work, pieces):
        for result in super().results(work, pieces):
            yield result
            self.done.append(result[0])
            if len(self.done) == self.count:
                self.then()


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """Small pieces of JSON lines, plain and compressed, and of Parquet."""
    return Archive(written(tmp_path_factory.mktemp("archive") / "x", news(ROWS)), piece_bytes=4000)


@pytest.fixture(scope="session")
def expected(archive, tmp_path_factory):
    """The files of a scan of everything, in this process."""
    folder = tmp_path_factory.mktemp("expected") / "out"
    scan(archive, article(), folder=folder, settings=ALL, scheduler=Scheduler("here"))
    return files(folder)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    """A cluster that no test may kill."""
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    yield found
    found.kill()
