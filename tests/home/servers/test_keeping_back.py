"""What the login of somebody who only reads does not get from the server, whatever program asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.grants import hidden_from, kept_back, load_rooms
from carecoop_desktop.home.servers.roles import make_login
from carecoop_desktop.home.servers.rules import DATABASE
from carecoop_desktop.people.assistants.actions import add_assistant, set_pay_rate
from carecoop_desktop.people.assistants.entries import PayRate, Person
from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.database.server_keys import words_of
from carecoop_desktop.platform.kernel.errors import NotAllowed
from carecoop_desktop.platform.office.browsing import HIDDEN, record_history
from carecoop_desktop.platform.office.opening import open_office, who_may_sign_in
from carecoop_desktop.platform.office.permissions import Role
from tests.home.servers.conftest import PEOPLE, Running

SECRET = "not a real password"
Raw = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def rated(running: Running) -> int:
    """The number of a pay rate in the office; everybody there has a login."""
    office = open_office(running.address("office_owner", running.served.password), features())
    person = office.do(add_assistant, Person(name="Ann Lloyd", born=date(1990, 1, 1), status="applicant")).value
    office.do(set_pay_rate, person, PayRate("standard", 1431, date(2026, 4, 1)))
    office.close()
    with running.cluster.administering(DATABASE) as admin:
        for name, role in PEOPLE.items():
            make_login(admin, name, role, SECRET)
        return int(admin.execute("SELECT max(id) FROM assistant_pay_rate").fetchone()[0])  # type: ignore[index]


@pytest.fixture
def rae(running: Running, rated: int) -> Iterator[Raw]:
    """Somebody who only reads, by hand."""
    with psycopg.connect(**words_of(running.cluster.address("Rae Lund", password=SECRET)), autocommit=True) as raw:
        yield raw


def test_pay_bank_and_tax_details_are_kept_back_and_everything_else_is_read(rae: Raw) -> None:
    shut = kept_back(Role.READ_ONLY)
    assert {"assistant_bank", "assistant_tax", "assistant_pay_rate", "payslip", "payslip_line", "employment_tax",
            "payee_account", "attachment_order", "pension_paid", "filing", "change"} <= set(shut)  # fmt: skip
    assert "ni_number" in shut["assistant"] and "bank_account" in shut["employer"] and "net" in shut["payslip"]
    for table in Base.metadata.sorted_tables:
        rest = [f'"{column.name}"' for column in table.columns if column.name not in shut.get(table.name, ())]
        rae.execute(f'SELECT {", ".join(rest)} FROM "{table.name}" LIMIT 1')
        for column in shut.get(table.name, ()):
            with pytest.raises(InsufficientPrivilege):
                rae.execute(f'SELECT "{column}" FROM "{table.name}" LIMIT 1')


def test_what_is_read_all_the_same_is_named(rated: int) -> None:
    hidden, shut = hidden_from(Role.READ_ONLY), kept_back(Role.READ_ONLY)
    left = {(table, one) for table, columns in hidden.items() for one in columns if one not in shut.get(table, ())}
    assert {table for table, _ in left} == {"absence", "member", "member_contact", "user_account", "payslip",
                                            "payslip_charge"}  # fmt: skip
    assert {one for table, one in left if table.startswith("payslip")} == {"minutes", "pay", "pence"}


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PAYROLL, Role.TREASURER])
def test_who_backs_up_reads_everything(running: Running, rated: int, role: Role) -> None:
    load_rooms(features())
    assert kept_back(role) == {}
    name = next(name for name, own in PEOPLE.items() if own is role)
    with psycopg.connect(**words_of(running.cluster.address(name, password=SECRET)), autocommit=True) as raw:
        for table in Base.metadata.sorted_tables:
            with raw.cursor().copy(f'COPY "{table.name}" TO STDOUT') as copied:
                assert all(block is not None for block in copied)
        assert raw.execute("SELECT count(*) > 4 FROM user_account").fetchone() == (True,)
        raw.execute("INSERT INTO sign_in (user_name, failures) VALUES ('inspection visit 1', 1)")
        assert raw.execute("DELETE FROM sign_in WHERE user_name = 'inspection visit 1'").rowcount == 1


def test_the_history_hides_what_the_records_do(rae: Raw, running: Running, rated: int) -> None:
    seen = rae.execute("SELECT after::json ->> 'pence', after::json ->> 'kind' FROM change_seen "
                       "WHERE table_name = 'assistant_pay_rate' AND row_id = %s", (rated,)).fetchall()  # fmt: skip
    assert seen == [(HIDDEN, "standard")]
    everything = " ".join(str(row) for row in rae.execute("SELECT before, after FROM change_seen"))
    assert "1431" not in everything and '"name":"Ann Lloyd"' in everything.replace('" : ', '":')
    desk = open_office(running.address("Rae Lund", SECRET), features(), user="Rae Lund")
    owner = open_office(running.address("office_owner", running.served.password), features())
    told = [{(each.field, each.after) for each in office.read(record_history, "assistant_pay_rate", rated)}
            for office in (desk, owner)]  # fmt: skip
    assert told[1] - told[0] == {("pence", 1431)} and told[0] - told[1] == {("pence", HIDDEN)}
    with pytest.raises(NotAllowed, match="keeps pay"):
        desk.read(lambda reader: reader.require_all())
    owner.read(lambda reader: reader.require_all())
    desk.close()
    owner.close()


def test_who_only_reads_sees_no_proof_of_anothers_password(rae: Raw, running: Running) -> None:
    assert rae.execute("SELECT name FROM user_account").fetchall() == [("Rae Lund",)]
    assert who_may_sign_in(running.address("Rae Lund", SECRET)) == ["Rae Lund"]


def test_who_only_reads_counts_no_wrong_passwords_but_their_own(rae: Raw, running: Running) -> None:
    with running.cluster.administering(DATABASE) as admin:
        admin.execute("INSERT INTO sign_in (user_name, failures) VALUES ('Sam Reed', 9)")
        assert rae.execute("DELETE FROM sign_in").rowcount == 0
        with pytest.raises(InsufficientPrivilege):
            rae.execute("INSERT INTO sign_in (user_name, failures) VALUES ('Pat Webb', 9)")
        rae.execute("INSERT INTO sign_in (user_name, failures) VALUES ('Rae Lund', 1)")
        assert rae.execute("DELETE FROM sign_in WHERE user_name = 'Rae Lund'").rowcount == 1
        assert admin.execute("DELETE FROM sign_in").rowcount == 1
