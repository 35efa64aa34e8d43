"""What the office says about newer versions, what Today says, and what has been done since a moment of the history."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.actions import ALLOWED, MIRROR
from carecoop_desktop.home.updates.permissions import INSTALL
from carecoop_desktop.home.updates.state import read_state
from carecoop_desktop.home.updates.version import is_newer
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.features import TodayItem
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeSetRow

_SETS = ChangeSetRow.__table__
_NOTE = "safety.note_backup"
"""The deed that notes a backup: it is no work of anybody's."""


@dataclass(frozen=True, slots=True)
class Since:
    """What was done since a place in the history; ``same`` says whether this history has that very place."""

    count: int
    same: bool


def is_allowed(reader: Reader) -> bool:
    """Whether this office lets its computers ask for newer versions."""
    return reader.setting(ALLOWED, False) is True


@dataclass(frozen=True, slots=True)
class Mirror:
    """The office's own address of the list, as it stood after the change ``version``."""

    version: int
    address: str


def mirror_now(reader: Reader) -> Mirror:
    """Where newer versions are asked for, for a form that changes it."""
    return Mirror(reader.mark, mirror(reader))


def mirror(reader: Reader) -> str:
    """The office's own address of the list of releases; empty for the publisher's."""
    return str(reader.setting(MIRROR, ""))


def require_allowed(reader: Reader) -> str:
    """Refuse unless the office allows asking and this person may; gives the office's own address, or nothing."""
    reader.require(INSTALL)
    if not is_allowed(reader):
        raise Refusal("This office does not allow asking for newer versions.",
                      "An owner allows it under Settings, This program.")  # fmt: skip
    return mirror(reader)


def office_name(reader: Reader) -> str:
    """What the co-operative is called."""
    return str(reader.setting(OFFICE_NAME, ""))


def since(reader: Reader, number: int, head: str) -> Since:
    """How many deeds stand in the history after the one with this number and hash."""
    there = reader.connection.execute(select(_SETS.c.hash).where(_SETS.c.id == number)).scalar()
    later = select(func.count()).select_from(_SETS).where(_SETS.c.id > number, _SETS.c.action != _NOTE)
    count = reader.connection.execute(later).scalar_one()
    return Since(int(count), there == head if number else True)


def today_items(reader: Reader) -> list[TodayItem]:
    """One quiet line where there is a newer version, or a warning where the list of releases cannot be trusted."""
    if not reader.may(INSTALL) or not is_allowed(reader):
        return []
    state = read_state()
    if state.distrusted:
        what = "The list of newer versions cannot be trusted"
        return [TodayItem("warn", "Updates", what, state.said, "Look at it", "settings", rank=20)]
    if not _is_newer(state.offer):
        return []
    what, why = f"Version {state.offer} of CareCoop is there", "The office is backed up before it is put in place."
    return [TodayItem("quiet", "When it suits", what, why, "Look at it", "settings", rank=95)]


def _is_newer(version: str) -> bool:
    try:
        return is_newer(version, __version__)
    except ValueError:
        return False
