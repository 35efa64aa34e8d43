"""Works out independent payroll cases, one row at a time: a bad row says what is wrong with it and harms no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import add_months, tax_year_start
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import parse_money, plain_money
from carecoop_desktop.statutory.income_tax import tax_due
from carecoop_desktop.statutory.national_insurance import (
    NOTHING_EARLIER,
    Earlier,
    NationalInsuranceDue,
    director_due,
    ni_due,
)
from carecoop_desktop.statutory.periods import ANNUAL, MONTHLY, WEEKLY, PayPeriod, pay_period
from carecoop_desktop.statutory.student_loans import POSTGRADUATE, loan_due, plan_to_take
from carecoop_desktop.statutory.tables.deductions import WEEKS, IncomeTax, NationalInsurance, StudentLoans
from carecoop_desktop.statutory.tables.shelf import Shelf, load_shelf
from carecoop_desktop.statutory.tables.year import TaxYear
from carecoop_desktop.statutory.tax_codes import parse_code

ADDED = ("tax", "ee_ni", "er_ni", "student_loan", "error")
_DIRECTOR = "director-"
_INTERVALS = {"weekly": WEEKLY, "monthly": MONTHLY, "annual": ANNUAL}


def work_out_cases(rows: Iterable[Mapping[str, str]], shelf: Shelf | None = None) -> Iterator[dict[str, str]]:
    """Each row with the columns ``tax``, ``ee_ni``, ``er_ni``, ``student_loan`` and ``error`` added.

    A row asks for tax by a tax code, for National Insurance by a letter, for a loan by a plan; what is not asked stays
    empty. Money in pounds with pence; a loan plan ``1+postgrad`` gives ``68+75``.
    """
    years = shelf or load_shelf()
    for row in rows:
        yield {**{name: value or "" for name, value in row.items() if name}, **_answer(row, years)}


def _answer(row: Mapping[str, str], shelf: Shelf) -> dict[str, str]:
    answer = dict.fromkeys(ADDED, "")
    try:
        case = _read(row, shelf)
        for work_out in (_tax, _national_insurance, _loans):
            answer.update(work_out(case))
    except Refusal as refusal:
        answer["error"] = refusal.sentence
    return answer


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's values, with the tables and period they are worked out by."""

    values: Mapping[str, str]
    year: TaxYear
    period: PayPeriod
    number: int
    day: date
    gross: int

    def text(self, name: str) -> str:
        return (self.values.get(name) or "").strip()

    def money(self, name: str) -> int:
        return _money(self.values, name)


def _money(row: Mapping[str, str], name: str) -> int:
    written = (row.get(name) or "").strip()
    if not written:
        return 0
    try:
        return parse_money(written)
    except ValueError:
        raise Refusal(f"{name}: “{written}” is not an amount of money.") from None


def _whole(row: Mapping[str, str], name: str, default: int) -> int:
    written = (row.get(name) or "").strip()
    if not written:
        return default
    if not written.isascii() or not written.isdigit() or len(written) > 6:
        raise Refusal(f"{name}: “{written}” is not a whole number.")
    return int(written)


def _read(row: Mapping[str, str], shelf: Shelf) -> _Row:
    name = (row.get("period_type") or "").strip().lower()
    is_director = name.startswith(_DIRECTOR)
    period = _INTERVALS.get(name.removeprefix(_DIRECTOR)) if is_director else pay_period(name)
    if period is None:
        raise Refusal(f"period_type: “{name}” is not a director's pay period.")
    number = _whole(row, "period_no", period.length)
    year = shelf.year((row.get("tax_year") or "").strip())
    if not (row.get("gross_this_period") or "").strip():
        raise Refusal("gross_this_period: there is no pay to work on.")
    return _Row(row, year, period, number, _last_day(year, period, number), _money(row, "gross_this_period"))


def _check_number(period: PayPeriod, number: int) -> None:
    most = period.periods + (period.length if period.periods == WEEKS else 0)
    if not 1 <= number <= most:
        raise Refusal(f"period_no: {number} is not a tax {period.unit} of {period.name} pay.")


def _last_day(year: TaxYear, period: PayPeriod, number: int) -> date:
    """The last day of the tax week or month, by which tables that change within the year are chosen.

    A row that asks for no tax may leave the number out or give 0.
    """
    start = tax_year_start(year.name)
    number = min(max(number, 1), period.periods)
    if period.periods == WEEKS:
        return start + timedelta(days=7 * number - 1)
    return add_months(start, number) - timedelta(days=1)


def _tax(case: _Row) -> dict[str, str]:
    written = case.text("tax_code")
    if not written:
        return {}
    basis = case.text("basis").lower() or "cumulative"
    if basis not in ("cumulative", "week1month1"):
        raise Refusal(f"basis: “{basis}” is neither cumulative nor week1month1.")
    _check_number(case.period, case.number)
    code = parse_code(written)
    due = tax_due(
        case.year.table(IncomeTax, case.day, code.nation),
        code,
        case.period,
        case.number,
        case.gross,
        case.money("taxable_ytd_before"),
        case.money("tax_ytd_before"),
        basis == "week1month1",
    )
    return {"tax": plain_money(due.pence)}


def _national_insurance(case: _Row) -> dict[str, str]:
    letter = case.text("ni_category").upper()
    if not letter:
        return {}
    table = case.year.table(NationalInsurance, case.day)
    if case.text("period_type").lower().startswith(_DIRECTOR):
        due = _director(case, table, letter)
    else:
        due = ni_due(table, letter, case.period.earnings, case.gross)
    return {"ee_ni": plain_money(due.employee.pence), "er_ni": plain_money(due.employer.pence)}


def _director(case: _Row, table: NationalInsurance, letter: str) -> NationalInsuranceDue:
    """A director's row: earlier payments of the year were even, so what they bore is worked out here."""
    weeks = _whole(case.values, "director_weeks", WEEKS)
    before = case.money("gross_ytd") - case.gross if case.text("gross_ytd") else 0
    method = case.text("director_method").lower() or "annual"
    if method == "annual":
        return director_due(table, letter, case.gross, _borne(table, letter, weeks, before), weeks)
    if method != "alternative":
        raise Refusal(f"director_method: “{method}” is neither annual nor alternative.")
    plain = ni_due(table, letter, case.period.earnings, case.gross)
    if case.number < case.period.periods or case.period is ANNUAL:
        return plain
    times = before // case.gross if case.gross else 0
    earlier = Earlier(before, plain.employee.pence * times, plain.employer.pence * times)
    return director_due(table, letter, case.gross, earlier, weeks)


def _borne(table: NationalInsurance, letter: str, weeks: int, earnings: int) -> Earlier:
    due = director_due(table, letter, earnings, NOTHING_EARLIER, weeks)
    return Earlier(earnings, due.employee.pence, due.employer.pence)


def _loans(case: _Row) -> dict[str, str]:
    plans = tuple(part.strip().lower() for part in case.text("student_loan_plan").split("+") if part.strip())
    if not plans:
        return {}
    table = case.year.table(StudentLoans, case.day)
    if unknown := [plan for plan in plans if plan not in table.plans]:
        raise Refusal(f"student_loan_plan: there is no plan “{unknown[0]}” in {case.year.name}.")
    taken = []
    if any(plan != POSTGRADUATE for plan in plans):
        taken.append(plan_to_take(table, plans))
    if POSTGRADUATE in plans:
        taken.append(POSTGRADUATE)
    period = case.period.earnings
    return {"student_loan": "+".join(str(loan_due(table, plan, period, case.gross).pence // 100) for plan in taken)}
