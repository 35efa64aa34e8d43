"""Everything that is read of members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carecoop_desktop.platform.kernel.exports import imported_when_used

if TYPE_CHECKING:
    from carecoop_desktop.people.members.queries.around import (
        AskedFor,
        Consent,
        Contact,
        Need,
        consents_of,
        contacts_of,
        needs_of,
        requests_of,
    )
    from carecoop_desktop.people.members.queries.importing import (
        member_import_fields,
        plan_member_import,
        remembered_mapping,
    )
    from carecoop_desktop.people.members.queries.lists import member_list, member_reader
    from carecoop_desktop.people.members.queries.page import HistoryLine, MemberPage, member_history, member_page
    from carecoop_desktop.people.members.queries.people import (
        MemberCounts,
        MemberHead,
        MemberKey,
        MemberRecord,
        find_members,
        member_counts,
        member_head,
        member_ids,
        member_keys,
        member_names,
        member_record,
    )
else:
    __getattr__ = imported_when_used(
        __name__,
        around="AskedFor Consent Contact Need consents_of contacts_of needs_of requests_of",
        importing="member_import_fields plan_member_import remembered_mapping",
        lists="member_list member_reader",
        page="HistoryLine MemberPage member_history member_page",
        people=(
            "MemberCounts MemberHead MemberKey MemberRecord find_members member_counts member_head member_ids "
            "member_keys member_names member_record "
        ),
    )

__all__ = [
    "AskedFor",
    "Consent",
    "Contact",
    "HistoryLine",
    "MemberCounts",
    "MemberHead",
    "MemberKey",
    "MemberPage",
    "MemberRecord",
    "Need",
    "consents_of",
    "contacts_of",
    "find_members",
    "member_counts",
    "member_head",
    "member_history",
    "member_ids",
    "member_import_fields",
    "member_keys",
    "member_list",
    "member_names",
    "member_page",
    "member_reader",
    "member_record",
    "needs_of",
    "plan_member_import",
    "remembered_mapping",
    "requests_of",
]
