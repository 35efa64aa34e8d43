"""What the actions of attachment orders are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """An order as it is typed in: amounts in pence for a pay period; ``total`` 0 where the order names none. It is
    addressed to one employer, None being that of the main job."""

    kind: str
    reference: str
    issued_by: str
    received: date
    since: date
    normal: int = 0
    protected: int = 0
    higher: bool = False
    total: int = 0
    taken_before: int = 0
    carried: int = 0
    carried_protected: int = 0
    fee: bool = True
    payee: str = ""
    payee_sort_code: str = ""
    payee_account: str = ""
    payee_reference: str = ""
    note: str = ""
    employer_id: int | None = None
