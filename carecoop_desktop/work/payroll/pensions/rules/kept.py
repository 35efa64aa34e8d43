"""What a payslip keeps of its pension contributions, and how a refund enters it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carecoop_desktop.statutory.pay import PayResult
from carecoop_desktop.statutory.pensions import NOTHING_CONTRIBUTED, Contributed


def contributed_of(inputs: Mapping[str, Any]) -> Contributed:
    """What was contributed before this payment and is taken off what is due: earlier payments of the same pay
    reference period, and the contributions of a membership that is given back.

    Somebody who opted out owes nothing, so what is given back is all there is.
    """
    earlier = Contributed(*inputs["contributed"]) if inputs.get("contributed") else NOTHING_CONTRIBUTED
    refund = inputs.get("pension_refund")
    if not refund:
        return earlier
    if not inputs["employee_rate"] and not inputs["employer_rate"]:
        return Contributed(0, *refund)
    return Contributed(
        earlier.pensionable, earlier.employee + refund[0], earlier.employer + refund[1], earlier.relief + refund[2]
    )


def pension_kept(inputs: Mapping[str, Any], pensionable: int, result: PayResult) -> dict[str, Any]:
    """The contributions of a payslip as plain values, those to the scheme and those given back apart."""
    due = result.pension
    if due is None or not ("pension_scheme" in inputs or "refund_of" in inputs):
        return {}
    back = inputs.get("pension_refund") or [0, 0, 0]
    found = []
    if "pension_scheme" in inputs:
        found.append(
            {
                **{name: inputs["pension_scheme"].get(name) for name in ("membership", "id", "how")},
                "pensionable": pensionable,
                "base": due.base,
                "employee": due.employee.pence + back[0],
                "employer": due.employer.pence + back[1],
                "relief": due.relief + back[2],
            }
        )
    if "refund_of" in inputs:
        given = inputs["refund_of"]
        found.append({"membership": given["membership"], "id": given["scheme"], "how": "refund", "pensionable": 0,
                      "base": 0, "employee": -back[0], "employer": -back[1], "relief": -back[2]})  # fmt: skip
    return {"pension_paid": found}
