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


_PENSION = ("pension", "pension_base", "employee_rate", "employer_rate", "pension_scheme")
# Orders are not named: who sees pay may not see whom a PA owes money.
_ELSEWHERE = (("orders", "Other deductions"), ("pension_refund", "A pension refund"))


def beside_lead(lead: Addition) -> Addition:
    """What a further job with the same employer is paid with: contracts with one employer count as one for statutory
    pay, leave and orders, so these stand on one payslip alone; a member of the pension pays from both."""
    what = ["Statutory pay and leave"] if lead.lines or lead.problems else []
    what += [words for name, words in _ELSEWHERE if lead.inputs.get(name)]
    listed = ", ".join(what[:1] + [one[0].lower() + one[1:] for one in what[1:]])
    told = (f"{listed}: on the payslip of the other job with this employer.",) if what else ()
    member = "membership" in (lead.inputs.get("pension_scheme") or {})
    inputs = {name: lead.inputs[name] for name in _PENSION if name in lead.inputs} if member else {}
    inputs |= {"wage": lead.inputs["wage"]} if "wage" in lead.inputs else {}
    return Addition(inputs=inputs, findings=told)


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
