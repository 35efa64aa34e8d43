"""A list bound to where it is read, as a table asks for it: no connection and no SQL in its signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from carecoop_desktop.platform.database.lists import query
from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow, ListShape

T = TypeVar("T")


class Reading(Protocol):
    """Runs a job on a connection that only reads, and gives back what the job returns."""

    def __call__(self, job: Callable[[Connection], T], /) -> T: ...


class ListReader:
    """What a table of this list reads from. ``standing`` filters are always added: the member of this page, say."""

    def __init__(self, record_list: RecordList, reading: Reading, standing: ListRequest | None = None) -> None:
        self._list = record_list
        self._reading = reading
        self._standing = standing or ListRequest()

    @property
    def shape(self) -> ListShape:
        """The list without its SQL."""
        return self._list.shape

    def whole(self, request: ListRequest) -> ListRequest:
        """The request with the standing filters, for an action that takes "everything in this list"."""
        filters = (*self._standing.filters, *(f for f in request.filters if f not in self._standing.filters))
        return ListRequest(request.sort or self._standing.sort, filters, request.search or self._standing.search)

    def count(self, request: ListRequest, at_most: int | None = None) -> int:
        """How many rows there are, or how many up to a limit."""
        return self._reading(lambda c: query.count(c, self._list, self.whole(request), at_most))

    def page_after(
        self, request: ListRequest, anchor: ListRow | None, limit: int, skip: int = 0
    ) -> tuple[ListRow, ...]:
        """The rows that follow a row, or the first ones."""
        return self._reading(lambda c: query.page_after(c, self._list, self.whole(request), anchor, limit, skip))

    def page_before(
        self, request: ListRequest, anchor: ListRow | None, limit: int, skip: int = 0
    ) -> tuple[ListRow, ...]:
        """The rows that come before a row, or the last ones."""
        return self._reading(lambda c: query.page_before(c, self._list, self.whole(request), anchor, limit, skip))

    def marks(self, request: ListRequest, anchor: ListRow | None, stride: int, number: int = 1) -> tuple[ListRow, ...]:
        """Places to page from, a stride apart."""
        return self._reading(lambda c: query.marks(c, self._list, self.whole(request), anchor, stride, number))

    def index_of(self, request: ListRequest, row_id: int) -> int | None:
        """The place of a record in the order."""
        return self._reading(lambda c: query.index_of(c, self._list, self.whole(request), row_id))

    def index_of_text(self, request: ListRequest, column_key: str, typed: str) -> int | None:
        """The place of the first row that begins with what was typed."""
        return self._reading(lambda c: query.index_of_text(c, self._list, self.whole(request), column_key, typed))

    def rows_of(self, request: ListRequest, ids: Sequence[int]) -> tuple[ListRow, ...]:
        """The rows of these records, as far as the request has them."""
        return self._reading(lambda c: query.rows_of(c, self._list, self.whole(request), ids))

    def all_ids(self, request: ListRequest) -> tuple[int, ...]:
        """Every id that the request has."""
        return self._reading(lambda c: query.all_ids(c, self._list, self.whole(request)))
