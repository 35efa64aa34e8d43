"""The page of personal assistants: the list at the left, one PA or a form at the right; or the import."""

from __future__ import annotations

from carecoop_desktop.people.assistants.actions import import_assistants
from carecoop_desktop.people.assistants.actions.importing import assistant_import_fields, plan_assistants
from carecoop_desktop.people.assistants.permissions import CHANGE_ASSISTANTS
from carecoop_desktop.people.assistants.queries import assistant_counts, assistant_ids, assistant_reader
from carecoop_desktop.people.assistants.screens import forms
from carecoop_desktop.people.assistants.screens.detail import AssistantDetail
from carecoop_desktop.people.assistants.screens.words import MAY_NOT_CHANGE, counts_line
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.importing import ImportPage
from carecoop_desktop.platform.desktop.record_page import RecordPage, Words

OWN_TABLES = frozenset(
    {"assistant", "assistant_contract", "assistant_pay_rate", "assistant_bank", "assistant_tax", "assistant_vetting",
     "assistant_dbs", "assistant_right_to_work", "assistant_reference", "assistant_training", "assistant_supervision",
     "support_link", "member"}
)  # fmt: skip


class AssistantsPage(RecordPage):
    """Who the PAs are, and everything about one of them."""

    topic = "assistants"
    words = Words(
        "assistants", "Personal assistants", "a PA",
        "PAs will appear here. Add the first, or import your spreadsheet.",
        "Their contract, their checks and training, and whom they support.",
    )  # fmt: skip
    shares = (11, 10)

    def __init__(self, desk: Desk) -> None:
        reader = assistant_reader(desk.office, desk.window.list_columns("assistants"))
        super().__init__(desk, reader, "" if desk.may(CHANGE_ASSISTANTS) else MAY_NOT_CHANGE)
        self.shows = OWN_TABLES | reader.shape.tables

    def make_detail(self) -> AssistantDetail:
        """One PA."""
        return AssistantDetail(self.desk)

    def make_import(self) -> ImportPage:
        """The office's own list of PAs."""
        fields = assistant_import_fields(self.desk.today)
        return ImportPage(self.desk, "Import PAs", fields, plan_assistants, import_assistants, why_not=self._why_not)

    def adding(self) -> Filling:
        """The form that adds a PA."""
        return forms.adding(self.desk.today)

    def there(self) -> list[int]:
        """Every PA."""
        return list(self.desk.read_now(assistant_ids))

    def read_counts(self) -> None:
        """How many there are of each standing."""
        self.desk.read(lambda counts: self.context_label.setText(counts_line(counts)), assistant_counts)

    def new_assistant(self) -> None:
        """The form that adds a PA; the new one is shown afterwards."""
        self.begin_new()
