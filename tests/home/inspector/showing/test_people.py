"""Support plans, consents and requests as an inspector sees them."""

from __future__ import annotations

from carecoop_desktop.home.inspector.showing.people import consent_list, plan_list, plan_sheet, request_list
from carecoop_desktop.home.inspector.showing.sheets import Mark, kept_back
from carecoop_desktop.platform.office.office import Office


def test_the_list_of_plans_says_how_each_review_stands(reading: Office) -> None:
    row = reading.read(plan_list).sections[0].rows[0]
    assert (row[0], row[2], row[3]) == ("Ann Hay", "4 Mar 2025", Mark("in date", "met"))


def test_a_plan_has_their_own_words_people_consents_and_requests(reading: Office) -> None:
    number = reading.read(plan_list).sections[0].opens[0][1]
    shown = kept_back(reading.read(plan_sheet, number))
    by_heading = {section.heading: section for section in shown.sections}
    assert by_heading["What is important to me"].text == "My garden."
    assert by_heading["About me"].text == "Ring my sister on (number hidden), she has (amount hidden) of mine."
    assert by_heading["People around them"].rows == (("Next of kin", "Janet Hay (sister)"),)
    assert by_heading["Consent"].rows[0][0] == "Support as in the plan"
    assert by_heading["What they asked to be different"].rows[0][1] == "Call (number hidden) before eight"
    assert "How to support me well" not in by_heading


def test_consents_lead_to_the_plan(reading: Office) -> None:
    shown = reading.read(consent_list)
    assert shown.sections[0].rows[0][:3] == ("Ann Hay", "Support as in the plan", "Ann Hay")
    assert shown.sections[0].opens[0][0] == "plan"
    assert shown.log_line == "People's consents (1)"


def test_requests_say_how_long_they_took(reading: Office) -> None:
    row = reading.read(request_list).sections[0].rows[0]
    assert (row[0], row[1], row[3]) == ("Ann Hay", "2 Nov 2026", "still open")
