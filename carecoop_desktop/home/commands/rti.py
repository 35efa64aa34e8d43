"""Commands of files to HMRC: employer, fps, eps, file."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers
from carecoop_desktop.platform.kernel.dates import tax_year_of
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.work.payroll.employers.actions import add_employer
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import FIELDS, employer_of, employers
from carecoop_desktop.work.payroll.rti.envelope import RtiFile

_WHICH = "the employer (see: carecoop employer list); the co-op's own where it is left out"
_LABELS = {
    "name": "the employer's name",
    "office_number": "tax office number, the three digits before the slash",
    "paye_reference": "PAYE reference, behind the slash",
    "accounts_reference": "accounts office reference, like 120PA00012345",
    "cotax": "the company's tax reference (a company)",
    "sautr": "self assessment reference (not a company)",
    "sender_id": "user ID for HMRC online services; its password is never kept in the office",
    "vendor_id": "HMRC's number for this software; without it live filing is off",
    "allowance": "Employment Allowance: yes, no, or empty to say nothing",
    "bank_sort_code": "sort code of the account that wages are paid from",
    "bank_account": "number of that account",
    "service_user": "Bacs service user number",
    "address": "the employer's address",
    "postcode": "its postcode",
    "small_relief": "small employer for statutory pay: yes, no, or empty",
}


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    employer = commands.add_parser("employer", help="show or set the employer's details for HMRC")
    employer.add_argument("deed", choices=("show", "set", "list", "add"), nargs="?", default="show")
    employer.add_argument("--employer", type=int, help=_WHICH)
    employer.add_argument("--member", type=int, help="with add: the member who is the employer")
    for name in FIELDS:
        employer.add_argument(f"--{name.replace('_', '-')}", help=_LABELS[name])
    employer.set_defaults(run=show_employer)
    fps = commands.add_parser("fps", help="write the FPS (what was paid) of a finished pay run as XML")
    fps.add_argument("--pay-run", type=int, required=True)
    fps.add_argument("--to", type=Path, required=True)
    fps.add_argument("--employer", type=int, help=_WHICH)
    fps.set_defaults(run=write_fps)
    fps.add_argument("--late", default="", help="HMRC's letter for why it is late, such as H for a correction")
    filing = commands.add_parser("file", help="send the FPS of a finished pay run, or an EPS, to HMRC")
    what = filing.add_mutually_exclusive_group(required=True)
    what.add_argument("--pay-run", type=int)
    what.add_argument("--tax-month", type=int, help="the EPS of this tax month")
    filing.add_argument("--tax-year", help="of the EPS; the present one where it is left out")
    filing.add_argument("--employer", type=int, help=_WHICH)
    filing.add_argument("--late", default="", help="HMRC's letter for why it is late")
    filing.add_argument("--test", action="store_true", help="a test in HMRC's live service")
    filing.set_defaults(run=send_file)
    eps = commands.add_parser("eps", help="write the EPS of a tax month as XML")
    eps.add_argument("--tax-month", type=int, required=True, help="1 (from 6 April) to 12")
    eps.add_argument("--tax-year", help="like 2026-27; the present one where it is left out")
    eps.add_argument("--to", type=Path, required=True)
    eps.add_argument("--employer", type=int, help=_WHICH)
    eps.set_defaults(run=write_eps)


def show_employer(context: Context) -> int:
    """Set what was given, and show all."""
    if context.deed == "list":
        return list_employers(context)
    with context.office() as office:
        sentence, number = "", context.employer
        given = {name: getattr(context.arguments, name) for name in FIELDS}
        changes = {name: value for name, value in given.items() if value is not None}
        if context.deed == "set":
            sentence = office.do(set_employer, changes, number).sentence
        elif context.deed == "add":
            done = office.do(add_employer, changes, context.member)
            sentence, number = done.sentence, done.value
        found = office.read(employer_of, number)
    if found is None:
        context.answer("No details of the employer are entered yet.", None)
        return 0
    lines = [f"{name.replace('_', ' '):<20}{value}" for name, value in asdict(found).items()]
    filing = "Live filing is on." if found.live else "Live filing is off until a vendor ID is entered."
    context.answer(
        "\n".join(line for line in (sentence, *lines, filing) if line), {**asdict(found), "live": found.live}
    )
    return 0


def list_employers(context: Context) -> int:
    """Every PAYE scheme, with its number."""
    with context.office() as office:
        found = office.read(employers)
    lines = [f"{one.id:>5}  {one.name}  {one.office_number}/{one.paye_reference}" for one in found]
    context.answer("\n".join(lines) or "No employer is entered yet.", [asdict(one) for one in found])
    return 0


def write_fps(context: Context) -> int:
    """Write the FPS of a pay run."""
    from carecoop_desktop.work.payroll.rti.fps import fps_file

    with context.office() as office:
        made = office.read(fps_file, context.pay_run, context.employer, context.late)
    return _written(context, made, f"FPS for {made.people} PA{'s' if made.people != 1 else ''}")


def write_eps(context: Context) -> int:
    """Write the EPS of a tax month."""
    from carecoop_desktop.work.payroll.rti.eps import eps_file

    with context.office() as office:
        tax_year = context.tax_year or tax_year_of(office.today)
        made = office.read(eps_file, tax_year, context.tax_month, context.employer)
    return _written(context, made, f"EPS for tax month {context.tax_month} of {tax_year}")


def send_file(context: Context) -> int:
    """Send a file to HMRC and wait for its answer: 0 accepted or still with HMRC, 1 refused."""
    from carecoop_desktop.work.payroll.rti.filings.actions import prepare_eps, prepare_fps
    from carecoop_desktop.work.payroll.rti.filings.queries import filing, objections
    from carecoop_desktop.work.payroll.rti.filings.sending import send
    from carecoop_desktop.work.payroll.rti.filings.views import STATES
    from carecoop_desktop.work.payroll.rti.gateway_keys import GIVEN, gateway_password
    from carecoop_desktop.work.payroll.rti.transport import Https, engine

    with context.office() as office:
        if context.pay_run is not None:
            number = office.do(prepare_fps, context.pay_run, context.employer, context.late, context.test).value
        else:
            year = context.tax_year or tax_year_of(office.today)
            number = office.do(prepare_eps, year, context.tax_month, context.employer, context.test).value
        whose = office.read(employer_of, office.read(filing, number).employer_id)
        password = gateway_password(whose) if whose is not None else None
        if not password:
            raise Refusal("The password for HMRC online is not known here.", f"Give it in {GIVEN}, or use the window.")
        sent = send(office, number, Https(), engine(), password, time.sleep)
        wrong = office.read(objections, number)
    lines = [f"{sent.title}: {STATES[sent.state][0]}", sent.words, f"IRmark {sent.mark}"]
    lines += [f"  {one.name or 'the file'}: {one.text} ({one.number})" for one in wrong]
    data = {"state": sent.state, "irmark": sent.mark, "correlation": sent.correlation, "test": sent.test,
            "words": sent.words, "errors": [asdict(one) for one in wrong]}  # fmt: skip
    context.answer("\n".join(lines), data)
    return 1 if sent.state in ("refused", "lost") else 0


def _write(context: Context, content: bytes) -> None:
    try:
        context.to.write_bytes(content)
    except OSError as trouble:
        raise Fault(f"{context.to} cannot be written: {trouble.strerror}.", "Choose another place.") from trouble


def _written(context: Context, made: RtiFile, what: str) -> int:
    _write(context, made.xml)
    test = "" if made.live else "\nIt is a test message: live filing is off until a vendor ID is entered."
    context.answer(
        f"{what} written to {context.to}\nIRmark {made.mark.base32}{test}",
        {"to": str(context.to), "people": made.people, "irmark": made.mark.base64, "live": made.live},
    )
    return 0
