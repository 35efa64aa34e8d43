"""Payslips beside a bare ReportLab canvas drawing the same marks, on all cores, and joined beside pypdf."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from carecoop_desktop.home.bench.bare_canvas import draw_bare
from carecoop_desktop.home.bench.figures import Row, beside, clean_heap, in_turn, least, seconds
from carecoop_desktop.home.bench.pay_office import pay_office
from carecoop_desktop.platform.paper.document import page_marks, render
from carecoop_desktop.platform.paper.join import join_pdfs
from carecoop_desktop.platform.paper.many import Order, write_many
from carecoop_desktop.work.payroll.actions import start_run
from carecoop_desktop.work.payroll.documents import payslip_document, payslip_orders
from carecoop_desktop.work.payroll.queries import PayslipView
from carecoop_desktop.work.payroll.queries.reading import payslips_with_workings

CANVAS, CORES, JOINING = 1.5, 0.75, 0.25


def measure(folder: Path, papers: int = 300, single: int = 40, times: int = 3) -> list[Row]:
    """Single payslips, many of them, and all of them in one file."""
    views = _views(folder, papers)
    orders = payslip_orders(views, folder / "slips")
    (folder / "slips").mkdir()
    return [
        _beside_canvas(views[:single], times),
        _many(orders, min(times, 2)),
        *_joined([order.path for order in orders], folder),
    ]


def _views(folder: Path, papers: int) -> list[PayslipView]:
    office, period = pay_office(folder / "papers.carecoop", papers)
    run = office.do(start_run, period).value
    found = office.read(payslips_with_workings, run)
    office.close()
    return found


def _beside_canvas(views: Sequence[PayslipView], times: int) -> Row:
    """From a payslip's figures to its PDF in memory, beside a canvas that is told where everything goes."""
    drawn = [(payslip_document(view).page, page_marks(payslip_document(view))) for view in views]
    with clean_heap():
        own, bare = in_turn(
            lambda: [render(payslip_document(view)) for view in views],
            lambda: [draw_bare(page, marks) for page, marks in drawn],
            times,
        )
    count = len(views)
    return beside(
        "papers", "A payslip with its working as PDF", own / count * 1000, "ms", "bare ReportLab canvas",
        bare / count * 1000, CANVAS,
    )  # fmt: skip


def _many(orders: Sequence[Order[PayslipView]], times: int) -> Row:
    """Written to disk, read back and checked: one process, then as many as the machine has cores, in turn."""
    cores = os.cpu_count() or 1
    both, one = in_turn(
        lambda: write_many(payslip_document, orders), lambda: write_many(payslip_document, orders, workers=1), times
    )
    note = f"{len(orders) / both:.0f} papers a second" if cores > 1 else "this machine has one core"
    limit = CORES if cores > 1 else None
    return beside("papers", f"{len(orders)} payslips on all cores", both, "s", "one core", one, limit, note=note)


def _joined(paths: Sequence[Path], folder: Path) -> list[Row]:
    named = f"Joining {len(paths)} papers"
    own = least(lambda: join_pdfs(paths, folder / "joined.pdf", title="Payslips"), 2)
    if find_spec("pypdf") is None:
        note = "pypdf is not installed here, so there is nothing to hold it against"
        return [Row("papers", named, round(own, 6), "s", "pypdf", limit=JOINING, note=note)]
    other = seconds(lambda: _join_with_pypdf(paths, folder / "other.pdf"))
    return [beside("papers", named, own, "s", "pypdf", other, JOINING)]


def _join_with_pypdf(paths: Sequence[Path], target: Path) -> None:
    from pypdf import PdfWriter

    with PdfWriter() as writer:
        for path in paths:
            writer.append(path)
        writer.write(target)
