"""Only what is encrypted, or never leaves this computer, is asked."""

from __future__ import annotations

import pytest

from carecoop_desktop.home.updates.addresses import checked_address, may_be_asked


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://files.example.org/releases.json", True),
        ("http://127.0.0.1:8000/releases.json", True),
        ("http://localhost/releases.json", True),
        ("http://[::1]:9/releases.json", True),
        ("http://files.example.org/releases.json", False),
        ("http://127.0.0.1.example.org/releases.json", False),
        ("http://127.0.0.1@example.org/releases.json", False),
        ("ftp://127.0.0.1/releases.json", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://host:port/x", False),
        ("releases.json", False),
        ("http://[broken/x", False),
    ],
)
def test_what_may_be_asked(address: str, may: bool) -> None:
    assert may_be_asked(address) is may


def test_an_address_is_taken_without_its_margins() -> None:
    assert (
        checked_address("  https://files.example.org/a/releases.json ") == "https://files.example.org/a/releases.json"
    )
    assert checked_address("  ") == ""


@pytest.mark.parametrize(
    "address",
    ["http://files.example.org/r.json", "https://files.example.org/", "https://files.example.org", "r.json",
     "https://me:secret@files.example.org/r.json", "https://files.example.org/r.json?x=1", "https://e.org/r.json#x"],
)  # fmt: skip
def test_an_address_that_names_no_list_is_not(address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        checked_address(address)
