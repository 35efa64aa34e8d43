"""Files of 2025-26: HMRC's own schemas and rules of that year, and an IRmark worked out without our code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.eps import eps_file
from carecoop_desktop.work.payroll.rti.fps import fps_file
from carecoop_desktop.work.timesheets.actions import make_periods
from tests.work.payroll.crew import ADULT, Crew, hire
from tests.work.payroll.rti.filings.conftest import OWN, settle

YEAR = "2025-26"


@pytest.fixture
def runs_(office: Office) -> tuple[Crew, list[int]]:
    """Two finished months of the last tax year."""
    ids = dict(office.do(hire, {"Ann": ADULT, "Bea": ADULT}).value)
    office.do(make_periods, YEAR, "monthly")
    office.do(set_employer, {**OWN, "allowance": "yes"})
    office.do(settle)
    crew = Crew(office, ids, ids.pop("member"))
    return crew, [crew.pay(month, {"Ann": 150, "Bea": 60}) for month in (5, 6)]


def faults(folder: Path, kind: str, xml: bytes) -> list[str]:
    """Everything that the schema and, for an FPS, the business rules of 2025-26 find."""
    message = etree.fromstring(xml)
    schema = etree.XMLSchema(etree.parse(folder / f"{kind}-2026-v1-0.xsd"))
    schema.validate(etree.fromstring(etree.tostring(message.find(".//{*}IRenvelope"))))
    found = [str(error) for error in schema.error_log]
    if kind == "FullPaymentSubmission":
        rules = etree.XSLT(etree.parse(folder / f"{kind}-2026-v1-0.xslt"))
        found += [error.findtext("{*}Text") for error in rules(message).getroot().iter("{*}Error")]
    return found


def test_an_fps_of_the_last_year_is_valid(runs_: tuple[Crew, list[int]], shared: Path, marks: Any) -> None:
    crew, paid = runs_
    folder = shared / "hmrc-rti" / YEAR
    for run in paid:
        xml = crew.office.read(fps_file, run).xml
        assert faults(folder, "FullPaymentSubmission", xml) == []
        assert marks.carried(xml) == marks.by_hand(xml)
    last = etree.fromstring(xml)
    taxes = {one.findtext(".//{*}PayId"): one.findtext(".//{*}TotalTax") for one in last.iter("{*}Employee")}
    tax = sum(crew.slip(run, "Ann").figures["tax"] for run in paid)
    assert taxes["A0"] == f"{tax // 100}.{tax % 100:02d}"
    assert faults(folder, "FullPaymentSubmission", xml.replace(b"<OfficeNo>120", b"<OfficeNo>121"))


def test_an_eps_of_the_last_year_is_valid(runs_: tuple[Crew, list[int]], shared: Path, marks: Any) -> None:
    crew, _ = runs_
    for month in (1, 2, 12):
        xml = crew.office.read(eps_file, YEAR, month).xml
        assert faults(shared / "hmrc-rti" / YEAR, "EmployerPaymentSummary", xml) == []
        assert marks.carried(xml) == marks.by_hand(xml)
