"""All tax years at hand: those that travel with the program and those the office added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from carecoop_desktop.platform.kernel.dates import format_date, tax_year_of
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.statutory.tables.fields import Fields
from carecoop_desktop.statutory.tables.year import KINDS, OWN_DATES, T, TaxYear, check_joined, read_year

OWN_FOLDER = Path(__file__).resolve().parents[1] / "years"


class Shelf:
    """The current edition of every tax year, and earlier editions by their version.

    A file in a later folder takes the place of the same year in an earlier one; within a folder the higher edition
    counts. Nothing is forgotten, so that a finished pay run can be worked out again with the tables it used.
    """

    def __init__(self, years: Iterable[Sequence[TaxYear]]) -> None:
        self._current: dict[str, TaxYear] = {}
        self._by_version: dict[str, TaxYear] = {}
        for folder in years:
            for year in sorted(folder, key=lambda one: one.edition):
                self._current[year.name] = year
                self._by_version[year.version] = year
        self._check()

    @property
    def names(self) -> tuple[str, ...]:
        """The tax years at hand, oldest first."""
        return tuple(sorted(self._current))

    def year(self, name: str) -> TaxYear:
        """The current tables of a tax year."""
        if name not in self._current:
            raise Refusal(f"There are no tables for the tax year {name}.", "Import that year's file in Settings.")
        return self._current[name]

    def version(self, version: str) -> TaxYear:
        """The very tables that a pay run recorded."""
        if version not in self._by_version:
            raise Refusal(f"The tables {version} are not here any more.", "Import the file that this run used.")
        return self._by_version[version]

    def on(self, kind: type[T], day: date, key: str = "") -> T:
        """A table by day alone, for kinds whose year does not begin on 6 April as well."""
        here = tax_year_of(day)
        for name in sorted(self._current, key=lambda one: one != here):
            try:
                return self._current[name].table(kind, day, key)
            except Refusal:
                continue
        what = kind.kind.replace("_", " ")
        raise Refusal(f"No tables say what the {what} is on {format_date(day)}.", "Import that year's file.")

    def _check(self) -> None:
        """Years of their own dates must join: the wage of 31 March, then that of 1 April."""
        names = [name for name in self.names if self._current[name].complete]
        if not _unbroken(names):
            return
        fields = Fields({}, "the tax years together")
        for kind in (kind for kind in KINDS if kind in OWN_DATES):
            tables = [table for name in names for table in self._current[name].tables() if isinstance(table, kind)]
            check_joined(fields, [table.origin.span for table in tables], kind.kind)


def _unbroken(names: Sequence[str]) -> bool:
    """Whether each of the tax years, oldest first, follows the one before it."""
    begun = {name[:4] for name in names}
    return all(str(int(name[:4]) - 1) in begun for name in names[1:])


_ADDED: list[Path] = []


def use_folders(folders: Iterable[Path]) -> None:
    """From now on the shelf also holds the years in these folders: those that the open office brought in."""
    _ADDED[:] = folders


def load_shelf(folders: Iterable[Path] = ()) -> Shelf:
    """The program's own years, those brought in, and those of further folders, read once for each set of files.

    Refuses with a sentence when a file is bad; a folder that does not exist holds no years.
    """
    paths = [OWN_FOLDER, *_ADDED, *folders]
    return _load(tuple(_stamps(path) for path in paths))


def add_check(path: Path, folders: Iterable[Path] = ()) -> TaxYear:
    """Check a file before an office takes it over: alone, and together with the years already here."""
    year = read_year(path)
    own = [[read_year(Path(name)) for name, _, _ in _stamps(folder)] for folder in (OWN_FOLDER, *_ADDED, *folders)]
    Shelf([*own, [year]])
    return year


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    try:
        files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
        return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault(
            f"The tax years in {folder} cannot be read: {reason}.", "Ask who looks after this computer."
        ) from error


@lru_cache(maxsize=16)
def _load(folders: tuple[tuple[tuple[str, int, int], ...], ...]) -> Shelf:
    return Shelf([[read_year(Path(name)) for name, _, _ in folder] for folder in folders])
