"""Pay calculations a second, each with its working at hand, beside a plain loop over decimals that keeps nothing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

from carecoop_desktop.home.bench.figures import Row, beside, clean_heap
from carecoop_desktop.statutory.pay import PayInput, PayResult, work_out
from carecoop_desktop.statutory.pensions import Relief, Scheme
from carecoop_desktop.statutory.periods import MONTHLY
from carecoop_desktop.statutory.tables import TaxYear, load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code

LIMIT = 189_000 / 50_000
"""Fifty thousand a second where the plain loop does 189,000."""

NUMBER, PAID_ON = 8, date(2026, 11, 30)
_SCHEME = Scheme("Workplace pension", 500, 300, Relief.AT_SOURCE, True)
_CHUNK = 1000
_POUND, _PENNY = Decimal(1), Decimal("0.01")


def measure(_folder: Path, count: int = 20_000, times: int = 5) -> list[Row]:
    """Both loops over the same pays of a month in turn, in chunks as a pay run keeps them, by the processor's own time:
    what else the machine does says nothing about a calculation on one core."""
    year = load_shelf().year("2026-27")
    inputs, pays = monthly_inputs(count, year), plain_pays(count)
    with clean_heap():
        pairs = [(_busy(lambda: _work_out_all(inputs)), _busy(lambda: _plain_all(pays))) for _ in range(times)]
    own, plain = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    return [
        beside(
            "pay-calculations", "Pay calculations with their working", count / own, "a second", "plain decimal loop",
            count / plain, LIMIT, more_is_better=True, note=f"{_CHUNK:,} results held at a time; processor time",
        )
    ]  # fmt: skip


def _busy(deed: Callable[[], None]) -> float:
    """How many seconds the processor works for one call."""
    began = time.process_time()
    deed()
    return time.process_time() - began


def _plain_all(pays: Sequence[tuple[Decimal, Decimal, Decimal]]) -> None:
    for pay in pays:
        plain_pay(*pay)


def _work_out_all(inputs: Sequence[PayInput]) -> None:
    """Every result is kept until its chunk is done."""
    for start in range(0, len(inputs), _CHUNK):
        held: list[PayResult] = [work_out(given) for given in inputs[start : start + _CHUNK]]
        del held


def _amounts(count: int) -> list[tuple[int, int, int]]:
    """Gross of the month, taxable and tax before it, in pence: the same every time."""
    dice = random.Random("carecoop bench")
    found = []
    for _ in range(count):
        gross = dice.randrange(60_000, 415_000)
        earlier = gross * (NUMBER - 1)
        found.append((gross, earlier, max(0, (earlier - 733_775) // 5)))
    return found


def monthly_inputs(count: int, year: TaxYear) -> list[PayInput]:
    """Monthly pays of ordinary codes: tax, NI and pension are all due."""
    code = parse_code("1257L")
    return [
        PayInput(year, PAID_ON, MONTHLY, NUMBER, code, "A", gross, gross, gross, before, tax, scheme=_SCHEME)
        for gross, before, tax in _amounts(count)
    ]


def plain_pays(count: int) -> list[tuple[Decimal, Decimal, Decimal]]:
    """The same pays in pounds."""
    return [(Decimal(a) / 100, Decimal(b) / 100, Decimal(c) / 100) for a, b, c in _amounts(count)]


_FREE = Decimal("1048.26") * NUMBER
_BASIC = (Decimal(37_700) * NUMBER / 12).to_integral_value(ROUND_CEILING)
_HIGHER = (Decimal(125_140) * NUMBER / 12).to_integral_value(ROUND_CEILING)


def plain_pay(gross: Decimal, before: Decimal, taxed: Decimal) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Tax, both sides' NI and the pension (relief at source) of a month as one writes them in an afternoon."""
    taxable = max(Decimal(0), before + gross - _FREE).to_integral_value(ROUND_DOWN)
    tax = min(taxable, _BASIC) * Decimal("0.20")
    if taxable > _BASIC:
        tax += (min(taxable, _HIGHER) - _BASIC) * Decimal("0.40")
    if taxable > _HIGHER:
        tax += (taxable - _HIGHER) * Decimal("0.45")
    due = tax.quantize(_PENNY, ROUND_DOWN) - taxed
    ni = max(Decimal(0), min(gross, Decimal(4189)) - Decimal(1048)) * Decimal("0.08")
    if gross > 4189:
        ni += (gross - Decimal(4189)) * Decimal("0.02")
    employer = max(Decimal(0), gross - Decimal(417)) * Decimal("0.15")
    pensionable = max(Decimal(0), min(gross, Decimal(4189)) - Decimal(520))
    pension = (pensionable * Decimal("0.04")).quantize(_PENNY, ROUND_HALF_UP)
    employers = (pensionable * Decimal("0.03")).quantize(_PENNY, ROUND_HALF_UP)
    net = gross - due - ni.quantize(_PENNY, ROUND_HALF_UP) - pension
    return due, ni.quantize(_PENNY, ROUND_HALF_UP), employer.quantize(_PENNY, ROUND_HALF_UP) + employers, net
