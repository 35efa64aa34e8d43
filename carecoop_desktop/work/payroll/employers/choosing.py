"""Which of a PA's employers something is recorded for."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.employers.queries import employers_of


def employer_for(work: Work, assistant_id: int, employer_id: int | None) -> int | None:
    """The employer as named, or that of the main job where a PA has several; None while one job is all there is.

    So a record stays with its job when another becomes the main one. Invalid for an employer who is none of the PA's.
    """
    own = employers_of(work.reader, assistant_id, work.reader.today)
    if employer_id is not None and employer_id not in {number for number, _ in own}:
        names = ", ".join(name for _, name in own) or "No job is recorded."
        raise Invalid([Issue("employer_id", "This PA has no job with that employer.", names)])
    if employer_id is None and len(own) > 1:
        return own[0][0]
    return employer_id
