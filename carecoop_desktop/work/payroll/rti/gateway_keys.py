"""The password for HMRC online services: in the computer's keyring, never in the office's records or logs."""

from __future__ import annotations

import os

from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.work.payroll.rti.employer import Employer

SERVICE = "CareCoop HMRC online"
GIVEN = "CARECOOP_HMRC_PASSWORD"
"""The variable that gives the password to scripts on a computer without a keyring."""
_known: dict[str, str] = {}
"""Passwords met in this run of the program, where no keyring takes them."""


def account_of(employer: Employer) -> str:
    """Under which name the keyring has the password."""
    return f"{employer.sender_id}@{employer.office_number}/{employer.paye_reference}"


def keep_gateway_password(employer: Employer, password: str) -> bool:
    """Keep the password on this computer. False where no keyring takes it: then until the program ends."""
    from keyring import get_keyring, set_password
    from keyring.errors import KeyringError

    if not employer.sender_id:
        raise Invalid([Issue("password", "The user ID for HMRC online is missing.", "Enter it with the employer.")])
    if not password or not password.isprintable():
        raise Invalid([Issue("password", "Enter the password for HMRC online.", "As HMRC gave it.")])
    _known[account_of(employer)] = password
    if type(get_keyring()).__name__ == "PlaintextKeyring":
        return False  # keyrings.alt's fallback writes secrets into a readable file
    try:
        set_password(SERVICE, account_of(employer), password)
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def gateway_password(employer: Employer) -> str | None:
    """The password: met before, in the keyring, or given by the environment; None where nobody here has it."""
    from keyring import get_password
    from keyring.errors import KeyringError

    account = account_of(employer)
    if account in _known:
        return _known[account]
    try:
        kept = get_password(SERVICE, account)
    except (KeyringError, RuntimeError, OSError):
        kept = None
    return kept or os.environ.get(GIVEN)


def forget_gateway_passwords() -> None:
    """Forget what this run of the program has met."""
    _known.clear()
