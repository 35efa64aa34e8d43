"""An office of the first version: its one employer and its payslips find their place without loss."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.work.payroll.employers.actions import record_jobs
from carecoop_desktop.work.payroll.employers.queries import employments, schemes
from carecoop_desktop.work.payroll.queries import latest_run, payslips, run_totals
from carecoop_desktop.work.payroll.queries.to_date import year_figures
from carecoop_desktop.work.payroll.rti.employer import needed_employer
from carecoop_desktop.work.payroll.rti.fps import fps_file
from carecoop_desktop.work.payroll.rti.queries import run_paid

SAMPLE = Path(__file__).parents[3] / "data" / "office-0.1.0.carecoop.xz"


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Office]:
    """The sample office of version 0.1.0, brought up to date by opening it."""
    path = tmp_path / "office.carecoop"
    path.write_bytes(lzma.decompress(SAMPLE.read_bytes()))
    opened = open_office(str(path), features())
    yield opened
    opened.close()


def test_before_anything_is_done_the_old_figures_are_read_as_they_were(first: Office) -> None:
    employer = first.read(needed_employer)
    assert first.read(schemes) == [] and employer.name
    run = first.read(latest_run)
    paid = first.read(run_paid, run.id)
    assert sum(one.payment.sums.tax for one in paid.people) == first.read(run_totals, run.id)["tax"]


def test_the_first_deed_gives_every_payslip_its_job_and_nothing_is_lost(first: Office) -> None:
    employer, run = first.read(needed_employer), first.read(latest_run)
    before = first.read(fps_file, run.id)
    years = {one.assistant_id: (one.sums.taxable, one.sums.tax) for one in first.read(year_figures, run.tax_year)}
    first.do(record_jobs)
    (own,) = first.read(schemes)
    assert (own.name, first.read(needed_employer)) == (employer.name, employer)
    assert all(view.employment_id is not None for view in first.read(payslips, run.id))
    assert {job.employer for job in first.read(employments)} == {employer.name}
    assert first.read(fps_file, run.id).xml == before.xml
    assert {
        one.assistant_id: (one.sums.taxable, one.sums.tax) for one in first.read(year_figures, run.tax_year)
    } == years
    assert [fault for part in check_office(first, features()) for fault in part.faults] == []


def test_it_is_done_once(first: Office) -> None:
    first.do(record_jobs)
    jobs = first.read(employments)
    first.do(record_jobs)
    assert first.read(employments) == jobs
