"""Growth: what a PA costs in a pay run and on paper when there are ten times as many of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from carecoop_desktop.home.bench.figures import Row, beside, clean_heap, seconds
from carecoop_desktop.home.bench.pay_office import pay_office
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.many import write_many
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.payroll.documents import payslip_document, payslip_orders
from carecoop_desktop.work.payroll.queries.reading import payslips_with_workings

LIMIT = 1.1
"""No worse than linear, with a tenth for the unrest of the machine."""


@dataclass(frozen=True, slots=True)
class Grown:
    """Milliseconds for each PA in an office of one size; papers are None where they were left out."""

    assistants: int
    run: float
    posting: float
    papers: float | None


def measure(folder: Path, sizes: Sequence[int] = (100, 1000, 10_000), papers_up_to: int = 1000) -> list[Row]:
    """Each size beside the one before."""
    grown = [_grown(folder, size, papers_up_to) for size in sizes]
    return [row for smaller, larger in pairwise(grown) for row in rows(smaller, larger)]


def rows(smaller: Grown, larger: Grown) -> Iterator[Row]:
    """What a PA costs in the larger office, beside what one costs in the smaller."""
    against = f"at {smaller.assistants:,} PAs"
    for what in ("run", "posting", "papers"):
        cost, before = getattr(larger, what), getattr(smaller, what)
        if cost is not None and before is not None:
            named = f"{_NAMES[what]} at {larger.assistants:,} PAs"
            yield beside("growth", named, cost, "ms a PA", against, before, LIMIT)


_NAMES = {"run": "Working out and writing a run", "posting": "Issuing and posting", "papers": "Payslips on paper"}


def _grown(folder: Path, assistants: int, papers_up_to: int) -> Grown:
    """The best of several offices where they are small, for a short time says little."""
    times = max(1, min(3, 1000 // assistants))
    found = [_once(folder / f"{assistants}-{attempt}.carecoop", assistants, papers_up_to) for attempt in range(times)]
    papers = [one.papers for one in found if one.papers is not None]
    return Grown(
        assistants, min(one.run for one in found), min(one.posting for one in found), min(papers, default=None)
    )


def _once(place: Path, assistants: int, papers_up_to: int) -> Grown:
    office, period = pay_office(place, assistants)
    each = 1000 / assistants
    runs: list[int] = []
    with clean_heap():
        run = seconds(lambda: runs.append(office.do(start_run, period).value))
        posting = seconds(lambda: office.do(finish_run, runs[0]))
        papers = _papers(office, runs[0], place.with_suffix("")) if assistants <= papers_up_to else None
    office.close()
    place.unlink()
    return Grown(assistants, run * each, posting * each, None if papers is None else papers * each)


def _papers(office: Office, run: int, folder: Path) -> float:
    """One process, so that starting a second one does not weigh on the smaller office."""
    folder.mkdir()
    orders = payslip_orders(office.read(payslips_with_workings, run), folder)
    return seconds(lambda: write_many(payslip_document, orders, workers=1))
