"""The tables behind tax, National Insurance and loans: their shapes, and the period figures kept ready from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from carecoop_desktop.statutory.tables.fields import Fields, Origin

NATIONS = ("rUK", "Scotland", "Wales")
WEEKS, MONTHS = 52, 12


class Band(NamedTuple):
    """A band of taxable pay: its annual top in pounds (None for the last), its rate in hundredths of a per cent."""

    to_pounds: int | None
    rate: int


class PeriodBand(NamedTuple):
    """A band at a tax week or month: pay up to ``top_pence`` falls in it; ``floor``/``tax`` are in 1/10,000 pounds."""

    top_pence: int
    floor: int
    tax: int
    rate: int


@dataclass(frozen=True, slots=True)
class IncomeTax:
    """A nation's bands; ``basic`` is the index of the basic rate, from which BR and the D codes count."""

    kind: ClassVar[str] = "income_tax"
    origin: Origin
    nation: str
    bands: tuple[Band, ...]
    basic: int
    _periods: dict[tuple[int, int], tuple[PeriodBand, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> str:
        """Tables of different nations stand side by side."""
        return self.nation

    @classmethod
    def read(cls, fields: Fields) -> IncomeTax:
        """From a year file."""
        bands = []
        for one in fields.each("bands"):
            bands.append(Band(one.whole("to") if "to" in one else None, one.percent("percent")))
            one.finish()
        table = cls(fields.origin(), fields.text("nation"), tuple(bands), fields.whole("basic_band") - 1)
        table._check(fields)
        return table

    def _check(self, fields: Fields) -> None:
        tops = [band.to_pounds for band in self.bands]
        if tops[-1] is not None or None in tops[:-1]:
            raise fields.refusal("every band but the last must say up to which amount it goes")
        known = [top for top in tops if top is not None]
        if known != sorted(set(known)) or (known and known[0] == 0):
            raise fields.refusal("the bands do not rise")
        if self.nation not in NATIONS:
            raise fields.refusal(f"the nation must be one of {', '.join(NATIONS)}")
        if not 0 <= self.basic < len(self.bands):
            raise fields.refusal("the basic band is not one of the bands")

    def flat_rate(self, step: int) -> int | None:
        """The rate of BR (step 0), D0 (step 1) and so on; None where the nation has no such code."""
        place = self.basic + step
        return self.bands[place].rate if place < len(self.bands) else None

    def at(self, number: int, periods: int) -> tuple[PeriodBand, ...]:
        """The bands cumulated to tax week (``periods`` 52) or month (12) ``number``; kept once worked out."""
        found = self._periods.get((number, periods))
        if found is None:
            found = self._periods[number, periods] = self._cumulate(number, periods)
        return found

    def _cumulate(self, number: int, periods: int) -> tuple[PeriodBand, ...]:
        result = []
        below = tax = 0  # annual pounds; annual tax in 1/10,000 pounds
        for top, rate in self.bands:
            floor, due = below * 10_000 * number // periods, tax * number // periods
            if top is None:
                result.append(PeriodBand(1 << 60, floor, due, rate))
                break
            ceiling = -(-(top * 10_000 * number // periods) // 10_000)
            result.append(PeriodBand(ceiling * 100, floor, due, rate))
            tax += (top - below) * rate
            below = top
        return tuple(result)


@dataclass(frozen=True, slots=True)
class TaxCodes:
    """The emergency code, what 6 April adds to codes of each suffix, and the overriding limit."""

    kind: ClassVar[str] = "tax_codes"
    key: ClassVar[str] = ""
    origin: Origin
    emergency: str
    personal_allowance: int
    limit: int
    raised: dict[str, int]

    @classmethod
    def read(cls, fields: Fields) -> TaxCodes:
        """From a year file."""
        raised = fields.group("raised_on_6_april")
        return cls(
            fields.origin(),
            fields.text("emergency"),
            fields.pounds("personal_allowance"),
            fields.percent("limit_percent"),
            {name: raised.whole(name) for name in raised.names()},
        )


class Letter(NamedTuple):
    """What a category letter means: employee's two rates, the threshold the employer pays from, and for whom."""

    main: int
    upper: int
    employer_from: str
    who: str


class EarningsPeriod(NamedTuple):
    """An earnings period: ``length`` weeks or months; the year is twelve months."""

    weeks: bool
    length: int

    def __str__(self) -> str:
        unit = "week" if self.weeks else "month"
        return unit if self.length == 1 else ("year" if self == (False, MONTHS) else f"{self.length} {unit}s")


THRESHOLDS = ("LEL", "PT", "ST", "FUST", "IZUST", "UEL", "UST", "AUST", "VUST")


class PeriodLetter(NamedTuple):
    """What one letter needs in one earnings period, in pence and hundredths of a per cent."""

    lel: int
    pt: int
    uel: int
    start: int
    main: int
    upper: int
    employer: int
    counted: bool


@dataclass(frozen=True, slots=True)
class NationalInsurance:
    """Class 1: thresholds in pence as published for the week, month and year, and the category letters."""

    kind: ClassVar[str] = "national_insurance"
    key: ClassVar[str] = ""
    origin: Origin
    employer: int
    published: dict[str, tuple[int, int, int]]
    letters: dict[str, Letter]
    _periods: dict[tuple[str, EarningsPeriod], PeriodLetter] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def read(cls, fields: Fields) -> NationalInsurance:
        """From a year file."""
        table = cls(fields.origin(), fields.percent("employer_percent"), _thresholds(fields), _letters(fields))
        for one in table.letters.values():
            if one.employer_from not in (*THRESHOLDS, "none"):
                raise fields.refusal(f"“{one.employer_from}” is not a threshold from which an employer pays")
        for place in range(3):
            lel, pt, uel = (table.published[name][place] for name in ("LEL", "PT", "UEL"))
            if not lel <= pt < uel:
                raise fields.refusal("the thresholds do not rise from LEL over PT to UEL")
        return table

    def threshold(self, name: str, period: EarningsPeriod) -> int:
        """A threshold in pence: as published for a week, month and year, worked out for other periods.

        The primary, secondary and upper figures of several weeks come from the year's figure and go up to the next
        whole pound; the lower earnings limit is a multiple of the week's or month's.
        """
        week, month, year = self.published[name]
        if period == (True, 1):
            return week
        if period == (False, 1):
            return month
        if period == (False, MONTHS):
            return year
        if name == "LEL":
            return (week if period.weeks else month) * period.length
        return share_of_year(year, period.length, WEEKS if period.weeks else MONTHS)

    def of(self, letter: str, period: EarningsPeriod) -> PeriodLetter:
        """A letter's figures in an earnings period, kept once worked out; KeyError for an unknown letter."""
        found = self._periods.get((letter, period))
        if found is None:
            found = self.figures(letter, lambda name: self.threshold(name, period))
            self._periods[letter, period] = found
        return found

    def figures(self, letter: str, threshold: Callable[[str], int]) -> PeriodLetter:
        """A letter's figures over thresholds of the caller's own, as directors appointed in the year need them."""
        one = self.letters[letter]
        pays = one.employer_from != "none"
        return PeriodLetter(
            threshold("LEL"),
            threshold("PT"),
            threshold("UEL"),
            threshold(one.employer_from) if pays else 0,
            one.main,
            one.upper,
            self.employer if pays else 0,
            pays,
        )


def share_of_year(year: int, count: int, periods: int) -> int:
    """A yearly threshold's share in pence, up to the next whole pound."""
    return -(-year * count // (periods * 100)) * 100


def _thresholds(fields: Fields) -> dict[str, tuple[int, int, int]]:
    group = fields.group("thresholds")
    result = {}
    for name in THRESHOLDS:
        one = group.group(name)
        result[name] = (one.pounds("week"), one.pounds("month"), one.pounds("year"))
        one.finish()
    group.finish()
    return result


def _letters(fields: Fields) -> dict[str, Letter]:
    result: dict[str, Letter] = {}
    for one in fields.each("letters"):
        letter = Letter(one.percent("main"), one.percent("upper"), one.text("employer_from"), one.text("who"))
        for name in one.text("letters").split():
            if name in result:
                raise fields.refusal(f"letter {name} is given twice")
            result[name] = letter
        one.finish()
    return result


@dataclass(frozen=True, slots=True)
class EmploymentAllowance:
    """The year's allowance against employer's class 1 and the questions to settle before it is claimed."""

    kind: ClassVar[str] = "employment_allowance"
    key: ClassVar[str] = ""
    origin: Origin
    amount: int
    questions: tuple[str, ...]

    @classmethod
    def read(cls, fields: Fields) -> EmploymentAllowance:
        """From a year file."""
        asked = []
        for one in fields.each("questions"):
            asked.append(one.text("ask"))
            one.finish()
        return cls(fields.origin(), fields.pounds("amount"), tuple(asked))


class Plan(NamedTuple):
    """A loan plan: the year's threshold in pence and the rate above it."""

    year: int
    rate: int


@dataclass(frozen=True, slots=True)
class StudentLoans:
    """The plans of the year; ``default`` is taken where nobody can say which plan it is."""

    kind: ClassVar[str] = "student_loans"
    key: ClassVar[str] = ""
    origin: Origin
    plans: dict[str, Plan]
    default: str

    @classmethod
    def read(cls, fields: Fields) -> StudentLoans:
        """From a year file."""
        plans = {}
        for one in fields.each("plans"):
            plans[one.text("plan")] = Plan(one.pounds("year"), one.percent("percent"))
            one.finish()
        default = fields.text("default_plan")
        if default not in plans:
            raise fields.refusal(f"the default plan {default} is not among the plans")
        return cls(fields.origin(), plans, default)

    def threshold(self, plan: str, period: EarningsPeriod) -> int:
        """The plan's threshold for an earnings period, cut to the penny."""
        return self.plans[plan].year * period.length // (WEEKS if period.weeks else MONTHS)
