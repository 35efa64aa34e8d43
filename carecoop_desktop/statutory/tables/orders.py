"""The table behind court and council orders that take money from pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from carecoop_desktop.statutory.tables.fields import Fields, Origin

ORDER_PERIODS = ("day", "week", "month")


class OrderBand(NamedTuple):
    """Net earnings up to ``to`` pence (None: more than all others) bear ``rate``."""

    to: int | None
    rate: int


@dataclass(frozen=True, slots=True)
class Attachments:
    """Percentage bands of council tax orders and of DWP's direct earnings attachments, protected shares and the fee."""

    kind: ClassVar[str] = "attachments"
    key: ClassVar[str] = ""
    origin: Origin
    fee: int
    protected: int
    most_council_tax: int
    council_tax: dict[str, tuple[OrderBand, ...]]
    dea_standard: dict[str, tuple[OrderBand, ...]]
    dea_higher: dict[str, tuple[OrderBand, ...]]

    @classmethod
    def read(cls, fields: Fields) -> Attachments:
        """From a year file."""
        return cls(
            fields.origin(),
            fields.pounds("fee"),
            fields.percent("protected_percent"),
            fields.whole("most_council_tax_orders"),
            _bands(fields, "council_tax", "percent"),
            _bands(fields, "dea", "standard"),
            _bands(fields, "dea", "higher"),
        )


def _bands(fields: Fields, name: str, rate: str) -> dict[str, tuple[OrderBand, ...]]:
    result: dict[str, list[OrderBand]] = {period: [] for period in ORDER_PERIODS}
    for one in fields.each(name):
        for period in ORDER_PERIODS:
            result[period].append(OrderBand(one.pounds(period) if period in one else None, one.percent(rate)))
    for bands in result.values():
        tops = [band.to for band in bands[:-1]]
        if None in tops or bands[-1].to is not None or tops != sorted(set(tops), key=lambda top: top or 0):
            raise fields.refusal(f"the bands of {name} do not rise to a last one without a limit")
    return {period: tuple(bands) for period, bands in result.items()}
