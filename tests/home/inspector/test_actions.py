"""A visit begins, is logged, and ends only by its PIN."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from carecoop_desktop.home.inspector.actions import WrongPin, end_visit, leave, leave_as_owner, log_view, start_visit
from carecoop_desktop.home.inspector.queries import Visit, open_visit, owners_with_password, shown_list, visits
from carecoop_desktop.home.inspector.tables import VisitRow
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.browsing import record_history
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.office.users import FREE_TRIES, add_user


def test_a_visit_keeps_who_came_and_only_a_hash_of_the_pin(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    assert (visit.inspector, visit.body, visit.started_by, visit.ended) == ("Ruth Adler", "CQC", "Priya Shah", None)
    with office.database.reading() as connection:
        stored = connection.execute(VisitRow.__table__.select()).one().pin_hash
    assert stored.startswith("$argon2id$")
    assert "4711" not in stored


def test_the_hash_is_masked_in_the_history(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    office.user = User("Tomos", Role.OFFICE)
    changes = office.read(record_history, "inspection_visit", visit.id)
    assert [change.after for change in changes if change.field == "pin_hash"] == ["(hidden)"]


def test_what_is_missing_is_told_at_once(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        office.do(start_visit, "", "", "1", "2")
    assert len(refused.value.issues) == 4
    assert office.read(open_visit) is None


def test_there_is_one_visit_at_a_time(office: Office, begin: Callable[[], Visit]) -> None:
    begin()
    with pytest.raises(Refusal, match="under way already"):
        office.do(start_visit, "Olwen", "Ofsted", "8052", "8052")


def test_nobody_who_only_reads_opens_the_room(office: Office) -> None:
    office.user = User("Olwen", Role.READ_ONLY)
    with pytest.raises(NotAllowed):
        office.do(start_visit, "Ruth Adler", "CQC", "4711", "4711")


def test_records_shown_are_kept_in_order(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    office.do(log_view, visit.id, "staff-list", None, "Staff files")
    office.do(log_view, visit.id, "staff", 7, "Staff file · Marek Nowak")
    views = office.read(shown_list, visit.id).views
    assert [(one.kind, one.record_id, one.title) for one in views] == [
        ("staff-list", None, "Staff files"), ("staff", 7, "Staff file · Marek Nowak")]  # fmt: skip


def test_neither_visit_nor_log_can_be_undone(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    office.do(log_view, visit.id, "staff", 7, "Staff file")
    assert office.next_undo() is None


def test_the_right_pin_ends_it(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    leave(office, visit.id, "4711")
    assert office.read(open_visit) is None
    assert office.read(visits)[0].ended is not None
    with pytest.raises(Refusal, match="has ended"):
        office.do(log_view, visit.id, "staff", 7, "Staff file")
    with pytest.raises(Refusal, match="ended already"):
        office.do(end_visit, visit.id, "4711")


def test_a_wrong_pin_changes_nothing(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    with pytest.raises(WrongPin):
        leave(office, visit.id, "4712")
    assert office.read(open_visit) is not None
    leave(office, visit.id, "4711")


def test_guessing_is_slowed_down_even_for_the_right_pin(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    for guess in range(FREE_TRIES):
        with pytest.raises(WrongPin):
            leave(office, visit.id, f"900{guess}")
    with pytest.raises(NotAllowed, match="several wrong PINs"):
        leave(office, visit.id, "4711")
    assert office.read(open_visit) is not None


class TestForgottenPin:
    """An owner's password leads out where the PIN is lost."""

    @pytest.fixture
    def owned(self, office: Office) -> str:
        office.do(add_user, "Rhian Lowe", Role.OWNER, "a long pass phrase 7")
        office.do(add_user, "Omar Reid", Role.OFFICE, "another pass phrase 8")
        return "Rhian Lowe"

    def test_only_owners_with_a_password_can_prove_themselves(self, office: Office, owned: str) -> None:
        assert office.read(owners_with_password) == [owned]

    def test_it_ends_the_visit_and_the_list_says_so(self, office: Office, begin: Any, owned: str) -> None:
        visit = begin()
        leave_as_owner(office, visit.id, owned, "a long pass phrase 7")
        assert office.read(open_visit) is None
        last = office.read(shown_list, visit.id).views[-1]
        assert (last.kind, last.title) == ("ended", "Ended without the PIN, by the password of Rhian Lowe, an owner")
        with pytest.raises(Refusal, match="ended already"):
            leave_as_owner(office, visit.id, owned, "a long pass phrase 7")

    @pytest.mark.parametrize("who", ["Omar Reid", "Priya Shah", "Nobody", ""])
    def test_nobody_else_leads_out(self, office: Office, begin: Any, owned: str, who: str) -> None:
        visit = begin()
        with pytest.raises(NotAllowed, match="cannot end the visit"):
            leave_as_owner(office, visit.id, who, "another pass phrase 8")
        assert office.read(open_visit) is not None

    def test_guessing_is_slowed_down(self, office: Office, begin: Any, owned: str) -> None:
        visit = begin()
        for _guess in range(FREE_TRIES):
            with pytest.raises(NotAllowed, match="not right"):
                leave_as_owner(office, visit.id, owned, "wrong")
        with pytest.raises(NotAllowed, match="several wrong passwords"):
            leave_as_owner(office, visit.id, owned, "a long pass phrase 7")
        assert office.read(open_visit) is not None
