"""Writes the papers of a month: payslips, statements, the payments file and the evidence pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from carecoop_desktop.assurance.evidence.documents import pack_document
from carecoop_desktop.assurance.evidence.queries import pack
from carecoop_desktop.money.statements.documents import statement_document
from carecoop_desktop.money.statements.queries import statements
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.importing.escaping import write_csv
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper import write_many, write_pdf
from carecoop_desktop.work.payroll.documents import payments_rows, payslip_document
from carecoop_desktop.work.payroll.queries import payslips

FRAMEWORK = "CQC-SAF-2023"


@dataclass(frozen=True, slots=True)
class Month:
    """The month whose papers are written: its pay run and its days."""

    pay_run_id: int
    first: date
    last: date


def file_name(*parts: str) -> str:
    """A safe file name from words: folded, spaces to hyphens, nothing a file system minds."""
    return "-".join(re.sub(r"[^a-z0-9]+", "-", fold(part)).strip("-") for part in parts if part)


def write_payslips(office: Office, month: Month, folder: Path) -> int:
    """One PDF for each PA who is paid. Returns how many."""
    views = office.read(payslips, month.pay_run_id)
    return _write_all(payslip_document, [(view, folder / f"{file_name(view.number, view.name)}.pdf") for view in views])


def write_statements(office: Office, month: Month, folder: Path) -> int:
    """One PDF for each member. Returns how many."""
    found = office.read(statements, month.first, month.last)
    return _write_all(statement_document, [(s, folder / f"{file_name(s.number, s.name)}.pdf") for s in found])


def write_payments(office: Office, month: Month, path: Path) -> int:
    """The payments file for the bank, one row a PA. Returns how many."""
    rows = list(office.read(payments_rows, month.pay_run_id))
    make_folder(path.parent)
    write_csv(path, rows[0], rows[1:])
    return len(rows) - 1


def write_pack(office: Office, path: Path) -> None:
    """The evidence pack for the framework in force."""
    make_folder(path.parent)
    write_pdf(pack_document(office.read(pack, FRAMEWORK)), path)


def _write_all(draw: Callable[[Any], Any], wanted: Iterable[tuple[Any, Path]]) -> int:
    jobs = list(wanted)
    if jobs:
        make_folder(jobs[0][1].parent)
    write_many(draw, jobs)
    return len(jobs)


def make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(
            f"The folder {path} cannot be made.", "Choose another, or ask for the right to write there."
        ) from error
