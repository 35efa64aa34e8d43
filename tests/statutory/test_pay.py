"""The whole way from gross to net in one call."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.garbage import undisturbed
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.statutory.attachments import Order, OrderKind
from carecoop_desktop.statutory.income_tax import tax_to_date
from carecoop_desktop.statutory.national_insurance import Earlier
from carecoop_desktop.statutory.pay import PayInput, PayResult, work_out
from carecoop_desktop.statutory.pensions import Relief, Scheme
from carecoop_desktop.statutory.periods import MONTHLY, WEEKLY
from carecoop_desktop.statutory.tables import IncomeTax, load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code

YEAR = load_shelf().year("2026-27")
DAY = date(2026, 4, 30)
NEST = Scheme("NEST", 500, 300)


def given_pay(pence: int = 300_000, **changes: object) -> PayInput:
    plain = PayInput(YEAR, DAY, MONTHLY, 1, parse_code("1257L"), "A", pence, pence, pence)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_plain_month() -> None:
    result = work_out(given_pay())
    assert (result.tax.pence, result.ee_ni.pence, result.er_ni.pence) == (39_020, 15_616, 38_745)
    assert result.net.pence == 300_000 - 39_020 - 15_616
    assert (result.loan.pence, result.postgraduate.pence, result.pension_ee.pence, result.orders) == (0, 0, 0, ())


def test_everything_at_once_adds_up() -> None:
    fine = Order(OrderKind.PRIORITY, "F1", DAY, normal=5_000, protected=50_000)
    result = work_out(
        given_pay(
            scheme=NEST,
            loan_plan="5",
            postgraduate_loan=True,
            orders=(fine,),
            untaxed=4_500,
            other_deductions=1_000,
        )
    )
    assert (result.loan.pence, result.postgraduate.pence) == (8_200, 7_500)
    assert (result.pension_ee.pence, result.pension_er.pence) == (9_920, 7_440)
    assert (result.ordered, result.fees) == (5_000, 100)
    assert result.net.pence == 304_500 - 39_020 - 15_616 - 8_200 - 7_500 - 9_920 - 5_000 - 100 - 1_000


def test_a_net_pay_pension_lowers_tax_and_not_national_insurance() -> None:
    result = work_out(given_pay(scheme=replace(NEST, relief=Relief.NET_PAY)))
    assert (result.taxable, result.niable) == (300_000 - 12_400, 300_000)
    assert result.ee_ni.pence == 15_616
    assert result.tax.pence < 39_020


def test_salary_sacrifice_lowers_tax_insurance_and_loan() -> None:
    plain = work_out(given_pay(loan_plan="5"))
    result = work_out(given_pay(scheme=replace(NEST, relief=Relief.SACRIFICE), loan_plan="5"))
    assert (result.taxable, result.niable) == (287_600, 287_600)
    assert result.ee_ni.pence < plain.ee_ni.pence
    assert result.er_ni.pence < plain.er_ni.pence
    assert result.loan.pence < plain.loan.pence
    assert result.net.pence == 300_000 - 12_400 - result.tax.pence - result.ee_ni.pence - result.loan.pence


def test_benefits_are_taxed_but_not_paid() -> None:
    plain, with_benefit = work_out(given_pay()), work_out(given_pay(taxable=310_000, benefits=10_000))
    assert with_benefit.tax.pence == plain.tax.pence + 2_000
    assert with_benefit.net.pence == plain.net.pence - 2_000


def test_a_directors_year_to_date_counts() -> None:
    earlier = Earlier(1_000_000, 0, 75_000)
    result = work_out(given_pay(500_000, director_weeks=52, earlier=earlier, loan_plan="5"))
    assert (result.ee_ni.pence, result.er_ni.pence) == (19_440, 75_000)
    assert result.loan.pence == 26_200  # on this payment alone: (5,000 - 2,083.33) x 9%


def test_a_second_payment_of_the_period_costs_what_the_whole_leaves() -> None:
    first = work_out(given_pay(200_000, loan_plan="5", postgraduate_loan=True))
    earlier = Earlier(200_000, first.ee_ni.pence, first.er_ni.pence, first.loan.pence, first.postgraduate.pence)
    second = work_out(
        given_pay(
            100_000,
            loan_plan="5",
            postgraduate_loan=True,
            earlier=earlier,
            taxable_before=200_000,
            tax_before=first.tax.pence,
        )
    )
    whole = work_out(given_pay(300_000, loan_plan="5", postgraduate_loan=True))
    for name in ("tax", "ee_ni", "er_ni", "loan", "postgraduate"):
        assert getattr(first, name).pence + getattr(second, name).pence == getattr(whole, name).pence


def test_protected_earnings_hold_the_loan_back() -> None:
    fine = Order(OrderKind.PRIORITY, "F1", DAY, normal=5_000, protected=230_000)
    result = work_out(given_pay(orders=(fine,), loan_plan="5", postgraduate_loan=True))
    assert (result.postgraduate.pence, result.loan.pence) == (7_500, 2_800)
    assert any(line.label == "Held back" for line in result.loan.lines)
    assert result.loan.lines[-1].pence == 2_800


def test_pay_that_does_not_count_for_orders_is_left_alone() -> None:
    order = Order(OrderKind.COUNCIL_TAX, "C1", DAY)
    with_family_pay = work_out(given_pay(100_000, orders=(order,), order_exempt=80_000))
    assert with_family_pay.ordered == 0
    assert work_out(given_pay(100_000, orders=(order,))).ordered > 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ni_letter": "Q"}, "“Q” is not a National Insurance letter"),
        ({"loan_plan": "9"}, "no loan plan “9”"),
        ({"tax_code": parse_code("D5")}, "There is no tax code D5"),
        ({"paid_on": date(2027, 4, 6)}, "have no income tax of rUK for 6 Apr 2027"),
        ({"scheme": NEST, "pension_period": "day"}, "“day” is not a pay reference period"),
    ],
)
def test_what_cannot_be_worked_out_is_refused(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        work_out(given_pay(**changes))


def figures(result: PayResult) -> list[tuple[int, tuple[Line, ...]]]:
    all_of = (result.tax, result.ee_ni, result.er_ni, result.loan, result.postgraduate, result.net)
    return [(worked.pence, worked.lines) for worked in (*all_of, result.pension_ee, result.pension_er)]


@given(
    pay=st.integers(-50_000, 1_500_000),
    code=st.sampled_from(["1257L", "S1257L", "K475", "BR", "0T M1", "NT"]),
    letter=st.sampled_from("ABCHJMVZX"),
    relief=st.none() | st.sampled_from(list(Relief)),
    plan=st.sampled_from(["", "1", "2", "4", "5"]),
    weekly=st.booleans(),
    before=st.integers(0, 3_000_000),
)
def test_net_is_gross_less_every_deduction_and_every_working_ends_with_its_figure(
    pay: int, code: str, letter: str, relief: Relief | None, plan: str, weekly: bool, before: int
) -> None:
    scheme = None if relief is None else replace(NEST, relief=relief)
    result = work_out(
        given_pay(
            pay,
            tax_code=parse_code(code),
            ni_letter=letter,
            scheme=scheme,
            loan_plan=plan,
            period=WEEKLY if weekly else MONTHLY,
            number=3,
            taxable_before=before,
            tax_before=before // 5,
            postgraduate_loan=bool(plan),
        )
    )
    taken = result.tax.pence + result.ee_ni.pence + result.loan.pence + result.postgraduate.pence
    assert result.net.pence == pay - taken - result.pension_ee.pence
    for pence, lines in figures(result):
        assert not lines or lines[-1].pence == pence


def test_the_net_working_leads_from_gross_to_net() -> None:
    lines = work_out(given_pay(scheme=NEST)).net.lines
    assert [line.label for line in lines] == [
        "Pay before deductions",
        "Income tax",
        "National Insurance",
        "Pension",
        "Net pay",
    ]
    assert sum(line.pence or 0 for line in lines[:-1]) == lines[-1].pence


@given(
    pays=st.lists(st.integers(0, 150_000), min_size=53, max_size=53),
    code=st.sampled_from(["1257L", "S1257L", "K100", "BR", "D0", "0T"]),
    letter=st.sampled_from("ACJM"),
)
def test_a_year_of_53_weeks_adds_up(pays: list[int], code: str, letter: str) -> None:
    """The 52 weeks come to the year's tax, the 53rd to a week of its own; insurance is that of each week."""
    parsed = parse_code(code)
    before = tax = held = 0
    for week, pay in enumerate(pays, start=1):
        given_week = given_pay(
            pay, period=WEEKLY, number=week, tax_code=parsed, ni_letter=letter, taxable_before=before, tax_before=tax
        )
        result = work_out(given_week)
        held += result.tax.pence == pay // 2
        alone = work_out(given_pay(pay, period=WEEKLY, number=1, tax_code=parsed, ni_letter=letter))
        assert result.ee_ni == alone.ee_ni
        if week == 53:
            assert result.tax == alone.tax
            break
        before, tax = before + pay, tax + result.tax.pence
    year = tax_to_date(YEAR.table(IncomeTax, DAY, parsed.nation), parsed, 52, 52, before)
    assert tax <= year
    assert held or tax == year


def test_without_results_kept_nothing_waits_for_the_collector() -> None:
    """A pay run of thousands must not leave circles behind that only the garbage collector can free."""
    gc.collect()
    with undisturbed():
        for _ in range(50):
            work_out(given_pay(scheme=NEST, loan_plan="5"))
        assert gc.collect() == 0
