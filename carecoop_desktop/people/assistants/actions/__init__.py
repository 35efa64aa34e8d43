"""Everything that changes a personal assistant's records."""

from __future__ import annotations

from carecoop_desktop.people.assistants.actions.checks import (
    record_dbs,
    record_reference,
    record_right_to_work,
    record_status_check,
    record_supervision,
    record_training,
    record_vetting_item,
)
from carecoop_desktop.people.assistants.actions.importing import import_assistants, plan_assistants
from carecoop_desktop.people.assistants.actions.pay import (
    set_bank_details,
    set_contract,
    set_pay_rate,
    set_tax_details,
)
from carecoop_desktop.people.assistants.actions.people import (
    add_assistant,
    add_assistants,
    assistant_left,
    change_assistant,
)
from carecoop_desktop.people.assistants.actions.supporting import start_supporting, stop_supporting
from carecoop_desktop.people.assistants.actions.tax import change_code, record_starter

__all__ = [
    "add_assistant",
    "add_assistants",
    "assistant_left",
    "change_assistant",
    "change_code",
    "import_assistants",
    "plan_assistants",
    "record_dbs",
    "record_reference",
    "record_right_to_work",
    "record_starter",
    "record_status_check",
    "record_supervision",
    "record_training",
    "record_vetting_item",
    "set_bank_details",
    "set_contract",
    "set_pay_rate",
    "set_tax_details",
    "start_supporting",
    "stop_supporting",
]
