"""How columns share a width, and how many lines words need in it: plain arithmetic for the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

MOST_LINES = 3


def share(natural: Sequence[int], least: Sequence[int], takers: Sequence[int], room: int) -> list[int]:
    """Widths of columns in a room.

    What is left over goes to the ``takers`` in equal parts. What is missing is taken first from them and then from
    the others, from the widest of them; none gets narrower than its ``least``.
    """
    widths = list(natural)
    spare = room - sum(widths)
    if spare >= 0:
        for place, number in enumerate(takers):
            part = spare // (len(takers) - place)
            spare -= part
            widths[number] += part
        return widths
    others = [number for number in range(len(widths)) if number not in takers]
    for group in (takers, others):
        spare += _take(widths, least, group, -spare)
    return widths


def _take(widths: list[int], least: Sequence[int], group: Sequence[int], wanted: int) -> int:
    """Narrow the columns of a group by ``wanted`` together, or by as much as they have. Says how much it was.

    The widest give first, down to a common width: a column of short words is not cut for one of long sentences.
    """
    before = {number: widths[number] for number in group}
    floors = {number: min(before[number], least[number]) for number in group}
    wanted = min(wanted, sum(before.values()) - sum(floors.values()))
    low, high = 0, max(before.values(), default=0)
    while low < high:
        cap = (low + high + 1) // 2
        taken = sum(before[number] - max(floors[number], min(before[number], cap)) for number in group)
        low, high = (cap, high) if taken >= wanted else (low, cap - 1)
    for number in group:
        widths[number] = max(floors[number], min(before[number], low))
    back = sum(before.values()) - sum(widths[number] for number in group) - wanted
    for number in group:
        if back and widths[number] < before[number]:
            widths[number] += 1
            back -= 1
    return wanted


def lines_in(text: str, width: int, measure: Callable[[str], int]) -> int:
    """How many lines a text takes in a width, wrapped between words; never more than a cell shows."""
    if width <= 0 or measure(text) <= width:
        return 1
    lines, line = 1, text[: len(text) - len(text.lstrip())].rstrip("\n")
    for word in text.split():
        longer = f"{line}{word}" if not line.strip() else f"{line} {word}"
        if line.strip() and measure(longer) > width:
            lines, longer = lines + 1, word
        line = longer
    return min(lines, MOST_LINES)
