"""Commands of workplace pensions: the contribution file for a provider."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.office import Office


def add_to(commands: Subparsers) -> None:
    """Add the sub-command."""
    made = commands.add_parser("pension-file", help="write the pension contributions of a finished pay run as CSV")
    made.add_argument("--pay-run", type=int, required=True)
    made.add_argument("--scheme", help="the scheme's number or name; the one for automatic enrolment if left out")
    made.add_argument("--layout", type=Path, help="a layout of your own (TOML); the scheme's if left out")
    made.add_argument("--to", type=Path, required=True)
    made.set_defaults(run=pension_file)


def pension_file(context: Context) -> int:
    """Write the file and say what it comes to."""
    from carecoop_desktop.work.payroll.pensions.documents import write_contributions
    from carecoop_desktop.work.payroll.pensions.layouts import layout, read_layout
    from carecoop_desktop.work.payroll.pensions.queries.contributing import contribution_file

    own = read_layout(context.layout) if context.layout else None
    with context.office() as office:
        found = office.read(contribution_file, context.pay_run, _scheme(office, context.scheme))
    write_contributions(own or layout(found.scheme.layout), found, context.to)
    employee, employer = found.total
    count = len(found.members)
    context.answer(
        f"{count} member{'s' if count != 1 else ''} of {found.scheme.name}: {format_money(employee)} and "
        f"{format_money(employer)} from the employer, due by {found.due:%d %b %Y}. Written to {context.to}.",
        {"members": count, "employee": employee, "employer": employer, "due": found.due.isoformat()},
    )
    return 0


def _scheme(office: Office, named: str | None) -> int:
    """The number of the scheme that was named."""
    from carecoop_desktop.work.payroll.pensions.queries.standing import pension_schemes

    for each in office.read(pension_schemes):
        if each.automatic if named is None else named in (str(each.id), each.name):
            return each.id
    raise Refusal("There is no such pension scheme." if named else "No scheme is set up for automatic enrolment.")
