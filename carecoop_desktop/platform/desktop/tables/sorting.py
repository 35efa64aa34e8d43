"""What a click on a heading means for the order of the rows."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.platform.database.lists.shape import ListShape, Sort

Sorts = tuple[Sort, ...]


def clicked(shape: ListShape, now: Sorts, column: str, *, add: bool = False) -> Sorts:
    """The order after a click: up, then down, then the list's own; ``add`` (Shift) sorts within the order so far.

    A column that cannot be sorted by leaves the order as it is.
    """
    if not shape.headings[shape.position(column)].sortable:
        return now
    current = now or shape.default_sort
    before = next((sort for sort in current if sort.column == column), None)
    turned = Sort(column, before is not None and not before.descending)
    if add:
        others = tuple(sort for sort in current if sort.column != column)
        return (*others, turned)
    if before is not None and before.descending and now:
        return ()
    return (turned,)


def as_plain(sort: Sorts) -> list[list[Any]]:
    """The order as JSON."""
    return [[part.column, part.descending] for part in sort]


def from_plain(shape: ListShape, kept: Any) -> Sorts:
    """The order from JSON, without columns that the list no longer has or sorts by."""
    usable = {heading.key for heading in shape.headings if heading.sortable}
    pairs = [part for part in kept if isinstance(part, list) and len(part) == 2] if isinstance(kept, list) else []
    return tuple(Sort(column, bool(down)) for column, down in pairs if column in usable)
