"""Everything that is read of personal assistants, as frozen rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carecoop_desktop.platform.kernel.exports import imported_when_used

if TYPE_CHECKING:
    from carecoop_desktop.people.assistants.queries.files import (
        DbsLine,
        FileOwner,
        MatrixRow,
        ReferenceLine,
        RightToWorkLine,
        StaffFile,
        dbs_checks_of,
        evidence_of,
        file_owners,
        item_held,
        references_of,
        right_to_work_of,
        staff_file,
        training_of,
        vetting_matrix,
    )
    from carecoop_desktop.people.assistants.queries.lists import (
        assistant_list,
        assistant_reader,
    )
    from carecoop_desktop.people.assistants.queries.page import (
        AssistantCounts,
        AssistantPage,
        HistoryLine,
        assistant_counts,
        assistant_history,
        assistant_ids,
        assistant_page,
        course_choices,
        item_choices,
    )
    from carecoop_desktop.people.assistants.queries.pay import (
        P45,
        BankDetails,
        PayTerms,
        pay_frequencies,
        pay_terms,
    )
    from carecoop_desktop.people.assistants.queries.people import (
        AssistantRecord,
        BankLine,
        ContractLine,
        RateLine,
        SupervisionLine,
        TaxLine,
        assistant_record,
        bank_details_of,
        contracts_of,
        find_assistants,
        pay_rates_of,
        search_entries,
        supervisions_of,
        tax_details_of,
    )
    from carecoop_desktop.people.assistants.queries.support import (
        MemberPa,
        SupportLink,
        assistant_names,
        count_assistants,
        member_pas,
        members_to_support,
        support_links,
        supported_by,
        supports,
    )
    from carecoop_desktop.people.assistants.queries.waiting import (
        today_items,
        waiting_count,
    )
else:
    __getattr__ = imported_when_used(
        __name__,
        files=(
            "DbsLine FileOwner MatrixRow ReferenceLine RightToWorkLine StaffFile dbs_checks_of evidence_of item_held "
            "file_owners references_of right_to_work_of staff_file training_of vetting_matrix "
        ),
        lists="assistant_list assistant_reader",
        page=(
            "AssistantCounts AssistantPage HistoryLine assistant_counts assistant_history assistant_ids "
            "assistant_page course_choices item_choices "
        ),
        pay="P45 BankDetails PayTerms pay_frequencies pay_terms",
        people=(
            "AssistantRecord BankLine ContractLine RateLine SupervisionLine TaxLine assistant_record "
            "bank_details_of contracts_of find_assistants pay_rates_of search_entries supervisions_of "
            "tax_details_of "
        ),
        support=(
            "MemberPa SupportLink assistant_names count_assistants member_pas members_to_support support_links "
            "supported_by supports "
        ),
        waiting="today_items waiting_count",
    )

__all__ = [
    "P45",
    "AssistantCounts",
    "AssistantPage",
    "AssistantRecord",
    "BankDetails",
    "BankLine",
    "ContractLine",
    "DbsLine",
    "FileOwner",
    "HistoryLine",
    "MatrixRow",
    "MemberPa",
    "PayTerms",
    "RateLine",
    "ReferenceLine",
    "RightToWorkLine",
    "StaffFile",
    "SupervisionLine",
    "SupportLink",
    "TaxLine",
    "assistant_counts",
    "assistant_history",
    "assistant_ids",
    "assistant_list",
    "assistant_names",
    "assistant_page",
    "assistant_reader",
    "assistant_record",
    "bank_details_of",
    "contracts_of",
    "count_assistants",
    "course_choices",
    "dbs_checks_of",
    "evidence_of",
    "file_owners",
    "find_assistants",
    "item_choices",
    "item_held",
    "member_pas",
    "members_to_support",
    "pay_frequencies",
    "pay_rates_of",
    "pay_terms",
    "references_of",
    "right_to_work_of",
    "search_entries",
    "staff_file",
    "supervisions_of",
    "support_links",
    "supported_by",
    "supports",
    "tax_details_of",
    "today_items",
    "training_of",
    "vetting_matrix",
    "waiting_count",
]
