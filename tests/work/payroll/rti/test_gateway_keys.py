"""The password for HMRC online: in the keyring, and asked for again where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.gateway_keys import (
    GIVEN,
    SERVICE,
    forget_gateway_passwords,
    gateway_password,
    keep_gateway_password,
)

EMPLOYER = Employer("Dee Valley", "120", "A1", "120PA00012345", sender_id="DEE120")


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    forget_gateway_passwords()
    yield
    forget_gateway_passwords()


def test_the_keyring_keeps_it_for_each_scheme(own_keyring: Any) -> None:
    assert keep_gateway_password(EMPLOYER, "s3cret")
    assert own_keyring.kept == {(SERVICE, "DEE120@120/A1"): "s3cret"}
    forget_gateway_passwords()
    assert gateway_password(EMPLOYER) == "s3cret"
    assert gateway_password(replace(EMPLOYER, paye_reference="B2")) is None


def test_without_a_keyring_it_lasts_until_the_program_ends(no_keyring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not keep_gateway_password(EMPLOYER, "s3cret") and gateway_password(EMPLOYER) == "s3cret"
    forget_gateway_passwords()
    assert gateway_password(EMPLOYER) is None
    monkeypatch.setenv(GIVEN, "given")
    assert gateway_password(EMPLOYER) == "given"


@pytest.mark.parametrize(
    ("employer", "password"), [(replace(EMPLOYER, sender_id=""), "x"), (EMPLOYER, ""), (EMPLOYER, "\n")]
)
def test_what_cannot_be_kept_is_said(own_keyring: Any, employer: Employer, password: str) -> None:
    with pytest.raises(Invalid):
        keep_gateway_password(employer, password)
    assert own_keyring.kept == {}
