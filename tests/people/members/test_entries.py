"""What is filled in matches what is stored."""

from __future__ import annotations

import dataclasses

import pytest

from carecoop_desktop.people.members import entries, tables


def _columns(row: type) -> set[str]:
    return {column.name for column in row.__table__.columns} - {"id", "version", "name_key"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("entry", "row"),
    [
        (entries.NewContact, tables.ContactRow),
        (entries.NewNeed, tables.InformationNeedRow),
        (entries.NewConsent, tables.ConsentRow),
        (entries.NewRequest, tables.ChangeRequestRow),
    ],
)
def test_an_entry_has_every_column_of_its_row(entry: type, row: type) -> None:
    assert {field.name for field in dataclasses.fields(entry)} == _columns(row)


def test_the_fields_of_a_member_are_the_columns_of_a_member() -> None:
    assert set(entries.MemberFields.__annotations__) == _columns(tables.MemberRow)
