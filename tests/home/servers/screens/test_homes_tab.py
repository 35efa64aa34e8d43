"""Settings, Where it lives: what is chosen is said, what is wrong is told, and the office moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.desks import read_ticket
from carecoop_desktop.home.servers.moving_steps import Way
from carecoop_desktop.home.servers.screens.homes_tab import HomesTab
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.platform.office.permissions import Role
from tests.conftest import InlineLane, RecordingWindow
from tests.home.servers.conftest import Running


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))


@pytest.fixture
def tab(desk: Any, qtbot: Any) -> Iterator[HomesTab]:
    made = HomesTab(desk)
    qtbot.addWidget(made)
    made.reload()
    yield made


def test_the_office_moves_into_the_chosen_folder(tab: HomesTab, tmp_path: Path) -> None:
    tab.move_to(Way.FOLDER)
    assert tab.said.text().startswith("No folder was chosen.")
    tab.take_folder(tmp_path)
    assert "is on this computer" in tab.where.text()
    tab.buttons[Way.FOLDER].click()
    assert "all proved" in tab.said.text()
    moved = open_office(tmp_path / "Dee-Valley-Care-Co-operative.carecoop", features())
    moved.close()


def test_what_is_wrong_stands_beside_its_field(tab: HomesTab) -> None:
    tab.forms[Way.SERVER].set_values({"address": "nowhere"})
    tab.move_to(Way.SERVER)
    assert tab.forms[Way.SERVER].issue_text("address")
    tab.forms[Way.OWN_SERVER].set_values({"networks": "0.0.0.0/0"})
    tab.move_to(Way.OWN_SERVER)
    assert "reached from outside" in tab.forms[Way.OWN_SERVER].issue_text("networks")


def test_a_server_that_does_not_answer_is_told(tab: HomesTab, desk: Any) -> None:
    tab.forms[Way.SERVER].set_values({"address": "postgresql://ann@127.0.0.1:9/office"})
    tab.move_to(Way.SERVER)
    assert len(desk.window.troubles) == 1 and tab.said.text() == ""


def test_a_connection_file_needs_a_server_here(tab: HomesTab) -> None:
    on_server = tab._desk.office.database.address.url is not None
    assert why_grey(tab.ticket_button).startswith("" if on_server else "This office is on no server")


@pytest.mark.parametrize("office", ["sqlite"], indirect=True)
def test_a_connection_file_is_made(
    desk: Any, qtbot: Any, running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "carecoop_desktop.home.servers.screens.homes_tab.folder_of", lambda _data: running.cluster.folder
    )
    tab = HomesTab(desk)
    qtbot.addWidget(tab)
    assert not why_grey(tab.ticket_button)
    tab.write_ticket("Sam Reed", tmp_path / "sam.carecoop-desk")
    assert read_ticket(tmp_path / "sam.carecoop-desk").user == "Sam Reed"
    assert "lets Sam Reed in, once" in tab.said.text()
    tab.write_ticket("Zed", tmp_path / "zed.carecoop-desk")
    assert len(desk.window.troubles) == 1


def test_who_may_not_copy_the_office_may_not_move_it(desk: Any, qtbot: Any) -> None:
    desk.office.user = type(desk.office.user)("Rae Lund", Role.READ_ONLY)
    tab = HomesTab(desk)
    qtbot.addWidget(tab)
    assert why_grey(tab.buttons[Way.FOLDER]) == "Your role may not copy the office."


def test_the_pen_is_put_down_here(
    qtbot: Any, tmp_path: Path, empty_offices: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARECOOP_SHARED_FOLDERS", str(tmp_path / "share"))
    monkeypatch.setenv("CARECOOP_COPIES", str(tmp_path / "copies"))
    (tmp_path / "share").mkdir()
    place = tmp_path / "share" / "office.carecoop"
    place.write_bytes(Path(empty_offices["sqlite"]).read_bytes())
    office = open_office(place, features())
    tab = HomesTab(Desk(office, InlineLane(), RecordingWindow()))
    qtbot.addWidget(tab)
    tab.reload()
    tab.pen_button.click()
    assert office.database.read_only
    office.close()
