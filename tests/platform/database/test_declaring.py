"""Tables declared by annotations: what a class body says, and what becomes of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

import pytest
from sqlalchemy import BigInteger, Date, ForeignKey, Index, Integer, MetaData, String, Text, select

from carecoop_desktop.platform.database import base
from carecoop_desktop.platform.database.declaring import DeclarativeBase, Mapped, mapped_column

Pounds = Annotated[int, mapped_column(BigInteger, default=0, info={"kind": "pence"})]


class House(DeclarativeBase):
    metadata = MetaData(naming_convention=base.NAMING)
    kinds: ClassVar[dict[str, type[Any]]] = {}


class Numbered(House):
    id: Mapped[int] = mapped_column(primary_key=True)


class PersonRow(Numbered):
    __tablename__ = "person"
    __table_args__ = (Index("ix_person_name", "name"), {"sqlite_autoincrement": True})
    word = "person"

    name: Mapped[str] = mapped_column(String(20), unique=True)
    born: Mapped[date | None]
    wage: Mapped[Pounds]
    saved: Mapped[Pounds | None] = mapped_column(info={"guard": "pay"})


class LetterRow(Numbered):
    __tablename__ = "letter"
    __table_args__ = Index("ix_letter_text", "text")

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(Text, default="none")


PERSON, LETTER = PersonRow.__table__, LetterRow.__table__


def test_columns_have_the_types_of_their_annotations() -> None:
    kinds = {column.key: type(column.type) for column in PERSON.c}
    assert kinds == {"name": String, "born": Date, "wage": BigInteger, "saved": BigInteger, "id": Integer}


def test_only_what_may_be_missing_may_be_null() -> None:
    assert {column.key for column in PERSON.c if column.nullable} == {"born", "saved"}


def test_what_a_shared_type_says_is_joined_with_what_the_column_says() -> None:
    assert PERSON.c.wage.info == {"kind": "pence"}
    assert PERSON.c.saved.info == {"kind": "pence", "guard": "pay"}
    assert (PERSON.c.wage.default.arg, LETTER.c.text.default.arg) == (0, "none")


def test_columns_of_the_class_above_come_last_and_belong_to_each_table() -> None:
    assert LETTER.c.keys() == ["person_id", "text", "id"]
    assert PERSON.c.id is not LETTER.c.id
    assert LETTER.c.id.primary_key


def test_keys_indexes_and_options_reach_the_table() -> None:
    assert {index.name for index in LETTER.indexes} == {"ix_letter_text", "ix_letter_person_id"}
    assert next(iter(LETTER.c.person_id.foreign_keys)).column is PERSON.c.id
    assert PERSON.dialect_options["sqlite"]["autoincrement"] is True
    assert {rule.name for rule in PERSON.constraints} >= {"pk_person", "uq_person_name"}


def test_the_class_stands_for_its_table_and_its_columns_in_statements() -> None:
    statement = select(PersonRow.name).select_from(PersonRow).join(LetterRow, LetterRow.person_id == PersonRow.id)
    assert "person JOIN letter ON letter.person_id = person.id" in str(statement)
    assert "count" not in str(select(PersonRow))
    assert House.kinds == {"person": PersonRow, "letter": LetterRow}


def test_a_row_is_made_by_its_columns_and_leaves_the_others_empty() -> None:
    row = PersonRow(name="Ann", wage=100)
    assert (row.name, row.wage, row.born, row.id, row.word) == ("Ann", 100, None, None, "person")
    with pytest.raises(TypeError, match="PersonRow has no height"):
        PersonRow(name="Ann", height=3)


def test_a_column_described_otherwise_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Odd\.size: take mapped_column from"):

        class Odd(House):
            __tablename__ = "odd"
            size: Mapped[int] = 5  # type: ignore[assignment]


def test_the_house_is_built_without_the_object_mapper() -> None:
    assert base.Base.__mro__[1] is DeclarativeBase


def test_a_guard_over_a_record_covers_all_but_which_it_is_and_how_far_it_has_come() -> None:
    from carecoop_desktop.work.payroll.tables import PayslipRow

    columns = PayslipRow.__table__.c
    open_to_all = {column.name for column in columns if "guard" not in column.info}
    assert open_to_all == {
        "id", "version", "state", "pay_run_id", "assistant_id", "employment_id", "employer_id",
    }  # fmt: skip
    assert (columns.net.info["guard"], columns.orders.info["guard"]) == ("payroll.see", "payroll.orders")
    assert columns.net.info["kind"] == "pence"
