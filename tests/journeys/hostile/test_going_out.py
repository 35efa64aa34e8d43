"""What leaves the office: no spreadsheet runs it, no paper and no screen reads markup in a name."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

import carecoop_desktop
from carecoop_desktop.platform.desktop.dialogs import Message
from carecoop_desktop.platform.desktop.page import label
from carecoop_desktop.platform.office.importing.escaping import csv_text
from carecoop_desktop.platform.paper.blocks import Pair, Pairs, Paragraph, Title
from carecoop_desktop.platform.paper.document import Document, render

PACKAGE = Path(carecoop_desktop.__file__).parent
NASTY = ["=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", '=HYPERLINK("http://x.invalid")']
NAME = "<b>Ann</b> & <img src='file:///etc/passwd'/> ) Tj (x) \\ %PDF"


def files_with(pattern: str) -> dict[str, str]:
    """The files of the program in which something stands, and their text."""
    texts = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    return {path: text for path, text in texts.items() if re.search(pattern, text)}


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_begins_a_formula(text: str) -> None:
    written = csv_text(["Name", text], [[text, 1]])
    for record in csv.reader(io.StringIO(written)):
        for cell in record:
            assert cell in ("Name", "1") or cell.startswith("'")


def test_every_file_for_spreadsheets_is_written_through_the_one_escaping() -> None:
    """Whoever builds a CSV writer escapes its cells.

    A table of worked examples for developers is no office's data, and a bank refuses what is no letter or digit.
    """
    writers = files_with(r"csv\.(writer|DictWriter)")
    unescaped = {path for path, text in writers.items() if "escape_cell" not in text}
    assert len(writers) >= 3
    assert unescaped <= {"statutory/cases_file.py", "work/payroll/bank/layouts.py"}


def test_a_name_with_markup_stands_on_paper_as_it_is() -> None:
    paper = Document(NAME, (Title(NAME), Paragraph(NAME), Pairs((Pair("Name", NAME),), 2)), office=NAME, heading=NAME,
                     footer=NAME)  # fmt: skip
    with pikepdf.open(io.BytesIO(render(paper).data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == NAME
        kinds = {str(one.get("/Subtype", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
        assert "/Image" not in kinds
        assert not any("/JS" in one or "/URI" in one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))


def test_labels_and_messages_show_a_name_as_it_is(qtbot) -> None:
    message = Message(NAME, NAME, NAME)
    qtbot.addWidget(message)
    labels = [label(NAME), *message.findChildren(QLabel)]
    shown = [each for each in labels if NAME in each.text()]
    assert len(shown) == 3
    assert {each.textFormat() for each in shown} == {Qt.TextFormat.PlainText}


def test_no_screen_makes_a_label_that_guesses() -> None:
    """Labels are made by ``label``; the shell's own read plain text, or name nobody."""
    desktop = "platform/desktop"
    assert set(files_with(r"\bQLabel\(")) <= {
        f"{desktop}/page/labels.py", f"{desktop}/shell/status.py", f"{desktop}/shell/rail.py",
                    f"{desktop}/shell/window.py", f"{desktop}/shell/top_bar.py", f"{desktop}/tables/filter_bar.py",
                    f"{desktop}/forms/panel.py"}  # fmt: skip
