"""What a table reads from, what it remembers in, and what it says is selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow, ListShape


class RowSource(Protocol):
    """Reads a list. Every call may be slow and may be made on another thread."""

    @property
    def shape(self) -> ListShape:
        """The list's headings, filters and tables; known without reading."""

    def count(self, request: ListRequest, at_most: int | None = None) -> int:
        """How many rows there are, or how many up to a limit."""

    def page_after(
        self, request: ListRequest, anchor: ListRow | None, limit: int, skip: int = 0
    ) -> tuple[ListRow, ...]:
        """The rows that follow a row, or the first ones."""

    def page_before(
        self, request: ListRequest, anchor: ListRow | None, limit: int, skip: int = 0
    ) -> tuple[ListRow, ...]:
        """The rows that come before a row, or the last ones, in reading order."""

    def marks(self, request: ListRequest, anchor: ListRow | None, stride: int, number: int = 1) -> tuple[ListRow, ...]:
        """Rows that are a stride apart, without values."""

    def index_of(self, request: ListRequest, row_id: int) -> int | None:
        """The place of a record in the order."""

    def index_of_text(self, request: ListRequest, column_key: str, typed: str) -> int | None:
        """The place of the first row whose text in a column begins with what was typed."""

    def rows_of(self, request: ListRequest, ids: Sequence[int]) -> tuple[ListRow, ...]:
        """The rows of these records, as far as the request has them."""

    def all_ids(self, request: ListRequest) -> tuple[int, ...]:
        """Every id that the request has."""


class Memory(Protocol):
    """Where a table keeps what it remembers for this user; values are plain JSON."""

    def get(self, key: str) -> Any:
        """What was kept under the key, or None."""

    def set(self, key: str, value: Any) -> None:
        """Keep a value under the key."""


class Forgetful:
    """A memory for as long as the program runs."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """What was kept under the key, or None."""
        return self._kept.get(key)

    def set(self, key: str, value: Any) -> None:
        """Keep a value under the key."""
        self._kept[key] = value


@dataclass(frozen=True, slots=True)
class ListSelection:
    """What is selected: some records, or everything that the request has, however many rows that is."""

    ids: tuple[int, ...] = ()
    everything: bool = False
    request: ListRequest = field(default_factory=ListRequest)

    def __bool__(self) -> bool:
        return self.everything or bool(self.ids)
