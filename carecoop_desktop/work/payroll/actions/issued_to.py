"""To whom and by whom a payslip is issued, kept with it: a reprint years later says what the original said."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.queries.reading import OFFICE_NAME
from carecoop_desktop.work.payroll.tables import EmployerRow

_PEOPLE: Any = AssistantRow.__table__
_EMPLOYERS: Any = EmployerRow.__table__
_PERSON = ("name", "ni_number", "address", "postcode")
_EMPLOYER = ("name", "office_number", "paye_reference", "accounts_reference", "address", "postcode")


class Recipients:
    """Names, addresses and employers as they are today, read once."""

    def __init__(self, work: Work) -> None:
        columns = [_PEOPLE.c[name] for name in ("id", *_PERSON)]
        self._people = {row.id: row for row in work.connection.execute(select(*columns))}
        columns = [_EMPLOYERS.c[name] for name in ("id", "member_id", *_EMPLOYER)]
        rows = list(work.connection.execute(select(*columns).order_by(_EMPLOYERS.c.member_id.is_not(None), "id")))
        self._employers = {row.id: {name: getattr(row, name) or "" for name in _EMPLOYER} for row in rows}
        self._first = rows[0].id if rows else None
        self._office = str(work.reader.setting(OFFICE_NAME, ""))

    def of(self, assistant_id: int, employer_id: int | None) -> dict[str, Any]:
        """What is kept with a payslip."""
        row = self._people[assistant_id]
        person = {name: getattr(row, name) or "" for name in _PERSON}
        employer = self._employers.get(employer_id if employer_id is not None else self._first or 0)
        return {**person, "office": self._office, **({"employer": employer} if employer else {})}

    def fresh(self, slip: Any) -> dict[str, Any]:
        """What issuing a draft changes of its inputs where somebody was renamed or moved since; else nothing."""
        now, kept = self.of(slip.assistant_id, slip.employer_id), slip.inputs.get("issued_to", {})
        if all(kept.get(name) == value for name, value in now.items()):
            return {}
        return {"inputs": {**slip.inputs, "issued_to": {**kept, **now}}}
