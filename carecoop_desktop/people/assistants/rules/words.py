"""The office's words for what is stored as a code."""

from __future__ import annotations

from collections.abc import Mapping

STATUSES: Mapping[str, str] = {"applicant": "Applicant", "active": "Active", "paused": "Paused", "left": "Left"}
CONTRACTS: Mapping[str, str] = {
    "permanent": "Permanent",
    "fixed-term": "Fixed term",
    "bank": "Bank, hours as agreed",
    "apprentice": "Apprenticeship",
}
FREQUENCIES: Mapping[str, str] = {
    "monthly": "Every month",
    "weekly": "Every week",
    "fortnightly": "Every two weeks",
    "four-weekly": "Every four weeks",
}
HOLIDAYS: Mapping[str, str] = {"rolled-up": "Paid with each hour (rolled up)", "accrued": "Taken as paid days off"}
BASES: Mapping[str, str] = {"cumulative": "Cumulative", "week1month1": "Week 1 / month 1"}
PENSIONS: Mapping[str, str] = {
    "none": "Not in the pension",
    "relief-at-source": "Relief at source (such as NEST)",
    "net-pay": "Net pay arrangement",
    "salary-sacrifice": "Salary sacrifice",
}
PENSION_BASES: Mapping[str, str] = {"qualifying": "Qualifying earnings", "all": "All pensionable pay"}
LOANS: Mapping[str, str] = {
    "": "None",
    "1": "Plan 1",
    "2": "Plan 2",
    "4": "Plan 4",
    "5": "Plan 5",
    "postgrad": "Postgraduate",
    "1+postgrad": "Plan 1 and postgraduate",
    "2+postgrad": "Plan 2 and postgraduate",
    "4+postgrad": "Plan 4 and postgraduate",
    "5+postgrad": "Plan 5 and postgraduate",
}
NI_LETTERS: Mapping[str, str] = {
    "A": "A · standard",
    "B": "B · married women’s reduced rate",
    "C": "C · over State Pension age",
    "H": "H · apprentice under 25",
    "J": "J · deferred",
    "M": "M · under 21",
    "V": "V · veteran, first year",
    "X": "X · no National Insurance",
    "Z": "Z · under 21, deferred",
    "D": "D · investment zone, deferred",
    "E": "E · investment zone, reduced rate",
    "F": "F · freeport",
    "I": "I · freeport, reduced rate",
    "K": "K · investment zone, over State Pension age",
    "L": "L · freeport, deferred",
    "N": "N · investment zone",
    "S": "S · freeport, over State Pension age",
}
STARTER_STATEMENTS: Mapping[str, str] = {
    "": "None",
    "A": "A · first job since 6 April",
    "B": "B · now the only job",
    "C": "C · another job or a pension",
}
DBS_LEVELS: Mapping[str, str] = {
    "enhanced": "Enhanced",
    "standard": "Standard",
    "basic": "Basic",
    "not-recorded": "Level not recorded",
}
BARRED_LISTS: Mapping[str, str] = {
    "": "No barred list",
    "adults": "Adults’ barred list",
    "children": "Children’s barred list",
    "both": "Adults’ and children’s barred lists",
}
SUPERVISIONS: Mapping[str, str] = {
    "supervision": "Supervision",
    "observed": "Observed practice",
    "appraisal": "Appraisal",
}
