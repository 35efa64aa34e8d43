"""Tax codes: reading them, what a new starter gets, and what 6 April does to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.tables.deductions import MONTHS, WEEKS, TaxCodes

_CODE = re.compile(
    r"(?P<nation>[SC])?"
    r"(?:(?P<number>\d{1,6})(?P<suffix>[LMNTPY])|(?P<flat>BR|D[0-8])|(?P<none>NT)|K(?P<k>\d{1,6}))"
    r"(?P<mark>W1/?M1|W1|M1|X|NONCUM)?"
)
_NATIONS = {"S": "Scotland", "C": "Wales", None: "rUK"}
# The routine handles the number in blocks of 500: each whole block is worth this much a week and a month, in pence.
_BLOCK = 500
_BLOCK_PENCE = {WEEKS: 9616, MONTHS: 41667}


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A tax code taken apart.

    ``week`` and ``month`` are the tax-free pay of one week or month in pence, below zero for a K code. ``step`` is
    0 for BR, 1 for D0 and so on, and None for other codes.
    """

    basic: str
    nation: str
    number: int = 0
    suffix: str = ""
    step: int | None = None
    no_tax: bool = False
    non_cumulative: bool = False
    week: int = 0
    month: int = 0

    def __str__(self) -> str:
        return f"{self.basic} W1/M1" if self.non_cumulative else self.basic

    @property
    def regime(self) -> str:
        """``S``, ``C`` or nothing: the prefix as HMRC's returns want it, apart from the code."""
        return self.basic[0] if self.nation != "rUK" else ""

    @property
    def unprefixed(self) -> str:
        """The code without its prefix of nation and without the week 1 or month 1 mark."""
        return self.basic[1:] if self.nation != "rUK" else self.basic


def period_one(number: int, periods: int) -> int:
    """The pay adjustment of week 1 (``periods`` 52) or month 1 (12) in pence, for the number of a code."""
    if number == 0:
        return 0
    blocks, rest = divmod(number - 1, _BLOCK)
    ten_thousandths = ((rest + 1) * 10 + 9) * 10_000 // periods
    return -(-ten_thousandths // 100) + blocks * _BLOCK_PENCE[periods]


@lru_cache(maxsize=4096)
def parse_code(text: str) -> TaxCode:
    """Read a code as staff and HMRC write it: ``1257L``, ``s1257l x``, ``K475 M1``, ``BR``, ``CD0``, ``NT``."""
    found = _CODE.fullmatch(re.sub(r"\s+", "", text.upper()))
    if not found:
        raise Refusal(f"“{text}” is not a tax code.", "Copy it from the P45, the P6 or P9 notice, or use 1257L.")
    plain = TaxCode(_basic(found), _NATIONS[found["nation"]], non_cumulative=bool(found["mark"]))
    if found["none"]:
        return replace(plain, no_tax=True)
    if found["flat"]:
        return replace(plain, step=0 if found["flat"] == "BR" else int(found["flat"][1]) + 1)
    sign = -1 if found["k"] else 1
    number = int(found["k"] or found["number"])
    return replace(
        plain,
        number=number,
        suffix=found["suffix"] or "K",
        week=sign * period_one(number, WEEKS),
        month=sign * period_one(number, MONTHS),
    )


def _basic(found: re.Match[str]) -> str:
    prefix = found["nation"] or ""
    if found["k"]:
        return f"{prefix}K{int(found['k'])}"
    if found["number"]:
        return f"{prefix}{int(found['number'])}{found['suffix']}"
    return prefix + (found["flat"] or found["none"])


class Start(NamedTuple):
    """What a new starter's tax begins with: code, pay and tax of the year so far, and why."""

    code: TaxCode
    pay_before: int
    tax_before: int
    why: str


_STATEMENTS = {
    "A": ("{emergency}", "Statement A: this is the first job since 6 April and there is no other income."),
    "B": ("{emergency} M1", "Statement B: this is now the only job, but there was another one since 6 April."),
    "C": ("BR", "Statement C: there is another job or a pension."),
    "": ("0T M1", "No P45 and no starter statement: the code 0T, until one of them arrives."),
}


def start_without_p45(codes: TaxCodes, statement: str) -> Start:
    """Code and figures from the starter checklist's statement A, B or C, or from none (an empty text)."""
    if statement not in _STATEMENTS:
        raise Refusal(f"“{statement}” is not a starter statement.", "Use A, B or C, or leave it empty.")
    code, why = _STATEMENTS[statement]
    return Start(parse_code(code.format(emergency=codes.emergency)), 0, 0, why)


def start_with_p45(codes: TaxCodes, code: str, same_year: bool, pay: int, tax: int) -> Start:
    """Code and figures from a P45; ``same_year``: the leaving date is in the tax year of the first payday."""
    parsed = parse_code(code)
    if not same_year:
        return Start(uplifted(parsed, codes), 0, 0, "The P45 is of an earlier tax year: its code, but not its figures.")
    if parsed.non_cumulative:
        return Start(parsed, 0, 0, "The P45's code is on a week 1 or month 1 basis, so its figures are not carried on.")
    return Start(parsed, pay, tax, "From the P45: code, pay and tax of the tax year so far.")


def after_leaving(code: TaxCode) -> TaxCode:
    """The code for pay after the P45 was given: 0T of the same nation on a week 1 or month 1 basis."""
    return parse_code(f"{code.regime}0T M1")


def uplifted(code: TaxCode, codes: TaxCodes) -> TaxCode:
    """The code from 6 April of ``codes``' year: raised by its suffix, and cumulative again."""
    if code.suffix in ("", "K"):
        return replace(code, non_cumulative=False)
    number = code.number + codes.raised.get(code.suffix, 0)
    prefix = code.regime
    return parse_code(f"{prefix}{number}{code.suffix}")
