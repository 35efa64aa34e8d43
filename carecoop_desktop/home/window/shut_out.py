"""The pages of an office that does not open: its key is asked for, its password forgotten, or its file damaged."""

from __future__ import annotations

from collections.abc import Callable

from carecoop_desktop.home.safety.encrypting import owners_of
from carecoop_desktop.home.safety.office_key import number_of_office
from carecoop_desktop.home.safety.screens.damaged_page import DamagedPage
from carecoop_desktop.home.safety.screens.key_page import KeyPage
from carecoop_desktop.home.safety.screens.password_page import ForgottenPage
from carecoop_desktop.home.safety.screens.sheet_page import SheetPage
from carecoop_desktop.platform.database.cipher import Damaged, KeyNeeded
from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.tasks import Runner
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office


def page_for(
    trouble: Refusal | Fault,
    again: Callable[[], object],
    open_place: Callable[[str], object],
    other: Callable[[], object],
    runner: Runner,
) -> Page | None:
    """What helps with this trouble; None where saying it is all there is."""
    if isinstance(trouble, KeyNeeded) and trouble.path is not None:
        return KeyPage(trouble.path.stem, trouble.number, again, other)
    if isinstance(trouble, Damaged):
        return DamagedPage(trouble.path, trouble.sentence, open_place, other, runner)
    return None


def sheet_page(office: Office, go_on: Callable[[], object]) -> Page | None:
    """The recovery sheet of a new office; None where it is not encrypted."""
    return SheetPage(office, go_on) if number_of_office(office) else None


def forgotten_page(place: str, signed_in: Callable[[str, str], object], back: Callable[[], object]) -> Page:
    """A new password for an owner who holds the recovery sheet."""
    return ForgottenPage(place, owners_of(place), signed_in, back)
