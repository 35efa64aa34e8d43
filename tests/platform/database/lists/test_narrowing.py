"""Joins of which nothing is asked are left out; every other one stays."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Integer, MetaData, Select, Table, func, select
from sqlalchemy.orm import aliased

from carecoop_desktop.platform.database.lists.definition import RecordList, expression
from carecoop_desktop.platform.database.lists.narrowing import choose

META = MetaData()
SHIFT, PERSON, CIRCLE, RATE = (
    Table(name, META, *(Column(key, Integer) for key in ("id", "person_id", "circle_id", "pence")))
    for name in ("shift", "person", "circle", "rate")
)


def base() -> Select:
    return (
        select(SHIFT.c.id)
        .join(RATE, RATE.c.id == SHIFT.c.pence)
        .outerjoin(PERSON, PERSON.c.id == SHIFT.c.person_id)
        .outerjoin(CIRCLE, CIRCLE.c.id == PERSON.c.circle_id)
        .where(SHIFT.c.pence > 0)
    )


def joined(statement: Select) -> set[str]:
    return {name for name in ("shift", "person", "circle", "rate") if f" {name} " in f"{statement} ".replace("\n", " ")}


def test_a_count_reads_only_what_decides_which_rows_there_are() -> None:
    counted = choose(base(), [func.count()], [])
    assert joined(counted) == {"shift", "rate"}
    assert "shift.pence > " in str(counted)


def test_a_join_stays_when_a_column_or_a_condition_needs_it() -> None:
    assert joined(choose(base(), [PERSON.c.id], [])) == {"shift", "rate", "person"}
    assert joined(choose(base(), [func.count()], [PERSON.c.pence > 1])) == {"shift", "rate", "person"}


def test_a_join_stays_when_another_one_stands_on_it() -> None:
    assert joined(choose(base(), [CIRCLE.c.id], [])) == {"shift", "rate", "person", "circle"}


def test_the_standing_condition_keeps_its_join() -> None:
    assert joined(choose(base().where(CIRCLE.c.pence == 1), [func.count()], [])) == {
        "shift",
        "rate",
        "person",
        "circle",
    }


@pytest.mark.parametrize(
    "shaped",
    [
        base().group_by(SHIFT.c.id),
        base().distinct(),
        base().limit(5),
        base().offset(5),
    ],
)
def test_a_base_that_shapes_rows_keeps_every_join(shaped: Select) -> None:
    assert joined(choose(shaped, [func.count()], [])) == {"shift", "rate", "person", "circle"}


def test_mapped_classes_and_aliases_are_told_apart(visit_list: RecordList, visit_table) -> None:
    person = visit_list.column("person").expr.class_
    other = aliased(person)
    both = (
        select(visit_table)
        .outerjoin(person, person.id == visit_table.person_id)
        .outerjoin(other, other.id == visit_table.id)
    )
    assert str(choose(both, [expression(other.name)], [])).count("JOIN") == 1
    assert "person AS person_1" in str(choose(both, [expression(other.name)], []))
    assert "person_1" not in str(choose(both, [expression(person.name)], []))
    assert str(choose(both, [func.count()], [])).count("JOIN") == 0
