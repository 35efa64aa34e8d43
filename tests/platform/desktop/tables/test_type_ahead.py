"""Keys that follow each other are one word."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject

from carecoop_desktop.platform.database.lists.shape import Heading, Kind, ListRequest, ListShape, Sort
from carecoop_desktop.platform.desktop.tables.type_ahead import TypeAhead, searched_column

SHAPE = ListShape(
    "tests.people",
    "People",
    (Heading("day", "Day", Kind.DATE), Heading("name", "Name"), Heading("town", "Town")),
    (Sort("day"),),
)


def test_keys_add_up_until_there_is_a_pause(qapp: Any) -> None:
    owner = QObject()
    typing = TypeAhead(owner)
    assert typing.add("r") == "r"
    assert typing.add("e") == "re"
    typing.rest()
    assert typing.add("o") == "o"


@pytest.mark.parametrize(
    ("sort", "shown", "column"),
    [
        ((), [0, 1, 2], "name"),  # the list's own order is by day: the first words in sight
        ((), [2, 0, 1], "town"),
        ((Sort("town"),), [0, 1, 2], "town"),
        ((Sort("town"),), [0, 1], "name"),  # sorted by what is hidden
        ((), [0], None),
    ],
)
def test_typing_looks_in_the_column_sorted_by_or_the_first_with_words(
    sort: tuple[Sort, ...], shown: list[int], column: str | None
) -> None:
    assert searched_column(SHAPE, ListRequest(sort), shown) == column
