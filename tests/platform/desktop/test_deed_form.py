"""A form in place of a detail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QRadioButton

from carecoop_desktop.people.members.actions import add_member, change_member
from carecoop_desktop.people.members.queries import member_names, member_record
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import FileDrafts, heading, text
from carecoop_desktop.platform.desktop.page import label
from carecoop_desktop.platform.kernel.errors import Refusal
from tests.choosing import choose, offered


def _adding() -> Filling:
    fields = (heading("Who"), text("name", "Name", required=True), text("nhs_number", "NHS number"))

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        return Deed(add_member, (), {**values, "nhs_number": values["nhs_number"] or None, "status": "joining"})

    return Filling("New member", "Add member", fields, submit, note="Ask first.")


@pytest.fixture
def card(desk: Desk, qtbot: Any) -> FormCard:
    made = FormCard(desk, "members")
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


def test_what_nobody_typed_is_written_when_it_is_chosen_over_theirs(desk: Desk, card: FormCard) -> None:
    number = desk.office.do(add_member, name="Ann Hay", known_as="Nan", status="active", joined=date(2026, 1, 1)).value
    fresh = lambda: desk.read_now(member_record, number).version  # noqa: E731
    fields = (text("known_as", "Likes to be called", "Nan"), text("quote", "In their words", ""))
    card.open(Filling("Edit", "Save", fields, lambda v, n: Deed(change_member, (number, n), v), fresh(), True, fresh))
    desk.office.do(change_member, number, fresh(), known_as="Annie")
    assert card.form is not None
    card.form.input("quote").set_value("I choose.")
    card.save.click()
    assert card.conflict is not None
    card.conflict.findChildren(QRadioButton)[0].click()
    card.save.click()
    now = desk.read_now(member_record, number)
    assert (now.known_as, now.quote) == ("Nan", "I choose.")


@pytest.mark.parametrize("in_whole", [True, False])
def test_a_form_that_cannot_show_both_values_promises_no_choice(desk: Desk, card: FormCard, in_whole: bool) -> None:
    number = desk.office.do(add_member, name="Ann Hay", status="active", joined=date(2026, 1, 1)).value
    fields = (text("name", "Name", "Ann Hay"),)
    whole = Filling("Edit", "Save", fields, lambda v, n: Deed(change_member, (number, n), v), 1, False, lambda: 2)
    card.open(whole if in_whole else replace(whole, fresh=None, only_changed=True))
    desk.office.do(change_member, number, 1, name="Ann Lee")
    assert card.form is not None
    card.form.input("name").set_value("Ann May")
    card.save.click()
    (told,) = desk.window.troubles  # type: ignore[attr-defined]
    assert "changed name of this member" in told.sentence and "open it again" in told.remedy
    assert card.form.input("name").raw() == "Ann May" and card.conflict is None


class TestTwoDesks:
    """What is chosen is written, and nothing else: whatever else was saved in the meantime stays."""

    @pytest.fixture
    def ann(self, desk: Desk) -> int:
        joined = date(2026, 1, 1)
        return desk.office.do(add_member, name="Ann Hay", known_as="Nan", status="active", joined=joined).value

    @pytest.fixture
    def open_card(self, desk: Desk, card: FormCard, ann: int) -> FormCard:
        def fresh() -> int:
            return desk.read_now(member_record, ann).version

        fields = (text("called", "Likes to be called", "Nan"), text("quote", "In their words", ""),
                  text("email", "E-mail", "", why_not="Hidden"))  # fmt: skip

        def submit(values: dict[str, Any], version: int | None) -> Deed:
            named = {"known_as" if key == "called" else key: value for key, value in values.items()}
            return Deed(change_member, (ann, version), named)

        card.open(Filling("Edit", "Save", fields, submit, fresh(), True, fresh, columns={"known_as": "called"}))
        return card

    def type_in(self, card: FormCard, **typed: str) -> None:
        assert card.form is not None
        for key, value in typed.items():
            card.form.input(key).set_value(value)

    def test_a_stored_field_of_another_name_is_chosen_too(self, desk: Desk, open_card: FormCard, ann: int) -> None:
        desk.office.do(change_member, ann, 1, known_as="Annie")
        self.type_in(open_card, called="Anka", quote="I choose.")
        open_card.save.click()
        assert [each.split(":")[0] for each in offered(open_card)] == [
            "Likes to be called, mine", "Likes to be called, theirs",
        ]  # fmt: skip
        assert open_card.conflict is not None
        told = [each.text() for each in open_card.conflict.findChildren(QLabel)]
        assert any("changed likes to be called of this member" in each for each in told), "in the form's own words"
        choose(open_card, "Likes to be called, theirs")
        now = desk.read_now(member_record, ann)
        assert (now.known_as, now.quote) == ("Annie", "I choose.")

    def test_what_the_form_may_not_change_is_never_written(self, desk: Desk, open_card: FormCard, ann: int) -> None:
        desk.office.do(change_member, ann, 1, email="ann@example.org", address="1 Hoole Road")
        self.type_in(open_card, quote="I choose.")
        open_card.save.click()
        assert offered(open_card) == [] and open_card.save.text() == "Save all the same"
        open_card.save.click()
        now = desk.read_now(member_record, ann)
        assert (now.email, now.address, now.quote) == ("ann@example.org", "1 Hoole Road", "I choose.")

    def test_a_third_desk_that_saves_while_somebody_chooses_is_told_as_well(
        self, desk: Desk, open_card: FormCard, ann: int
    ) -> None:
        desk.office.do(change_member, ann, 1, known_as="Annie")
        self.type_in(open_card, called="Anka", quote="I choose.")
        open_card.save.click()
        desk.office.do(change_member, ann, 2, quote="I decide.")
        choose(open_card, "Likes to be called, theirs")
        assert desk.read_now(member_record, ann).quote == "I decide.", "not written over unseen"
        assert [each.split(",")[0] for each in offered(open_card)] == ["In their words"] * 2
        choose(open_card, "In their words, mine")
        now = desk.read_now(member_record, ann)
        assert (now.known_as, now.quote) == ("Annie", "I choose."), "the first choice stands as well"

    def test_what_is_typed_after_the_choice_is_written(self, desk: Desk, open_card: FormCard, ann: int) -> None:
        desk.office.do(change_member, ann, 1, known_as="Annie")
        self.type_in(open_card, called="Anka", quote="I choose.")
        open_card.save.click()
        desk.office.do(change_member, ann, 2, quote="I decide.")
        choose(open_card, "Likes to be called, theirs")
        self.type_in(open_card, called="Anneke")
        choose(open_card, "In their words, theirs")
        now = desk.read_now(member_record, ann)
        assert (now.known_as, now.quote) == ("Anneke", "I decide.")


def test_leaving_closes_without_doing(card: FormCard, qtbot: Any) -> None:
    card.open(_adding())
    with qtbot.waitSignal(card.closed):
        card.leave()
    assert card.form is None


class TestDrafts:
    """What was typed and not saved is offered at the next opening of the same form."""

    @pytest.fixture
    def kept(self, desk: Desk, tmp_path: Path) -> FileDrafts:
        store = FileDrafts(tmp_path / "drafts")
        desk.drafts = store
        return store

    def type_and_crash(self, card: FormCard) -> None:
        assert card.form is not None
        card.form.input("name").set_raw("Zoltan")
        card.form.keep_draft()

    def test_it_can_be_put_back(self, desk: Desk, kept: FileDrafts, card: FormCard, qtbot: Any) -> None:
        card.open(_adding(), about="new")
        assert card.kept is None
        self.type_and_crash(card)
        later = FormCard(desk, "members")
        qtbot.addWidget(later)
        later.open(_adding(), about="new")
        assert later.form is not None and later.kept is not None and not later.dirty
        later.kept.use.click()
        assert later.form.input("name").raw() == "Zoltan" and later.dirty and later.kept.isHidden()
        later.save.click()
        assert list(desk.read_now(member_names).values()) == ["Zoltan"]
        assert list(kept._folder.iterdir()) == []

    def test_it_can_be_thrown_away(self, kept: FileDrafts, card: FormCard) -> None:
        card.open(_adding(), about="new")
        self.type_and_crash(card)
        card.open(_adding(), about="new")
        assert card.kept is not None
        card.kept.drop.click()
        card.open(_adding(), about="new")
        assert card.kept is None

    def test_looking_and_leaving_does_not_lose_it(self, kept: FileDrafts, card: FormCard) -> None:
        card.open(_adding(), about="new")
        self.type_and_crash(card)
        card.open(_adding(), about="new")
        card.leave()
        card.open(_adding(), about="new")
        assert card.kept is not None

    def test_another_record_of_the_same_name_is_never_offered_it(self, kept: FileDrafts, card: FormCard) -> None:
        card.open(_adding(), about=7)
        self.type_and_crash(card)
        card.open(_adding(), about=8)
        assert card.kept is None

    def test_only_what_was_changed_is_put_back(self, kept: FileDrafts, card: FormCard) -> None:
        def filling(phone: str) -> Filling:
            fields = (text("name", "Name", "Ann"), text("phone", "Phone", phone))
            return Filling("Edit Ann", "Save", fields, lambda v, n: Deed(change_member, (1, n), v), 1)

        card.open(filling("01632 1"), about=1)
        self.type_and_crash(card)
        card.open(filling("01632 2"), about=1)
        assert card.kept is not None and card.form is not None
        card.kept.use.click()
        assert (card.form.input("name").raw(), card.form.input("phone").raw()) == ("Zoltan", "01632 2")

    def test_its_buttons_say_what_they_are_about(self, kept: FileDrafts, card: FormCard) -> None:
        card.open(_adding(), about="new")
        self.type_and_crash(card)
        card.open(_adding(), about="new")
        assert unnamed_controls(card) == []
        assert card.kept is not None and card.kept.use.accessibleName().startswith("Put it back: what was typed here")


def test_more_than_fields_can_stand_in_a_form(card: FormCard) -> None:
    more = label("No file chosen.")
    card.open(_adding(), extra=[more])
    assert card.isAncestorOf(more)
