"""First run: into an office that lives on a server, by a connection file or by its address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.home.servers.desks import SUFFIX, address_of, join
from carecoop_desktop.home.servers.homes_form import fields_for
from carecoop_desktop.home.servers.moving_steps import Target, Way
from carecoop_desktop.home.window.places import config_folder
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.forms import FormPanel
from carecoop_desktop.platform.desktop.page import Card, button, label, row
from carecoop_desktop.platform.desktop.tasks import Runner
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Refusal


class ServerCard(Card):
    """A connection file is all that most desks need; an address is for a server that somebody else looks after."""

    def __init__(self, open_place: Callable[[str], object], runner: Runner) -> None:
        super().__init__("The address of an office server")
        self._open_place, self._runner = open_place, runner
        self.add(label("For a server that somebody else looks after; else the office gives you a connection file.",
                       "note", wrap=True))  # fmt: skip
        self.form = FormPanel(fields_for(Way.SERVER, empty=False))
        self.form.finished.connect(self.connect_to)
        self.add(self.form)
        self.add(row(button("Connect", self.connect_to), button("Choose the certificate...", self.choose_trust), None))
        self.end()

    def ask(self, address: str = "") -> None:
        """Show the questions; an ``address`` that did not lead in is there to be put right."""
        self.show()
        if address:
            self.form.input("address").set_value(address)
        self.form.input("server_password" if address else "address").widget.setFocus()

    def choose_trust(self) -> None:
        """Ask for the certificate by which the server is known."""
        kinds = "Certificates (*.crt *.pem)"
        path, _kind = QFileDialog.getOpenFileName(self, "The server's certificate", str(Path.home()), kinds)
        if path:
            self.form.input("certificate").set_value(path)

    def choose(self) -> None:
        """Ask for a connection file and use it."""
        kinds = f"Connection files (*{SUFFIX})"
        path, _kind = QFileDialog.getOpenFileName(self, "Connection file", str(Path.home()), kinds)
        if path:
            self.use(Path(path))

    def use(self, path: Path) -> None:
        """Come in by a connection file."""
        self._runner.run(lambda _token: join(path, config_folder()), self._open_place, self._failed,
                         text="Connecting", lane="other")  # fmt: skip

    def connect_to(self) -> None:
        """Come in by an address; the password goes into the keyring."""
        try:
            target = Target.read(Way.SERVER, self.form.values(), None, "")
            target.check()
        except Invalid as invalid:
            self.form.show_issues(invalid.issues)
            return
        self._open_place(address_of(target.url.render_as_string(hide_password=False)))

    def _failed(self, trouble: BaseException) -> None:
        if not isinstance(trouble, (Refusal, Fault)):
            raise trouble
        show_error(self, trouble)
