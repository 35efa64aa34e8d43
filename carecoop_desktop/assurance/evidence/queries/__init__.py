"""Everything that is read of evidence."""

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

__all__ = [
    "CheckLine", "Filed", "FiledFile", "Gap", "Overview", "Pack", "PackCheck", "PackQuestion", "PackTopic", "Plan",
    "QuestionState", "TopicState", "check_line", "check_title", "document_file", "documents", "frameworks",
    "overview", "pack", "plans", "run_check", "search_entries", "today_items", "waiting_count",
]  # fmt: skip
