"""Ask to see: what stands at the left of the room, and which sheet each leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from carecoop_desktop.home.inspector.showing.evidence import document_sheet, topic_list, topic_sheet
from carecoop_desktop.home.inspector.showing.people import consent_list, plan_list, plan_sheet, request_list
from carecoop_desktop.home.inspector.showing.sheets import Sheet, kept_back
from carecoop_desktop.home.inspector.showing.staff import staff_list, staff_sheet, training_matrix
from carecoop_desktop.home.inspector.showing.work import visit_list
from carecoop_desktop.people.assistants.queries import file_owners
from carecoop_desktop.people.members.queries import member_ids, requests_of
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader


@dataclass(frozen=True, slots=True)
class Ask:
    """One line of "Ask to see"; ``count`` stands in brackets where there is one."""

    kind: str
    label: str
    count: int | None = None

    @property
    def words(self) -> str:
        """``Staff files (31)``."""
        return self.label if self.count is None else f"{self.label} ({self.count})"


ASKS = (
    Ask("staff-list", "Staff files"),
    Ask("plan-list", "Members' support plans"),
    Ask("training", "Training matrix"),
    Ask("hours", "Hours and visits"),
    Ask("requests", "Requests for change"),
    Ask("consents", "People's consents"),
    Ask("evidence", "Evidence by question"),
)

_LISTS: dict[str, Callable[[Reader], Sheet]] = {
    "staff-list": staff_list,
    "plan-list": plan_list,
    "training": training_matrix,
    "hours": visit_list,
    "requests": request_list,
    "consents": consent_list,
}
_RECORDS: dict[str, Callable[[Reader, int], Sheet]] = {
    "staff": staff_sheet,
    "plan": plan_sheet,
    "document": document_sheet,
}


def asks(reader: Reader) -> list[Ask]:
    """What can be asked for, with how many of each there are."""
    counts = {
        "staff-list": len(file_owners(reader)),
        "plan-list": len(member_ids(reader, "active", "paused")),
        "requests": len(requests_of(reader)),
    }
    return [Ask(one.kind, one.label, counts.get(one.kind)) for one in ASKS]


def sheet(reader: Reader, kind: str, record_id: int | None, framework: str) -> Sheet:
    """One sheet, with everything taken out that is not an inspector's. Refusal for what is not shown here."""
    if kind == "evidence":
        return kept_back(topic_list(reader, framework))
    if kind in _LISTS:
        return kept_back(_LISTS[kind](reader))
    if record_id is not None and kind == "topic":
        return kept_back(topic_sheet(reader, framework, record_id))
    if record_id is not None and kind in _RECORDS:
        return kept_back(_RECORDS[kind](reader, record_id))
    raise Refusal("This is not shown in the inspector's room.")
