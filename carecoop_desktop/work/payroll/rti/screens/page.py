"""The page of files to HMRC: what is due and what was sent at the left, what HMRC says of one at the right."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QInputDialog, QLineEdit, QWidget

from carecoop_desktop.people.assistants.permissions import SEE_ADDRESSES
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    EmptyState,
    KeyValue,
    Page,
    RowsTable,
    Split,
    Tag,
    allow,
    column,
    label,
    row,
    scrolled,
)
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import format_date, format_moment
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.work.payroll.permissions import FINISH_PAY, SEE_PAY
from carecoop_desktop.work.payroll.rti.employer import Employer, employer_of
from carecoop_desktop.work.payroll.rti.engine import WAITING, Answer
from carecoop_desktop.work.payroll.rti.eps import eps_file
from carecoop_desktop.work.payroll.rti.filings.actions import (
    prepare_eps,
    prepare_fps,
    record_answer,
    record_silence,
    why_not_send,
)
from carecoop_desktop.work.payroll.rti.filings.due import due_files
from carecoop_desktop.work.payroll.rti.filings.queries import filing, filing_xml, filings, objections
from carecoop_desktop.work.payroll.rti.filings.sending import ask, hand_in
from carecoop_desktop.work.payroll.rti.filings.views import STATES, DueFile, Filing
from carecoop_desktop.work.payroll.rti.fps import LATE, fps_file
from carecoop_desktop.work.payroll.rti.gateway_keys import gateway_password, keep_gateway_password
from carecoop_desktop.work.payroll.rti.transport import Https, NoAnswer, engine

MAY_NOT = "Only payroll staff and owners file."
MAY_NOT_SAVE = "The file holds PAs' addresses, which your role does not show."


class FilingPage(Page):
    """One thing is chosen at a time: something due, or a file that was sent."""

    topic = "filing"
    shows = frozenset({"filing", "filing_complaint", "pay_run", "pay_run_mark", "employer", "payslip"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Filing")
        self._desk = desk
        self.dues: list[DueFile] = []
        self.files: list[Filing] = []
        self.chosen: DueFile | Filing | None = None
        self.practice = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.ask)
        self.late = QComboBox()
        self.late.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.late.setAccessibleName("Reason for being late")
        self.late.addItem("No reason for being late", "")
        for letter, word in LATE.items():
            self.late.addItem(f"{letter}: {word}", letter)
        self.test = QCheckBox("As a test")
        self.test.setToolTip("HMRC's live service tries the file and throws it away (test in live).")
        self.save = self.add_action("Save file...", self.save_file, key="Ctrl+S")
        self.again = self.add_action("Ask HMRC now", self.ask, key="Ctrl+R")
        self.send = self.add_action("Send to HMRC", self.send_chosen, primary=True, key="Ctrl+Return")
        self.split = Split(self._left(), self._right(), shares=(3, 2), key="filing", memory=desk.memory)
        self.add(self.split, 1)
        self.hidden = EmptyState("Not shown to your role",
                                 note="Payroll staff, the treasurer and owners see what goes to HMRC.")  # fmt: skip
        self.add(self.hidden, 1)

    def _left(self) -> QWidget:
        self.due = RowsTable([Column("Due", stretch=True), Column("Employer"), Column("To pay", "money"),
                              Column("By")], name="Due to HMRC")  # fmt: skip
        self.sent = RowsTable([Column("File", stretch=True), Column("Employer"), Column("Made"),
                               Column("HMRC")], name="Files made for HMRC")  # fmt: skip
        self.due.chosen.connect(self._choose_due)
        self.sent.chosen.connect(self._choose_sent)
        self.none_due = label("Nothing is due.", "note")
        left, inside = Card(), QWidget()
        made = column(label("Files for HMRC", "heading"), self.sent)
        made.setContentsMargins(0, current().sizes.units(2), 0, 0)
        column(label("Due and not filed", "heading"), self.none_due, self.due, made, owner=inside)
        left.add(inside, 1)
        return left

    def _right(self) -> QWidget:
        self.name = label("", "heading", wrap=True)
        self.why = label("", "note", wrap=True)
        self.facts = KeyValue()
        self.wrong = RowsTable([Column("About"), Column("What HMRC says", stretch=True), Column("No.")],
                               name="What HMRC found wrong", fit=True)  # fmt: skip
        self.wrong.opened.connect(self._open_person)
        inside = QWidget()
        column(
            row(self.name, None), self.facts, self.why, self.wrong, self.late, row(self.test, None), None, owner=inside
        )
        detail = Card()
        detail.add(scrolled(inside, "File for HMRC"), 1)
        return detail

    # -- reading

    def reload(self) -> None:
        """Read what is due and what was sent."""
        allowed = self._desk.may(SEE_PAY)
        self.split.setVisible(allowed)
        self.hidden.setVisible(not allowed)
        if not allowed:
            self.say("Filing", "Not shown to your role")
            for each in (self.save, self.again, self.send):
                allow(each, MAY_NOT)
            return
        self.practice = self._desk.read_now(lambda reader: reader.practice)
        self.dues = self._desk.read_now(due_files)
        self.files = self._desk.read_now(filings)
        today = self._desk.today
        self.due.set_rows(
            [
                (one.title, one.employer, one.pence or None, Tag(format_date(one.due), _tone(one, today)))
                for one in self.dues
            ]
        )
        self.due.setVisible(bool(self.dues))
        self.none_due.setVisible(not self.dues)
        self.sent.set_rows(
            [(one.title, one.employer, format_moment(one.made), Tag(*STATES[one.state])) for one in self.files]
        )
        late = sum(one.due < today for one in self.dues)
        self.say("Filing", f"{len(self.dues)} due" + (f", {late} late" if late else ""))
        self._stay()

    def _stay(self) -> None:
        """What was chosen stays chosen; else what is due first."""
        held = self.chosen
        if isinstance(held, Filing):
            self.chosen = next((one for one in self.files if one.id == held.id), None)
        elif held not in self.dues:
            self.chosen = None
        if self.chosen is None:
            self.chosen = (self.dues or self.files or [None])[0]
        self._show()

    def _choose_due(self, place: int) -> None:
        if 0 <= place < len(self.dues):
            self.chosen = self.dues[place]
            self._show()

    def _choose_sent(self, place: int) -> None:
        if 0 <= place < len(self.files):
            self.chosen = self.files[place]
            self._show()

    def choose_file(self, number: int) -> None:
        """Show one file."""
        self._choose_sent(next((place for place, one in enumerate(self.files) if one.id == number), -1))

    def _show(self) -> None:
        chosen = self.chosen
        self.name.setText(chosen.title if chosen is not None else "Nothing is due")
        self.why.setText(self._why_not())
        self.wrong.setVisible(False)
        facts: list[tuple[str, str | Tag]] = []
        if isinstance(chosen, DueFile):
            facts = [("Employer", chosen.employer), ("Due by", format_date(chosen.due))]
        elif isinstance(chosen, Filing):
            facts = _facts(chosen)
            found = self._desk.read_now(objections, chosen.id)
            self.wrong.set_rows([(one.name or "the file", one.text, one.number) for one in found])
            self.wrong.setVisible(bool(found))
        self.facts.show_facts(facts)
        self._grey()

    def _grey(self) -> None:
        chosen = self.chosen
        is_file = isinstance(chosen, Filing)
        filed = isinstance(chosen, DueFile) and chosen.kind != "payment"
        state = chosen.state if isinstance(chosen, Filing) else ""
        sendable = filed or state in ("made", "lost")
        allow(self.send, self._why_not() or ("" if sendable else "Choose something that is due and not filed."))
        allow(self.again, "" if state == WAITING else "HMRC is looking at no file that is chosen.")
        hidden = "" if self._desk.may(SEE_ADDRESSES) else MAY_NOT_SAVE
        allow(self.save, hidden or ("" if is_file or filed else "Choose a file first."))

    def _why_not(self) -> str:
        if not self._desk.may(FINISH_PAY):
            return MAY_NOT
        employer = self._employer()
        return "" if employer is None else why_not_send(employer, practice=self.practice)

    def _employer(self) -> Employer | None:
        return None if self.chosen is None else self._desk.read_now(employer_of, self.chosen.employer_id)

    def _open_person(self, place: int) -> None:
        if isinstance(self.chosen, Filing):
            about = self._desk.read_now(objections, self.chosen.id)[place].assistant_id
            if about is not None:
                self._desk.window.open_page("assistants", about)

    # -- deeds

    def send_chosen(self) -> None:
        """Make the file that is due and send it, or send one again that was not answered."""
        chosen, test, late = self.chosen, self.test.isChecked(), self.late.currentData()
        if chosen is None or self._why_not():
            return
        password = self._password()
        if password is None:
            return
        then = partial(self._hand_in, password=password)
        if isinstance(chosen, Filing):
            then(chosen.id)
        elif chosen.kind == "fps" and chosen.pay_run_id is not None:
            self._desk.do(lambda done: then(done.value), prepare_fps, chosen.pay_run_id, chosen.employer_id, late, test)
        elif chosen.kind == "eps" and chosen.tax_month is not None:
            self._desk.do(
                lambda done: then(done.value), prepare_eps, chosen.tax_year, chosen.tax_month, chosen.employer_id, test
            )

    def _password(self) -> str | None:
        """The password for HMRC online: from the keyring, or asked for once and kept there."""
        employer = self._employer()
        if employer is None:
            return None
        if known := gateway_password(employer):
            return known
        typed, said = QInputDialog.getText(
            self, "Password for HMRC online", f"The password of {employer.sender_id} for HMRC online services",
            QLineEdit.EchoMode.Password,
        )  # fmt: skip
        if not said:
            return None
        try:
            keep_gateway_password(employer, typed)
        except Refusal as refusal:
            self._desk.window.show_trouble(refusal)
            return None
        return typed

    def _hand_in(self, number: int, password: str) -> None:
        self.choose_file(number)
        xml = self._desk.read_now(filing_xml, number)
        self._desk.lane.run(
            partial(hand_in, Https(), engine(), xml, password),
            partial(self._answered, number),
            partial(self._silent, number),
            "Sending to HMRC",
        )

    def ask(self) -> None:
        """Ask HMRC what became of the file that it is looking at."""
        chosen = self.chosen
        view = chosen if isinstance(chosen, Filing) else next((o for o in self.files if o.state == WAITING), None)
        if view is not None and view.state == WAITING:
            self._desk.lane.run(
                partial(ask, Https(), engine(), view),
                partial(self._answered, view.id),
                partial(self._silent, view.id),
                "Asking HMRC",
            )

    def _answered(self, number: int, answer: Answer) -> None:
        def kept(_done: object) -> None:
            self.reload()
            self.choose_file(number)
            if self._desk.read_now(filing, number).state == WAITING:
                self._later.start(answer.again_after * 1000)

        self._desk.do(kept, record_answer, number, answer)

    def _silent(self, number: int, trouble: Exception) -> None:
        if isinstance(trouble, NoAnswer):
            self._desk.do(lambda _done: self.reload(), record_silence, number, str(trouble))
        self._desk.window.show_trouble(trouble)

    def save_file(self) -> None:
        """Write the file that is chosen, to be sent with HMRC's own tools."""
        try:
            xml = self._xml()
        except Refusal as refusal:
            self._desk.window.show_trouble(refusal)
            return
        path, _ = QFileDialog.getSaveFileName(self, "File for HMRC", "hmrc.xml", "XML (*.xml)") if xml else ("", "")
        if path and xml is not None:
            self._desk.lane.run(
                partial(_write, Path(path), xml),
                lambda _: self._desk.window.tell(f"File for HMRC written to {path}"),
                self._desk.window.show_trouble,
                "Writing the file",
            )

    def _xml(self) -> bytes | None:
        chosen = self.chosen
        if isinstance(chosen, Filing):
            return self._desk.read_now(filing_xml, chosen.id)
        if chosen is None or chosen.kind == "payment":
            return None
        if chosen.pay_run_id is not None:
            return self._desk.read_now(fps_file, chosen.pay_run_id, chosen.employer_id, self.late.currentData()).xml
        return self._desk.read_now(eps_file, chosen.tax_year, chosen.tax_month or 0, chosen.employer_id).xml


def _tone(one: DueFile, today: date) -> str:
    return "bad" if one.due < today else "info"


def _write(path: Path, xml: bytes) -> None:
    try:
        path.write_bytes(xml)
    except OSError as trouble:
        raise Fault(f"{path} cannot be written: {trouble.strerror}.", "Choose another place.") from trouble


def _facts(one: Filing) -> list[tuple[str, str | Tag]]:
    people = [("People", str(one.people))] if one.kind == "fps" else []
    answered = [("Answered", format_moment(one.answered))] if one.answered else []
    number = [("HMRC's number", one.correlation)] if one.correlation else []
    return [
        ("HMRC", Tag(*STATES[one.state])),
        ("It says", one.words or "–"),
        ("Employer", one.employer),
        *people,
        ("Made", f"{format_moment(one.made)}, {one.by}"),
        *answered,
        *number,
        ("IRmark", one.mark),
    ]


def make_page(desk: Desk) -> Page:
    """The page behind the rail entry."""
    return FilingPage(desk)


def open_filing(desk: Desk) -> None:
    """The command: open the page."""
    desk.window.open_page("filing")
