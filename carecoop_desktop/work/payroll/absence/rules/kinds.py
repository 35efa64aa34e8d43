"""The kinds of absence: their words, what each asks for, and the statutory pay that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from carecoop_desktop.statutory.statutory_pay import FamilyPayKind

SICKNESS, UNPAID, HOLIDAY = "sickness", "unpaid", "holiday"


@dataclass(frozen=True, slots=True)
class AbsenceKind:
    """One kind: ``pay`` is the family pay of it, ``event`` what its date is called, ``notice`` how many days before
    its first day the PA must tell the office (0: none before), ``open`` whether its end may be unknown."""

    code: str
    word: str
    pay: FamilyPayKind | None = None
    event: str = ""
    notice: int = 0
    open: bool = False
    evidence: str = ""


KINDS = {
    kind.code: kind
    for kind in (
        AbsenceKind(SICKNESS, "Sickness", open=True),
        AbsenceKind(HOLIDAY, "Holiday"),
        AbsenceKind("maternity", "Maternity", FamilyPayKind.MATERNITY, "Child due on", 28, True, "MATB1"),
        AbsenceKind("paternity", "Paternity", FamilyPayKind.PATERNITY, "Child due or matched on", 28, False,
                    "Declaration (SC3)"),
        AbsenceKind("adoption", "Adoption", FamilyPayKind.ADOPTION, "Matched on", 28, True, "Matching certificate"),
        AbsenceKind("shared-parental", "Shared parental", FamilyPayKind.SHARED, "Child due or matched on", 56, False,
                    "Notice and declarations of both parents"),
        AbsenceKind("bereavement", "Parental bereavement", FamilyPayKind.BEREAVEMENT, "Day of the death", 0, False,
                    "Declaration"),
        AbsenceKind("neonatal", "Neonatal care", FamilyPayKind.NEONATAL, "Neonatal care began on", 0, False,
                    "Declaration"),
        AbsenceKind(UNPAID, "Unpaid leave", open=True),
    )
}  # fmt: skip
"""Notice: Statutory Maternity Pay (General) Regulations 1986 reg. 23 and the regulations of the other kinds."""

STATUTORY = {
    "ssp": "Statutory Sick Pay",
    "smp": "Statutory Maternity Pay",
    "sap": "Statutory Adoption Pay",
    "spp": "Statutory Paternity Pay",
    "shpp": "Statutory Shared Parental Pay",
    "spbp": "Statutory Parental Bereavement Pay",
    "sncp": "Statutory Neonatal Care Pay",
}
"""Kinds of payslip lines that are statutory pay, by the words on the payslip."""

AWAY_SICK_OR_FAMILY = frozenset(kind.code for kind in KINDS.values() if kind.pay is not None) | {SICKNESS}


def line_kind(code: str) -> str:
    """The kind of payslip line that an absence is paid by; empty where the law pays nothing."""
    if code == SICKNESS:
        return "ssp"
    pay = KINDS[code].pay
    return pay.value.lower() if pay is not None else ""


def word(code: str) -> str:
    """A kind in words; where why somebody is away may not be seen, that they are."""
    return KINDS[code].word if code in KINDS else "Away"
