"""The bank file, read back by position as Bacs would."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.bacs import Credit, bacs_text, standard_18
from carecoop_desktop.work.payroll.rti.employer import Employer

EMPLOYER = Employer("Dee Valley Care Co-operative", bank_sort_code="000120", bank_account="00412076",
                    service_user="001207")  # fmt: skip
ANNA = Credit("Anna O'Neil-Żak", "00-11-22", "12345678", 123_456, "PAY 007")


def lines(credits_: list[Credit]) -> list[str]:
    text = standard_18(EMPLOYER, credits_, 7, date(2026, 10, 29), date(2026, 10, 26))
    assert text.endswith("\r\n")
    return text[:-2].split("\r\n")


def at(line: str, first: int, last: int) -> str:
    """Positions as the standard counts them, from 1."""
    return line[first - 1 : last]


def test_labels_stand_where_bacs_reads_them() -> None:
    vol, hdr1, hdr2, uhl, _, _, eof1, eof2, utl = lines([ANNA])
    assert [len(one) for one in (vol, hdr1, hdr2, uhl, eof1, eof2, utl)] == [80] * 7
    assert (at(vol, 1, 10), at(vol, 42, 47), at(vol, 80, 80)) == ("VOL1000007", "001207", "1")
    assert (at(hdr1, 1, 12), at(hdr1, 16, 35)) == ("HDR1A001207S", "00120700000700010001")
    assert (at(hdr1, 42, 47), at(hdr1, 48, 53), at(hdr1, 55, 60)) == (" 26299", " 26309", "000000")
    assert (at(hdr2, 1, 15), at(hdr2, 51, 52)) == ("HDR2F0200000100", "00")
    assert (at(uhl, 1, 10), at(uhl, 11, 16), at(uhl, 21, 28), at(uhl, 29, 40)) == (
        "UHL1 26302", "999999", "00000000", "1 DAILY  001")  # fmt: skip
    assert (eof1[4:53], eof2[4:]) == (hdr1[4:53], hdr2[4:])
    assert (at(utl, 5, 17), at(utl, 18, 30)) == ("0000000123456",) * 2
    assert (at(utl, 31, 37), at(utl, 38, 44)) == ("0000001", "0000001")


def test_a_credit_and_its_contra() -> None:
    credit, contra = lines([ANNA])[4:6]
    assert len(credit) == len(contra) == 100
    assert (at(credit, 1, 17), at(credit, 18, 31)) == ("00112212345678099", "00012000412076")
    assert (at(credit, 36, 46), at(credit, 65, 82)) == ("00000123456", "PAY 007           ")
    assert (at(credit, 47, 64), at(credit, 83, 100)) == ("DEE VALLEY CARE CO", "ANNA ONEIL-ZAK    ")
    assert (at(contra, 1, 17), at(contra, 18, 31)) == ("00012000412076017", "00012000412076")
    assert (at(contra, 36, 46), at(contra, 65, 70)) == ("00000123456", "CONTRA")


@given(st.lists(st.integers(1, 900_000), min_size=1, max_size=30))
def test_the_contra_takes_what_the_credits_give(amounts: list[int]) -> None:
    found = lines([Credit("A B", "001122", "12345678", pence, "PAY") for pence in amounts])
    records = [line for line in found if len(line) == 100]
    given_out = [int(at(line, 36, 46)) for line in records if at(line, 16, 17) == "99"]
    (taken,) = [int(at(line, 36, 46)) for line in records if at(line, 16, 17) == "17"]
    assert given_out == amounts and taken == sum(amounts) == int(at(found[-1], 5, 17))
    assert int(at(found[-1], 38, 44)) == len(amounts)


@given(st.text(max_size=40))
def test_only_what_bacs_takes_is_written(text: str) -> None:
    assert re.fullmatch(r"[A-Z0-9.&/ -]{18}", bacs_text(text, 18))


@pytest.mark.parametrize(
    "wrong",
    [
        Credit("Anna", "12", "12345678", 1, "PAY"),
        Credit("Anna", "001122", "123", 1, "PAY"),
        Credit("Anna", "001122", "12345678", 0, "PAY"),
        Credit("李", "001122", "12345678", 1, "PAY"),
    ],
)
def test_a_payment_that_bacs_cannot_make_is_named(wrong: Credit) -> None:
    with pytest.raises(Refusal, match=wrong.name):
        lines([ANNA, wrong])
