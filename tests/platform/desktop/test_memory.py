"""What is remembered between sessions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.memory import SessionMemory

plain = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda each: st.lists(each, max_size=4))


def test_it_comes_back_in_the_next_session(tmp_path: Path) -> None:
    first = SessionMemory(tmp_path, "priya")
    first.put("members.last", 14)
    assert first.save()
    assert SessionMemory(tmp_path, "priya").get("members.last") == 14


@given(st.dictionaries(st.text(max_size=20), plain.filter(lambda value: value is not None), max_size=5))
def test_any_plain_value(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    folder = tmp_path_factory.mktemp("memory")
    memory = SessionMemory(folder)
    for key, value in values.items():
        memory.put(key, value)
    memory.save()
    again = SessionMemory(folder)
    assert {key: again.get(key) for key in values} == values


def test_users_do_not_share(tmp_path: Path) -> None:
    priya = SessionMemory(tmp_path, "Priya Shah")
    priya.put("theme", "dark")
    priya.save()
    assert SessionMemory(tmp_path, "Ray Lowe").get("theme") is None
    assert SessionMemory(tmp_path, "../Priya").get("theme") is None
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path}


def test_none_forgets(tmp_path: Path) -> None:
    memory = SessionMemory(tmp_path)
    memory.put("x", 1)
    memory.put("x", None)
    memory.put("never", None)
    assert memory.get("x", "nothing") == "nothing"


@pytest.mark.parametrize("broken", ["", "{", "[1]", '"text"', "\x00"])
def test_a_broken_file_is_an_empty_memory(tmp_path: Path, broken: str) -> None:
    (tmp_path / "session-office.json").write_text(broken, encoding="utf-8")
    memory = SessionMemory(tmp_path)
    assert memory.get("x") is None
    memory.put("x", 1)
    assert memory.save()
    assert SessionMemory(tmp_path).get("x") == 1


def test_a_disk_that_refuses_costs_only_the_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert not SessionMemory(blocked).save()


def test_a_window_comes_back_to_its_size(place: Callable[[QWidget], QWidget], tmp_path: Path) -> None:
    memory = SessionMemory(tmp_path)
    first, again = QWidget(), QWidget()
    place(first)
    first.resize(611, 407)
    memory.keep_window(first)
    memory.save()
    assert SessionMemory(tmp_path).place_window(again)
    assert (again.width(), again.height()) == (611, 407)


@pytest.mark.parametrize("kept", [None, 7, "", "not geometry", "é"])
def test_what_is_no_geometry_is_ignored(place: Callable[[QWidget], QWidget], tmp_path: Path, kept: object) -> None:
    memory = SessionMemory(tmp_path)
    memory.put("window", kept)
    window = QWidget()
    place(window)
    assert not memory.place_window(window)
