"""One member's account: how it stands, its chart and its lines."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from carecoop_desktop.money.ledger.queries import AccountLine, Series, Standing, member_lines, member_series
from carecoop_desktop.money.ledger.queries.balances import member_standing
from carecoop_desktop.money.ledger.screens.account_form import account_words, chart_words, line_rows, state_tag
from carecoop_desktop.money.ledger.screens.chart import AccountChart
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, Pill, RowsTable, column, label, row
from carecoop_desktop.platform.kernel.dates import add_months, month_start
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.reader import Reader

_MONTHS_SHOWN = 12
Account = tuple[Standing | None, Series | None, list[AccountLine]]


def member_account(reader: Reader, member_id: int) -> Account:
    """Everything that the screens show of one account: the last twelve months."""
    first = month_start(add_months(reader.today, 1 - _MONTHS_SHOWN))
    last = add_months(reader.today, 2)
    return (
        member_standing(reader, member_id),
        member_series(reader, member_id),
        member_lines(reader, member_id, first, last),
    )


class AccountView(QWidget):
    """Figures, chart and, where wanted, the lines of an account."""

    def __init__(self, desk: Desk, *, lines: bool) -> None:
        super().__init__()
        self._desk = desk
        self.standing: Standing | None = None
        self.lines: list[AccountLine] = []
        self.words = label("", "heading", wrap=True)
        self.pill = Pill()
        self.budget = label("", "note", wrap=True)
        self.chart = AccountChart()
        self.ahead = label("", "note", wrap=True)
        self.table = RowsTable(
            [Column("Date"), Column("What", stretch=True), Column("Amount", "money"), Column("Balance", "money")],
            name="Lines of the account",
        )
        state = row(self.pill, self.budget)
        state.setStretch(1, 1)
        layout = column(self.words, state, self.chart, self.ahead, owner=self)
        self.table.setVisible(lines)
        if lines:
            layout.addWidget(self.table, 1)
        else:
            self.ahead.setVisible(False)

    def show_record(self, member_id: int) -> None:
        """Show a member's account."""
        self._desk.read(self._arrived, member_account, member_id)

    def _arrived(self, account: Account) -> None:
        self.standing, series, self.lines = account
        self.chart.show_series(series)
        if self.standing is None:
            self.words.setText("Account · nothing yet")
            self.pill.say("", "quiet")
            self.budget.setText("It begins with the first agreement or the first money that comes in.")
        else:
            self.words.setText(account_words(self.standing))
            tag = state_tag(self.standing)
            self.pill.say(tag.text, tag.state)
            self.budget.setText(_budget_words(self.standing))
        self.ahead.setText(chart_words(series) if series else "")
        self.table.set_rows(line_rows(self.lines))  # type: ignore[arg-type]

    def chosen_line(self, number: int) -> AccountLine | None:
        """The line in a row of the table: the newest stands first."""
        return self.lines[len(self.lines) - 1 - number] if 0 <= number < len(self.lines) else None


def _budget_words(standing: Standing) -> str:
    if not standing.weekly:
        return "Nobody pays a weekly budget into it now."
    words = f"{format_money(standing.weekly)} a week"
    if standing.limit_weeks is not None:
        words += f" · the funder lets {standing.limit_weeks} weeks’ money stand"
    return words
