"""The passwords that payslips are closed with: which rule the office chose, and each PA's own word.

Words and passwords are never records: they are not in the office's file, its history, its logs or a file's name. A PA's
own word is in this computer's keyring.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.paper.protect import check_password
from carecoop_desktop.work.payroll.permissions import SEE_PAY

SERVICE = "CareCoop payslip words"
GIVEN = "CARECOOP_PAYSLIP_PASSWORD"
"""The variable that gives a password or a word to the command line, where others cannot read it."""
NONE, OWN, BIRTH, ONE = "none", "own", "birth-ni", "one"
RULES = {
    NONE: "No password",
    OWN: "Each PA's own word",
    BIRTH: "Date of birth and end of the NI number",
    ONE: "One password, typed now",
}
ADVICE = {
    NONE: "Anybody who gets the file can read it.",
    OWN: "Agree a word with each PA by telephone. It is kept in this computer's keyring, nowhere in the office's file.",
    BIRTH: "The day, month and year of birth and the last four characters of the NI number, such as 09031984456C. "
    "Weak: family, friends and anybody with an old payslip may know both, and a program tries all of them in minutes. "
    "It keeps out a wrong recipient, not somebody who is after it.",
    ONE: "The same password opens every payslip: whoever knows it can read everybody's. "
    "Use it for a file that stays in the office.",
}
_NI_TAIL = 4
_known: dict[str, str] = {}
"""Words met in this run of the program, where no keyring takes them."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whose payslip is closed with a password."""

    assistant_id: int
    name: str
    born: date | None = field(repr=False)
    ni_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lock:
    """The rule that was chosen, with the password where one was typed."""

    rule: str = NONE
    typed: str = field(default="", repr=False)

    def check(self) -> None:
        """Invalid for a typed password that is too short or cannot be typed again."""
        if self.rule == ONE:
            check_password(self.typed)


def holders(reader: Reader, day: date, assistant_ids: Collection[int]) -> dict[int, Holder]:
    """What the rules need of PAs."""
    terms = pay_terms(reader, day, assistant_ids, under=SEE_PAY)
    return {who: Holder(who, one.name, one.born, one.ni_number or "") for who, one in terms.items()}


def password_of(lock: Lock, holder: Holder, office: Office) -> str:
    """The password of one PA by the rule; empty where the rule finds none."""
    if lock.rule == BIRTH:
        return _birth_and_ni(holder)
    if lock.rule == OWN:
        return own_word(office, holder.assistant_id)
    return lock.typed if lock.rule == ONE else ""


def why_none(lock: Lock, holder: Holder) -> str:
    """Why the rule finds no password for somebody."""
    if lock.rule == OWN:
        return f"{holder.name}: no word is kept on this computer"
    return f"{holder.name}: date of birth or NI number is missing"


def _birth_and_ni(holder: Holder) -> str:
    number = re.sub(r"\s", "", holder.ni_number).upper()
    if holder.born is None or len(number) < 2 * _NI_TAIL:
        return ""
    return f"{holder.born:%d%m%Y}{number[-_NI_TAIL:]}"


def _account(office: Office, assistant_id: int) -> str:
    place = str(office.database.address.path or office.database.address.url)
    return f"{hashlib.sha256(place.encode()).hexdigest()[:16]}:{assistant_id}"


def keep_word(office: Office, assistant_id: int, word: str) -> bool:
    """Keep a PA's word on this computer, or forget it where it is empty. False where no keyring takes it: then it is
    known until the program ends. Invalid for a word that is too short or cannot be typed."""
    from keyring import delete_password, get_keyring, set_password
    from keyring.errors import KeyringError

    office.read(lambda reader: reader.require(SEE_PAY))
    account = _account(office, assistant_id)
    if word:
        check_password(word)
        _known[account] = word
    else:
        _known.pop(account, None)
    if type(get_keyring()).__name__ == "PlaintextKeyring":
        return False  # keyrings.alt's fallback writes secrets into a readable file
    try:
        if word:
            set_password(SERVICE, account, word)
        else:
            delete_password(SERVICE, account)
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def own_word(office: Office, assistant_id: int) -> str:
    """A PA's word; empty where none is kept here."""
    from keyring import get_password
    from keyring.errors import KeyringError

    account = _account(office, assistant_id)
    if account in _known:
        return _known[account]
    try:
        return get_password(SERVICE, account) or ""
    except (KeyringError, RuntimeError, OSError):
        return ""


def forget_words() -> None:
    """Forget what this run of the program has met."""
    _known.clear()
