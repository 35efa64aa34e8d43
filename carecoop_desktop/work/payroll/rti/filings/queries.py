"""Reads files for HMRC and what was said of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.permissions import SEE_ADDRESSES
from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.reading import run_title
from carecoop_desktop.work.payroll.rti.filings.tables import FilingComplaintRow, FilingRow
from carecoop_desktop.work.payroll.rti.filings.views import Filing, Objection
from carecoop_desktop.work.payroll.tables import PayRunRow

_FILINGS: Any = FilingRow.__table__
_COMPLAINTS: Any = FilingComplaintRow.__table__
_EMPLOYERS: Any = EmployerRow.__table__
_RUNS: Any = PayRunRow.__table__
_SAME = ("id", "kind", "employer_id", "pay_run_id", "tax_year", "tax_month", "mark", "test", "made", "by", "state",
         "correlation", "endpoint", "again_after", "answered", "words")  # fmt: skip
_MOST = 500


def filings(reader: Reader, limit: int = _MOST) -> list[Filing]:
    """Every file made to be sent, the newest first."""
    reader.require(SEE_PAY)
    columns = [_FILINGS.c[name] for name in (*_SAME, "people")]
    rows = reader.connection.execute(
        select(*columns, _EMPLOYERS.c.name.label("employer"))
        .join(_EMPLOYERS, _EMPLOYERS.c.id == _FILINGS.c.employer_id)
        .order_by(_FILINGS.c.id.desc())
        .limit(limit)
    ).all()
    wanted = {row.pay_run_id for row in rows if row.pay_run_id is not None}
    titles = {row.id: run_title(row) for row in reader.connection.execute(select(_RUNS)) if row.id in wanted}
    return [_filing(row, titles) for row in rows]


def filing(reader: Reader, filing_id: int) -> Filing:
    """One file; Refusal where there is none of this number."""
    found = next((one for one in filings(reader) if one.id == filing_id), None)
    if found is None:
        raise Refusal("There is no such file for HMRC.")
    return found


def filing_xml(reader: Reader, filing_id: int) -> bytes:
    """A file as it was sent, without the password."""
    reader.require(SEE_PAY)
    reader.require(SEE_ADDRESSES)
    found = reader.connection.execute(select(_FILINGS.c.xml).where(_FILINGS.c.id == filing_id)).scalar()
    if found is None:
        raise Refusal("There is no such file for HMRC.")
    return str(found).encode("utf-8")


def objections(reader: Reader, filing_id: int) -> list[Objection]:
    """What HMRC found wrong in a file, by person; what is about the whole file first."""
    reader.require(SEE_PAY)
    names = assistant_names(reader)
    rows = reader.connection.execute(
        select(_COMPLAINTS).where(_COMPLAINTS.c.filing_id == filing_id).order_by(_COMPLAINTS.c.id)
    )
    found = [Objection(row.number, row.text, row.assistant_id, names.get(row.assistant_id, ""), row.location)
             for row in rows]  # fmt: skip
    return sorted(found, key=lambda one: one.name.casefold())


def _filing(row: Any, titles: dict[int, str]) -> Filing:
    about = titles.get(row.pay_run_id, "") if row.kind == "fps" else f"tax month {row.tax_month} of {row.tax_year}"
    title = f"{row.kind.upper()}, {about}" + (" (test)" if row.test else "")
    return Filing(
        **{name: getattr(row, name) for name in _SAME}, employer=row.employer, people=len(row.people), title=title
    )
