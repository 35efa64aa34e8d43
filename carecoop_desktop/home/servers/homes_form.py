"""What the page about the office's home asks and says. No Qt."""

from __future__ import annotations

from carecoop_desktop.home.servers.booting import why_not
from carecoop_desktop.home.servers.cluster import likely_network
from carecoop_desktop.home.servers.moving_steps import Way
from carecoop_desktop.home.servers.rules import PORT
from carecoop_desktop.home.servers.service import why_no_service
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.desktop.forms.fields import Field, check, number, text

_ADDRESS = "Like postgresql://anna@server:5432/office"


def fields_for(way: Way, *, empty: bool = True) -> list[Field]:
    """The questions of one way; ``empty`` says that an office is to move into the server's database."""
    if way is Way.SERVER:
        hint = f"{_ADDRESS}: a database with nothing in it." if empty else f"{_ADDRESS}."
        return [
            text("address", "Address", required=True, hint=hint, width=60),
            text("server_password", "Its password", secret=True, width=30,
                 hint="It goes into this computer's keyring."),
            text("certificate", "Its certificate", width=60,
                 hint="The .crt file of whoever looks after the server; with it no other server can pose as yours."),
        ]  # fmt: skip
    if way is Way.OWN_SERVER:
        hint = "Desks come in from here only, like 192.168.1.0/24. Empty: this computer only."
        return [
            text("networks", "The office’s network", likely_network(), hint=hint, width=60),
            number("port", "Port", PORT, required=True),
            check("boot", "Start it with this computer", not why_not(), why_not=why_not(),
                  hint=why_not() or "Else it starts when somebody opens the office here."),
            *([] if why_no_service() else [
                check("service", "Even before anybody signs in", False,
                      hint="As a service of Windows; Windows asks for an administrator once."),
            ]),
        ]  # fmt: skip
    return []


def facts_of(database: Database) -> list[tuple[str, str]]:
    """Where an office lives, and what that means."""
    address = database.address
    if isinstance(database, SharedDatabase):
        return [("Kept in", str(address.path)), ("Kind", "A shared folder: one desk writes at a time"),
                ("Pen", database.state.status)]  # fmt: skip
    if address.path is not None:
        return [("Kept in", str(address.path)), ("Kind", "This computer")]
    url = address.url
    checked = url is not None and "sslrootcert" in url.query
    secure = "TLS, the server's certificate is checked" if checked else "As its address says"
    return [("Kept at", address.shown_url.split("?")[0]), ("Kind", "An office server: all desks write"),
            ("Connection", secure)]  # fmt: skip
