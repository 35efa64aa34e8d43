"""The dated tables of UK pay law: one file a tax year, every table with its source."""

from carecoop_desktop.statutory.tables.absence import FamilyPay, Recovery, SickPay
from carecoop_desktop.statutory.tables.deductions import (
    EarningsPeriod,
    EmploymentAllowance,
    IncomeTax,
    NationalInsurance,
    StudentLoans,
    TaxCodes,
)
from carecoop_desktop.statutory.tables.employment import AutoEnrolment, Holiday, Mileage, MinimumWage, StatePensionAge
from carecoop_desktop.statutory.tables.fields import Origin
from carecoop_desktop.statutory.tables.orders import Attachments
from carecoop_desktop.statutory.tables.shelf import Shelf, add_check, load_shelf, use_folders
from carecoop_desktop.statutory.tables.year import TaxYear, read_year

__all__ = [
    "Attachments",
    "AutoEnrolment",
    "EarningsPeriod",
    "EmploymentAllowance",
    "FamilyPay",
    "Holiday",
    "IncomeTax",
    "Mileage",
    "MinimumWage",
    "NationalInsurance",
    "Origin",
    "Recovery",
    "Shelf",
    "SickPay",
    "StatePensionAge",
    "StudentLoans",
    "TaxCodes",
    "TaxYear",
    "add_check",
    "load_shelf",
    "read_year",
    "use_folders",
]
