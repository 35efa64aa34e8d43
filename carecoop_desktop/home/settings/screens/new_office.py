"""First run: the card that makes a new office, wherever it shall live, in three numbered parts of one page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from carecoop_desktop.home.settings.founding import Founded, NewOffice, found_at_home
from carecoop_desktop.home.settings.founding_form import (
    WORDS,
    Home,
    folder_words,
    further_questions,
    questions,
    read_new,
)
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.database.keys import keyring_works
from carecoop_desktop.platform.desktop.forms import FormPanel
from carecoop_desktop.platform.desktop.page import Card, button, column, label, row, why_grey
from carecoop_desktop.platform.kernel.errors import Invalid

Run = Callable[[Callable[[Callable[[str], None]], Founded], str], object]
"""Carries work out off the window's thread; the words are said while it runs."""


class NewOfficeCard(Card):
    """Questions for every office, then those of the home that was chosen."""

    def __init__(self, run: Run) -> None:
        super().__init__("Start a new office")
        self._run = run
        self.keyring = keyring_works()
        self.form = FormPanel(questions(self.keyring))
        self.form.finished.connect(self.go_on)
        self.about = label("", "note", wrap=True)
        self.where = label("", "note", wrap=True)
        self.folder_button = button("Another folder...", self.choose_folder)
        self.forms = {home: FormPanel(further_questions(home)) for home in (Home.OWN_SERVER, Home.SERVER)}
        self.certificate_button = button("Choose the certificate...", self.choose_certificate)
        self._folders: dict[Home, Path | None] = {Home.HERE: data_folder(), Home.SHARED: None}
        self.add(self.form)
        self.add(self.about)
        self.add(self._of_folders())
        for form in self.forms.values():
            form.finished.connect(self.make)
            self.add(form)
        self._certificate = QWidget()
        row(self.certificate_button, None, owner=self._certificate)
        self.add(self._certificate)
        self.make_button = button("Make the office", self.make, role="primary")
        self.add(row(self.make_button, None))
        self.end()
        self.form.edited.connect(self.show_home)
        self.show_home()

    @property
    def home(self) -> Home:
        """The home that is chosen."""
        return Home(self.form.input("home").value())

    def _of_folders(self) -> QWidget:
        self._folder_part = QWidget()
        column(self.where, row(self.folder_button, None), owner=self._folder_part)
        return self._folder_part

    def show_home(self) -> None:
        """Show the questions of the home that is chosen, and no others."""
        home = self.home
        in_file = home in self._folders
        self.about.setText(WORDS[home])
        self._folder_part.setVisible(in_file)
        self._certificate.setVisible(home is Home.SERVER)
        for each, form in self.forms.items():
            form.setVisible(each is home)
        encrypted = self.form.input("encrypted").widget
        encrypted.setToolTip("" if in_file else "On a server its backups are; the server’s own disk protects the rest.")
        if in_file:
            self.where.setText(folder_words(home, self._folders[home]))
            self.folder_button.setText("Another folder..." if self._folders[home] else "Choose the shared folder...")

    def go_on(self) -> None:
        """Enter on the last question: make it, or go to what the chosen home asks."""
        home = self.home
        if home in self.forms:
            first = "address" if home is Home.SERVER else "networks"
            self.forms[home].input(first).widget.setFocus()
        elif self._folders[home] is None:
            self.folder_button.setFocus()
        else:
            self.make()

    def choose_folder(self) -> None:
        """Ask where the office's file shall stand."""
        start = self._folders[self.home] or Path.home()
        path = QFileDialog.getExistingDirectory(self, "Where to keep the office", str(start))
        if path:
            self.take_folder(Path(path))

    def take_folder(self, folder: Path) -> None:
        """This folder, then."""
        self._folders[self.home] = folder
        self.show_home()

    def choose_certificate(self) -> None:
        """Ask for the certificate by which the server is known."""
        kinds = "Certificates (*.crt *.pem)"
        path, _kind = QFileDialog.getOpenFileName(self, "The server's certificate", str(Path.home()), kinds)
        if path:
            self.forms[Home.SERVER].input("certificate").set_value(path)

    def make(self) -> None:
        """Make the office and open it; what is wrong stands beside the fields."""
        if why_grey(self.make_button):
            return  # Enter once more while it is made would find the half-made office in the way
        wanted = self.read()
        if wanted is not None:
            self._run(lambda say: found_at_home(wanted, say), "Making the office")

    def read(self) -> NewOffice | None:
        """What was filled in; None where something is wrong, which then stands beside its field."""
        further = self.forms.get(self.home)
        try:
            values = self.form.values()
            more = further.values() if further is not None else {}
            wanted = read_new(values, more, self._folders.get(self.home), self.keyring)
            wanted.check()
        except Invalid as invalid:
            self.show_issues(invalid)
            return None
        return wanted

    def show_issues(self, invalid: Invalid) -> None:
        """Each issue beside its field, in whichever part of the card that stands."""
        further = self.forms.get(self.home)
        keys = {"address", "server_password", "certificate", "networks", "port"}
        self.form.show_issues([issue for issue in invalid.issues if further is None or issue.field not in keys])
        if further is not None:
            further.show_issues([issue for issue in invalid.issues if issue.field in keys])
