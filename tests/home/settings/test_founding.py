"""Making a new office from the first-run page."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.founding import NewOffice, file_name, found, practice_place, practise
from carecoop_desktop.home.today.queries import nobody_yet
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, NotAllowed
from carecoop_desktop.platform.office.opening import open_office

GOOD = "three random words"


@pytest.mark.parametrize(("name", "file"), [
    ("Dee Valley Care Co-operative", "Dee-Valley-Care-Co-operative"), ("  A/B: c ", "A-B-c"), ("???", "office"),
    ("x" * 200, "x" * 80),
])  # fmt: skip
def test_names_become_file_names(name: str, file: str) -> None:
    assert file_name(name) == file


def test_every_issue_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "Dee.carecoop").write_text("there", encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        NewOffice("Dee", "Priya Shah", "short", "shirt", tmp_path).check()
    assert [issue.field for issue in caught.value.issues] == ["password", "again", "name"]


def test_an_office_without_a_password_opens_for_its_owner(tmp_path: Path) -> None:
    office = found(NewOffice("Dee", "Priya Shah", "", "", tmp_path / "new" / "folder"))
    assert office.read(nobody_yet)
    office.close()
    open_office(tmp_path / "new" / "folder" / "Dee.carecoop", features()).close()


def test_a_password_is_asked_for_from_then_on(tmp_path: Path) -> None:
    found(NewOffice("Dee", "Priya Shah", GOOD, GOOD, tmp_path)).close()
    with pytest.raises(NotAllowed):
        open_office(tmp_path / "Dee.carecoop", features())
    open_office(tmp_path / "Dee.carecoop", features(), user="Priya Shah", password=GOOD).close()


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Fault):
        found(NewOffice("Dee", "Priya Shah", "", "", tmp_path / "file" / "under"))


def test_the_practice_office_is_made_afresh(own_folders: Path) -> None:
    rooms: list[str] = []
    practise(rooms.append).close()
    assert practice_place().is_file()
    assert "members" in rooms
    office = practise(rooms.append)
    assert not office.read(nobody_yet)
    office.close()
