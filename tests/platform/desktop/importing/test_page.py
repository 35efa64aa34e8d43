"""The import page over a real office and real files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.people.members.actions import add_member, change_member, import_members
from carecoop_desktop.people.members.queries import (
    member_import_fields,
    member_names,
    member_record,
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


def _met(page: ImportPage, desk: Desk, folder: Path, *, leave: bool) -> int:
    """Somebody's number changes on another desk between the preview and the import."""
    ann = desk.office.do(add_member, name="Ann Hay", born=date(1950, 2, 1), phone="01244 400999").value
    page.open_file(_file(folder, "Name,DOB,Phone\nAnn Hay,1/2/1950,01244 400111\nBo Rees,3/4/1961,\n"))
    assert page.leave.isHidden()
    desk.office.do(change_member, ann, phone="01244 400222")
    page.import_all.click()
    assert len(desk.read_now(member_names)) == 1, "nothing was written"
    trouble = str(desk.window.troubles[-1])  # type: ignore[attr-defined]
    assert trouble.startswith("Priya Shah changed a record that 1 row of this file would change at ")
    assert "Phone: 01244 400222 there, 01244 400111 in the file. Import again" in trouble
    page.show_which.setCurrentText("Changed")
    assert "Phone: 01244 400222 → 01244 400111; changed meanwhile by Priya Shah, " in page.table.copy_text()
    assert page.leave.text() == "Leave 1 row as another desk has set it"
    page.leave.setChecked(leave)
    assert ("01244 400222 stays, not 01244 400111" in page.table.copy_text()) is leave
    assert page.import_all.text() == f"Import all {1 if leave else 2}"
    page.import_all.click()
    assert len(desk.read_now(member_names)) == 2
    return ann


def test_what_another_desk_changed_since_the_preview_is_shown_and_left(
    page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    ann = _met(page, desk, tmp_path, leave=True)
    assert desk.read_now(member_record, ann).phone == "01244 400222"


def test_or_the_file_is_written_over_it_knowingly(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    ann = _met(page, desk, tmp_path, leave=False)
    assert desk.read_now(member_record, ann).phone == "01244 400111"
    assert unnamed_controls(page) == []
