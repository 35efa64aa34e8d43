"""Everything that is read of personal assistants, as frozen rows."""

from __future__ import annotations

from carecoop_desktop.people.assistants.queries.pay import P45, BankDetails, PayTerms, pay_terms
from carecoop_desktop.people.assistants.queries.support import (
    SupportLink,
    assistant_names,
    count_assistants,
    members_to_support,
    support_links,
    supported_by,
    supports,
)

__all__ = [
    "P45",
    "BankDetails",
    "PayTerms",
    "SupportLink",
    "assistant_names",
    "count_assistants",
    "members_to_support",
    "pay_terms",
    "support_links",
    "supported_by",
    "supports",
]
