"""Clicks on headings."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.database.lists.shape import Heading, ListShape, Sort
from carecoop_desktop.platform.desktop.tables.sorting import as_plain, clicked, from_plain

SHAPE = ListShape(
    "l", "L", (Heading("a", "A"), Heading("b", "B"), Heading("c", "C", sortable=False)), (Sort("b", True),)
)


def test_up_then_down_then_as_it_was() -> None:
    up = clicked(SHAPE, (), "a")
    down = clicked(SHAPE, up, "a")
    assert (up, down, clicked(SHAPE, down, "a")) == ((Sort("a"),), (Sort("a", True),), ())


def test_the_column_of_the_lists_own_order_turns_at_once() -> None:
    assert clicked(SHAPE, (), "b") == (Sort("b"),)


def test_another_column_starts_going_up() -> None:
    assert clicked(SHAPE, (Sort("b"),), "a") == (Sort("a"),)


def test_shift_sorts_within() -> None:
    within = clicked(SHAPE, (Sort("b"),), "a", add=True)
    assert within == (Sort("b"), Sort("a"))
    assert clicked(SHAPE, within, "a", add=True) == (Sort("b"), Sort("a", True))
    assert clicked(SHAPE, (), "a", add=True) == (Sort("b", True), Sort("a"))


def test_a_column_that_is_not_sorted_by_changes_nothing() -> None:
    assert clicked(SHAPE, (Sort("a"),), "c") == (Sort("a"),)
    with pytest.raises(KeyError):
        clicked(SHAPE, (), "unheard of")


def test_an_order_survives_being_kept() -> None:
    order = (Sort("a", True), Sort("b"))
    assert from_plain(SHAPE, as_plain(order)) == order


@pytest.mark.parametrize("kept", [None, "a", 3, {}, [1], [["a"]], [["gone", True]], [["c", False]]])
def test_what_cannot_be_used_is_left_out(kept: object) -> None:
    assert from_plain(SHAPE, kept) == ()
