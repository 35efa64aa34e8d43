"""The evidence page: questions and topics at the left, one topic with everything that speaks to it at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QLayout, QStackedWidget, QWidget

from carecoop_desktop.assurance.evidence.actions import (
    add_document,
    finish_plan,
    issue_pack,
    plan_gap,
    review_document,
)
from carecoop_desktop.assurance.evidence.attachments import Attachment, read_attachment
from carecoop_desktop.assurance.evidence.documents import pack_document
from carecoop_desktop.assurance.evidence.frameworks import shelf
from carecoop_desktop.assurance.evidence.permissions import CHANGE_EVIDENCE, ISSUE_PACK
from carecoop_desktop.assurance.evidence.queries import (
    CheckLine,
    Filed,
    Gap,
    Overview,
    Plan,
    TopicState,
    document_file,
    documents,
    frameworks,
    overview,
    pack,
)
from carecoop_desktop.assurance.evidence.screens.opening import open_file
from carecoop_desktop.assurance.evidence.screens.page_form import (
    ListLine,
    also_counts,
    context_line,
    document_fields,
    first_line,
    inputs_of,
    list_lines,
    plan_fields,
    suggested,
)
from carecoop_desktop.assurance.evidence.screens.topic import TopicDetail
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    Page,
    RowsTable,
    Split,
    button,
    label,
    row,
    scrolled,
)
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.paper.naming import file_name
from carecoop_desktop.platform.paper.write import write_pdf

MAY_NOT = "Your role may not file evidence."
MAY_NOT_ISSUE = "Your role may not issue an evidence pack."
FILES = "Documents (*.pdf *.png *.jpg *.jpeg *.docx *.xlsx *.csv *.txt)"
CHOSEN = "evidence.framework"


class EvidencePage(Page):
    """Inspection evidence."""

    topic = "evidence"
    shows = frozenset(
        {"evidence_document", "evidence_document_topic", "evidence_plan", "evidence_pack", "assistant", "assistant_dbs",
         "assistant_training", "member", "member_consent", "change_request"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__("Inspection evidence")
        self._desk = desk
        self.why_not = "" if desk.may(CHANGE_EVIDENCE) else MAY_NOT
        self._page: Overview | None = None
        self._open = ""
        self._lines: list[ListLine] = []
        self._once_there: Callable[[], None] | None = None
        self._attached: Attachment | None = None
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("Framework")
        self.add_tool(self.chooser)
        self.print = self.add_action("Print evidence pack", self.print_pack, primary=True, key="Ctrl+P",
                                     why_not="" if desk.may(ISSUE_PACK) else MAY_NOT_ISSUE)  # fmt: skip
        self.table = RowsTable(
            [Column("Question and topic", stretch=True), Column("Checks"), Column("State")], name="Questions and topics"
        )
        self.table.chosen.connect(self._chosen)
        listed = Card(flush=True)
        listed.setMinimumWidth(current().sizes.chars(38))
        listed.setMinimumHeight(current().sizes.line * 16)
        listed.add(self.table, 1)
        self._right = QStackedWidget()
        self._card, self.form = Card(), FormCard(desk, "evidence")
        self.form.closed.connect(self.close_form)
        for part in (self._card, self.form):
            self._right.addWidget(part)
        self._split = Split(listed, self._right, shares=(3, 4), key="evidence", memory=desk.memory)
        self.add(self._split, 1)
        self._fill_chooser()

    def _fill_chooser(self) -> None:
        found = self._desk.read_now(frameworks)
        for framework in found:
            self.chooser.addItem(f"Framework: {framework.short}", framework.id)
        kept = self._desk.memory.get(CHOSEN) if self._desk.memory is not None else None
        default = next((n for n, one in enumerate(found) if one.id == (kept or "cqc-saf-2023")), 0)
        self.chooser.setCurrentIndex(default)
        self.chooser.currentIndexChanged.connect(self._other_framework)

    @property
    def framework(self) -> str:
        """The id of the framework that is open."""
        return str(self.chooser.currentData())

    # data

    def _other_framework(self) -> None:
        if self._desk.memory is not None:
            self._desk.memory.put(CHOSEN, self.framework)
        self._open = ""
        self.reload()

    def reload(self) -> None:
        """Count everything again."""
        self._desk.read(self._arrived, overview, self.framework)

    def _arrived(self, page: Overview) -> None:
        if page.framework.id != self.framework:
            return
        self._page = page
        self.say("Inspection evidence", context_line(page))
        self._lines = list_lines(page)
        at = next((n for n, one in enumerate(self._lines) if one.topic and one.topic.topic.id == self._open), None)
        self.table.set_rows([line.cells for line in self._lines])
        self.table.choose(first_line(self._lines) if at is None else at)
        if self._right.currentWidget() is not self.form:
            self._show_topic()
        waiting, self._once_there = self._once_there, None
        if waiting is not None and self.current is not None:
            waiting()

    def _chosen(self, number: int) -> None:
        if 0 <= number < len(self._lines):
            topic = self._lines[number].topic or self._lines[min(number + 1, len(self._lines) - 1)].topic
            self._open = topic.topic.id if topic is not None else ""
            if self._right.currentWidget() is not self.form:
                self._show_topic()

    @property
    def current(self) -> TopicState | None:
        """The topic that is open."""
        found = (topic for q in (self._page.questions if self._page else ()) for topic in q.topics)
        return next((topic for topic in found if topic.topic.id == self._open), None)

    def _show_topic(self) -> None:
        _empty(self._card)
        topic = self.current
        if topic is not None and self._page is not None:
            self.detail = TopicDetail(self._page.framework, topic, self)
            self._card.add(scrolled(self.detail, topic.topic.title), 1)
        self._right.setCurrentWidget(self._card)

    def show_record(self, record_id: int) -> None:
        """Open on the first topic of a document."""
        filed = next((one for one in self._desk.read_now(documents) if one.id == record_id), None)
        if filed is None or not filed.topics:
            return
        framework, self._open = next((p for p in filed.topics if p[0] == self.framework), filed.topics[0])
        if framework != self.framework:
            opened = self._open
            self.chooser.setCurrentIndex(self.chooser.findData(framework))
            self._open = opened
        self.reload()

    # deeds of a topic

    def open_record(self, kind: str, record_id: int) -> None:
        """Open the record behind a figure."""
        self._desk.window.open_page(kind, record_id)

    def open_document(self, document_id: int) -> None:
        """Open a document in this computer's own program."""
        try:
            open_file(self._desk.read_now(document_file, document_id))
        except (Refusal, Fault) as trouble:
            self._desk.window.show_trouble(trouble, self)

    def review_document(self, one: Filed) -> None:
        """A document was looked at; the next look is in a year."""
        self._desk.do(None, review_document, one.id, one.version, add_months(self._desk.today, 12))

    def finish(self, plan: Plan) -> None:
        """A plan is done."""
        self._desk.do(lambda _done: self.reload(), finish_plan, plan.id, plan.version)

    def file_document(self) -> None:
        """The form of a new document or voice under the open topic."""
        topic = self.current
        if topic is None or self._page is None:
            self._once_there = self.file_document
            return
        if self.why_not:
            return
        self._attached = None
        known, place = shelf(), (self.framework, topic.topic.id)
        note = also_counts((known.frameworks[f], t) for f, t in known.across(*place))
        self.file_label = label("No file chosen: a voice or a note needs none.", "note", wrap=True)
        choose = button("Choose a file...", self.choose_file)
        extra: list[QWidget | QLayout] = [row(choose, self.file_label, None), label(note, "note", wrap=True)]

        def submit(values: dict[str, Any], _version: int | None) -> Deed:
            file = self._attached
            given = {"file_name": file.name, "content": file.content} if file else {}
            inputs = (values["category"], values["title"], values["dated"], [place])
            return Deed(add_document, inputs, {**inputs_of(values), **given})

        fields = tuple(document_fields(self._page.framework, topic))
        self._show_form(Filling(f"A document for “{topic.topic.title}”", "File document", fields, submit), extra)

    def choose_file(self, path: str = "") -> None:
        """Choose the file of a document; what is not taken is refused with a sentence."""
        chosen = path or QFileDialog.getOpenFileName(self, "A document or a voice", "", FILES)[0]
        if not chosen:
            return
        try:
            self._attached = read_attachment(Path(chosen))
        except Refusal as refusal:
            self._desk.window.show_trouble(refusal, self)
            return
        self.file_label.setText(self._attached.name)

    def plan(self, check: CheckLine | None = None, gap: Gap | None = None) -> None:
        """The form of a plan for the open topic."""
        topic = self.current
        if self.why_not or topic is None:
            return
        place = (self.framework, topic.topic.id)
        check_id = check.id if check else ""

        def submit(values: dict[str, Any], _version: int | None) -> Deed:
            return Deed(plan_gap, (*place, values["what"], values["who"], values["due"]), {"check_id": check_id})

        fields = tuple(plan_fields(suggested(gap, check)))
        self._show_form(Filling(f"A plan for “{topic.topic.title}”", "Save plan", fields, submit))

    # the pack

    def print_pack(self, path: str = "") -> None:
        """Write the pack to a file and keep that it was issued."""
        name = f"evidence-pack-{file_name(self.framework)}-{self._desk.today.isoformat()}.pdf"
        chosen = path or QFileDialog.getSaveFileName(self, "Evidence pack", name, "PDF (*.pdf)")[0]
        if not chosen:
            return
        framework, office = self.framework, self._desk.office
        self._desk.lane.run(
            lambda: write_pdf(pack_document(office.read(pack, framework)), Path(chosen)),
            lambda _written: self._desk.do(None, issue_pack, framework),
            self._desk.window.show_trouble,
            "Writing the evidence pack",
        )

    # forms

    def _show_form(self, filling: Filling, extra: Sequence[QWidget | QLayout] = ()) -> None:
        if self.may_leave():
            self._right.setCurrentWidget(self.form)
            self.form.open(filling, about=f"{self.framework}:{self._open}", extra=extra)
            self._split.reveal(self._right)

    def may_leave(self) -> bool:
        """Ask before an unsaved form is left."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    def close_form(self) -> None:
        """Back to the topic."""
        self._show_topic()
        self.reload()


def _empty(card: Card) -> None:
    """Take everything out of a card but its heading."""
    for at in reversed(range(card.body.count())):
        item = card.body.itemAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None and widget is not card.heading:
            card.body.takeAt(at)
            widget.hide()
            widget.deleteLater()
