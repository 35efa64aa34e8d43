"""The forms behind "Record check" and "Record training": what they ask and what they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.actions import (
    record_dbs,
    record_reference,
    record_right_to_work,
    record_status_check,
    record_supervision,
    record_training,
    record_vetting_item,
)
from carecoop_desktop.people.assistants.entries import (
    Dbs,
    Reference,
    RightToWork,
    Supervision,
    Training,
    VettingItem,
)
from carecoop_desktop.people.assistants.queries import AssistantPage, ReferenceLine, course_choices, item_choices
from carecoop_desktop.people.assistants.rules import words
from carecoop_desktop.people.assistants.rules.schedule3 import HeldItem
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import check, choice, date_, multiline, text
from carecoop_desktop.platform.desktop.keyed_record import setting_under

Fresh = Callable[[], AssistantPage]
Held = Callable[[str], HeldItem | None]


def checks(page: AssistantPage, today: date, user: str, fresh: Fresh, held: Held) -> list[tuple[str, Filling]]:
    """Everything that "Record check" offers; what is most likely due comes first.

    ``fresh`` reads the page again, ``held`` an item of the staff file, after another desk has recorded the same.
    """
    online = bool(page.dbs_checks) and page.dbs_checks[0].update_service
    first = [("Update Service check", status_check(page, today, fresh))] if online else []
    return [
        *first,
        ("DBS certificate", certificate(page, today, user)),
        ("Right to work", right_to_work(page, today, user)),
        ("Reference", reference(page, None, fresh)),
        ("Item of the staff file", vetting_item(page, today, user, held)),
    ]


def certificate(page: AssistantPage, today: date, user: str) -> Filling:
    """A certificate that was seen."""
    fields = (
        text("certificate", "Certificate number", width=16, hint="Twelve figures", required=True),
        date_("issued_on", "Issued on", required=True),
        choice("level", "Level", list(words.DBS_LEVELS.items()), "enhanced", required=True),
        choice("barred_lists", "Barred lists", list(words.BARRED_LISTS.items()), "adults"),
        date_("seen", "Original seen on", today),
        text("seen_by", "Seen by", user),
        check("update_service", "On the Update Service, with the PA's consent to look"),
        date_("renew_by", "Renew by", hint="Empty follows the office's policy"),
        text("decision", "Decision", "No content", hint="No detail of any conviction"),
    )
    note = "Do not keep the certificate or a copy of it."
    return Filling(
        f"DBS certificate of {page.record.name}",
        "Record certificate",
        fields,
        lambda values, _v: Deed(record_dbs, (page.record.id, Dbs(**_worded(values, "barred_lists")))),
        note=note,
    )


def status_check(page: AssistantPage, today: date, fresh: Fresh) -> Filling:
    """A look at the Update Service."""
    fields = (
        date_("checked", "Looked up on", today, required=True),
        choice(
            "no_change",
            "What it said",
            [(True, "No change: the certificate still holds"), (False, "Changed: a new certificate is needed")],
            True,
            required=True,
        ),
    )
    return setting_under(
        f"Update Service check of {page.record.name}",
        "Record check",
        fields,
        (),
        page.mark,
        lambda _key: {"checked": fresh().dbs_checks[0].status_checked},
        lambda values, seen: Deed(record_status_check, (page.record.id, values["checked"], values["no_change"], seen)),
        columns={"status_checked": "checked"},
    )


def right_to_work(page: AssistantPage, today: date, user: str) -> Filling:
    """How the right to work was checked."""
    fields = (
        text("method", "How", hint="Passport seen, share code, identity service", required=True),
        date_("checked", "Checked on", today, required=True),
        text("checked_by", "Checked by", user),
        date_("follow_up", "Look again by", hint="Empty where there is no limit"),
    )
    return Filling(
        f"Right to work of {page.record.name}",
        "Record check",
        fields,
        lambda values, _v: Deed(record_right_to_work, (page.record.id, RightToWork(**values))),
    )


def reference(page: AssistantPage, held: ReferenceLine | None, fresh: Fresh) -> Filling:
    """A reference asked for or received; ``held`` is one that stands already."""
    held_id = held.id if held else None
    fields = (
        text("referee", "From whom", held.referee if held else "", required=True),
        text("relation", "Who they are to the PA", held.relation if held else "", hint="Last care employer"),
        date_("asked", "Asked for on", held.asked if held else None),
        date_("received", "Received on", held.received if held else None),
        check("verified", "Checked with the referee by telephone", held.verified if held else False),
    )
    return setting_under(
        f"Reference for {page.record.name}",
        "Record reference",
        fields,
        (),
        page.mark,
        lambda _key: next((asdict(each) for each in fresh().references if each.id == held_id), {}),
        lambda values, seen: Deed(record_reference, (page.record.id, Reference(**values), held_id, seen)),
    )


def vetting_item(page: AssistantPage, today: date, user: str, standing: Held) -> Filling:
    """An item of Schedule 3 that is recorded by hand."""
    missing = next((cell.code for cell in page.file.items if not cell.complete), "identity")
    choices = item_choices()
    known = {code for code, _name in choices}
    fields = (
        choice("item", "Item", choices, missing if missing in known else "identity", required=True),
        text("held", "What is held", hint="Passport, copy; 1 gap, explained"),
        date_("checked", "Checked on", today),
        text("checked_by", "Checked by", user),
        check("complete", "Nothing is missing", True),
    )
    return setting_under(
        f"Staff file of {page.record.name}",
        "Record item",
        fields,
        ("item",),
        page.mark,
        lambda key: asdict(now) if (now := standing(*key)) is not None else {},
        lambda values, seen: Deed(record_vetting_item, (page.record.id, VettingItem(**values), seen)),
    )


def training(page: AssistantPage, today: date) -> Filling:
    """A course that was done."""
    wanted = next((one.code for one in page.file.training if one.state.tone.value in ("bad", "warn")), None)
    fields = (
        choice("course", "Course", course_choices(), wanted, required=True),
        date_("done", "Done on", today, required=True),
        text("given_by", "Given by"),
        date_("renew_by", "Renew by", hint="Empty follows the course's own term"),
    )
    return Filling(
        f"Training of {page.record.name}",
        "Record training",
        fields,
        lambda values, _v: Deed(record_training, (page.record.id, Training(**values))),
    )


def supervision(page: AssistantPage, today: date, user: str) -> Filling:
    """A supervision that took place."""
    fields = (
        choice("kind", "What", list(words.SUPERVISIONS.items()), "supervision", required=True),
        date_("held", "On", today, required=True),
        text("by", "With whom", user),
        multiline("note", "Agreed", lines=4),
    )
    return Filling(
        f"Supervision of {page.record.name}",
        "Record supervision",
        fields,
        lambda values, _v: Deed(record_supervision, (page.record.id, Supervision(**values))),
    )


def _worded(values: dict[str, Any], key: str) -> dict[str, Any]:
    return {**values, key: values[key] or ""}  # a choice of "none" comes as nothing
