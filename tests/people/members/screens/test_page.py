"""The page of members, driven as staff drive it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from carecoop_desktop.people.members import actions
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.people.members.queries import (
    MemberCounts,
    consents_of,
    contacts_of,
    member_ids,
    member_names,
    member_record,
    requests_of,
)
from carecoop_desktop.people.members.screens import commands
from carecoop_desktop.people.members.screens.page import MembersPage, counts_line
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.choosing import choose, offered


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> MembersPage:
    """The page, in sight, over whatever is in the office."""
    made = MembersPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


@pytest.fixture
def james_page(james: int, page: MembersPage) -> MembersPage:
    page.show_record(james)
    return page


def _fill(page: MembersPage, **values: object) -> None:
    for key, value in values.items():
        page.form.form.input(key).set_value(value)


def test_an_empty_office_says_what_will_be_here(page: MembersPage) -> None:
    assert page.context_label.text() == "Nobody yet"
    assert page._right.currentWidget() is page.empty
    assert page.panel.table.rows.rowCount() == 0


def test_opens_on_the_first_member(filled: Any, page: MembersPage) -> None:
    assert page.detail.page is not None
    assert page.panel.table.rows.rowCount() == 8
    assert page.context_label.text() == "8 people · 6 active, 1 joining, 1 paused"


def test_shows_a_member_with_needs_always_in_sight(desk: Desk, james: int, page: MembersPage) -> None:
    desk.office.do(actions.record_information_need, NewNeed(james, "easy-read", "short sentences"))
    page.show_record(james)
    assert "Easy Read, short sentences" in page.detail.needs.accessibleName()
    for title in ("Overview", "Support plan", "Voice", "History"):
        page.detail.content(title)
        assert page.detail.needs.isVisible()


def test_an_address_opens_a_member(filled: Any, page: MembersPage) -> None:
    ids = filled.read(member_ids)
    page.go_to(record=ids[3])
    assert page.detail.page is not None and page.detail.page.head.id == ids[3]
    page.go_to(member=ids[4])
    assert page.detail.page.head.id == ids[4]
    page.go_to(tab="x")
    assert page.detail.page.head.id == ids[4]


def test_moving_in_the_list_moves_the_detail(filled: Any, page: MembersPage) -> None:
    page.panel.table.setCurrentIndex(page.panel.table.rows.index(5, 0))
    assert page.detail.page is not None
    assert page.detail.page.head.id == page.panel.table.current_id()


def test_adds_a_member_and_shows_them(page: MembersPage) -> None:
    page.new_member()
    _fill(page, name="Ann Hay", phone="07700 900123")
    page.form.save.click()
    assert page.detail.page is not None
    assert (page.detail.page.head.name, page.detail.page.record.phone) == ("Ann Hay", "07700 900123")
    assert page._right.currentWidget() is page.detail
    assert page.desk.window.sentences[-1] == "Added Ann Hay as member 001"  # type: ignore[attr-defined]


def test_issues_stand_beside_their_fields(page: MembersPage) -> None:
    page.new_member()
    _fill(page, name="Ann Hay", nhs_number="943 476 5918", postcode="here")
    page.form.save.click()
    assert "check digit" in page.form.form.issue_text("nhs_number")
    assert "post code" in page.form.form.issue_text("postcode")
    assert page.desk.read_now(member_names) == {}


def test_a_missing_name_is_told_before_anything_is_asked(page: MembersPage) -> None:
    page.new_member()
    page.form.save.click()
    assert page.form.form.issue_text("name") == "Full name is needed."


def test_edits_only_what_was_altered(james_page: MembersPage, james: int) -> None:
    james_page.detail.edit()
    _fill(james_page, known_as="Jim")
    james_page.form.save.click()
    record = james_page.desk.read_now(member_record, james)
    assert (record.known_as, record.version) == ("Jim", 2)
    assert "likes to be called Jim" in james_page.detail.context.text()


def test_escape_leaves_a_form_that_was_not_touched(james_page: MembersPage) -> None:
    james_page.detail.edit()
    james_page.form.form.left.emit()
    assert james_page._right.currentWidget() is james_page.detail


def test_two_desks_choose_between_both_values(james_page: MembersPage, james: int) -> None:
    james_page.detail.edit()
    james_page.desk.office.do(actions.change_member, james, phone="01632 960999", known_as="Jamie")
    _fill(james_page, phone="01632 960111", contact_by="Letter")
    james_page.form.save.click()
    view = james_page.form.conflict
    assert view is not None
    james_page.form.save.click()
    assert "Choose for each field" in james_page.desk.window.sentences[-1]  # type: ignore[attr-defined]
    for group in view._groups:
        group.button(1).setChecked(True)
    james_page.form.save.click()
    record = james_page.desk.read_now(member_record, james)
    assert (record.phone, record.known_as, record.contact_by) == ("01632 960999", "Jamie", "Letter")


def test_mine_can_win_as_well(james_page: MembersPage, james: int) -> None:
    james_page.detail.edit()
    james_page.desk.office.do(actions.change_member, james, phone="01632 960999")
    _fill(james_page, phone="01632 960111")
    james_page.form.save.click()
    assert james_page.form.conflict is not None
    james_page.form.conflict._groups[0].button(0).setChecked(True)
    james_page.form.save.click()
    assert james_page.desk.read_now(member_record, james).phone == "01632 960111"


def test_asks_for_a_change_and_answers_it(james_page: MembersPage, james: int) -> None:
    james_page.detail.ask.click()
    _fill(james_page, what="Saturday football")
    james_page.form.save.click()
    overview: Any = james_page.detail.content("Overview")
    assert overview.asked.row_count() == 1
    (request,) = james_page.desk.read_now(requests_of, james)
    james_page.detail.answer(request)
    _fill(james_page, answer="From Saturday")
    james_page.form.save.click()
    assert james_page.desk.read_now(requests_of, james)[0].result == "done"
    voice: Any = james_page.detail.content("Voice")
    assert voice.summary.text() == "1 asked for · 0 open · half of the answers within same day"


def test_two_desks_on_one_contact_choose_field_by_field(desk: Desk, james_page: MembersPage, james: int) -> None:
    detail = james_page.detail
    janet = desk.office.do(actions.add_contact, NewContact(james, "Janet Hollis", "nominee", "mother")).value
    detail.again()
    assert detail.page is not None
    detail.edit_contact(detail.page.contacts[0])
    theirs = NewContact(james, "Janet Hollis", "lpa-money", "aunt", phone="01632 960111")
    desk.office.do(actions.change_contact, janet, 1, theirs)
    desk.office.do(actions.end_contact, janet, date(2026, 12, 31))
    _fill(james_page, relation="sister", note="Rings on Sundays")
    james_page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(james_page.form)] == [
        "Who they are to the member, mine: sister", "Who they are to the member, theirs: aunt",
        "Role, mine: Nominee for the direct payment", "Role, theirs: Attorney for property and money (LPA)",
        "Telephone, mine: –", "Telephone, theirs: 01632 960111",
    ]  # fmt: skip
    choose(james_page.form, "Telephone, theirs", "Who they are to the member, mine", "Role, theirs")
    (now,) = desk.read_now(contacts_of, james)
    assert (now.phone, now.relation, now.role, now.note) == ("01632 960111", "sister", "lpa-money", "Rings on Sundays")
    assert now.until == date(2026, 12, 31), "an end that the form does not ask for stays"


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_two_desks_answer_one_request(desk: Desk, james_page: MembersPage, james: int, whose: str) -> None:
    number = desk.office.do(actions.ask_for_change, NewRequest(james, "Saturday football")).value
    james_page.detail.answer(desk.read_now(requests_of, james)[0])
    desk.office.do(actions.answer_change, number, "declined", "Nobody is free", date(2026, 11, 30), 1)
    _fill(james_page, answer="From Saturday")
    james_page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(james_page.form)] == [
        "What came of it, mine: Done", "What came of it, theirs: Not possible",
        "Answer, mine: From Saturday", "Answer, theirs: Nobody is free",
    ]  # fmt: skip
    choose(james_page.form, f"Answer, {whose}", f"What came of it, {whose}")
    (now,) = desk.read_now(requests_of, james)
    expected = {"mine": ("done", "From Saturday"), "theirs": ("declined", "Nobody is free")}
    assert (now.result, now.answer) == expected[whose]


def test_the_support_plan_is_written_and_shown(james_page: MembersPage) -> None:
    james_page.detail.edit_about()
    _fill(james_page, about_me="I love football.")
    james_page.form.save.click()
    plan: Any = james_page.detail.content("Support plan")
    assert plan._texts["About me"].text() == "I love football."
    assert not plan._heads["What matters to me"].isVisible()
    assert plan.words.text().startswith("Written on 30 Nov 2026.")


def test_everything_around_a_member_can_be_recorded(james_page: MembersPage, james: int) -> None:
    detail = james_page.detail
    detail.add_contact()
    _fill(james_page, name="Janet Hollis", role="nominee")
    james_page.form.save.click()
    detail.add_need()
    _fill(james_page, need="bsl")
    james_page.form.save.click()
    detail.add_consent()
    _fill(james_page, subject="support")
    james_page.form.save.click()
    page = detail.page
    assert page is not None
    assert (len(page.contacts), len(page.needs), len(page.consents)) == (1, 1, 1)
    plan: Any = detail.content("Support plan")
    assert (plan.contacts.row_count(), plan.needs.row_count(), plan.consents.row_count()) == (1, 1, 1)
    detail.review_need(page.needs[0])
    detail.remove_need(page.needs[0])
    assert detail.page is not None and detail.page.needs == ()
    detail.edit_contact(page.contacts[0])
    _fill(james_page, relation="mother")
    james_page.form.save.click()
    assert detail.page.contacts[0].who == "Janet Hollis (mother)"
    detail.withdraw(page.consents[0])
    james_page.form.save.click()
    detail.end_contact(detail.page.contacts[0])
    james_page.form.save.click()
    assert (detail.page.contacts, detail.page.consents) == ((), ())


def test_the_menu_offers_what_the_standing_allows(james_page: MembersPage) -> None:
    menu = james_page.detail.more.menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["&Edit record", "Edit &about me", "Pause support", "Note that they left"]
    next(action for action in menu.actions() if action.text() == "Pause support").trigger()
    james_page.form.save.click()
    assert "Resume support" in [action.text() for action in menu.actions()]


def test_the_history_is_read_when_looked_at(james_page: MembersPage) -> None:
    history: Any = james_page.detail.content("History")
    assert history.table.row_count() == 1
    assert not history.nothing.isVisible()


def test_tabs_of_higher_rooms_follow_the_member(filled: Any, page: MembersPage) -> None:
    circle: Any = page.detail.content("Circle")
    shown = set()
    for member_id in filled.read(member_ids, "active"):
        page.show_record(member_id)
        shown.add(circle.title.text())
    assert len(shown) > 1


def test_who_may_only_read_finds_the_reason(desk: Desk, james: int, qtbot: Any) -> None:
    desk.office.user = User("Sam", Role.READ_ONLY)
    page = MembersPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.show_record(james)
    for button in (page.add_button, page.import_button, page.detail.ask, page.detail.more):
        assert why_grey(button) == "Your role may not change members' records."
    page.new_member()
    page.detail.edit()
    assert page._right.currentWidget() is page.detail
    facts = page.detail.content("Overview")
    assert "07700 900123" not in " ".join(label.text() for label in facts.findChildren(type(page.context_label)))


def test_reloads_what_changed(james_page: MembersPage, james: int, desk: Desk) -> None:
    assert {"member", "member_contact", "circle_member"} <= james_page.shows
    desk.office.do(actions.change_member, james, name="Jim Hollis")
    james_page.mark_stale()
    assert james_page.detail._title.text() == "Jim Hollis"
    assert james_page.panel.table.rows.index(0, 0).data() == "Jim Hollis"


def test_every_control_has_a_name(filled: Any, page: MembersPage) -> None:
    for title in ("Overview", "Support plan", "Circle", "Voice", "History"):
        page.detail.content(title)
    assert unnamed_controls(page) == []
    page.new_member()
    assert unnamed_controls(page) == []


def test_a_form_that_was_typed_in_asks_before_it_goes(james_page: MembersPage, monkeypatch: pytest.MonkeyPatch) -> None:
    james_page.detail.edit()
    assert james_page.may_leave()
    james_page.form.form.input("known_as").set_raw("Jim")
    assert james_page.form.dirty
    answers = iter([False, True])
    james_page.form.form._confirm = lambda: next(answers)
    assert not james_page.may_leave()
    assert james_page.may_leave()


def test_the_import_opens_in_place_and_goes_back(james_page: MembersPage, tmp_path: Any) -> None:
    james_page.import_file()
    importing = james_page.import_page
    assert importing is not None
    path = tmp_path / "m.csv"
    path.write_text("Name,DOB\nAnn Hay,1/2/1950\n")
    importing.open_file(path)
    importing.import_all.click()
    assert "Ann Hay" in james_page.desk.read_now(member_names).values()
    importing.back.click()
    assert james_page.import_page is None
    assert james_page.panel.table.rows.rowCount() == 2


def test_commands_find_the_page(page: MembersPage) -> None:
    commands.new_member(page.desk)
    assert page._right.currentWidget() is page.form
    commands.import_file(page.desk)
    assert page.import_page is not None
    assert page.desk.window.opened == [("members", None), ("members", None)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (MemberCounts(), "Nobody yet"),
        (MemberCounts(left=3), "Nobody yet"),
        (MemberCounts(active=1), "1 person · 1 active"),
        (MemberCounts(44, 1, 1, 7), "46 people · 44 active, 1 joining, 1 paused"),
        (MemberCounts(1200), "1,200 people · 1200 active"),
    ],
)
def test_the_line_of_figures(counts: MemberCounts, line: str) -> None:
    assert counts_line(counts) == line


def test_the_last_member_is_remembered(filled: Any, desk: Desk, qtbot: Any) -> None:
    class Kept(dict):  # type: ignore[type-arg]
        put = dict.__setitem__
        set = dict.__setitem__

    desk.memory = Kept()
    ids = filled.read(member_ids)
    first = MembersPage(desk)
    qtbot.addWidget(first)
    first.show()
    first.show_record(ids[4])
    second = MembersPage(desk)
    qtbot.addWidget(second)
    second.show()
    assert second.detail.page is not None and second.detail.page.head.id == ids[4]


def test_what_they_asked_for_can_be_answered_from_the_overview(desk: Desk, james_page: MembersPage, james: int) -> None:
    desk.office.do(actions.ask_for_change, NewRequest(james, "Football"))
    james_page.mark_stale()
    overview: Any = james_page.detail.content("Overview")
    overview.asked._model.rows[0][4].do()
    assert james_page._right.currentWidget() is james_page.form
    assert james_page.form._title.text() == "Answer: Football"


def test_two_desks_end_one_role_on_two_days(desk: Desk, james_page: MembersPage, james: int) -> None:
    janet = desk.office.do(actions.add_contact, NewContact(james, "Janet Hollis", "nominee", "mother")).value
    james_page.detail.again()
    assert james_page.detail.page is not None
    james_page.detail.end_contact(james_page.detail.page.contacts[0])
    desk.office.do(actions.end_contact, janet, date(2026, 12, 31))
    _fill(james_page, until=date(2027, 1, 31))
    james_page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(james_page.form)] == [
        "Until, mine: 31 Jan 2027", "Until, theirs: 31 Dec 2026"
    ]  # fmt: skip
    choose(james_page.form, "Until, theirs")
    (now,) = desk.read_now(contacts_of, james, ended=True)
    assert now.until == date(2026, 12, 31)


def test_two_desks_record_one_consent(desk: Desk, james_page: MembersPage, james: int) -> None:
    james_page.detail.add_consent()
    desk.office.do(actions.record_consent, NewConsent(james, "photos", False, "Janet Hollis", "best-interests"))
    _fill(james_page, subject="photos")
    james_page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(james_page.form)][:4] == [
        "Their answer, mine: Yes", "Their answer, theirs: No",
        "Who answered, mine: James Hollis", "Who answered, theirs: Janet Hollis",
    ]  # fmt: skip
    choose(james_page.form, *(f"{each}, theirs" for each in ("Their answer", "Who answered", "On what basis")))
    (now,) = desk.read_now(consents_of, james)
    assert (now.given, now.given_by, now.basis) == (False, "Janet Hollis", "best-interests")


def test_who_left_meanwhile_is_not_paused_unread(desk: Desk, james_page: MembersPage, james: int) -> None:
    pause = james_page.detail.more.menu().actions()[3]
    assert pause.text() == "Pause support"
    pause.trigger()
    desk.office.do(actions.member_left, james, date(2026, 11, 20))
    james_page.form.save.click()
    assert james_page.form.conflict is not None
    told = {each.text() for each in james_page.form.conflict.findChildren(QLabel)}
    assert {"Active", "Left", "20 Nov 2026"} <= told
    assert desk.read_now(member_record, james).status == "left"
