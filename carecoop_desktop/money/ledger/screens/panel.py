"""What the ledger brings to a member's page: the account with its chart, and the tab with all its lines."""

from __future__ import annotations

from carecoop_desktop.money.ledger.screens.detail import AccountView
from carecoop_desktop.platform.desktop.desk import Desk


class AccountPanel(AccountView):
    """Balance, weeks of cover and the chart, on the member's overview."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, lines=False)


class AccountTab(AccountView):
    """The whole account, as the tab of a member's page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, lines=True)
