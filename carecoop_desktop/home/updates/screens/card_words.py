"""What the card of newer versions says and offers, decided without Qt."""

from __future__ import annotations

from carecoop_desktop.home.updates.standing import Standing
from carecoop_desktop.platform.kernel.dates import format_date, format_moment

ONLY_OWNER = "Only an owner of the office decides this."
MAY_NOT = "Your role may not get newer versions."
NOT_ALLOWED = "This office does not allow asking for newer versions; an owner can allow it."


def last_asked(now: Standing) -> str:
    """When this computer asked last, and what came."""
    if now.state.asked is None:
        return "never on this computer"
    return f"{format_moment(now.state.asked)}. {now.state.said}"


def asked_at(now: Standing) -> str:
    """Whom the program asks, or why nobody."""
    if now.why_nobody:
        return now.why_nobody
    return f"{now.address} (the office's own copy)" if now.mirror else now.address


def kept_words(now: Standing) -> str:
    """What was kept of the version before."""
    if now.way is None:
        return "nothing kept"
    setup = "" if now.way.setup is not None else "; its setup is not kept here"
    return f"{now.way.before.words[:1].upper()}{now.way.before.words[1:]}{setup}"


def news_lines(now: Standing) -> list[str]:
    """What is new, a line each; empty where nothing is on offer."""
    if now.release is None:
        return []
    lines = [f"•  {note}" for note in now.release.notes] or ["Its publisher says nothing about it."]
    if now.leaves_desks_behind:
        lines.append("The other desks need this version too: until they have it they are refused, and nothing is lost.")
    return lines


def news_title(now: Standing) -> str:
    """``Version 0.3.0 of 20 Nov 2026``."""
    return "" if now.release is None else f"Version {now.release.version} of {format_date(now.release.day)}"


def deed_words(now: Standing) -> str:
    """The words of the one button that leads to the newer version."""
    if now.release is None:
        return ""
    if now.setup is None:
        return f"Get version {now.release.version} and make a backup first"
    if now.own.installs:
        return f"Close CareCoop and put version {now.release.version} in place..."
    return f"How to put version {now.release.version} in place..."


def why_not_ask(now: Standing, may_install: bool) -> str:
    """Why nobody can be asked now; empty where somebody can."""
    if not may_install:
        return MAY_NOT
    if now.why_nobody:
        return now.why_nobody
    return "" if now.allowed else NOT_ALLOWED


def why_not_back(now: Standing, may_install: bool) -> str:
    """Why there is no way back; empty where there is one."""
    if not may_install:
        return MAY_NOT
    return "" if now.way is not None else "Nothing was kept of the version before this one."
