"""The second connection: the database itself refuses to write, and its user sees nothing that is guarded."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.people.members.queries import member_head, member_ids
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE member SET name = 'Somebody else'",
        "DELETE FROM inspection_view",
        "INSERT INTO setting (key, value) VALUES ('a', '1')",
        "CREATE TABLE left_behind (id INTEGER)",
    ],
)
def test_the_database_refuses_every_write(reading: Office, filled: Office, statement: str) -> None:
    with (
        pytest.raises((DBAPIError, Fault, Refusal)) as refused,
        reading.database.reading() as connection,
    ):
        connection.execute(text(statement))
        connection.commit()
    said = f"{refused.value} {refused.value.__cause__}".lower()
    assert "read" in said and "only" in said
    ids = filled.read(member_ids)
    assert filled.read(member_head, ids[0]).name == "Ann Hay"


def test_there_is_no_way_in_to_write(reading: Office) -> None:
    with pytest.raises(Refusal, match="reading only"):
        reading.do(add_member, name="Somebody")
    with pytest.raises(Refusal, match="reading only"), reading.database.bare():
        pass
    with pytest.raises(Refusal):
        reading.undo()


def test_it_reads_as_somebody_who_may_only_read(reading: Office) -> None:
    assert reading.user.role is Role.READ_ONLY
    assert reading.user.name == "Ruth Adler (CQC)"
    ids = reading.read(member_ids)
    assert reading.read(member_head, ids[0]).address == ""
    with pytest.raises(NotAllowed):
        reading.read(pay_terms, reading.today)


def test_it_sees_what_the_office_writes_meanwhile(reading: Office, filled: Office) -> None:
    before = len(reading.read(member_ids))
    filled.do(add_member, name="Bryn Rees")
    assert len(reading.read(member_ids)) == before + 1
