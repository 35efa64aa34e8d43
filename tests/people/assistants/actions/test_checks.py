"""Recording checks, training and supervision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

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
    WholeFile,
)
from carecoop_desktop.people.assistants.queries import (
    dbs_checks_of,
    references_of,
    right_to_work_of,
    staff_file,
    supervisions_of,
    training_of,
)
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role

ONLINE = Dbs("0012 3456 7890", date(2025, 4, 10), update_service=True, status_checked=date(2025, 11, 20))


def test_a_certificate_follows_the_policy_unless_a_day_is_given(office: Office, add: Callable[..., int]) -> None:
    number = add(dbs=None)
    office.do(record_dbs, number, Dbs("001234567890", date(2025, 4, 10)))
    done = office.do(record_dbs, number, Dbs("001234567891", date(2026, 4, 10), renew_by=date(2027, 1, 1)))
    assert done.sentence == "DBS certificate of Siân Davies recorded, to renew by 1 Jan 2027"
    assert [line.renew_by for line in office.read(dbs_checks_of, number)] == [date(2027, 1, 1), date(2028, 4, 10)]


def test_a_certificate_needs_its_twelve_figures(office: Office, add: Callable[..., int]) -> None:
    for typed in ("", "1234"):
        with pytest.raises(Invalid) as told:
            office.do(record_dbs, add(f"Nobody {typed or 'x'}"), Dbs(typed, date(2025, 4, 10)))
        assert [issue.field for issue in told.value.issues] == ["certificate"]


def test_a_look_at_the_update_service_moves_the_renewal_on(office: Office, add: Callable[..., int]) -> None:
    number = add(dbs=ONLINE)
    assert office.read(dbs_checks_of, number)[0].renew_by == date(2026, 11, 20)
    done = office.do(record_status_check, number, date(2026, 11, 30))
    assert done.sentence == "DBS status of Siân Davies checked: no change, to look again by 30 Nov 2027"
    assert office.read(dbs_checks_of, number)[0].renew_by == date(2027, 11, 30)


def test_a_changed_status_asks_for_a_new_certificate_at_once(office: Office, add: Callable[..., int]) -> None:
    number = add(dbs=ONLINE)
    office.do(record_status_check, number, date(2026, 11, 29), no_change=False)
    assert office.read(dbs_checks_of, number)[0].renew_by == date(2026, 11, 29)


def test_a_certificate_off_the_update_service_has_no_status(office: Office, add: Callable[..., int]) -> None:
    with pytest.raises(Invalid, match="not on the Update Service"):
        office.do(record_status_check, add(), date(2026, 11, 29))
    with pytest.raises(Refusal, match="No DBS certificate"):
        office.do(record_status_check, add("Ann Hay", dbs=None), date(2026, 11, 29))


def test_an_item_recorded_again_takes_the_place_of_the_first(office: Office, add: Callable[..., int]) -> None:
    number = add(vetting=())
    begun = office.do(record_vetting_item, number, VettingItem("history", "1 gap", None, complete=False))
    again = office.do(record_vetting_item, number, VettingItem("history", "1 gap, explained", date(2026, 11, 3), "PS"))
    assert begun.value == again.value
    cell = next(cell for cell in office.read(staff_file, number).items if cell.code == "history")
    assert (cell.held, cell.complete) == ("1 gap, explained", True)


def test_certificates_are_not_an_item_to_be_ticked(office: Office, add: Callable[..., int]) -> None:
    with pytest.raises(Invalid) as told:
        office.do(record_vetting_item, add(), VettingItem("enhanced-dbs", "seen", date(2026, 1, 1)))
    assert [issue.field for issue in told.value.issues] == ["item"]


def test_right_to_work_keeps_its_next_look(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(record_right_to_work, number, RightToWork("Share code", date(2026, 11, 1), "PS", date(2027, 5, 1)))
    newest, first = office.read(right_to_work_of, number)
    assert (newest.follow_up, first.method) == (date(2027, 5, 1), "Passport seen")


def test_a_reference_asked_for_is_answered_in_its_own_line(office: Office, add: Callable[..., int]) -> None:
    number = add(references=())
    asked = office.do(record_reference, number, Reference("Oak Care", asked=date(2026, 11, 1))).value
    answer = Reference("Oak Care", asked=date(2026, 11, 1), received=date(2026, 11, 9), verified=True)
    done = office.do(record_reference, number, answer, asked)
    assert done.sentence == "Reference for Siân Davies received: Oak Care"
    assert [line.received for line in office.read(references_of, number)] == [date(2026, 11, 9)]


def test_a_reference_of_somebody_else_is_refused(office: Office, add: Callable[..., int]) -> None:
    mine, theirs = add("Siân Davies", references=()), add("Ann Hay", references=())
    asked = office.do(record_reference, theirs, Reference("Oak Care")).value
    with pytest.raises(Refusal, match="not about Siân Davies"):
        office.do(record_reference, mine, Reference("Oak Care"), asked)


@pytest.mark.parametrize(
    ("course", "renew"),
    [("medicines", date(2027, 11, 2)), ("mental-capacity", date(2029, 11, 2)), ("care-certificate", None)],
)
def test_training_is_renewed_by_its_own_term(
    office: Office, add: Callable[..., int], course: str, renew: date | None
) -> None:
    number = add(training=())
    office.do(record_training, number, Training(course, date(2026, 11, 2), "Dee Valley Training"))
    found = next(one for one in office.read(training_of, number) if one.code == course)
    assert (found.done, found.renew_by, found.given_by) == (date(2026, 11, 2), renew, "Dee Valley Training")


def test_supervision_is_kept_newest_first(office: Office, add: Callable[..., int]) -> None:
    number = add(supervisions=())
    for day in (date(2026, 8, 1), date(2026, 11, 1), date(2026, 10, 1)):
        office.do(record_supervision, number, Supervision("observed", day, "PS"))
    assert [line.held.month for line in office.read(supervisions_of, number)] == [11, 10, 8]


def test_payroll_records_no_checks(
    add: Callable[..., int], as_role: Callable[[Role], Office], whole: Callable[..., WholeFile]
) -> None:
    number = add()
    office = as_role(Role.PAYROLL)
    with pytest.raises(NotAllowed, match="record PAs' checks"):
        office.do(record_training, number, Training("medicines", date(2026, 11, 2)))
