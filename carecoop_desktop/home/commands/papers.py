"""Commands that write papers: statement and evidence-pack."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers, WrongUsage, month
from carecoop_desktop.platform.kernel.dates import month_end, month_start
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office

ARCHIVE = "as PDF/A-3b, for keeping"


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    statement = commands.add_parser("statement", help="write a member's monthly statement, or everybody's, as PDF")
    statement.add_argument("--member", help="the member's number or id; without it, every member's")
    statement.add_argument("--month", type=month, help="like 2026-11; without it, the latest whole month")
    statement.add_argument("--to", type=Path, required=True, help="a file for one member, a folder for all")
    statement.add_argument("--large-print", action="store_true")
    statement.add_argument("--archive", action="store_true", help=ARCHIVE)
    statement.set_defaults(run=write_statement)
    pack = commands.add_parser("evidence-pack", help="write the evidence pack of an inspection framework as PDF")
    pack.add_argument("--framework", default="CQC-SAF-2023")
    pack.add_argument("--to", type=Path, required=True)
    pack.add_argument("--archive", action="store_true", help=ARCHIVE)
    pack.set_defaults(run=write_evidence)


def folder_for_several(place: Path) -> Path:
    """The folder that several papers go into; the name of a file is not made a folder."""
    if place.suffix.casefold() == ".pdf" and not place.is_dir():
        raise WrongUsage(f"{place.name} is the name of one paper, and these are several.",
                         "Name a folder with --to, or say whose paper it is.")  # fmt: skip
    return place


def file_for_one(place: Path) -> Path:
    """The file that one paper goes into; a folder does not become a paper."""
    if place.is_dir():
        raise WrongUsage(f"{place} is a folder, and this is one paper.", "Name the file with --to, such as paper.pdf.")
    return place


def write_statement(context: Context) -> int:
    """Write statements for a month."""
    from carecoop_desktop.home.practice import papers

    with context.office() as office:
        first = month_start(context.month or office.today)
        days = papers.Month(0, first, month_end(first))
        if context.member is None:
            made = papers.write_statements(office, days, folder_for_several(context.to))
        else:
            made = papers.write_one_statement(office, _member(office, context.member), days, file_for_one(context.to),
                                              large_print=context.large_print)
    if context.archive:
        papers.archive(*([context.to] if context.member else sorted(context.to.glob("*.pdf"))))
    context.answer(f"{made} statement{'s' if made != 1 else ''} written to {context.to}",
                   {"written": made, "to": str(context.to)})
    return 0


def _member(office: Office, wanted: str) -> int:
    from carecoop_desktop.people.members.queries import find_members

    found = office.read(find_members, wanted, 2)
    if len(found) != 1:
        trouble = "There is no member" if not found else "There is more than one member called"
        raise Refusal(f"{trouble} {wanted}.", "Give the number that carecoop list members shows.")
    return found[0][0]


def write_evidence(context: Context) -> int:
    """Write the evidence pack."""
    from carecoop_desktop.home.practice.papers import archive, write_pack

    with context.office() as office:
        write_pack(office, file_for_one(context.to), context.framework)
    if context.archive:
        archive(context.to)
    context.answer(f"The evidence pack is in {context.to}", {"to": str(context.to), "framework": context.framework})
    return 0
