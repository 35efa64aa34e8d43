"""Filters that were named come back."""

from __future__ import annotations

import json

import pytest

from carecoop_desktop.platform.database.lists.shape import FilterName, Heading, ListRequest, ListShape, Sort
from carecoop_desktop.platform.desktop.tables.saved import SavedFilters
from carecoop_desktop.platform.desktop.tables.source import Forgetful

SHAPE = ListShape(
    "tests.list",
    "L",
    (Heading("a", "A"),),
    (),
    (FilterName("late", "Late", "late"), FilterName("of", "Of", "of", True)),
)
WANTED = ListRequest((Sort("a", True),)).filtered("late").filtered("of", 7).searched("ren")


@pytest.fixture
def memory() -> Forgetful:
    return Forgetful()


def test_a_request_comes_back_whole(memory: Forgetful) -> None:
    SavedFilters(SHAPE, memory).keep("Renée late", WANTED)
    assert SavedFilters(SHAPE, memory).get("Renée late") == WANTED
    assert SavedFilters(SHAPE, memory).get("other") is None


def test_what_is_kept_is_plain_json(memory: Forgetful) -> None:
    SavedFilters(SHAPE, memory).keep("x", WANTED)
    kept = memory.get("table.tests.list.saved")
    assert json.loads(json.dumps(kept)) == kept


def test_the_same_name_is_replaced_in_its_place(memory: Forgetful) -> None:
    saved = SavedFilters(SHAPE, memory)
    for name in ("one", "two", "three"):
        saved.keep(name, WANTED)
    saved.keep("two", ListRequest().searched("new"))
    assert saved.names() == ["one", "two", "three"]
    assert saved.get("two") == ListRequest().searched("new")
    saved.drop("one")
    assert saved.names() == ["two", "three"]


def test_a_filter_that_the_list_no_longer_has_is_left_out(memory: Forgetful) -> None:
    SavedFilters(SHAPE, memory).keep("x", WANTED)
    smaller = ListShape("tests.list", "L", (), (), (FilterName("late", "Late", "late"),))
    assert SavedFilters(smaller, memory).get("x") == ListRequest().filtered("late").searched("ren")


@pytest.mark.parametrize("kept", [None, [], [3], [{"no": "name"}]])
def test_rubbish_is_nothing(memory: Forgetful, kept: object) -> None:
    memory.set("table.tests.list.saved", kept)
    assert SavedFilters(SHAPE, memory).names() == []
