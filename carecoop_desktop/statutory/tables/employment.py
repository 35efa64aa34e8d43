"""The tables behind minimum wage, holiday, mileage and workplace pensions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from carecoop_desktop.statutory.tables.fields import Fields, Origin


class WageRate(NamedTuple):
    """An hourly rate in pence from an age on."""

    from_age: int
    hourly: int


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """Hourly rates in pence by age, oldest first, the apprentice rate and the accommodation offset a day."""

    kind: ClassVar[str] = "minimum_wage"
    key: ClassVar[str] = ""
    origin: Origin
    rates: tuple[WageRate, ...]
    apprentice: int
    apprentice_under: int
    accommodation_day: int

    @classmethod
    def read(cls, fields: Fields) -> MinimumWage:
        """From a year file."""
        rates = []
        for one in fields.each("rates"):
            rates.append(WageRate(one.whole("from_age"), one.pounds("hour")))
            one.finish()
        rates.sort(reverse=True)
        if [rate.hourly for rate in rates] != sorted((rate.hourly for rate in rates), reverse=True):
            raise fields.refusal("an older age has a lower rate")
        return cls(
            fields.origin(),
            tuple(rates),
            fields.pounds("apprentice_hour"),
            fields.whole("apprentice_under"),
            fields.pounds("accommodation_day"),
        )


@dataclass(frozen=True, slots=True)
class Holiday:
    """Statutory leave: the accrual rate, weeks in tenths, the most days, and how far a 52-week average looks back."""

    kind: ClassVar[str] = "holiday"
    key: ClassVar[str] = ""
    origin: Origin
    accrual: int
    weeks_tenths: int
    most_days: int
    average_weeks: int
    look_back_weeks: int

    @classmethod
    def read(cls, fields: Fields) -> Holiday:
        """From a year file."""
        return cls(
            fields.origin(),
            fields.percent("accrual_percent"),
            fields.tenths("weeks"),
            fields.whole("most_days"),
            fields.whole("average_weeks"),
            fields.whole("look_back_weeks"),
        )


class MileRate(NamedTuple):
    """Pence a mile up to ``first_miles`` business miles of the tax year (0: without limit) and after them."""

    first: int
    after: int
    first_miles: int


@dataclass(frozen=True, slots=True)
class Mileage:
    """Approved mileage rates by vehicle, and the rate for a passenger."""

    kind: ClassVar[str] = "mileage"
    key: ClassVar[str] = ""
    origin: Origin
    vehicles: dict[str, MileRate]
    passenger: int

    @classmethod
    def read(cls, fields: Fields) -> Mileage:
        """From a year file."""
        vehicles = {}
        for one in fields.each("vehicles"):
            miles = one.whole("first_miles") if "first_miles" in one else 0
            first = one.pounds("mile")
            vehicles[one.text("vehicle")] = MileRate(first, one.pounds("mile_after") if miles else first, miles)
            one.finish()
        return cls(fields.origin(), vehicles, fields.pounds("passenger_mile"))


class EarningsBand(NamedTuple):
    """Qualifying earnings of a pay reference period in pence: lower limit, trigger, upper limit."""

    lower: int
    trigger: int
    upper: int


class CertifiedSet(NamedTuple):
    """A set of minimum contributions: total and employer's rate, and what they are a share of."""

    total: int
    employer: int
    of: str


PENSION_PERIODS = ("week", "2 weeks", "4 weeks", "month", "quarter", "6 months", "year")


@dataclass(frozen=True, slots=True)
class AutoEnrolment:
    """Earnings limits by pay reference period, ages, and the sets of minimum contributions."""

    kind: ClassVar[str] = "auto_enrolment"
    key: ClassVar[str] = ""
    origin: Origin
    periods: dict[str, EarningsBand]
    youngest_eligible: int
    youngest: int
    oldest: int
    postponement_months: int
    reenrolment_years: int
    opt_out_months: int
    relief: int
    sets: dict[str, CertifiedSet]

    @classmethod
    def read(cls, fields: Fields) -> AutoEnrolment:
        """From a year file."""
        return cls(
            fields.origin(),
            _earnings(fields),
            fields.whole("eligible_from_age"),
            fields.whole("from_age"),
            fields.whole("under_age"),
            fields.whole("postponement_months"),
            fields.whole("reenrolment_years"),
            fields.whole("opt_out_months"),
            fields.percent("basic_rate_relief_percent"),
            _sets(fields),
        )


def _earnings(fields: Fields) -> dict[str, EarningsBand]:
    group = fields.group("periods")
    result = {}
    for name in PENSION_PERIODS:
        one = group.group(name)
        band = EarningsBand(one.pounds("lower"), one.pounds("trigger"), one.pounds("upper"))
        if not band.lower < band.trigger < band.upper:
            raise fields.refusal(f"the limits for {name} do not rise")
        result[name] = band
        one.finish()
    group.finish()
    return result


def _sets(fields: Fields) -> dict[str, CertifiedSet]:
    result = {}
    for one in fields.each("sets"):
        chosen = CertifiedSet(one.percent("total"), one.percent("employer"), one.text("of"))
        if chosen.employer > chosen.total:
            raise fields.refusal("an employer's minimum is above the total")
        result[one.text("name")] = chosen
        one.finish()
    return result


class PensionAge(NamedTuple):
    """State Pension age of everybody born up to a date."""

    born_to: date
    years: int
    months: int


@dataclass(frozen=True, slots=True)
class StatePensionAge:
    """State Pension age by date of birth; later births than the last row have the last row's age."""

    kind: ClassVar[str] = "state_pension_age"
    key: ClassVar[str] = ""
    origin: Origin
    ages: tuple[PensionAge, ...]

    @classmethod
    def read(cls, fields: Fields) -> StatePensionAge:
        """From a year file."""
        ages = []
        for one in fields.each("ages"):
            ages.append(PensionAge(one.day("born_to"), one.whole("years"), one.whole("months")))
            one.finish()
        if ages != sorted(ages) or len({age.born_to for age in ages}) != len(ages):
            raise fields.refusal("the dates of birth do not rise")
        return cls(fields.origin(), tuple(ages))
