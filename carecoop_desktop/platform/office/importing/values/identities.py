"""Numbers that stand for a person or an account, each checked and brought to one form."""

from __future__ import annotations

import re
from datetime import date, time

from carecoop_desktop.platform.office.importing.cells import Cell, short_text
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable

# The pattern of HMRC's real-time schema for the first two letters, six figures and the letter at the end.
_NI_NUMBER = re.compile(
    r"(?:[ACEHJLMOPRSWXY][A-CEGHJ-NPR-TW-Z]|B[A-CEHJ-NPR-TW-Z]|G[ACEGHJ-NPR-TW-Z]|[KT][A-CEGHJ-MPR-TW-Z]"
    r"|N[A-CEGHJL-NPR-SW-Z]|Z[A-CEGHJ-NPR-TW-Y])[0-9]{6}[A-D]?"
)
_NHS_ACCEPTED = "the ten figures of an NHS number such as 943 476 5919"


def ni_number(cell: Cell) -> str:
    """An NI number without spaces, ``AB 12 34 56 C`` -> ``AB123456C``; its last letter may be missing."""
    found = re.sub(r"[\s.\-/]", "", short_text(cell)).upper()
    if not _NI_NUMBER.fullmatch(found):
        raise Unreadable(
            "not a possible NI number",
            "two letters, six figures and a letter A to D, such as AB 12 34 56 C; a temporary number is left empty",
        )
    return found


def nhs_number(cell: Cell) -> str:
    """An NHS number as ten figures, its check digit proved."""
    found = re.sub(r"[\s\-]", "", short_text(cell))
    if not re.fullmatch(r"[0-9]{10}", found):
        raise Unreadable("not an NHS number", _NHS_ACCEPTED)
    check = 11 - sum(int(figure) * weight for figure, weight in zip(found[:9], range(10, 1, -1), strict=True)) % 11
    if check % 11 != int(found[9]) or check == 10:
        raise Unreadable("NHS number fails its check digit", _NHS_ACCEPTED)
    return found


def sort_code(cell: Cell) -> str:
    """A bank's sort code as six figures: ``20-29-59``, ``20 29 59`` or ``202959``."""
    found = _figures(cell, 6) if isinstance(cell, int) else short_text(cell)
    if not re.fullmatch(r"[0-9]{6}|[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2} [0-9]{2} [0-9]{2}", found):
        raise Unreadable("not a sort code", "six figures such as 20-29-59")
    return re.sub(r"[ -]", "", found)


def account_number(cell: Cell) -> str:
    """A bank account number as eight figures; shorter ones of six or seven get the zeros that they lost."""
    found = _figures(cell, 8) if isinstance(cell, int) else re.sub(r"[\s\-]", "", short_text(cell))
    if not re.fullmatch(r"[0-9]{6,8}", found):
        raise Unreadable("not an account number", "eight figures such as 01234567")
    return found.zfill(8)


def dbs_number(cell: Cell) -> str:
    """The twelve figures of a DBS certificate, leading zeros kept."""
    found = _figures(cell, 12) if isinstance(cell, int) else re.sub(r"[\s\-]", "", short_text(cell))
    if isinstance(cell, (date, time)) or not re.fullmatch(r"[0-9]{12}", found):
        raise Unreadable("not a DBS certificate number", "twelve figures such as 001234567890")
    return found


def _figures(number: int, length: int) -> str:
    """A workbook drops the zeros in front of a number, two at most in practice; they are put back."""
    shown = str(number)
    return shown.zfill(length) if number > 0 and len(shown) >= length - 2 else shown
