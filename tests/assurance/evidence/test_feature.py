"""The passport loads: every reference of the room leads somewhere."""

from __future__ import annotations

from carecoop_desktop.assurance.evidence.feature import FEATURE
from carecoop_desktop.platform.office.office import Office


def test_every_reference_loads(office: Office) -> None:
    assert FEATURE.tables is not None and FEATURE.tables.load()
    assert FEATURE.demo is not None and callable(FEATURE.demo.load())
    for entry in FEATURE.rail:
        assert callable(entry.page.load())
        assert entry.badge is not None
        assert office.read(entry.badge.load()) == 0
    for command in FEATURE.commands:
        assert callable(command.run.load())
        assert command.permission is not None and command.permission.load().title
    for query in FEATURE.today:
        assert office.read(query.load()) == []


def test_its_checks_answer(office: Office) -> None:
    assert {check.id for check in FEATURE.checks} == {"history_chain_holds", "backup_recent"}
    for check in FEATURE.checks:
        assert office.read(check.query.load()).total >= 1
