"""Everything that can be asked for: it is there, and no secret is in any of it."""

from __future__ import annotations

import pytest

from carecoop_desktop.home.inspector.showing import ASKS, Sheet, asks, sheet
from carecoop_desktop.people.assistants.queries import file_owners
from carecoop_desktop.people.members.queries import member_ids
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office

SAF = "cqc-saf-2023"


def every_sheet(reading: Office) -> list[Sheet]:
    found = [reading.read(sheet, one.kind, None, SAF) for one in ASKS]
    leads = {address for one in found for section in one.sections for address in section.opens}
    found += [reading.read(sheet, kind, number, SAF) for kind, number in sorted(leads)]
    deeper = {a for one in found for section in one.sections for a in section.opens} - leads
    return found + [reading.read(sheet, kind, number, SAF) for kind, number in sorted(deeper)]


def test_what_can_be_asked_for_stands_with_its_count(reading: Office) -> None:
    assert [one.words for one in reading.read(asks)] == [
        "Staff files (1)", "Members' support plans (1)", "Training matrix", "Hours and visits",
        "Requests for change (1)", "People's consents", "Evidence by question"]  # fmt: skip


def test_no_address_bank_pay_or_telephone_number_is_anywhere(reading: Office, secrets: tuple[str, ...]) -> None:
    shown = every_sheet(reading)
    kinds = {one.kind for one in shown}
    assert {"staff", "plan", "topic", "document", "consents", "requests"} <= kinds
    said = repr(shown)
    assert "Ann Hay" in said and "Marek Nowak" in said and "Janet Hay" in said
    assert [secret for secret in secrets if secret in said] == []


def test_an_owner_would_see_them_so_the_proof_proves_something(filled: Office, secrets: tuple[str, ...]) -> None:
    from carecoop_desktop.people.members.queries import member_page

    page = filled.read(member_page, filled.read(member_ids)[0])
    assert "Mill Lane" in repr(page)
    assert "07700 900999" in repr(page)


def test_what_is_not_shown_here_is_refused(reading: Office) -> None:
    for kind, number in (("payslip", 1), ("staff", None), ("ledger", None)):
        with pytest.raises(Refusal, match="not shown in the inspector"):
            reading.read(sheet, kind, number, SAF)


def test_a_record_that_is_gone_is_refused(reading: Office) -> None:
    owner = reading.read(file_owners)[0]
    for kind in ("staff", "plan", "document", "topic"):
        with pytest.raises(Refusal):
            reading.read(sheet, kind, owner.id + 900, SAF)


def test_an_empty_office_has_empty_sheets(office: Office) -> None:
    for one in ASKS:
        shown = office.read(sheet, one.kind, None, SAF)
        assert shown.title
        assert one.kind == "evidence" or all(section.rows == () for section in shown.sections)
