"""Changes an employer's details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.employers.standing import first_employer
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.rti.employer import FIELDS, Employer, employer_from_row, issues


@action("Set the employer's details for HMRC", CHANGE_SETTINGS)
def set_employer(
    work: Work, changes: Mapping[str, str], employer_id: int | None = None, version: int | None = None
) -> None:
    """Change some details of an employer (the co-op's own where none is named); those not named stay. Refuses all that
    is wrong at once; a member's scheme may still wait for its references."""
    row = first_employer(work) if employer_id is None else work.get(EmployerRow, employer_id)
    made = changed(employer_from_row(row), changes)
    if found := issues(made, unfinished=row.member_id is not None):
        raise Invalid(found)
    work.change(row, version=version, **{name: getattr(made, name) for name in FIELDS})
    work.say(f"Set the employer's details for HMRC: {made.name}, {made.office_number}/{made.paye_reference}")


def changed(employer: Employer, changes: Mapping[str, str]) -> Employer:
    """An employer with some details changed; Refusal for a detail that there is not."""
    unknown = sorted(set(changes) - set(FIELDS))
    if unknown:
        raise Refusal(f"An employer has no detail called {', '.join(unknown)}.", f"Use {', '.join(FIELDS)}.")
    values: dict[str, Any] = {name: value.strip() for name, value in changes.items()}
    return replace(employer, **values)
