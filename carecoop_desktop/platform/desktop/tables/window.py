"""The part of a list that is in memory, and the cheapest way to each page that is not."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from dataclasses import dataclass

from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow
from carecoop_desktop.platform.desktop.tables.source import RowSource

PAGE = 128
KEPT = 48


@dataclass(frozen=True, slots=True)
class Route:
    """How to read a page: from a row that is known, forwards or backwards, past so many others."""

    page: int
    anchor: ListRow | None
    skip: int
    limit: int
    backwards: bool

    def read(self, source: RowSource, request: ListRequest) -> tuple[ListRow, ...]:
        """The rows of the page."""
        walk = source.page_before if self.backwards else source.page_after
        return walk(request, self.anchor, self.limit, self.skip)


class PageWindow:
    """Pages of rows by number, the least recently used forgotten first.

    Of every page read the last row stays known by its key, so that a page that was forgotten, or one in an unread
    stretch between, is reached from close by. Where nothing is known it is counted from the nearer end.
    """

    def __init__(self, page_size: int = PAGE, kept: int = KEPT) -> None:
        self.page_size = page_size
        self._kept = kept
        self._pages: OrderedDict[int, tuple[ListRow, ...]] = OrderedDict()
        self._known: dict[int, ListRow] = {}
        self._places: list[int] = []

    def clear(self) -> None:
        """Forget everything."""
        self._pages.clear()
        self._known.clear()
        self._places.clear()

    def row(self, index: int) -> ListRow | None:
        """The row at a place, or None where its page is not in memory."""
        page, within = divmod(index, self.page_size)
        rows = self._pages.get(page)
        if rows is None:
            return None
        self._pages.move_to_end(page)
        return rows[within] if within < len(rows) else None

    def has(self, page: int) -> bool:
        """Whether the page is in memory."""
        return page in self._pages

    def put(self, page: int, rows: tuple[ListRow, ...]) -> None:
        """Keep a page that was read."""
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > self._kept:
            self._pages.popitem(last=False)
        if rows:
            start = page * self.page_size
            self.know(start, ListRow(rows[0].id, (), rows[0].key))
            self.know(start + len(rows) - 1, ListRow(rows[-1].id, (), rows[-1].key))

    def know(self, index: int, row: ListRow) -> None:
        """Remember which row stands at a place."""
        if index not in self._known:
            at = bisect_left(self._places, index)
            self._places.insert(at, index)
        self._known[index] = row

    def known(self) -> dict[int, ListRow]:
        """The rows whose places are known."""
        return dict(self._known)

    def loaded(self) -> dict[int, int]:
        """Place by id of every row in memory."""
        return {
            row.id: page * self.page_size + within
            for page, rows in self._pages.items()
            for within, row in enumerate(rows)
        }

    def route(self, page: int, total: int | None = None) -> Route:
        """The cheapest way to a page; ``total`` allows for counting from the end."""
        start = page * self.page_size
        stop = start + self.page_size if total is None else min(start + self.page_size, total)
        before, after = self._neighbours(start, stop)
        forwards = start - before - 1 if before >= 0 else start
        ahead = Route(page, self._known.get(before), forwards, self.page_size, False)
        end = total if after < 0 else after
        if end is None or stop <= start or end - stop >= forwards:
            return ahead
        return Route(page, self._known.get(after), end - stop, stop - start, True)

    def _neighbours(self, start: int, stop: int) -> tuple[int, int]:
        """The nearest known places before the start and from the stop on, -1 where there is none."""
        at, beyond = bisect_left(self._places, start), bisect_left(self._places, stop)
        return (
            self._places[at - 1] if at else -1,
            self._places[beyond] if beyond < len(self._places) else -1,
        )
