"""What the office decides about newer versions: whether anybody is asked at all, and whether a mirror is."""

from __future__ import annotations

from carecoop_desktop.home.updates.addresses import checked_address
from carecoop_desktop.home.updates.permissions import ALLOW
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work

ALLOWED = "updates.allowed"
"""The setting that says whether this office's computers may ask for newer versions; off until an owner sets it."""

MIRROR = "updates.mirror"
"""The setting that names another address of the list of releases: the office's own copy. What it holds is signed all
the same."""


@action("Decide whether to ask for newer versions", ALLOW)
def allow_asking(work: Work, allowed: bool, seen: int | None = None) -> None:
    """Let every computer of this office ask once a day whether there is a newer version; or let none."""
    work.set_setting(ALLOWED, allowed, seen=seen)
    work.say("The program may ask for newer versions" if allowed else "The program asks nobody for newer versions")


@action("Choose where newer versions are asked for", ALLOW)
def choose_mirror(work: Work, address: str, seen: int | None = None) -> None:
    """Ask the office's own copy of the list of releases instead; empty asks the publisher again."""
    try:
        wanted = checked_address(address)
    except ValueError as error:
        accepted = "https:// with the name of the list, such as https://files.example.org/carecoop/releases.json"
        raise Invalid([Issue("address", "This address cannot be asked.", accepted)]) from error
    work.set_setting(MIRROR, wanted, seen=seen)
    work.say(f"Newer versions are asked for at {wanted}" if wanted else "Newer versions are asked for at the publisher")
