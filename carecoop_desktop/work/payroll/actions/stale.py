"""A draft that was worked out before something it goes on from changed is worked out again before it is finished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.tables import NiLetterRow, PayCorrectionRow, PayRunRow

_RUNS: Any = PayRunRow.__table__
_AGAIN = "Work the run out again, look at it, and finish it then."


def stands_on(work: Work, run: PayRunRow) -> str:
    """Which finished runs the payslips of a run go on from: how many of its frequency there are, and which."""
    row = work.connection.execute(
        select(func.count(), func.coalesce(func.sum(_RUNS.c.id), 0)).where(
            _RUNS.c.state == "finished", _RUNS.c.frequency == run.frequency, _RUNS.c.pay_date <= run.pay_date
        )
    ).one()
    return f"{row[0]}:{row[1]}"


def refuse_stale(work: Work, run: PayRunRow, ready: Sequence[Any]) -> None:
    """Refuse to finish a draft whose pay to date, or whose corrections, are not what they were."""
    if run.stands_on and run.stands_on != stands_on(work, run):
        raise Refusal("Another pay run was finished or reopened since this one was worked out.", _AGAIN)
    for kind, named in ((PayCorrectionRow, _corrections), (NiLetterRow, _letters)):
        wanted = {number for slip in ready for number in named(slip.inputs)}
        if wanted:
            own: Any = kind.__table__.c
            waiting = select(own.id).where(own.pay_run_id.is_(None), own.id.in_(sorted(wanted)))
            if wanted - set(work.connection.execute(waiting).scalars()):
                raise Refusal("A correction in this run was paid or taken back since it was worked out.", _AGAIN)


def _corrections(inputs: dict[str, Any]) -> Sequence[int]:
    return list(inputs.get("corrections", ()))


def _letters(inputs: dict[str, Any]) -> Sequence[int]:
    return list(inputs.get("ni_correction", {}).get("letters", ()))
