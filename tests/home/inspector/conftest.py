"""An office with secrets in it: what an inspector may see of it, and what must never appear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from carecoop_desktop.assurance.evidence.actions import add_document
from carecoop_desktop.home.inspector.actions import start_visit
from carecoop_desktop.home.inspector.queries import Visit, open_visit
from carecoop_desktop.home.inspector.reading import read_only
from carecoop_desktop.people.assistants.actions import add_assistants
from carecoop_desktop.people.assistants.entries import (
    Bank,
    Contract,
    PayRate,
    Person,
    RightToWork,
    Tax,
    WholeFile,
)
from carecoop_desktop.people.members.actions import add_contact, add_member, ask_for_change, record_consent
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewRequest
from carecoop_desktop.platform.office.office import Office

PIN = "4711"
STARTED = date(2025, 5, 6)


@pytest.fixture
def secrets() -> tuple[str, ...]:
    """What must never appear in the room."""
    return ("Mill Lane", "CH1 2AB", "01244 555 666", "ann@hay.example", "Quay Street", "07700 900123", "20-29-59",
            "63748472", "1257L", "13.50", "07700 900999", "£42")  # fmt: skip


@pytest.fixture
def filled(office: Office) -> Office:
    """One member and one PA with everything that is hidden, and a voice with a file."""
    member = office.do(
        add_member, name="Ann Hay", address="3 Mill Lane", postcode="CH1 2AB", phone="01244 555 666",
        email="ann@hay.example", status="active", joined=date(2025, 3, 4), plan_review=date(2027, 3, 1),
        about_me="Ring my sister on 07700 900999, she has £42 of mine.", important_to_me="My garden.",
    ).value  # fmt: skip
    office.do(add_contact, NewContact(member, "Janet Hay", "next-of-kin", "sister", phone="07700 900999"))
    office.do(record_consent, NewConsent(member, "support", True, given_by="Ann Hay", basis="own"))
    office.do(ask_for_change, NewRequest(member, "Call 07700 900999 before eight", asked=date(2026, 11, 2)))
    file = WholeFile(
        person=Person("Marek Nowak", started=STARTED, address="7 Quay Street", phone="07700 900123"),
        contract=Contract(STARTED, weekly_minutes=1800),
        rates=(PayRate("standard", 1350, STARTED),),
        bank=Bank(STARTED, "Marek Nowak", "20-29-59", "63748472"),
        tax=Tax(STARTED, "1257L", "A"),
        right_to_work=RightToWork("Passport seen", date(2025, 4, 6), "Priya Shah"),
    )
    office.do(add_assistants, [file])
    office.do(add_document, "EC1", "A member's letter", date(2026, 11, 1), [("cqc-saf-2023", "S6")],
              file_name="letter.txt", content=b"I choose who comes.", note="Given by hand")  # fmt: skip
    return office


@pytest.fixture
def begin(office: Office) -> Callable[[], Visit]:
    """Starts a visit of CQC."""

    def start() -> Visit:
        office.do(start_visit, "Ruth Adler", "CQC", PIN, PIN)
        visit = office.read(open_visit)
        assert visit is not None
        return visit

    return start


@pytest.fixture
def reading(filled: Office, begin: Callable[[], Visit]) -> Iterator[Office]:
    """The second connection of a visit under way."""
    made = read_only(filled, begin())
    yield made
    made.close()
