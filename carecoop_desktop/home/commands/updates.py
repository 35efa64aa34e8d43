"""Command about newer versions: updates status, check, allow, refuse, mirror, get, install, back."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.home.commands.context import Context, Subparsers

DEEDS = ("status", "check", "allow", "refuse", "mirror", "get", "install", "back")


def add_to(commands: Subparsers) -> None:
    """Add the sub-command."""
    updates = commands.add_parser(
        "updates", help="newer versions: asked for only if the office allows it; the way back"
    )
    updates.add_argument("deed", choices=DEEDS, nargs="?", default="status")
    updates.add_argument("--address", default="", help="mirror: the office's own copy of the list; empty for none")
    updates.set_defaults(run=manage_updates)


def manage_updates(context: Context) -> int:
    """Do what was asked for; what has to wait for this program's end is started last."""
    deeds = {"status": _status, "check": _check, "allow": _allow, "refuse": _allow, "mirror": _mirror, "get": _get,
             "install": _install, "back": _back}  # fmt: skip
    return deeds[context.deed](context)


def _status(context: Context) -> int:
    from carecoop_desktop.home.updates.standing import standing

    with context.office() as office:
        now = standing(office)
    said = now.state.said or "Nobody has been asked yet."
    lines = [
        f"CareCoop {now.own.version} on {now.own.system}.",
        "This office allows asking for newer versions." if now.allowed else "This office does not allow asking.",
        now.why_nobody or f"Asked at {now.address}.",
        said,
    ]
    if now.release is not None:
        lines.append(f"Version {now.release.version} can be had." if now.setup is None
                     else f"Version {now.release.version} lies ready: {now.setup}")  # fmt: skip
    if now.way is not None:
        lines.append(f"Kept: {now.way.before.words}. {now.way.sentence}")
    context.answer("\n".join(lines), {
        "version": now.own.version, "system": now.own.system, "allowed": now.allowed, "address": now.address,
        "why_nobody": now.why_nobody, "said": said, "distrusted": now.state.distrusted,
        "offer": now.release.version if now.release else None, "setup": str(now.setup) if now.setup else None,
        "before": str(now.way.before.path) if now.way else None,
    })  # fmt: skip
    return 0


def _check(context: Context) -> int:
    from carecoop_desktop.home.updates.asking import ask

    with context.office() as office:
        asked = ask(office)
    release = asked.release
    lines = [asked.sentence, *(f"- {note}" for note in (release.notes if release else ()))]
    context.answer("\n".join(lines), {"said": asked.sentence, "offer": release.version if release else None,
                                      "notes": list(release.notes) if release else []})  # fmt: skip
    return 0


def _allow(context: Context) -> int:
    from carecoop_desktop.home.updates.actions import allow_asking

    with context.office() as office:
        done = office.do(allow_asking, context.deed == "allow")
    context.answer(done.sentence, {"allowed": context.deed == "allow"})
    return 0


def _mirror(context: Context) -> int:
    from carecoop_desktop.home.updates.actions import choose_mirror

    with context.office() as office:
        done = office.do(choose_mirror, context.address)
    context.answer(done.sentence, {"mirror": context.address})
    return 0


def _get(context: Context) -> int:
    from carecoop_desktop.home.updates.getting import get

    with context.office() as office:
        got = get(office, lambda _done, _total: None)
    context.answer(f"{got.sentence} {got.setup}", {"version": got.release.version, "setup": str(got.setup),
                                                   "before": str(got.before.path), "remark": got.remark})  # fmt: skip
    return 0


def _install(context: Context) -> int:
    from carecoop_desktop.home.updates.installing import make_ready

    with context.office() as office:
        ready = make_ready(office)
    return _end_with(context, ready, {"version": ready.version, "before": str(ready.before.path)})


def _back(context: Context) -> int:
    from carecoop_desktop.home.updates.going_back import go_back

    with context.office() as office:
        gone = go_back(office)
    return _end_with(context, gone, {"version": gone.version, "office": gone.place})


def _end_with(context: Context, ready: Any, data: dict[str, Any]) -> int:
    """The office is closed: the setup may wait for this program's end. Who works without a window gets none."""
    from carecoop_desktop.home.updates.starting import OPEN_AGAIN, hand_over

    if ready.command:
        hand_over(ready.version, [part for part in ready.command if part != OPEN_AGAIN])
    context.answer(ready.sentence, {**data, "started": bool(ready.command), "said": ready.sentence})
    return 0
