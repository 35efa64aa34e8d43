"""The choice between two desks' hours under the grid, by keyboard, for every deed of the page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk, Lane
from carecoop_desktop.platform.desktop.dialogs import Message
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.timesheets.actions import NewLine, change_line, enter_lines, query_lines, sign_lines
from carecoop_desktop.work.timesheets.queries import GridRow, week_grid
from carecoop_desktop.work.timesheets.screens import meeting, week_model
from carecoop_desktop.work.timesheets.screens.page import TimesheetsPage, make_page

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def line(desk: Desk, people) -> int:
    """Marek's four hours with James on Monday."""
    return desk.office.do(enter_lines, [NewLine(people.marek, people.james, MONDAY, minutes=240)]).value[0]


@pytest.fixture
def page(desk: Desk, line: int, qtbot) -> TimesheetsPage:
    """The page on that week, Marek's Monday current."""
    made = make_page(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    qtbot.waitUntil(lambda: made.week.grid is not None)
    made.week.view.setFocus()
    made.week.view.go(made.week.model.row_of((1, 1, "standard")), 3)
    return made


def as_sam(desk: Desk, deed, *inputs, **named):
    """Sam Reed does it at another desk, of which this one has not heard yet."""
    me, desk.office.user = desk.office.user, User("Sam Reed", Role.PAYROLL)
    value = desk.office.do(deed, *inputs, **named).value
    desk.office.user = me
    return value


def row(desk: Desk) -> GridRow:
    return next(one for one in desk.read_now(week_grid, SUNDAY).rows if one.key == (1, 1, "standard"))


def type_in(page: TimesheetsPage, qtbot, words: str, leave: Qt.Key = Key.Key_Return) -> None:
    qtbot.keyClicks(page.week.view, words)
    (editor,) = [each for each in page.week.view.viewport().findChildren(QLineEdit) if each.isVisible()]
    qtbot.keyClick(editor, leave)


def boxes(page: TimesheetsPage) -> list[str]:
    return [each.accessibleName() for each in page.week.meeting.conflict.findChildren(QRadioButton)]


def at_rest(page: TimesheetsPage, qtbot) -> None:
    """Until everything that was under way has been read."""
    qtbot.waitUntil(lambda: not page.week._soon.isActive() and not page.week.model._landed)


def test_by_keyboard_into_the_choice_back_and_through_it(page: TimesheetsPage, desk: Desk, line: int, qtbot) -> None:
    as_sam(desk, change_line, line, minutes=360)
    type_in(page, qtbot, "5", Key.Key_Tab)
    assert page.week.view.hasFocus(), "the next cell may be typed in already"
    assert desk.window.sentences[-1].endswith("F8: choose.")  # type: ignore[attr-defined]
    type_in(page, qtbot, "2", Key.Key_Return)
    assert row(desk).cells[1].amount == 120, "other cells are saved as ever"
    qtbot.keyClick(page.week.view, Key.Key_F8)
    first = page.week.meeting.conflict.findChildren(QRadioButton)[0]
    assert first.hasFocus()
    qtbot.keyClick(first, Key.Key_Return)
    assert desk.window.sentences[-1] == meeting.INCOMPLETE  # type: ignore[attr-defined]
    qtbot.keyClick(first, Key.Key_Escape)
    assert page.week.view.hasFocus() and page.week.meeting.isVisible()
    page.week.meeting.mine.click()
    qtbot.keyClick(page.week.meeting.save, Key.Key_Return)
    assert row(desk).cells[0].amount == 300 and page.week.view.hasFocus()
    at_rest(page, qtbot)
    desk.undo()
    assert row(desk).cells[0].amount == 360


def test_theirs_everywhere_changes_nothing(page: TimesheetsPage, desk: Desk, line: int, qtbot) -> None:
    as_sam(desk, change_line, line, minutes=360)
    type_in(page, qtbot, "5")
    assert page.week.meeting.mine.text() == "All &mine" and page.week.meeting.theirs.text() == "All &theirs"
    page.week.meeting.theirs.click()
    page.week.meeting.save.click()
    qtbot.waitUntil(lambda: page.week.model.index(0, 3).data() == "6.0")
    assert desk.window.sentences[-1] == "Theirs stands; nothing was changed."  # type: ignore[attr-defined]
    assert page.week.strip.isVisible() and not why_grey(page.copy)


def test_a_cell_that_waits_is_marked_and_not_typed_or_pasted_over(page, desk: Desk, line: int, qtbot) -> None:
    as_sam(desk, change_line, line, minutes=360)
    type_in(page, qtbot, "5")
    index = page.week.model.index(page.week.model.row_of((1, 1, "standard")), 3)
    assert index.data() == "5.0" and index.data(week_model.PILLS) == [("5.0", "warn")]
    assert week_model.DISPUTED in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not page.week.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    page.week.view.go(index.row(), 3)
    QGuiApplication.clipboard().setText("8")
    page.week.view.paste()
    assert desk.window.sentences[-1] == meeting.OPEN  # type: ignore[attr-defined]
    assert page.week.meeting.open_conflicts == 1
    page.reload()
    at_rest(page, qtbot)
    assert index.data() == "5.0", "a new reading leaves it in sight"


def test_two_conflicts_are_settled_one_after_the_other(page, desk: Desk, people, line: int, qtbot) -> None:
    as_sam(desk, change_line, line, minutes=360)
    as_sam(desk, enter_lines, [NewLine(people.marek, people.james, MONDAY + timedelta(1), minutes=60)])
    type_in(page, qtbot, "5", Key.Key_Tab)
    type_in(page, qtbot, "7")
    assert page.week.meeting.open_conflicts == 2 and "Mon 23" in boxes(page)[0]
    page.week.meeting.mine.click()
    page.week.meeting.save.click()
    assert page.week.meeting.open_conflicts == 1 and "Tue 24" in boxes(page)[0]
    page.week.meeting.mine.click()
    page.week.meeting.save.click()
    assert [cell.amount for cell in row(desk).cells[:2]] == [300, 420]


def test_approving_what_was_signed_anew(page, desk: Desk, line: int, qtbot) -> None:
    desk.office.do(sign_lines, [line])
    page.reload()
    qtbot.waitUntil(lambda: page.approve.text() == "Approve 1 ready")
    as_sam(desk, change_line, line, minutes=360)
    page.approve_ready()
    assert page.week.meeting.save.text() == "&Keep theirs" and boxes(page) == []
    told = [each.text() for each in page.week.meeting.conflict.findChildren(QLabel)]
    assert any("Changed hours are signed by the member" in words for words in told)
    page.week.meeting.save.click()
    assert row(desk).state == "draft"
    as_sam(desk, sign_lines, [line])
    at_rest(page, qtbot)
    as_sam(desk, change_line, line, note="By bus")
    page.approve_ready()
    assert boxes(page)[0].split(": ")[1] == "6.0 h, Approved"
    page.week.meeting.mine.click()
    page.week.meeting.save.click()
    assert row(desk).state == "approved" and row(desk).cells[0].lines[0].note == "By bus"


def test_signing_and_asking_meet_changes(page, desk: Desk, line: int, qtbot) -> None:
    as_sam(desk, change_line, line, minutes=360)
    page.week.strip.sign.click()
    assert boxes(page)[0].endswith("mine: 6.0 h, Member signed")
    assert page.week.meeting.conflict.findChildren(QRadioButton)[0].hasFocus(), "a button's deed goes to the choice"
    page.week.meeting.mine.click()
    page.week.meeting.save.click()
    assert row(desk).state == "signed"
    at_rest(page, qtbot)
    page.week.strip.ask.click()
    as_sam(desk, query_lines, [line], "Where?")
    page.week.read()
    assert not page.week.strip.question.isHidden(), "a half-written question stays"
    qtbot.keyClicks(page.week.strip.question, "When?")
    qtbot.keyClick(page.week.strip.question, Key.Key_Return)
    assert any("mine: Query: “When?”" in words for words in boxes(page))
    page.week.meeting.theirs.click()
    page.week.meeting.save.click()
    assert row(desk).cells[0].lines[0].query == "Where?"


def test_a_question_is_left_by_esc_and_the_week_can_be_left_with_one_open(page, desk: Desk, qtbot) -> None:
    page.week.strip.ask.click()
    qtbot.keyClick(page.week.strip.question, Key.Key_Escape)
    assert page.week.strip.question.isHidden()
    page.week.strip.ask.click()
    page.week.move_week(-1)
    assert page.week.grid.sunday == SUNDAY - timedelta(7), "another week is shown at once"


def test_copying_a_week_meets_a_cell_that_was_filled_since(page, desk: Desk, people, qtbot) -> None:
    pair = people.marek, people.james
    page.week.move_week(1)
    at_rest(page, qtbot)
    as_sam(desk, enter_lines, [NewLine(*pair, MONDAY + timedelta(7), minutes=60)])
    page.copy_week()
    assert boxes(page)[0].endswith("mine: 4.0 h")
    page.week.meeting.theirs.click()
    page.week.meeting.save.click()
    assert desk.window.troubles == []  # type: ignore[attr-defined]
    at_rest(page, qtbot)
    assert page.week.grid.summary.entered == 60


def test_leaving_the_page_asks_while_something_is_not_saved(page, desk: Desk, line: int, qtbot, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Message, "exec", lambda box: asked.append(box.accessibleDescription()))
    assert page.may_leave() and asked == []
    as_sam(desk, change_line, line, minutes=360)
    type_in(page, qtbot, "5")
    assert not page.may_leave()
    assert asked == [f"Hours are not saved yet: another desk changed them meanwhile. {meeting.OPEN}"]
    assert unnamed_controls(page) == []


class AwayLane:
    """The lane of an office that does not answer while ``away``."""

    def __init__(self, lane: Lane) -> None:
        self._lane, self.away = lane, True

    def run(self, call, done, failed, text: str = "") -> None:
        """As the test's own lane, once the office answers."""
        if self.away:
            failed(Fault("The server does not answer."))
        else:
            self._lane.run(call, done, failed, text)


def test_what_is_typed_while_the_office_does_not_answer_is_kept_and_saved_later(page, desk: Desk, qtbot) -> None:
    lane = desk.lane = AwayLane(desk.lane)
    type_in(page, qtbot, "5", Key.Key_Tab)
    type_in(page, qtbot, "7")
    assert [page.week.model.index(0, column).data() for column in (3, 4)] == ["5.0", "7.0"]
    assert desk.window.sentences[-1].startswith("The server does not answer. What you typed")  # type: ignore[attr-defined]
    assert page.week.unsaved and desk.window.troubles == []  # type: ignore[attr-defined]
    lane.away = False
    page.week._again.setInterval(0)
    page.week._again.start()
    qtbot.waitUntil(lambda: not page.week.unsaved)
    assert [cell.amount for cell in row(desk).cells[:2]] == [300, 420]


def test_other_trouble_is_told_and_what_stands_is_shown_again(page, desk: Desk, qtbot) -> None:
    desk.office.user = User("Sam", Role.READ_ONLY)
    type_in(page, qtbot, "5")
    at_rest(page, qtbot)
    assert "may not" in desk.window.sentences[-1]  # type: ignore[attr-defined]
    assert page.week.model.index(0, 3).data() == "4.0"
