"""Passwords of payslips: rules, and words that are kept nowhere but in the keyring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.papers.passwords import (
    ADVICE,
    BIRTH,
    NONE,
    ONE,
    OWN,
    RULES,
    SERVICE,
    Holder,
    Lock,
    forget_words,
    holders,
    keep_word,
    own_word,
    password_of,
    why_none,
)
from tests.conftest import MemoryKeyring
from tests.work.payroll.crew import crew_in

ANN = Holder(1, "Ann Ward", date(1984, 3, 9), "QQ 12 34 56 C")


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    forget_words()
    yield
    forget_words()


@pytest.mark.parametrize(
    ("born", "number", "password"),
    [(date(1984, 3, 9), "QQ 12 34 56 C", "09031984456C"), (date(2001, 12, 31), "qq123456c", "31122001456C"),
     (None, "QQ123456C", ""), (date(1984, 3, 9), "", ""), (date(1984, 3, 9), "QQ1", "")],
)  # fmt: skip
def test_birth_and_ni_number_make_a_password(office: Office, born: date | None, number: str, password: str) -> None:
    holder = Holder(1, "Ann", born, number)
    assert password_of(Lock(BIRTH), holder, office) == password
    assert "date of birth or NI number" in why_none(Lock(BIRTH), holder)


def test_one_password_opens_all_and_none_opens_without(office: Office) -> None:
    assert password_of(Lock(ONE, "long enough"), ANN, office) == "long enough"
    assert password_of(Lock(NONE), ANN, office) == ""
    Lock(NONE).check()
    for short in ("", "short", "line\nbreak long"):
        with pytest.raises(Invalid):
            Lock(ONE, short).check()


def test_a_word_is_kept_in_the_keyring_alone(office: Office, own_keyring: MemoryKeyring) -> None:
    assert own_word(office, 1) == "" and "no word is kept" in why_none(Lock(OWN), ANN)
    assert keep_word(office, 1, "Heather on the hill")
    forget_words()
    assert password_of(Lock(OWN), ANN, office) == "Heather on the hill" and own_word(office, 2) == ""
    assert [service for service, _ in own_keyring.kept] == [SERVICE]
    assert not keep_word(office, 2, "") and keep_word(office, 1, "") and own_keyring.kept == {}
    path = office.database.address.path
    if path is not None:
        files = [path, *Path(path).parent.glob(f"{Path(path).name}*")]
        assert not any(b"Heather" in Path(one).read_bytes() for one in files if Path(one).is_file())


def test_without_a_keyring_it_is_known_until_the_end(office: Office, no_keyring: None) -> None:
    assert not keep_word(office, 1, "Heather on the hill") and own_word(office, 1) == "Heather on the hill"
    forget_words()
    assert own_word(office, 1) == ""


def test_a_word_that_is_too_short_or_not_ones_to_keep_is_refused(office: Office, own_keyring: MemoryKeyring) -> None:
    with pytest.raises(Invalid):
        keep_word(office, 1, "short")
    office.user = User("Sam", Role.OFFICE)
    with pytest.raises(NotAllowed):
        keep_word(office, 1, "Heather on the hill")
    assert own_keyring.kept == {}


def test_what_the_rules_need_is_read_and_not_shown(office: Office) -> None:
    crew = crew_in(office)
    found = office.read(holders, date(2026, 4, 28), [crew.ids["Ann"]])
    assert [one.name for one in found.values()] == ["Ann Ward"]
    assert "1984" not in repr(ANN) and "QQ" not in repr(ANN) and "secret" not in repr(Lock(ONE, "secret word"))


def test_every_rule_has_its_words_and_the_weak_one_says_so() -> None:
    assert set(RULES) == set(ADVICE) and "Weak" in ADVICE[BIRTH]
