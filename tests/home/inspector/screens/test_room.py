"""The room in the window: each record is logged before it shows, and only the PIN leads out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from carecoop_desktop.home.inspector.queries import Visit, open_visit, shown_list
from carecoop_desktop.home.inspector.screens import room as room_module
from carecoop_desktop.home.inspector.screens.entrance import resume
from carecoop_desktop.home.inspector.screens.room import NO_CLOSE, Room, TopBar
from carecoop_desktop.people.assistants.queries import file_owners
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.shell import RailItem, RailSection, Shell
from carecoop_desktop.platform.desktop.theme import keeper
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user


@pytest.fixture
def shell(qtbot: Any) -> Shell:
    """A window with one room in its rail."""
    made = Shell("CareCoop", [RailSection("", (RailItem("today", "Today", 7),))], office="Dee Valley")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def room(desk: Desk, filled: Office, begin: Callable[[], Visit], shell: Shell) -> Iterator[Room]:
    """A visit that has taken the window."""
    made = resume(desk, shell, begin())
    yield made
    made.reading.close()


def text_of(room: Room) -> str:
    view = room.page.view
    assert view is not None
    return "\n".join(table.copy_text() for table in view.tables)


def test_the_window_says_what_it_is(room: Room, shell: Shell) -> None:
    assert room.bar.isVisible()
    assert shell.status.text == (
        "Read-only connection · nothing can be changed · home addresses, bank and pay details hidden · "
        "records shown so far: 0"
    )
    assert room.page.asks.row_count() == 7


def test_the_way_out_stays_in_a_small_window_in_large_text(room: Room, qtbot: Any) -> None:
    keeper().apply("light", 200)
    try:
        bar = TopBar(room.visit, lambda: None, lambda: None, lambda: None)
        qtbot.addWidget(bar)
        assert bar.minimumSizeHint().width() < 1280
        bar.resize(1280, bar.heightForWidth(1280))
        bar.show()
        assert bar.end.geometry().right() < bar.width() and bar.end.geometry().bottom() < bar.height()
    finally:
        keeper().apply("light", 100)


def test_rail_menus_search_and_pages_are_out_of_reach(room: Room, shell: Shell) -> None:
    for part in (shell.rail, shell.bar, shell.top, shell.stack):
        assert not part.isVisible()
        assert not part.isEnabled()


def test_a_record_is_logged_and_then_shown(room: Room, shell: Shell, filled: Office) -> None:
    owner = filled.read(file_owners)[0]
    room.page.asks.opened.emit(0)
    assert "Marek Nowak" in text_of(room)
    room.show("staff", owner.id)
    assert room.page.title == "Staff file · Marek Nowak"
    assert "Passport seen" in text_of(room)
    assert [one.title for one in filled.read(shown_list, room.visit.id).views] == [
        "Staff files", "Staff file · Marek Nowak"]  # fmt: skip
    assert shell.status.text.endswith("records shown so far: 2")


def test_a_click_leads_from_the_list_into_the_file(room: Room) -> None:
    room.show("plan-list")
    assert room.page.view is not None
    room.page.view.tables[0].opened.emit(0)
    assert room.page.title == "Support plan · Ann Hay"


def test_the_same_again_is_not_logged_twice(room: Room, filled: Office) -> None:
    room.show("training")
    room.show("training")
    assert len(filled.read(shown_list, room.visit.id).views) == 1


def test_what_cannot_be_shown_is_neither_shown_nor_logged(room: Room, desk: Desk, filled: Office) -> None:
    room.show("payslip", 1)
    assert isinstance(desk.window.troubles[-1], Refusal)  # type: ignore[attr-defined]
    assert room.page.view is None
    assert filled.read(shown_list, room.visit.id).views == ()


def test_a_document_opens_from_a_private_copy(room: Room, monkeypatch: pytest.MonkeyPatch, filled: Office) -> None:
    opened = []
    monkeypatch.setattr(room_module, "open_file", opened.append)
    room.show("document", 1)
    assert opened[0].content == b"I choose who comes."
    assert filled.read(shown_list, room.visit.id).views[0].title == "Document · A member's letter"


def test_the_list_is_on_screen_and_on_paper(room: Room, tmp_path: Path, filled: Office) -> None:
    room.show("training")
    room.bar.list.click()
    assert "Training matrix" in text_of(room)
    assert len(filled.read(shown_list, room.visit.id).views) == 1
    room.save_list(str(tmp_path / "shown.pdf"))
    assert "Training matrix" in pypdf.PdfReader(tmp_path / "shown.pdf").pages[0].extract_text()


def test_the_window_does_not_close(room: Room, shell: Shell) -> None:
    assert not shell.close()
    assert shell.isVisible()
    assert shell.status.told == NO_CLOSE


def test_a_wrong_pin_keeps_the_room(room: Room, desk: Desk, shell: Shell) -> None:
    assert not room.end("9999")
    assert isinstance(desk.window.troubles[-1], NotAllowed)  # type: ignore[attr-defined]
    assert not shell.rail.isVisible()
    assert not shell.close()


def test_the_pin_gives_the_office_back(room: Room, desk: Desk, shell: Shell) -> None:
    assert room.end("4711")
    for part in (shell.rail, shell.top):
        assert part.isVisible()
        assert part.isEnabled()
    assert desk.read_now(open_visit) is None
    assert shell.status.told == "The visit has ended; the office is open again."
    assert shell.close()


def test_without_an_owners_password_only_the_pin_leads_out(room: Room, desk: Desk) -> None:
    assert not room.end_as_owner()
    assert "No owner of this office has a password" in str(desk.window.troubles[-1])  # type: ignore[attr-defined]


def test_an_owners_password_gives_the_office_back(room: Room, desk: Desk, shell: Shell) -> None:
    desk.office.do(add_user, "Rhian Lowe", Role.OWNER, "a long pass phrase 7")
    assert not room.end_as_owner("Rhian Lowe", "wrong")
    assert not shell.rail.isVisible() and not shell.close()
    assert room.end_as_owner("Rhian Lowe", "a long pass phrase 7")
    assert shell.rail.isVisible() and desk.read_now(open_visit) is None
    assert shell.close()


def test_after_a_crash_the_same_visit_goes_on(room: Room, desk: Desk, qtbot: Any) -> None:
    room.show("training")
    fresh = Shell("CareCoop", [], office="Dee Valley")
    qtbot.addWidget(fresh)
    visit = desk.read_now(open_visit)
    assert visit == room.visit
    again = resume(desk, fresh, visit)
    assert fresh.status.text.endswith("records shown so far: 1")
    assert again.end("4711")
