"""What kind of file it is, told by its content, and a sentence for each kind that is none of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing import reading
from carecoop_desktop.platform.office.importing.reading import read_bytes, read_sheet


def test_a_csv_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "export.xlsx"
    file.write_text("Name,Date\nAnn,1/2/2026\n")
    assert [row.cells for row in read_sheet(file).rows] == [("Name", "Date"), ("Ann", "1/2/2026")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old .xls workbook"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"Name\x00\x01,Date\n", "control characters"),
    ],
)
def test_other_files_are_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_bytes("hours.csv", data)
    assert sentence in refused.value.sentence


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(Refusal, match="cannot be read"):
            read_sheet(path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    file = tmp_path / "big.csv"
    file.write_bytes(b"a,b\n" * 10)
    with pytest.raises(Refusal, match="larger than"):
        read_sheet(file)
    with pytest.raises(Refusal, match="larger than"):
        read_bytes("big.csv", file.read_bytes())


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_refusal(data: bytes) -> None:
    try:
        sheet = read_bytes("any", data)
    except Refusal as refused:
        assert refused.sentence
    else:
        assert [row.number for row in sheet.rows] == list(range(1, len(sheet.rows) + 1))
