"""The unit of work: conflicts, bulk writing, issued records, rollback."""

from datetime import UTC, date, datetime

import pytest

from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.errors import Conflict, NotAllowed, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.browsing import record_history
from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS, Role, permission
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.tables import PayRunRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

OWNERS_ONLY = permission("test.owners", "Do what only owners do")


@action("Add a person for a test", SEE_RECORDS)
def add_person(work: Work, name: str) -> int:
    row = MemberRow(number=name, name=name, name_key=name.lower(), status="active", born=date(1950, 1, 2))
    return work.add(row).id


@action("Change a person for a test", SEE_RECORDS)
def change_person(work: Work, row_id: int, version: int | None, **values: str) -> None:
    work.change(work.get(MemberRow, row_id), version=version, **values)


@action("Break off half way", SEE_RECORDS)
def break_off(work: Work) -> None:
    work.add(MemberRow(number="x", name="x", name_key="x", status="active"))
    raise Refusal("No further.")


@action("Add and change many", SEE_RECORDS)
def many(work: Work, count: int) -> list[int]:
    blank = dict.fromkeys(("known_as", "address", "postcode", "phone", "email", "quote", "about_me"), "")
    rows = [
        {"number": f"M{n}", "name": f"Name {n}", "name_key": f"name {n}", "status": "active", "employer": "co-op",
         "directs_care": "member", "born": date(1960, 1, 1), **blank} for n in range(count)
    ]  # fmt: skip
    ids = list(work.add_many(MemberRow, rows))
    work.change_many(MemberRow, [(i, {"status": "paused"}) for i in ids[::2]])
    work.remove_many(MemberRow, ids[-1:])
    return ids


@action("Only for owners", OWNERS_ONLY)
def owners_only(work: Work) -> None:
    work.set_setting("secret", 1)


def names(office: Office) -> list[tuple[str, str]]:
    with office.database.reading() as connection:
        return [tuple(row) for row in connection.execute(MemberRow.__table__.select().with_only_columns(
            MemberRow.name, MemberRow.status).order_by(MemberRow.id))]  # fmt: skip


def test_a_refused_action_leaves_nothing(office: Office) -> None:
    with pytest.raises(Refusal, match="No further"):
        office.do(break_off)
    assert names(office) == []


def test_the_loser_of_two_desks_is_told_who_changed_what(office: Office) -> None:
    person = office.do(add_person, "Ann").value
    office.do(change_person, person, 1, phone="01244 1")
    with pytest.raises(Conflict, match="Priya Shah changed phone") as caught:
        office.do(change_person, person, 1, phone="01244 2")
    field = caught.value.fields[0]
    assert (field.before, field.mine, field.theirs, field.who) == ("", "01244 2", "01244 1", "Priya Shah")


def test_a_field_changed_twice_is_told_once_from_what_was_read_to_what_stands(office: Office) -> None:
    person = office.do(add_person, "Ann").value
    office.do(change_person, person, 1, phone="01244 1", email="a@example.org")
    office.do(change_person, person, 2, phone="01244 2", email="")
    with pytest.raises(Conflict, match="Priya Shah changed phone of this") as caught:
        office.do(change_person, person, 1, email="ann@example.org")
    (field,) = caught.value.fields
    assert (field.field, field.before, field.mine, field.theirs) == ("phone", "", "", "01244 2")
    assert caught.value.version == 3, "what is chosen is saved over this one only"


def test_a_conflict_holds_no_value_that_the_one_who_asks_may_not_see(office: Office) -> None:
    person = office.do(add_person, "Ann").value
    office.do(change_person, person, 1, phone="01244 1", known_as="Annie")
    office.user = User("Ian Inspector", Role.READ_ONLY)
    with pytest.raises(Conflict) as caught:
        office.do(change_person, person, 1, phone="01244 2", known_as="Nan")
    found = {each.field: (each.hidden, each.before, each.mine, each.theirs) for each in caught.value.fields}
    assert found == {"phone": (True, None, None, None), "known_as": (False, "", "Nan", "Annie")}


def test_many_rows_at_once_are_in_the_history_and_can_be_undone(office: Office) -> None:
    ids = office.do(many, 120).value
    found = names(office)
    assert len(found) == 119 and sum(status == "paused" for _, status in found) == 60
    entries = office.read(record_history, "member", ids[0])
    assert {entry.kind for entry in entries} == {"insert", "update"}
    office.undo()
    assert names(office) == []
    office.redo()
    assert names(office) == found
    with office.database.reading() as connection:
        assert list(broken_links(connection)) == []


def test_numbers_are_never_used_twice(office: Office) -> None:
    first = office.do(many, 3).value
    office.undo()
    assert office.do(add_person, "Bo").value > max(first)


def test_somebody_without_the_permission_is_refused_with_a_sentence(office: Office) -> None:
    clerk = Office(office.database, User("Sam", Role.OFFICE))
    with pytest.raises(NotAllowed, match=r"Sam .office. may not: do what only owners do"):
        clerk.do(owners_only)
    office.do(owners_only)


@action("Make a finished run for a test", SEE_RECORDS)
def finished_run(work: Work) -> int:
    period = work.add(PayPeriodRow(frequency="monthly", tax_year="2026-27", number=1, first=date(2026, 4, 1),
                                   last=date(2026, 4, 30), pay_date=date(2026, 4, 28)))  # fmt: skip
    run = PayRunRow(pay_period_id=period.id, frequency="monthly", tax_year="2026-27", number=1, state="finished",
                    pay_date=date(2026, 4, 28), finished=datetime(2026, 4, 28, tzinfo=UTC))  # fmt: skip
    return work.add(run).id


@action("Alter a run for a test", SEE_RECORDS)
def alter_run(work: Work, run_id: int, how: str) -> None:
    run = work.get(PayRunRow, run_id)
    if how == "change":
        work.change(run, rules="other")
    elif how == "change many":
        work.change_many(PayRunRow, [(run_id, {"rules": "other"})])
    elif how == "remove many":
        work.remove_many(PayRunRow, [run_id])
    else:
        work.remove(run)


@pytest.mark.parametrize("how", ["change", "change many", "remove", "remove many"])
def test_what_was_issued_cannot_be_altered_in_any_way(office: Office, how: str) -> None:
    run = office.do(finished_run).value
    with pytest.raises(Refusal, match="issued and cannot be altered"):
        office.do(alter_run, run, how)


def test_what_was_issued_cannot_be_undone(office: Office) -> None:
    office.do(finished_run)
    with pytest.raises(Refusal, match="issued"):
        office.undo()
