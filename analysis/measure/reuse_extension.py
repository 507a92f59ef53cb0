"""How far does a passage that two lists of words share reach to both sides of one place?

Input is two lists, what each word is worth, and a place in each; output is the local alignment through that place. A
word alike wins its worth; a word changed, left out or put in costs 1. Caution: an alignment does not cross words that
another passage has taken, and of several alignments of one score the shortest is given.
"""

from dataclasses import dataclass
from itertools import chain, repeat

# A cell is score * UNIT + words alike: of equal scores the one with more words alike is better, so that words worth
# nothing (of stock phrases) are taken along.
UNIT = 1 << 32
DEAD = -(1 << 80)
SETTLED = 6  # words alike in a row from which on no other alignment is looked for
PATIENCE = 4  # times the gap: so many words without a better score end an alignment

Reach = tuple[int, int, int]  # a cell, and how many words of each list it lies from the start


@dataclass(slots=True)
class Sides:
    """Two lists of words, the worth of each word, and a 1 for each that a passage has taken."""

    a: list[str]
    b: list[str]
    worth_a: list[int]
    worth_b: list[int]
    taken_a: bytearray
    taken_b: bytearray


def extension(sides: Sides, i: int, j: int, gap: int) -> tuple[int, tuple[int, int, int, int, int]]:
    """Score and span (start, end, other start, other end, words alike) of the best alignment through `i` and `j`.

    >>> a, b = "we saw the old mill at dawn".split(), "you saw the mill at dawn".split()
    >>> extension(Sides(a, b, [1] * 7, [1] * 6, bytearray(7), bytearray(6)), 4, 3, gap=10)
    (4, (1, 7, 1, 6, 5))
    """
    ahead = _reach(sides, (i, j), 1, gap, 0)
    behind = _reach(sides, (i - 1, j - 1), -1, gap, ahead[0] // UNIT)
    cell = ahead[0] + behind[0]
    return cell // UNIT, (i - behind[1], i + ahead[1], j - behind[2], j + ahead[2], cell % UNIT)


def _reach(sides: Sides, place: tuple[int, int], step: int, gap: int, won: int) -> Reach:
    """The best alignment from a place on in one direction; `won` is the score of the other direction."""
    i, j = place
    cell = x = y = 0
    settled = True
    while settled:
        gain, run = _run(sides, i + step * x, j + step * y, step)
        cell, x, y = cell + gain, x + run, y + run
        start = (i + step * x, j + step * y)
        gain, more_x, more_y, settled = _gapped(sides, start, step, gap, won + cell // UNIT)
        cell, x, y = cell + gain, x + more_x, y + more_y
    return cell, x, y


def _run(sides: Sides, i: int, j: int, step: int) -> tuple[int, int]:
    """The cell and the number of words alike in a row."""
    a, b, taken_a, taken_b = sides.a, sides.b, sides.taken_a, sides.taken_b
    worth_a, worth_b = sides.worth_a, sides.worth_b
    score = count = 0
    while 0 <= i < len(a) and 0 <= j < len(b) and a[i] == b[j] and not taken_a[i] and not taken_b[j]:
        score += min(worth_a[i], worth_b[j])
        count += 1
        i += step
        j += step
    return score * UNIT + count, count


def _room(taken: bytearray, at: int, step: int) -> int:
    """How many words are free from a place on."""
    if step > 0:
        edge = taken.find(1, at)
        return (len(taken) if edge < 0 else edge) - at
    return at - taken.rfind(1, 0, at + 1)


def _gapped(sides: Sides, place: tuple[int, int], step: int, gap: int, won: int) -> tuple[int, int, int, bool]:
    """The best alignment with edits from a place on, and whether it ended because it runs word for word again.

    One row of cells a word of the first list. A cell is dead, and not followed, where it lies more than `gap` below
    the best, or where all that was `won` before is lost again.
    """
    (i, j), best, best_x, best_y, streak = place, 0, 0, 0, 0
    room = _room(sides.taken_b, j, step)
    row, low = [-UNIT * y for y in range(min(room, gap, max(won - 1, 0)) + 1)], 0
    for x in range(1, _room(sides.taken_a, i, step) + 1):
        middle = best_y + x - best_x
        # The row before ends where it fell too low; a word alike, worth 2 at most, reaches but three words further.
        last = min(room, middle + 2 * gap, low + len(row) + 3)
        gains = _gains(sides, i + step * (x - 1), j - step, step, range(low, last + 1))
        floor = max(best // UNIT - gap, 1 - won) * UNIT
        row = _next_row(row, gains, floor)
        top = max(row, default=DEAD)
        if top > best:
            y = low + row.index(top)
            streak = streak + 1 if (x - 1, y - 1) == (best_x, best_y) else 1
            best, best_x, best_y = top, x, y
            if streak == SETTLED:
                return best, best_x, best_y, True
        while row and row[-1] == DEAD:
            row.pop()
        dead = 0
        while dead < len(row) and (row[dead] == DEAD or low + dead < middle - 2 * gap):
            dead += 1
        row, low = row[dead:], low + dead
        if not row or x - best_x >= PATIENCE * gap:
            break
    return best, best_x, best_y, False


def _gains(sides: Sides, i: int, before: int, step: int, window: range) -> list[int]:
    """What a cell gains over the one before it on its diagonal, for each word of the second list in the window."""
    word, worth, b, worth_b = sides.a[i], sides.worth_a[i], sides.b, sides.worth_b
    first = [] if window.start else [-UNIT]  # there is no word before the first
    places = range(before + step * max(window.start, 1), before + step * window.stop, step)
    return first + [min(worth, worth_b[q]) * UNIT + 1 if b[q] == word else -UNIT for q in places]


def _next_row(row: list[int], gains: list[int], floor: int) -> list[int]:
    """The next row of cells, from that before it."""
    found: list[int] = []
    diagonal = left = DEAD
    for above, gain in zip(chain(row, repeat(DEAD)), gains, strict=False):
        cell = diagonal + gain
        edit = (above if above > left else left) - UNIT  # twice as fast as max()
        if edit > cell:
            cell = edit
        left = cell if cell >= floor else DEAD
        found.append(left)
        if left == DEAD and above == DEAD and len(found) > len(row):
            break
        diagonal = above
    return found
