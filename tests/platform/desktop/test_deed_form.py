"""A form in place of a detail."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.members.actions import add_member, change_member
from carecoop_desktop.people.members.queries import member_names, member_record
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import heading, text
from carecoop_desktop.platform.kernel.errors import Refusal


def _adding() -> Filling:
    fields = (heading("Who"), text("name", "Name", required=True), text("nhs_number", "NHS number"))

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        return Deed(add_member, (), {**values, "nhs_number": values["nhs_number"] or None, "status": "joining"})

    return Filling("New member", "Add member", fields, submit, note="Ask first.")


@pytest.fixture
def card(desk: Desk, qtbot: Any) -> FormCard:
    made = FormCard(desk)
    qtbot.addWidget(made)
    return made


def test_only_what_was_altered_is_given() -> None:
    filling = Filling("t", "d", (text("name", "Name", "Ann"), text("note", "Note")), lambda v, _n: Deed(add_member),
                      only_changed=True)  # fmt: skip
    assert filling.opening == {"name": "Ann", "note": ""}
    assert filling.given({"name": "Ann", "note": None}) == {}
    assert filling.given({"name": "Bo", "note": ""}) == {"name": "Bo"}


def test_headings_have_no_answer() -> None:
    assert _adding().opening == {"name": "", "nhs_number": ""}


def test_the_deed_is_done_and_what_follows_is_called(desk: Desk, card: FormCard, qtbot: Any) -> None:
    made: list[Any] = []
    card.open(_adding(), made.append)
    assert card.save.text() == "Add member" and not card.dirty
    assert card.form is not None
    card.form.input("name").set_value("Ann Hay")
    with qtbot.waitSignal(card.closed):
        card.save.click()
    assert desk.read_now(member_names) == {made[0]: "Ann Hay"}
    assert card.form is None and card.may_leave()


def test_nothing_is_done_while_a_needed_answer_is_missing(desk: Desk, card: FormCard) -> None:
    card.open(_adding())
    card.save.click()
    assert card.form is not None and desk.read_now(member_names) == {}


def test_the_action_s_issues_stand_in_the_form(desk: Desk, card: FormCard) -> None:
    card.open(_adding())
    assert card.form is not None
    card.form.input("name").set_value("Ann Hay")
    card.form.input("nhs_number").set_value("123")
    card.save.click()
    assert card.form is not None and desk.window.troubles == []  # type: ignore[attr-defined]


def test_another_trouble_is_shown_by_the_window(desk: Desk, card: FormCard) -> None:
    filling = Filling("t", "d", (text("known_as", "Known as", "Al"),), lambda v, n: Deed(change_member, (99, n), v), 1)
    card.open(filling)
    card.save.click()
    assert isinstance(desk.window.troubles[0], Refusal)  # type: ignore[attr-defined]


def test_both_desks_values_are_offered_and_the_choice_is_written(desk: Desk, card: FormCard) -> None:
    number = desk.office.do(add_member, name="Ann Hay", status="active", joined=date(2026, 1, 1)).value

    def fresh() -> int:
        return desk.read_now(member_record, number).version

    fields = (text("known_as", "Likes to be called", ""),)
    card.open(Filling("Edit", "Save", fields, lambda v, n: Deed(change_member, (number, n), v), fresh(), True, fresh))
    desk.office.do(change_member, number, fresh(), known_as="Annie")
    assert card.form is not None
    card.form.input("known_as").set_value("Nan")
    card.save.click()
    assert card.conflict is not None and card.save.text() == "Save what I chose"
    card.save.click()
    assert desk.read_now(member_record, number).known_as == "Annie", "nothing is written before the choice"
    assert desk.window.sentences[-1] == "Choose for each field which value to keep."  # type: ignore[attr-defined]


def test_leaving_closes_without_doing(card: FormCard, qtbot: Any) -> None:
    card.open(_adding())
    with qtbot.waitSignal(card.closed):
        card.leave()
    assert card.form is None
