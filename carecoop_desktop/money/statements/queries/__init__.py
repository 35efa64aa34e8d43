"""Everything that is read of statements."""

from carecoop_desktop.money.statements.queries.making import statement, statements
from carecoop_desktop.money.statements.queries.views import (
    Aside,
    HoursUsed,
    Issued,
    MoneyIn,
    MoneyOut,
    Outlook,
    Statement,
    SurplusTest,
    Transaction,
)

__all__ = [
    "Aside",
    "HoursUsed",
    "Issued",
    "MoneyIn",
    "MoneyOut",
    "Outlook",
    "Statement",
    "SurplusTest",
    "Transaction",
    "statement",
    "statements",
]
