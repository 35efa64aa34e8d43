"""Settings of bank files: the layouts, the table of account number checks, and the accounts of pension providers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from carecoop_desktop.platform.desktop.deed_form import Deed, Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import Field, text
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    Pill,
    RowsTable,
    Tag,
    allow,
    button,
    column,
    label,
    row,
    scrolled,
)
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import LOOK_AGAIN, Conflict
from carecoop_desktop.platform.office.actions import Action
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.work.payroll.bank.accounts import (
    PayeeAccount,
    PensionAccount,
    payee_accounts,
    pension_account,
    set_pension_account,
)
from carecoop_desktop.work.payroll.bank.choosing import (
    bring_in_layout,
    last_change,
    office_layouts,
    own_keys,
    take_out_layout,
)
from carecoop_desktop.work.payroll.bank.layouts import BankLayout
from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table, modulus_table
from carecoop_desktop.work.payroll.bank.payees import hmrc_account
from carecoop_desktop.work.payroll.pensions.permissions import SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.standing import SchemeView, pension_schemes
from carecoop_desktop.work.payroll.permissions import SEE_PAY

MAY_NOT = "Your role may not change the office's settings."
_LARGEST = 2_000_000


class BankTab(QWidget):
    """Three cards, and the form of a provider's account in place of them while it is filled in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._layouts: list[BankLayout] = []
        self._own: set[str] = set()
        self._seen = 0
        self._payees: list[tuple[SchemeView, PayeeAccount | None]] = []
        self._why_not = "" if desk.may(CHANGE_SETTINGS) else MAY_NOT
        self.refused, self.trouble = Pill("Not taken", "bad"), label("", wrap=True)
        self.form = FormCard(desk, "bank-settings")
        self.form.closed.connect(self._close_form)
        self.form.hide()
        inside = QWidget()
        says = row(self.refused, self.trouble)
        says.setStretch(1, 1)
        column(says, self._checks_card(), self._layouts_card(), self._payees_card(), None, owner=inside, space=2)
        self._cards = scrolled(inside, "Bank files")
        column(self._cards, self.form, owner=self)
        self._say("")

    def _checks_card(self) -> Card:
        card = Card("Account number checks")
        self.table_words = label("", wrap=True)
        self.load_button = self._deed("Load valacdos...", lambda: self._choose("valacdos"))
        self.substitutes_button = self._deed("Load with scsubtab...", self._choose_both)
        card.add(self.table_words)
        card.add(row(self.load_button, self.substitutes_button, None))
        return card

    def _layouts_card(self) -> Card:
        card = Card("Layouts of bank files")
        columns = [Column("Layout", width=26), Column("From"), Column("Not certain", stretch=True)]
        self.layouts = RowsTable(columns, name="Layouts of bank files", fit=True)
        self.layouts.chosen.connect(self._grey)
        self.bring_button = self._deed("Bring in a layout...", self._choose_layout)
        self.take_button = self._deed("Take out", self._take_out)
        card.add(self.layouts)
        card.add(row(self.bring_button, self.take_button, None))
        return card

    def _payees_card(self) -> Card:
        card = Card("Paid besides PAs")
        columns = [Column("Paid", stretch=True), Column("Account"), Column("Reference")]
        self.payees = RowsTable(columns, name="Paid besides PAs", fit=True)
        self.payees.chosen.connect(self._grey)
        self.payees.opened.connect(lambda _place: self.edit_account())
        self.account_button = self._deed("Account of this provider...", self.edit_account)
        card.add(self.payees)
        card.add(row(self.account_button, None))
        card.add(label("Councils and courts have their accounts with each attachment order.", "note", wrap=True))
        return card

    def _deed(self, words: str, do: Callable[[], object]) -> Any:
        made = button(words, do)
        allow(made, self._why_not)
        return made

    def reload(self) -> None:
        """Read everything again."""
        self._seen = self._desk.read_now(last_change)
        self._desk.read(self._show_table, modulus_table)
        self._layouts, self._own = self._desk.read_now(office_layouts), self._desk.read_now(own_keys)
        self.layouts.set_rows(
            [(one.name, Tag("your own", "info") if one.key in self._own else "the program",
              one.uncertain or Tag("certain", "met")) for one in self._layouts]
        )  # fmt: skip
        hmrc = hmrc_account()
        rows: list[tuple[str, ...]] = []
        if self._desk.may(SEE_PAY) and self._desk.may(SEE_PENSIONS):
            known = {one.of_id: one for one in self._desk.read_now(payee_accounts)}
            self._payees = [(one, known.get(one.id)) for one in self._desk.read_now(pension_schemes)]
            rows = [_payee_cells(scheme, account) for scheme, account in self._payees]
        rows.append((f"{hmrc.name} (PAYE)", _account_words(hmrc.sort_code, hmrc.account), "Accounts office reference"))
        self.payees.set_rows(rows)
        self._grey()

    def _show_table(self, found: Any) -> None:
        if found is None:
            words = "No table is loaded: account numbers are not checked. Pay.UK offers valacdos.txt and scsubtab.txt."
        else:
            when = f" on {format_date(found.loaded)}" if found.loaded else ""
            what = f"{found.file or 'A table'} was loaded{when}: {found.ranges} ranges of sort codes"
            words = f"{what}, {found.substitutes} substitutes."
            if found.old(self._desk.today):
                words += " It is more than a year old: Pay.UK has issued newer ones."
        self.table_words.setText(words)

    def _grey(self, _place: int = 0) -> None:
        at = self.layouts.currentIndex().row()
        own = 0 <= at < len(self._layouts) and self._layouts[at].key in self._own
        allow(self.take_button, self._why_not or ("" if own else "Choose a layout that the office brought in."))
        scheme = 0 <= self.payees.currentIndex().row() < len(self._payees)
        allow(self.account_button, self._why_not or ("" if scheme else "Choose a pension scheme."))

    # -- deeds

    def _choose(self, name: str) -> str:
        """Ask for a text file of Pay.UK and load it, alone."""
        path, _ = QFileDialog.getOpenFileName(self, f"The file {name}", "", "Text files (*.txt)")
        text_ = self._text(path)
        if text_ is not None:
            self._attempt(load_modulus_table, text_, "", Path(path).name, self._seen)
        return path

    def _choose_both(self) -> None:
        """Ask for both files of Pay.UK and load them together."""
        paths = [QFileDialog.getOpenFileName(self, f"The file {name}", "", "Text files (*.txt)")[0]
                 for name in ("valacdos", "scsubtab")]  # fmt: skip
        texts = [self._text(path) for path in paths]
        if texts[0] is not None and texts[1] is not None:
            self._attempt(load_modulus_table, texts[0], texts[1], Path(paths[0]).name, self._seen)

    def _choose_layout(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "A layout of bank files", "", "Layouts (*.toml)")
        text_ = self._text(path)
        if text_ is not None:
            self._attempt(bring_in_layout, Path(path).name, text_, self._seen)

    def _take_out(self) -> None:
        at = self.layouts.currentIndex().row()
        if 0 <= at < len(self._layouts):
            self._attempt(take_out_layout, self._layouts[at].key, self._seen)

    def _text(self, path: str) -> str | None:
        """What stands in a file; None, with a sentence, where it cannot be read or is far too large."""
        if not path:
            return None
        try:
            if Path(path).stat().st_size > _LARGEST:
                self._say(f"{Path(path).name} is far too large to be such a file.")
                return None
            return Path(path).read_text(encoding="utf-8", errors="replace")
        except OSError as trouble:
            self._say(f"{path} cannot be read: {trouble.strerror}.")
            return None

    def _attempt(self, action: Action[..., Any], *given: Any) -> None:
        self._say("")
        self._desk.attempt(lambda _done: self.reload(), self._failed, action, *given)

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, Conflict):  # a file has no values to choose between: it is looked at again
            self.reload()
        self._say(f"{trouble.sentence} {LOOK_AGAIN}" if isinstance(trouble, Conflict) else str(trouble))

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        for part in (self.refused, self.trouble):
            part.setVisible(bool(sentence))

    def edit_account(self) -> None:
        """The form of the account of the pension scheme chosen."""
        at = self.payees.currentIndex().row()
        if 0 <= at < len(self._payees) and not self._why_not:
            self._cards.hide()
            self.form.show()
            scheme, _known = self._payees[at]

            def fresh() -> PensionAccount:
                return self._desk.read_now(pension_account, scheme.id)

            self.form.open(_account_form(scheme, fresh(), fresh), lambda _value: self.reload())

    def _close_form(self) -> None:
        self.form.hide()
        self._cards.show()

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self.form.may_leave()


