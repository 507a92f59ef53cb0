"""Markup made fit for a page that allows one stylesheet and no other style: inline styles become classes.

Input is markup that this package wrote, or a figure's SVG; output is markup without `style` attributes, and the rules
that took their place. A figure also loses what a page has no use for, such as its heading, which the page has already.
Caution: a class yields to a rule with an id, where an inline style would not.
"""

import math
import re
from xml.etree import ElementTree

from markupsafe import Markup

TAG = re.compile(r"<[A-Za-z][^<>]*>")
ATTRIBUTE = re.compile(r"""\s+([^\s=<>"'/]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
SHEET = re.compile(r"<style[^<>]*>([^<]*)</style>")
NUMBER = re.compile(r"-?\d+\.\d+")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
HREF = "{http://www.w3.org/1999/xlink}href"
DRAWN = ("d", "x", "y", "width", "height", "transform", "points")
LEFT_OUT = ("metadata", "style")
SVG = "{http://www.w3.org/2000/svg}"
BELOW = 3.5  # points of a heading below its line
FONT = re.compile(r"font-size: ([\d.]+)px")
POINT = 4 / 3  # pixels of the screen in a point, the unit of a figure
SMALLEST = 10  # pixels below which no text of a figure shrinks on a screen
# Points of a page that a figure may fill: beside its table, before it, or on a page laid on its side.
PAPER = {"": (527, 524), "tall": (527, 680), "landscape": (774, 334)}
PRINTED_SMALLEST = 6  # points of its smallest text from which on a figure needs no more room


class Styles:
    """The inline styles of one page, each as a class named in the order in which it was met.

    >>> styles = Styles()
    >>> styles.classed("<p style='color:red' class='a'>style='no attribute'</p>")
    Markup('<p class="a s0">style=\\'no attribute\\'</p>')
    >>> styles.css
    '.s0{color:red}\\n'
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._sheets: dict[str, None] = {}

    @property
    def css(self) -> str:
        """The rules of all classes given out so far."""
        rules = (f".{name}{{{style}}}\n" for style, name in self._names.items())
        return "".join([*self._sheets, *rules])

    def name(self, style: str) -> str:
        """The class that stands for an inline style."""
        told = "; ".join(part.strip() for part in style.split(";") if part.strip())
        return self._names.setdefault(told, f"s{len(self._names)}")

    def classed(self, markup: str) -> Markup:
        """The same markup, its inline styles and style sheets taken out and kept here."""
        for sheet in SHEET.findall(markup):
            self._sheets[sheet.strip() + "\n"] = None
        return Markup(TAG.sub(self._tag, SHEET.sub("", markup)))

    def _tag(self, match: re.Match) -> str:
        tag = match.group()
        if "style=" not in tag:
            return tag
        kept, classes = [], []
        for part in ATTRIBUTE.finditer(tag):
            name, value = part.group(1).lower(), part.group(2) or part.group(3) or part.group(4) or ""
            if name == "style":
                classes.append(self.name(value.replace("&quot;", '"').replace("&#x27;", "'")))
            elif name == "class":
                classes.insert(0, value)
            else:
                kept.append(part.group())
        head = re.match(r"<[^\s<>/]+", tag).group()
        told = f' class="{" ".join(classes)}"' if classes else ""
        return f"{head}{told}{''.join(kept)}>"

    def inlined(self, svg: bytes, key: str, alt: str) -> Markup:
        """A figure's SVG for a page: named by its title and `alt`, ids parted by `key`, coordinates in hundredths.

        Its heading is taken out, and it does not shrink to where its smallest text could no longer be read.

        >>> svg = b'<svg xmlns="http://www.w3.org/2000/svg"><title>A</title><desc>B</desc><path d="M 1.23456 0"/></svg>'
        >>> print(Styles().inlined(svg, "01-x", "A <mill>."))
        <svg role="img" aria-labelledby="01-x-title" aria-describedby="01-x-desc"><title id="01-x-title">A</title><desc
        id="01-x-desc">A &lt;mill&gt;.</desc><path d="M 1.23 0" /></svg>
        """
        root = ElementTree.fromstring(svg)
        _unheaded(root)
        fitting = self._fitting(root)
        known = {element.get("id") for element in root.iter()} - {None}
        used = set(REFERENCE.findall(svg.decode())) | {e.get(HREF, "#")[1:] for e in root.iter()}
        for element in root.iter():
            self._slimmed(element, key, known & used)
        for name in ("xmlns", "version"):
            root.attrib.pop(name, None)
        if fitting:
            root.set("class", fitting)
        root.set("role", "img")
        for name, told in (("title", "aria-labelledby"), ("desc", "aria-describedby")):
            part = root.find(name)
            part.set("id", f"{key}-{name}")
            root.set(told, f"{key}-{name}")
        root.find("desc").text = alt
        _unwrap(root)
        return Markup(ElementTree.tostring(root, encoding="unicode"))

    def _fitting(self, root: ElementTree.Element) -> str:
        """The classes that keep a figure legible: how far it may shrink on a screen, how it lies on paper."""
        sizes = [float(size) for e in root.iter(f"{SVG}text") for size in FONT.findall(e.get("style", ""))]
        if not sizes or "viewBox" not in root.attrib:
            return ""
        width, height = (float(number) for number in root.get("viewBox").split()[2:])
        least = math.ceil(min(width * POINT, width * SMALLEST / min(sizes)))
        scales = {name: min(1, across / width, down / height) for name, (across, down) in PAPER.items()}
        enough = scales[""] * min(sizes) >= PRINTED_SMALLEST
        placed = "" if enough else max(scales, key=lambda name: round(scales[name], 2))
        return " ".join(filter(None, (self.name(f"min-width:{least}px"), placed)))

    def _slimmed(self, element: ElementTree.Element, key: str, used: set[str]) -> None:
        """One element without namespaces, names that nothing leads to, and digits that nobody sees."""
        element.tag = element.tag.rpartition("}")[2]
        if not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
        attributes = dict(element.attrib)
        element.attrib.clear()
        for name, value in attributes.items():
            value = REFERENCE.sub(lambda match: f"url(#{key}-{match.group(1)})", value)
            if name == "id":
                if value in used:
                    element.set("id", f"{key}-{value}")
            elif name == "style":
                element.set("class", self.name(value))
            elif name == HREF:
                element.set("href", f"#{key}-{value[1:]}")
            elif name in DRAWN:
                element.set(name, " ".join(NUMBER.sub(_hundredths, value).split()))
            else:
                element.set(name, value)


def _unheaded(root: ElementTree.Element) -> None:
    """Take out the heading, which is the last text that says what the title says, and the room above the rest."""
    told = [e for e in root.iter(f"{SVG}text") if e.text and e.text == root.findtext(f"{SVG}title")]
    if not told or "y" not in told[-1].attrib:
        return
    heading = told[-1]
    left, top, width, height = (float(number) for number in root.get("viewBox").split())
    cut = round(min(float(heading.get("y")) + BELOW, height / 2), 2)
    for parent in root.iter():
        if heading in list(parent):
            parent.remove(heading)
    left_over = round(height - cut, 2)
    root.set("viewBox", f"{left:g} {round(top + cut, 2)} {width:g} {left_over}")
    root.set("height", f"{left_over}pt")


def _hundredths(match: re.Match) -> str:
    return f"{round(float(match.group()), 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _unwrap(parent: ElementTree.Element) -> None:
    """Take out what draws nothing, and the groups that only group."""
    children = []
    for child in parent:
        _unwrap(child)
        if child.tag in LEFT_OUT or (child.tag in ("g", "defs") and not len(child)):
            continue
        children += list(child) if child.tag == "g" and not child.attrib else [child]
    parent[:] = children
