"""Gives the recovery sheet out: into the computer's own program to print, or as a file that somebody chooses."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from carecoop_desktop.assurance.evidence.queries import FiledFile
from carecoop_desktop.assurance.evidence.screens.opening import open_file
from carecoop_desktop.home.safety.actions import note_sheet
from carecoop_desktop.home.safety.documents import sheet_document, sheet_of, write_sheet
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.document import render

NAME = "Recovery sheet.pdf"


def open_to_print(parent: QWidget, office: Office) -> bool:
    """Open the sheet from a private folder that is emptied when CareCoop ends. True where it opened."""
    try:
        sheet = sheet_of(office)
        open_file(FiledFile(NAME, "application/pdf", render(sheet_document(sheet)).data))
        office.do(note_sheet, sheet.key.number)
    except (Refusal, Fault) as trouble:
        show_error(parent, trouble)
        return False
    return True


def save_as(parent: QWidget, office: Office) -> bool:
    """Save the sheet where somebody chooses. True where it was written."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, "Save the recovery sheet", NAME, "PDF (*.pdf)")
    if not chosen:
        return False
    try:
        sheet = sheet_of(office)
        write_sheet(sheet, Path(chosen))
        office.do(note_sheet, sheet.key.number)
    except (Refusal, Fault) as trouble:
        show_error(parent, trouble)
        return False
    return True
