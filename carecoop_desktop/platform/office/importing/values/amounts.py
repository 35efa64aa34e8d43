"""Money, lengths of time, distances and answers; nothing is rounded on the way in."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

from carecoop_desktop.platform.kernel.money import Minutes, Pence, parse_money, pence_from_decimal
from carecoop_desktop.platform.office.importing.cells import Cell, short_text
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable

MONEY_ACCEPTED = "an amount in pounds and pence such as 4.20 or £1,234.50"
_MOST_PENCE = 10**11
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "\u2713", "\u2714"})
_NO = frozenset({"no", "n", "false", "f", "0", "none"})


def money(cell: Cell) -> Pence:
    """An amount in pence: ``£1,234.50``, ``4.20 ``, ``(3.20)`` for a minus, or a workbook's number."""
    try:
        if isinstance(cell, (int, Decimal)):
            found = pence_from_decimal(Decimal(cell))
        elif isinstance(cell, str):
            found = parse_money(short_text(cell))
        else:
            raise ValueError("a date is no amount of money")
    except (ValueError, ArithmeticError):
        raise Unreadable("not an amount of money", MONEY_ACCEPTED) from None
    if abs(found) > _MOST_PENCE:
        raise Unreadable("not an amount of money", MONEY_ACCEPTED)
    return found


def money_not_negative(cell: Cell) -> Pence:
    """Like :func:`money` where a minus makes no sense."""
    found = money(cell)
    if found < 0:
        raise Unreadable("less than nothing", MONEY_ACCEPTED)
    return found


def minutes(cell: Cell) -> Minutes:
    """A length in whole minutes: ``30``, ``0:30``, ``1h 15m``, ``1.5 hours``, ``½ hr`` or a workbook's 00:30."""
    accepted = "whole minutes such as 30, or hours and minutes such as 0:30"
    if isinstance(cell, (time, datetime)):
        return Minutes(cell.hour * 60 + cell.minute)
    raw = "".join(short_text(cell).lower().split())
    if found := re.fullmatch(r"(\d{1,4})(?:m|mins?|minutes?)?\.?", raw):
        return Minutes(int(found[1]))
    if found := re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::00)?", raw):
        return Minutes(int(found[1]) * 60 + int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})h(?:rs?|ours?)?(?:([0-5]?\d)(?:m|mins?|minutes?)?)?", raw):
        return Minutes(int(found[1]) * 60 + int(found[2] or 0))
    if found := re.fullmatch(r"(\d?)(?:\.(5|25|75)|([\u00bd\u00bc\u00be])|1/2)h(?:rs?|ours?)?", raw):
        part = {"5": 30, "25": 15, "75": 45, "\u00bd": 30, "\u00bc": 15, "\u00be": 45}
        return Minutes(int(found[1] or 0) * 60 + part.get(found[2] or found[3], 30))
    raise Unreadable("not a number of minutes", accepted)


def miles(cell: Cell) -> int:
    """A distance in tenths of a mile: ``12``, ``12.5``, ``12 mi``."""
    raw = "".join(short_text(cell).lower().split()) if not isinstance(cell, (date, time)) else ""
    found = re.fullmatch(r"(\d{1,4})(?:\.(\d)0*)?(?:m|mi|miles?)?\.?", raw)
    if not found:
        raise Unreadable("not a number of miles", "miles with one decimal place at most, such as 12 or 12.5")
    return int(found[1]) * 10 + int(found[2] or 0)


def percent(cell: Cell) -> int:
    """A share in hundredths of one per cent: ``5%`` -> 500, ``4.75`` -> 475; a workbook's 0.05 is 5%."""
    trouble = Unreadable("not a percentage", "a percentage such as 5% or 4.75%")
    if isinstance(cell, Decimal) and 0 < cell < 1:
        cell = format(cell * 100, "f")
    found = re.fullmatch(r"(\d{1,3})(?:\.(\d{1,2})0*)?%?", "".join(short_text(cell).split()))
    if not found:
        raise trouble
    hundredths = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    if hundredths > 10_000:
        raise trouble
    return hundredths


def yes_no(cell: Cell) -> bool:
    """Yes or no, in the letters and ticks that people use."""
    raw = short_text(cell).lower().rstrip(".")
    if raw in _YES:
        return True
    if raw in _NO:
        return False
    raise Unreadable("neither yes nor no", "Yes or No")


def whole_number(cell: Cell) -> int:
    """A whole number from 0 up."""
    raw = short_text(cell).replace(",", "")
    if not re.fullmatch(r"[0-9]{1,9}", raw):
        raise Unreadable("not a whole number", "a whole number such as 2")
    return int(raw)
