"""What is due to HMRC, by when, and what Today says of it."""

from __future__ import annotations

from datetime import date

from lxml import etree

from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.actions import mark_run
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.engine import ACCEPTED, Answer
from carecoop_desktop.work.payroll.rti.filings.actions import prepare_eps, prepare_fps, record_answer
from carecoop_desktop.work.payroll.rti.filings.due import due_files, today
from carecoop_desktop.work.payroll.rti.filings.queries import filing_xml
from tests.work.payroll.crew import Crew


def due(crew: Crew, kind: str) -> list[tuple[int | None, int | None, date]]:
    return [(one.pay_run_id, one.tax_month, one.due) for one in crew.office.read(due_files) if one.kind == kind]


def accept(crew: Crew, number: int) -> None:
    mark = etree.fromstring(crew.office.read(filing_xml, number)).findtext(".//{*}IRmark")
    crew.office.do(record_answer, number, Answer(ACCEPTED, mark=str(mark)))


def test_pay_is_reported_by_its_pay_day_and_empty_months_by_the_19th(crew: Crew, run: int) -> None:
    payday = crew.period(4).pay_date
    assert due(crew, "fps") == [(run, None, payday)]
    # Paid once, in tax month 1; the calendar stands at 30 Nov 2026, so months 2 to 7 are over and empty.
    assert [month for _, month, _ in due(crew, "eps")] == [2, 3, 4, 5, 6, 7]
    assert due(crew, "eps")[0][2] == date(2026, 6, 19) and due(crew, "payment") == []


def test_what_was_accepted_or_filed_elsewhere_is_due_no_more(crew: Crew, run: int) -> None:
    accept(crew, crew.office.do(prepare_fps, run).value)
    accept(crew, crew.office.do(prepare_eps, "2026-27", 3).value)
    assert due(crew, "fps") == [] and [month for _, month, _ in due(crew, "eps")] == [2, 4, 5, 6, 7]
    second = crew.pay(5, {"Ann": 100})
    assert [one for one, _, _ in due(crew, "fps")] == [second]
    crew.office.do(mark_run, second, "filed")
    assert due(crew, "fps") == []


def test_a_test_file_leaves_everything_due(crew: Crew, run: int) -> None:
    accept(crew, crew.office.do(prepare_fps, run, None, "", True).value)
    assert [one for one, _, _ in due(crew, "fps")] == [run]


def test_the_allowance_is_claimed_once_a_tax_year(crew: Crew) -> None:
    for month in range(4, 11):
        crew.pay(month, {"Ann": 100})
    assert due(crew, "eps") == []
    crew.office.do(set_employer, {"allowance": "yes"})
    assert [month for _, month, _ in due(crew, "eps")] == [7]
    accept(crew, crew.office.do(prepare_eps, "2026-27", 7).value)
    assert due(crew, "eps") == []


def test_today_is_told_by_kind_and_only_where_files_are_sent_from_here(crew: Crew, run: int) -> None:
    first, second = crew.office.read(today)
    assert first.what.startswith("FPS, ") and (first.tone, first.page) == ("bad", "filing")
    assert second.what == "EPS: 6 are due"
    crew.office.do(set_employer, {"vendor_id": ""})
    assert crew.office.read(today) == []
    crew.office.user = User("Olive", Role.OFFICE)
    assert crew.office.read(today) == []
