"""Each bank's layout, byte by byte, and data files that are wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.bacs import Credit
from carecoop_desktop.work.payroll.bank.files import upload_bytes
from carecoop_desktop.work.payroll.bank.layouts import bank_layouts, layout_from, read_bank_layout
from carecoop_desktop.work.payroll.bank.words import Unwritable
from carecoop_desktop.work.payroll.rti.employer import Employer

OWN = Employer("Dee Valley Care Co-operative", bank_sort_code="000120", bank_account="00412076")
CREDITS = [Credit("Anna O'Neil-Żak", "00-11-22", "02345678", 123_456, "PAY 007"),
           Credit("=Ben, Ltd", "112233", "00000001", 5, "PAY 8")]  # fmt: skip
EXPECTED = {
    "generic": "Name,Sort code,Account number,Amount,Reference\r\n"
    "ANNA ONEIL-ZAK,00-11-22,02345678,1234.56,PAY 007\r\nBEN LTD,11-22-33,00000001,0.05,PAY 8\r\n",
    "barclays": "001122,ANNA ONEIL-ZAK,02345678,1234.56,PAY 007,99\r\n112233,BEN LTD,00000001,0.05,PAY 8,99\r\n",
    "lloyds": "H,20261026,000007\r\nD,20261030,DEE VALLEY CARE CO,000120-00412076,1234.61\r\n"
    "C,1234.56,ANNA ONEIL-ZAK,02345678,001122,PAY 007\r\nC,0.05,BEN LTD,00000001,112233,PAY 8\r\nT\r\n",
    "bank-of-scotland-fps": "H,20261026,000007\r\n"
    "FPS,20261030,1234.56,DEE VALLEY CARE CO,000120-00412076,ANNA ONEIL-ZAK,02345678,001122,PAY 007\r\n"
    "FPS,20261030,0.05,DEE VALLEY CARE CO,000120-00412076,BEN LTD,00000001,112233,PAY 8\r\nT\r\n",
    "paygate": "001122,02345678,ANNA ONEIL-ZAK,1234.56,99,000120,00412076,DEE VALLEY CARE CO,PAY 007,30/10/2026\r\n"
    "112233,00000001,BEN LTD,0.05,99,000120,00412076,DEE VALLEY CARE CO,PAY 8,30/10/2026\r\n",
    "sddirect": "Destination Account Name,Destination Sort Code,Destination Account Number,Payment Reference,Amount,"
    "Transaction code\r\nANNA ONEIL-ZAK,001122,02345678,PAY 007,1234.56,99\r\n"
    "BEN LTD,112233,00000001,PAY 8,0.05,99\r\n",
}
GOOD = """
name = "x"
source = "s"
checked_on = 2026-11-22
dates = "%d"
encoding = "ascii"
ends = "lf"
width = 18
capitals = false
headings = false
above = []
below = []
[[columns]]
heading = "N"
value = "{name}"
[[columns]]
heading = "S"
value = "{sort_code}"
[[columns]]
heading = "A"
value = "{account}"
[[columns]]
heading = "P"
value = "{pence}"
"""


@pytest.mark.parametrize("key", sorted(EXPECTED))
def test_every_byte_of_a_layout(key: str) -> None:
    made = upload_bytes(
        {each.key: each for each in bank_layouts()}[key], OWN, CREDITS, 7, date(2026, 10, 30), date(2026, 10, 26)
    )
    assert made == EXPECTED[key].encode("ascii")


def test_every_layout_is_tested_and_named() -> None:
    assert {each.key for each in bank_layouts()} == set(EXPECTED)
    assert all(each.name and each.uncertain for each in bank_layouts())


def test_an_offices_own_layout_keeps_its_letters_and_marks_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(GOOD, encoding="utf-8")
    made = upload_bytes(read_bank_layout(own), OWN, CREDITS, 7, date(2026, 10, 30), date(2026, 10, 26))
    assert made == b'Anna O\'Neil-Zak,001122,02345678,123456\n"Ben, Ltd",112233,00000001,5\n'


def test_its_own_letters_and_ending_count() -> None:
    made = layout_from("x.toml", f'letters = "[a-z ]"\nending = "txt"\n{GOOD}')
    assert (made.words("ann o'neil"), made.ending, made.key) == ("ann oneil", "txt", "x")
    with pytest.raises(Unwritable):
        made.words("ann 7")


@pytest.mark.parametrize(
    ("changed", "to", "told"),
    [("{name}", "{iban}", "iban"), ('source = "s"', 'source = ""', "source is missing"), ('"lf"', '"cr"', "cr"),
     ("width = 18", "", "width is missing"), ("width = 18", "width = 0", "0 letters"),
     ("above = []", 'above = [["{name}"]]', "name"), ("[[", "[", "no layout"), ("{name}", "{name!q}", "name!"),
     ("{name}", "{name:>9999999999}", "name:"), ("{name}", "{name", "no layout"), ('"ascii"', '"ebcdic"', "ebcdic"),
     ('name = "x"', "name = 3", "no layout"), ("{account}", "1", "no column for the account number"),
     ("{sort_code}", "1", "the sort code"), ("{pence}", "1", "the amount"), ('heading = "N"', 'heading = "Ñ"', "Ñ"),
     ("headings = false", "headings = false\nletters = '['", "no layout"),
     ("headings = false", "headings = false\nending = 'exe'", "exe"),
     ("above = []", f"above = {'[' * 3_000}", "no layout"), ('dates = "%d"', "dates = 4", "no layout")],
)  # fmt: skip
def test_a_wrong_layout_is_refused(tmp_path: Path, changed: str, to: str, told: str) -> None:
    text = GOOD.replace(changed, to)
    assert text != GOOD
    if "Ñ" in to:
        text = text.replace("headings = false", "headings = true")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=told):
        read_bank_layout(wrong)


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("a.toml", "b.toml"):
        with pytest.raises(Refusal, match="cannot be read"):
            read_bank_layout(tmp_path / name)
