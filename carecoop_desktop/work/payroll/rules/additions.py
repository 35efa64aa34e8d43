"""What other parts of payroll bring to a payslip besides the locked hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from carecoop_desktop.work.payroll.rules.lines import PayLine


@dataclass(frozen=True, slots=True)
class Addition:
    """One part's share in one PA's payslip.

    ``lines`` are paid besides the hours (sick pay, leave taken). ``inputs`` are plain JSON values that the
    figures are worked out from (attachment orders, the pension scheme in force); they are kept with the payslip under
    their names. ``problems`` hold the payslip back, ``findings`` are shown on it; a sentence each.
    """

    lines: tuple[PayLine, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


# Orders are not named: who sees pay may not see whom a PA owes money.
_ELSEWHERE = (
    ("orders", "Other deductions"),
    ("pension_scheme", "The pension"),
    ("pension_refund", "A pension refund"),
)


def beside_main(main: Addition, employer: str) -> Addition:
    """What a second job's payslip is told of: everything besides hours is worked out in the main job alone."""
    what = ["Statutory pay and leave"] if main.lines or main.problems else []
    what += [words for name, words in _ELSEWHERE if main.inputs.get(name)]
    if not what:
        return Addition()
    listed = ", ".join(what[:1] + [one[0].lower() + one[1:] for one in what[1:]])
    told = (
        f"{listed}: worked out in the job with {employer or 'the co-op'} only. This job adds nothing to it; "
        "where the law gives a share from this employer too, settle it by a correction."
    )
    return Addition(findings=(told,))


def together(additions: Iterable[Addition]) -> Addition:
    """All of one PA's additions as one, in the order given; a later input of the same name wins."""
    lines: list[PayLine] = []
    inputs: dict[str, Any] = {}
    problems: list[str] = []
    findings: list[str] = []
    for each in additions:
        lines += each.lines
        inputs |= each.inputs
        problems += each.problems
        findings += each.findings
    return Addition(tuple(lines), inputs, tuple(problems), tuple(findings))
