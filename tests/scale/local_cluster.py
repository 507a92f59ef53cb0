"""A Dask LocalCluster of two worker processes as a program of its own, so that it can be killed as a whole.

It prints its address and the process ids of its workers, and stays until its standard input is closed.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress

from analysis.read.corpus import ROOT


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Cluster:
    """The program, started from a test."""

    def __init__(self, folder, port=0):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.scale.local_cluster", str(port or free_port()), str(folder)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        told = json.loads(self.process.stdout.readline())
        self.address, self.workers = told["address"], told["workers"]

    @property
    def port(self) -> int:
        """Where the scheduler listens."""
        return int(self.address.rsplit(":", 1)[1])

    def kill(self) -> None:
        """End scheduler and workers at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def main() -> None:
    """Run the cluster."""
    from distributed import Client, LocalCluster

    port, folder = int(sys.argv[1]), sys.argv[2]
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with (
        LocalCluster(**options, host="127.0.0.1", scheduler_port=port, local_directory=folder) as cluster,
        Client(cluster) as client,
    ):
        workers = list(client.run(os.getpid).values())
        print(json.dumps({"address": cluster.scheduler_address, "workers": workers}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
