"""A small office that may file: Ann and Bea paid for April, with a vendor ID and a user ID at HMRC."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import update

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.gateway_keys import forget_gateway_passwords
from carecoop_desktop.work.payroll.rti.transport import ENGINE
from tests.work.payroll.crew import Crew, Parts, crew_in

OWN = {"name": "Dee Valley", "office_number": "120", "paye_reference": "A1B2C3", "sender_id": "DEE120",
       "vendor_id": "4321", "accounts_reference": "120PA00012345"}  # fmt: skip


@action("Homes where files are sent from", SEE_RECORDS)
def settle(work: Work) -> None:
    """An address for everybody, as HMRC wants it without an NI number."""
    work.connection.execute(update(AssistantRow.__table__).values(address="14 Heol y Parc, Llangollen"))


def _unpaid(office: Office) -> tuple[Parts, int]:
    made = crew_in(office)
    office.do(set_employer, OWN)
    office.do(settle)
    return made.parts, 0


def _paid_for_april(office: Office) -> tuple[Parts, int]:
    parts, _run = _unpaid(office)
    return parts, Crew(office, *parts).pay(4, {"Ann": 100, "Bea": 60})


@pytest.fixture
def made(
    office: Office, built: Any, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Parts, int]]:
    """The office, with its run of April finished where the test asks for ``run``."""
    monkeypatch.setenv(ENGINE, "http://127.0.0.1:9/")
    yield built(_paid_for_april if "run" in request.fixturenames else _unpaid)
    forget_gateway_passwords()


@pytest.fixture
def crew(office: Office, made: tuple[Parts, int]) -> Crew:
    return Crew(office, *made[0])


@pytest.fixture
def run(made: tuple[Parts, int]) -> int:
    """The finished run of April."""
    return made[1]
