"""Matches the headings of an office's file to the fields of an import, by synonyms or by what was remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.office.importing.cells import SourceRow, cell_text

Mapped = dict[str, str]
"""Field name to heading as it stands in the file: plain text, so that it can be stored as JSON and shown."""


class Named(Protocol):
    """What the matching needs to know of a field."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def synonyms(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which heading stands for which field, and which headings nobody asked for."""

    headings: tuple[str, ...]
    mapping: Mapped
    unused: tuple[str, ...]

    def position(self, field: str) -> int | None:
        """The column of a field, counted from 0; None where the file has none."""
        heading = self.mapping.get(field)
        return None if heading is None else self.headings.index(heading)


def heading_key(heading: str) -> str:
    """A heading without case, accents, stops and spaces: ``D.O.B.`` and ``dob`` are one."""
    return "".join(letter for letter in fold(heading) if letter.isalnum())


def headings_of(row: SourceRow) -> tuple[str, ...]:
    """The headings of a row, each told apart: a second ``Date`` becomes ``Date (2)``, an empty one stays empty."""
    seen: dict[str, int] = {}
    result = []
    for cell in row.cells:
        heading = " ".join(cell_text(cell).split())
        seen[heading] = seen.get(heading, 0) + 1
        result.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return tuple(result)


def map_columns(
    headings: Sequence[str], fields: Iterable[Named], remembered: Mapping[str, str] | None = None
) -> ColumnMap:
    """Find a column for each field: the remembered heading where the file has it, else the best synonym.

    A remembered field without a heading (empty text) stays without a column. No column serves two fields.
    """
    mapping: Mapped = {}
    by_key = {heading_key(heading): heading for heading in reversed(headings) if heading_key(heading)}
    wanted, known = list(fields), remembered or {}
    for field in wanted:
        if told := known.get(field.name):
            _take_if_free(field, told, by_key, mapping)
    for field in wanted:
        if field.name not in mapping and known.get(field.name) != "":
            _take_best(field, by_key, mapping)
    unused = tuple(heading for heading in headings if heading and heading not in mapping.values())
    return ColumnMap(tuple(headings), mapping, unused)


def known_keys(fields: Iterable[Named], remembered: Mapping[str, str] | None = None) -> frozenset[str]:
    """Every folded heading that would be understood; a file's row of headings shows by them."""
    told = (heading for heading in (remembered or {}).values() if heading)
    synonyms = (word for field in fields for word in (field.name, field.label, *field.synonyms))
    return frozenset(heading_key(word) for word in (*told, *synonyms))


def _take_best(field: Named, by_key: Mapping[str, str], mapping: Mapped) -> None:
    for word in (field.label, *field.synonyms, field.name):
        if _take_if_free(field, word, by_key, mapping):
            return


def _take_if_free(field: Named, word: str, by_key: Mapping[str, str], mapping: Mapped) -> bool:
    """Give a field the column that a word stands for, where there is one that no other field has."""
    heading = by_key.get(heading_key(word))
    if heading is None or heading in mapping.values():
        return False
    mapping[field.name] = heading
    return True
