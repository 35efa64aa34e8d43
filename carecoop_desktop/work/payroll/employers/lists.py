"""The list of jobs with an employer, read page by page from the database."""

from __future__ import annotations

from sqlalchemy import case, select

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.shape import Kind, Sort, StateWord, Tone
from carecoop_desktop.work.payroll.employers.tables import EmploymentRow

STATES = {"running": StateWord("Employed", Tone.MET), "ended": StateWord("Left", Tone.QUIET)}

JOBS = RecordList(
    name="payroll.jobs",
    label="Jobs with this employer",
    base=lambda: select(EmploymentRow.id).join(AssistantRow, AssistantRow.id == EmploymentRow.assistant_id),
    id=EmploymentRow.id,
    columns=(
        ListColumn("pa", "PA", AssistantRow.name, sort_expr=AssistantRow.name_key, width=16),
        ListColumn("number", "Payroll no.", EmploymentRow.number, width=8),
        ListColumn("started", "From", EmploymentRow.started, Kind.DATE, width=11),
        ListColumn("left", "Until", EmploymentRow.left_on, Kind.DATE, width=11),
        ListColumn(
            "state",
            "State",
            case((EmploymentRow.left_on.is_(None), "running"), else_="ended"),
            Kind.STATE,
            states=STATES,
            width=11,
        ),
    ),
    default_sort=(Sort("pa"),),
    filters=(
        ListFilter("employer", "Employer", lambda value: EmploymentRow.employer_id == value, takes_value=True),
        ListFilter("running", "Employed now", lambda: EmploymentRow.left_on.is_(None)),
    ),
    search=(AssistantRow.name_key, EmploymentRow.number),
)
