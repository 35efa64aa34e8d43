"""Anything is found by a part of its name, whatever the accents, and gone when it is gone."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text, update

from carecoop_desktop.platform.database.lists.search_index import (
    SearchEntry,
    create_search_index,
    create_search_table,
    drop_search_index,
    find,
    put_entries,
    remove_entries,
    search_entry,
)

ENTRIES = (
    SearchEntry("member", 1, "Renée Okafor", "Hackney"),
    SearchEntry("assistant", 1, "Łukasz Nowak"),
    SearchEntry("member", 2, "Joan O’Brien", "Islington"),
    SearchEntry("payslip", 9, "Payslip October", "Łukasz Nowak"),
    SearchEntry("member", 3, "Marianne Joyce"),
)


@pytest.fixture
def office(connection: Connection) -> Connection:
    put_entries(connection, ENTRIES)
    return connection


def titles(connection: Connection, wanted: str, **options) -> list[str]:
    return [entry.title for entry in find(connection, wanted, **options)]


def test_a_part_of_a_name_finds_it(office: Connection) -> None:
    assert titles(office, "kafo") == titles(office, "RENEE") == titles(office, "née ok") == ["Renée Okafor"]
    assert titles(office, "o'brien") == titles(office, "brien joan") == ["Joan O’Brien"]
    assert find(office, "islington") == (ENTRIES[2],)


def test_what_begins_with_it_comes_first(office: Connection) -> None:
    assert titles(office, "lukasz") == ["Łukasz Nowak", "Payslip October"]


def test_one_or_two_letters_find_beginnings(office: Connection) -> None:
    assert titles(office, "jo") == ["Joan O’Brien"]
    assert titles(office, "r") == ["Renée Okafor"]
    assert titles(office, "marianne jo") == ["Marianne Joyce"]


def test_kinds_and_limit(office: Connection) -> None:
    assert titles(office, "lukasz", kinds=("payslip",)) == ["Payslip October"]
    assert titles(office, "lukasz", limit=1) == ["Łukasz Nowak"]
    assert titles(office, "lukasz", limit=0) == titles(office, "   ") == []


def test_signs_of_the_query_language_are_only_text(office: Connection) -> None:
    for typed in ('"', '"ren', "ren*", "a OR b", "NEAR(ren)", "%", "___", "'; --", "-ren", "folded:ren"):
        assert titles(office, typed) == []
    put_entries(office, [SearchEntry("paper", 1, 'The "50%_plan"')])
    assert titles(office, '"50%_p') == ['The "50%_plan"']


def test_a_changed_entry_is_found_by_its_new_name_only(office: Connection) -> None:
    put_entries(office, [SearchEntry("member", 1, "Renée Adeyemi", "Hackney")])
    assert titles(office, "adeyemi") == ["Renée Adeyemi"]
    assert titles(office, "okafor") == []
    office.execute(update(search_entry).where(search_entry.c.record_id == 9).values(folded="october renamed"))
    assert titles(office, "renamed") == ["Payslip October"]


def test_a_removed_entry_is_gone(office: Connection) -> None:
    remove_entries(office, "member", [1, 2, 999])
    assert titles(office, "okafor") == titles(office, "joan") == []
    assert titles(office, "lukasz") == ["Łukasz Nowak", "Payslip October"]
    remove_entries(office, "member", [])


def test_making_it_again_keeps_what_is_there(office: Connection) -> None:
    create_search_table(office)
    assert create_search_index(office) == ""
    assert titles(office, "kafo") == ["Renée Okafor"]


def test_an_index_made_later_knows_what_was_there_before(office: Connection) -> None:
    drop_search_index(office)
    put_entries(office, [SearchEntry("member", 50, "Late Comer")])
    assert create_search_index(office) == ""
    assert titles(office, "comer") == ["Late Comer"]
    assert titles(office, "kafo") == ["Renée Okafor"]


def test_many_entries_go_in_by_the_thousand(connection: Connection) -> None:
    put_entries(connection, (SearchEntry("member", n, f"Person {n}") for n in range(2500)))
    assert titles(connection, "person 2499") == ["Person 2499"]
    assert len(find(connection, "erson", limit=30)) == 30


def test_the_index_and_not_the_table_is_looked_through(office: Connection) -> None:
    if office.dialect.name != "sqlite":
        pytest.skip("a plan over five rows says nothing on PostgreSQL")
    entry = "SELECT id FROM search_entry WHERE id IN (SELECT rowid FROM search_trigram WHERE folded MATCH 'kafo')"
    plan = " ".join(row[3] for row in office.execute(text(f"EXPLAIN QUERY PLAN {entry}")))
    assert "VIRTUAL TABLE INDEX" in plan and "SCAN search_entry" not in plan


def test_a_server_that_refuses_the_extension_still_searches(office: Connection, schema: str) -> None:
    if office.dialect.name != "postgresql":
        pytest.skip("only PostgreSQL has extensions to refuse")
    drop_search_index(office)
    office.execute(text("DROP EXTENSION pg_trgm"))
    office.execute(text(f"CREATE ROLE {schema}_guest"))
    office.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {schema}_guest"))
    office.execute(text(f"GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO {schema}_guest"))
    office.execute(text(f"SET LOCAL ROLE {schema}_guest"))
    assert "pg_trgm" in create_search_index(office)
    assert titles(office, "kafo") == ["Renée Okafor"]
