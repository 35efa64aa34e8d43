"""The payroll journal among payroll's papers: the accounts' own table of a pay run."""

from __future__ import annotations

from carecoop_desktop.money.ledger.queries.pay_journal import pay_journal
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.work.payroll.papers.screens.page import RunPaper


def journal_paper(_desk: Desk) -> RunPaper:
    """The panel that brings it."""
    return RunPaper("Payroll journal", "The entries of a pay run in the accounts", pay_journal)
