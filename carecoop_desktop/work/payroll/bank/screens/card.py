"""The bank file of a run: which layout, what it pays, what it will hold, and the button that saves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QWidget

from carecoop_desktop.people.assistants.permissions import SEE_BANK
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
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import Done
from carecoop_desktop.platform.paper.atomic import replacing
from carecoop_desktop.work.payroll.bank.choosing import (
    STANDARD_18,
    STANDARD_18_NAME,
    Chosen,
    choose_bank_file,
    chosen,
    office_layouts,
)
from carecoop_desktop.work.payroll.bank.files import BankPlan, Payment, Upload, bank_plan, bank_upload
from carecoop_desktop.work.payroll.bank.payees import BESIDES
from carecoop_desktop.work.payroll.bank.saved import KINDS, note_bank_file
from carecoop_desktop.work.payroll.employers.queries import schemes
from carecoop_desktop.work.payroll.permissions import FINISH_PAY
from carecoop_desktop.work.payroll.queries import RunView
from carecoop_desktop.work.payroll.rti.queries import employers_of_run
from carecoop_desktop.work.payroll.run_steps import capital

MAY_NOT = "Only those who see PAs' bank details write bank files."
_KINDS = {"wages": "", "orders": "Order", "pensions": "Pension", "hmrc": "HMRC"}


class BankCard(Card):
    """One run's bank file. What was chosen is remembered for the employer when the file is saved."""

    def __init__(self, desk: Desk, run: RunView, close: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._run = desk, run
        self.plan: BankPlan | None = None
        self.employer, self.layout_box = QComboBox(), QComboBox()
        self.besides = {kind: QCheckBox(words) for kind, words in BESIDES.items()}
        self.figures = label("", "heading", wrap=True)
        self.trouble_pill, self.trouble = Pill("Not yet", "warn"), label("", wrap=True)
        self.left_out_pill, self.left_out = Pill("Not in the file", "bad"), label("", wrap=True, selectable=True)
        self.look_pill, self.look = Pill("Look", "warn"), label("", wrap=True, selectable=True)
        self.uncertain = label("", "note", wrap=True)
        self.only_new = QCheckBox("Leave out whom an earlier file pays already")
        self.only_new.clicked.connect(self.preview)
        self.again = {kind: QCheckBox(f"Pay {words} again") for kind, words in KINDS.items()}
        for box in self.again.values():
            box.clicked.connect(self._allow_save)
        columns = [Column("Paid to", stretch=True), Column("For"), Column("Account"), Column("Amount", "money"),
                   Column("")]  # fmt: skip
        self.table = RowsTable(columns, name="What the bank file pays", fit=True)
        self.save_button = button("Save bank file...", self.save, role="primary", key="Ctrl+Return")
        self.close_button = button("Close", close, key="Esc")
        self.add(label("Bank file", "title"))
        self.add(label(f"{capital(run.title)}, paid {format_date(run.pay_date)}", "context", wrap=True))
        self.add(scrolled(self._inside(), "Bank file"), 1)
        self.add(row(None, self.close_button, self.save_button))
        self._fill()

    def _inside(self) -> QWidget:
        inside = QWidget()
        self._employer_key, layout_key = label("&Employer", "key"), label("&Layout", "key")
        for key, box, name in (
            (self._employer_key, self.employer, "Employer"),
            (layout_key, self.layout_box, "Layout of the bank file"),
        ):
            key.setBuddy(box)
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
        column(
            self._employer_key, self.employer, layout_key, self.layout_box, self.uncertain,
            label("Wages, and besides", "key"), *self.besides.values(), self.figures,
            self.trouble_pill, self.trouble, self.left_out_pill, self.left_out, self.look_pill, self.look,
            self.only_new, *self.again.values(), self.table, None, owner=inside,
        )  # fmt: skip
        return inside

    def _fill(self) -> None:
        for one in self._desk.read_now(office_layouts):
            self.layout_box.addItem(one.name, one.key)
        self.layout_box.addItem(STANDARD_18_NAME, STANDARD_18)
        names = {scheme.id: scheme.name for scheme in self._desk.read_now(schemes)}
        here = [who for who in self._desk.read_now(employers_of_run, self._run.id) if who is not None]
        self.employer.addItem("All who pay from the co-op's account", None)
        for who in here:
            self.employer.addItem(names.get(who, ""), who)
        for part in (self._employer_key, self.employer):
            part.setVisible(len(here) > 1)
        self.employer.activated.connect(self._take_choice)
        self.layout_box.activated.connect(self.preview)
        for box in self.besides.values():
            box.clicked.connect(self.preview)
        self._take_choice()

    def _take_choice(self, _index: int = 0) -> None:
        """What was chosen for this employer the last time."""
        kept = self._kept = self._desk.read_now(chosen, self.employer.currentData())
        self.layout_box.setCurrentIndex(max(self.layout_box.findData(kept.layout), 0))
        for kind, box in self.besides.items():
            box.setChecked(kind in kept.besides)
        self.preview()

    @property
    def choice(self) -> Chosen:
        """The layout and what is paid besides wages, as ticked."""
        besides = tuple(kind for kind, box in self.besides.items() if box.isChecked())
        return Chosen(self.layout_box.currentData(), besides)

    def preview(self, _index: int = 0) -> None:
        """Show what the file will hold."""
        choice, whose, only_new = self.choice, self.employer.currentData(), self.only_new.isChecked()
        if not self._desk.may(SEE_BANK):
            self._refused(Refusal(MAY_NOT))
            return
        self._desk.lane.run(
            lambda: self._desk.office.read(bank_plan, self._run.id, choice.layout, whose, choice.besides, only_new),
            self._show,
            self._refused,
            "Adding up the payments",
        )

    def _show(self, plan: BankPlan) -> None:
        self.plan = plan
        count = len(plan.payments)
        self.figures.setText(
            f"{count} payment{'s' if count != 1 else ''} · {format_money(plan.pence)} · on {format_date(plan.paid_on)}"
        )
        self.uncertain.setText(plan.layout.uncertain if plan.layout is not None else "")
        self.table.set_rows([_cells(each) for each in plan.payments])
        self._say(self.trouble_pill, self.trouble, ())
        self._say(self.left_out_pill, self.left_out, plan.left_out)
        self._say(self.look_pill, self.look, plan.looks)
        self.table.setVisible(bool(count))
        self.uncertain.setVisible(bool(self.uncertain.text()))
        self.figures.setVisible(True)
        self.only_new.setVisible(bool(plan.again) or self.only_new.isChecked())
        kinds = {each.kind for each in plan.again}
        for kind, box in self.again.items():
            box.setVisible(kind in kinds)
            box.setChecked(box.isChecked() and kind in kinds)
        self._allow_save()

    def _allow_save(self) -> None:
        if self.plan is None:
            return
        why = "" if self.plan.payments else "Nobody can be paid by this file."
        if held := [each.told for each in self.plan.again if not self.again[each.kind].isChecked()]:
            why = f"{' '.join(held)} Leave them out, or tick what is to be paid again."
        allow(self.save_button, why)

    def _refused(self, trouble: Exception) -> None:
        self.plan = None
        self._say(self.trouble_pill, self.trouble, (str(trouble),))
        for pill, words in ((self.left_out_pill, self.left_out), (self.look_pill, self.look)):
            self._say(pill, words, ())
        for part in (self.table, self.uncertain, self.figures, self.only_new, *self.again.values()):
            part.setVisible(False)
        allow(self.save_button, trouble.sentence if isinstance(trouble, (Refusal, Fault)) else str(trouble))

    def _say(self, pill: Pill, words: QLabel, lines: Sequence[str]) -> None:
        words.setText("\n".join(lines))
        pill.setVisible(bool(lines))
        words.setVisible(bool(lines))

    def save(self) -> None:
        """Ask where, write the file, and remember what was chosen."""
        if self.plan is None:
            return
        ending = Path(self.plan.file_name).suffix[1:]
        kinds = f"{ending.upper()} (*.{ending})"
        path, _ = QFileDialog.getSaveFileName(self, "Bank file", self.plan.file_name, kinds)
        if not path:
            return
        choice, whose, office = self.choice, self.employer.currentData(), self._desk.office
        again = [kind for kind, box in self.again.items() if box.isChecked()]
        run, only_new, known = self._run.id, self.only_new.isChecked(), self.plan.known

        def write() -> tuple[Upload, Done[None]]:
            made = office.read(bank_upload, run, choice.layout, whose, choice.besides, again, only_new)
            with replacing(Path(path)) as temporary:  # no file without its note: nobody is paid twice for want of it
                temporary.write_bytes(made.content)
                return made, office.do(note_bank_file, run, choice.layout, made.plan.pays, again, known)

        self._desk.lane.run(
            write,
            lambda done: self._saved(done[0], done[1], Path(path), choice),
            self._not_saved,
            "Writing the bank file",
        )

    def _not_saved(self, trouble: Exception) -> None:
        self.preview()
        self._desk.window.show_trouble(trouble)

    def _chose(self, _done: Done[None]) -> None:
        self._kept = self._desk.read_now(chosen, self.employer.currentData())

    def _saved(self, made: Upload, noted: Done[None], path: Path, choice: Chosen) -> None:
        count, sum_ = len(made.plan.payments), format_money(made.plan.pence)
        whose = self.employer.currentData()
        if self._desk.may(FINISH_PAY) and self._kept != choice:
            self._desk.do(self._chose, choose_bank_file, whose, choice.layout, choice.besides, self._kept.mark)
        self._desk.finished(noted)
        for box in self.again.values():  # each file needs a tick of its own
            box.setChecked(False)
        self.preview()
        self._desk.window.tell(f"{count} payment{'s' if count != 1 else ''} of {sum_} written to {path}")


def _cells(each: Payment) -> tuple[str | int | Tag, ...]:
    credit = each.credit
    code = credit.sort_code.replace("-", "").replace(" ", "")
    account = f"{code[:2]}-{code[2:4]}-{code[4:]} {credit.account}".replace("-", "\u2011").replace(" ", "\u00a0")
    paid = Tag("in a file", "warn") if each.before else ""
    look = Tag("account?", "warn") if each.wrong else paid
    for_ = " · ".join(part for part in (_KINDS[each.kind], credit.reference.replace(" ", "\u00a0")) if part)
    return (credit.name, for_, account, credit.pence, look)
