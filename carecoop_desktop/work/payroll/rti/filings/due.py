"""What HMRC is still to be told and paid, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.kernel.dates import MONTHS, WEEKDAYS, tax_month, tax_year_of
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.features import TodayItem
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.reading import run_title
from carecoop_desktop.work.payroll.queries.to_date import employer_months
from carecoop_desktop.work.payroll.rti.employer import Employer, employers
from carecoop_desktop.work.payroll.rti.envelope import YEARS
from carecoop_desktop.work.payroll.rti.eps import TaxMonth, eps_facts
from carecoop_desktop.work.payroll.rti.filings.tables import FilingRow
from carecoop_desktop.work.payroll.rti.filings.views import DueFile
from carecoop_desktop.work.payroll.tables import PayRunMarkRow, PayRunRow, PayslipRow

_FILINGS: Any = FilingRow.__table__
_MARKS: Any = PayRunMarkRow.__table__
_RUNS: Any = PayRunRow.__table__
_SLIPS: Any = PayslipRow.__table__
_EPS_DAY, _PAY_DAY = 19, 22
"""EPS by the 19th and payment (electronic) by the 22nd after the tax month: Income Tax (PAYE) Regulations 2003
reg. 67E and 69."""


def due_files(reader: Reader) -> list[DueFile]:
    """Everything due of this tax year and the end of the last, the oldest first. Test files do not count."""
    reader.require(SEE_PAY)
    found: list[DueFile] = []
    for employer in employers(reader):
        if employer.complete and employer.id is not None:
            found += [*_payments(reader, employer), *_months(reader, employer)]
    return sorted(found, key=lambda one: (one.due, one.employer, one.kind))


def _years(reader: Reader) -> list[str]:
    """The tax years that a file may be due of: this one, and until its EPS is due the last."""
    days = (reader.today - timedelta(days=_EPS_DAY), reader.today)
    return [year for year in dict.fromkeys(tax_year_of(day) for day in days) if year in YEARS]


def _payments(reader: Reader, employer: Employer) -> Iterator[DueFile]:
    """Finished runs of which no FPS was accepted, and which nobody marked as filed."""
    own = (_SLIPS.c.employer_id == employer.id) | _SLIPS.c.employer_id.is_(None)
    done = select(_FILINGS.c.pay_run_id).where(
        _FILINGS.c.kind == "fps", _FILINGS.c.employer_id == employer.id, _FILINGS.c.test.is_(False),
        _FILINGS.c.state.in_(("accepted", "waiting")), _FILINGS.c.pay_run_id.is_not(None),
    )  # fmt: skip
    marked = select(_MARKS.c.pay_run_id).where(
        _MARKS.c.kind == "filed", (_MARKS.c.employer_id == employer.id) | _MARKS.c.employer_id.is_(None)
    )
    rows = reader.connection.execute(
        select(_RUNS)
        .where(_RUNS.c.state == "finished", _RUNS.c.tax_year.in_(_years(reader)))
        .where(_RUNS.c.id.in_(select(_SLIPS.c.pay_run_id).where(own)))
        .where(_RUNS.c.id.not_in(done), _RUNS.c.id.not_in(marked))
        .order_by(_RUNS.c.pay_date, _RUNS.c.id)
    )
    for run in rows:
        yield DueFile(
            "fps", employer.id or 0, employer.name, f"FPS, {run_title(run)}", run.pay_date, run.tax_year, run.id
        )


def _months(reader: Reader, employer: Employer) -> Iterator[DueFile]:
    first = reader.connection.execute(
        select(func.min(_RUNS.c.pay_date)).where(_RUNS.c.state == "finished")
    ).scalar()  # fmt: skip
    if first is None:
        return
    for year in _years(reader):
        before: TaxMonth | None = None
        for number in range(1, 13):
            try:
                month = eps_facts(reader, employer, year, number)
            except Refusal:
                break
            if month.last >= reader.today:
                break
            if month.last >= first and _to_tell(reader, employer, month, before):
                yield DueFile(
                    "eps", employer.id or 0, employer.name, f"EPS, tax month {number} of {year}",
                    _day_after(month.last, _EPS_DAY), year, tax_month=number,
                )  # fmt: skip
            before = month
        if before is not None:
            yield from _to_pay(reader, employer, before)


def _to_tell(reader: Reader, employer: Employer, month: TaxMonth, before: TaxMonth | None) -> bool:
    """Whether a month has something that no EPS has told: the allowance once a tax year, the rest each time."""
    told = {
        row.tax_month
        for row in reader.connection.execute(
            select(_FILINGS.c.tax_month).where(
                _FILINGS.c.kind == "eps", _FILINGS.c.employer_id == employer.id, _FILINGS.c.test.is_(False),
                _FILINGS.c.tax_year == month.tax_year, _FILINGS.c.state.in_(("accepted", "waiting")),
            )
        )
    }  # fmt: skip
    if month.number in told:
        return False
    newly_recovered = month.family != (before.family if before is not None else ())
    last_one = tax_month(reader.today) - 1 == month.number or bool(month.final)
    claims = bool(employer.allowance) and not told and last_one
    return not month.paid or newly_recovered or bool(month.final) or claims


def _to_pay(reader: Reader, employer: Employer, month: TaxMonth) -> Iterator[DueFile]:
    """What is to be paid for the last tax month, until its day has passed; that it was paid is not known here."""
    day = _day_after(month.last, _PAY_DAY)
    if reader.today > day:
        return
    owed = next(one.due for one in employer_months(reader, employer.id, month.tax_year) if one.number == month.number)
    earlier = sum(one.recovered + one.compensation for one in month.family)
    if owed > 0:
        note = " (before what is recovered of family pay)" if earlier else ""
        yield DueFile(
            "payment", employer.id or 0, employer.name, f"Payment for tax month {month.number}{note}", day,
            month.tax_year, tax_month=month.number, pence=owed,
        )  # fmt: skip


def _day_after(last: date, day: int) -> date:
    """A tax month ends on a 5th; what follows is due in the same calendar month."""
    return last.replace(day=day)


def today(reader: Reader) -> list[TodayItem]:
    """One line for each kind that is due, with the oldest day. Offices that do not file from here are left alone."""
    if not reader.may(SEE_PAY) or not _files_here(reader):
        return []
    found = []
    for kind, word in (("fps", "FPS"), ("eps", "EPS"), ("payment", "Payment to HMRC")):
        own = [one for one in due_files(reader) if one.kind == kind]
        if own:
            late = own[0].due < reader.today
            what = own[0].title if len(own) == 1 else f"{word}: {len(own)} are due"
            why = "Due and not filed" if kind != "payment" else "Due to HMRC"
            found.append(
                TodayItem(
                    "bad" if late else "warn",
                    _when(own[0].due),
                    what,
                    why,
                    "Open filing",
                    "filing",
                    None,
                    32,
                    own[0].due,
                )
            )
    return found


def _files_here(reader: Reader) -> bool:
    live = any(one.live for one in employers(reader))
    return live or reader.connection.execute(select(_FILINGS.c.id).limit(1)).first() is not None


def _when(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
