"""The passport of the room: assistants."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, LiveCheck, Panel, RailEntry, Ref

_ROOM = "carecoop_desktop.people.assistants"
_MAY = Ref(f"{_ROOM}.permissions:CHANGE_ASSISTANTS")
_CHECKS = f"{_ROOM}.queries.checks"


def _check(name: str, title: str) -> LiveCheck:
    return LiveCheck(name, title, Ref(f"{_CHECKS}:{name}"))


FEATURE = Feature(
    room="assistants",
    wing="people",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    rail=(
        RailEntry(
            "assistants",
            "Personal assistants",
            Ref(f"{_ROOM}.screens.page:AssistantsPage"),
            badge=Ref(f"{_ROOM}.queries.waiting:waiting_count"),
            watches=("assistant", "assistant_dbs", "assistant_right_to_work", "assistant_bank", "assistant_tax"),
        ),
    ),
    panels=(Panel("member.overview", "My PAs", Ref(f"{_ROOM}.screens.my_pas:MyPas"), order=10),),
    commands=(
        Command(
            "New PA", Ref(f"{_ROOM}.screens.commands:new_assistant"), _MAY, keywords="add personal assistant staff"
        ),
        Command(
            "Import PAs from a spreadsheet", Ref(f"{_ROOM}.screens.commands:import_file"), _MAY, keywords="csv excel"
        ),
    ),
    checks=(
        _check("dbs_in_date", "DBS certificates in date by the office's policy"),
        _check("references_before_first_shift", "Two references in before the first shift"),
        _check("right_to_work_before_first_shift", "Right to work checked before the first shift"),
        _check("schedule3_complete", "Staff files hold all that Schedule 3 asks for"),
        _check("training_in_date", "Training that everybody needs is in date"),
        _check("moving_handling_in_date", "Moving and handling in date"),
        _check("medicines_in_date", "Medicines training in date"),
        _check("safeguarding_training_in_date", "Safeguarding adults in date"),
        _check("care_certificate_done", "Care Certificate done"),
        _check("supervision_in_time", "Supervision within the office's term"),
    ),
    today=(Ref(f"{_ROOM}.queries.waiting:today_items"),),
    searches={"assistant": ("assistants", Ref(f"{_ROOM}.queries.people:search_entries"))},
    demo=Ref(f"{_ROOM}.demo:demo"),
)
