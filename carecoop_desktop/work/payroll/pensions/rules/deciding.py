"""What the pay of a period decides: what somebody is, whether they are enrolled now, and on which terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.statutory.pensions import assess
from carecoop_desktop.statutory.periods import pay_period
from carecoop_desktop.statutory.tables import StatePensionAge, TaxYear
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.pensions.rules.words import CODES, STANDINGS
from carecoop_desktop.work.payroll.rules.lines import PayLine


def decided(inputs: Mapping[str, Any], lines: Sequence[PayLine], year: TaxYear) -> dict[str, Any]:
    """What the assessment of a payslip adds to its inputs: itself, and the terms of whoever is enrolled with it.

    ``inputs["enrolment"]`` holds what the records say (see ``source``); without it nothing is added.
    """
    known = inputs.get("enrolment")
    if not known or not known["born"]:
        return {}
    paid_on = date.fromisoformat(inputs["paid_on"])
    contributed = inputs.get("contributed") or (0,)
    earnings = sum(line.pence for line in lines if line.taxed) + int(contributed[0])
    period = pay_period(inputs["frequency"]).pension
    table, ages = year.table(AutoEnrolment, paid_on), year.table(StatePensionAge, paid_on)
    put_off = date.fromisoformat(known["postponed"]) if known["postponed"] else None
    found = assess(table, ages, period, earnings, date.fromisoformat(known["born"]), paid_on, put_off)
    enrol = found.enrol and known["candidate"]
    result = {"standing": CODES[found.standing], "period": period, "earnings": earnings, "enrol": enrol,
              "why": found.why}  # fmt: skip
    offer = known["offer"]
    if not enrol or not offer:
        return {"assessment": result}
    return {"assessment": result, **offer["terms"], "pension_scheme": {**offer["scheme"], "how": offer["how"]}}


def enrolment_findings(inputs: Mapping[str, Any]) -> list[str]:
    """What the assessment means, a sentence each, shown on the payslip before it is finished."""
    found, known = inputs.get("assessment"), inputs.get("enrolment")
    if not found or not known:
        return []
    begins = format_date(date.fromisoformat(known["from"]))
    if found["enrol"]:
        if known["offer"] is None:
            return [f"To be enrolled in a pension from {begins}, but no scheme is set up. {found['why']}"]
        scheme = known["offer"]["scheme"]["name"]
        return [f"Enrolled in {scheme} from {begins} with this payslip; the letter goes out within six weeks."]
    if known["candidate"] and known["postponed"] and found["standing"] == "eligible":
        return [f"To be enrolled in a pension from {format_date(date.fromisoformat(known['postponed']))}: postponed."]
    return []


def standing_words(code: str) -> str:
    """An assessment as staff call it."""
    return str(STANDINGS[code]) if code in STANDINGS else code
