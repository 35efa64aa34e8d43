"""Commands of files for the bank: bank-file and modulus-table."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.kernel.money import format_money


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    upload = commands.add_parser("bank-file", help="write the payments of a finished pay run as your bank wants them")
    upload.add_argument("--pay-run", type=int, required=True)
    upload.add_argument("--layout", default="generic", help="standard-18, or a layout by name (default: generic)")
    upload.add_argument("--employer", type=int, help="the employer; all who pay from the co-op's account without it")
    upload.add_argument("--to", type=Path, required=True)
    upload.set_defaults(run=write_bank_file)
    table = commands.add_parser("modulus-table", help="load Pay.UK's table that account numbers are checked with")
    table.add_argument("--weights", type=Path, required=True, help="the file valacdos.txt")
    table.add_argument("--substitutes", type=Path, help="the file scsubtab.txt")
    table.set_defaults(run=load_table)


def write_bank_file(context: Context) -> int:
    """Write the bank's upload file."""
    from carecoop_desktop.work.payroll.bank.files import bank_upload

    with context.office() as office:
        made = office.read(bank_upload, context.pay_run, context.layout, context.employer)
    try:
        context.to.write_bytes(made.content)
    except OSError as trouble:
        raise Fault(f"{context.to} cannot be written: {trouble.strerror}.", "Choose another place.") from trouble
    what = f"{made.payments} payments of {format_money(made.pence)} for {format_date(made.paid_on)}"
    lines = [f"{what} written to {context.to}", *(f"  left out: {one}" for one in made.left_out),
             *(f"  look at: {one}" for one in made.findings)]  # fmt: skip
    context.answer("\n".join(lines), {
        "to": str(context.to), "layout": made.layout, "payments": made.payments, "pence": made.pence,
        "paid_on": made.paid_on.isoformat(), "left_out": list(made.left_out), "findings": list(made.findings),
    })  # fmt: skip
    return 0


def load_table(context: Context) -> int:
    """Load the table of account number checks."""
    from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table

    weights = _text(context.weights)
    substitutes = _text(context.substitutes) if context.substitutes else ""
    with context.office() as office:
        done = office.do(load_modulus_table, weights, substitutes)
    context.answer(done.sentence)
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError as trouble:
        raise Fault(f"{path} cannot be read: {trouble.strerror}.", "Choose another file.") from trouble
