"""Commands of files for the bank: bank-file, bacs, bank-layout and modulus-table."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.paper.atomic import replacing

_WHICH = "the employer (see: carecoop employer list); all who pay from the co-op's account without it"


_AGAIN = "what to pay although an earlier file pays it already: it is paid twice unless that file was not sent"
AGAIN = ("wages", "orders", "pensions", "hmrc")


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    upload = commands.add_parser("bank-file", help="write the payments of a finished pay run as your bank wants them")
    upload.add_argument("--layout", help="standard-18, or a layout by name; the one used last if left out")
    bacs = commands.add_parser("bacs", help="write the bank file (Bacs Standard 18) of a finished pay run")
    bacs.set_defaults(layout="standard-18")
    for each in (upload, bacs):
        each.add_argument("--pay-run", type=int, required=True)
        each.add_argument("--employer", type=int, help=_WHICH)
        each.add_argument("--pensions", action="store_true", help="pay pension providers too, where they have accounts")
        each.add_argument("--hmrc", action="store_true", help="pay HMRC for the tax month too")
        each.add_argument("--again", nargs="+", default=[], choices=AGAIN, help=_AGAIN)
        each.add_argument("--new-only", action="store_true", help="leave out whom an earlier file pays already")
        each.add_argument("--to", type=Path, required=True)
        each.set_defaults(run=write_bank_file)
    own = commands.add_parser("bank-layout", help="list the layouts of bank files, or bring in one of your own (TOML)")
    own.add_argument("--bring-in", type=Path, help="the layout's file; compare resources/bank_files/generic.toml")
    own.add_argument("--take-out", help="the name of a layout of your own")
    own.set_defaults(run=bank_layouts)
    table = commands.add_parser("modulus-table", help="load Pay.UK's table that account numbers are checked with")
    table.add_argument("--weights", type=Path, required=True, help="the file valacdos.txt")
    table.add_argument("--substitutes", type=Path, help="the file scsubtab.txt")
    table.set_defaults(run=load_table)


def write_bank_file(context: Context) -> int:
    """Write the bank's upload file."""
    from carecoop_desktop.work.payroll.bank.choosing import chosen
    from carecoop_desktop.work.payroll.bank.files import bank_upload
    from carecoop_desktop.work.payroll.bank.payees import HMRC, ORDERS, PENSIONS
    from carecoop_desktop.work.payroll.bank.saved import note_bank_file

    besides = [ORDERS, *([PENSIONS] if context.pensions else []), *([HMRC] if context.hmrc else [])]
    with context.office() as office:
        layout = context.layout or office.read(chosen, context.employer).layout
        made = office.read(
            bank_upload, context.pay_run, layout, context.employer, besides, context.again, context.new_only
        )
        with replacing(context.to) as file:  # no file without its note: nobody is paid twice for want of it
            file.write_bytes(made.content)
            office.do(note_bank_file, context.pay_run, layout, made.plan.pays, context.again, made.plan.known)
    plan = made.plan
    count = len(plan.payments)
    what = f"{count} payment{'s' if count != 1 else ''} of {format_money(plan.pence)} for {format_date(plan.paid_on)}"
    lines = [f"{what} written to {context.to}", *(f"  left out: {one}" for one in plan.left_out),
             *(f"  look at: {one}" for one in plan.looks)]  # fmt: skip
    context.answer("\n".join(lines), {
        "to": str(context.to), "layout": layout, "payments": count, "pence": plan.pence,
        "paid_on": plan.paid_on.isoformat(), "left_out": list(plan.left_out), "findings": list(plan.looks),
    })  # fmt: skip
    return 0


def bank_layouts(context: Context) -> int:
    """Bring in or take out a layout, and list what there is."""
    from carecoop_desktop.work.payroll.bank.choosing import bring_in_layout, office_layouts, own_keys, take_out_layout

    sentence = ""
    with context.office() as office:
        if context.bring_in is not None:
            sentence = office.do(bring_in_layout, context.bring_in.name, _text(context.bring_in, "utf-8")).sentence
        if context.take_out is not None:
            sentence = office.do(take_out_layout, context.take_out).sentence
        found, own = office.read(office_layouts), office.read(own_keys)
    lines = [f"{one.key:<22}{one.name}{' (your own)' if one.key in own else ''}" for one in found]
    data = [{"layout": one.key, "name": one.name, "own": one.key in own, "uncertain": one.uncertain} for one in found]
    context.answer("\n".join(line for line in (sentence, *lines, f"{'standard-18':<22}Bacs Standard 18") if line), data)
    return 0


def load_table(context: Context) -> int:
    """Load the table of account number checks."""
    from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table

    weights = _text(context.weights)
    substitutes = _text(context.substitutes) if context.substitutes else ""
    with context.office() as office:
        done = office.do(load_modulus_table, weights, substitutes, context.weights.name)
    context.answer(done.sentence)
    return 0


def _text(path: Path, encoding: str = "ascii") -> str:
    try:
        return path.read_text(encoding=encoding, errors="replace")
    except OSError as trouble:
        raise Fault(f"{path} cannot be read: {trouble.strerror}.", "Choose another file.") from trouble
