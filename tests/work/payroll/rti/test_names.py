"""Every name and address ends in HMRC's alphabet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.work.payroll.rti.names import address_lines, plain, plain_line, plain_name, postcode, split_name

NAME = re.compile(r"([A-Za-z][A-Za-z \-']*)?")
LINE = re.compile(r"([A-Za-z0-9][A-Za-z0-9 .,\-()/=!\"%&*;<>'+:?]*)?")


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Łukasz", "Lukasz"),
        ("Siân", "Sian"),
        ("O’Neill", "O'Neill"),
        ("Ångström–Øye", "Angstrom-Oye"),
        ("Strauß", "Strauss"),
        ("Þóra", "Thora"),
        ("Işık", "Isik"),
    ],
)
def test_accents_come_off_and_letters_are_spelled_out(written: str, sent: str) -> None:
    assert plain(written) == sent == plain_name(written)


def test_a_name_without_one_latin_letter_leaves_nothing() -> None:
    assert plain_name("李") == "" and split_name("李 明") == ((), "")


@pytest.mark.parametrize(
    ("name", "fores", "surname"),
    [
        ("Rhian Lowe", ("Rhian",), "Lowe"),
        ("Ana Maria Teresa Silva", ("Ana", "Maria"), "Silva"),
        ("Ana de la Cruz", ("Ana",), "de la Cruz"),
        ("Madonna", (), "Madonna"),
        ("  Jo   'Ali-Khan ", ("Jo",), "Ali-Khan"),
    ],
)
def test_forenames_and_surname_are_told_apart(name: str, fores: tuple[str, ...], surname: str) -> None:
    assert split_name(name) == (fores, surname)


def test_an_address_has_four_lines_at_most() -> None:
    assert address_lines("Flat 2, 14 Heol y Parc\nPentre, Llangollen") == (
        "Flat 2",
        "14 Heol y Parc",
        "Pentre",
        "Llangollen",
    )
    assert address_lines("Flat 2, The Mill, Mill Lane, Pentre, Llangollen")[3:] == ("Pentre, Llangollen",)
    assert address_lines(" , \n") == ()


@pytest.mark.parametrize(("written", "sent"), [("ll208ab", "LL20 8AB"), (" CH1  2NP ", "CH1 2NP"), ("", "")])
def test_a_postcode_has_one_space(written: str, sent: str) -> None:
    assert postcode(written) == sent


@given(st.text(max_size=80))
def test_whatever_is_written_fits_the_schema(text: str) -> None:
    name, line = plain_name(text), plain_line(text)
    assert NAME.fullmatch(name) and LINE.fullmatch(line)
    assert max(len(name), len(line)) <= 35
    fores, surname = split_name(text)
    assert len(fores) <= 2 and all(NAME.fullmatch(part) and 0 < len(part) <= 35 for part in fores)
    assert NAME.fullmatch(surname) and len(surname) <= 35
    lines = address_lines(text)
    assert len(lines) <= 4 and all(LINE.fullmatch(one) and 0 < len(one) <= 35 for one in lines)
