"""What payroll needs to know of a person: tax code, NI letter and student loans, by their syntax."""

from __future__ import annotations

import re
from typing import NamedTuple

from carecoop_desktop.platform.office.importing.cells import Cell, short_text
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable

_BASIS = r"(?P<basis>W1(?:/?M1)?|M1(?:/?W1)?|(?:WEEK|WK)1(?:/?(?:MONTH|MTH)1)?|(?:MONTH|MTH)1|X|NON-?CUM)?"
_TAX_CODE = re.compile(r"(?P<code>[SC]?(?:[0-9]{1,6}[LMNTPY]|BR|[0O]T|NT|D[0-8]|K[0-9]{1,6}))" + _BASIS)
_NI_LETTERS = frozenset("ABCDEFHIJKLMNSVXZ")


class TaxCode(NamedTuple):
    """A tax code without its basis (``S1257L``), and whether each period stands alone (week 1/month 1)."""

    code: str
    non_cumulative: bool

    @property
    def basis(self) -> str:
        """``cumulative`` or ``week1month1``."""
        return "week1month1" if self.non_cumulative else "cumulative"

    def __str__(self) -> str:
        return f"{self.code} W1/M1" if self.non_cumulative else self.code


class StudentLoan(NamedTuple):
    """The plan to repay by, ``1``, ``2``, ``4``, ``5`` or empty, and whether there is a postgraduate loan."""

    plan: str
    postgraduate: bool

    @property
    def loans(self) -> str:
        """``1``, ``1+postgrad``, ``postgrad`` or empty, as the office keeps it."""
        return "+".join(part for part in (self.plan, "postgrad" if self.postgraduate else "") if part)

    def __str__(self) -> str:
        parts = [f"Plan {self.plan}"] if self.plan else []
        return " + ".join([*parts, "PG"] if self.postgraduate else parts) or "None"


def tax_code(cell: Cell) -> TaxCode:
    """A tax code by HMRC's syntax: ``1257 L`` -> 1257L, ``1257LX`` and ``1257L M1`` stand alone, ``OT`` is 0T."""
    found = _TAX_CODE.fullmatch("".join(short_text(cell).upper().split()))
    if not found:
        raise Unreadable("not a tax code", "a code such as 1257L, S1257L, C1257L, K175, BR, D0, 0T or 1257L M1")
    code = re.sub(r"OT$", "0T", found["code"])
    if len(code.lstrip("SC")) > 7:
        raise Unreadable("not a tax code", "a code such as 1257L with at most seven figures and letters")
    return TaxCode(code, found["basis"] is not None)


def ni_letter(cell: Cell) -> str:
    """A National Insurance category letter that HMRC uses."""
    found = short_text(cell).upper()
    if found not in _NI_LETTERS:
        raise Unreadable("not an NI category letter", "one letter such as A, B, C, H, J, M or Z")
    return found


def student_loan(cell: Cell) -> StudentLoan:
    """``Plan 1 + PG``, ``Plan 2``, ``PG``, ``4`` or ``None``; plan 3 is the postgraduate loan."""
    raw = short_text(cell).lower()
    if raw in {"none", "no", "n", "n/a", "-", "0"}:
        return StudentLoan("", False)
    plans, postgraduate = set(), False
    for part in re.split(r"\s*(?:\+|&|,|/|;|\band\b)\s*", raw):
        if re.fullmatch(r"p\.?g\.?|pgl?|pg loan|post-?\s?grad(?:uate)?(?: loan)?|(?:plan ?)?3", part):
            postgraduate = True
        elif found := re.fullmatch(r"(?:plan|type|p)?\s?([1245])", part):
            plans.add(found[1])
        else:
            raise _no_plan()
    if len(plans) > 1:
        raise _no_plan()
    return StudentLoan(next(iter(plans), ""), postgraduate)


def _no_plan() -> Unreadable:
    return Unreadable("not a student loan plan", "Plan 1, Plan 2, Plan 4 or Plan 5, with or without + PG; or None")
