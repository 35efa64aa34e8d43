"""Whose money pays: every penny of a payslip is somebody's."""

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.work.payroll.rules.charges import shares
from carecoop_desktop.work.payroll.rules.lines import PayLine

LINE = st.builds(
    lambda kind, member, pence: PayLine(kind, kind, member, "hours", 60, pence, pence),
    st.sampled_from(("standard", "sleep-in", "holiday", "mileage", "expenses")),
    st.sampled_from((None, 1, 2, 3)), st.integers(0, 300_000),
)  # fmt: skip


@given(st.lists(LINE, max_size=15), st.integers(0, 200_000))
def test_shares_add_up_to_what_the_payslip_costs(lines: list[PayLine], on_costs: int) -> None:
    found = shares(lines, on_costs)
    assert sum(share.pence for share in found) == sum(line.pence for line in lines) + on_costs
    assert len({share.member_id for share in found}) == len(found)


def test_on_costs_follow_pay_and_not_expenses() -> None:
    lines = [PayLine("standard", "", 1, "hours", 60, 3000, 3000), PayLine("standard", "", 2, "hours", 30, 1000, 1000),
             PayLine("expenses", "", 3, "pounds", 0, 0, 9000)]  # fmt: skip
    assert [(s.member_id, s.on_costs, s.expenses, s.minutes) for s in shares(lines, 100)] == [
        (1, 75, 0, 60), (2, 25, 0, 30), (3, 0, 9000, 0)]  # fmt: skip


def test_a_payslip_of_nothing_is_the_co_ops() -> None:
    assert [(s.member_id, s.pence) for s in shares([], 0)] == [(None, 0)]


def test_pay_that_is_taken_back_bears_no_on_costs() -> None:
    lines = [PayLine("standard", "", 1, "hours", 60, 1000, 1000), PayLine("ssp", "", None, "pounds", 0, 0, -400)]
    assert [(s.member_id, s.pay, s.on_costs) for s in shares(lines, 90)] == [(1, 1000, 90), (None, -400, 0)]
