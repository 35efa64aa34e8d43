"""The entries that pay runs made in the accounts, for the co-op's bookkeeping."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from carecoop_desktop.money.ledger.permissions import SEE_MONEY
from carecoop_desktop.money.ledger.rules.words import HEADINGS
from carecoop_desktop.money.ledger.tables import AccountRow, JournalRow, PostingRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.papers.report import CODE, DAY, MONEY, NUMBER, Field, Report
from carecoop_desktop.work.payroll.queries import run_view
from carecoop_desktop.work.payroll.queries.reading import OFFICE_NAME

_A: Any = AccountRow.__table__
_J: Any = JournalRow.__table__
_P: Any = PostingRow.__table__
_FIELDS = (
    Field("Entry", NUMBER),
    Field("Day", DAY),
    Field("Account"),
    Field("Account code", CODE, short="Code"),
    Field("What for"),
    Field("Debit", MONEY, True),
    Field("Credit", MONEY, True),
)
_OWED = {
    "net-pay": "Net pay",
    "hmrc": "Tax, National Insurance and loans",
    "pension": "Pension",
    "orders": "Attachment orders",
    "order-fee": "Fees for orders",
}
_WORDS = {**_OWED, **HEADINGS}


def pay_journal(reader: Reader, run_id: int) -> Report:
    """Every posting of a pay run, debits and credits apart, each side with the same total.

    Refusal before the run is finished: then nothing is posted.
    """
    reader.require(SEE_MONEY)
    run = run_view(reader, run_id)
    rows = reader.connection.execute(
        select(_J.c.id, _J.c.day, _A.c.name, _A.c.code, _P.c.heading, _P.c.pence)
        .join(_P, _P.c.journal_id == _J.c.id)
        .join(_A, _A.c.id == _P.c.account_id)
        .where(_J.c.source == "pay_run", _J.c.source_id == run_id)
        .order_by(_J.c.id, _P.c.id)
    )
    made = tuple(
        (row.id, row.day, row.name, row.code, _WORDS.get(row.heading, row.heading), max(row.pence, 0),
         max(-row.pence, 0))
        for row in rows
    )  # fmt: skip
    if not made:
        raise Refusal("Nothing is posted for this pay run.", "Finish it first; then the accounts are charged.")
    return Report(
        "Payroll journal", "Payroll journal", f"{run.title} · paid {format_date(run.pay_date)}",
        str(reader.setting(OFFICE_NAME, "")), reader.practice, _FIELDS, made,
    )  # fmt: skip
