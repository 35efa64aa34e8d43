"""The pay run page: steps on top, payslips left, "Why?" right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QInputDialog, QStackedWidget, QWidget

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest
from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import confirm
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    EmptyState,
    Page,
    RowsTable,
    Split,
    Step,
    StepStrip,
    Tag,
    allow,
    column,
    label,
)
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.work.payroll import run_steps
from carecoop_desktop.work.payroll.actions import allow_payslip, finish_run, start_run
from carecoop_desktop.work.payroll.bank.checking import HELD, run_checks
from carecoop_desktop.work.payroll.bank.screens.card import BankCard
from carecoop_desktop.work.payroll.permissions import FINISH_PAY, PREPARE_PAY, SEE_PAY
from carecoop_desktop.work.payroll.queries import PayslipView, RunView, payslip, runs
from carecoop_desktop.work.payroll.queries.comparing import compare, members_charged
from carecoop_desktop.work.payroll.queries.lists import JOB_PAYSLIPS, PAYSLIPS
from carecoop_desktop.work.payroll.rti.queries import employers_of_run
from carecoop_desktop.work.payroll.screens import forms
from carecoop_desktop.work.payroll.screens.more import MoreMenu
from carecoop_desktop.work.payroll.screens.seldom import SeldomDeeds
from carecoop_desktop.work.payroll.screens.slips_card import SlipsCard
from carecoop_desktop.work.payroll.screens.why import WhyPanel
from carecoop_desktop.work.timesheets.queries import PayPeriod, periods

FINISH_KEY = "Ctrl+Return"
CHECKS_STEP, SLIPS_STEP, BANK_STEP = 1, 2, 3

NOT_SHOWN = "Pay is not shown to your role."


class PayrollPage(Page):
    """One pay run at a time; the newest first, the others from the box at the top right."""

    topic = "payroll"
    shows = frozenset({"pay_run", "payslip", "pay_period", "employer", "employment", "pay_correction"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Payroll")
        self._desk = desk
        self._runs: Sequence[RunView] = ()
        self._waiting: Sequence[PayPeriod] = ()
        self._run: RunView | None = None
        self._wanted: int | None = None
        self._panel: RecordPanel | None = None
        self._usual: list[int] = []
        self.card: QWidget | None = None
        self._filling = False
        self._chooser = QComboBox()
        self._chooser.setAccessibleName("Pay run")
        self._chooser.activated.connect(self._choose)
        self.add_tool(self._chooser)
        self._compare = self.add_action("Compare with last run", self._show_comparison)
        self._start = self.add_action("Start pay run", self._start_next)
        self.more = self.add_action("More", lambda: self.more.showMenu())
        self._finish = self.add_action("Finish and lock...", self.finish, primary=True, key=FINISH_KEY)
        self._strip = StepStrip(name="Pay run steps")
        self._strip.asked.connect(self._step)
        self.add(self._strip)
        self._list = Card()
        self._why = WhyPanel(self._print, self._let_through, self.put_right)
        self._right = QStackedWidget()
        self.form = FormCard(desk, "payroll")
        self.form.closed.connect(self._close_form)
        self._right.addWidget(self._why)
        self._right.addWidget(self.form)
        self.seldom = SeldomDeeds(desk, self)
        self.menu = MoreMenu(self, self.seldom.entries())
        self.more.setMenu(self.menu)
        self._split = Split(self._list, self._right, shares=(18, 7), key="payroll", narrow=118, memory=desk.memory)
        self.add(self._split, 1)
        self._empty = EmptyState(
            "No pay run yet",
            "Open timesheets",
            lambda: desk.window.open_page("timesheets"),
            note="When a pay period's hours are approved and locked, its pay run starts here.",
        )
        self.add(self._empty, 1)

    @property
    def run(self) -> RunView | None:
        """The run shown."""
        return self._run

    @property
    def runs(self) -> Sequence[RunView]:
        """Every run."""
        return self._runs

    # -- reading -----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the runs and the periods that wait for one; somebody who may not see pay is told who may."""
        if not self._desk.may(SEE_PAY):
            self._empty.what.setText(NOT_SHOWN.rstrip("."))
            self._empty.note.setText("Payroll staff, the treasurer and owners of the office see it.")
            self._show(None)
            self.say("Payroll", "Not shown to your role")
            return
        self._runs = self._desk.read_now(runs)
        taken = {run.pay_period_id for run in self._runs if run.state != "withdrawn"}
        self._waiting = [p for p in self._desk.read_now(periods) if p.state == "locked" and p.id not in taken]
        known = {run.id: run for run in self._runs}
        wanted = self._wanted or (self._run.id if self._run else None)
        newest = max(
            self._runs, key=lambda run: (run.state == "draft", run.state == "finished", run.pay_date), default=None
        )
        self._show(known.get(wanted or 0) or newest)

    def go_to(self, **address: object) -> None:
        """Open on a pay run (``record``)."""
        record = address.get("record")
        self._wanted = record if isinstance(record, int) else None
        self.reload()
        self._wanted = None

    def _show(self, run: RunView | None) -> None:
        known_run = run is not None and self._run is not None and run.id == self._run.id
        self._run = run
        for part in (self._strip, self._split, self._chooser):
            part.setVisible(run is not None)
        self._empty.setVisible(run is None)
        self._fill_chooser()
        self._grey()
        if run is None:
            self.say("Payroll", "No pay run yet")
            return
        self.say(run_steps.title(run), run_steps.context(run, self._desk.read_now(members_charged, run.id)))
        self._strip.show_steps(
            [
                Step(
                    s.name,
                    Tag(s.word, s.tone) if s.word else None,
                    open=number == CHECKS_STEP or (number in (SLIPS_STEP, BANK_STEP) and run.state == "finished"),
                )
                for number, s in enumerate(run_steps.steps(run))
            ]
        )
        self._filling = known_run
        self._show_list(run)
        self._filling = False

    def _fill_chooser(self) -> None:
        self._chooser.clear()
        for run in sorted(self._runs, key=lambda r: r.pay_date, reverse=True):
            self._chooser.addItem(run_steps.state_word(run), run.id)
        if self._run is not None:
            self._chooser.setCurrentIndex(self._chooser.findData(self._run.id))

    def _grey(self) -> None:
        run, desk = self._run, self._desk
        may_prepare = desk.may(PREPARE_PAY)
        why = "Only payroll staff and owners start a pay run." if not may_prepare else ""
        allow(self._start, why or ("" if self._waiting else "No pay period is locked and waiting for its pay run."))
        hidden = "" if desk.may(SEE_PAY) else NOT_SHOWN
        none = hidden or "There is no pay run yet."
        allow(self._finish, run_steps.why_not_finish(run, desk.may(FINISH_PAY)) if run else none)
        earlier = run_steps.run_before(self._runs, run) if run else None
        allow(self._compare, hidden or ("" if earlier else "There is no earlier run to compare with."))

    def _show_list(self, run: RunView) -> None:
        chosen = self._panel.table.current_id() if self._panel is not None else None
        if self._panel is not None:
            self._panel.hide()  # else what Qt still means to show would stand as a window for a moment
            self._panel.setParent(None)
            self._panel.deleteLater()
        several = len(self._desk.read_now(employers_of_run, run.id)) > 1
        shown = JOB_PAYSLIPS if several else PAYSLIPS
        reader = ListReader(shown, reading=self._desk.reading, standing=ListRequest().filtered("run", run.id))
        self._panel = RecordPanel(reader, memory=self._desk.memory)
        self._panel.table.current_changed.connect(self._explain)
        self._list.add(self._panel, 1)
        self._why.show_nothing()
        if chosen is not None:
            self._panel.table.show_record(chosen)
        else:
            self._panel.table.selectRow(0)

    def _explain(self, payslip_id: int | None) -> None:
        if self.card is not None and not self._filling:
            self._close_form()
        if payslip_id is None:
            self._why.show_nothing()
        else:
            self._why.show_payslip(self._desk.read_now(payslip, payslip_id))

    # -- deeds -------------------------------------------------------------------------------------------------

    def _choose(self, index: int) -> None:
        self.go_to(record=self._chooser.itemData(index))

    def _step(self, number: int) -> None:
        if self._run is None:
            return
        if number == BANK_STEP:
            self._show_beside(BankCard(self._desk, self._run, self._close_form))
        elif number == SLIPS_STEP:
            self._show_beside(SlipsCard(self._desk, self._run, self._close_form))
        elif number == CHECKS_STEP:
            self._show_checks(self._run)

    def _start_next(self) -> None:
        self._desk.do(lambda done: self.go_to(record=done.value), start_run, self._waiting[0].id)

    def finish(self) -> None:
        """Ask once, then finish, lock and charge."""
        if self._run is not None and confirm(
            self,
            run_steps.finish_question(self._run),
            "Finish and lock",
            remedy="This cannot be undone; corrections come with the next run.",
        ):
            self._desk.do(None, finish_run, self._run.id, self._run.mark)

    def _let_through(self, view: PayslipView) -> None:
        reason, said = QInputDialog.getText(self, "Pay all the same", f"Why may {view.name} be paid all the same?")
        if said:
            self._desk.do(None, allow_payslip, view.id, reason, view.run.mark)

    def _print(self, view: PayslipView) -> None:
        self._show_beside(SlipsCard(self._desk, view.run, self._close_form, view))

    def _show_checks(self, run: RunView) -> None:
        """What to look at before the run is finished and paid."""
        checks = self._desk.read_now(run_checks, run.id)
        rows = [(one.name, Tag("held back", "bad") if one.state == HELD else Tag("look", "warn"), one.what)
                for one in checks.found]  # fmt: skip
        table = RowsTable([Column("PA"), Column(""), Column("What", stretch=True)], rows, name="Checks", fit=True)
        table.chosen.connect(lambda place: self._pick(checks.found[place].payslip_id if place >= 0 else None))
        table.setVisible(bool(rows))
        words = checks.unchecked or "Every account number fits its sort code."
        self.show_card("Checks" if rows else "Checks: nothing to look at", label(words, "note", wrap=True), table)

    def _pick(self, payslip_id: int | None) -> None:
        """Make a payslip the current one, without leaving what is beside the list."""
        if self._panel is not None and payslip_id is not None:
            self._panel.table.blockSignals(True)
            self._panel.table.show_record(payslip_id)
            self._panel.table.blockSignals(False)

    def _show_beside(self, card: QWidget) -> None:
        """A card in place of the answer to "Why?", until it is closed or a payslip is chosen."""
        if not self.may_leave():
            return
        self._drop_card()
        self.card = card
        self._finish.setShortcut(QKeySequence())  # the same key now saves the card
        self._right.addWidget(card)
        self._widen(card)

    def _drop_card(self) -> None:
        if self.card is not None:
            self._right.removeWidget(self.card)
            self.card.deleteLater()
            self.card = None
            self._finish.setShortcut(QKeySequence(FINISH_KEY))

    def _widen(self, part: QWidget) -> None:
        """A form needs more room than the answer to "Why?"."""
        if not self._split.stacked and not self._usual:
            self._usual = self._split.sizes()
            self._split.setSizes([sum(self._usual) // 2] * 2)
        self._right.setCurrentWidget(part)
        self._split.reveal(part)

    def show_form(self, filling: Filling, then: Callable[[Any], None] | None = None) -> None:
        """Show a form in place of the answer to "Why?"."""
        if not self.may_leave():
            return
        self._widen(self.form)
        self.form.open(filling, then)

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self._why)
        self._drop_card()
        if self._usual and not self._split.stacked:
            self._split.setSizes(self._usual)
        self._usual = []

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    def put_right(self, view: PayslipView) -> None:
        """A draft's line is set by hand; an issued payslip is corrected in the next run."""
        self.show_form(forms.correcting(view) if view.state == "issued" else forms.setting_line(view))

    def show_card(self, title: str, *parts: QWidget) -> None:
        """Something else beside the payslips for a while."""
        holder = QWidget()
        column(*parts, owner=holder).setContentsMargins(0, 0, 0, 0)
        if self.card is not None:
            self._close_form()
        self._right.setCurrentWidget(self._why)
        self._why.show_card(title, holder)

    def _show_comparison(self) -> None:
        run = self._run
        earlier = run_steps.run_before(self._runs, run) if run else None
        if run is None or earlier is None:
            return
        rows = [
            (c.name, c.minutes[0], c.minutes[1], c.net[0], c.net[1], c.why)
            for c in self._desk.read_now(compare, run.id, earlier.id)
        ]
        columns = [
            Column("PA"),
            Column("Hours then", "hours"),
            Column("Hours now", "hours"),
            Column("Net then", "money"),
            Column("Net now", "money"),
            Column("Why", stretch=True),
        ]
        self._why.show_card(
            f"Since {earlier.title}, paid {format_date(earlier.pay_date)}",
            RowsTable(columns, rows, name="Compared with the last run", fit=True),
        )


def make_page(desk: Desk) -> Page:
    """The page behind the rail entry."""
    return PayrollPage(desk)


def start_next(desk: Desk) -> None:
    """The command: open the page, where the next pay run is started."""
    desk.window.open_page("payroll")
