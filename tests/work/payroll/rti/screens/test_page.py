"""The page of files to HMRC, by keyboard, with an engine on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.filings.queries import filings
from carecoop_desktop.work.payroll.rti.screens.page import FilingPage, make_page, open_filing
from carecoop_desktop.work.payroll.rti.transport import ENGINE
from tests.work.payroll.crew import Crew
from tests.work.payroll.rti.engine_server import EngineServer, engine_server
from tests.work.payroll.windowed import control, in_window

REFUSAL = """<Error><RaisedBy>ChRIS</RaisedBy><Number>7829</Number><Type>business</Type><Text>An address, please.</Text>
<Location>/hd:GovTalkMessage[1]/hd:Body[1]/fps:IRenvelope[1]/fps:FullPaymentSubmission[1]/fps:Employee[2]/fps:Employment
</Location></Error>"""


def opened(desk: Desk, qtbot: Any) -> FilingPage:
    page = make_page(desk)
    assert isinstance(page, FilingPage)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    page.show()
    page.reload()
    return page


def words(page: FilingPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def to(engine: EngineServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page sends to this engine, and the password is typed."""
    monkeypatch.setenv(ENGINE, engine.url)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("s3cret", True))


def test_what_is_due_is_sent_by_keyboard_and_the_receipt_stands(
    crew: Crew, run: int, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, own_keyring: Any
) -> None:
    page = opened(desk, qtbot)
    assert page.context == "7 due, 7 late" and page.name.text().startswith("FPS, ")
    assert unnamed_controls(page) == []
    with engine_server("acknowledge", "accept") as engine:
        to(engine, monkeypatch)
        qtbot.keyClick(page.send, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: [one.state for one in page.files] == ["waiting"])
        qtbot.keyClick(page.again, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: [one.state for one in page.files] == ["accepted"])
    (sent,) = desk.read_now(filings)
    assert sent.state == "accepted" and sent.mark in words(page) and "Thank you" in words(page)
    assert list(own_keyring.kept.values()) == ["s3cret"] and page.context.startswith("6 due")
    assert why_grey(page.send) == "Choose something that is due and not filed."


def test_errors_stand_with_the_person_and_open_them(
    crew: Crew, run: int, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, own_keyring: Any
) -> None:
    page = opened(desk, qtbot)
    with engine_server("refuse", errors=REFUSAL) as engine:
        to(engine, monkeypatch)
        page.send_chosen()
    assert page.wrong.isVisible() and page.wrong.copy_text().splitlines()[1].startswith("Bea Ward")
    page.wrong.opened.emit(0)
    assert desk.window.opened == [("assistants", crew.ids["Bea"])]  # type: ignore[attr-defined]


def test_a_lost_answer_is_told_and_the_file_is_sent_again(
    crew: Crew, run: int, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, own_keyring: Any
) -> None:
    page = opened(desk, qtbot)
    page.test.setChecked(True)
    with engine_server("drop", "accept") as engine:
        to(engine, monkeypatch)
        page.send_chosen()
        assert "no answer" in str(desk.window.troubles[0])  # type: ignore[attr-defined]
        assert [one.state for one in page.files] == ["lost"]
        page.choose_file(page.files[0].id)
        page.send_chosen()
    assert [(one.state, one.test) for one in page.files] == [("accepted", True)]
    assert page.context == "7 due, 7 late"


def test_an_eps_is_sent_and_nothing_without_a_password(
    crew: Crew, run: int, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, own_keyring: Any
) -> None:
    page = opened(desk, qtbot)
    page.due.choose(1)
    with engine_server("accept") as engine:
        to(engine, monkeypatch)
        monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("", False))
        page.send_chosen()
        assert desk.read_now(filings) == [] and engine.asked == []
        to(engine, monkeypatch)
        page.send_chosen()
    assert [(one.kind, one.state) for one in page.files] == [("eps", "accepted")]


def test_without_a_vendor_id_the_page_says_so_and_saves_the_file(
    crew: Crew, run: int, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crew.office.do(set_employer, {"vendor_id": ""})
    page = opened(desk, qtbot)
    assert "Live filing is off" in why_grey(page.send) and "Live filing is off" in page.why.text()
    page.send_chosen()
    assert desk.read_now(filings) == []
    file = tmp_path / "fps.xml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    qtbot.keyClick(page.save, Qt.Key.Key_Space)
    qtbot.waitUntil(file.exists)
    assert b"FullPaymentSubmission" in file.read_bytes()


def test_roles_that_may_not_are_told(crew: Crew, run: int, desk: Desk, qtbot: Any) -> None:
    crew.office.user = User("Tom", Role.TREASURER)
    page = opened(desk, qtbot)
    assert why_grey(page.send) == "Only payroll staff and owners file."
    assert "addresses" in why_grey(page.save)
    crew.office.user = User("Olive", Role.OFFICE)
    page = opened(desk, qtbot)
    assert page.context == "Not shown to your role"
    assert page.hidden.isVisible() and not page.split.isVisible()
    assert {why_grey(each) for each in (page.save, page.again, page.send)} == {"Only payroll staff and owners file."}
    open_filing(desk)
    assert desk.window.opened == [("filing", None)]  # type: ignore[attr-defined]


def test_its_shortcuts_are_heard_in_the_window(
    crew: Crew, run: int, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_keyring: Any
) -> None:
    page = make_page(desk)
    assert isinstance(page, FilingPage)
    in_window(page, "filing", qtbot)
    page.reload()
    with engine_server("acknowledge", "accept") as engine:
        to(engine, monkeypatch)
        control(page, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: [one.state for one in page.files] == ["waiting"])
        control(page, Qt.Key.Key_R)
        qtbot.waitUntil(lambda: [one.state for one in page.files] == ["accepted"])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "fps.xml"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    control(page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: any(tmp_path.glob("*.xml")))
