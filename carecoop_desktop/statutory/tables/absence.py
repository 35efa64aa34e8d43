"""The tables behind statutory pay: sickness, family leave and what the employer gets back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from carecoop_desktop.statutory.tables.fields import Fields, Origin


@dataclass(frozen=True, slots=True)
class SickPay:
    """Statutory Sick Pay for spells that begin in the span: the flat week's rate and who gets it."""

    kind: ClassVar[str] = "sick_pay"
    key: ClassVar[str] = ""
    origin: Origin
    week: int
    earnings_rate: int
    waiting_days: int
    shortest_days: int
    needs_lower_earnings: bool
    most_weeks: int
    link_days: int

    @classmethod
    def read(cls, fields: Fields) -> SickPay:
        """From a year file; ``earnings_percent`` 0 means that the flat rate is not capped by earnings."""
        return cls(
            fields.origin(),
            fields.pounds("week"),
            fields.percent("earnings_percent"),
            fields.whole("waiting_days"),
            fields.whole("shortest_days"),
            fields.text("lower_earnings_test") == "yes",
            fields.whole("most_weeks"),
            fields.whole("link_days"),
        )


@dataclass(frozen=True, slots=True)
class FamilyPay:
    """The flat week's rate of SMP, SAP, SPP, ShPP, SPBP and SNCP for weeks that begin in the span."""

    kind: ClassVar[str] = "family_pay"
    key: ClassVar[str] = ""
    origin: Origin
    week: int
    earnings_rate: int
    earnings_weeks: int
    service_weeks: int
    weeks: dict[str, int]

    @classmethod
    def read(cls, fields: Fields) -> FamilyPay:
        """From a year file."""
        weeks = fields.group("weeks")
        return cls(
            fields.origin(),
            fields.pounds("week"),
            fields.percent("earnings_percent"),
            fields.whole("earnings_weeks"),
            fields.whole("service_weeks"),
            {name: weeks.whole(name) for name in weeks.names()},
        )


@dataclass(frozen=True, slots=True)
class Recovery:
    """What an employer gets back of family pay: the usual share, and the small employer's with its limit."""

    kind: ClassVar[str] = "recovery"
    key: ClassVar[str] = ""
    origin: Origin
    usual: int
    compensation: int
    small_limit: int

    @classmethod
    def read(cls, fields: Fields) -> Recovery:
        """From a year file."""
        return cls(
            fields.origin(),
            fields.percent("usual_percent"),
            fields.percent("small_employer_compensation_percent"),
            fields.pounds("small_employer_limit"),
        )
