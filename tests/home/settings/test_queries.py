"""What the settings read: facts, the matrix from the register, the law at hand, the history in words."""

from __future__ import annotations

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.queries import (
    deed_view,
    history_reader,
    law_tables,
    office_facts,
    people_of_history,
    permission_matrix,
)
from carecoop_desktop.people.circles.actions import add_circle
from carecoop_desktop.platform.database.lists.shape import ListRequest
from carecoop_desktop.platform.office.actions import ACTIONS
from carecoop_desktop.platform.office.browsing import HIDDEN, history
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import PERMISSIONS, Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.office.users import add_user, set_password
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.timesheets.actions import set_pay_day


def test_facts_follow_the_settings(office: Office) -> None:
    office.do(set_pay_day, 31)
    facts = office.read(office_facts)
    assert (facts.name, facts.pay_day) == ("Dee Valley Care Co-operative", 31)


def test_the_matrix_is_the_register(office: Office) -> None:
    for feature in features():
        for module in feature.actions:
            module.load()
    lines = permission_matrix()
    assert [line.title for line in lines] == [each.title for each in PERMISSIONS.values()]
    assert all(Role.OWNER in line.roles for line in lines)
    deeds = [deed for line in lines for deed in line.deeds]
    assert sorted(deeds) == sorted(action.title for action in ACTIONS.values())


def test_every_table_at_hand_is_listed_with_its_source() -> None:
    lines = law_tables()
    shelf = load_shelf()
    assert len(lines) == sum(1 for name in shelf.names for _table in shelf.year(name).tables())
    assert all(line.source and line.checked_on for line in lines)
    assert lines[0].year == shelf.names[-1]
    assert "Income tax (Scotland)" in {line.what for line in lines}


def test_history_lists_the_latest_first_and_filters(office: Office) -> None:
    office.do(add_circle, "Chester")
    office.do(add_circle, "Wirral")
    reader = history_reader(office)
    every = ListRequest()
    assert [row.values[2] for row in reader.page_after(every, None, 2)] == ["Added the circle Wirral",
                                                                            "Added the circle Chester"]  # fmt: skip
    assert reader.count(every.searched("wirral")) == 1
    assert reader.count(every.filtered("person", "Nobody")) == 0
    assert reader.count(every.filtered("person", "Priya Shah")) == 3
    assert reader.count(every.filtered("open")) == 2
    office.undo()
    assert reader.count(every.filtered("open")) == 1
    assert office.read(people_of_history) == ["Priya Shah"]


def test_a_deed_shows_its_fields_in_words(office: Office) -> None:
    done = office.do(add_circle, "Chester", "Hoole")
    assert done.change_set is not None
    view = office.read(deed_view, done.change_set)
    assert view.summary == "Added the circle Chester"
    assert ("Circle Chester", "Area", "–", "Hoole") in [(f.record, f.field, f.before, f.after) for f in view.fields]
    assert (view.more, view.why_not) == (0, "")


def test_why_a_deed_cannot_be_taken_back(office: Office) -> None:
    first = office.do(add_circle, "Chester").change_set
    office.undo()
    assert first is not None
    assert "already" in office.read(deed_view, first).why_not
    added = office.do(add_user, "Sam", Role.OFFICE).change_set
    assert added is not None
    assert "correction" in office.read(deed_view, added).why_not
    office.user = User("Rae", Role.READ_ONLY)
    assert office.read(deed_view, first).why_not == "Your role may not undo changes."


def test_a_password_never_shows_even_as_its_hash(office: Office) -> None:
    number = office.do(set_password, "Priya Shah", "correct horse battery").change_set
    assert number is not None
    office.user = User("Sam", Role.OFFICE)
    shown = [f for f in office.read(deed_view, number).fields if f.field == "Password hash"]
    assert [f.after for f in shown] in ([HIDDEN], [])
    assert all("argon2" not in f.after for f in office.read(deed_view, number).fields)


def test_pay_is_hidden_in_the_history_from_who_may_not_see_it(living: Office) -> None:
    run = next(entry.number for entry in living.read(history) if entry.action == "payroll.start_run")
    paid = {"Gross", "Net", "Tax code", "Rate", "Pence", "Label text"}

    def shown(role: Role) -> set[str]:
        living.user = User("Sam", role)
        fields = living.read(deed_view, run).fields
        return {f.after for f in fields if f.record.startswith(("Payslip", "Charge")) and f.field in paid}

    assert shown(Role.OFFICE) == shown(Role.READ_ONLY) == {HIDDEN}
    assert HIDDEN not in shown(Role.PAYROLL) and len(shown(Role.TREASURER)) > 10
