"""The one read that a table starts from: the rows around a place, wherever the kept record has moved to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow
from carecoop_desktop.platform.desktop.tables.source import RowSource
from carecoop_desktop.platform.desktop.tables.window import PageWindow

CHECKED = 500
"""Up to this many selected records are looked up again when the list is read afresh."""


@dataclass(frozen=True, slots=True)
class Keep:
    """What should stay in sight: a record, the place it had, and the records that were selected."""

    row_id: int | None = None
    place: int = 0
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What was read: some pages, the place to show, and which of the selected records are still in the list.

    ``total`` is None where more rows follow than were read and nobody has counted them.
    """

    pages: tuple[tuple[int, tuple[ListRow, ...]], ...]
    place: int
    found: bool
    present: tuple[int, ...]
    total: int | None


def read_opening(source: RowSource, request: ListRequest, keep: Keep, page_size: int) -> Opening:
    """Read the page of the kept record (or of its old place) and the one after; two short queries as a rule."""
    moved = None if keep.row_id is None else source.index_of(request, keep.row_id)
    place = keep.place if moved is None else moved
    window = PageWindow(page_size)
    first = _read_page(source, request, window, place // page_size, None)
    counted: int | None = None
    if not first and place:
        counted = source.count(request)
        place = max(0, min(place, counted - 1))
        first = _read_page(source, request, window, place // page_size, counted)
    page = place // page_size
    pages = [(page, first)]
    if page and place % page_size < page_size // 2:
        pages.insert(0, (page - 1, _read_page(source, request, window, page - 1, None)))
    elif page or place % page_size >= page_size // 2:
        pages.append((page + 1, _read_page(source, request, window, page + 1, None)))
    return Opening(
        tuple(some for some in pages if some[1]),
        place,
        moved is not None,
        _present(source, request, keep.ids),
        _end(pages, page_size) if counted is None else counted,
    )


def _read_page(
    source: RowSource, request: ListRequest, window: PageWindow, page: int, total: int | None
) -> tuple[ListRow, ...]:
    rows = window.route(page, total).read(source, request)
    window.put(page, rows)
    return rows


def _end(pages: Sequence[tuple[int, tuple[ListRow, ...]]], page_size: int) -> int | None:
    """How many rows there are, if the last page that was read is not a full one."""
    page, rows = pages[-1]
    return page * page_size + len(rows) if len(rows) < page_size else None


def _present(source: RowSource, request: ListRequest, ids: tuple[int, ...]) -> tuple[int, ...]:
    if not ids or len(ids) > CHECKED:
        return ids
    still = {row.id for row in source.rows_of(request, ids)}
    return tuple(row_id for row_id in ids if row_id in still)
