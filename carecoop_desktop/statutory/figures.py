"""How rates and part amounts read in a working."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.money import format_money


def percent(rate: int) -> str:
    """Hundredths of a per cent as people write them: ``2000`` -> ``20%``, ``185`` -> ``1.85%``."""
    whole, rest = divmod(rate, 100)
    return f"{whole}%" if rest == 0 else f"{whole}.{rest:02d}".rstrip("0") + "%"


def pounds_and_fractions(ten_thousandths: int) -> str:
    """1/10,000 pounds as money, with the fraction of a penny only where there is one."""
    pence, rest = divmod(ten_thousandths, 100)
    return format_money(pence) + (f"{rest:02d}" if rest else "")


def tenths(number: int) -> str:
    """Tenths as people write them: ``56`` -> ``5.6``, ``60`` -> ``6``."""
    whole, rest = divmod(number, 10)
    return f"{whole:,}.{rest}" if rest else f"{whole:,}"
