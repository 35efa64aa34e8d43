"""The forms behind Record check: what they open with, and that their deeds do what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.queries import (
    AssistantPage,
    assistant_page,
)
from carecoop_desktop.people.assistants.screens import checks_form
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


@pytest.fixture
def page(office: Office, add: Callable[..., int]) -> AssistantPage:
    return office.read(assistant_page, add())


def carry_out(office: Office, filling: Filling, **typed: Any) -> Any:
    """What pressing the button does, with these answers changed."""
    values = filling.given({**filling.opening, **typed})
    deed = filling.submit(values, filling.version)
    return office.do(deed.action, *deed.args, **deed.inputs).value


def test_recording_a_check_offers_what_is_most_likely(office: Office, page: AssistantPage) -> None:
    offered = [title for title, _filling in checks_form.checks(page, TODAY, "Priya Shah")]
    assert offered == ["DBS certificate", "Right to work", "Reference", "Item of the staff file"]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("DBS certificate", {"certificate": "001234567899", "issued_on": date(2026, 11, 1), "barred_lists": None}),
        ("Right to work", {"method": "Share code"}),
        ("Reference", {"referee": "Oak Care"}),
        ("Item of the staff file", {"held": "Passport"}),
    ],
)
def test_each_check_can_be_recorded(office: Office, page: AssistantPage, title: str, typed: dict[str, Any]) -> None:
    filling = dict(checks_form.checks(page, TODAY, "Priya Shah"))[title]
    assert carry_out(office, filling, **typed) > 0


def test_training_opens_on_the_course_that_is_due(office: Office, add: Callable[..., int]) -> None:
    page = office.read(assistant_page, add("Ann Hay", training=()))
    assert checks_form.training(page, TODAY).opening["course"] == "care-certificate"
    carry_out(office, checks_form.training(page, TODAY), course="medicines")
    carry_out(office, checks_form.supervision(page, TODAY, "Priya Shah"))
    again = office.read(assistant_page, page.record.id)
    assert again.supervisions[0].by == "Priya Shah"


def test_a_reference_that_stands_opens_as_it_is(office: Office, page: AssistantPage) -> None:
    held = page.references[0]
    filling = checks_form.reference(page, held)
    assert filling.opening["referee"] == "Oak Care"
    assert carry_out(office, filling, verified=False) == held.id


def test_the_item_that_is_missing_is_asked_first(office: Office, add: Callable[..., int]) -> None:
    page = office.read(assistant_page, add("Ann Hay", references=()))
    assert checks_form.vetting_item(page, TODAY, "PS").opening["item"] == "conduct"
