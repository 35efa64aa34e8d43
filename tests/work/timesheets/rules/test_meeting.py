"""What two desks' cells say to each other, and where only theirs can stay."""

from __future__ import annotations

from datetime import time

import pytest

from carecoop_desktop.work.timesheets.rules import meeting
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.meeting import Held

SHIFT = Entry(time(7), time(11, 30), 30, 240)


def held(state: str = "draft", entry: Entry = SHIFT, **words: str) -> Held:
    return Held(1, 3, entry, state, **words)


@pytest.mark.parametrize(("kind", "entry", "words"), [
    ("standard", SHIFT, "07:00–11:30 less 30 min"), ("standard", Entry(minutes=270), "4.5 h"),
    ("sleep-in", Entry(nights=1), "1 night"), ("mileage", Entry(miles=125), "12.5 mi"),
    ("expenses", Entry(expenses=420), "£4.20"),
])  # fmt: skip
def test_each_kind_in_its_own_unit(kind: str, entry: Entry, words: str) -> None:
    assert meeting.entry_words(kind, entry) == words
    assert meeting.entries_words(kind, [entry, entry]) == f"{words}; {words}"


def test_nothing_before_and_what_was_taken_out() -> None:
    assert meeting.entries_words("standard", []) == "–"
    assert meeting.both_words("standard", [], [held()]) == ("–", "07:00–11:30 less 30 min, Draft")
    assert meeting.both_words("standard", [held("signed")], [])[1] == "Taken out"


def test_a_question_is_told_and_a_note_only_where_it_changed() -> None:
    asked = held("queried", query="When?", note="Bus")
    assert meeting.both_words("standard", [held(note="Bus")], [asked])[1].endswith("Query, “When?”")
    assert meeting.both_words("standard", [held()], [asked])[1].endswith("“When?”, note “Bus”")


@pytest.mark.parametrize(("states", "type_", "approve", "sign", "ask", "answer"), [
    (("draft",), "", meeting.UNSIGNED, "", "", meeting.ANSWERED),
    (("signed",), "", "", "", "", meeting.ANSWERED),
    (("queried",), "", meeting.ASKED, meeting.ASKED, "", ""),
    (("approved",), *(meeting.APPROVED, ""), *(meeting.APPROVED,) * 3),
    (("locked", "draft"), *(meeting.LOCKED,) * 5),
    ((), "", *(meeting.GONE,) * 4),
])  # fmt: skip
def test_where_mine_cannot_be_chosen_it_is_said_why(
    states: tuple[str, ...], type_: str, approve: str, sign: str, ask: str, answer: str
) -> None:
    lines = [held(state) for state in states]
    assert meeting.why_not_type(lines) == type_
    assert meeting.why_not_approve(lines, 7) == approve
    assert meeting.why_not_sign(lines, 7) == sign
    assert meeting.why_not_ask(lines, 7) == ask
    assert meeting.why_not_answer(lines, 7) == answer


def test_no_member_signs_the_co_ops_own_hours() -> None:
    assert meeting.why_not_approve([held("draft")], None) == ""
