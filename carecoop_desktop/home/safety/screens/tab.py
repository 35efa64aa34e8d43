"""Settings, Safety: encryption and the recovery sheet, backups and their second place, and when the window locks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from carecoop_desktop.home.safety.actions import MOST_MINUTES, choose_second_place, lock_after
from carecoop_desktop.home.safety.encrypting import give_key
from carecoop_desktop.home.safety.office_key import key_of_office
from carecoop_desktop.home.safety.permissions import BACK_UP, KEEP_KEY
from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.safety.queries import SafetyFacts, safety_facts
from carecoop_desktop.home.safety.screens.backup_list import BackupList
from carecoop_desktop.home.safety.screens.key_dialog import KeyDialog
from carecoop_desktop.home.safety.screens.printing import open_to_print, save_as
from carecoop_desktop.platform.database.cipher import KeyNeeded
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import confirm
from carecoop_desktop.platform.desktop.forms import number, text
from carecoop_desktop.platform.desktop.page import Card, KeyValue, Tag, allow, button, column, flow, label
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS

_OWNER = "Only an owner looks after the office’s key."
_WARNING = "The office must not be open anywhere else. A backup is made and proved first; nothing is lost."


class SafetyTab(QWidget):
    """Facts with the deeds that change them; a form opens below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: SafetyFacts | None = None
        self._missing = False
        self.encryption, self.backups = KeyValue(), KeyValue()
        self.sheet_button = button("Print the recovery sheet...", lambda: self._sheet(open_to_print))
        self.save_button = button("Save it as PDF...", lambda: self._sheet(save_as))
        self.key_button = button("Change the key...", self.change_key)
        self.enter_button = button("Enter the key...", self.enter_key)
        self.enter_button.hide()
        self.lock_button = button("When the window locks...", self.set_lock)
        self.place_button = button("Second place for backups...", self.set_place)
        for each in (self.lock_button, self.place_button):
            allow(each, "" if desk.may(CHANGE_SETTINGS) else "Your role may not change the office's settings.")
        self.form = FormCard(desk, "safety")
        self.form.closed.connect(self.form.hide)
        self.form.hide()
        self.list = BackupList(desk)
        column(self._encryption(), self._rest(), self.form, self.list, None, owner=self, space=2)

    def _encryption(self) -> Card:
        card = Card("Encryption")
        card.add(self.encryption)
        card.add(flow(self.sheet_button, self.save_button, self.key_button, self.enter_button))
        words = "With the sheet and a copy of the office anybody reads everything. Without it, a lost PC is the end."
        card.add(label(words, "note", wrap=True))
        return card

    def _rest(self) -> Card:
        card = Card("Backups and locking")
        card.add(self.backups)
        card.add(flow(self.place_button, self.lock_button))
        return card

    def reload(self) -> None:
        """Read the facts."""
        trouble = self._desk.window.show_trouble
        self._desk.lane.run(self._look_for_key, lambda _none: self._desk.read(self._show, safety_facts), trouble)
        self.list.reload()

    def _look_for_key(self) -> None:
        """An office server hands its key to whoever backs it up; one that may not asks for it here."""
        self._missing = False
        if self._desk.may(BACK_UP):
            try:
                key_of_office(self._desk.office)
            except KeyNeeded:
                self._missing = True

    def _show(self, facts: SafetyFacts) -> None:
        self._facts = facts
        file = self._desk.office.database.address.is_file
        key = self._key_number() if file else facts.key
        what = "The office’s file and its backups" if file else "The backups; the server looks after the rest"
        state = Tag("encrypted", "met") if key else Tag("readable by whoever has them", "warn")
        sheet = Tag("made", "met") if key and facts.sheet == key else Tag("not made yet", "warn" if key else "quiet")
        self.encryption.show_facts([(what, state), ("Key number", key or "none"), ("Recovery sheet", sheet)])
        self.enter_button.setVisible(bool(key) and self._missing)
        self._show_backups(facts)
        self.key_button.setText(
            "Change the key..." if key else f"Encrypt {'this office' if file else 'its backups'}..."
        )
        owner = self._desk.may(KEEP_KEY)
        allow(self.key_button, "" if owner else _OWNER)
        for each in (self.sheet_button, self.save_button):
            allow(each, _OWNER if not owner else "" if key else "This office is not encrypted.")

    def _key_number(self) -> str:
        """The number of the key that the office's file is open with; empty where it is not encrypted."""
        key = self._desk.office.database.key
        return key.number if key is not None else ""

    def _show_backups(self, facts: SafetyFacts) -> None:
        drafts = getattr(self._desk.drafts, "where", "")
        self.backups.show_facts([
            ("Last proved backup", facts.backup), ("Kept in", str(backups_folder())),
            ("Copied to", facts.second or "nowhere else"),
            *([("Half-filled forms are kept", drafts)] if drafts else []),
            ("Window locks after", f"{facts.minutes} minutes without a key or the mouse" if facts.minutes else "never"),
        ])  # fmt: skip

    def _sheet(self, give: Callable[[QWidget, Any], bool]) -> None:
        if give(self, self._desk.office):
            self._desk.window.tell("Made the recovery sheet")
            self.reload()

    def change_key(self) -> None:
        """Give the office a new key, its first or another, after asking."""
        deed = self.key_button.text().removesuffix("...")
        if not confirm(self, f"{deed}? All is written anew with a key nobody has had before.", deed, remedy=_WARNING):
            return
        office = self._desk.office
        self._desk.lane.run(lambda: give_key(office, backups_folder()), self._changed,
                            self._desk.window.show_trouble, "Encrypting the office")  # fmt: skip

    def _changed(self, done: Any) -> None:
        self._desk.window.tell(done.sentence)
        self._desk.changed.emit(frozenset({"setting"}))
        self.reload()

    def enter_key(self) -> None:
        """Take the key from the sheet, on a desk to which the server did not hand it."""
        number = self._facts.key if self._facts is not None else ""
        dialog = KeyDialog("Each backup of this office", number, self, "Keep it")
        if dialog.exec() == KeyDialog.DialogCode.Accepted:
            self.reload()
        dialog.deleteLater()

    def set_lock(self) -> None:
        """The form of the minutes."""
        self._open(changing_whole(
            "When the window locks", "Set", self._now(), self._now,
            lambda now: (number("minutes", "Minutes without a key or the mouse", now.minutes, required=True,
                                hint=f"0 for never, at most {MOST_MINUTES}. Ctrl+L locks at once."),),
            lambda values, seen: Deed(lock_after, (values["minutes"], seen)),
            note="Only somebody with a password can be locked out and in again.", columns={"value": "minutes"},
        ))  # fmt: skip

    def set_place(self) -> None:
        """The form of the folder into which every backup is copied as well."""
        self._open(changing_whole(
            "Second place for backups", "Set", self._now(), self._now,
            lambda now: (text("folder", "Folder", now.second,
                              hint="A stick, another disk or a share; empty for none."),),
            lambda values, seen: Deed(choose_second_place, (values["folder"], seen)), columns={"value": "folder"},
        ))  # fmt: skip

    def _now(self) -> SafetyFacts:
        return self._desk.read_now(safety_facts)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self.form.isHidden() or self.form.may_leave()

    def _open(self, filling: Filling) -> None:
        self.form.show()
        self.form.open(filling, lambda _value: self.reload())
