"""Family pay, directors and orders on their way to HMRC, held beside the payslips."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy import update

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.dates import tax_month
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.absence.actions import record_absence
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.absence.queries.paid import paid_absences
from carecoop_desktop.work.payroll.employers.actions import set_director
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.queries import latest_run
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import needed_employer
from carecoop_desktop.work.payroll.rti.eps import eps_facts, eps_file
from carecoop_desktop.work.payroll.rti.fps import fps_file
from carecoop_desktop.work.payroll.rti.queries import run_paid
from carecoop_desktop.work.payroll.rti.statutory import REPORTED, recovered
from tests.work.payroll.crew import Crew, Parts, crew_in
from tests.work.payroll.orders.conftest import an_order

OWN = {"name": "Dee Valley", "office_number": "120", "paye_reference": "A1B2C3",
       "accounts_reference": "120PA00012345"}  # fmt: skip


@action("Homes of a test", SEE_RECORDS)
def house(work: Work) -> None:
    """An address for everybody, as HMRC wants it without an NI number."""
    work.connection.execute(update(AssistantRow.__table__).values(address="14 Heol y Parc, Llangollen"))


def _housed(office: Office) -> Parts:
    made = crew_in(office)
    office.do(set_employer, OWN)
    office.do(house)
    return made.parts


def pence(message: Any, name: str) -> int:
    return int(message.findtext(f".//{{*}}{name}", "0.00").replace(".", ""))


def _mother(office: Office) -> Parts:
    crew = Crew(office, *_housed(office))
    for month in (4, 5, 6, 7, 8):
        crew.pay(month, {"Ann": 100, "Bea": 30})
    away = Absence("maternity", date(2026, 9, 7), event=date(2026, 10, 20), notified=date(2026, 7, 1),
                   evidence="MATB1", evidence_seen=date(2026, 7, 3))  # fmt: skip
    crew.office.do(record_absence, crew.ids["Ann"], away)
    for month in (9, 10):
        crew.pay(month, {"Bea": 30})
    return crew.parts


@pytest.fixture
def crew(office: Office, built: Any) -> Crew:
    return Crew(office, *built(_housed))


@pytest.fixture
def mother(office: Office, built: Any) -> Crew:
    """Ann, paid from April to August, has maternity pay in September and October."""
    return Crew(office, *built(_mother))


def test_family_pay_to_date_is_that_of_the_payslips_and_what_comes_back_follows(mother: Crew, hmrc: Any) -> None:
    office = mother.office
    last = office.read(latest_run).id
    made = office.read(fps_file, last)
    assert hmrc.faults(made.xml) == []
    run = office.read(run_paid, last).run
    kept = [one for one in office.read(lambda reader: list(paid_absences(reader))) if one.kind == "smp"]
    assert {one.assistant_id for one in kept} == {mother.ids["Ann"]}
    paid = sum(one.pence for one in kept)
    own = next(one for one in etree.fromstring(made.xml).iter("{*}Employee") if one.findtext(".//{*}Fore") == "Ann")
    assert paid > 0 and pence(own, "SMPYTD") == paid and pence(own, "SPPYTD") == 0
    number = tax_month(run.pay_date)
    eps = office.read(eps_file, "2026-27", number)
    assert hmrc.faults(eps.xml) == []
    message = etree.fromstring(eps.xml)
    assert pence(message, "SMPRecovered") == sum(one.recovered for one in kept)
    assert pence(message, "NICCompensationOnSMP") == sum(one.compensation for one in kept)
    assert message.findtext(".//{*}RecoverableAmountsYTD/{*}TaxMonth") == str(number)
    office.do(set_employer, {"small_relief": "yes"})
    facts = office.read(lambda reader: eps_facts(reader, needed_employer(reader), "2026-27", number))
    (smp,) = facts.family
    assert (smp.paid, smp.recovered) == (paid, paid) and 0 < smp.compensation < paid // 10
    assert hmrc.faults(office.read(eps_file, "2026-27", number).xml) == []


def test_what_an_order_takes_comes_off_net_pay(crew: Crew, hmrc: Any) -> None:
    crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", normal=5_000, protected=50_000))
    run = crew.pay(4, {"Ann": 100})
    made = crew.office.read(fps_file, run)
    slip, message = crew.slip(run, "Ann").figures, etree.fromstring(made.xml)
    assert hmrc.faults(made.xml) == []
    assert pence(message, "DednsFromNetPay") == slip["orders"] + slip["order_fees"] > 5_000
    assert pence(message, "PayAfterStatDedns") - pence(message, "DednsFromNetPay") == slip["net"]


@pytest.mark.parametrize(
    ("method", "since", "sent", "week"),
    [("annual", date(2020, 1, 1), "AN", None), ("alternative", date(2026, 4, 20), "AL", "3")],
)
def test_a_director_is_reported_with_the_week_of_an_appointment_this_year(
    crew: Crew, hmrc: Any, method: str, since: date, sent: str, week: str | None
) -> None:
    crew.pay(4, {"Ann": 100})
    (job,) = crew.office.read(employments, crew.ids["Ann"])
    crew.office.do(set_director, job.id, method, since)
    made = crew.office.read(fps_file, crew.pay(5, {"Ann": 100}))
    message = etree.fromstring(made.xml)
    assert hmrc.faults(made.xml) == []
    assert (message.findtext(".//{*}DirectorsNIC"), message.findtext(".//{*}TaxWkOfApptOfDirector")) == (sent, week)


@given(st.dictionaries(st.sampled_from(sorted(REPORTED)), st.integers(-10_000, 5_000_000)), st.booleans())
def test_never_more_comes_back_than_the_law_gives(paid: dict[str, int], small: bool) -> None:
    found = recovered(paid, "2026-27", small=small)
    assert {one.kind for one in found} == {kind for kind, sum_ in paid.items() if sum_ > 0}
    for one in found:
        share = one.paid if small else one.paid * 92 / 100
        assert abs(one.recovered - share) <= 0.5 and (one.compensation > 0) <= small


def test_a_month_after_the_last_one_reports_that_nobody_was_paid(crew: Crew, hmrc: Any) -> None:
    run = crew.pay(4, {"Ann": 100})
    payday = crew.office.read(run_paid, run).run.pay_date
    assert payday + timedelta(days=120) < crew.office.today
    made = crew.office.read(eps_file, "2026-27", 5)
    assert hmrc.faults(made.xml) == [] and b"<NoPaymentForPeriod>yes<" in made.xml and b"Recoverable" not in made.xml
