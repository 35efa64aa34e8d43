"""The page of PAs, driven as somebody would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from carecoop_desktop.people.assistants.actions import assistant_left, change_assistant, start_supporting
from carecoop_desktop.people.assistants.entries import Dbs, Support
from carecoop_desktop.people.assistants.queries import assistant_names, assistant_record
from carecoop_desktop.people.assistants.screens import words
from carecoop_desktop.people.assistants.screens.page import AssistantsPage
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.choosing import choose, offered

TABS = ("Overview", "Contract & pay", "Bank & tax", "Vetting", "Training", "Members", "History")


def shown(qtbot: Any, desk: Desk) -> AssistantsPage:
    page = AssistantsPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    page.show()
    page.reload()
    return page


def test_an_empty_office_offers_the_first_deed(desk: Desk, qtbot: Any) -> None:
    page = shown(qtbot, desk)
    assert page.context_label.text() == "Nobody yet"
    assert page._right.currentWidget() is page.empty
    page.new_assistant()
    assert page._right.currentWidget() is page.form


def test_the_first_pa_is_open_when_the_page_comes(desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
    add("Siân Davies")
    add("Ann Hay")
    page = shown(qtbot, desk)
    assert page.context_label.text() == "2 people · 2 active"
    assert page.detail.page is not None and page.detail.page.record.name == "Ann Hay"


@pytest.mark.parametrize("title", TABS)
def test_every_tab_shows_a_full_and_an_empty_file(desk: Desk, qtbot: Any, add: Callable[..., int], title: str) -> None:
    bare = add("Ann Hay", contract=None, rates=(), bank=None, tax=None, vetting=(), dbs=None, right_to_work=None,
               references=(), training=(), supervisions=())  # fmt: skip
    full = add("Siân Davies")
    page = shown(qtbot, desk)
    for number in (full, bare):
        page.show_record(number)
        assert page.detail.content(title).isVisibleTo(page)
    assert desk.window.troubles == []  # type: ignore[attr-defined]


def test_two_desks_say_when_a_pa_left(desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
    siân = add("Siân Davies")
    page = shown(qtbot, desk)
    page.show_record(siân)
    page.detail.leave()
    desk.office.do(change_assistant, siân, 1, phone="07700 900999")
    desk.office.do(assistant_left, siân, date(2026, 11, 20), 2)
    assert page.form.form is not None
    page.form.form.input("left").set_value(date(2026, 11, 27))
    page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(page.form)] == [
        "Last day, mine: 27 Nov 2026", "Last day, theirs: 20 Nov 2026",
    ]  # fmt: skip
    choose(page.form, "Last day, theirs")
    now = desk.read_now(assistant_record, siân)
    assert (now.left, now.status, now.phone) == (date(2026, 11, 20), "left", "07700 900999")


def test_an_ni_number_is_neither_told_nor_lost_where_a_role_does_not_show_it(
    desk: Desk, qtbot: Any, add: Callable[..., int]
) -> None:
    siân = add("Siân Davies")
    desk.office.user = User("Olu Office", Role.OFFICE)
    page = shown(qtbot, desk)
    page.show_record(siân)
    page.detail.edit()
    desk.office.user = User("Priya Shah", Role.OWNER)
    desk.office.do(change_assistant, siân, 1, ni_number="AB123456C", languages="Welsh")
    desk.office.user = User("Olu Office", Role.OFFICE)
    assert page.form.form is not None
    page.form.form.input("languages").set_value("Urdu")
    page.form.save.click()
    assert [each.split(":")[0] for each in offered(page.form)] == ["Languages, mine", "Languages, theirs"]
    assert page.form.conflict is not None
    told = [each.text() for each in page.form.conflict.findChildren(QLabel)]
    assert "not shown to your role" in told and not any("AB12" in each for each in told)
    choose(page.form, "Languages, mine")
    desk.office.user = User("Priya Shah", Role.OWNER)
    now = desk.read_now(assistant_record, siân)
    assert (now.ni_number, now.languages) == ("AB123456C", "Urdu")


def test_vetting_reads_like_the_inspector_s_picture(desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
    page = shown(qtbot, desk)
    page.show_record(add())
    tab = page.detail.content("Vetting")
    assert tab.complete.text() == "complete" and tab.items.row_count() == 9
    assert tab.references.row_count() == 2


def test_bank_and_tax_say_who_may_look(desk: Desk, office: Office, qtbot: Any, add: Callable[..., int]) -> None:
    number = add()
    office.user = User("Sam Other", Role.OFFICE)
    page = shown(qtbot, desk)
    page.show_record(number)
    tab = page.detail.content("Bank & tax")
    assert (tab.tax_note.text(), tab.bank_note.text()) == (words.HIDDEN_TAX, words.HIDDEN_BANK)
    assert not tab.tax.isVisibleTo(tab) and not tab.bank.isVisibleTo(tab)
    pay = page.detail.content("Contract & pay")
    assert pay.hidden.isVisibleTo(pay) and not pay.rates.isVisibleTo(pay)


def test_what_a_role_may_not_do_is_grey_with_the_reason(
    desk: Desk, office: Office, qtbot: Any, add: Callable[..., int]
) -> None:
    add()
    office.user = User("Sam Other", Role.READ_ONLY)
    page = shown(qtbot, desk)
    assert why_grey(page.add_button) == words.MAY_NOT_CHANGE
    assert why_grey(page.detail.record) == words.MAY_NOT_CHECK
    page.new_assistant()
    assert page._right.currentWidget() is page.detail


def test_a_pa_is_added_by_the_form_and_shown(desk: Desk, qtbot: Any) -> None:
    page = shown(qtbot, desk)
    page.new_assistant()
    form = page.form.form
    assert form is not None
    form.input("name").set_value("Marek Nowak")
    page.form.save.click()
    assert page.detail.page is not None and page.detail.page.record.name == "Marek Nowak"
    assert desk.window.sentences[-1] == "Added Marek Nowak"  # type: ignore[attr-defined]


def test_a_wrong_answer_stands_beside_its_field_and_nothing_is_written(desk: Desk, qtbot: Any) -> None:
    page = shown(qtbot, desk)
    page.new_assistant()
    form = page.form.form
    assert form is not None
    form.input("name").set_value("Marek Nowak")
    form.input("ni_number").set_value("QQ123456C")
    page.form.save.click()
    assert page._right.currentWidget() is page.form
    assert desk.read_now(assistant_names) == {}


def test_record_check_offers_the_update_service_first(desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
    page = shown(qtbot, desk)
    page.show_record(add(dbs=Dbs("001234567890", date(2025, 4, 10), update_service=True)))
    offered = [action.text() for action in page.detail.record.menu().actions() if action.text()]
    assert offered[0] == "Update Service check" and offered[-2:] == ["Training", "Supervision"]
    page.detail.record.menu().actions()[0].trigger()
    assert page.form.save.text() == "Record check"
    page.form.save.click()
    assert desk.window.sentences[-1].startswith("DBS status of Siân Davies checked")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "deed",
    ["edit", "leave", "set_contract", "set_rate", "set_bank", "set_tax", "record_item", "record_training",
     "record_supervision", "match"],
)  # fmt: skip
def test_every_deed_opens_its_form(desk: Desk, qtbot: Any, add: Callable[..., int], deed: str) -> None:
    add()
    page = shown(qtbot, desk)
    getattr(page.detail, deed)()
    assert page._right.currentWidget() is page.form and page.form.form is not None
    page.form.leave()
    assert page._right.currentWidget() is page.detail


def test_matches_are_changed_and_ended_from_their_lines(
    desk: Desk, office: Office, qtbot: Any, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    number, james = add(), member("James Hollis")
    office.do(start_supporting, number, Support(james, date(2026, 1, 5), 600, "Gym"))
    page = shown(qtbot, desk)
    (link,) = page.detail.page.supports  # type: ignore[union-attr]
    page.detail.rematch(link)
    assert page.form.form is not None and page.form.form.values()["weekly_minutes"] == 600
    page.form.leave()
    page.detail.unmatch(link)
    page.form.save.click()
    assert page.detail.page.supports[0].until == desk.today  # type: ignore[union-attr]
    page.detail.open_member(james)
    assert desk.window.opened == [("members", james)]  # type: ignore[attr-defined]


def test_a_page_with_something_typed_is_not_left_silently(
    desk: Desk, qtbot: Any, add: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = add()
    page = shown(qtbot, desk)
    assert page.may_leave()
    page.new_assistant()
    form = page.form.form
    assert form is not None
    form.input("name").set_value("Half")
    monkeypatch.setattr(form, "may_leave", lambda: False)
    page.show_record(number)
    assert page._right.currentWidget() is page.form


def test_the_import_opens_in_the_page_and_closes_again(desk: Desk, qtbot: Any, tmp_path: Path) -> None:
    page = shown(qtbot, desk)
    page.import_file()
    assert page.import_page is not None and page._layers.currentWidget() is page.import_page
    page.import_page.closed.emit()
    assert page.import_page is None and page._layers.currentIndex() == 0
