"""Schedule 3, item by item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.people.assistants.reference import staff_file_rules
from carecoop_desktop.people.assistants.rules.schedule3 import (
    Cell,
    Evidence,
    HeldDbs,
    HeldItem,
    HeldReference,
    dbs_state,
    is_complete,
    schedule3_cells,
)
from carecoop_desktop.people.assistants.rules.terms import Tone

TODAY = date(2026, 11, 30)
RULES = staff_file_rules()
ITEM = HeldItem("Passport", date(2025, 4, 6), "Priya Shah", True)
DBS = HeldDbs("enhanced", "adults", date(2025, 4, 10), date(2025, 4, 12), "Priya Shah", True, date(2025, 11, 20),
              date(2026, 12, 20))  # fmt: skip
RECEIVED = HeldReference("Oak Care", date(2025, 4, 1), date(2025, 4, 22), True)
COMPLETE = Evidence(
    {item.code: ITEM for item in RULES.by_hand if item.code != "conduct"},
    replace(DBS, renew_by=date(2027, 11, 20)),
    (RECEIVED, RECEIVED),
)


def cell(evidence: Evidence, code: str) -> Cell:
    return next(one for one in schedule3_cells(RULES, evidence, TODAY) if one.code == code)


def test_a_complete_file_is_green_throughout() -> None:
    cells = schedule3_cells(RULES, COMPLETE, TODAY)
    assert len(cells) == 8 and {one.tone for one in cells} == {Tone.MET} and is_complete(cells)


def test_an_empty_file_is_red_throughout() -> None:
    cells = schedule3_cells(RULES, Evidence({}, None, ()), TODAY)
    assert {one.tone for one in cells} == {Tone.BAD} and not any(one.complete for one in cells)


def test_the_items_stand_in_the_order_of_the_law() -> None:
    codes = [one.code for one in schedule3_cells(RULES, COMPLETE, TODAY)]
    assert codes == ["identity", "standard-dbs", "enhanced-dbs", "conduct", "why-left", "qualifications", "history",
                     "health"]  # fmt: skip


def test_an_item_that_was_begun_is_amber_and_not_complete() -> None:
    evidence = replace(COMPLETE, items={**COMPLETE.items, "history": replace(ITEM, held="1 gap", complete=False)})
    found = cell(evidence, "history")
    assert (found.tone, found.held, found.complete) == (Tone.WARN, "1 gap · not complete", False)


def test_a_held_item_tells_who_checked_it_and_when() -> None:
    found = cell(COMPLETE, "identity")
    assert (found.held, found.checked, found.checked_by) == ("Passport", date(2025, 4, 6), "Priya Shah")


@pytest.mark.parametrize(
    ("references", "tone", "held"),
    [
        ((), Tone.BAD, "Nothing held"),
        ((replace(RECEIVED, received=None),), Tone.BAD, "1 asked for, none back"),
        ((RECEIVED,), Tone.WARN, "1 of 2 references"),
        ((RECEIVED, RECEIVED), Tone.MET, "2 references"),
    ],
)
def test_references_are_counted(references: tuple[HeldReference, ...], tone: Tone, held: str) -> None:
    found = cell(replace(COMPLETE, references=references), "conduct")
    assert (found.tone, found.held, found.complete) == (tone, held, tone is Tone.MET)


def test_a_reference_that_was_never_asked_for_is_held_from_before() -> None:
    before = HeldReference("Reference 1, as imported", None, None, False)
    assert before.held
    assert cell(replace(COMPLETE, references=(before, before)), "conduct").checked is None


def test_conduct_recorded_by_hand_stands_for_references() -> None:
    items = {**COMPLETE.items, "conduct": replace(ITEM, held="First care post")}
    assert cell(Evidence(items, None, ()), "conduct").held == "First care post"


def test_conduct_begun_by_hand_does_not_hide_two_references() -> None:
    items = {**COMPLETE.items, "conduct": replace(ITEM, complete=False)}
    assert cell(replace(COMPLETE, items=items), "conduct").held == "2 references"


def test_the_enhanced_certificate_covers_the_standard_one() -> None:
    assert cell(COMPLETE, "standard-dbs").held == "Covered by the enhanced certificate"


@pytest.mark.parametrize(
    ("level", "lists"), [("enhanced", ""), ("enhanced", "children"), ("standard", "adults"), ("basic", "")]
)
def test_regulated_work_with_adults_needs_the_enhanced_certificate_with_their_list(level: str, lists: str) -> None:
    found = cell(replace(COMPLETE, dbs=replace(DBS, level=level, barred_lists=lists)), "enhanced-dbs")
    assert found.tone is Tone.WARN and not found.complete


@pytest.mark.parametrize(("level", "complete"), [("standard", True), ("enhanced", True), ("basic", False),
                                                 ("not-recorded", False)])  # fmt: skip
def test_the_standard_item_asks_for_the_level(level: str, complete: bool) -> None:
    assert cell(replace(COMPLETE, dbs=replace(DBS, level=level)), "standard-dbs").complete is complete


def test_a_renewal_that_the_policy_asks_for_leaves_the_file_complete() -> None:
    late = replace(COMPLETE, dbs=replace(DBS, renew_by=date(2026, 11, 20)))
    found = cell(late, "enhanced-dbs")
    assert (found.tone, found.complete) == (Tone.WARN, True)
    assert found.held == "Renewal by policy 20 Nov 2026"


def test_the_last_look_counts_as_the_day_it_was_checked() -> None:
    assert cell(COMPLETE, "enhanced-dbs").checked == date(2025, 11, 20)
    seen = replace(COMPLETE, dbs=replace(DBS, status_checked=None, renew_by=date(2028, 1, 1), update_service=False))
    assert cell(seen, "enhanced-dbs").checked == date(2025, 4, 12)
    assert cell(seen, "enhanced-dbs").held == "Certificate seen"


@pytest.mark.parametrize(
    ("renew", "tone"),
    [(date(2026, 11, 29), Tone.BAD), (date(2026, 12, 20), Tone.WARN), (date(2027, 12, 1), Tone.MET)],
)
def test_the_pill_beside_a_name_follows_the_policy(renew: date, tone: Tone) -> None:
    assert dbs_state(replace(DBS, renew_by=renew), RULES.policy, TODAY).tone is tone


def test_nobody_works_without_a_certificate() -> None:
    assert dbs_state(None, RULES.policy, TODAY) == (Tone.BAD, "no certificate")
