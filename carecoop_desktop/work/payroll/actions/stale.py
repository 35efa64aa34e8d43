"""A draft is finished only as it stands now and as its person has seen it: else it is told what happened meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import false, func, select

from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, Refusal
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.tables import NiLetterRow, PayCorrectionRow, PayRunRow, PayslipRow

_RUNS: Any = PayRunRow.__table__
_SLIPS: Any = PayslipRow.__table__
_CHANGES, _SETS = ChangeRow.__table__, ChangeSetRow.__table__
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


def refuse_unseen(work: Work, run: PayRunRow, seen: int | None) -> None:
    """Raise Conflict where somebody worked a payslip of the run out otherwise after the change that was ``seen``."""
    if seen is None:
        return
    own = select(_SLIPS.c.id).where(_SLIPS.c.pay_run_id == run.id)
    told = _last_deed(work, _SETS.c.id > seen, _CHANGES.c.row_id.in_(own))
    if told:
        raise Conflict(told)


def slip_shown(work: Work, payslip_id: int, seen: int | None = None) -> PayslipRow:
    """A payslip by its number. Conflict says who did what where it is gone, as one is that was worked out again, or was
    changed after the change that was ``seen``."""
    found = work.one(PayslipRow, PayslipRow.id == payslip_id)
    later = () if found is None else (_SETS.c.id > seen,) if seen is not None else (false(),)
    told = _last_deed(work, _CHANGES.c.row_id == payslip_id, *later)
    if found is None or told:
        raise Conflict(f"This payslip was worked out again since it was shown. {told}".strip())
    return found


def _last_deed(work: Work, *which: Any) -> str:
    """``Priya Shah, 3 May 2026 14:02: Set a line of a payslip to £50.00.``; empty where nothing was done."""
    statement = (
        select(_SETS.c.user_name, _SETS.c.at, _SETS.c.summary)
        .join(_CHANGES, _CHANGES.c.set_id == _SETS.c.id)
        .where(_CHANGES.c.table_name == PayslipRow.__tablename__, *which)
        .order_by(_SETS.c.id.desc())
        .limit(1)
    )
    found = work.connection.execute(statement).first()
    return "" if found is None else f"{found.user_name}, {format_moment(found.at)}: {found.summary}."


def _corrections(inputs: dict[str, Any]) -> Sequence[int]:
    return list(inputs.get("corrections", ()))


def _letters(inputs: dict[str, Any]) -> Sequence[int]:
    return list(inputs.get("ni_correction", {}).get("letters", ()))
