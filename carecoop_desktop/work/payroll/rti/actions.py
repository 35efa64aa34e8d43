"""Changes the employer's details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.rti.employer import EMPLOYER, FIELDS, employer_from, issues


@action("Set the employer's details for HMRC", CHANGE_SETTINGS)
def set_employer(work: Work, changes: Mapping[str, str]) -> None:
    """Change some details of the employer; those not named stay. Refuses all that is wrong at once."""
    unknown = sorted(set(changes) - set(FIELDS))
    if unknown:
        raise Refusal(f"An employer has no detail called {', '.join(unknown)}.", f"Use {', '.join(FIELDS)}.")
    now = employer_from(work.reader.setting(EMPLOYER) or {})
    made = replace(now, **{name: value.strip() for name, value in changes.items()})
    if found := issues(made):
        raise Invalid(found)
    work.set_setting(EMPLOYER, asdict(made))
    work.say(f"Set the employer's details for HMRC: {made.name}, {made.office_number}/{made.paye_reference}")
