"""Everything that a PA's own page says of the pension."""

from __future__ import annotations

from dataclasses import dataclass

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.pensions.permissions import SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.letters import Assessed, Letter, LetterDue, assessments, letters
from carecoop_desktop.work.payroll.pensions.queries.letters import letters_due as all_due
from carecoop_desktop.work.payroll.pensions.queries.standing import (
    Membership,
    Postponement,
    SchemeView,
    memberships,
    pension_schemes,
    postponements,
)


@dataclass(frozen=True, slots=True)
class PersonPension:
    """One PA's pension: memberships and postponements, assessments and letters; ``recorded`` is what the tax details
    name."""

    assistant_id: int
    name: str
    recorded: str
    memberships: tuple[Membership, ...]
    postponements: tuple[Postponement, ...]
    assessments: tuple[Assessed, ...]
    letters: tuple[Letter, ...]
    due: tuple[LetterDue, ...]
    schemes: tuple[SchemeView, ...]


def person_pension(reader: Reader, assistant_id: int) -> PersonPension:
    """One PA's pension as it stands."""
    reader.require(SEE_PENSIONS)
    terms = pay_terms(reader, reader.today, [assistant_id], under=SEE_PENSIONS).get(assistant_id)
    return PersonPension(
        assistant_id,
        terms.name if terms else "",
        terms.pension if terms else "none",
        tuple(memberships(reader, [assistant_id])),
        tuple(postponements(reader, [assistant_id])),
        tuple(assessments(reader, assistant_id)),
        tuple(letters(reader, assistant_id)),
        tuple(each for each in all_due(reader) if each.assistant_id == assistant_id),
        tuple(each for each in pension_schemes(reader) if each.closed is None),
    )
