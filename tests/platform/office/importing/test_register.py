"""Which record a row is about."""

from __future__ import annotations

from collections.abc import Mapping

from carecoop_desktop.platform.office.importing.register import Key, Register, no_keys


def _sure(values: Mapping[str, object]) -> tuple[Key, ...]:
    return tuple((kind, values[kind]) for kind in ("number", "nhs") if values.get(kind))


def _weak(values: Mapping[str, object]) -> tuple[Key, ...]:
    return (("name", values["name"]),)


def _register() -> Register[str]:
    register: Register[str] = Register(_sure, _weak)
    register.add({"number": "1", "nhs": "A", "name": "Ann"}, "first")
    register.add({"number": "2", "name": "Ben"}, "second")
    return register


def test_a_sure_key_finds_whatever_else_differs() -> None:
    assert _register().find({"nhs": "A", "number": "9", "name": "Anna"}) == ("first",)


def test_keys_of_two_records_find_both() -> None:
    assert _register().find({"number": "2", "nhs": "A", "name": "x"}) == ("first", "second")


def test_a_name_finds_where_no_number_speaks_against_it() -> None:
    assert _register().find({"name": "Ben"}) == ("second",)
    assert _register().find({"name": "Ben", "nhs": "B"}) == ("second",)
    assert _register().find({"name": "Ben", "number": "3"}) == ()


def test_an_empty_register_finds_nothing() -> None:
    assert Register[int](no_keys, no_keys).find({"name": "Ann"}) == ()
