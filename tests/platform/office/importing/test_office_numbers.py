"""The office's own numbers are kept, and nobody is taken for somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.platform.office.importing.cells import Sheet, SourceRow
from carecoop_desktop.platform.office.importing.office_numbers import is_somebody_else, with_office_numbers
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, plan_import
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.importing.values import day, person_name, reference

ANN: dict[str, Any] = {"id": 1, "number": "007", "proof": "AB1", "name": "Ann Lee", "born": date(1990, 2, 1)}
FIELDS = (
    Field("number", "No", reference), Field("proof", "Proof", reference), Field("name", "Name", person_name),
    Field("born", "Born", day),
)  # fmt: skip


def _keys(values: Any) -> tuple[tuple[object, ...], ...]:
    return tuple((name, values[name]) for name in ("number", "proof") if values.get(name))


def _plan(*cells: str) -> ImportReport:
    spec = ImportSpec("people", FIELDS, _keys, "twice", "name")
    sheet = Sheet((SourceRow(1, ("No", "Proof", "Name", "Born")), SourceRow(2, cells)))
    return plan_import(sheet, with_office_numbers(spec, [ANN], lambda row: row.get("proof"), "proof"), [ANN])


def test_the_offices_spelling_of_a_number_stays() -> None:
    (row,) = _plan("7", "", "Ann Lee", "1/2/1990").rows
    assert (row.status, row.values["number"]) == ("unchanged", "007")


@pytest.mark.parametrize("proof", ["", "CD2"])
def test_a_number_of_another_person_is_dropped_with_a_word(proof: str) -> None:
    report = _plan("7", proof, "Ben Oduya", "3/4/1985")
    assert (report.rows[0].status, "number" in report.rows[0].values) == ("new", False)
    assert report.warnings == ("Row 2: 7 is the number of Ann Lee; Ben Oduya gets the next.",)


@pytest.mark.parametrize("number", ["", "7", "8"])
def test_a_proof_of_another_person_is_refused(number: str) -> None:
    (refused,) = _plan(number, "AB1", "Ben Oduya", "3/4/1985").refused
    assert (refused.column, refused.why) == ("Proof", "belongs to Ann Lee, whose name and date of birth are others")


@pytest.mark.parametrize(("name", "born"), [("Ann Smith", "1/2/1990"), ("LEE, Ann", "2/2/1990")])
def test_a_new_surname_or_a_corrected_birth_date_is_the_same_person(name: str, born: str) -> None:
    assert _plan("7", "AB1", name, born).rows[0].status == "changed"


def test_nobody_is_somebody_else_by_a_name_alone() -> None:
    assert not is_somebody_else({"name": "Ben"}, ANN)
    assert not is_somebody_else({"name": "Ben", "born": date(1985, 4, 3)}, {**ANN, "born": None})
