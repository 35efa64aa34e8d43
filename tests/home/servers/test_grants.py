"""Rights by table, as the office's permissions and the rooms' listening give them."""

from __future__ import annotations

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.grants import load_rooms, readable_by_inspector, writable
from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.office.permissions import Role


@pytest.fixture(scope="module")
def rooms() -> object:
    return load_rooms(features())


def test_who_only_reads_changes_nothing_but_the_count_of_wrong_passwords(rooms: object) -> None:
    assert set(writable(Role.READ_ONLY, rooms)) == {"sign_in"}  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PAYROLL, Role.TREASURER])
def test_the_history_can_be_added_to_and_never_altered(rooms: object, role: Role) -> None:
    rights = writable(role, rooms)  # type: ignore[arg-type]
    assert rights["change"] == "INSERT"
    assert rights["change_set"] == "INSERT, UPDATE (undone_by)"
    assert rights["user_account"] == "UPDATE (password_hash, version)"
    assert "office_schema" not in rights


def test_each_role_writes_where_it_works(rooms: object) -> None:
    office, payroll, treasurer = (
        set(writable(role, rooms)) for role in (Role.OFFICE, Role.PAYROLL, Role.TREASURER)  # type: ignore[arg-type]
    )  # fmt: skip
    assert "member" in office & payroll and "member" not in treasurer
    assert "payslip" in payroll and "payslip" not in treasurer
    assert "bank_file" in payroll & treasurer, "who saves a bank file notes whom it pays"
    assert "statement" not in payroll or "statement" in treasurer


def test_a_room_that_listens_is_written_by_who_is_heard(rooms: object) -> None:
    from carecoop_desktop.platform.office.actions import ACTIONS

    assert any(name.startswith("payroll.") for name in ACTIONS)
    ledger = {name for name, kind in Base.kinds.items() if kind.__module__.startswith("carecoop_desktop.money.ledger")}
    assert ledger and ledger <= set(writable(Role.PAYROLL, rooms))  # type: ignore[arg-type]


def test_an_inspector_sees_no_guarded_column(rooms: object) -> None:
    seen = readable_by_inspector()
    assert "password_hash" not in seen["user_account"]
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            assert "guard" not in column.info or column.name not in seen.get(table.name, ())
    assert not {"change", "sign_in"} & set(seen)


def test_an_inspector_reads_no_pay_and_no_account(rooms: object) -> None:
    seen = readable_by_inspector()
    assert "pay_run_id" in seen["payslip"] and "state" in seen["payslip"]
    assert not {"gross", "net", "tax_code", "employer_cost"} & set(seen["payslip"])
    assert not {"rate", "pence", "label_text"} & set(seen["payslip_line"])
    assert not {"sort_code", "account"} & set(seen["payee_account"])
    assert not {"bank_account", "address"} & set(seen["employer"])
    assert not {"pence"} & set(seen["pay_correction"]) | {"pence"} & set(seen["earlier_earnings"])
    assert not {"today_kept", "salvaged_row"} & set(seen)
