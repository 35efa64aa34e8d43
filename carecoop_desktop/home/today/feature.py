"""The passport of the room: Today."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Feature, RailEntry, Ref

_HERE = "carecoop_desktop.home.today"

FEATURE = Feature(
    room="today",
    wing="home",
    tables=Ref(f"{_HERE}.tables"),
    rail=(
        RailEntry(
            "today",
            "Today",
            Ref(f"{_HERE}.screens.page:make_page"),
            Ref(f"{_HERE}.queries:badge"),
            ("member", "assistant", "timesheet_line", "pay_period", "pay_run", "posting", "agreement", "assistant_dbs",
             "assistant_training", "member_change_request", "evidence_plan", "sheet_declaration"),
        ),
    ),
)  # fmt: skip
