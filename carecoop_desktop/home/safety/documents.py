"""The recovery sheet: the office's key on paper, for the day on which a computer is lost or a password forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from carecoop_desktop.home.safety.office_key import key_of_office
from carecoop_desktop.home.safety.permissions import KEEP_KEY
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.kernel.dates import format_moment, utc_now
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Tile,
    Tiles,
    Title,
)
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.type import Tone
from carecoop_desktop.platform.paper.write import Written, write_pdf

ACROSS = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper."""

    office: str
    place: str
    key: OfficeKey
    made_at: datetime


def sheet_of(office: Office) -> Sheet:
    """The sheet of an open office, for its owner. Refusal where the office is not encrypted."""
    office.read(lambda reader: reader.require(KEEP_KEY))
    key = key_of_office(office)
    if key is None:
        raise Refusal("This office is not encrypted, so it has no recovery sheet.", "Encrypt it first.")
    name = str(office.read(lambda reader: reader.setting(OFFICE_NAME, "")))
    return Sheet(name, str(office.database.address), key, utc_now())


def write_sheet(sheet: Sheet, path: Path) -> Written:
    """Write the sheet as PDF; it is opened again and checked. Whoever holds the file holds the office."""
    return write_pdf(sheet_document(sheet), path)


def sheet_document(sheet: Sheet) -> Document:
    """One page: the key in numbered groups, what it opens, and what to do with the paper."""
    groups = tuple(Tile(f"Group {at}", group) for at, group in enumerate(sheet.key.groups, 1))
    rows = tuple(Tiles(groups[at : at + ACROSS], across=ACROSS) for at in range(0, len(groups), ACROSS))
    return Document(
        f"Recovery sheet {sheet.office}",
        (
            Title("Recovery sheet", f"Key number {sheet.key.number}"),
            Note("Whoever holds this sheet and a copy of the office or of a backup can read everything in it.",
                 "Keep it under lock and key, away from the computer", Tone.WARN),
            Pairs((Pair("Office", sheet.office), Pair("Key number", sheet.key.number), Pair("Kept in", sheet.place),
                   Pair("Printed", format_moment(sheet.made_at)))),
            Heading("The recovery key"),
            *rows,
            Paragraph("Thirteen groups of five letters and figures. The last of each proves the other four: a slip is "
                      "told with its group’s number. There is no letter I, L, O or U; capitals do not matter."),
            *_uses(),
        ),
        office=sheet.office,
        heading="Recovery sheet",
        footer=f"Key {sheet.key.number}",
        subject="Recovery key of an encrypted office",
        made_at=sheet.made_at,
    )  # fmt: skip


def _uses() -> tuple[Block, ...]:
    return (
        Heading("What it is for"),
        Bullets((
            "A new computer, or one that lost its keyring: open the office file; CareCoop asks for the recovery key.",
            "A backup on another computer: choose Restore a backup; CareCoop asks for the key of that backup.",
            "An owner’s forgotten password: choose “I have the recovery sheet” where the password is asked for.",
        )),
        Heading("What to do with it"),
        Bullets((
            "Print two. Put one where the office keeps deeds and contracts, the other at another address.",
            "Do not photograph it, mail it or leave it as a file: delete the PDF once it is printed.",
            "If somebody may have seen it, choose Settings, Safety, Change the key, and print a new sheet. Keep this "
            "one as long as there are backups from before: they open with this key only.",
            "If it is lost while the computer still opens the office, print it again under Settings, Safety.",
        )),
    )  # fmt: skip
