"""Pay lines from hours, and holiday pay on top."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.money import divide_half_up
from carecoop_desktop.work.payroll.rules.lines import HOURLY, PayLine, holiday_lines, pay_lines

DAY = date(2026, 11, 3)


@dataclass(frozen=True)
class Piece:
    member_id: int | None = 1
    day: date = DAY
    kind: str = "standard"
    minutes: int = 0
    nights: int = 0
    miles: int = 0
    expenses: int = 0


def rates(kind: str, day: date) -> int | None:
    return {"standard": 1350 if day < date(2026, 11, 15) else 1400, "sleep-in": 6500, "mileage": 45}.get(kind)


def test_hours_at_one_rate_for_one_member_are_one_line() -> None:
    lines, missing = pay_lines([Piece(minutes=90), Piece(minutes=60)], rates)
    assert missing == []
    assert lines == [PayLine("standard", "Standard hours", 1, "hours", 150, 1350, 3375)]


def test_a_rate_that_changes_in_the_period_gives_a_line_each() -> None:
    lines, _ = pay_lines([Piece(minutes=60), Piece(minutes=60, day=date(2026, 11, 20))], rates)
    assert sorted((line.rate, line.pence) for line in lines) == [(1350, 1350), (1400, 1400)]


def test_nights_miles_and_expenses_have_their_own_units() -> None:
    lines, _ = pay_lines([Piece(kind="sleep-in", nights=2), Piece(kind="mileage", miles=125),
                          Piece(kind="expenses", expenses=420)], rates)  # fmt: skip
    assert [(line.unit, line.quantity, line.pence, line.taxed) for line in lines] == [
        ("nights", 2, 13000, True), ("miles", 125, 563, False), ("pounds", 0, 420, False)]  # fmt: skip


def test_work_without_a_rate_is_told_and_left_out() -> None:
    lines, missing = pay_lines([Piece(kind="training", minutes=60), Piece(minutes=60)], rates)
    assert len(lines) == 1
    assert missing == ["There is no pay rate for training on 3 Nov 2026."]


PAY = st.builds(
    lambda kind, member, pence: PayLine(kind, kind, member, "hours", 60, pence, pence),
    st.sampled_from((*HOURLY, "expenses")), st.sampled_from((None, 1, 2, 3)), st.integers(0, 100_000),
)  # fmt: skip


@given(st.lists(PAY, max_size=12))
def test_holiday_pay_is_one_amount_shared_to_the_penny(lines: list[PayLine]) -> None:
    holiday = holiday_lines(lines, 1207)
    paid = sum(line.pence for line in lines if line.taxed)
    assert sum(line.pence for line in holiday) == divide_half_up(paid * 1207, 10_000)
    assert {line.member_id for line in holiday} <= {line.member_id for line in lines if line.taxed}
