"""The page of funding: agreements at the left with their reviews, one of them and the funders at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from carecoop_desktop.people.funding.entries import Funder
from carecoop_desktop.people.funding.permissions import CHANGE_FUNDING
from carecoop_desktop.people.funding.queries import (
    AgreementLine,
    FunderLine,
    agreement,
    agreement_reader,
    agreements_of,
    first_agreement,
    funders,
)
from carecoop_desktop.people.funding.register import find_known
from carecoop_desktop.people.funding.screens import forms
from carecoop_desktop.people.funding.screens.words import (
    MAY_NOT,
    agreement_facts,
    agreement_row,
    funder_row,
    funding_line,
)
from carecoop_desktop.people.members.queries import find_members, member_names
from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard, Then
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    DetailPanel,
    Do,
    EmptyState,
    KeyValue,
    Page,
    RowsTable,
    Split,
    allow,
    button,
    column,
    label,
    row,
    scrolled,
)
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.desktop.theme import current


class AgreementDetail(DetailPanel):
    """One agreement, the others of its member, and all funders."""

    def __init__(self, page: FundingPage) -> None:
        super().__init__()
        self._page = page
        self.line: AgreementLine | None = None
        self._others: list[AgreementLine] = []
        self.more = self.add_button(button("More"))
        self.more.setMenu(QMenu(self.more))
        allow(self.more, page.why_not)
        self.facts = KeyValue()
        self.others = RowsTable(
            [Column("Funder", stretch=True), Column("Weekly", "money"), Column("From"), Column("State")],
            name="All agreements of this member",
            fit=True,
        )
        self.others.opened.connect(lambda place: page.show_record(self._others[place].id))
        self.funders = RowsTable(
            [Column("Funder", stretch=True), Column("Members", "number"), Column("A week", "money"), Column("")],
            name="Funders",
            fit=True,
        )
        add = button("Add funder", page.new_funder, role="small")
        allow(add, page.why_not)
        inside = QWidget()
        column(self.facts, label("All agreements of this member", "heading"), self.others,
               row(label("Funders", "heading"), None, add), self.funders, None, space=1.5, owner=inside)  # fmt: skip
        self.add(scrolled(inside, "Agreement"), 1)

    def show_line(self, line: AgreementLine, others: list[AgreementLine]) -> None:
        """Show an agreement."""
        self.line, self._others = line, others
        self.say(line.member, f"{line.funder} · from {line.start.year}")
        self.facts.show_facts(agreement_facts(line))
        self.others.set_rows([agreement_row(one) for one in others])
        menu = self.more.menu()
        menu.clear()
        menu.addAction("&Edit agreement", partial(self._page.edit, line))
        menu.addAction("E&nd agreement", partial(self._page.end, line))
        menu.addAction("Open the &member", partial(self._page.desk.window.open_page, "members", line.member_id))

    def show_funders(self, found: list[FunderLine]) -> None:
        """Show the funders."""
        why_not = self._page.why_not
        self.funders.set_rows(
            [[*funder_row(one), Do("Edit", partial(self._page.edit_funder, one), why_not)] for one in found]
        )


class FundingPage(Page):
    """Who pays for whom, how much a week, and what is to be reviewed."""

    topic = "funding"
    shows = frozenset({"funder", "agreement", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Funding")
        self.desk = desk
        self.why_not = "" if desk.may(CHANGE_FUNDING) else MAY_NOT
        self._funders: list[FunderLine] = []
        self._opened_at: int | None = None
        self.add_action("New agreement", self.new_agreement, primary=True, key="Ctrl+N", why_not=self.why_not)
        card = Card(flush=True)
        self.panel = RecordPanel(agreement_reader(desk.office), memory=desk.memory)
        self.panel.table.set_empty_text("Agreements will appear here: who pays for whom, and how much a week.")
        self.panel.table.current_changed.connect(self._picked)
        self.panel.table.failed.connect(desk.window.show_trouble)
        edge = current().sizes.units(2)
        self.panel.bar.setContentsMargins(edge, edge, edge, 0)
        card.add(self.panel, 1)
        self.add(Split(card, self._build_right(), shares=(5, 3), key="funding", memory=desk.memory), 1)

    def _build_right(self) -> QWidget:
        self.detail = AgreementDetail(self)
        self.form = FormCard(self.desk, "funding")
        self.form.closed.connect(self._close_form)
        self.empty = Card()
        note = "Add the councils and boards that pay, then what each pays for a member."
        self.empty.add(EmptyState("No agreements yet", "Add a funder", self.new_funder, note=note), 1)
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self.form):
            self._right.addWidget(part)
        return self._right

    # data

    def reload(self) -> None:
        """Read the list, the funders and the open agreement again."""
        self.panel.table.reload()
        self.desk.read(self._counted, funders)
        if self._opened_at is None:
            self.desk.read(self._open_first, first_agreement)
        else:
            self._read(self._opened_at)

    def _counted(self, found: list[FunderLine]) -> None:
        self._funders = found
        self.say("Funding", funding_line(found))
        self.detail.show_funders(found)

    def _open_first(self, agreement_id: int | None) -> None:
        if agreement_id is not None:
            self.show_record(agreement_id)

    def _picked(self, agreement_id: int | None) -> None:
        if agreement_id is not None and self._right.currentWidget() is not self.form:
            self._read(agreement_id)

    def _read(self, agreement_id: int) -> None:
        self._opened_at = agreement_id
        self.desk.read(self._show, agreement, agreement_id)

    def _show(self, line: AgreementLine) -> None:
        if line.id != self._opened_at:
            return
        self.detail.show_line(line, self.desk.read_now(agreements_of, line.member_id))
        if self._right.currentWidget() is not self.form:
            self._right.setCurrentWidget(self.detail)

    def show_record(self, record_id: int) -> None:
        """Open on one agreement."""
        if self.may_leave():
            self._right.setCurrentWidget(self.detail)
            self.panel.table.show_record(record_id)
            self._read(record_id)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    # forms

    def show_form(self, filling: Filling, then: Then | None = None, *, about: object = "") -> None:
        """Show a form in place of the detail; ``about`` is what it is about."""
        if self.may_leave():
            self._right.setCurrentWidget(self.form)
            self.form.open(filling, then, about=about)

    def new_agreement(self, member_id: int | None = None) -> None:
        """The form of a new agreement, for one member if named."""
        if self.why_not:
            return
        if not self._funders:
            self.new_funder()
            return
        member = (member_id, self.desk.read_now(member_names)[member_id]) if member_id is not None else None
        filling = forms.new_agreement(self._find_members, self._funders, self.desk.today, member)
        self.show_form(filling, self.show_record, about=f"new:{member_id or 0}")

    def new_funder(self) -> None:
        """The form of a new funder."""
        if not self.why_not:
            self.show_form(forms.new_funder(known_funder), about="funder")

    def edit(self, line: AgreementLine) -> None:
        """The form that corrects an agreement."""
        self.show_form(forms.changing_agreement(line, self._funders, lambda: self._now(line).version), about=line.id)

    def end(self, line: AgreementLine) -> None:
        """The form of an agreement's last day."""
        self.show_form(forms.ending_agreement(line, self.desk.today, partial(self._now, line)), about=line.id)

    def edit_funder(self, line: FunderLine) -> None:
        """The form of a funder."""
        self.show_form(forms.changing_funder(line, partial(self._funder, line)), about=f"funder:{line.id}")

    def _now(self, line: AgreementLine) -> AgreementLine:
        return self.desk.read_now(agreement, line.id)

    def _funder(self, line: FunderLine) -> FunderLine:
        return next((each for each in self.desk.read_now(funders) if each.id == line.id), line)

    def _find_members(self, typed: str) -> list[tuple[int, str]]:
        return [(found[0], found[1]) for found in self.desk.read_now(find_members, typed)]

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.detail if self.detail.line is not None else self.empty)
        self.reload()


def known_funder(name: str) -> Funder | None:
    """A funder as the register has it, by any of its names."""
    known = find_known(name)
    return Funder(known.name, known.kind, known.code, known.surplus_weeks) if known else None
