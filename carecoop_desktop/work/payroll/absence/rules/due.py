"""What is due for one absence up to the end of a pay period, less what was paid: arrears mend themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from carecoop_desktop.platform.kernel.dates import Span, format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.statutory.statutory_pay import Outcome, recover
from carecoop_desktop.statutory.tables import Recovery
from carecoop_desktop.work.payroll.absence.rules.kinds import STATUTORY, line_kind
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.rules.lines import PayLine


@dataclass(frozen=True, slots=True)
class Payment:
    """What a payslip pays for one absence. ``lines`` are its pay lines, ``working`` explains them; ``paid`` is kept
    with the payslip. ``why_not`` says in a sentence why nothing is due, where nothing is."""

    lines: tuple[PayLine, ...]
    working: tuple[Line, ...]
    paid: dict[str, Any]
    why_not: str = ""


def statutory_payment(
    record: Record, due: Callable[[Span], Outcome], windows: Sequence[Span], already: int, table: Recovery, small: bool
) -> Payment | None:
    """Statutory pay of an absence in the last of the windows, with what earlier ones still owe. None: nothing to say.

    ``windows`` are the pay periods of this office up to now, the last being the one that is paid.
    """
    here = windows[-1]
    now = due(here)
    before = sum(due(window).pay.pence for window in windows[:-1] if _touches(record, window))
    owed = before - already
    pence = now.pay.pence + owed
    kind = line_kind(record.kind)
    name = STATUTORY[kind]
    if not pence:
        silent = now.pay.pence or already or not _touches(record, here)
        return None if silent else _nothing(record, now, name)
    label = f"{name}, {now.days} day{'s' if now.days != 1 else ''}" if now.days else name
    working = [*now.pay.lines]
    if owed:
        text = f"{format_money(before)} was due for earlier pay periods and {format_money(already)} was paid"
        working.append(Line(f"{name}: put right", text, owed, "Worked out again from the absence as it is recorded"))
    back = recover(table, pence, small) if kind != "ssp" else None
    paid = _kept(record, kind, now.days, 0, pence)
    if back is not None:
        paid |= {"recovered": back.pay.pence, "compensation": back.compensation.pence}
    return Payment((PayLine(kind, label, None, "pounds", 0, 0, pence),), tuple(working), paid)


def _nothing(record: Record, now: Outcome, name: str) -> Payment | None:
    """Why nothing is paid; a spell within its waiting days has no reason against it and says so."""
    kind = line_kind(record.kind)
    reasons = " ".join(now.reasons) or "No day of it is payable in this pay period."
    sentence = f"No {name} for the absence from {format_date(record.first)}. {reasons}"
    return Payment((), tuple(now.pay.lines), _kept(record, kind, 0, 0, 0), sentence)


def _touches(record: Record, window: Span) -> bool:
    return record.first <= window.last and (record.last is None or record.last >= window.first)


def _kept(record: Record, kind: str, days: int, minutes: int, pence: int) -> dict[str, Any]:
    return {"absence_id": record.id, "kind": kind, "days": days, "minutes": minutes, "pence": pence,
            "recovered": 0, "compensation": 0}  # fmt: skip


def leave_payment(
    record_id: int,
    kind: str,
    label: str,
    minutes: int,
    pence: int,
    shares: dict[int | None, int],
    working: Sequence[Line],
) -> Payment:
    """Pay for leave taken, or for leave left over at leaving (record 0), shared between those it is charged to."""
    lines = tuple(PayLine(kind, label, member, "pounds", 0, 0, part) for member, part in shares.items())
    paid = {"absence_id": record_id, "kind": kind, "days": 0, "minutes": minutes, "pence": pence,
            "recovered": 0, "compensation": 0}  # fmt: skip
    return Payment(lines, tuple(working), paid)
