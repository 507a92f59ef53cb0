"""A page that notes what it asks for and what goes wrong in it, and a notebook in JupyterLab, driven by its menus.

What runs and what was put out is asked of JupyterLab itself (`window.jupyterapp`), not read off its markup.
"""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.server import Lab

WIDTH, HEIGHT = 1280, 1000
WIDTHS = (1280, 800)
TALL = 2_400  # pixels of a picture; longer pages are taken in pieces
PATIENCE = 120_000  # milliseconds for anything that a kernel computes, on a busy machine
expect.set_options(timeout=PATIENCE)
# Every address but loopback and what a page holds in itself.
FOREIGN = re.compile(r"^(?!(data|blob|about|devtools|file):|(https?|wss?)://127\.0\.0\.1[:/])")
HARMLESS: dict[str, str] = {}  # console errors by pattern, and why each is none of ours

# A cold kernel reads as idle before it has ever answered, and a click on Run All is lost then.
READY = """async () => {
  const app = window.jupyterapp, pause = () => new Promise(done => setTimeout(done, 50));
  await app.restored;
  while (!app.shell.currentWidget?.context?.sessionContext) await pause();
  const session = app.shell.currentWidget.context.sessionContext;
  await app.shell.currentWidget.context.ready;
  await session.ready;
  while (!session.session?.kernel) await pause();
  await session.session.kernel.info;
  return session.session.kernel.status === "idle";
}"""
CELLS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(cell => ({
  kind: cell.type, source: cell.sharedModel.source, count: cell.executionCount ?? null,
  state: cell.executionState ?? "idle", outputs: cell.type === "code" ? cell.outputs.toJSON() : [],
}))"""
ENDED = f"""() => {{
  const cells = ({CELLS})().filter(cell => cell.kind === "code" && cell.source.trim());
  const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
  const failed = cells.some(cell => cell.outputs.some(output => output.output_type === "error"));
  return kernel.status === "idle" && (failed || cells.every(cell => cell.count !== null && cell.state === "idle"));
}}"""


class Watched:
    """A page in a context of its own that reaches loopback alone; `blocked` and `errors` tell what it should not do."""

    SCROLLED = "document.scrollingElement"

    def __init__(self, browser: Browser) -> None:
        self.asked: list[str] = []
        self.blocked: list[str] = []
        self.errors: list[str] = []
        self.context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        self.context.set_default_timeout(PATIENCE)
        self.context.route(FOREIGN, lambda route: (self.blocked.append(route.request.url), route.abort()))
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: FOREIGN.match(socket.url) and self.blocked.append(socket.url))
        self.page.on("console", lambda message: message.type == "error" and self._note(message.text))
        self.page.on("pageerror", lambda error: self._note(str(error)))

    def _note(self, text: str) -> None:
        if not any(re.search(pattern, text) for pattern in HARMLESS):
            self.errors.append(text[:300])

    def pictures(self, folder: Path, name: str) -> None:
        """The whole page in pieces: at both widths, and as one who does not see green does (Chromium's simulation)."""
        for width in WIDTHS:
            self._pieces(folder / f"{name}-{width}", width)
        vision = self.context.new_cdp_session(self.page)  # what it emulates ends with it
        vision.send("Emulation.setEmulatedVisionDeficiency", {"type": "deuteranopia"})
        self._pieces(folder / f"{name}-deuteranopia", WIDTH)
        vision.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
        vision.detach()
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    def _pieces(self, path: Path, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": TALL})
        self.page.wait_for_timeout(300)
        box = self.page.evaluate_handle(self.SCROLLED)
        top, height, number = 0, 1, 0
        while top < height:
            step, height = box.evaluate("(b, top) => (b.scrollTop = top, [b.clientHeight, b.scrollHeight])", top)
            top, number = top + step, number + 1
            self.page.screenshot(path=f"{path}-{number:02}.png")

    def close(self) -> None:
        self.context.close()


class Book(Watched):
    """A notebook that is open in JupyterLab."""

    SCROLLED = "window.jupyterapp.shell.currentWidget.content.outerNode"

    def __init__(self, browser: Browser, lab: Lab, name: str) -> None:
        super().__init__(browser)
        self.name = name
        self.page.goto(f"{lab.address}/lab/tree/notebooks/{name}.ipynb?token={lab.token}&reset")
        self.page.wait_for_function("() => window.jupyterapp")
        self.page.wait_for_function(READY)
        self.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")

    def choose(self, menu: str, entry: str) -> None:
        """Click an entry of the menu bar."""
        self.page.get_by_role("menubar").get_by_role("menuitem", name=menu, exact=True).click()
        self.page.get_by_role("menuitem", name=re.compile(f"^{entry}")).click()

    def run_all(self) -> None:
        """Run all cells by the menu, until the last has run or one has failed."""
        self.choose("Run", "Run All Cells$")
        self.page.wait_for_function(ENDED)

    def restart(self) -> None:
        """Restart the kernel by the menu and clear all outputs, until the new kernel has answered."""
        self.choose("Kernel", "Restart Kernel and Clear Outputs")
        self.page.get_by_role("dialog").get_by_role("button", name="Confirm Kernel Restart").click()
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        self.page.wait_for_function(READY)

    def cells(self) -> list[dict]:
        return self.page.evaluate(CELLS)

    def complaints(self) -> list[str]:
        """What cells put out as an error or to stderr."""
        found = []
        for number, cell in enumerate(self.cells(), 1):
            for output in cell["outputs"]:
                if output["output_type"] == "error":
                    found.append(f"cell {number}: {output['ename']}: {output['evalue']}")
                elif output.get("name") == "stderr":
                    found.append(f"cell {number}: {output['text']}")
        return found
