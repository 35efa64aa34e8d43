"""What every room must be able to show: a passport that holds, named deeds, labelled columns, its own tests."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import carecoop_desktop
from carecoop_desktop.app import features
from carecoop_desktop.platform.database.lists.definition import ListColumn, RecordList
from carecoop_desktop.platform.office.actions import ACTIONS, Action
from carecoop_desktop.platform.office.features import Feature, Ref
from carecoop_desktop.platform.office.permissions import PERMISSIONS

ROOMS = features()
TESTS = Path(__file__).resolve().parents[1]


def references(thing: Any) -> Iterator[Ref]:
    """Every reference inside a passport, however deep."""
    if isinstance(thing, Ref):
        yield thing
    elif isinstance(thing, dict):
        for each in thing.values():
            yield from references(each)
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from references(each)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from references(getattr(thing, field.name))


def every_action() -> list[Action[..., Any]]:
    """The register, filled by all rooms."""
    for room in ROOMS:
        for module in room.actions:
            module.load()
    return [action for name, action in ACTIONS.items() if action.run.__module__.startswith("carecoop_desktop.")]


ACTIONS_HERE = every_action()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.room)
def test_everything_that_a_passport_names_is_there(room: Feature) -> None:
    for reference in references(room):
        assert reference.load() is not None, reference.path


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.room)
def test_a_passport_names_its_own_room(room: Feature) -> None:
    module = f"carecoop_desktop.{room.wing}.{room.room}"
    assert (Path(carecoop_desktop.__file__).parents[1] / module.replace(".", "/") / "feature.py").is_file()


def test_no_two_rooms_use_the_same_name() -> None:
    rail = [entry.key for room in ROOMS for entry in room.rail]
    checks = [check.id for room in ROOMS for check in room.checks]
    commands = [command.title for room in ROOMS for command in room.commands]
    for names in (rail, checks, commands, [room.room for room in ROOMS]):
        assert len(names) == len(set(names))


@pytest.mark.parametrize("action", ACTIONS_HERE, ids=lambda action: action.name)
def test_a_deed_has_a_name_a_permission_and_says_what_it_does(action: Action[..., Any]) -> None:
    assert action.title[:1].isupper()
    assert not action.title.endswith(".")
    assert "_" not in action.title
    assert action.permission is PERMISSIONS[action.permission.name]
    assert action.doc


@pytest.mark.parametrize("action", ACTIONS_HERE, ids=lambda action: action.name)
def test_what_a_deed_is_given_is_typed(action: Action[..., Any]) -> None:
    untyped = [each.name for each in action.inputs if each.annotation is inspect.Parameter.empty]
    assert untyped == []
    assert inspect.signature(action.run).return_annotation is not inspect.Signature.empty


def test_no_two_deeds_of_a_permission_share_a_title() -> None:
    seen = [(action.permission.name, action.title) for action in ACTIONS_HERE]
    assert sorted({each for each in seen if seen.count(each) > 1}) == []


def test_every_permission_is_named_as_staff_would() -> None:
    for permission in PERMISSIONS.values():
        assert permission.title[:1].isupper()
        assert "." in permission.name


def every_list() -> dict[str, RecordList]:
    """Every list over SQL that a room's queries define, by its name."""
    import pkgutil
    from importlib import import_module

    found: dict[str, RecordList] = {}
    for room in ROOMS:
        package = import_module(f"carecoop_desktop.{room.wing}.{room.room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".queries" not in module.name:
                continue
            for thing in vars(import_module(module.name)).values():
                made = thing if isinstance(thing, RecordList) else called(thing)
                if made is not None:
                    found[made.name] = made
    return found


def called(thing: Any) -> RecordList | None:
    """The list that a function without needed arguments makes, if it makes one."""
    if not inspect.isfunction(thing) or not thing.__module__.startswith("carecoop_desktop."):
        return None
    if typing.get_type_hints(thing).get("return") is not RecordList if simple(thing) else True:
        return None
    made: RecordList = thing()
    return made


def simple(function: Any) -> bool:
    """Whether it can be called with nothing."""
    return all(each.default is not inspect.Parameter.empty for each in inspect.signature(function).parameters.values())


LISTS = every_list()


def test_the_lists_of_the_rooms_are_found() -> None:
    assert {"members.members", "settings.history"} <= set(LISTS)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_column_of_a_list_is_labelled(name: str) -> None:
    record_list = LISTS[name]
    extra = [column for room in ROOMS for place, made in room.columns.items() if name.startswith(f"{place}.")
             for column in made.load()()]  # fmt: skip
    columns: list[ListColumn] = [*record_list.columns, *extra]
    assert record_list.label[:1].isupper()
    assert [each.key for each in columns if not each.label[:1].isupper()] == []
    labels = [each.label for each in columns]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.room)
def test_every_room_has_its_tests(room: Feature) -> None:
    assert list((TESTS / room.wing / room.room).rglob("test_*.py"))
