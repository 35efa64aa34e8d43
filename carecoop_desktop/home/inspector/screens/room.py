"""The inspector's room: the whole window reads through a second connection, logs what it shows, and opens by PIN."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QInputDialog, QLayout, QLineEdit, QSizePolicy, QWidget

from carecoop_desktop.assurance.evidence.queries import document_file
from carecoop_desktop.assurance.evidence.screens.opening import open_file
from carecoop_desktop.home.inspector.actions import leave, leave_as_owner, log_view
from carecoop_desktop.home.inspector.documents import shown_document
from carecoop_desktop.home.inspector.queries import Visit, owners_with_password, shown_count, shown_list
from carecoop_desktop.home.inspector.reading import read_only
from carecoop_desktop.home.inspector.rules import framework_for
from carecoop_desktop.home.inspector.screens.owner import OwnerDialog
from carecoop_desktop.home.inspector.screens.sheet_view import SheetView
from carecoop_desktop.home.inspector.showing import Ask, Section, Sheet, asks, sheet
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, Page, Pill, RowsTable, button, flow, label, row, scrolled
from carecoop_desktop.platform.desktop.page import Column as TableColumn
from carecoop_desktop.platform.desktop.page.heads import LARGE, headed
from carecoop_desktop.platform.desktop.plain_tip import plain_tip
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import LONDON
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal
from carecoop_desktop.platform.paper.write import write_pdf

PILL = "Inspector mode · read-only · every record shown is logged"
STATUS = (
    "Read-only connection · nothing can be changed · home addresses, bank and pay details hidden · "
    "records shown so far: {}"
)
NO_CLOSE = "The inspector's room is open: end the visit with its PIN first."


class TopBar(QFrame):
    """The amber pill at the left; who started it, the list and the way out at the right."""

    def __init__(
        self, visit: Visit, show_list: Callable[[], None], end: Callable[[], object], forgotten: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("topBar")
        began = f"{visit.started.astimezone(LONDON):%H:%M}"
        self.list = button("List of what was shown", show_list)
        self.end = button("End (PIN)", end, role="primary")
        self.forgotten = button("PIN forgotten?", forgotten, role="link", tip="An owner's password ends the visit too")
        words = label(f"Started {began} by {visit.started_by} for {visit.body}", "context")
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words.setToolTip(plain_tip(words.text()))
        layout: QLayout
        if current().text_percent >= LARGE:  # else the way out would lie beyond the window's edge
            layout = headed(flow(Pill(PILL, "warn")), flow(self.forgotten, self.list, self.end, words))
            self.setLayout(layout)
        else:
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            layout = across = row(Pill(PILL, "warn"), words, self.forgotten, self.list, self.end, owner=self)
            across.setStretch(1, 1)
        sizes = current().sizes
        layout.setContentsMargins(sizes.units(3), sizes.units(1.25), sizes.units(3), sizes.units(1.25))


class RoomPage(Page):
    """What is asked for at the left, what is shown at the right."""

    topic = "inspector"

    def __init__(self, found: list[Ask], show: Callable[[str, int | None], None]) -> None:
        super().__init__("Inspector's room", "Choose at the left what is to be shown")
        self._show = show
        self.asks = RowsTable([TableColumn("Ask to see", stretch=True)], [[one.words] for one in found],
                              name="Ask to see")  # fmt: skip
        self.asks.opened.connect(lambda at: show(found[at].kind, None))
        self.asks.clicked.connect(lambda index: show(found[index.row()].kind, None))
        left, self._right = Card(flush=True), Card()
        left.add(self.asks, 1)
        left.setFixedWidth(current().sizes.chars(34))
        layout = row(left, self._right, space=2)
        layout.setStretch(1, 1)
        self.add(layout, 1)
        self.view: SheetView | None = None
        self._area: QWidget | None = None
        self.tools = QWidget()
        self.save = button("Save the list as PDF...")
        row(None, self.save, owner=self.tools)
        self.tools.hide()
        self._right.add(self.tools)

    def show_sheet(self, found: Sheet, *, saved: bool = False) -> None:
        """Put a sheet in place of the one before."""
        self.say(found.title, found.context)
        if self._area is not None:
            self._right.body.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self.view = SheetView(found, self._show)
        self._area = scrolled(self.view, found.title)
        self._right.add(self._area, 1)
        self.tools.setVisible(saved)


class Room(QObject):
    """A visit in the window. Everything is read through the second connection; the log is written by the office's."""

    def __init__(self, desk: Desk, shell: Shell, visit: Visit) -> None:
        super().__init__(shell)
        self._desk, self._shell, self.visit = desk, shell, visit
        self.reading = read_only(desk.office, visit)
        self._framework = framework_for(visit.body)
        self._close_before = shell.may_close
        self._at: tuple[str, int | None] = ("", None)
        self.page = RoomPage(self.reading.read(asks), self.show)
        self.page.save.clicked.connect(lambda *_: self.save_list())
        self.bar = TopBar(visit, self.show_list, self.end, self.end_as_owner)

    def begin(self) -> None:
        """Take the whole window; rail, menus, search and undo are out of reach, and it cannot be closed."""
        self._shell.take_over(self.bar, self.page, self._status())
        self._reach(False)
        self._shell.may_close = self._refuse_close
        self.page.asks.setFocus()

    def _reach(self, reachable: bool) -> None:
        for part in (self._shell.bar, self._shell.rail, self._shell.top, self._shell.stack):
            part.setEnabled(reachable)

    def _refuse_close(self) -> bool:
        self._shell.tell(NO_CLOSE)
        return False

    def _status(self) -> str:
        return STATUS.format(self._desk.office.read(shown_count, self.visit.id))

    # showing

    def show(self, kind: str, record_id: int | None = None) -> None:
        """Read a sheet, write down that it is shown, and only then show it. What is there is not shown twice."""
        if self._at == (kind, record_id) and kind != "document":
            return
        try:
            found = self.reading.read(sheet, kind, record_id, self._framework)
            self._desk.office.do(log_view, self.visit.id, found.kind, found.record_id, found.log_line)
            self.page.show_sheet(found)
            self._at = (kind, record_id)
            self._shell.status.cover(self._status())
            if found.kind == "document" and found.record_id is not None:
                open_file(self.reading.read(document_file, found.record_id))
        except (Refusal, Fault) as trouble:
            self._desk.window.show_trouble(trouble, self._shell, partial(self.show, kind, record_id))

    def show_list(self) -> None:
        """What was shown so far; looking at the list is not itself a record shown."""
        shown = self._desk.office.read(shown_list, self.visit.id)
        rows = tuple((f"{one.at.astimezone(LONDON):%H:%M}", one.title) for one in shown.views)
        section = Section("Every record, in the order it was shown", ("Time", "Record"), rows)
        self._at = ("shown", None)
        title = f"{len(rows)} shown to {self.visit.inspector} ({self.visit.body})"
        self.page.show_sheet(Sheet("shown", None, "List of what was shown", title, (section,)), saved=True)

    def save_list(self, path: str = "") -> None:
        """Write the list as a PDF."""
        name = f"inspection-{self.visit.started:%Y-%m-%d}.pdf"
        chosen = path or QFileDialog.getSaveFileName(self.page, "List of what was shown", name, "PDF (*.pdf)")[0]
        if not chosen:
            return
        try:
            write_pdf(shown_document(self._desk.office.read(shown_list, self.visit.id)), Path(chosen))
        except Fault as fault:
            self._desk.window.show_trouble(fault, self._shell, partial(self.save_list, chosen))
        else:
            self._shell.tell(f"The list was written to {chosen}")

    # leaving

    def end(self, pin: str = "") -> bool:
        """Leave by PIN: the office comes back. A wrong PIN changes nothing, and guessing is slowed down."""
        if not pin:
            pin, given = QInputDialog.getText(
                self._shell, "End the visit", "PIN of this visit", QLineEdit.EchoMode.Password
            )
            if not given:
                return False
        try:
            leave(self._desk.office, self.visit.id, pin)
        except NotAllowed as refusal:
            self._shell.tell(str(refusal))
            self._desk.window.show_trouble(refusal, self._shell)
            return False
        self._give_back()
        return True

    def end_as_owner(self, owner: str = "", password: str = "") -> bool:
        """Leave without the PIN, by the password of an owner; the visit's log says that it ended so."""
        owners = self._desk.office.read(owners_with_password)
        if not owners:
            refusal = Refusal("No owner of this office has a password.", "Only the PIN of this visit leads out.")
            self._desk.window.show_trouble(refusal, self._shell)
            return False
        given = (owner, password) if owner else OwnerDialog(owners, self._shell).ask()
        if given is None:
            return False
        try:
            leave_as_owner(self._desk.office, self.visit.id, *given)
        except NotAllowed as refusal:
            self._desk.window.show_trouble(refusal, self._shell)
            return False
        self._give_back()
        return True

    def _give_back(self) -> None:
        self._shell.may_close = self._close_before
        self._reach(True)
        self._shell.give_back()
        self.reading.close()
        self._shell.tell("The visit has ended; the office is open again.")
