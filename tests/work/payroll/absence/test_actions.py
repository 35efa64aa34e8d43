"""Recording, changing, ending and removing absences, and who may."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.browsing import HIDDEN, record_history
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.absence.actions import (
    adjust_leave,
    change_absence,
    end_absence,
    record_absence,
    remove_absence,
    set_awake_time,
    set_earlier_earnings,
    set_leave_rules,
    set_vehicle,
)
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.absence.queries import absence, absences_of
from carecoop_desktop.work.payroll.absence.queries.balances import leave_lines
from carecoop_desktop.work.payroll.absence.queries.facts import class_1_of, leave_year
from carecoop_desktop.work.payroll.absence.queries.kept import (
    awake_time_kept,
    earlier_earnings_kept,
    leave_rules_of,
    vehicle_kept,
)
from tests.work.payroll.absence.conftest import Team

SICK = Absence("sickness", date(2026, 11, 16), date(2026, 11, 20), weekdays="40123", reason=" Flu ")


def test_an_absence_is_recorded_taken_back_and_done_again(bare: Team) -> None:
    who = bare.who("Ann")
    number = bare.office.do(record_absence, who, SICK).value
    record = bare.office.read(absence, number).record
    assert record is not None and (record.weekdays, record.reason) == ("01234", "Flu")
    bare.office.undo()
    assert bare.office.read(absences_of, who) == []
    bare.office.redo()
    assert len(bare.office.read(absences_of, who)) == 1


def test_two_absences_at_once_are_refused_and_another_pa_is_not(bare: Team) -> None:
    bare.office.do(record_absence, bare.who("Ann"), SICK)
    holiday = Absence("holiday", date(2026, 11, 20), date(2026, 11, 24), minutes=600)
    with pytest.raises(Refusal, match="Sickness from 16 Nov 2026 to 20 Nov 2026 is recorded"):
        bare.office.do(record_absence, bare.who("Ann"), holiday)
    bare.office.do(record_absence, bare.who("Ann"), replace(holiday, first=date(2026, 11, 21)))
    bare.office.do(record_absence, bare.who("Bea"), holiday)


def test_a_change_may_overlap_only_itself(bare: Team) -> None:
    first = bare.away("Ann", "sickness", date(2026, 11, 2), date(2026, 11, 6))
    bare.away("Ann", "sickness", date(2026, 11, 16), date(2026, 11, 20))
    longer = Absence("sickness", date(2026, 11, 2), date(2026, 11, 15))
    bare.office.do(change_absence, first, longer)
    with pytest.raises(Refusal, match="recorded for these days"):
        bare.office.do(change_absence, first, replace(longer, last=None))
    with pytest.raises(Invalid):
        bare.office.do(change_absence, first, replace(longer, first=None))


def test_a_change_at_another_desk_is_a_conflict(bare: Team) -> None:
    number = bare.away("Ann", "sickness", date(2026, 11, 2), date(2026, 11, 6))
    version = bare.office.read(absence, number).version
    bare.office.do(end_absence, number, date(2026, 11, 9))
    with pytest.raises(Conflict):
        bare.office.do(end_absence, number, date(2026, 11, 10), version)


def test_an_open_absence_ends_before_the_next_begins(bare: Team) -> None:
    number = bare.away("Ann", "sickness", date(2026, 11, 2), date(2026, 11, 6))
    bare.away("Ann", "unpaid", date(2026, 11, 9))
    with pytest.raises(Refusal):
        bare.office.do(end_absence, number, date(2026, 11, 9))
    with pytest.raises(Invalid):
        bare.office.do(end_absence, number, date(2026, 11, 1))
    bare.office.do(end_absence, number, date(2026, 11, 8))
    bare.office.do(remove_absence, number)
    assert len(bare.office.read(absences_of, bare.who("Ann"))) == 1


def test_why_somebody_is_away_is_hidden_from_the_treasurer_and_the_inspector(bare: Team) -> None:
    number = bare.office.do(record_absence, bare.who("Ann"), SICK).value
    for role in (Role.TREASURER, Role.READ_ONLY):
        other = Office(bare.office.database, User("Tom", role))
        line = other.read(absence, number)
        assert (line.what, line.record, line.first) == ("Away", None, SICK.first)
        with pytest.raises(NotAllowed):
            other.do(record_absence, bare.who("Bea"), SICK)
    reader = Office(bare.office.database, User("Ina", Role.READ_ONLY))
    seen = {change.field: change.after for change in reader.read(record_history, "absence", number)}
    assert seen["kind"] == seen["reason"] == HIDDEN and seen["first"] == "2026-11-16"


def test_only_payroll_sets_the_rules(bare: Team) -> None:
    clerk = Office(bare.office.database, User("Sam", Role.OFFICE))
    clerk.do(record_absence, bare.who("Ann"), SICK)
    with pytest.raises(NotAllowed):
        clerk.do(set_leave_rules, "01-01")


def test_the_rules_are_kept(bare: Team) -> None:
    bare.office.do(set_leave_rules, "01-01", 45_000_00, "2025-26")
    assert bare.office.read(leave_year, date(2026, 6, 1)).first == date(2026, 1, 1)
    assert bare.office.read(class_1_of, "2025-26") == 45_000_00
    assert bare.office.read(class_1_of, "2024-25") is None
    with pytest.raises(Invalid):
        bare.office.do(set_leave_rules, "first of May")


def test_leave_is_brought_forward_with_a_reason(bare: Team) -> None:
    bare.office.do(adjust_leave, bare.who("Ann"), date(2026, 4, 1), 600, "From last year")
    [line] = bare.office.read(leave_lines, date(2026, 11, 30), [bare.who("Ann")])
    assert (line.balance.adjusted, line.balance.left) == (600, 600)
    with pytest.raises(Invalid) as caught:
        bare.office.do(adjust_leave, bare.who("Ann"), date(2026, 4, 1), 0, " ")
    assert [issue.field for issue in caught.value.issues] == ["minutes", "why"]


def test_nought_takes_earlier_earnings_and_awake_time_out_again(bare: Team) -> None:
    who, day = bare.who("Ann"), date(2026, 1, 30)
    for pence in (100_00, 200_00, 0, 0):
        bare.office.do(set_earlier_earnings, who, day, pence)
    for minutes in (60, 90, 0):
        bare.office.do(set_awake_time, who, day, minutes)
    with pytest.raises(Invalid):
        bare.office.do(set_earlier_earnings, who, day, -1)
    with pytest.raises(Invalid):
        bare.office.do(set_awake_time, who, day, 16 * 60 + 1)


KEPT: list[tuple[Any, date, Any, Any, str]] = [
    (set_awake_time, date(2026, 11, 20), 45, 30, "minutes"), (set_awake_time, date(2026, 11, 20), 45, 0, "minutes"),
    (set_earlier_earnings, date(2026, 3, 27), 80_000, 75_000, "pence"),
    (set_vehicle, date(2026, 11, 1), "bicycle", "motorcycle", "vehicle"),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "day", "theirs", "mine", "field"), KEPT)
def test_what_is_kept_of_a_day_is_told_before_it_is_replaced(
    bare: Team, deed: Any, day: date, theirs: Any, mine: Any, field: str
) -> None:
    ann = bare.who("Ann")
    bare.office.do(deed, ann, day, theirs, seen=0)
    assert bare.office.do(deed, ann, day, theirs, seen=0).sentence, "the same again is no conflict"
    with pytest.raises(Conflict, match=r"^Priya Shah added ") as told:
        bare.office.do(deed, ann, day, mine, seen=0)
    assert [(each.field, each.mine, each.theirs) for each in told.value.fields] == [(field, mine, theirs)]
    stands = {set_awake_time: awake_time_kept, set_earlier_earnings: earlier_earnings_kept, set_vehicle: vehicle_kept}
    assert bare.office.read(stands[deed], ann, day) == {field: theirs}
    bare.office.do(deed, ann, day, mine, seen=told.value.version)
    assert bare.office.read(stands[deed], ann, day) == ({field: mine} if mine else {})


def test_rules_set_at_another_desk_are_told_together(bare: Team) -> None:
    seen = bare.office.read(leave_rules_of, "2025-26").version
    bare.office.do(set_leave_rules, "01-01", 4_400_000, "2025-26")
    with pytest.raises(Conflict, match=r"^Priya Shah added a setting at ") as told:
        bare.office.do(set_leave_rules, "09-01", 4_500_000, "2025-26", seen)
    assert [(each.field, each.mine, each.theirs) for each in told.value.fields] == [
        ("leave_year", "09-01", "01-01"), ("class_1", 4_500_000, 4_400_000),
    ]  # fmt: skip
    bare.office.do(set_leave_rules, "09-01", 4_500_000, "2025-26", told.value.version)
    now = bare.office.read(leave_rules_of, "2025-26")
    assert (now.leave_year, now.class_1) == ("09-01", 4_500_000)


def test_an_absence_that_another_desk_changed_is_not_removed_unread(bare: Team) -> None:
    number = bare.office.do(record_absence, bare.who("Ann"), SICK).value
    bare.office.do(change_absence, number, replace(SICK, last=date(2026, 11, 27)), 1)
    with pytest.raises(Conflict, match=r"^Priya Shah changed last of this absence at "):
        bare.office.do(remove_absence, number, 1)
    bare.office.do(remove_absence, number, 2)
    assert bare.office.read(absences_of, bare.who("Ann")) == []


def test_a_vehicle_is_one_that_has_a_rate(bare: Team) -> None:
    bare.office.do(set_vehicle, bare.who("Ann"), date(2026, 5, 1), "bicycle")
    with pytest.raises(Invalid, match="no mileage rate"):
        bare.office.do(set_vehicle, bare.who("Ann"), date(2026, 5, 1), "horse")
