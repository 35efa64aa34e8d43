"""One window per office, across the starts of the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.home.window.one_window import handed_over, hold
from carecoop_desktop.platform.desktop.shell import Shell


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    return str(tmp_path / "Dee Välley.carecoop")


@pytest.fixture
def window(qtbot: Any) -> Iterator[Shell]:
    shell = Shell("CareCoop", [])
    qtbot.addWidget(shell)
    shell.show()
    yield shell
    shell.close()


def marks(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "config").rglob("*")) if (tmp_path / "config").exists() else []


def test_somebody_new_has_no_other_window() -> None:
    assert not handed_over(None)


def test_an_office_that_no_window_has_is_free_and_nothing_is_written(place: str, tmp_path: Path) -> None:
    assert not handed_over(place)
    assert marks(tmp_path) == []


def test_the_window_that_has_the_office_comes_to_the_front(window: Shell, place: str, qtbot: Any) -> None:
    hold(window, place)
    window.showMinimized()
    assert handed_over(place)
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=3000)


def test_the_same_file_by_another_path_is_the_same_office(
    window: Shell, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(window, place)
    monkeypatch.chdir(Path(place).parent)
    assert handed_over(Path(place).name)


def test_a_server_is_named_by_its_address(window: Shell, place: str) -> None:
    hold(window, "postgresql://app@pc/office")
    assert handed_over("postgresql://app@pc/office")
    assert not handed_over("postgresql://app@pc/other")


def test_a_closed_window_has_no_office(window: Shell, place: str) -> None:
    hold(window, place)
    window.close()
    assert not handed_over(place)


def test_a_window_has_the_office_that_it_shows_now(window: Shell, place: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.carecoop")
    hold(window, place)
    hold(window, other)
    hold(window, other)
    assert not handed_over(place)
    assert handed_over(other)


def test_the_mark_of_a_window_that_crashed_does_not_block(window: Shell, place: str, tmp_path: Path) -> None:
    hold(window, place)
    (mark,) = [each for each in marks(tmp_path) if each.is_file()]
    window.close()
    mark.touch()
    assert not handed_over(place)


def test_the_mark_tells_nothing(window: Shell, place: str, tmp_path: Path) -> None:
    hold(window, place)
    (mark,) = [each for each in marks(tmp_path) if each.is_file()]
    assert "Dee" not in mark.name and mark.read_bytes() == b""


def test_a_settings_folder_that_refuses_costs_nothing(
    window: Shell, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "file" / "below"))
    hold(window, place)
    assert not handed_over(place)
