"""The body that trafilatura builds, as blocks: one a paragraph, heading, list item, quotation or table row.

Input is its element; output is strings. Caution: old pages and mails are laid out with tables; such a table gives the
blocks of its cells, and cells before the first and after the last prose are taken for menus.
"""

from dataclasses import dataclass, field

PROSE = 80  # characters: menus, buttons and labels are shorter
_BLOCKS = {"p", "head", "item", "quote", "list", "table", "row", "cell", "lb", "div", "code"}


@dataclass
class _Chunk:
    """Blocks that stand together; those of a table of data are never prose, however long a row."""

    blocks: list[str] = field(default_factory=list)
    is_data: bool = False

    @property
    def is_prose(self) -> bool:
        return not self.is_data and any(len(block) > PROSE for block in self.blocks)


def body_blocks(body) -> list[str]:
    """The blocks of a body in order, each without line breaks.

    >>> from lxml.etree import fromstring
    >>> body_blocks(fromstring("<body><p>One <hi>bold</hi> word.</p><list><item>a</item><item>b</item></list></body>"))
    ['One bold word.', 'a', 'b']
    """
    return [block for chunk in _chunks(body) for block in chunk.blocks]


def _chunks(element) -> list[_Chunk]:
    """The text outside tables and the tables below an element, in order."""
    chunks = [_Chunk()]
    words: list[str] = []

    def close() -> None:
        block = " ".join("".join(words).split())
        words.clear()
        if block:
            chunks[-1].blocks.append(block)

    def walk(part) -> None:
        words.append(part.text or "")
        for child in part:
            if not isinstance(child.tag, str):
                words.append(child.tail or "")
                continue
            if child.tag in _BLOCKS:
                close()
            if child.tag == "table":
                chunks.extend([*_table(child), _Chunk()])
            else:
                walk(child)
            if child.tag in _BLOCKS:
                close()
            words.append(child.tail or "")

    walk(element)
    close()
    return [chunk for chunk in chunks if chunk.blocks]


def _table(table) -> list[_Chunk]:
    """A table of data gives one line a row; one that lays the page out gives its chunks from first to last prose."""
    rows = [row for row in table.iter("row") if next(row.iterancestors("table")) is table]
    cells = [[_chunks(cell) for cell in row.iterchildren("cell")] for row in rows]
    if _is_data(cells):
        lines = [[" ".join(chunk.blocks[0] for chunk in cell) for cell in row if cell] for row in cells]
        return [_Chunk([" | ".join(line) for line in lines if line], is_data=True)]
    chunks = [chunk for row in cells for cell in row for chunk in cell]
    prose = [i for i, chunk in enumerate(chunks) if chunk.is_prose]
    return chunks[prose[0] : prose[-1] + 1] if prose else []


def _is_data(cells: list[list[list[_Chunk]]]) -> bool:
    """Several columns of short cells without blocks or tables inside them."""
    filled = [cell for row in cells for cell in row if cell]
    simple = all(len(cell) == 1 and len(cell[0].blocks) == 1 and not cell[0].is_data for cell in filled)
    columns = max((sum(map(bool, row)) for row in cells), default=0)
    return simple and columns > 1 and all(len(cell[0].blocks[0]) <= 4 * PROSE for cell in filled)
