"""The minimum wage of a pay reference period."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.money import pay_for
from carecoop_desktop.statutory.minimum_wage import Rate
from carecoop_desktop.statutory.tables import MinimumWage, load_shelf
from carecoop_desktop.work.payroll.absence.rules.wage import too_low, wage_check, wage_inputs, wage_working
from carecoop_desktop.work.payroll.rules.lines import PayLine

TABLE = load_shelf().on(MinimumWage, date(2026, 5, 1))
RATE = Rate(1_271, "Aged 30.")


def line(kind: str, minutes: int, rate: int, corrects: int | None = None) -> PayLine:
    return PayLine(kind, kind, 1, "hours", minutes, rate, pay_for(minutes, rate), corrects=corrects)


def missing(*lines: PayLine, awake: int = 0, sacrificed: int = 0) -> int:
    check = wage_check(TABLE, RATE, lines, awake, sacrificed)
    assert check is not None
    return check.missing


def test_travel_that_is_paid_less_pulls_the_average_down() -> None:
    assert missing(line("standard", 6_000, 1_271)) == 0
    assert missing(line("standard", 6_000, 1_271), line("travel", 600, 1_000)) == 2_710


def test_the_premium_of_a_night_does_not_make_up_for_other_hours() -> None:
    lines = (line("standard", 600, 1_200), line("waking-night", 600, 1_400))
    assert missing(*lines) == 2 * 12_710 - 24_000
    assert missing(line("waking-night", 600, 1_300)) == 0


def test_time_awake_counts_with_the_pay_of_the_night() -> None:
    night = PayLine("sleep-in", "", 1, "nights", 1, 6_500, 6_500)
    assert missing(line("standard", 600, 1_271), night, awake=120) == 0
    assert missing(line("standard", 600, 1_271), night, awake=600) == 12_710 - 6_500
    assert wage_check(TABLE, RATE, [night]) is None


def test_pay_given_up_for_a_pension_is_not_paid() -> None:
    assert missing(line("standard", 600, 1_300), sacrificed=1_000) == 710


def test_corrections_of_earlier_payslips_are_left_out() -> None:
    assert missing(line("standard", 600, 1_271), line("standard", 600, 100, corrects=9)) == 0


@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=12), st.integers(800, 1_271))
def test_rounding_to_the_penny_is_never_an_underpayment(minutes: list[int], hourly: int) -> None:
    lines = [line("standard", each, hourly) for each in minutes]
    rate = Rate(hourly, "")
    assert too_low(wage_check(TABLE, rate, lines), rate, lines) == ""


def test_a_penny_an_hour_too_little_is_said_with_what_is_missing() -> None:
    lines = [line("standard", 6_000, 1_270)]
    said = too_low(wage_check(TABLE, RATE, lines), RATE, lines)
    assert said.startswith("Under the minimum wage: £12.70 an hour") and said.endswith("£1.00 is missing.")


def test_the_working_comes_back_from_what_the_payslip_kept() -> None:
    inputs = wage_inputs(date(1990, 1, 1), date(2026, 5, 1), TABLE)
    lines = wage_working(inputs, [line("standard", 600, 1_271)], 0)
    assert lines[-1].text == "At least the minimum wage was paid (£12.71 an hour)."
    assert wage_inputs(None, date(2026, 5, 1), TABLE) == {}
    assert wage_working({}, [line("standard", 600, 1_271)], 0) == () == wage_working(inputs, [], 0)
