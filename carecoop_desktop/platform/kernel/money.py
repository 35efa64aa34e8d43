"""Money as integer pence, hours as integer minutes: no float ever touches either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Pence = NewType("Pence", int)
"""An amount in whole pence. Arithmetic is plain integer arithmetic."""

Minutes = NewType("Minutes", int)
"""A length of work in whole minutes."""

_MONEY = re.compile(
    r"^(?P<sign>-|\()?\s*[£\u00a3]?\s*(?P<pounds>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<pence>\d{1,2}))?\s*\)?$"
)


def format_money(pence: int, *, sign: bool = False) -> str:
    """Pence as staff read them: ``123456`` -> ``£1,234.56``, ``-5`` -> ``-£0.05``."""
    lead = "-" if pence < 0 else ("+" if sign and pence > 0 else "")
    pounds, rest = divmod(abs(pence), 100)
    return f"{lead}£{pounds:,}.{rest:02d}"


def plain_money(pence: int) -> str:
    """Pence as a file wants them: ``123456`` -> ``1234.56``, no sign of currency and no commas."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{pounds}.{rest:02d}"


def parse_money(text: str) -> Pence:
    """Read ``£1,234.5``, ``12``, ``.50``, ``-3.20`` or ``(3.20)`` as pence.

    Raises ValueError for anything else, a third decimal included: nothing is rounded on the way in.
    """
    found = _MONEY.match(text.strip().replace("\u00a0", " "))
    if not found or (found["pounds"] is None and found["pence"] is None):
        raise ValueError(f"{text!r} is not an amount of money")
    if (found["sign"] == "(") != text.strip().endswith(")"):
        raise ValueError(f"{text!r} is not an amount of money")
    pounds = int((found["pounds"] or "0").replace(",", ""))
    pence = int((found["pence"] or "0").ljust(2, "0"))
    return Pence((-1 if found["sign"] else 1) * (pounds * 100 + pence))


def pence_from_decimal(pounds: Decimal) -> Pence:
    """Exact pounds to pence; raises ValueError where a fraction of a penny would be lost."""
    pence = pounds * 100
    if pence != pence.to_integral_value():
        raise ValueError(f"{pounds} has a fraction of a penny")
    return Pence(int(pence))


def pay_for(minutes: int, rate_pence_per_hour: int) -> Pence:
    """Pay for a length of work at an hourly rate, to the nearest penny, halves up."""
    return Pence(divide_half_up(minutes * rate_pence_per_hour, 60))


def divide_half_up(numerator: int, denominator: int) -> int:
    """Integer division to nearest; exact halves go away from zero."""
    if denominator <= 0:
        raise ValueError("denominator must be positive")
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def share_out(total: int, weights: Sequence[int]) -> list[int]:
    """Split ``total`` in proportion to ``weights`` so that the parts add up to it exactly.

    Largest remainder first, earlier parts first among equals; weights must not be negative. With no weight at all
    the first part takes everything. Used to charge one employer cost to several members.
    """
    if not weights:
        raise ValueError("nothing to share between")
    if any(w < 0 for w in weights):
        raise ValueError("weights must not be negative")
    whole = sum(weights)
    if whole == 0:
        return [total, *([0] * (len(weights) - 1))]
    sign = -1 if total < 0 else 1
    parts, remainders = zip(*(divmod(abs(total) * w, whole) for w in weights), strict=True)
    result = list(parts)
    missing = abs(total) - sum(parts)
    for index in sorted(range(len(weights)), key=lambda i: -remainders[i])[:missing]:
        result[index] += 1
    return [sign * part for part in result]


def format_hours(minutes: int) -> str:
    """Minutes as decimal hours with two places, halves up: ``150`` -> ``2.50``."""
    hundredths = divide_half_up(minutes * 100, 60)
    lead = "-" if hundredths < 0 else ""
    return f"{lead}{abs(hundredths) // 100:,}.{abs(hundredths) % 100:02d}"


def parse_hours(text: str) -> Minutes:
    """Read ``3.5``, ``3:30``, ``3h30``, ``3h`` or ``45m`` as minutes; raises ValueError for anything else."""
    raw = text.strip().lower().replace(" ", "")
    if found := re.fullmatch(r"(\d{1,3})(?::|h)([0-5]?\d)m?", raw):
        return Minutes(int(found[1]) * 60 + int(found[2]))
    if found := re.fullmatch(r"(\d{1,4})m(?:in|ins)?", raw):
        return Minutes(int(found[1]))
    if found := re.fullmatch(r"(\d{0,3})(?:\.(\d{1,2}))?h?", raw):
        if not found[1] and not found[2]:
            raise ValueError(f"{text!r} is not a number of hours")
        minutes = Decimal(f"{found[1] or 0}.{found[2] or 0}") * 60
        return Minutes(int(minutes.quantize(Decimal(1), ROUND_HALF_UP)))
    raise ValueError(f"{text!r} is not a number of hours")
