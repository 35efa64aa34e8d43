"""Contribution files: NEST's records, a plain list, nobody forgotten, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.people.assistants.actions import change_assistant
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.work.payroll.pensions.actions import add_scheme, cease_membership, join_scheme, opt_out
from carecoop_desktop.work.payroll.pensions.documents import contribution_text, write_contributions
from carecoop_desktop.work.payroll.pensions.layouts import layout
from carecoop_desktop.work.payroll.pensions.queries.contributing import contribution_file
from tests.work.payroll.crew import Crew
from tests.work.payroll.pensions.conftest import Fund, a_scheme

NEST, PLAIN = layout("nest"), layout("plain")


def rows(text: str) -> list[list[str]]:
    """The cells of a file."""
    return list(csv.reader(io.StringIO(text)))


def test_nest_gets_header_members_and_trailer(fund: Fund) -> None:
    fund.office.do(join_scheme, fund.crew.ids["Bea"], fund.scheme, date(2026, 4, 1))
    run = fund.crew.pay(4, {"Ann": 100, "Bea": 20})
    found = fund.office.read(contribution_file, run, fund.scheme)
    header, ann, bea, trailer = rows(contribution_text(NEST, found))
    assert header == ["H", "EMP123456789", "CS", "2026-04-30", "Clients account", found.due.isoformat(), "Monthly", "",
                      "", "2026-04-01"]  # fmt: skip
    assert found.due == date(2026, 5, 22)
    assert ann[:9] == ["D", "Ward", "", "A0", "1500.00", "", "29.40", "39.20", ""]
    # £300.00 is below the lower limit: nothing is due, and NEST is told why.
    assert bea[4:9] == ["300.00", "", "0.00", "0.00", "5"]
    assert trailer == ["T", "2", "3"]
    assert found.total == (3_920, 2_940)


def test_somebody_not_paid_or_just_ceased_stands_in_it_with_the_reason(fund: Fund) -> None:
    fund.crew.pay(4, {"Ann": 100, "Bea": 100})
    fund.office.do(cease_membership, fund.crew.ids["Bea"], date(2026, 5, 10))
    run = fund.crew.pay(5, {"Cal": 10, "Bea": 100})
    ann, bea = fund.office.read(contribution_file, run, fund.scheme).members
    assert (ann.reason, ann.employee, bea.reason, bea.employee) == ("5", 0, "1", 0)
    assert bea.values(NEST)["ended_on"] == "2026-05-10"


def test_an_opt_out_is_not_reported_as_a_contribution(fund: Fund) -> None:
    fund.crew.pay(4, {"Ann": 100, "Bea": 100})
    fund.office.do(opt_out, fund.crew.ids["Ann"], date(2026, 4, 29))
    run = fund.crew.pay(5, {"Ann": 100, "Bea": 100})
    (only,) = fund.office.read(contribution_file, run, fund.scheme).members
    assert only.terms.name == "Bea Ward"


def test_what_is_sacrificed_is_paid_in_by_the_employer(crew: Crew) -> None:
    scheme = crew.office.do(add_scheme, a_scheme(relief="salary-sacrifice")).value
    run = crew.pay(4, {"Ann": 100})
    (ann,) = crew.office.read(contribution_file, run, scheme).members
    assert (ann.employee, ann.employer, ann.relief) == (0, 4_900 + 2_940, 0)


def test_no_cell_can_run_as_a_formula(fund: Fund, tmp_path: Path) -> None:
    fund.office.do(change_assistant, fund.crew.ids["Ann"], None, name="=cmd() Ward")
    run = fund.crew.pay(4, {"Ann": 100})
    found = fund.office.read(contribution_file, run, fund.scheme)
    heading, ann = rows(contribution_text(PLAIN, found))
    assert heading[2] == "Forename" and ann[2] == "'=cmd()"
    write_contributions(PLAIN, found, tmp_path / "file.csv")
    assert (tmp_path / "file.csv").read_bytes().startswith(b"\xef\xbb\xbfPayroll number")
    with pytest.raises(Fault):
        write_contributions(PLAIN, found, tmp_path / "missing" / "file.csv")


def test_a_draft_or_a_run_without_members_has_no_file(fund: Fund) -> None:
    draft = fund.crew.start(4, {"Cal": 10})
    with pytest.raises(Refusal, match="not finished"):
        fund.office.read(contribution_file, draft, fund.scheme)
    with pytest.raises(Refusal, match="Nobody in this run"):
        fund.office.read(contribution_file, fund.crew.pay(5, {"Cal": 10}), fund.scheme)
    with pytest.raises(Refusal, match="no longer there"):
        fund.office.read(contribution_file, 2, 99)
