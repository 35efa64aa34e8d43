"""How payslips are written: one file each or all in one, in what print, and closed with which password."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QInputDialog, QLabel, QLineEdit, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    Pill,
    RowsTable,
    Tag,
    allow,
    button,
    column,
    label,
    row,
    scrolled,
)
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.paper.naming import file_name
from carecoop_desktop.work.payroll.papers import passwords
from carecoop_desktop.work.payroll.papers.passwords import ADVICE, BIRTH, ONE, OWN, RULES, Lock
from carecoop_desktop.work.payroll.papers.payslips import WrittenSlips, told, write_each, write_one, write_together
from carecoop_desktop.work.payroll.queries import PayslipView, RunView, payslips
from carecoop_desktop.work.payroll.run_steps import capital

EACH, TOGETHER = "each", "together"
HOWS = {EACH: "A file for each PA, in a folder", TOGETHER: "All in one file"}
RULE = "payroll.payslip_rule"
"""The window's memory of the rule; passwords are not remembered."""


class SlipsCard(Card):
    """The payslips of a run, or the one that is named."""

    def __init__(self, desk: Desk, run: RunView, close: Callable[[], object], only: PayslipView | None = None) -> None:
        super().__init__()
        self._desk, self._run, self._only = desk, run, only
        self.how, self.rule = _box("How payslips are written", HOWS), _box("Password", RULES)
        self.large = QCheckBox("&Large print")
        self.typed = QLineEdit()
        self.typed.setEchoMode(QLineEdit.EchoMode.Password)
        self.typed.setAccessibleName("Password for the payslips")
        self.typed.setPlaceholderText("8 characters or more")
        self.advice = label("", "note", wrap=True)
        self.trouble_pill, self.trouble = Pill("Not written", "bad"), label("", wrap=True, selectable=True)
        self.people = RowsTable([Column("PA", stretch=True), Column("Password")], name="Who has a password", fit=True)
        self.set_word = button("Set the word of this PA...", self.ask_word)
        self.save_button = button("Save payslips..." if only is None else "Save payslip...", self.save,
                                  role="primary", key="Ctrl+Return")  # fmt: skip
        title = "Payslips" if only is None else f"Payslip of {only.name}"
        self.add(label(title, "title", wrap=True))
        self.add(label(capital(run.title), "context", wrap=True))
        self.add(scrolled(self._inside(), title), 1)
        self.add(row(None, button("Close", close, key="Esc"), self.save_button))
        self.how.activated.connect(self.refresh)
        self.rule.activated.connect(self.refresh)
        self.people.chosen.connect(self._grey_word)
        self._views = [only] if only is not None else [
            view for view in desk.read_now(payslips, run.id) if view.state != "problem"]  # fmt: skip
        self._people = desk.read_now(passwords.holders, run.pay_date, [view.assistant_id for view in self._views])
        kept = desk.memory.get(RULE) if desk.memory is not None else None
        self.rule.setCurrentIndex(max(self.rule.findData(kept), 0))
        self.refresh()

    def _inside(self) -> QWidget:
        inside = QWidget()
        how, rule, typed = label("&How", "key"), label("&Password", "key"), label("Password to open them &with", "key")
        for key, part in ((how, self.how), (rule, self.rule), (typed, self.typed)):
            key.setBuddy(part)
        self._how_key: QLabel = how
        self._typed_key: QLabel = typed
        column(how, self.how, self.large, rule, self.rule, typed, self.typed, self.advice, self.trouble_pill,
               self.trouble, self.people, row(self.set_word, None), None, owner=inside)  # fmt: skip
        return inside

    @property
    def lock(self) -> Lock:
        """The rule, with the password that was typed."""
        rule = self.rule.currentData()
        return Lock(rule, self.typed.text() if rule == ONE else "")

    def refresh(self, _index: int = 0) -> None:
        """Show what the rule asks for, and who it finds no password for."""
        rule = self.rule.currentData()
        for part in (self._how_key, self.how):
            part.setVisible(self._only is None)
        for typed in (self._typed_key, self.typed):
            typed.setVisible(rule == ONE)
        self.advice.setText(ADVICE[rule])
        by_person = rule in (OWN, BIRTH)
        self.people.setVisible(by_person)
        self.set_word.setVisible(rule == OWN)
        if by_person:
            self.people.set_rows([(view.name, self._state(view)) for view in self._views])
        self._grey_word()
        self._told(())
        joint = by_person and self._only is None and self.how.currentData() == TOGETHER
        allow(self.save_button, "One file cannot have a password for each PA." if joint else "")

    def _state(self, view: PayslipView) -> Tag:
        known = passwords.password_of(self.lock, self._people[view.assistant_id], self._desk.office)
        return Tag("ready", "met") if known else Tag("none", "warn")

    def _grey_word(self, _place: int = 0) -> None:
        allow(self.set_word, "" if self.people.currentIndex().isValid() or self._only else "Choose a PA first.")

    def ask_word(self) -> None:
        """Ask for the word of the PA chosen and keep it in the keyring; an empty one is forgotten."""
        place = max(self.people.currentIndex().row(), 0)
        view = self._views[place]
        asked = f"The word that opens {view.name}'s payslips (8 characters or more; empty: forget it)"
        word, said = QInputDialog.getText(self, "A PA's own word", asked, QLineEdit.EchoMode.Password)
        if not said:
            return
        try:
            kept = passwords.keep_word(self._desk.office, view.assistant_id, word)
        except Invalid as invalid:
            self._told((str(invalid),))
            return
        self.refresh()
        where = "in this computer's keyring" if kept else "until the program ends: this computer has no keyring"
        self._desk.window.tell(f"{view.name}'s word is kept {where}" if word else f"{view.name}'s word is forgotten")

    def save(self) -> None:
        """Ask where, and write."""
        lock, large, office = self.lock, self.large.isChecked(), self._desk.office
        try:
            lock.check()
        except Invalid as invalid:
            self._told((str(invalid),))
            self.typed.setFocus()
            return
        path = self._place()
        if path is None:
            return

        def write() -> WrittenSlips:
            if self._only is not None:
                write_one(office, self._only.id, path, lock, large_print=large)
                return WrittenSlips(1)
            make = write_together if self.how.currentData() == TOGETHER else write_each
            return make(office, self._run.id, path, lock, large_print=large)

        if self._desk.memory is not None:
            self._desk.memory.put(RULE, lock.rule)
        self._desk.lane.run(write, lambda made: self._written(made, path), self._failed, "Writing the payslips")

    def _place(self) -> Path | None:
        if self._only is None and self.how.currentData() == EACH:
            chosen = QFileDialog.getExistingDirectory(self, "A folder for the payslips")
        else:
            whose = self._only.name if self._only is not None else "all"
            name = f"{file_name('payslip' if self._only else 'payslips', whose, self._run.title)}.pdf"
            chosen, _ = QFileDialog.getSaveFileName(self, "Payslips as PDF", name, "PDF (*.pdf)")
        return Path(chosen) if chosen else None

    def _written(self, made: WrittenSlips, path: Path) -> None:
        self._told(made.left_out)
        self._desk.window.tell(told(made, path))

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, Invalid):
            self._told((str(trouble),))
        else:
            self._desk.window.show_trouble(trouble)

    def _told(self, lines: tuple[str, ...]) -> None:
        self.trouble.setText("\n".join(lines))
        for part in (self.trouble_pill, self.trouble):
            part.setVisible(bool(lines))


def _box(name: str, entries: dict[str, str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(18)
    for key, words in entries.items():
        made.addItem(words, key)
    return made
