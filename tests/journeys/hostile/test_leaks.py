"""What is written beside the office (reports, bundles, the program's log) names nobody and shows no figure or key."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.diagnosing import office_lines, report_lines, trouble_lines
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.database.keys import new_key
from carecoop_desktop.platform.desktop.crash import CrashHandler
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.office import Office

KEY = new_key()
SECRETS = ("Myfanwy", "Llewellyn", "4321.09", "epilepsy", KEY.raw.hex(), KEY.groups[0])


def _fail_over(name: str, pay: str, note: str) -> None:
    try:
        raise KeyError(name, pay, note, KEY.literal, " ".join(KEY.groups))
    except KeyError as error:
        raise ValueError(f"{name} is paid {pay}: {note}") from error


def test_a_crash_report_and_the_support_bundle_hold_none_of_it(
    office: Office, qapp, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    office.do(add_member, name="Myfanwy Llewellyn", born=date(1950, 1, 2), address="epilepsy ward")
    handler = CrashHandler(tmp_path, "1.0", show=lambda _text, _path: None)
    try:
        _fail_over("Myfanwy Llewellyn", "4321.09", "epilepsy")
    except ValueError as error:
        handler.handle(error)
    trouble = Fault("Myfanwy Llewellyn could not be saved.")
    written = "\n".join([
        *(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")),
        *office_lines(office, features()), *report_lines(tmp_path), *trouble_lines(trouble),
        caplog.text, *capfd.readouterr(), repr(KEY), str(KEY),
    ])  # fmt: skip
    assert "ValueError" in written and "KeyError" in written and "member 1" in written
    assert [secret for secret in SECRETS if secret in written] == []


def test_the_words_of_a_database_error_hold_no_value_of_the_statement(office: Office) -> None:
    with pytest.raises(DBAPIError) as caught, office.database.writing() as connection:
        connection.execute(text("INSERT INTO nowhere (name, note) VALUES (:name, :note)"),
                           {"name": "Myfanwy Llewellyn", "note": "epilepsy"})  # fmt: skip
    assert "nowhere" in str(caught.value) and [secret for secret in SECRETS if secret in str(caught.value)] == []
