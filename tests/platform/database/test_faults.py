"""Drivers' errors as sentences: what the network does to a connection is never our bug."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DataError, InterfaceError, OperationalError, ProgrammingError

from carecoop_desktop.platform.database.faults import refuse_no_text, told, translate
from carecoop_desktop.platform.kernel.errors import Fault, Refusal


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("consuming input failed: SSL error: unexpected eof while reading", "closed the connection"),
        ("could not receive data: Software caused something unheard of", "closed the connection"),
        ("SSL error: certificate verify failed", "not the office server that this computer trusts"),
        ("server does not support SSL, but SSL was required", "does not speak TLS"),
        ("connection failed: Connection refused", "does not answer"),
        ("server closed the connection unexpectedly", "closed the connection"),
    ],
)
def test_what_the_network_does_is_a_fault(said: str, sentence: str) -> None:
    found = translate(OperationalError("SELECT 1", {}, psycopg.OperationalError(said)), "postgresql://server/office")
    assert isinstance(found, Fault) and sentence in found.sentence
    assert said not in str(found)


def test_a_connection_that_the_pool_gave_up_is_a_fault_too() -> None:
    cut = InterfaceError("SELECT 1", {}, psycopg.InterfaceError("the line is dead"), connection_invalidated=True)
    assert isinstance(translate(cut, "x"), Fault)


def test_what_is_no_text_is_refused_and_blames_no_file() -> None:
    nul = translate(
        DataError("INSERT", {}, psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")), "x"
    )
    with pytest.raises(Refusal, match="no letter") as half, told("office.carecoop"):
        "\ud83d".encode()
    assert str(nul) == str(half.value)
    for values in ('{"a":"x\\u0000"}', '["\\\\\\u0000"]'):
        with pytest.raises(Refusal, match="no letter"):
            refuse_no_text(values)
    refuse_no_text(r'{"a":"typed \\u0000 by hand"}')


def test_a_header_that_lies_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "office.carecoop"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE office_schema (version INTEGER)")
    spoiled = bytearray(path.read_bytes())
    spoiled[44:48] = b"\0\0\0\x63"
    path.write_bytes(spoiled)
    with pytest.raises(Refusal, match="damaged"), told(str(path)), closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT * FROM office_schema")


def test_our_own_mistakes_stay_our_own() -> None:
    for error in (
        ProgrammingError("SELEC", {}, psycopg.errors.SyntaxError("syntax error")),
        InterfaceError("SELECT 1", {}, psycopg.InterfaceError("used wrongly")),
    ):
        assert translate(error, "x") is error
