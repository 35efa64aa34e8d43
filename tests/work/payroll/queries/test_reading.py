"""An issued payslip is reprinted as it was issued, whatever the PA is called by now."""

from __future__ import annotations

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from tests.work.payroll.crew import crew_in


@action("Rename in a test", SEE_RECORDS)
def rename_and_renumber(work: Work, assistant_id: int, name: str, ni_number: str) -> None:
    work.change(work.get(AssistantRow, assistant_id), name=name, ni_number=ni_number)


def test_an_issued_payslip_keeps_name_and_number(office: Office) -> None:
    crew = crew_in(office)
    run, draft = crew.pay(4, {"Ann": 10}), crew.start(5, {"Ann": 10})
    office.do(rename_and_renumber, crew.ids["Ann"], "Ann Hughes", "QQ123456C")
    assert (crew.slip(run, "Ann").name, crew.slip(run, "Ann").ni_number) == ("Ann Ward", "")
    assert (crew.slip(draft, "Ann").name, crew.slip(draft, "Ann").ni_number) == ("Ann Hughes", "QQ123456C")
