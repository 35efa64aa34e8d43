"""Keeps the office's own numbers of its people: a workbook writes 1 for 001, another program counts in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from carecoop_desktop.platform.office.importing.plan import ImportSpec, Problem, Row
from carecoop_desktop.platform.office.importing.values.wording import match_key

_CLASH = "number_of_another"

Proof = Callable[[Mapping[str, Any]], object]
"""What proves a person whatever the office's number says: the NHS number, the NI number; None where it is missing."""


def with_office_numbers(
    spec: ImportSpec, standing: Sequence[Mapping[str, Any]], proof: Proof, proof_field: str
) -> ImportSpec:
    """The specification with the office's own spelling of each number, and nobody taken for somebody else.

    A number whose holder has another name and another birth date is dropped with a warning; a proof whose holder has
    both is refused: one of the three was typed wrongly, and the row would overwrite a person.
    """
    holders = {_bare(str(row["number"])): row for row in standing}

    def derive(row: Row) -> None:
        if spec.derive is not None:
            spec.derive(row)
        holder = holders.get(_bare(row["number"])) if "number" in row else None
        if holder is None:
            return
        if is_somebody_else(row, holder) and (proof(row) is None or proof(row) != proof(holder)):
            row[_CLASH] = f"{row.pop('number')} is the number of {holder['name']}; {row['name']} gets the next."
        else:
            row["number"] = holder["number"]

    def against(row: Row, holder: Mapping[str, Any]) -> Iterable[Problem]:
        if proof(row) is not None and proof(row) == proof(holder) and is_somebody_else(row, holder):
            yield Problem(
                proof_field, f"belongs to {holder['name']}, whose name and date of birth are others", "the person's own"
            )

    def warn(row: Row) -> Iterable[str]:
        yield from spec.warn(row) if spec.warn is not None else ()
        if _CLASH in row:
            yield row[_CLASH]

    return replace(spec, derive=derive, against=against, warn=warn)


def is_somebody_else(row: Mapping[str, Any], holder: Mapping[str, Any]) -> bool:
    """Another name and another birth date: not the same person, whatever a number says."""
    if not row.get("name") or not row.get("born") or holder["born"] is None:
        return False
    return bool(row["born"] != holder["born"]) and match_key(row["name"]) != match_key(holder["name"])


def _bare(number: str) -> str:
    return number.casefold().replace(" ", "").lstrip("0") or "0"
