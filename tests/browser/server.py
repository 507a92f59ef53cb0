"""A copy of the workbook to work on, and a JupyterLab that serves it on loopback and ends with all that it started."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

from analysis.read.corpus import ROOT

COPIED = ("analysis", "corpus", "notebooks", "figures")
# A reader's own texts stay here; bytecode that another process is writing may be gone before it is copied.
LEFT_OUT = shutil.ignore_patterns("local", ".ipynb_checkpoints", "*.pyc.*")
FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_WORKSPACES_DIR",
           "JUPYTERLAB_SETTINGS_DIR", "IPYTHONDIR")  # fmt: skip
SETTINGS = {  # no news over the notebook, and every cell in the page, not only those in sight
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
    "notebook-extension/tracker": {"windowingMode": "none", "scrollPastEnd": False},
}
GUARD = (Path(__file__).parents[1] / "network.py").read_text(encoding="utf-8") + "\nrefuse_network()\n"
UP = 60  # seconds within which the server answers
DOWN = 15  # seconds that everything has to end of itself
ORPHANED = 600  # seconds after which a server that lost its tests ends


def workbook_copy(folder: Path) -> Path:
    """The workbook without a reader's own texts, in a folder: nothing that a test does reaches the checkout."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
    return folder


def environment(workbook: Path) -> dict[str, str]:
    """The variables under which the copy is what Python imports; what was computed once is shared with the checkout."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "CROSSREAD_"))}
    return plain | {
        "PYTHONPATH": str(workbook),
        "CROSSREAD_CACHE": os.environ.get("CROSSREAD_CACHE") or str(ROOT / "build" / "cache"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_PLATFORM_DIRS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }


class Lab:
    """A running JupyterLab with folders and settings of its own; its kernels refuse the network."""

    def __init__(self, workbook: Path, own: Path, log: Path) -> None:
        self.workbook, self.log = workbook, log
        self.token = secrets.token_hex(16)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                self._command(), cwd=workbook, env=environment(workbook) | self._folders(own), stdout=output,
                stderr=output, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _command(self) -> list[str]:
        options = {
            "ServerApp.ip": "127.0.0.1",
            "ServerApp.port": self.address.rsplit(":", 1)[1],
            "ServerApp.port_retries": 0,
            "ServerApp.root_dir": self.workbook,
            "ServerApp.open_browser": False,
            "ServerApp.allow_root": True,
            "ServerApp.terminals_enabled": False,
            "ServerApp.shutdown_no_activity_timeout": ORPHANED,
            "MappingKernelManager.cull_idle_timeout": ORPHANED,
            "IdentityProvider.token": self.token,
            "LabApp.expose_app_in_browser": True,
            "LabApp.news_url": None,
        }
        return [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]

    @staticmethod
    def _folders(own: Path) -> dict[str, str]:
        for name in FOLDERS:
            (own / name).mkdir(parents=True)
        for name, values in SETTINGS.items():
            path = own / "JUPYTERLAB_SETTINGS_DIR" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values), encoding="utf-8")
        start = own / "IPYTHONDIR" / "profile_default" / "startup"
        start.mkdir(parents=True)
        (start / "00-no-network.py").write_text(GUARD, encoding="utf-8")
        return {name: str(own / name) for name in FOLDERS}

    def _wait(self) -> None:
        end = time.monotonic() + UP
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}/api/status?token={self.token}", timeout=5):
                    return
            except OSError as error:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text()}") from error
                time.sleep(0.1)

    def stop(self) -> None:
        """End the server, which ends its kernels; kill what is left of them."""
        try:
            family = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            family = []
        self.process.terminate()
        try:
            self.process.wait(DOWN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        _, left = psutil.wait_procs(family, timeout=3)
        for process in left:
            process.kill()
        psutil.wait_procs(left, timeout=3)
