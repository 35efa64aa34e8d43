"""Writes payslips: one, each in a file of its own, or all in one file; closed with passwords where asked."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.join import join_pdfs
from carecoop_desktop.platform.paper.many import write_many
from carecoop_desktop.platform.paper.protect import protect_pdf, write_protected
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.documents import payslip_document, payslip_orders
from carecoop_desktop.work.payroll.papers.passwords import NONE, ONE, RULES, Lock, holders, password_of, why_none
from carecoop_desktop.work.payroll.queries import PayslipView, payslip
from carecoop_desktop.work.payroll.queries.reading import payslips_with_workings

_TOGETHER = (NONE, ONE)
"""The rules that a file of many payslips can be closed by."""


@dataclass(frozen=True, slots=True)
class WrittenSlips:
    """How many payslips were written, and whose were not and why."""

    count: int
    left_out: tuple[str, ...] = ()


def write_one(office: Office, payslip_id: int, path: Path, lock: Lock = Lock(), *, large_print: bool = False) -> None:
    """One payslip. Refusal where its rule finds no password for the PA."""
    lock.check()
    view = office.read(payslip, payslip_id)
    document = payslip_document(view, large_print=large_print)
    if lock.rule == NONE:
        write_pdf(document, path)
        return
    password, why = _password(office, view, lock)
    if not password:
        raise Refusal(f"This payslip cannot be closed with a password. {why}.", "Choose another rule, or enter it.")
    write_protected(document, path, password)


def _password(office: Office, view: PayslipView, lock: Lock) -> tuple[str, str]:
    holder = office.read(holders, view.run.pay_date, [view.assistant_id])[view.assistant_id]
    return password_of(lock, holder, office), why_none(lock, holder)


def write_each(
    office: Office, run_id: int, folder: Path, lock: Lock = Lock(), *, large_print: bool = False
) -> WrittenSlips:
    """A file for each payslip of a run that is not held back. Whom the rule finds no password for is left out and
    told: nobody's payslip is written open where passwords were asked for."""
    lock.check()
    views = office.read(payslips_with_workings, run_id)
    orders = payslip_orders(views, folder)
    if lock.rule == NONE:
        made = write_many(partial(payslip_document, large_print=large_print), orders)
        if made.faults:
            raise made.faults[0][1]
        return WrittenSlips(len(made.written))
    people = office.read(holders, views[0].run.pay_date, [view.assistant_id for view in views]) if views else {}
    count, left_out = 0, []
    for order in orders:
        holder = people[order.value.assistant_id]
        if password := password_of(lock, holder, office):
            write_protected(payslip_document(order.value, large_print=large_print), order.path, password)
            count += 1
        else:
            left_out.append(why_none(lock, holder))
    return WrittenSlips(count, tuple(left_out))


def write_together(
    office: Office, run_id: int, path: Path, lock: Lock = Lock(), *, large_print: bool = False
) -> WrittenSlips:
    """All payslips of a run in one file, with everybody's name in its contents."""
    lock.check()
    if lock.rule not in _TOGETHER:
        accepted = " or ".join(RULES[rule] for rule in _TOGETHER)
        raise Invalid([Issue("rule", "One file cannot have a password for each PA.", accepted)])
    views = [view for view in office.read(payslips_with_workings, run_id) if view.state != "problem"]
    with tempfile.TemporaryDirectory(prefix="carecoop-") as private:
        orders = payslip_orders(views, Path(private))
        made = write_many(partial(payslip_document, large_print=large_print), orders)
        if made.faults:
            raise made.faults[0][1]
        _joined(views, [order.path for order in orders], path, lock, Path(private))
    return WrittenSlips(len(views))


def _joined(views: Sequence[PayslipView], papers: Sequence[Path], path: Path, lock: Lock, private: Path) -> None:
    if not views:
        raise Refusal("Nobody is paid in this run.", "There is no payslip to write.")
    title, names = f"Payslips {views[0].run.title}", [view.name for view in views]
    if lock.rule == NONE:
        join_pdfs(papers, path, title=title, names=names)
        return
    whole = private / "all.pdf"
    join_pdfs(papers, whole, title=title, names=names)
    protect_pdf(whole, path, lock.typed)


def told(made: WrittenSlips, where: Path) -> str:
    """What was written, and how many were not."""
    left = f"; {len(made.left_out)} left out" if made.left_out else ""
    return f"{made.count} payslip{'s' if made.count != 1 else ''} written to {where}{left}"
