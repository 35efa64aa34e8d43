"""The PAs that stand already, as an import compares them."""

from __future__ import annotations

from collections.abc import Callable

from carecoop_desktop.people.assistants.queries.importing import standing_assistants
from carecoop_desktop.platform.office.importing.values import StudentLoan, TaxCode
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


def test_an_owner_compares_everything(office: Office, add: Callable[..., int]) -> None:
    number = add()
    (found,) = office.read(standing_assistants)
    assert found["id"] == number and found["hourly_rate"] == 1350 and found["sleep_in_rate"] == 6500
    assert found["tax_code"] == TaxCode("1257L", False) and found["student_loan"] == StudentLoan("2", True)
    assert (found["sort_code"], found["dbs_number"], found["references"]) == ("202959", "001234567890", 2)


def test_what_a_reader_may_not_see_is_not_compared(add: Callable[..., int], as_role: Callable[[Role], Office]) -> None:
    add()
    (found,) = as_role(Role.OFFICE).read(standing_assistants)
    assert not {"hourly_rate", "tax_code", "sort_code"} & set(found) and "phone" in found
    (bare,) = as_role(Role.READ_ONLY).read(standing_assistants)
    assert "phone" not in bare and bare["name"] == "Siân Davies"


def test_a_file_without_checks_has_no_references(office: Office, add: Callable[..., int]) -> None:
    add(dbs=None, right_to_work=None, references=(), bank=None)
    (found,) = office.read(standing_assistants)
    assert found["references"] == 0 and found["sort_code"] is None and "dbs_number" not in found
