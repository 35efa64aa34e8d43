"""The page of employers: the PAYE schemes and their jobs at the left, one of them or a form at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from carecoop_desktop.people.assistants.permissions import CHANGE_PAY
from carecoop_desktop.people.assistants.queries import find_assistants
from carecoop_desktop.people.members.queries import find_members
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest
from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, Column, EmptyState, Page, RowsTable, Split, allow, button, flow
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.work.payroll.employers.actions import record_jobs
from carecoop_desktop.work.payroll.employers.lists import JOBS
from carecoop_desktop.work.payroll.employers.queries import employments, job_tax, schemes
from carecoop_desktop.work.payroll.employers.screens import forms
from carecoop_desktop.work.payroll.employers.screens.detail import EmployerDetail
from carecoop_desktop.work.payroll.employers.views import Employment, JobTax, Scheme
from carecoop_desktop.work.payroll.permissions import PREPARE_PAY, SEE_PAY

MAY_NOT = "Only owners of the office change employers."
MAY_NOT_JOBS = "Only those who change pay record jobs."
MAY_NOT_PAY = "Only those who prepare pay put payslips right."


class EmployersPage(Page):
    """Who pays whom."""

    topic = "employers"
    shows = frozenset({"employer", "employment", "employment_tax"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Employers")
        self.desk = desk
        self.schemes: list[Scheme] = []
        self.scheme: Scheme | None = None
        self.job: Employment | None = None
        self.panel: RecordPanel | None = None
        self.why_not = "" if desk.may(CHANGE_SETTINGS) and desk.may(SEE_PAY) else MAY_NOT
        self.why_not_jobs = "" if desk.may(CHANGE_PAY) else MAY_NOT_JOBS
        self.why_not_pay = "" if desk.may(PREPARE_PAY) else MAY_NOT_PAY
        self.add_action("Record everybody's job", self.record_everybody, why_not=self.why_not_jobs)
        self.add_action("New job", self.new_job, key="Ctrl+Shift+N", why_not=self.why_not_jobs)
        self.add_action("New employer", self.new_employer, primary=True, key="Ctrl+N", why_not=self.why_not)
        self.table = RowsTable(
            [Column("Employer", stretch=True), Column("PAYE reference"), Column("Allowance")], (), name="Employers",
            fit=True,
        )  # fmt: skip
        self.table.chosen.connect(self.choose)
        self._left = Card()
        self._left.add(self.table)
        self._left.add(self._job_buttons())
        self.split = Split(self._left, self._build_right(), shares=(8, 7), key="employers", memory=desk.memory)
        self.add(self.split, 1)
        self.hidden = EmptyState("Not shown to your role",
                                 note="Payroll staff, the treasurer and owners see employers and jobs.")  # fmt: skip
        self.add(self.hidden, 1)

    def _job_buttons(self) -> QWidget:
        self.job_tax = button("Tax details of this job...", lambda: self._of_job(self._tax), role="small")
        self.job_end = button("Last day...", lambda: self._of_job(self._end), role="small")
        self.job_director = button("Director...", lambda: self._of_job(self._direct), role="small")
        self.job_place = button("Workplace...", lambda: self._of_job(self._place), role="small")
        self.job_letter = button("NI letter was wrong...", lambda: self._of_job(self._letter), role="small")
        holder = QWidget()
        deeds = flow(self.job_tax, self.job_end, self.job_director, self.job_place, self.job_letter)
        deeds.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(deeds)
        return holder

    def _build_right(self) -> QWidget:
        self.detail = EmployerDetail(self.desk, self.show_form, self.why_not)
        self.form = FormCard(self.desk, "employers")
        self.form.closed.connect(self._close_form)
        self.empty = Card()
        self.empty.add(
            EmptyState(
                "No employer is entered yet",
                "Record everybody's job",
                self.record_everybody,
                note="The co-op's own PAYE scheme comes first; members who employ their PAs stand beside it.",
            ),
            1,
        )
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self.form):
            self._right.addWidget(part)
        return self._right

    # -- reading

    def reload(self) -> None:
        """Read the employers again and keep the one that is shown."""
        allowed = self.desk.may(SEE_PAY)
        self.split.setVisible(allowed)
        self.hidden.setVisible(not allowed)
        if not allowed:
            self.say("Employers", "Not shown to your role")
            return
        self.schemes = self.desk.read_now(schemes)
        self.table.set_rows([(one.name, one.reference or "–", _allowance(one)) for one in self.schemes])
        held = self.scheme.id if self.scheme else None
        place = next((place for place, one in enumerate(self.schemes) if one.id == held), 0)
        count = len(self.schemes)
        self.say("Employers", f"{count} PAYE scheme{'s' if count != 1 else ''}")
        if self.schemes:
            self.table.choose(place)
            self.choose(place)
        elif self._right.currentWidget() is not self.form:
            self._right.setCurrentWidget(self.empty)
        self._grey()

    def choose(self, place: int) -> None:
        """Show one employer and its jobs."""
        if not 0 <= place < len(self.schemes):
            return
        self.scheme = self.schemes[place]
        self.detail.show_scheme(self.scheme)
        if self._right.currentWidget() is not self.form:
            self._right.setCurrentWidget(self.detail)
        self._show_jobs(self.scheme)

    def show_record(self, record_id: int) -> None:
        """Open on one employer."""
        place = next((place for place, one in enumerate(self.schemes) if one.id == record_id), None)
        if place is not None:
            self.table.choose(place)
            self.choose(place)

    def _show_jobs(self, scheme: Scheme) -> None:
        if self.panel is not None:
            self.panel.hide()  # else what Qt still means to show would stand as a window for a moment
            self.panel.setParent(None)
            self.panel.deleteLater()
        standing = ListRequest().filtered("employer", scheme.id)
        self.panel = RecordPanel(ListReader(JOBS, reading=self.desk.reading, standing=standing),
                                 memory=self.desk.memory)  # fmt: skip
        self.panel.table.set_empty_text("Nobody is employed here yet.")
        self.panel.table.current_changed.connect(self._pick)
        self.panel.table.failed.connect(self.desk.window.show_trouble)
        self._left.add(self.panel, 1)
        self._pick(None)
        self.panel.table.selectRow(0)

    def _pick(self, job_id: int | None) -> None:
        whose = self.scheme.id if self.scheme else None
        found = [] if job_id is None else self.desk.read_now(employments, None, whose)
        self.job = next((job for job in found if job.id == job_id), None)
        self._grey()

    def _grey(self) -> None:
        why = self.why_not_jobs or ("" if self.job else "Choose a job first.")
        for each in (self.job_tax, self.job_director, self.job_place):
            allow(each, why)
        allow(self.job_letter, self.why_not_pay or ("" if self.job else "Choose a job first."))
        issued = self.job is not None and self.job.p45_issued is not None
        allow(self.job_end, why or ("The payslip with the last day is issued." if issued else ""))

    # -- deeds

    def show_form(self, filling: Filling, then: Callable[[Any], None] | None = None) -> None:
        """Show a form in place of the detail."""
        if self.may_leave():
            self._right.setCurrentWidget(self.form)
            self.form.open(filling, then)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.detail if self.scheme else self.empty)

    def new_employer(self) -> None:
        """The form of a new PAYE scheme."""
        self.show_form(forms.adding_employer(lambda typed: self.desk.read_now(find_members, typed)))

    def new_job(self) -> None:
        """The form of a job with the employer shown."""
        if self.scheme is not None:
            find = lambda typed: self.desk.read_now(find_assistants, typed)  # noqa: E731
            self.show_form(forms.adding_job(self.scheme, find, self.desk.today))

    def record_everybody(self) -> None:
        """A job with the co-op for every PA without one."""
        self.desk.do(None, record_jobs)

    def _of_job(self, make: Callable[[Employment], Filling]) -> None:
        if self.job is not None:
            self.show_form(make(self.job))

    def _tax(self, job: Employment) -> Filling:
        def fresh() -> JobTax:
            return self.desk.read_now(job_tax, job.id)

        return forms.taxing(job, self.desk.today, fresh(), fresh)

    def _letter(self, job: Employment) -> Filling:
        return forms.righting_letter(job, self.desk.today)

    def _end(self, job: Employment) -> Filling:
        return forms.ending_job(job, self.desk.today, partial(self._now, job))

    def _direct(self, job: Employment) -> Filling:
        return forms.directing(job, partial(self._now, job))

    def _place(self, job: Employment) -> Filling:
        return forms.placing(job, partial(self._now, job))

    def _now(self, job: Employment) -> Employment:
        found = self.desk.read_now(employments, job.assistant_id)
        return next((each for each in found if each.id == job.id), job)


def _allowance(scheme: Scheme) -> str:
    if scheme.allowance != "yes":
        return "not claimed"
    return "claimed, shared" if scheme.allowance_shared else "claimed"


def make_page(desk: Desk) -> Page:
    """The page behind the rail entry."""
    return EmployersPage(desk)


def open_employers(desk: Desk) -> None:
    """The command: open the page."""
    desk.window.open_page("employers")
