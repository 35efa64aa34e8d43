"""The page of employers through the window: schemes, jobs, the allowance, by keyboard."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from carecoop_desktop.people.assistants.actions import set_tax_details
from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.employers.actions import (
    add_employer,
    claim_allowance,
    close_employer,
    end_employment,
    record_jobs,
    set_director,
    set_employment_tax,
    set_workplace,
)
from carecoop_desktop.work.payroll.employers.queries import employments, job_tax, schemes
from carecoop_desktop.work.payroll.employers.screens.detail import month_row
from carecoop_desktop.work.payroll.employers.screens.page import EmployersPage, make_page, open_employers
from carecoop_desktop.work.payroll.queries.to_date import EmployerMonth
from carecoop_desktop.work.payroll.queries.wrong_letter import waiting_letters
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import employer_of
from tests.choosing import choose, offered
from tests.work.payroll.crew import Crew, crew_in

OWN = {"name": "Dee Valley", "office_number": "120", "paye_reference": "A1B2C3",
       "accounts_reference": "120PA00012345"}  # fmt: skip


@pytest.fixture
def crew(office: Office) -> Crew:
    made = crew_in(office)
    office.do(set_employer, OWN)
    office.do(record_jobs)
    return made


def opened(desk: Desk, qtbot: Any) -> EmployersPage:
    made = make_page(desk)
    assert isinstance(made, EmployersPage)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def words(widget: Any) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_every_scheme_stands_there_with_its_jobs(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    assert page.context == "1 PAYE scheme" and "120/A1B2C3" in words(page.detail)
    assert page.job is not None and page.job.assistant == "Ann Ward"
    assert unnamed_controls(page) == []


def test_an_employer_is_added_by_keyboard(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    page.new_employer()
    assert page.form.form is not None
    page.form.form.set_values({"name": "Ann Hay", "office_number": "961", "paye_reference": "ZZ77",
                               "accounts_reference": "961PA00054321"})  # fmt: skip
    qtbot.keyClick(page.form.form.input("name").widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in crew.office.read(schemes)] == ["Dee Valley", "Ann Hay"]


@pytest.mark.parametrize(("whose", "day"), [("mine", 27), ("theirs", 20)])
def test_two_desks_end_one_job(crew: Crew, desk: Desk, qtbot: Any, whose: str, day: int) -> None:
    page = opened(desk, qtbot)
    assert page.job is not None
    job = page.job
    page.job_end.click()
    crew.office.do(set_workplace, job.id, "CH1 2AB")
    crew.office.do(end_employment, job.id, date(2026, 11, 20))
    assert page.form.form is not None
    page.form.form.input("left").set_value(date(2026, 11, 27))
    page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(page.form)] == [
        "Last day, mine: 27 Nov 2026", "Last day, theirs: 20 Nov 2026",
    ]  # fmt: skip
    choose(page.form, f"Last day, {whose}")
    (now,) = (each for each in crew.office.read(employments) if each.id == job.id)
    assert (now.left_on, now.workplace_postcode) == (date(2026, 11, day), "CH1 2AB")


def test_two_desks_on_one_employer_choose_field_by_field(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    page.detail.change.click()
    crew.office.do(set_employer, {"sender_id": "DEE1", "postcode": "CH1 2AB", "vendor_id": "1234"})
    assert page.form.form is not None
    page.form.form.set_values({"sender_id": "DEE2", "service_user": "123456", "postcode": "CH2 3AD"})
    page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(page.form)] == [
        "User ID for HMRC online, mine: DEE2", "User ID for HMRC online, theirs: DEE1",
        "Postcode, mine: CH2 3AD", "Postcode, theirs: CH1 2AB",
    ]  # fmt: skip
    choose(page.form, "User ID for HMRC online, mine", "Postcode, theirs")
    now = crew.office.read(employer_of)
    assert now is not None
    assert (now.sender_id, now.vendor_id, now.service_user, now.postcode) == ("DEE2", "1234", "123456", "CH1 2AB")


def test_two_desks_on_one_directorship_choose_field_by_field(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    assert page.job is not None
    job = page.job
    page.job_director.click()
    crew.office.do(set_director, job.id, "annual", date(2026, 5, 1))
    assert page.form.form is not None
    page.form.form.set_values({"method": "alternative", "since": date(2026, 6, 1), "until": date(2026, 12, 31)})
    page.form.save.click()
    assert [each.split(": ")[0] for each in offered(page.form)] == [
        "National Insurance, mine", "National Insurance, theirs", "Appointed, mine", "Appointed, theirs",
    ]  # fmt: skip
    choose(page.form, "National Insurance, theirs", "Appointed, mine")
    (now,) = (each for each in crew.office.read(employments) if each.id == job.id)
    assert (now.director_method, now.director_since) == ("annual", date(2026, 6, 1))
    assert now.director_until == date(2026, 12, 31), "what only one desk typed is kept"


def test_two_desks_say_where_one_works(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    assert page.job is not None
    job = page.job
    page.job_place.click()
    crew.office.do(set_workplace, job.id, "CH1 2AB")
    assert page.form.form is not None
    page.form.form.set_values({"postcode": "CH2 3AD"})
    page.form.save.click()
    choose(page.form, "Postcode of the workplace, theirs: CH1 2AB")
    (now,) = (each for each in crew.office.read(employments) if each.id == job.id)
    assert now.workplace_postcode == "CH1 2AB"


def test_two_desks_claim_one_allowance(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    page.detail.claim.click()
    crew.office.do(claim_allowance, 1, ["yes", "yes", "", "yes", "yes"], True)
    assert page.form.form is not None
    page.form.form.set_values({f"answer_{place}": "yes" for place in (0, 1, 3, 4)})
    page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(page.form)] == [
        "Members are charged less by it, mine: No", "Members are charged less by it, theirs: Yes",
    ]  # fmt: skip
    choose(page.form, "Members are charged less by it, theirs")
    (now,) = crew.office.read(schemes)
    assert (now.allowance, now.allowance_shared) == ("yes", True)


def test_a_claim_answered_at_another_desk_is_not_ended_unread(crew: Crew, desk: Desk, qtbot: Any) -> None:
    crew.office.do(claim_allowance, 1, ["yes", "yes", "", "yes", "yes"])
    page = opened(desk, qtbot)
    crew.office.do(set_employer, {"sender_id": "DEE1"})
    crew.office.do(claim_allowance, 1, ["yes", "yes", "", "yes", "yes"], True)
    page.detail.unclaim.click()
    (told,) = desk.window.troubles  # type: ignore[attr-defined]
    assert told.sentence.startswith("Priya Shah changed allowance shared of this employer at")
    assert crew.office.read(schemes)[0].allowance == "yes"
    page.reload()
    page.detail.unclaim.click()
    assert crew.office.read(schemes)[0].allowance == "no"


def test_two_desks_close_one_scheme(crew: Crew, desk: Desk, qtbot: Any) -> None:
    member = crew.office.do(add_member, name="Ann Hay", number="M2").value
    number = crew.office.do(add_employer, {}, member).value
    page = opened(desk, qtbot)
    page.show_record(number)
    page.detail.shut.click()
    crew.office.do(close_employer, number, date(2026, 10, 31))
    assert page.form.form is not None
    page.form.form.set_values({"day": date(2026, 12, 31)})
    page.form.save.click()
    choose(page.form, "Last day of work, theirs: 31 Oct 2026")
    assert crew.office.read(schemes)[1].closed == date(2026, 10, 31)


def test_two_desks_set_the_tax_of_one_job_from_one_day(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    assert page.job is not None
    job = page.job
    crew.office.do(set_employment_tax, job.id, Tax(date(2026, 4, 1), "K100", "C"))
    page.job_tax.click()
    assert page.form.form is not None and page.form.form.values()["tax_code"] == "K100", "opens with what it has"
    crew.office.do(set_employment_tax, job.id, Tax(date(2026, 11, 30), "D0", "C", source="P6"))
    page.form.form.set_values({"tax_code": "BR", "since": date(2026, 11, 30)})
    page.form.save.click()
    choose(page.form, "Tax code, mine: BR", "Where this comes from, theirs: P6")
    held = crew.office.read(job_tax, job.id).lines
    assert [(each.since.month, each.tax_code, each.source) for each in held] == [(11, "BR", "P6"), (4, "K100", "")]


def test_the_workplace_of_a_job_is_kept(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    page.job_place.click()
    assert page.form.form is not None
    page.form.form.set_values({"postcode": "Chester"})
    page.form.save.click()
    assert {one.workplace_postcode for one in crew.office.read(employments)} == {""}
    page.form.form.set_values({"postcode": "ch12ab"})
    page.form.save.click()
    assert "CH1 2AB" in {one.workplace_postcode for one in crew.office.read(employments)}


def test_a_wrong_letter_is_told_first_and_then_put_right(crew: Crew, desk: Desk, qtbot: Any) -> None:
    crew.office.do(set_tax_details, crew.ids["Ann"], Tax(date(2026, 4, 1), "1257L", "C", pension="none"))
    crew.pay(4, {"Ann": 100})
    page = opened(desk, qtbot)
    page.job_letter.click()
    assert page.form.form is not None
    page.form.form.set_values({"letter": "A", "reason": "The birthday was wrong"})
    page.form.save.click()
    assert "move from letter C to A" in words(page.form) and not waiting_letters_of(crew)
    page.form.form.set_values({"agreed": True})
    page.form.save.click()
    assert [row.letter for row in waiting_letters_of(crew)] == ["A"]


def waiting_letters_of(crew: Crew) -> list[Any]:
    return [row for rows in crew.office.read(waiting_letters).values() for row in rows]


def test_what_hmrc_would_refuse_stands_beside_its_field(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    page.detail._edit()
    assert page.form.form is not None
    page.form.form.set_values({"office_number": "12"})
    page.form.save.click()
    assert "The tax office number is wrong." in words(page.form)


def test_the_allowance_asks_its_questions(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    page.detail.claim.click()
    assert page.form.form is not None and "Class 1 National Insurance?" in words(page.form)
    page.form.form.set_values({f"answer_{place}": "yes" for place in (0, 1, 3, 4)})
    page.form.save.click()
    assert crew.office.read(schemes)[0].allowance == "yes"
    page.reload()
    page.detail.unclaim.click()
    assert crew.office.read(schemes)[0].allowance == "no"


def test_a_job_is_recorded_taxed_and_ended(crew: Crew, desk: Desk, qtbot: Any) -> None:
    office = crew.office
    member = office.do(add_member, name="Ann Hay", number="M2").value
    scheme = office.do(add_employer, {}, member).value
    page = opened(desk, qtbot)
    page.show_record(scheme)
    page.new_job()
    assert page.form.form is not None
    page.form.form.set_values({"assistant_id": (crew.ids["Bea"], "Bea Ward"), "started": date(2026, 4, 1),
                               "number": "H1"})  # fmt: skip
    page.form.save.click()
    (job,) = office.read(employments, None, scheme)
    assert (job.assistant, job.number) == ("Bea Ward", "H1")
    page.reload()
    page._pick(job.id)
    page.job_tax.click()
    page.form.save.click()
    page.job_director.click()
    assert page.form.form is not None
    page.form.form.set_values({"method": "annual", "since": date(2026, 5, 1)})
    page.form.save.click()
    page._pick(job.id)
    page.job_end.click()
    assert page.form.form is not None
    page.form.form.set_values({"left": date(2026, 6, 30)})
    page.form.save.click()
    (job,) = office.read(employments, None, scheme)
    assert (job.director_method, job.left_on) == ("annual", date(2026, 6, 30))


def test_the_form_of_a_wrong_letter_is_seen_whole_in_a_small_window(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    page.resize(960, 700)
    page.job_letter.click()
    qtbot.wait(20)
    area = next(area for area in page.form.findChildren(QScrollArea) if area.isVisible())
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_who_may_not_change_sees_why(crew: Crew, desk: Desk, qtbot: Any) -> None:
    desk.office = Office(crew.office.database, User("Tom", Role.TREASURER))
    page = opened(desk, qtbot)
    assert "Only owners" in why_grey(page.detail.change) and "change pay" in why_grey(page.job_tax)
    desk.office = Office(crew.office.database, User("Sam", Role.OFFICE))
    page = opened(desk, qtbot)
    assert page.context == "Not shown to your role"
    assert page.hidden.isVisible() and not page.split.isVisible()
    assert page.why_not == "Only owners of the office change employers."


def test_an_empty_office_says_how_to_begin(desk: Desk, qtbot: Any) -> None:
    assert "No employer is entered yet" in words(opened(desk, qtbot))
    open_employers(desk)
    assert desk.window.opened == [("employers", None)]


def test_a_month_as_the_table_shows_it() -> None:
    month = EmployerMonth(8, date(2026, 11, 6), date(2026, 12, 5), 100, 20, 30, 0, 5, 30)
    assert month_row(month) == ("8 · 5 Dec", 105, 50, -30, 125)