def _account_form(scheme: SchemeView, read: PensionAccount, fresh: Callable[[], PensionAccount]) -> Filling:
    def fields(now: PensionAccount) -> tuple[Field, ...]:
        known = now.known
        return (
            text("name", "Name on the account", known.name if known else scheme.provider or scheme.name, required=True),
            text("sort_code", "Sort code", known.sort_code if known else "", width=10,
                 hint="Empty: it collects itself"),
            text("account", "Account number", known.account if known else "", width=10, hint="Eight figures"),
            text("reference", "Reference", known.reference if known else scheme.employer_reference, width=20,
                 hint="As the provider asks for it"),
        )  # fmt: skip

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        given = {key: value or "" for key, value in values.items()}
        stands = read if version == read.version else replace(fresh(), version=version or 0)
        return Deed(set_pension_account, (scheme.id,), {**given, "read": stands})

    note = (
        "Providers that collect by Direct Debit need no account here. Ring a number that you know before you change it."
    )
    return changing_whole(f"Where {scheme.name} is paid", "Save", read, fresh, fields, submit, note=note)


def _payee_cells(scheme: SchemeView, account: PayeeAccount | None) -> tuple[str, ...]:
    if account is None:
        return (scheme.name, "none: it collects itself", "")
    return (scheme.name, _account_words(account.sort_code, account.account), account.reference)


def _account_words(code: str, account: str) -> str:
    return f"{code[:2]}\u2011{code[2:4]}\u2011{code[4:]}\u00a0{account}"
