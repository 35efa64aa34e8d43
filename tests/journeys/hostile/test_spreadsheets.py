"""Spreadsheets that somebody or something has spoiled: every import reads or refuses them, none is taken by half."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from carecoop_desktop.people.assistants.actions.importing import import_assistants, plan_assistants
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.people.members.actions import import_members
from carecoop_desktop.people.members.queries.importing import plan_member_import
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Sheet, SourceRow
from carecoop_desktop.platform.office.importing.delimited import MAX_CELLS
from carecoop_desktop.platform.office.importing.reading import read_bytes
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.queries.importing import plan_timesheets
from tests.journeys.hostile.conftest import Spoil, spoils

PLANS: dict[str, Any] = {"members": plan_member_import, "PAs": plan_assistants, "hours": plan_timesheets}
GOOD: dict[str, list[list[str]]] = {
    "members": [
        ["Member No", "Name", "D.O.B.", "NHS number", "Address", "Post Code", "Phone", "Email", "Joined"],
        ["1", "Ann Rees", "1950-02-03", "999 252 7609", "1 Mill Lane", "CH1 2AB", "01244 1", "a@b.uk", "2020-01-01"],
        ["2", "Bo Łuk", "3 Feb 1961", "", "2 Mill Lane", "CH1 2AB", "+44 7700 900123", "", "01/02/2021"],
    ],
    "PAs": [
        ["Name", "Number", "Born", "Sex", "NI number", "Address", "Postcode", "Started", "Tax code", "NI letter",
         "Hourly rate"],
        ["Cy Dee", "7", "1980-05-06", "F", "QQ123456C", "3 Mill Lane", "CH1 2AB", "2024-04-06", "1257L", "A", "13.50"],
    ],
    "hours": [
        ["PA", "Member", "Date", "Start", "End", "Break", "Hours", "Type", "Miles", "Note"],
        ["Cy Dee", "Ann Rees", "2026-10-05", "07:15", "12:45", "30", "5.0", "standard", "4.2", "ok"],
    ],
}  # fmt: skip
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def as_csv(rows: list[list[str]]) -> bytes:
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def as_workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BOOKS = {kind: as_workbook(rows) for kind, rows in GOOD.items()}


def planned(office: Office, kind: str, content: bytes | Sheet) -> Any:
    """The report of an import, or its refusal; any other trouble is what these tests look for."""
    try:
        sheet = content if isinstance(content, Sheet) else read_bytes("hostile.xlsx", content)
        return office.read(PLANS[kind], sheet, {})
    except Refusal as refusal:
        assert str(refusal)
        return refusal


@pytest.mark.parametrize("kind", GOOD)
def test_the_files_are_good_before_they_are_spoiled(kind: str, office: Office) -> None:
    for content in (as_csv(GOOD[kind]), BOOKS[kind]):
        assert planned(office, kind, content).read == len(GOOD[kind]) - 1


@pytest.mark.parametrize("kind", GOOD)
@FEW
@given(spoil=spoils())
def test_spoiled_text_is_read_or_refused(kind: str, office: Office, spoil: Spoil) -> None:
    planned(office, kind, spoil(as_csv(GOOD[kind])))


@pytest.mark.parametrize("kind", GOOD)
@FEW
@given(spoil=spoils())
def test_a_spoiled_workbook_is_read_or_refused(kind: str, office: Office, spoil: Spoil) -> None:
    planned(office, kind, spoil(BOOKS[kind]))


@FEW
@given(spoil=spoils(), part=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml",
                                             "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]))  # fmt: skip
def test_a_workbook_with_a_spoiled_part_is_read_or_refused(office: Office, spoil: Spoil, part: str) -> None:
    planned(office, "members", packed_anew(BOOKS["members"], part, spoil))


def packed_anew(book: bytes, part: str, spoil: Spoil) -> bytes:
    """The workbook, whole as a zip file, with one part spoiled inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, spoil(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


_CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(-(10**400), 10**400),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.sampled_from(["=1+1", "'; DROP TABLE member; --", "<b>x</b>", "9" * 5000, "\u202e", "²", "١٢٣", "1e400", "-0"]),
)


@pytest.mark.parametrize("kind", GOOD)
@FEW
@given(data=st.data())
def test_any_cells_below_good_headings_are_read_or_refused(kind: str, office: Office, data: st.DataObject) -> None:
    heads, good = GOOD[kind][0], GOOD[kind][1]
    changed = data.draw(st.dictionaries(st.integers(0, len(heads) - 1), _CELLS, min_size=1))
    cells = tuple(changed.get(place, good[place]) for place in range(len(heads)))
    report = planned(office, kind, Sheet((SourceRow(1, tuple(heads)), SourceRow(2, cells))))
    if not isinstance(report, Refusal):
        assert report.read + len(report.skipped) == 1


@pytest.mark.parametrize(
    ("import_file", "kind", "table"),
    [(import_members, "members", MemberRow), (import_assistants, "PAs", AssistantRow)],
)
def test_one_bad_row_and_nothing_is_taken_unless_asked(
    import_file: Any, kind: str, table: Any, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "half.csv"
    bad = ["<script>" if heading in ("D.O.B.", "Born") else cell for heading, cell in zip(*GOOD[kind][:2], strict=True)]
    second = ["Zed" if cell == GOOD[kind][1][0] else cell for cell in bad]
    path.write_bytes(as_csv([GOOD[kind][0], GOOD[kind][1], second]))
    with suppress(Refusal):
        assert office.do(import_file, path).value.refused
    with office.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(table.__table__)).scalar_one() == 0


def test_a_hundred_thousand_columns_are_refused() -> None:
    wide = b",".join(b"x" for _ in range(100_000))
    with pytest.raises(Refusal, match=f"more than {MAX_CELLS} columns"):
        read_bytes("wide.csv", b"Name,Date\r\n" + wide)


def test_a_huge_cell_and_a_nul_byte_are_refused() -> None:
    with pytest.raises(Refusal, match=r"cannot be read|longer than"):
        read_bytes("long.csv", b'Name,Date\r\n"' + b"x" * 200_000 + b'",1')
    with pytest.raises(Refusal, match="control characters"):
        read_bytes("nul.csv", b"Name,Date\r\nAnn\x00,1")


def test_a_part_that_unpacks_to_more_than_its_directory_says_is_refused() -> None:
    book = bytearray(packed_anew(BOOKS["members"], "xl/styles.xml", lambda _old: b"<x>" + b" " * 30_000_000 + b"</x>"))
    at = book.rindex(b"PK\x01\x02", 0, book.rindex(b"xl/styles.xml"))
    book[at + 24 : at + 28] = (1000).to_bytes(4, "little")  # the size that it claims
    with pytest.raises(Refusal):
        read_bytes("bomb.xlsx", bytes(book))


def test_names_of_parts_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = io.BytesIO(BOOKS["members"])
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("../../escaped.txt", "x")
        packed.writestr("/tmp/escaped.txt", "x")
    assert read_bytes("paths.xlsx", out.getvalue()).rows[0].cells[0] == "Member No"
    assert list(tmp_path.rglob("*")) == []
    assert not (tmp_path.parent.parent / "escaped.txt").exists()
