"""The passport of the room: timesheets."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, LiveCheck, Panel, RailEntry, Ref

_ROOM = "carecoop_desktop.work.timesheets"

FEATURE = Feature(
    room="timesheets",
    wing="work",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    rail=(
        RailEntry(
            "timesheets",
            "Timesheets",
            Ref(f"{_ROOM}.screens.page:make_page"),
            Ref(f"{_ROOM}.queries.waiting:waiting_count"),
            ("timesheet_line",),
        ),
    ),
    panels=(
        Panel("member", "Hours", Ref(f"{_ROOM}.screens.panels:member_hours"), 40),
        Panel("assistant", "Recent weeks", Ref(f"{_ROOM}.screens.panels:recent_weeks"), 40),
    ),
    commands=(
        Command(
            "Enter hours",
            Ref(f"{_ROOM}.screens.commands:enter_hours"),
            Ref(f"{_ROOM}.permissions:ENTER"),
            keywords="timesheet week shift mileage expenses",
        ),
        Command(
            "Import hours from a spreadsheet",
            Ref(f"{_ROOM}.screens.commands:bring_in"),
            Ref(f"{_ROOM}.permissions:ENTER"),
            keywords="timesheets csv excel xlsx",
        ),
        Command(
            "Lock a pay period",
            Ref(f"{_ROOM}.screens.commands:lock_period"),
            Ref(f"{_ROOM}.permissions:LOCK"),
            keywords="sheets complete nil missing",
        ),
    ),
    checks=(
        LiveCheck("timesheets_signed", "Hours signed by the member", Ref(f"{_ROOM}.checks:timesheets_signed")),
        LiveCheck("staff_rest_respected", "PAs’ rest respected", Ref(f"{_ROOM}.checks:staff_rest_respected")),
        LiveCheck("hours_delivered_vs_plan", "Hours given as agreed", Ref(f"{_ROOM}.checks:hours_delivered_vs_plan")),
        LiveCheck("known_face_visits", "Visits by a known face", Ref(f"{_ROOM}.checks:known_face_visits")),
    ),
    today=(Ref(f"{_ROOM}.checks:today_items"),),
    demo=Ref(f"{_ROOM}.demo:fill"),
    demo_month=Ref(f"{_ROOM}.demo:do_month"),
    office_checks=(Ref(f"{_ROOM}.queries.faults:faults"),),
)
