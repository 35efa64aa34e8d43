"""Names, notes, choices, addresses: order brought in, words left alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.cells import Cell


def test_names_get_single_spaces_and_keep_their_accents() -> None:
    assert read.person_name("  Joan   Fenwick ") == "Joan Fenwick"
    assert read.person_name("\u202aJoan\u202c \u202eFenwick\u200b") == "Joan Fenwick"
    assert read.person_name("Ann \U0001f469\u200d\U0001f9bd") == "Ann \U0001f469\u200d\U0001f9bd"
    assert read.person_name(unicodedata.normalize("NFD", "Siân Ó Néill")) == "Siân Ó Néill"


@pytest.mark.parametrize("cell", ["", "123", "=A1+B1", "@lice", "Ann\u0007Lee", "x" * 201, "\ue000Ann"])
def test_what_is_no_name(cell: str) -> None:
    with pytest.raises(read.Unreadable, match="not a name"):
        read.person_name(cell)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Renée Evans", "Renee Evans"),
        ("SIÂN NOWAK", "sian  nowak"),
        ("Grace Smith-Jones", "Grace Smith Jones"),
        ("Zieliński, Tolu", "Tolu Zielinski"),
        ("Sean O'Neill", "Sean O’Neill"),
        ("J. Lee", "J Lee"),
        ("O'Neill", "ONeill"),
    ],
)
def test_spellings_of_one_name_match(one: str, other: str) -> None:
    assert read.match_key(one) == read.match_key(other)


def test_different_names_do_not_match() -> None:
    assert read.match_key("Ann Lee") != read.match_key("Anna Lee")


@given(st.text(max_size=30))
def test_matching_twice_changes_nothing(name: str) -> None:
    assert read.match_key(read.match_key(name)) == read.match_key(name)


def test_text_keeps_a_formula_as_words_and_undoes_our_own_escape() -> None:
    assert read.text('=HYPERLINK("http://example.invalid","click")').startswith("=HYPER")
    assert read.text("'=1+1") == "=1+1"
    with pytest.raises(read.Unreadable, match="too long"):
        read.text("x" * 10_001)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("ch42 9ne", "CH42 9NE"),
        ("CH1 4BJ", "CH1 4BJ"),
        ("ec1a1bb", "EC1A 1BB"),
        ("W1A  0AX", "W1A 0AX"),
        ("m11ae", "M1 1AE"),
        ("GIR 0AA", "GIR 0AA"),
    ],
)
def test_postcodes(cell: str, code: str) -> None:
    assert read.postcode(cell) == code


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("01244 555 123", "01244 555 123"),
        (7700900123, "07700900123"),
        ("+44 (0)7700 900123", "+44 (0)7700 900123"),
        ("0151-555-0123", "0151-555-0123"),
    ],
)
def test_phones(cell: Cell, phone: str) -> None:
    assert read.phone(cell) == phone


@pytest.mark.parametrize(
    ("cell", "address"), [("Ann.Lee@Example.ORG", "Ann.Lee@example.org"), ("mailto:a@b.uk", "a@b.uk")]
)
def test_emails(cell: str, address: str) -> None:
    assert read.email(cell) == address


@pytest.mark.parametrize(
    ("parse", "cell"),
    [
        (read.postcode, "CH42"),
        (read.postcode, "12345"),
        (read.postcode, "QX1 1AA"),
        (read.phone, "12"),
        (read.phone, "ring Ann"),
        (read.phone, "+1"),
        (read.email, "ann at home"),
        (read.email, "a@b"),
        (read.email, "a..b@c.uk"),
        (read.email, "a b@c.uk"),
        (read.reference, "x" * 41),
    ],
)
def test_what_is_refused_says_what_is_accepted(parse: Callable[[Cell], str], cell: str) -> None:
    with pytest.raises(read.Unreadable) as refused:
        parse(cell)
    assert refused.value.accepted
    assert str(refused.value) == f"{refused.value.why}: {refused.value.accepted}"


def test_references_keep_their_zeros() -> None:
    assert [read.reference(cell) for cell in ("001", 1, " A  7 ")] == ["001", "1", "A 7"]


def test_choices_forgive_case_stops_and_spaces() -> None:
    kind = read.choice({"sleep-in": ("Sleepover",)}, "no such kind", "Sleep-in")
    assert [kind(cell) for cell in ("Sleep-in", "SLEEP IN", "sleep_in", "sleepover.")] == ["sleep-in"] * 4
    with pytest.raises(read.Unreadable, match="no such kind"):
        kind("awake")


@given(st.text(max_size=40))
def test_nothing_but_text_or_a_refusal(cell: str) -> None:
    for parse in (read.text, read.person_name, read.postcode, read.phone, read.email, read.reference):
        try:
            assert isinstance(parse(cell), str)
        except read.Unreadable as refused:
            assert refused.accepted


@pytest.mark.parametrize("filling", [" ", "£", "1", "a", ".", "+ ", "a.", "-"])
def test_a_cell_filled_to_the_brim_is_refused_by_every_parser(filling: str) -> None:
    cell = f"-{filling * 16_000}!"
    for parse in (
        read.money, read.miles, read.minutes, read.percent, read.day, read.clock_time, read.student_loan, read.tax_code,
        read.ni_number, read.sort_code, read.phone, read.email, read.postcode,
    ):  # fmt: skip
        with pytest.raises(read.Unreadable):
            parse(cell)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Okafor, Ada", "Ada Okafor"),
        ("Smith-Jones , Mary Ann", "Mary Ann Smith-Jones"),
        ("Ada Okafor, MBE", "Ada Okafor, MBE"),
        ("Okafor,", "Okafor,"),
    ],
)
def test_a_surname_before_a_comma_is_put_behind(cell: str, name: str) -> None:
    assert read.person_name(cell) == name
