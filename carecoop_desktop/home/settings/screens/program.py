"""This program: its version, what it is built from, where things are kept, and the proof that the office is whole."""

from __future__ import annotations

import platform
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from carecoop_desktop import __version__
from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import Checked, check_office
from carecoop_desktop.home.updates.screens.card import UpdatesCard
from carecoop_desktop.home.window.places import config_folder
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    KeyValue,
    RowsTable,
    Tag,
    button,
    column,
    label,
    row,
    scrolled,
)

PARTS = ("PySide6-Essentials", "SQLAlchemy", "alembic", "reportlab", "pikepdf", "openpyxl", "psycopg", "argon2-cffi",
         "keyring", "platformdirs")  # fmt: skip


class ProgramTab(QWidget):
    """Facts and newer versions at the top, the check in the middle, licences below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.facts = KeyValue()
        self.results = RowsTable([Column("Proved", stretch=True), Column("Result"), Column("Faults", "number")],
                                 name="What was proved", fit=True)  # fmt: skip
        self.results.chosen.connect(self._chosen)
        self.results.hide()
        self.verdict = label("Nothing is changed by it; it can run at any time.", "note", wrap=True)
        self.faults = label("", wrap=True)
        self.faults.hide()
        self.check_button = button("Check this office", self.check, role="primary")
        self._found: list[Checked] = []
        self.updates = UpdatesCard(desk)
        inside = QWidget()
        column(self._about(), self.updates, self._checking(), self._licences(), None, owner=inside, space=2)
        column(scrolled(inside, "This program"), owner=self)

    def _about(self) -> Card:
        card = Card("CareCoop")
        card.add(self.facts)
        return card

    def _checking(self) -> Card:
        card = Card("Is everything whole?")
        card.add(row(self.check_button, self.verdict, None))
        card.add(self.results)
        card.add(self.faults)
        return card

    def _licences(self) -> Card:
        card = Card("Built with")
        card.add(RowsTable([Column("Part"), Column("Version"), Column("Licence", stretch=True)], list(licences()),
                           name="Parts and their licences", fit=True))  # fmt: skip
        return card

    def reload(self) -> None:
        """Show the facts."""
        self.updates.reload()
        self.facts.show_facts(
            [
                ("Version", __version__),
                ("Office", where_it_is(self._desk)),
                ("Own small files", str(config_folder())),
                (
                    "Runs on",
                    f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system() or 'this computer'}",
                ),
            ]
        )

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self.updates.may_leave()

    def check(self) -> None:
        """Prove the office off the window's thread."""
        office = self._desk.office
        self.verdict.setText("Checking...")
        self._desk.lane.run(lambda: check_office(office, features()), self._show, self._failed, "Checking this office")

    def _failed(self, trouble: Exception) -> None:
        self.verdict.setText("The check could not be finished.")
        self._desk.window.show_trouble(trouble, self, self.check)

    def _show(self, found: list[Checked]) -> None:
        self._found = found
        wrong = sum(len(each.faults) for each in found)
        self.verdict.setText(
            "Everything is whole."
            if not wrong
            else f"{wrong} {'fault' if wrong == 1 else 'faults'} found; choose a line to read them."
        )
        self.results.set_rows(
            [
                (each.title, Tag("fault", "bad") if each.faults else Tag("holds", "met"), len(each.faults))
                for each in found
            ]
        )
        self.results.show()
        worst = next((number for number, each in enumerate(found) if each.faults), 0)
        self.results.choose(worst)
        self._chosen(worst)

    def _chosen(self, number: int) -> None:
        faults = self._found[number].faults if 0 <= number < len(self._found) else ()
        self.faults.setText("\n".join(faults[:20]))
        self.faults.setVisible(bool(faults))


def where_it_is(desk: Desk) -> str:
    """The office's file with its folder, or the server's name; never a password."""
    address = desk.office.database.address
    return str(address.path) if address.path is not None else address.place


def licences() -> list[tuple[str, str, str]]:
    """The parts that this program is built from, with version and licence as they declare it."""
    found = []
    for part in PARTS:
        try:
            facts = distribution(part).metadata
        except PackageNotFoundError:
            continue
        declared = _declared(facts)
        found.append((part, facts["Version"], (declared or "see its own documents").splitlines()[0]))
    return found


def _declared(facts: PackageMetadata) -> str:
    given = [facts[key] for key in ("License-Expression", "License") if key in facts]
    classified = [
        each.rpartition(" :: ")[2] for each in facts.get_all("Classifier") or [] if each.startswith("License")
    ]
    return next((each for each in given if each), ", ".join(classified))
