"""Writes the papers of a month: payslips, statements, the payments file and the evidence pack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from carecoop_desktop.assurance.evidence.documents import pack_document
from carecoop_desktop.assurance.evidence.queries import pack
from carecoop_desktop.money.statements.documents import statement_document
from carecoop_desktop.money.statements.queries import statement, statements
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.importing.escaping import write_csv
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.archive import archive_pdf
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.many import Order, write_many
from carecoop_desktop.platform.paper.naming import file_name
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.bank.words import Unwritable, bank_words
from carecoop_desktop.work.payroll.documents import payments_rows, payslip_document, payslip_orders
from carecoop_desktop.work.payroll.queries.reading import payslips_with_workings

FRAMEWORK = "CQC-SAF-2023"


@dataclass(frozen=True, slots=True)
class Month:
    """The month whose papers are written: its pay run and its days."""

    pay_run_id: int
    first: date
    last: date


def write_run_payslips(office: Office, pay_run_id: int, folder: Path) -> int:
    """One PDF for each PA who is paid in a run. Returns how many."""
    return _write_all(payslip_document, payslip_orders(office.read(payslips_with_workings, pay_run_id), folder), folder)


def write_statements(office: Office, month: Month, folder: Path) -> int:
    """One PDF for each member. Returns how many."""
    found = office.read(statements, month.first, month.last)
    orders = [Order(s, folder / f"{file_name(s.number, s.name)}.pdf") for s in found]
    return _write_all(statement_document, orders, folder)


def write_one_statement(office: Office, member_id: int, month: Month, path: Path, *, large_print: bool = False) -> int:
    """One member's statement."""
    make_folder(path.parent)
    found = office.read(statement, member_id, month.first, month.last)
    write_pdf(statement_document(found, large_print=large_print), path)
    return 1


def write_payments(office: Office, month: Month, path: Path) -> int:
    """The payments file for the bank, one row a PA. Returns how many."""
    rows = [(plainly(name), *rest) for name, *rest in office.read(payments_rows, month.pay_run_id)]
    make_folder(path.parent)
    write_csv(path, rows[0], rows[1:])
    return len(rows) - 1


def plainly(name: str) -> str:
    """A payee's name that no spreadsheet program runs, without a mark of ours: banks would read that as part of it."""
    try:
        return bank_words(name, ".", 18, "utf-8")
    except Unwritable:
        return ""


def write_pack(office: Office, path: Path, framework: str = FRAMEWORK) -> None:
    """The evidence pack for a framework."""
    make_folder(path.parent)
    write_pdf(pack_document(office.read(pack, framework)), path)


def archive(*papers: Path) -> None:
    """Turn papers into archive copies (PDF/A-3b) in place; Fault where one does not pass."""
    for paper in papers:
        archive_pdf(paper, paper)


def _write_all(draw: Callable[[Any], Document], orders: Sequence[Order[Any]], folder: Path) -> int:
    make_folder(folder)
    made = write_many(draw, orders)
    if made.faults:
        raise made.faults[0][1]
    return len(made.written)


def make_folder(path: Path) -> None:
    """Make a folder, or say why it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "Choose another, or ask for the right to write there."
        raise Fault(f"The folder {path} cannot be made.", remedy) from error
