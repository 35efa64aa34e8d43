"""The import page over a real office and real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.people.members.actions import import_members
from carecoop_desktop.people.members.queries import (
    member_import_fields,
    member_names,
    plan_member_import,
    remembered_mapping,
)
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.importing import ImportPage
from carecoop_desktop.platform.desktop.page import why_grey

GOOD = "Name,DOB\nAnn Hay,1/2/1950\nBo Rees,3/4/1961\n"


def _page(desk: Desk, qtbot: Any, **more: Any) -> ImportPage:
    made = ImportPage(desk, "Import members", desk.read_now(member_import_fields), plan_member_import, import_members,
                      remembered=remembered_mapping, **more)  # fmt: skip
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> ImportPage:
    return _page(desk, qtbot)


def _file(folder: Path, text: str, name: str = "members.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_begins_with_the_choice_of_a_file(page: ImportPage) -> None:
    assert why_grey(page.import_all) == "Choose a file first."
    assert unnamed_controls(page) == []


def test_a_preview_writes_nothing(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    page.open_file(_file(tmp_path, GOOD))
    assert page.context == "members.csv · 2 rows · 2 new · 0 changed · 0 refused"
    assert page.table.row_count() == 2
    assert page.import_all.text() == "Import all 2"
    assert desk.read_now(member_names) == {}
    assert unnamed_controls(page) == []


def test_imports_all(page: ImportPage, desk: Desk, tmp_path: Path, qtbot: Any) -> None:
    page.open_file(_file(tmp_path, GOOD))
    with qtbot.waitSignal(page.imported) as told:
        page.import_all.click()
    assert told.args == ["Imported members: 2 new, 0 changed"]
    assert set(desk.read_now(member_names).values()) == {"Ann Hay", "Bo Rees"}
    assert page.context == "Imported members: 2 new, 0 changed"
    assert why_grey(page.import_all) == "This file has been imported."


def test_a_refused_row_greys_the_whole_and_leaves_the_good(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    page.open_file(_file(tmp_path, f"{GOOD}Cy Day,31/02/1950\n"))
    assert why_grey(page.import_all).startswith("1 row is refused.")
    page.import_all.click()
    assert desk.read_now(member_names) == {}
    page.show_which.setCurrentText("Refused")
    assert page.table.row_count() == 1
    assert "31/02/1950" in page.table.copy_text()
    page.import_good.click()
    assert len(desk.read_now(member_names)) == 2


def test_a_column_chosen_by_hand_is_remembered(page: ImportPage, desk: Desk, tmp_path: Path, qtbot: Any) -> None:
    page.open_file(_file(tmp_path, "Who,DOB,Phone\nAnn Hay,1/2/1950,07700 900123\n"))
    assert "no column for Name" in why_grey(page.import_all)
    page.columns.box("name").setCurrentText("Who")
    page.import_all.click()
    assert list(desk.read_now(member_names).values()) == ["Ann Hay"]
    again = _page(desk, qtbot)
    again.open_file(_file(tmp_path, "Who,DOB,Phone\nBo Rees,3/4/1961,07700 900124\n"))
    assert again.columns.box("name").currentText() == "Who"
    assert again.table.row_count() == 1


def test_a_file_that_is_no_spreadsheet(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7")
    page.open_file(path)
    assert "a PDF" in str(desk.window.troubles[-1])  # type: ignore[attr-defined]
    page.open_file(_file(tmp_path, "1,2\n3,4\n"))
    assert "No row of headings" in str(desk.window.troubles[-1])  # type: ignore[attr-defined]
    assert why_grey(page.import_all) == "Choose a file first."


def test_who_may_not_import_finds_the_reason(desk: Desk, qtbot: Any, tmp_path: Path) -> None:
    page = _page(desk, qtbot, why_not="Your role may not import.")
    page.open_file(_file(tmp_path, GOOD))
    assert why_grey(page.import_all) == why_grey(page.import_good) == "Your role may not import."


def test_goes_back(page: ImportPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.closed):
        page.back.click()


def test_the_reference_file(page: ImportPage, shared: Path) -> None:
    page.open_file(shared / "real-input" / "members.csv")
    assert page.context == "members.csv · 16 rows · 14 new · 0 changed · 2 refused"
