"""One tax year's tables: read from a file, checked for gaps and overlaps, looked up by day."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol, Self, TypeVar

from carecoop_desktop.platform.kernel.dates import Span, format_date, tax_year_end, tax_year_of, tax_year_start
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.statutory.tables.absence import FamilyPay, Recovery, SickPay
from carecoop_desktop.statutory.tables.deductions import (
    NATIONS,
    EmploymentAllowance,
    IncomeTax,
    NationalInsurance,
    StudentLoans,
    TaxCodes,
)
from carecoop_desktop.statutory.tables.employment import AutoEnrolment, Holiday, Mileage, MinimumWage, StatePensionAge
from carecoop_desktop.statutory.tables.fields import Fields, Origin
from carecoop_desktop.statutory.tables.orders import Attachments

MOST_BYTES = 1_000_000
"""A year file has some tens of thousands; whatever is larger is none."""


class Table(Protocol):
    """What all tables share."""

    kind: ClassVar[str]

    @property
    def key(self) -> str: ...

    @property
    def origin(self) -> Origin: ...

    @classmethod
    def read(cls, fields: Fields) -> Self: ...


T = TypeVar("T", bound=Table)

KINDS: tuple[type[Table], ...] = (
    IncomeTax,
    TaxCodes,
    NationalInsurance,
    EmploymentAllowance,
    StudentLoans,
    SickPay,
    FamilyPay,
    Recovery,
    MinimumWage,
    AutoEnrolment,
    StatePensionAge,
    Holiday,
    Mileage,
    Attachments,
)
OWN_DATES = (MinimumWage, FamilyPay)
"""Kinds that do not keep to 6 April: wages change on 1 April, family pay on April's first Sunday."""


class Deductions(NamedTuple):
    """The tables of one payday."""

    income_tax: dict[str, IncomeTax]
    codes: TaxCodes
    national_insurance: NationalInsurance
    student_loans: StudentLoans
    pensions: AutoEnrolment


class TaxYear:
    """The tables of one tax year. ``version`` names their exact content and is what a pay run records."""

    def __init__(
        self, name: str, edition: int, version: str, complete: bool, tables: Mapping[str, list[Table]]
    ) -> None:
        self.name = name
        self.edition = edition
        self.version = version
        self.complete = complete
        self.span = Span(tax_year_start(name), tax_year_end(name))
        self._days: dict[date, Deductions] = {}
        self._found: dict[tuple[type[Table], str], tuple[tuple[date, date, Table], ...]] = {}
        for kind in KINDS:
            for key in sorted({table.key for table in tables.get(kind.kind, ())}):
                rows = [table for table in tables[kind.kind] if table.key == key]
                rows.sort(key=lambda table: table.origin.span.first)
                self._found[kind, key] = tuple((one.origin.span.first, one.origin.span.last, one) for one in rows)

    def table(self, kind: type[T], day: date, key: str = "") -> T:
        """The table of a kind that holds on a day; refuses where this year has none."""
        for first, last, table in self._found.get((kind, key), ()):
            if first <= day <= last:
                return table  # type: ignore[return-value]
        what = kind.kind.replace("_", " ") + (f" of {key}" if key else "")
        raise Refusal(f"The {self.name} tables have no {what} for {format_date(day)}.", "Import that year's tables.")

    def deductions(self, day: date) -> Deductions:
        """What a payment on a day is worked out with, in one look; refuses a day outside the tax year."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = Deductions(
                {nation: self.table(IncomeTax, day, nation) for nation in NATIONS},
                self.table(TaxCodes, day),
                self.table(NationalInsurance, day),
                self.table(StudentLoans, day),
                self.table(AutoEnrolment, day),
            )
        return found

    def tables(self) -> Iterator[Table]:
        """All tables, by kind and then by date."""
        for rows in self._found.values():
            for _, _, table in rows:
                yield table

    def __repr__(self) -> str:
        return f"TaxYear({self.version})"


def read_year(path: Path) -> TaxYear:
    """Read and check a year file; refuses a bad one with a sentence that names the place."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(f"{path.name} is larger than 1 MB.", "Ask for a corrected file.")
        content = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise Refusal(f"{path.name} is not a text file in UTF-8.", "Ask for a corrected file.") from error
    except (ValueError, RecursionError) as error:  # no TOML, a number of thousands of digits, nested without end
        raise Refusal(f"{path.name} is not a table file: {error}.", "Ask for a corrected file.") from error
    except OSError as error:
        raise Fault(f"{path.name} cannot be read: {error.strerror}.", "Look whether it is still there.") from error
    return build_year(content, path.name)


def build_year(content: Mapping[str, object], where: str) -> TaxYear:
    """Build a year from a parsed file; ``where`` names it in refusals."""
    fields = Fields(content, where)
    name = fields.text("tax_year")
    _check_name(fields, name)
    edition = fields.whole("edition")
    complete = fields.text_or("complete", "yes") == "yes"
    tables: dict[str, list[Table]] = {}
    for kind in KINDS:
        if kind.kind in fields or complete:
            tables[kind.kind] = [_read(kind, one) for one in fields.each(kind.kind)]
    fields.finish()
    year = TaxYear(name, edition, f"{name}/{_digest(content)}", complete, tables)
    _check(fields, year, tables)
    return year


def _read(kind: type[T], fields: Fields) -> T:
    table = kind.read(fields)
    fields.finish()
    return table


def _check_name(fields: Fields, name: str) -> None:
    if not (len(name) == 7 and name[4] == "-" and (name[:4] + name[5:]).isdecimal()):
        raise fields.refusal(f"“{name}” is not a tax year such as 2026-27")
    if tax_year_of(date(int(name[:4]), 4, 6)) != name:
        raise fields.refusal(f"“{name}” is not a tax year such as 2026-27")


def _digest(content: Mapping[str, object]) -> str:
    """Comments, order and line ends do not count: only what the tables say."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _check(fields: Fields, year: TaxYear, tables: Mapping[str, list[Table]]) -> None:
    for kind in KINDS:
        if kind.kind not in tables:
            continue
        for key in NATIONS if kind is IncomeTax else ("",):
            spans = sorted(
                (one.origin.span for one in tables[kind.kind] if one.key == key), key=lambda span: span.first
            )
            if not spans:
                raise fields.refusal(f"there is no income tax of {key}")
            what = f"{kind.kind} {key}".strip()
            check_joined(fields, spans, what)
            if kind not in OWN_DATES:
                _check_cover(fields, spans, year.span, what)


def check_joined(fields: Fields, spans: list[Span], what: str) -> None:
    """Refuse spans, sorted by first day, that overlap or leave a gap."""
    for one, after in pairwise(spans):
        if after.first <= one.last:
            raise fields.refusal(f"{what} has two tables for {format_date(after.first)}")
        if after.first != one.last + timedelta(days=1):
            raise fields.refusal(f"{what} has no table for {format_date(one.last + timedelta(days=1))}")


def _check_cover(fields: Fields, spans: list[Span], year: Span, what: str) -> None:
    if spans[0].first > year.first or spans[-1].last < year.last:
        missing = year.first if spans[0].first > year.first else spans[-1].last + timedelta(days=1)
        raise fields.refusal(f"{what} has no table for {format_date(missing)}")
    if spans[0].first < year.first or spans[-1].last > year.last:
        raise fields.refusal(f"{what} goes beyond the tax year {year}")
