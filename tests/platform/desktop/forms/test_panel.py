"""A form: values, issues beside the fields, keys, dirt and drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.forms import (
    FileDrafts,
    FormPanel,
    check,
    choice,
    date_,
    heading,
    money,
    multiline,
    person,
    text,
)
from carecoop_desktop.platform.desktop.theme import ThemeKeeper
from carecoop_desktop.platform.kernel.errors import Invalid, Issue

Place = Callable[[QWidget], QWidget]
Today = Callable[[], date]

FIELDS = [
    heading("Person"),
    text("name", "&Full name", required=True),
    date_("starts", "Starts on"),
    money("rate", "Hourly rate", 1350, hint="At least the minimum wage."),
    choice("circle", "Circle", [(1, "Chester"), (2, "Wirral")], 1),
    check("dbs", "On the update service"),
    multiline("note", "Note"),
    text("number", "Payroll number", "17", why_not="A payroll number is given once."),
    text("pin", "PIN", secret=True),
]


@pytest.fixture
def asked() -> list[bool]:
    """Answers to "leave without saving?", the next one first; what was asked is taken out."""
    return []


@pytest.fixture
def form(place: Place, today: Today, tmp_path: Path, asked: list[bool]) -> FormPanel:
    made = FormPanel(
        FIELDS, drafts=FileDrafts(tmp_path), draft_key="assistant:new", today=today, confirm_leave=lambda: asked.pop(0)
    )
    place(made)
    made.activateWindow()
    return made


def line(form: FormPanel, key: str) -> QLineEdit:
    widget = form.input(key).widget
    assert isinstance(widget, QLineEdit)
    return widget


def fill(form: FormPanel, qtbot: QtBot, key: str, typed: str) -> None:
    line(form, key).clear()
    qtbot.keyClicks(line(form, key), typed)


class TestValues:
    """What was filled in."""

    def test_every_field_gives_its_value(self, form: FormPanel, qtbot: QtBot) -> None:
        fill(form, qtbot, "name", "Marek Nowak")
        fill(form, qtbot, "starts", "t")
        assert form.values() == {
            "name": "Marek Nowak",
            "starts": date(2026, 11, 22),
            "rate": 1350,
            "circle": 1,
            "dbs": False,
            "note": "",
            "number": "17",
            "pin": "",
        }

    def test_all_issues_come_at_once(self, form: FormPanel, qtbot: QtBot) -> None:
        fill(form, qtbot, "starts", "soon")
        fill(form, qtbot, "rate", "much")
        with pytest.raises(Invalid) as caught:
            form.values()
        assert [issue.field for issue in caught.value.issues] == ["name", "starts", "rate"]
        assert form.issue_text("name") == "Full name is needed."
        assert form.issue_text("rate") == "“much” cannot be read here. An amount like 12.50 or £1,234.56."
        assert form.issue_text("circle") == ""

    def test_they_go_when_all_is_well(self, form: FormPanel, qtbot: QtBot) -> None:
        with pytest.raises(Invalid):
            form.values()
        fill(form, qtbot, "name", "Ann Hay")
        form.values()
        assert form.issue_text("name") == ""
        assert line(form, "name").property("wrong") == "false"

    def test_other_values_are_no_change(self, form: FormPanel) -> None:
        form.set_values({"name": "Ann Hay", "rate": 1400, "unknown": 1})
        assert not form.dirty
        assert form.values()["rate"] == 1400


class TestIssues:
    """Issues that an action found."""

    def test_they_stand_beside_their_fields(self, form: FormPanel) -> None:
        form.show_issues(
            [Issue("rate", "£9.00 is under the minimum wage.", "£12.71 or more."), Issue("rate", "Second.")]
        )
        assert form.issue_text("rate") == "£9.00 is under the minimum wage. £12.71 or more.\nSecond."
        assert line(form, "rate").property("wrong") == "true"

    def test_a_screen_reader_hears_them(self, form: FormPanel) -> None:
        form.show_issues([Issue("rate", "Too low.")])
        assert line(form, "rate").accessibleDescription() == "Too low."
        form.show_issues([])
        assert line(form, "rate").accessibleDescription() == "At least the minimum wage."

    def test_the_first_wrong_field_has_the_focus(self, form: FormPanel) -> None:
        form.show_issues([Issue("rate", "Too low."), Issue("name", "Taken.")])
        assert form.focusWidget() is line(form, "name")

    def test_those_of_no_field_stand_under_the_form(self, form: FormPanel) -> None:
        form.show_issues([Issue("other", "The month is locked.")])
        assert form.issue_text("") == "The month is locked."


class TestKeys:
    """By keyboard."""

    def test_enter_moves_on_and_finishes_on_the_last(self, form: FormPanel, qtbot: QtBot) -> None:
        finished: list[bool] = []
        form.finished.connect(lambda: finished.append(True))
        line(form, "name").setFocus()
        qtbot.keyClick(line(form, "name"), Qt.Key.Key_Return)
        assert form.focusWidget() is line(form, "starts")
        qtbot.keyClick(line(form, "starts"), Qt.Key.Key_Return)
        assert form.focusWidget() is line(form, "rate")
        assert line(form, "rate").selectedText() == "£13.50"
        qtbot.keyClick(line(form, "pin"), Qt.Key.Key_Enter)
        assert finished == [True]

    def test_enter_in_a_note_is_a_new_line(self, form: FormPanel, qtbot: QtBot) -> None:
        note = form.input("note").widget
        qtbot.keyClicks(note, "one")
        qtbot.keyClick(note, Qt.Key.Key_Return)
        qtbot.keyClicks(note, "two")
        assert form.input("note").value() == "one\ntwo"

    def test_ctrl_enter_finishes_from_anywhere(self, form: FormPanel, qtbot: QtBot) -> None:
        for key in ("name", "note"):
            with qtbot.waitSignal(form.finished, timeout=1000):
                qtbot.keyClick(form.input(key).widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def test_esc_leaves_a_clean_form_without_a_question(self, form: FormPanel, qtbot: QtBot) -> None:
        with qtbot.waitSignal(form.left, timeout=1000):
            qtbot.keyClick(line(form, "name"), Qt.Key.Key_Escape)

    def test_esc_asks_when_something_was_typed(self, form: FormPanel, qtbot: QtBot, asked: list[bool]) -> None:
        left: list[bool] = []
        form.left.connect(lambda: left.append(True))
        fill(form, qtbot, "name", "Ann")
        asked += [False, True]
        qtbot.keyClick(line(form, "name"), Qt.Key.Key_Escape)
        assert left == []
        qtbot.keyClick(line(form, "name"), Qt.Key.Key_Escape)
        assert (left, asked) == ([True], [])

    def test_the_label_leads_to_its_field(self, form: FormPanel) -> None:
        labels = {each.text(): each.buddy() for each in form.findChildren(QLabel) if each.buddy() is not None}
        assert labels["&Full name *"] is line(form, "name")
        assert labels["Hourly rate"] is line(form, "rate")

    def test_every_control_has_a_name(self, form: FormPanel) -> None:
        assert unnamed_controls(form) == []
        assert line(form, "name").accessibleName() == "Full name"
        assert line(form, "name").accessibleDescription() == "Required."


class TestDirt:
    """Whether something was changed."""

    def test_typing_dirties_and_typing_back_cleans(self, form: FormPanel, qtbot: QtBot) -> None:
        assert not form.dirty
        fill(form, qtbot, "name", "A")
        assert form.dirty
        qtbot.keyClick(line(form, "name"), Qt.Key.Key_Backspace)
        assert not form.dirty

    def test_saving_cleans(self, form: FormPanel, qtbot: QtBot) -> None:
        fill(form, qtbot, "name", "Ann")
        form.settle()
        assert not form.dirty

    def test_an_edit_is_told(self, form: FormPanel, qtbot: QtBot) -> None:
        with qtbot.waitSignal(form.edited, timeout=1000):
            qtbot.keyClicks(line(form, "name"), "A")

    def test_what_cannot_be_changed_says_why(self, form: FormPanel, qtbot: QtBot) -> None:
        qtbot.keyClicks(line(form, "number"), "9")
        assert line(form, "number").text() == "17"
        assert line(form, "number").toolTip() == "A payroll number is given once."
        assert line(form, "number").accessibleDescription() == "A payroll number is given once."


class TestDrafts:
    """What was typed survives."""

    def again(self, place: Place, today: Today, tmp_path: Path) -> FormPanel:
        made = FormPanel(FIELDS, drafts=FileDrafts(tmp_path), draft_key="assistant:new", today=today)
        place(made)
        return made

    def test_a_crash_keeps_what_was_typed(
        self, form: FormPanel, qtbot: QtBot, place: Place, today: Today, tmp_path: Path
    ) -> None:
        fill(form, qtbot, "name", "Ann")
        fill(form, qtbot, "starts", "not yet a date")
        form.keep_draft()
        later = self.again(place, today, tmp_path)
        kept = later.kept_draft()
        assert kept is not None
        later.fill(kept[1])
        assert later.dirty
        assert (line(later, "name").text(), line(later, "starts").text()) == ("Ann", "not yet a date")
        later.settle()

    def test_it_is_kept_without_asking_a_moment_after_typing(
        self, form: FormPanel, qtbot: QtBot, tmp_path: Path
    ) -> None:
        fill(form, qtbot, "name", "Ann")
        qtbot.waitUntil(lambda: FileDrafts(tmp_path).find("assistant:new") is not None, timeout=5000)
        form.settle()

    def test_a_secret_is_not_kept(self, form: FormPanel, qtbot: QtBot, tmp_path: Path) -> None:
        fill(form, qtbot, "pin", "1234")
        form.keep_draft()
        assert "pin" not in (FileDrafts(tmp_path).find("assistant:new") or {})
        form.settle()

    def test_saving_and_leaving_drop_it(self, form: FormPanel, qtbot: QtBot, tmp_path: Path, asked: list[bool]) -> None:
        for leave in (form.settle, form.may_leave):
            fill(form, qtbot, "name", leave.__name__)
            form.keep_draft()
            asked.append(True)
            leave()
            assert FileDrafts(tmp_path).find("assistant:new") is None

    def test_a_clean_form_keeps_nothing(self, form: FormPanel, tmp_path: Path) -> None:
        form.keep_draft()
        assert form.kept_draft() is None
        assert list(tmp_path.iterdir()) == []


def test_a_form_without_drafts_needs_no_folder(place: Place, qtbot: QtBot) -> None:
    form = FormPanel([text("name", "Name")])
    place(form)
    qtbot.keyClicks(form.input("name").widget, "A")
    form.keep_draft()
    assert form.kept_draft() is None


def test_a_person_is_asked_for_by_name(place: Place, qtbot: QtBot) -> None:
    form = FormPanel([person("who", "Who", lambda typed: [(7, "Marek Nowak")]), text("after", "After")])
    place(form)
    qtbot.keyClicks(form.input("who").widget, "Marek Nowak")
    assert form.values()["who"] == 7
    qtbot.keyClicks(form.input("who").widget, "x")
    with pytest.raises(Invalid) as caught:
        form.values()
    assert caught.value.issues[0].message == "Nobody here is called Marek Nowakx."


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_at_any_text_size(place: Place, theme: ThemeKeeper, percent: int) -> None:
    theme.apply(None, percent)
    form = FormPanel(FIELDS)
    place(form)
    form.adjustSize()
    for each in form.findChildren(QLabel):
        if each.isVisible() and not each.wordWrap():
            assert each.width() >= each.sizeHint().width(), each.text()
    for edit in form.findChildren(QLineEdit):
        assert edit.height() >= edit.fontMetrics().height()


def test_words_like_markup_are_shown_as_they_are(place: Place, today: Today) -> None:
    form = FormPanel([text("who", "About <b>Ann</b>", "x", why_not="<i>Ann</i> settled it")], today=today)
    place(form)
    [words] = [found for found in form.findChildren(QLabel) if "Ann" in found.text()]
    assert words.textFormat() is Qt.TextFormat.PlainText
    assert "&lt;i&gt;Ann" in form.input("who").widget.toolTip()
