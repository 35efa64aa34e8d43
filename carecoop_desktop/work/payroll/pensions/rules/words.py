"""The names that pension records use, and what staff call them."""

from __future__ import annotations

from collections.abc import Mapping

from carecoop_desktop.statutory.pensions import Standing

RELIEFS: Mapping[str, str] = {
    "relief-at-source": "Relief at source",
    "net-pay": "Net pay arrangement",
    "salary-sacrifice": "Salary sacrifice",
}
BASES: Mapping[str, str] = {
    "qualifying": "Qualifying earnings",
    "set 1": "Certified, set 1 (basic pay)",
    "set 2": "Certified, set 2 (basic pay, most of all pay)",
    "set 3": "Certified, set 3 (all earnings)",
}
HOW: Mapping[str, str] = {
    "enrolled": "Automatically enrolled",
    "re-enrolled": "Automatically re-enrolled",
    "opted-in": "Opted in",
    "joined": "Joined",
    "brought": "Member before",
}
ENDED: Mapping[str, str] = {
    "opted-out": "Opted out",
    "ceased": "Ceased active membership",
    "left": "Left",
}
STANDINGS: Mapping[str, Standing] = {
    "eligible": Standing.ELIGIBLE,
    "non-eligible": Standing.NON_ELIGIBLE,
    "entitled": Standing.ENTITLED,
    "outside": Standing.OUTSIDE,
}
CODES: Mapping[Standing, str] = {standing: code for code, standing in STANDINGS.items()}
ENROLS = ("enrolled", "re-enrolled")
MAY_OPT_OUT = (*ENROLS, "opted-in")
"""Whoever joined in one of these ways may opt out within the month and gets the contributions back."""
