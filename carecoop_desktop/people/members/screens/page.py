"""The page of members: the list at the left, one member or a form at the right; or the import of a spreadsheet."""

from __future__ import annotations

from carecoop_desktop.people.members.actions import CHANGE_MEMBERS, import_members
from carecoop_desktop.people.members.queries import (
    MemberCounts,
    member_counts,
    member_ids,
    member_import_fields,
    member_reader,
    plan_member_import,
    remembered_mapping,
)
from carecoop_desktop.people.members.rules import STATUSES
from carecoop_desktop.people.members.screens import member_form
from carecoop_desktop.people.members.screens.detail import MAY_NOT, MemberDetail
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.importing import ImportPage
from carecoop_desktop.platform.desktop.record_page import RecordPage, Words

OWN_TABLES = frozenset(
    {"member", "member_contact", "member_information_need", "member_consent", "member_change_request", "circle_member",
     "support_link", "agreement", "ledger_entry", "change_set"}
)  # fmt: skip


class MembersPage(RecordPage):
    """Picture 2: who the members are, and everything about one of them."""

    topic = "members"
    words = Words(
        "members", "Members", "a member", "Members will appear here. Add the first, or import your spreadsheet.",
        "What they say about themselves, who supports them, what they asked for.",
    )  # fmt: skip
    shares = (45, 55)

    def __init__(self, desk: Desk) -> None:
        reader = member_reader(desk.office, desk.window.list_columns("members"))
        super().__init__(desk, reader, "" if desk.may(CHANGE_MEMBERS) else MAY_NOT)
        self.shows = OWN_TABLES | reader.shape.tables

    def make_detail(self) -> MemberDetail:
        """One member."""
        return MemberDetail(self.desk)

    def make_import(self) -> ImportPage:
        """The office's own list of members."""
        return ImportPage(
            self.desk, "Import members", self.desk.read_now(member_import_fields), plan_member_import,
            import_members, remembered=remembered_mapping, why_not=self._why_not,
        )  # fmt: skip

    def adding(self) -> Filling:
        """The form that adds a member."""
        return member_form.adding()

    def there(self) -> list[int]:
        """Every member."""
        return list(self.desk.read_now(member_ids, *STATUSES))

    def read_counts(self) -> None:
        """How many there are of each standing."""
        self.desk.read(lambda counts: self.context_label.setText(counts_line(counts)), member_counts)

    def go_to(self, **address: object) -> None:
        """Open on the record of an address."""
        record = address.get("record", address.get("member"))
        if isinstance(record, int):
            self.show_record(record)

    def new_member(self) -> None:
        """The form that adds a member; the new one is shown afterwards."""
        self.begin_new()


def counts_line(counts: MemberCounts) -> str:
    """``46 people · 44 active, 1 joining, 1 paused``."""
    if not counts.present:
        return "Nobody yet"
    people = "1 person" if counts.present == 1 else f"{counts.present:,} people"
    kinds = [f"{number} {word}" for word, number in
             (("active", counts.active), ("joining", counts.joining), ("paused", counts.paused)) if number]  # fmt: skip
    return f"{people} · {', '.join(kinds)}"
