"""Twelve months of a demo office's money: budgets received, wages, fees and invoices paid, a few accounts low."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import (
    charge_earlier_wages,
    charge_monthly_fees,
    pay_out_many,
    pay_owed,
    receive_many,
    settle_with_office,
)
from carecoop_desktop.money.ledger.actions.fees import USUAL_FEES
from carecoop_desktop.money.ledger.demo_money import Year, make_costs, make_receipts, months_of, settle
from carecoop_desktop.money.ledger.entries import EarlierWages, Payment, Receipt
from carecoop_desktop.money.ledger.queries.lines import MonthFlow, month_flows
from carecoop_desktop.money.ledger.queries.proof import pay_run_debts
from carecoop_desktop.money.ledger.rules.words import OWED
from carecoop_desktop.people.funding.queries import Budget, weekly_budgets
from carecoop_desktop.platform.kernel.dates import add_months, month_end, month_start
from carecoop_desktop.platform.kernel.money import divide_half_up, pay_for
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.queries import worked_minutes

_EARLIER_RATE = 1860
_DUE_ON = 22
"""The day of the following month by which HMRC and the pension provider are paid."""


def demo(office: Office, plan: DemoPlan) -> None:
    """Fill the accounts after payroll has paid its runs; each ends with as much as a real one might."""
    dice = plan.dice("ledger")
    budgets = office.read(weekly_budgets, plan.today)
    receipts = make_receipts(office, plan, dice)
    costs = make_costs(budgets, plan, dice)
    wages = {month: _earlier(office, month) for month in months_of(plan) if month < plan.pay_from}
    years = _years(office, plan, receipts, costs, wages)
    came, refunds = settle(years, receipts, plan, dice)
    if came:
        office.do(receive_many, came)
    for month, lines in wages.items():
        if lines:
            office.do(charge_earlier_wages, month, lines)
    for month in months_of(plan)[:-1]:
        if office.read(weekly_budgets, month_end(month)):
            office.do(charge_monthly_fees, month)
    if payments := sorted([*costs, *refunds], key=lambda payment: (payment.day, payment.member_id)):
        office.do(pay_out_many, payments)
    _pay_what_is_due(office, plan)


def demo_month(office: Office, plan: DemoPlan) -> None:
    """The latest month's fees, and what its pay run owes PAs; HMRC and pensions follow next month."""
    if office.read(weekly_budgets, plan.today):
        office.do(charge_monthly_fees, plan.today)
        office.do(settle_with_office, plan.today)
    first = month_start(plan.today)
    for debt in office.read(pay_run_debts):
        if debt.day >= first and debt.account == OWED["net-pay"] and debt.pence:
            office.do(pay_owed, "net-pay", debt.pence, debt.day, f"Net pay of {debt.day:%B %Y}")


def _earlier(office: Office, month: date) -> list[EarlierWages]:
    worked = office.read(worked_minutes, month, month_end(month))
    return [
        EarlierWages(member, minutes, pay_for(minutes, _EARLIER_RATE))
        for member, minutes in sorted(worked.items())
        if minutes
    ]


def _years(
    office: Office,
    plan: DemoPlan,
    receipts: list[Receipt],
    costs: list[Payment],
    wages: dict[date, list[EarlierWages]],
) -> dict[int, Year]:
    """Each member's movements: what is planned here, and what payroll has charged or will charge."""
    budgets = office.read(weekly_budgets, plan.today)
    charged = office.read(month_flows, plan.today, len(months_of(plan)))
    members = (
        {*budgets, *charged, *(receipt.member_id for receipt in receipts)}
        | {each.member_id for lines in wages.values() for each in lines}
        | set(office.read(worked_minutes, month_start(plan.today), plan.today))
    )
    years = {member: _year_under(budgets.get(member)) for member in members}
    _move_planned(years, receipts, costs, wages)
    for member, flows in charged.items():
        for flow in flows:
            years[member].move(flow.month, -flow.going)
    for member, pence in _next_charges(office, plan, charged).items():
        years[member].move(plan.today, -pence)
    for month in months_of(plan):
        for member in office.read(weekly_budgets, month_end(month)):
            if member in years:
                years[member].move(month, -USUAL_FEES["more"])
    return years


def _year_under(budget: Budget | None) -> Year:
    if budget is None:
        return Year(own_money=True)
    return Year(budget.weekly, all(line.scheme == "self" for line in budget.lines))


def _move_planned(
    years: dict[int, Year], receipts: list[Receipt], costs: list[Payment], wages: dict[date, list[EarlierWages]]
) -> None:
    """What is planned here: money in, costs of the members' own, and wages from before this office's pay runs."""
    for receipt in receipts:
        years[receipt.member_id].move(receipt.day, receipt.pence)
    for cost in costs:
        years[cost.member_id].move(cost.day, -cost.pence)
    for month, lines in wages.items():
        for each in lines:
            years[each.member_id].move(month, -each.pence)


def _next_charges(office: Office, plan: DemoPlan, charged: dict[int, list[MonthFlow]]) -> dict[int, int]:
    """About what the latest month's pay run will charge, at the mean cost of an hour in the month before."""
    before = add_months(month_start(plan.today), -1)
    paid = sum(flow.going for flows in charged.values() for flow in flows if flow.month == before)
    minutes = sum(office.read(worked_minutes, before, month_end(before)).values())
    if not paid or not minutes:
        return {}
    worked = office.read(worked_minutes, month_start(plan.today), plan.today)
    return {member: divide_half_up(each * paid, minutes) for member, each in worked.items()}


def _pay_what_is_due(office: Office, plan: DemoPlan) -> None:
    """Net pay on each pay date; HMRC and the pension provider on the 22nd of the month after."""
    later: dict[tuple[date, str], int] = {}
    names = {account: to for to, account in OWED.items()}
    for debt in office.read(pay_run_debts):
        to = names[debt.account]
        due = debt.day if to == "net-pay" else add_months(month_start(debt.day), 1).replace(day=_DUE_ON)
        if debt.pence and due <= plan.today:
            later[due, to] = later.get((due, to), 0) + debt.pence
    for (due, to), pence in sorted(later.items()):
        words = {"net-pay": "Net pay", "hmrc": "HMRC, PAYE", "pension": "Pension contributions"}[to]
        office.do(pay_owed, to, pence, due, f"{words}, {due:%B %Y}")
