"""What payroll is told of each PA."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from carecoop_desktop.people.assistants.actions import set_bank_details, set_pay_rate, set_tax_details
from carecoop_desktop.people.assistants.entries import Bank, PayRate, Person, Tax, WholeFile
from carecoop_desktop.people.assistants.queries import P45, pay_terms
from carecoop_desktop.platform.kernel.errors import NotAllowed
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role

TODAY = date(2026, 11, 30)


def test_everything_that_a_payslip_needs(office: Office, add: Callable[..., int]) -> None:
    number = add()
    terms = office.read(pay_terms, TODAY)[number]
    assert (terms.name, terms.number, terms.born, terms.sex) == ("Siân Davies", "001", date(1990, 3, 4), "F")
    assert (terms.started, terms.left, terms.status) == (date(2025, 5, 6), None, "active")
    assert (terms.frequency, terms.holiday, terms.weekly_minutes) == ("monthly", "rolled-up", 1800)
    assert terms.rates == {"standard": 1350, "sleep-in": 6500, "mileage": 45}
    assert terms.rate_history["standard"] == ((date(2025, 5, 6), 1300), (date(2026, 4, 1), 1350))
    assert (terms.tax_code, terms.basis, terms.ni_letter, terms.loans) == (
        "1257L",
        "cumulative",
        "A",
        ("2", "postgrad"),
    )
    assert (terms.pension, terms.pension_base, terms.employee_rate, terms.employer_rate) == (
        "relief-at-source", "qualifying", 500, 300,
    )  # fmt: skip
    assert terms.bank is not None and terms.bank.account_number == "63748472"
    assert terms.p45 is None


@pytest.mark.parametrize(
    ("kind", "day", "pence"),
    [
        ("standard", None, 1350),
        ("standard", date(2026, 3, 31), 1300),
        ("standard", date(2026, 4, 1), 1350),
        ("travel", date(2026, 3, 31), 1300),
        ("sleep-in", None, 6500),
        ("mileage", date(2025, 5, 5), None),
        ("standard", date(2025, 5, 5), None),
        ("expenses", None, None),
    ],
)
def test_the_rate_of_a_kind_on_a_day(
    office: Office, add: Callable[..., int], kind: str, day: date | None, pence: int | None
) -> None:
    number = add()
    assert office.read(pay_terms, TODAY)[number].rate(kind, day) == pence


def test_terms_before_anything_began_are_empty_and_not_an_error(office: Office, add: Callable[..., int]) -> None:
    number = add()
    terms = office.read(pay_terms, date(2025, 5, 5))[number]
    assert (terms.tax_code, terms.frequency, terms.rates, terms.bank) == ("", "", {}, None)


def test_somebody_without_details_is_told_without_them(
    office: Office, add: Callable[..., int], whole: Callable[..., WholeFile]
) -> None:
    number = add(contract=None, rates=(), bank=None, tax=None)
    terms = office.read(pay_terms, TODAY)[number]
    assert (terms.tax_code, terms.ni_letter, terms.pension, terms.rates, terms.bank) == ("", "", "none", {}, None)


def test_of_two_rows_on_one_day_the_later_counts(office: Office, add: Callable[..., int]) -> None:
    number = add()
    for code in ("BR", "0T"):
        office.do(set_tax_details, number, Tax(date(2026, 6, 1), code, "A"))
    assert office.read(pay_terms, TODAY)[number].tax_code == "0T"


def test_only_those_named_are_read(office: Office, add: Callable[..., int]) -> None:
    first, second, third = add("Ann Hay"), add("Bo Lee"), add("Cy Moss")
    assert set(office.read(pay_terms, TODAY, [first, third])) == {first, third}
    assert set(office.read(pay_terms, TODAY, [])) == set()
    assert set(office.read(pay_terms, TODAY, range(1, 5000))) == {first, second, third}


def test_a_p45_s_figures_come_with_their_year(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(set_tax_details, number, Tax(date(2026, 6, 1), "1257L", "A", p45_pay=420_000, p45_tax=23_040,
                                           p45_tax_year="2026-27"))  # fmt: skip
    assert office.read(pay_terms, TODAY)[number].p45 == P45(420_000, 23_040, "2026-27")


def test_it_asks_five_times_however_many_there_are(office: Office, add: Callable[..., int]) -> None:
    for name in ("Ann Hay", "Bo Lee", "Cy Moss", "Di Ray"):
        add(name)
    asked: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    def counted(reader: object) -> int:
        engine = reader.connection.engine  # type: ignore[attr-defined]
        event.listen(engine, "before_cursor_execute", count)
        try:
            return len(pay_terms(reader, TODAY))  # type: ignore[arg-type]
        finally:
            event.remove(engine, "before_cursor_execute", count)

    assert office.read(counted) == 4
    assert len(asked) == 5


def test_raises_and_changes_of_bank_count_from_their_day(office: Office, add: Callable[..., int]) -> None:
    number = add()
    later = date(2026, 12, 24)
    office.do(set_pay_rate, number, PayRate("standard", 1500, later))
    office.do(set_bank_details, number, Bank(later, "S Davies", "107999", "88837491"))
    assert office.read(pay_terms, TODAY)[number].bank.sort_code == "202959"  # type: ignore[union-attr]
    then = office.read(pay_terms, later)[number]
    assert (then.rates["standard"], then.bank.sort_code) == (1500, "107999")  # type: ignore[union-attr]


def test_pay_is_for_payroll_and_bank_for_those_who_may(
    add: Callable[..., int], as_role: Callable[[Role], Office]
) -> None:
    number = add()
    for role in (Role.OFFICE, Role.TREASURER, Role.READ_ONLY):
        with pytest.raises(NotAllowed, match="pay and tax"):
            as_role(role).read(pay_terms, TODAY)
    assert as_role(Role.PAYROLL).read(pay_terms, TODAY)[number].bank is not None


def test_a_leaver_is_still_paid_what_is_owed(office: Office, add: Callable[..., int]) -> None:
    number = add(person=replace(_person(), status="left"))
    assert office.read(pay_terms, TODAY)[number].status == "left"


def _person() -> Person:
    return Person("Ann Hay", started=date(2025, 5, 6))
