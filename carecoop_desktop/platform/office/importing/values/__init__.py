"""Parsers of cells, each from a cell to a typed value; a cell that cannot be read raises ``Unreadable``."""

from carecoop_desktop.platform.office.importing.values.amounts import (
    miles,
    minutes,
    money,
    money_not_negative,
    percent,
    whole_number,
    yes_no,
)
from carecoop_desktop.platform.office.importing.values.identities import (
    account_number,
    dbs_number,
    nhs_number,
    ni_number,
    sort_code,
)
from carecoop_desktop.platform.office.importing.values.moments import birth_date, clock_time, day
from carecoop_desktop.platform.office.importing.values.pay_codes import (
    StudentLoan,
    TaxCode,
    ni_letter,
    student_loan,
    tax_code,
)
from carecoop_desktop.platform.office.importing.values.spans import hours, nights, shift_times, stated_hours
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable
from carecoop_desktop.platform.office.importing.values.wording import (
    choice,
    email,
    match_key,
    person_name,
    phone,
    postcode,
    reference,
    text,
)

__all__ = [
    "StudentLoan",
    "TaxCode",
    "Unreadable",
    "account_number",
    "birth_date",
    "choice",
    "clock_time",
    "day",
    "dbs_number",
    "email",
    "hours",
    "match_key",
    "miles",
    "minutes",
    "money",
    "money_not_negative",
    "nhs_number",
    "ni_letter",
    "ni_number",
    "nights",
    "percent",
    "person_name",
    "phone",
    "postcode",
    "reference",
    "shift_times",
    "sort_code",
    "stated_hours",
    "student_loan",
    "tax_code",
    "text",
    "whole_number",
    "yes_no",
]
