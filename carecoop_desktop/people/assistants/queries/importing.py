"""The PAs that stand already, as an import's rows would name them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.import_rules import Pension
from carecoop_desktop.people.assistants.permissions import SEE_ADDRESSES, SEE_BANK, SEE_TAX
from carecoop_desktop.people.assistants.queries.pay import PayTerms, pay_terms
from carecoop_desktop.people.assistants.tables import AssistantRow, DbsCheckRow, ReferenceRow, RightToWorkRow
from carecoop_desktop.platform.office.importing.values import StudentLoan, TaxCode
from carecoop_desktop.platform.office.reader import Reader

SCHEME_SHARE = 500
"""The employee's share of the office's own scheme, in hundredths of one per cent."""

_PEOPLE: Any = AssistantRow.__table__
_DBS: Any = DbsCheckRow.__table__
_RIGHTS: Any = RightToWorkRow.__table__
_REFERENCES: Any = ReferenceRow.__table__
_PLAIN = ("id", "number", "name", "born", "sex", "ni_number", "started")
_ADDRESS = ("address", "postcode", "phone", "email")


def standing_assistants(reader: Reader) -> list[dict[str, object]]:
    """Every PA with the fields of the import; what the reader may not see is left out, and so not compared."""
    terms = pay_terms(reader, reader.today) if reader.may(SEE_TAX) else {}
    names = (*_PLAIN, *(_ADDRESS if reader.may(SEE_ADDRESSES) else ()))
    checks = _checks(reader)
    rows = reader.connection.execute(select(*(_PEOPLE.c[name] for name in names)).order_by(_PEOPLE.c.id)).mappings()
    return [
        {
            **row,
            **_paid(terms.get(row["id"]), reader.may(SEE_BANK)),
            **checks.get(row["id"], {}),
            **_counted(row, checks),
        }
        for row in rows
    ]


def _counted(row: Any, checks: dict[int, dict[str, object]]) -> dict[str, object]:
    return {"references": checks.get(row["id"], {}).get("references", 0)}


def _paid(terms: PayTerms | None, bank_too: bool) -> dict[str, object]:
    if terms is None:
        return {}
    found: dict[str, object] = {
        "hourly_rate": terms.rates.get("standard"),
        "sleep_in_rate": terms.rates.get("sleep-in"),
        "tax_code": TaxCode(terms.tax_code, terms.basis == "week1month1"),
        "ni_letter": terms.ni_letter,
        "student_loan": StudentLoan(
            next((plan for plan in terms.loans if plan != "postgrad"), ""), "postgrad" in terms.loans
        ),
        "pension": Pension(True, terms.employee_rate) if terms.pension != "none" else Pension(False, None),
    }
    if bank_too:
        found["sort_code"] = terms.bank.sort_code if terms.bank else None
        found["account_number"] = terms.bank.account_number if terms.bank else None
    return found


def _checks(reader: Reader) -> dict[int, dict[str, object]]:
    found: dict[int, dict[str, object]] = {}
    certificates = select(_DBS.c.assistant_id, _DBS.c.certificate, _DBS.c.issued_on)
    for row in reader.connection.execute(certificates.order_by(_DBS.c.issued_on, _DBS.c.id)):
        found.setdefault(row.assistant_id, {}).update(dbs_number=row.certificate, dbs_date=row.issued_on)
    rights = select(_RIGHTS.c.assistant_id, _RIGHTS.c.checked).order_by(_RIGHTS.c.id)
    for row in reader.connection.execute(rights):
        found.setdefault(row.assistant_id, {})["right_to_work_on"] = row.checked
    counted = select(_REFERENCES.c.assistant_id, func.count().label("held")).group_by(_REFERENCES.c.assistant_id)
    for row in reader.connection.execute(counted):
        found.setdefault(row.assistant_id, {})["references"] = row.held
    return found
