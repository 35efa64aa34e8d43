"""Reads a CSV file of payroll cases and writes it back with the figures worked out."""

from __future__ import annotations

import csv
from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.statutory.cases import ADDED, work_out_cases

_NEEDED = ("tax_year", "period_type", "gross_this_period")
_ASKED = frozenset(
    {
        *_NEEDED, "period_no", "tax_code", "basis", "ni_category", "taxable_ytd_before", "tax_ytd_before",
        "student_loan_plan", "director_method", "gross_ytd", "director_weeks",
    }
)  # fmt: skip


def paye_command(cases_path: Path, out_path: Path) -> tuple[int, int]:
    """Work out every case of a file into another; returns how many rows were worked out, and how many could not be."""
    try:
        with cases_path.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source)
            reader.fieldnames = [_known(name) for name in reader.fieldnames or ()]
            columns = [name for name in reader.fieldnames if name]
            _check(columns, cases_path)
            rows = list(work_out_cases(reader))
    except UnicodeDecodeError as error:
        raise Refusal(f"{cases_path.name} is not a text file in UTF-8.", "Save it as CSV UTF-8.") from error
    except csv.Error as error:
        raise Refusal(f"{cases_path.name} is not a CSV file: {error}.", "Save it as CSV UTF-8.") from error
    except OSError as error:
        raise Fault(f"{cases_path} cannot be read: {error.strerror}.") from error
    _write(out_path, [*columns, *(name for name in ADDED if name not in columns)], rows)
    wrong = sum(1 for row in rows if row["error"])
    return len(rows) - wrong, wrong


def _known(heading: str) -> str:
    """A heading as the example file writes it, however it was typed; a strange one stays as it is."""
    plain = heading.strip().lower().replace(" ", "_")
    return plain if plain in _ASKED else heading


def _check(columns: list[str], path: Path) -> None:
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise Refusal(f"{path.name} has no column {', '.join(missing)}.", "Use the columns of the example file.")


def _write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Under another name until it is whole: the cases themselves may be what is written over."""
    plain = path.is_file() or not path.exists()
    part = path.with_name(f"{path.name}.part") if plain else path
    try:
        with part.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, columns, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        if plain:
            part.replace(path)
    except OSError as error:
        if plain:
            part.unlink(missing_ok=True)
        raise Fault(f"{path} cannot be written: {error.strerror}.", "Choose another folder.") from error
