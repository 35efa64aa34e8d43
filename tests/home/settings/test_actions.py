"""Renaming the office and bringing in a tax year."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.home.settings.actions import bring_in_year, rename_office
from carecoop_desktop.home.settings.queries import office_facts
from carecoop_desktop.home.settings.years import kept_years
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.statutory.tables.shelf import OWN_FOLDER


def year_file(folder: Path, edition: int = 2, changed: str = "") -> Path:
    """This year's tables as a corrected edition."""
    text = (OWN_FOLDER / "2026-27.toml").read_text(encoding="utf-8")
    path = folder / "new.toml"
    path.write_text(text.replace("edition = 1", f"edition = {edition}") + changed, encoding="utf-8")
    return path


def test_the_office_gets_another_name_and_undo_gives_the_old_one_back(office: Office) -> None:
    done = office.do(rename_office, "  Clwyd Care Co-operative ")
    assert office.read(office_facts).name == "Clwyd Care Co-operative"
    assert done.sentence == "The office is now called Clwyd Care Co-operative"
    office.undo()
    assert office.read(office_facts).name == "Dee Valley Care Co-operative"


def test_a_name_is_needed(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        office.do(rename_office, " ")
    assert [issue.field for issue in caught.value.issues] == ["name"]


def test_payroll_may_not_rename(office: Office) -> None:
    office.user = User("Pat", Role.PAYROLL)
    with pytest.raises(NotAllowed):
        office.do(rename_office, "Mine")


def test_a_year_is_kept_in_the_office(office: Office, tmp_path: Path) -> None:
    path = year_file(tmp_path)
    assert office.do(bring_in_year, str(path)).value == "2026-27"
    assert office.read(kept_years) == {"2026-27-edition-2.toml": path.read_text(encoding="utf-8")}


def test_the_same_file_again_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = year_file(tmp_path)
    office.do(bring_in_year, str(path))
    office.do(bring_in_year, str(path))
    assert len(office.read(kept_years)) == 1


def test_another_file_under_the_same_edition_is_refused(office: Office, tmp_path: Path) -> None:
    office.do(bring_in_year, str(year_file(tmp_path)))
    with pytest.raises(Refusal, match="is here already"):
        office.do(bring_in_year, str(year_file(tmp_path, changed="\n# another\n")))


def test_a_bad_file_is_refused_with_its_place(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('tax_year = "2026-27"\nedition = 1\n', encoding="utf-8")
    with pytest.raises(Refusal, match=r"bad\.toml"):
        office.do(bring_in_year, str(path))
    assert office.read(kept_years) == {}


def test_a_file_that_is_gone_is_a_fault(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Fault):
        office.do(bring_in_year, str(tmp_path / "gone.toml"))
