"""Assessment of a payslip: at every band and birthday, with and without a scheme, put off or not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.pensions.rules.deciding import decided, enrolment_findings, standing_words
from carecoop_desktop.work.payroll.rules.lines import PayLine

PAID = date(2026, 6, 28)
YEAR = load_shelf().year("2026-27")
BAND = load_shelf().on(AutoEnrolment, PAID).periods["month"]
TERMS = {"pension": "relief-at-source", "pension_base": "qualifying", "employee_rate": 500, "employer_rate": 300}
OFFER = {"terms": TERMS, "scheme": {"id": 1, "name": "NEST"}, "how": "enrolled"}


def known(**more: Any) -> dict[str, Any]:
    """The inputs of an adult who may be enrolled."""
    enrolment = {"born": "1990-05-01", "candidate": True, "postponed": "", "from": "2026-06-01", "offer": OFFER, **more}
    return {"paid_on": PAID.isoformat(), "frequency": "monthly", "pension": "none", "enrolment": enrolment}


def pay(pence: int) -> list[PayLine]:
    """So much pay, and mileage on top that is not pay."""
    return [PayLine("standard", "Standard hours", None, "hours", 600, 0, pence),
            PayLine("mileage", "Mileage", None, "miles", 100, 45, 450)]  # fmt: skip


@given(st.integers(0, 600_000))
def test_only_pay_above_the_trigger_enrols(pence: int) -> None:
    found = decided(known(), pay(pence), YEAR)
    assert found["assessment"]["enrol"] is (pence > BAND.trigger)
    assert ("pension_scheme" in found) is (pence > BAND.trigger)
    standing = found["assessment"]["standing"]
    wanted = "eligible" if pence > BAND.trigger else "non-eligible" if pence > BAND.lower else "entitled"
    assert standing == wanted


@pytest.mark.parametrize(
    ("born", "standing"),
    [
        ("2004-06-28", "eligible"),
        ("2004-06-29", "non-eligible"),
        ("2010-06-28", "non-eligible"),
        ("2010-06-29", "outside"),
        ("1960-04-28", "non-eligible"),
        ("1960-06-05", "eligible"),
        ("1951-06-28", "outside"),
        ("1951-06-29", "non-eligible"),
    ],
)
def test_birthdays_count_on_the_payday(born: str, standing: str) -> None:
    assert decided(known(born=born), pay(200_000), YEAR)["assessment"]["standing"] == standing


def test_whoever_is_enrolled_gets_the_schemes_terms_and_is_told() -> None:
    inputs = known()
    found = decided(inputs, pay(200_000), YEAR)
    assert {name: found[name] for name in TERMS} == TERMS
    assert found["pension_scheme"] == {"id": 1, "name": "NEST", "how": "enrolled"}
    (sentence,) = enrolment_findings({**inputs, **found})
    assert "Enrolled in NEST from 1 Jun 2026" in sentence


def test_without_a_scheme_it_is_a_finding_and_nothing_is_taken() -> None:
    inputs = known(offer=None)
    found = decided(inputs, pay(200_000), YEAR)
    assert set(found) == {"assessment"}
    (sentence,) = enrolment_findings({**inputs, **found})
    assert "no scheme is set up" in sentence and "£2,000.00" in sentence


def test_nobody_is_enrolled_before_the_deferral_date() -> None:
    put_off = known(postponed="2026-06-29")
    found = decided(put_off, pay(200_000), YEAR)
    assert found["assessment"]["enrol"] is False
    assert enrolment_findings({**put_off, **found}) == ["To be enrolled in a pension from 29 Jun 2026: postponed."]
    assert decided(known(postponed="2026-06-28"), pay(200_000), YEAR)["assessment"]["enrol"] is True


def test_earlier_pay_of_the_same_period_counts() -> None:
    inputs = {**known(), "contributed": [50_000, 0, 0]}
    assert decided(inputs, pay(BAND.trigger - 50_000), YEAR)["assessment"]["enrol"] is False
    assert decided(inputs, pay(BAND.trigger - 49_999), YEAR)["assessment"]["enrol"] is True


def test_a_member_is_assessed_but_never_enrolled_again() -> None:
    found = decided(known(candidate=False), pay(200_000), YEAR)
    assert found["assessment"]["standing"] == "eligible" and not found["assessment"]["enrol"]
    assert enrolment_findings({**known(candidate=False), **found}) == []


def test_without_a_birthday_nothing_is_decided() -> None:
    assert decided({"paid_on": "2026-06-28"}, pay(200_000), YEAR) == {}
    assert decided(known(born=""), pay(200_000), YEAR) == {}
    assert enrolment_findings({}) == []


def test_standings_have_words() -> None:
    assert standing_words("non-eligible") == "non-eligible jobholder"
    assert standing_words("other") == "other"
