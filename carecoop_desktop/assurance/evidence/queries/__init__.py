"""Everything that is read of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carecoop_desktop.platform.kernel.exports import imported_when_used

if TYPE_CHECKING:
    from carecoop_desktop.assurance.evidence.queries.filing import (
        Filed,
        FiledFile,
        Plan,
        document_file,
        documents,
        plans,
    )
    from carecoop_desktop.assurance.evidence.queries.packing import Pack, PackCheck, PackQuestion, PackTopic, pack
    from carecoop_desktop.assurance.evidence.queries.standing import (
        CheckLine,
        Gap,
        Overview,
        QuestionState,
        TopicState,
        check_line,
        check_title,
        frameworks,
        overview,
        run_check,
    )
    from carecoop_desktop.assurance.evidence.queries.waiting import search_entries, today_items, waiting_count
else:
    __getattr__ = imported_when_used(
        __name__,
        filing="Filed FiledFile Plan document_file documents plans",
        packing="Pack PackCheck PackQuestion PackTopic pack",
        standing=(
            "CheckLine Gap Overview QuestionState TopicState check_line check_title frameworks overview run_check "
        ),
        waiting="search_entries today_items waiting_count",
    )

__all__ = [
    "CheckLine", "Filed", "FiledFile", "Gap", "Overview", "Pack", "PackCheck", "PackQuestion", "PackTopic", "Plan",
    "QuestionState", "TopicState", "check_line", "check_title", "document_file", "documents", "frameworks",
    "overview", "pack", "plans", "run_check", "search_entries", "today_items", "waiting_count",
]  # fmt: skip
