"""The forms behind Record check: what they open with, and that their deeds do what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import (
    record_dbs,
    record_reference,
    record_status_check,
    record_vetting_item,
)
from carecoop_desktop.people.assistants.entries import Dbs, Reference, VettingItem
from carecoop_desktop.people.assistants.queries import (
    AssistantPage,
    assistant_page,
    dbs_checks_of,
    item_held,
    references_of,
)
from carecoop_desktop.people.assistants.screens import checks_form
from carecoop_desktop.people.assistants.screens.page import AssistantsPage
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.kernel.errors import Conflict
from carecoop_desktop.platform.office.office import Office
from tests.choosing import choose, offered

TODAY = date(2026, 11, 30)
SEEN = {"certificate": "001234567899", "issued_on": date(2026, 1, 5)}


@pytest.fixture
def page(office: Office, add: Callable[..., int]) -> AssistantPage:
    return office.read(assistant_page, add())


def carry_out(office: Office, filling: Filling, **typed: Any) -> Any:
    """What pressing the button does, with these answers changed."""
    values = filling.given({**filling.opening, **typed})
    deed = filling.submit(values, filling.version)
    return office.do(deed.action, *deed.args, **deed.inputs).value


def _nothing(_item: str) -> None:
    return None


def test_recording_a_check_offers_what_is_most_likely(office: Office, page: AssistantPage) -> None:
    offered = [title for title, _filling in checks_form.checks(page, TODAY, "Priya Shah", lambda: page, _nothing)]
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
    filling = dict(checks_form.checks(page, TODAY, "Priya Shah", lambda: page, _nothing))[title]
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
    filling = checks_form.reference(page, held, lambda: page)
    assert filling.opening["referee"] == "Oak Care"
    assert carry_out(office, filling, verified=False) == held.id


def test_the_item_that_is_missing_is_asked_first(office: Office, add: Callable[..., int]) -> None:
    page = office.read(assistant_page, add("Ann Hay", references=()))
    assert checks_form.vetting_item(page, TODAY, "PS", _nothing).opening["item"] == "conduct"


@pytest.fixture
def shown(desk: Desk, qtbot: Any, add: Callable[..., int]) -> AssistantsPage:
    """The page of a PA, on which another desk works too."""
    page = AssistantsPage(desk)
    qtbot.addWidget(page)
    page.reload()
    page.show_record(add())
    return page


def sides(page: AssistantsPage, **typed: Any) -> list[str]:
    """What can be chosen between once this was typed and saved."""
    assert page.form.form is not None
    page.form.form.set_values(typed)
    page.form.save.click()
    return [each.split(", Priya")[0] for each in offered(page.form)]


def test_two_desks_on_one_reference(shown: AssistantsPage, desk: Desk) -> None:
    assert shown.detail.page is not None
    who, held = shown.detail.page.record.id, shown.detail.page.references[0]
    shown.detail.answer_reference(held)
    theirs = Reference("Oak Care Ltd", "Owner", held.asked, held.received, held.verified)
    desk.office.do(record_reference, who, theirs, held.id)
    assert sides(shown, referee="Oak Care Cheshire", received=date(2026, 11, 2))[:2] == [
        "From whom, mine: Oak Care Cheshire", "From whom, theirs: Oak Care Ltd",
    ]  # fmt: skip
    choose(shown.form, "From whom, theirs", "Who they are to the PA, theirs")
    now = desk.read_now(references_of, who)[0]
    assert (now.referee, now.relation, now.received) == ("Oak Care Ltd", "Owner", date(2026, 11, 2))


def test_two_desks_on_one_item_of_the_staff_file(shown: AssistantsPage, desk: Desk) -> None:
    assert shown.detail.page is not None
    who = shown.detail.page.record.id
    shown.detail.record_item()
    desk.office.do(record_vetting_item, who, VettingItem("history", "Two gaps", date(2026, 11, 2), "Tom", False))
    assert {"What is held, mine: Explained", "What is held, theirs: Two gaps"} <= set(
        sides(shown, item="history", held="Explained", checked_by="Priya Shah")
    )
    choose(
        shown.form,
        "What is held, theirs",
        *(f"{each}, theirs" for each in ("Checked on", "Checked by", "Nothing is missing")),
    )
    now = desk.read_now(item_held, who, "history")
    assert now is not None and (now.held, now.checked_by, now.complete) == ("Two gaps", "Tom", False)


def test_a_certificate_recorded_meanwhile_is_not_the_one_that_was_looked_up(
    office: Office, add: Callable[..., int]
) -> None:
    who = add()
    office.do(record_dbs, who, Dbs(**SEEN, update_service=True))
    page = office.read(assistant_page, who)
    office.do(record_dbs, who, Dbs("001234567800", date(2026, 11, 20), update_service=True))
    with pytest.raises(Conflict, match=r"^Priya Shah added a DBS check at "):
        carry_out(office, checks_form.status_check(page, TODAY, lambda: page))
    assert office.read(dbs_checks_of, who)[0].status_checked is None


def test_two_desks_look_up_one_certificate(shown: AssistantsPage, desk: Desk) -> None:
    assert shown.detail.page is not None
    who = shown.detail.page.record.id
    desk.office.do(record_dbs, who, Dbs("001234567800", date(2026, 11, 20), update_service=True))
    shown.detail.again()
    shown.detail.record.menu().actions()[0].trigger()
    desk.office.do(record_status_check, who, date(2026, 11, 29))
    found = sides(shown, no_change=False)
    assert found[:2] == ["Looked up on, mine: 30 Nov 2026", "Looked up on, theirs: 29 Nov 2026"]
    choose(shown.form, "Looked up on, mine")
    now = desk.read_now(dbs_checks_of, who)[0]
    assert (now.status_checked, now.renew_by) == (TODAY, TODAY)
