"""The passport names what is there."""

from __future__ import annotations

from carecoop_desktop.money.ledger.feature import FEATURE
from carecoop_desktop.money.ledger.listening import charge_accounts
from carecoop_desktop.platform.office.actions import ACTIONS
from carecoop_desktop.work.payroll.events import PayRunFinished


def test_every_reference_loads() -> None:
    references = [
        FEATURE.tables, *FEATURE.actions, *FEATURE.today, *FEATURE.office_checks, FEATURE.demo, FEATURE.demo_month,
        *(entry.page for entry in FEATURE.rail), *(entry.badge for entry in FEATURE.rail),
        *(panel.widget for panel in FEATURE.panels), *(check.query for check in FEATURE.checks),
        *FEATURE.columns.values(), *(command.run for command in FEATURE.commands),
    ]  # fmt: skip
    assert all(reference is not None and reference.load() is not None for reference in references)


def test_it_listens_to_finished_pay_runs() -> None:
    heard = {event.load(): listener.load() for event, listener in FEATURE.listeners}
    assert heard[PayRunFinished] is charge_accounts


def test_every_action_is_named_and_has_its_permission() -> None:
    for reference in FEATURE.actions:
        reference.load()
    program = "carecoop_desktop."  # other tests make actions of their own
    own = [e for name, e in ACTIONS.items() if name.startswith("ledger.") and e.run.__module__.startswith(program)]
    assert len(own) == 11
    assert all(each.title and each.doc and each.permission.name.startswith("ledger.") for each in own)
    assert [each.name for each in own if each.undoable] == ["ledger.set_fees"]
