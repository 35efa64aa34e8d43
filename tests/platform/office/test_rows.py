"""Rows in an action's hands: each once, as stored, and nobody overwritten."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.rows import Rows, gone_or_changed, values_of

TABLE = MemberRow.__table__


@pytest.fixture
def rows(office: Office) -> Iterator[Rows]:
    with office.database.writing() as connection:
        yield Rows(connection)


def ann() -> MemberRow:
    return MemberRow(number="M1", name="Ann Hay", name_key="hay ann", status="active")


def test_a_stored_row_has_its_number_and_the_defaults_of_its_table(rows: Rows) -> None:
    row = ann()
    rows.store(row)
    assert row.id > 0
    assert (row.version, row.employer, row.phone, row.born) == (1, "co-op", "", None)
    assert values_of(row)["name"] == "Ann Hay"
    assert set(values_of(row)) == set(TABLE.c.keys())


def test_a_row_is_one_object_however_it_is_found(rows: Rows) -> None:
    row = ann()
    rows.store(row)
    assert rows.find(MemberRow, row.id) is row
    assert rows.load(MemberRow, select(TABLE)) == [row]
    assert rows.find(MemberRow, row.id + 1) is None


def test_a_row_let_go_is_read_again(rows: Rows) -> None:
    row = ann()
    rows.store(row)
    number, kept = row.id, values_of(row)
    del row
    again = rows.find(MemberRow, number)
    assert again is not None
    assert values_of(again) == kept


def test_writing_raises_the_version(rows: Rows) -> None:
    row = ann()
    rows.store(row)
    assert rows.write(row, {"phone": "01244 1"})
    assert (row.phone, row.version) == ("01244 1", 2)


def test_what_was_changed_meanwhile_is_neither_written_nor_removed(office: Office) -> None:
    with office.database.writing() as connection:
        rows, row = Rows(connection), ann()
        rows.store(row)
        connection.execute(update(TABLE).values(version=7))
        assert not rows.write(row, {"phone": "x"})
        assert row.phone == ""
        assert not rows.remove(row)
        assert connection.execute(select(TABLE.c.phone)).scalars().all() == [""]
    assert "changed at another desk" in str(gone_or_changed(row))


def test_loading_brings_a_row_in_hand_up_to_date(office: Office) -> None:
    with office.database.writing() as connection:
        rows, row = Rows(connection), ann()
        rows.store(row)
        connection.execute(update(TABLE).values(phone="1", version=2))
        rows.load(MemberRow, select(TABLE))
        assert (row.phone, row.version) == ("1", 2)


def test_what_goes_past_a_row_in_hand_reaches_it(rows: Rows) -> None:
    row = ann()
    rows.store(row)
    rows.noted(MemberRow, row.id, {"phone": "2", "version": 2})
    rows.noted(MemberRow, row.id + 1, {"phone": "3"})
    assert (row.phone, row.version) == ("2", 2)
    rows.gone(MemberRow, row.id)
    assert rows.find(MemberRow, row.id) is not row


def test_a_removed_row_is_gone(rows: Rows) -> None:
    row = ann()
    rows.store(row)
    assert rows.remove(row)
    assert rows.find(MemberRow, row.id) is None
