"""Years that the office brought in are found by the shelf."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.settings.actions import bring_in_year
from carecoop_desktop.home.settings.years import lay_out
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.shelf import OWN_FOLDER


def test_pay_is_worked_out_with_the_office_own_edition(office: Office, tmp_path: Path) -> None:
    text = (OWN_FOLDER / "2026-27.toml").read_text(encoding="utf-8").replace("edition = 1", "edition = 3")
    (tmp_path / "n.toml").write_text(text, encoding="utf-8")
    before = load_shelf().year("2026-27")
    assert before.edition == 1
    office.do(bring_in_year, str(tmp_path / "n.toml"))
    folder = lay_out(office, tmp_path / "data")
    assert [path.name for path in folder.iterdir()] == ["2026-27-edition-3.toml"]
    assert load_shelf().year("2026-27").edition == 3
    assert load_shelf().version(before.version).edition == 1


def test_an_office_without_own_years_uses_those_of_the_program(office: Office, tmp_path: Path) -> None:
    folder = lay_out(office, tmp_path / "data")
    assert not folder.exists()
    assert load_shelf().year("2026-27").edition == 1
