"""Workings as they are kept with a payslip: plain lists that become lines again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.platform.kernel.worked import Line

RULES = {
    "ssp": "Statutory Sick Pay; its working stands below",
    "holiday": "Working Time Regulations 1998 reg. 16A",
    "holiday-taken": "Working Time Regulations 1998 reg. 16; its working stands below",
    "holiday-leaving": "Working Time Regulations 1998 reg. 14; its working stands below",
}
"""The rule behind a payslip line that does not come from the contract's rates."""


def rule_of(kind: str, otherwise: str) -> str:
    """What a payslip line of this kind follows."""
    if kind in ("smp", "sap", "spp", "shpp", "spbp", "sncp"):
        return "Social Security Contributions and Benefits Act 1992 Part XII; its working stands below"
    return RULES.get(kind, otherwise)


def keep(lines: Iterable[Line]) -> list[list[Any]]:
    """Lines as plain values."""
    return [[line.label, line.text, line.pence, line.rule, line.source] for line in lines]


def absence_workings(inputs: Mapping[str, Any]) -> dict[str, tuple[Line, ...]]:
    """The figures that absence brings to a payslip: statutory pay, leave, mileage, with their lines."""
    kept = inputs.get("absence", {})
    found = {figure: tuple(Line(*line) for line in lines) for figure, lines in kept.get("workings", {}).items()}
    if leave := kept.get("leave"):
        found["leave"] = (*found.get("leave", ()), *_balance(leave))
    return found


def _balance(leave: Mapping[str, Any]) -> list[Line]:
    rule = "Working Time Regulations 1998 regs 13, 13A, 15B"
    rows = [("Leave accrued", leave["accrued"], f"in the leave year from {leave['from']}: {_basis(leave)}")]
    if leave["adjusted"]:
        rows.append(("Brought forward or adjusted", leave["adjusted"], ""))
    rows += [("Leave taken", -leave["taken"], ""), ("Leave left", leave["left"], f"on {leave['on']}")]
    return [Line(label, f"{format_hours(minutes)} hours {text}".strip(), None, rule) for label, minutes, text in rows]


def _basis(leave: Mapping[str, Any]) -> str:
    hours, rate = format_hours(leave["basis"]), leave["rate"]
    if leave["regular"]:
        return f"{rate // 10}.{rate % 10} weeks of {hours} hours, for the time employed"
    return f"{rate // 100}.{rate % 100:02d}% of {hours} hours worked, each pay period to the hour"


FIGURE_TITLES = {
    "statutory_pay": "Why this statutory pay?",
    "leave": "Leave and holiday pay",
    "mileage_tax": "Why is some mileage taxed?",
    "minimum_wage": "How the minimum wage was checked",
}
"""The figures of absence as the payslip asks about them."""
