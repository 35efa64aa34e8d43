"""The passport of the room: evidence."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, LiveCheck, RailEntry, Ref

_ROOM = "carecoop_desktop.assurance.evidence"
_CHECKS = f"{_ROOM}.checks"

FEATURE = Feature(
    room="evidence",
    wing="assurance",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    rail=(
        RailEntry(
            "evidence",
            "Evidence",
            Ref(f"{_ROOM}.screens.page:EvidencePage"),
            badge=Ref(f"{_ROOM}.queries.waiting:waiting_count"),
            watches=("evidence_document", "evidence_plan"),
        ),
    ),
    commands=(
        Command(
            "Print evidence pack",
            Ref(f"{_ROOM}.screens.commands:print_pack"),
            Ref(f"{_ROOM}.permissions:ISSUE_PACK"),
            keywords="inspection cqc ofsted pdf",
        ),
        Command(
            "File a document as evidence",
            Ref(f"{_ROOM}.screens.commands:file_document"),
            Ref(f"{_ROOM}.permissions:CHANGE_EVIDENCE"),
            keywords="attach voice survey policy",
        ),
    ),
    checks=(
        LiveCheck("history_chain_holds", "Nothing in the history was altered", Ref(f"{_CHECKS}:history_chain_holds")),
        LiveCheck("backup_recent", "A proved backup of the last two days", Ref(f"{_CHECKS}:backup_recent")),
    ),
    today=(Ref(f"{_ROOM}.queries.waiting:today_items"),),
    searches={"evidence_document": ("evidence", Ref(f"{_ROOM}.queries.waiting:search_entries"))},
    demo=Ref(f"{_ROOM}.demo:demo"),
)
