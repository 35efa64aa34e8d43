"""What the pay run page does now and then: runs beside the regular one, letters, codes, what left the house."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from carecoop_desktop.people.assistants.permissions import CHANGE_PAY
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import confirm
from carecoop_desktop.platform.desktop.page import Column, RowsTable, allow, button
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.work.payroll import run_steps
from carecoop_desktop.work.payroll.actions import discard_run, take_letters, work_out_again
from carecoop_desktop.work.payroll.actions.letters import LettersBy, letters_chosen, letters_due
from carecoop_desktop.work.payroll.bank.saved import file_saved
from carecoop_desktop.work.payroll.employers.queries import employments, schemes
from carecoop_desktop.work.payroll.employers.uplift import next_tax_year, uplift_codes, uplift_preview
from carecoop_desktop.work.payroll.permissions import FINISH_PAY, PREPARE_PAY
from carecoop_desktop.work.payroll.queries import RunView
from carecoop_desktop.work.payroll.screens import forms
from carecoop_desktop.work.payroll.screens.more import Entry
from carecoop_desktop.work.timesheets.queries import PayPeriod, periods

MAY_NOT = "Only payroll staff and owners do this."


class RunPage(Protocol):
    """What these deeds need of the page."""

    @property
    def run(self) -> RunView | None: ...
    @property
    def runs(self) -> Sequence[RunView]: ...
    def go_to(self, **address: object) -> None: ...
    def show_form(self, filling: Filling, then: Callable[[Any], None] | None = None) -> None: ...
    def show_card(self, title: str, *parts: QWidget) -> None: ...


class SeldomDeeds:
    """The deeds behind "More"."""

    def __init__(self, desk: Desk, page: RunPage) -> None:
        self._desk, self._page = desk, page

    def entries(self) -> list[Entry | None]:
        """The menu, with what greys each entry."""
        return [
            Entry("Work out again", self.work_out_again, self._why_not_prepare),
            Entry("Supplementary pay run...", self.supplement, self._why_not_supplement),
            Entry("Pay somebody without hours...", self.add_somebody, self._why_not_prepare),
            Entry("NI letters that are due", self.show_letters, self._why_not_draft),
            Entry("How NI letters follow age...", self.choose_letters, self._why_not_settings),
            None,
            Entry("Discard this draft", self.discard, self._why_not_discard),
            Entry("Reopen this run...", self.reopen, self._why_not_reopen),
            Entry("It was filed or paid...", self.mark, self._why_not_mark),
            None,
            Entry("Tax codes for 6 April", self.show_uplift, lambda: ""),
            Entry("Employers and jobs", lambda: self._desk.window.open_page("employers"), lambda: ""),
        ]

    def _why_not_draft(self) -> str:
        run = self._page.run
        return "" if run is not None and run.state == "draft" else "This run is not a draft."

    def _why_not_prepare(self) -> str:
        return self._why_not_draft() if self._desk.may(PREPARE_PAY) else MAY_NOT

    def _why_not_settings(self) -> str:
        return "" if self._desk.may(CHANGE_SETTINGS) else "Only office staff and owners change settings."

    def _why_not_supplement(self) -> str:
        if not self._desk.may(PREPARE_PAY):
            return MAY_NOT
        return "" if self._paid_periods() else "No pay period is paid yet."

    def _why_not_discard(self) -> str:
        return run_steps.why_not_discard(self._page.run, self._desk.may(PREPARE_PAY))

    def _why_not_reopen(self) -> str:
        return run_steps.why_not_reopen(self._page.runs, self._page.run, self._desk.may(FINISH_PAY))

    def _why_not_mark(self) -> str:
        if not self._desk.may(FINISH_PAY):
            return MAY_NOT
        run = self._page.run
        return "" if run is not None and run.state == "finished" else "Only a finished run is filed or paid."

    def _paid_periods(self) -> list[PayPeriod]:
        paid = [span for span in self._desk.read_now(periods) if span.state == "paid"]
        return sorted(paid, key=lambda span: span.first, reverse=True)

    def work_out_again(self) -> None:
        """Read terms and hours afresh and work the draft out anew."""
        if self._page.run is not None:
            self._desk.do(None, work_out_again, self._page.run.id)

    def supplement(self) -> None:
        """The form of a supplementary run."""
        filling = forms.supplementing(self._paid_periods(), self._desk.today)
        self._page.show_form(filling, lambda run: self._page.go_to(record=run))

    def add_somebody(self) -> None:
        """The form that pays somebody without hours."""
        if self._page.run is not None:
            self._page.show_form(forms.adding(self._page.run, self._desk.read_now(employments)))

    def reopen(self) -> None:
        """The form that reopens the run shown."""
        if (shown := self._page.run) is not None:
            filling = forms.reopening(shown, self._desk.read_now(file_saved, shown.id))
            self._page.show_form(filling, lambda run: self._page.go_to(record=run))

    def mark(self) -> None:
        """The form that notes that the run was filed or paid."""
        if self._page.run is not None:
            self._page.show_form(forms.marking(self._page.run, self._desk.read_now(schemes)))

    def discard(self) -> None:
        """Ask once, then take the draft away."""
        run = self._page.run
        owner = self._page if isinstance(self._page, QWidget) else None
        asked = "" if run is None else f"Discard the draft of {run.title}?"
        if run is not None and confirm(owner, asked, "Discard", remedy="The hours wait for another run."):
            self._desk.do(None, discard_run, run.id, run.mark)

    def show_letters(self) -> None:
        """The NI letters of the draft that no longer fit, and a button that takes those due."""
        if self._page.run is None:
            return
        run = self._page.run.id
        due = self._desk.read_now(letters_due, run)
        columns = [Column("PA"), Column("Now"), Column("Due"), Column("Why", stretch=True)]
        rows = [(one.name, one.now, one.due, one.why) for one in due]
        take = button("Take these letters", lambda: self._desk.do(None, take_letters, run), role="primary")
        may = "" if self._desk.may(CHANGE_PAY) else MAY_NOT
        allow(take, may or ("" if due else "Every NI letter of this run fits."))
        title = "NI letters that are due"
        self._page.show_card(title, RowsTable(columns, rows, name=title, fit=True), take)

    def choose_letters(self) -> None:
        """The form that says whether letters follow age on their own."""

        def fresh() -> LettersBy:
            return self._desk.read_now(letters_chosen)

        self._page.show_form(forms.following_age(fresh(), fresh))

    def show_uplift(self) -> None:
        """What 6 April makes of every code, and a button that carries them over."""
        year = next_tax_year(self._desk.today)
        try:
            found = self._desk.read_now(uplift_preview, year)
        except Refusal as refusal:
            self._desk.window.show_trouble(refusal)
            return
        rows = [(one.name, one.before, one.after, one.kept or ("changes" if one.changes else "stays")) for one in found]
        columns = [Column("PA"), Column("Code now"), Column("From 6 April"), Column("", stretch=True)]
        deed = button("Carry codes over", lambda: self._desk.do(None, uplift_codes, year), role="primary")
        may = "" if self._desk.may(CHANGE_PAY) else MAY_NOT
        allow(deed, may or ("" if any(one.changes for one in found) else "No code changes."))
        title = f"Tax codes for {year}"
        self._page.show_card(title, RowsTable(columns, rows, name=title, fit=True), deed)
