"""The office itself: its name, the pay day, where it is kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from carecoop_desktop.home.settings.actions import rename_office
from carecoop_desktop.home.settings.queries import OfficeFacts, office_facts
from carecoop_desktop.home.settings.screens.program import where_it_is
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import choice, text
from carecoop_desktop.platform.desktop.page import Card, KeyValue, allow, button, column, label, row
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.work.timesheets.actions import set_pay_day
from carecoop_desktop.work.timesheets.permissions import LOCK

DAYS = [*((day, str(day)) for day in range(1, 29)), (31, "the last day")]


class OfficeTab(QWidget):
    """Facts with the deeds that change them; a form opens below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.facts = KeyValue()
        self.rename_button = button("Rename...", self.rename)
        self.pay_day_button = button("Change the pay day...", self.change_pay_day)
        allow(
            self.rename_button, "" if desk.may(CHANGE_SETTINGS) else "Your role may not change the office's settings."
        )
        allow(self.pay_day_button, "" if desk.may(LOCK) else "Your role may not set the pay day.")
        card = Card("This office")
        card.add(self.facts)
        card.add(row(self.rename_button, self.pay_day_button, None))
        self.form = FormCard(desk, "office")
        self.form.closed.connect(self._closed)
        self.form.hide()
        note = label("Rates, funders and agreements stand on their own pages; who may come in stands under People.",
                     "note", wrap=True)  # fmt: skip
        column(card, self.form, note, None, owner=self, space=2).setStretch(1, 1)

    def reload(self) -> None:
        """Read the facts."""
        self._desk.read(self._show, office_facts)

    def _show(self, facts: OfficeFacts) -> None:
        day = "The last day of the month" if facts.pay_day == 31 else f"Day {facts.pay_day} of the month"
        self.facts.show_facts(
            [
                ("Name", facts.name),
                ("Monthly pay day", day),
                ("Office's date", format_date(self._desk.today)),
                ("Kept in", where_it_is(self._desk)),
            ]
        )

    def rename(self) -> None:
        """The form of another name."""
        self._open(
            changing_whole(
                "Rename the office",
                "Rename",
                self._now(),
                self._now,
                lambda now: (text("name", "Name of the co-operative", now.name, required=True),),
                lambda values, seen: Deed(rename_office, (values["name"], seen)),
                note="It stands on payslips and statements printed from now on; those issued keep the old name.",
                columns={"value": "name"},
            )
        )

    def change_pay_day(self) -> None:
        """The form of another pay day."""
        self._open(
            changing_whole(
                "Monthly pay day",
                "Set the pay day",
                self._now(),
                self._now,
                lambda now: (choice("day", "Day of the month", DAYS, now.pay_day, required=True),),
                lambda values, seen: Deed(set_pay_day, (values["day"], seen)),
                note="Pay periods made from now on follow it. When banks are closed it is the working day before.",
                columns={"value": "day"},
            )
        )

    def _now(self) -> OfficeFacts:
        return self._desk.read_now(office_facts)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self.form.isHidden() or self.form.may_leave()

    def _open(self, filling: Filling) -> None:
        self.form.show()
        self.form.open(filling, self._done)

    def _done(self, _value: Any) -> None:
        self.reload()

    def _closed(self) -> None:
        self.form.hide()
