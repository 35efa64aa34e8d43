"""Which offices this computer knows, and which one opens by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.home.window.places import known_offices, place_to_open, remember_office


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))


def test_the_last_office_that_is_still_there_opens(tmp_path: Path) -> None:
    there = tmp_path / "a.carecoop"
    there.write_bytes(b"")
    remember_office(str(there))
    remember_office(str(tmp_path / "gone.carecoop"))
    assert place_to_open(None) == str(there)
    assert place_to_open("named") == "named"


def test_a_server_is_tried_and_somebody_new_has_none() -> None:
    assert place_to_open(None) is None
    remember_office("postgresql+psycopg://desk@office/care")
    assert place_to_open(None) == "postgresql+psycopg://desk@office/care"


def test_a_place_that_cannot_be_looked_at_is_tried_and_told_of() -> None:
    remember_office("/" + "x" * 400)
    assert place_to_open(None) == "/" + "x" * 400


def test_the_list_is_short_and_a_broken_one_is_empty(tmp_path: Path) -> None:
    for number in range(12):
        remember_office(f"place {number}")
    assert known_offices() == [f"place {number}" for number in range(11, 1, -1)]
    (tmp_path / "config" / "offices.json").write_text("{", encoding="utf-8")
    assert known_offices() == []
