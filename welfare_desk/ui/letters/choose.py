"""Which letter: every kind by group, found as one types; beside it whom it goes to and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.correspondence import written
from welfare_desk.casework.correspondence.written import KindRow, WrittenDraft, WrittenStart
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import clients
from welfare_desk.errors import Problems
from welfare_desk.ui import messages
from welfare_desk.ui.cases.list import Above
from welfare_desk.ui.evidence.forms import moment
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.steering import Steering
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_RESTS_ON = {
    "mandate": "It leaves only with the client's signed authority for whoever it goes to.",
    "debt": "It leaves only with the client's agreement that this creditor is told.",
    "practice_feedback": "It leaves only with the client's agreement that the practice is told.",
    "referral_on": "It leaves only with the client's agreement that this service is told.",
}
_SUPPORTING = KindRow(
    "evidence",
    "Supporting letter",
    "The medical evidence that bears on a claim or appeal, each sentence on a note, checked by the GP.",
    "decision maker",
    "Medical evidence",
    own=False,
    of_a_case=True,
    of_a_debt=False,
    rests_on="nothing",
)


class StartForm(Form):
    """Whom the letter goes to and what it is about; only what bears on this kind is asked."""

    def __init__(self, begun: WrittenStart) -> None:
        super().__init__(columns=1)
        bodies = [(one.id, "The client" if one.kind == "subject" else one.name) for one in begun.bodies]
        cases = [(one.id, one.words) for one in begun.cases]
        needs_case = begun.kind.of_a_case or begun.kind.of_a_debt
        no_case = "Choose the case" if needs_case else "No case in particular"
        self.add_row("A&bout", ChoiceField(cases, unset=no_case), name="case_id")
        notices = [(one.id, one.words) for one in begun.notices]
        self.add_row("&Answers", ChoiceField(notices, unset="The newest letter of theirs"), name="notice_id")
        debts = [(one.id, one.words) for one in begun.debts]
        nothing = "Choose the debt" if debts else "No debt is recorded on this case"
        self.add_row("&Debt", ChoiceField(debts, unset=nothing), name="debt_id")
        whom = "Its creditor" if begun.kind.of_a_debt else "Choose who it goes to"
        self.add_row("&To", ChoiceField(bodies, unset=whom), name="recipient_id")
        self.show_values({"case_id": begun.case_id, "recipient_id": begun.recipient_id})
        if len(debts) == 1:
            self.show_values({"debt_id": debts[0][0]})
        left_out = [] if begun.kind.of_a_debt else ["debt_id"]
        self.ask_only(*left_out, *([] if len(notices) > 1 else ["notice_id"]))


class ChooseLetterScreen(Screen):
    """Every kind of letter for one client."""

    name, title, rail = "choose-letter", "Write a letter", "letters"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._client = ""
        self._kinds: dict[str, KindRow] = {}
        self._begun: WrittenStart | None = None
        self.form: StartForm | None = None
        self.filters = Form(columns=1)
        self.search = self.filters.add_row("&Find", TextField("Appeal, debt, appointment ..."), name="typed")
        self.filters.edited.connect(lambda _: self._show_kinds())
        self.list = RowList("Kinds of letter", [Column("Letter"), Column("Goes to", 200)])
        Steering(self.search.line, self.list, lambda: True)
        empty = Empty("No letter is called that.", "Try another word, or clear the search.")
        self.list_or_empty = OrEmpty(self.list, empty)
        self.details = Details("The letter chosen", width=360)
        self.list.chosen.connect(lambda row: self._read_start(str(row.key)))
        self.list.opened.connect(lambda row: self.begin())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        main = column(Above(self.filters), self.list_or_empty, stretch=self.list_or_empty)
        box.addWidget(Beside(main, self.details))

    def heading(self) -> Heading:
        chosen = self.list.chosen_row()
        place = ("client", {"person": self._where["person"]}) if self._where else None
        return Heading(
            self.title,
            owner=self._client,
            owner_place=place,
            primary=Act("Start letter", self.begin, "mail") if chosen else None,
        )

    def about(self) -> str:
        return self._client

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.begin} if self._where else {}

    def leave(self) -> bool:
        if self.search.value():
            self.search.set_value("")
            self._show_kinds()
            return True
        return False

    def arrive(self, **where: Any) -> None:
        """``person``: whom it is about; ``case``: the case one comes from, if any."""
        if where != self._where:
            self._client, self._begun, self.form = "", None, None
            self.details.clear()
        self._where = where
        self._read()
        self.search.setFocus()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"templates", "recipients", "debts", "cases", "key_dates"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    # Reading --------------------------------------------------------------------------------------

    def _read(self) -> None:
        desk, person = self.room.desk, self._where["person"]

        def work() -> tuple[str, tuple[KindRow, ...]]:
            return clients.client(desk, person).name, (_SUPPORTING, *written.kinds(desk))

        self.room.read(self, work, self._show)

    def _show(self, found: tuple[str, tuple[KindRow, ...]]) -> None:
        self._client, rows = found
        self._kinds = {row.kind: row for row in rows}
        self._show_kinds()
        self.heading_changed.emit()

    def _show_kinds(self) -> None:
        words = self.search.value().casefold().split()
        rows: list[Row] = []
        wanted = [row for row in self._kinds.values() if _bears(row, words)]
        for name in dict.fromkeys(row.group for row in wanted):
            rows.append(group(name))
            rows += [_kind_row(row) for row in wanted if row.group == name]
        self.list_or_empty.show_full(bool(rows))
        self.list.show_rows(rows)
        if wanted and self.list.chosen_row() is None:
            self.list.choose(wanted[0].kind)
        if not wanted:
            self.details.clear()
        self.heading_changed.emit()

    def _read_start(self, kind: str) -> None:
        self.heading_changed.emit()
        if kind == "evidence":
            self._begun = self.form = None
            self._show_about(self._kinds[kind])
            return
        case = self._where.get("case")
        if self.form is not None and self._begun is not None:
            case = self.form.values()["case_id"] or case
        work = partial(written.start, self.room.desk, kind, self._where["person"], case)
        self.room.read(self, work, self._show_start)

    def _show_start(self, begun: WrittenStart) -> None:
        chosen = self.list.chosen_row()
        if chosen is None or chosen.key != begun.kind.kind:
            return
        self._begun = begun
        self._show_about(self._kinds[begun.kind.kind])
        self.form = StartForm(begun)
        self.form.edited.connect(self._edited)
        self.details.add(self.form, 16)

    def _show_about(self, row: KindRow) -> None:
        self.details.clear()
        self.details.heading(row.title, f"To {row.goes_to}")
        self.details.said(row.about, space=8)
        if row.rests_on in _RESTS_ON:
            self.details.said(_RESTS_ON[row.rests_on], "quiet", 8)
        if row.kind == "evidence":
            self.details.said("It is drafted from the evidence notes of a case.", "quiet", 8)

    def _edited(self, name: object) -> None:
        if name == "case_id" and self._begun is not None:
            self._read_start(self._begun.kind.kind)

    # Beginning ------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the letter chosen, and go to its page."""
        chosen = self.list.chosen_row()
        if chosen is None:
            return
        if chosen.key == "evidence":
            case = self._where.get("case")
            place = {"case": case} if case else {"person": self._where["person"]}
            self.go("letter" if case else "client", **place)
            return
        if self.form is None or self._begun is None or self._begun.kind.kind != chosen.key:
            return
        typed: dict[str, UUID | None] = self.form.values()
        draft = WrittenDraft(str(chosen.key), self._where["person"], **typed)
        work = partial(written.write_letter, self.room.desk, draft, today=self.room.today())
        self.room.write(self, work, self._begun_letter, self._failed)

    def _begun_letter(self, changes: Changes) -> None:
        self.said.emit(f"Saved {moment(self.room.now())}")
        self.wrote.emit(changes)
        self.go_on("written-letter", letter=changes.id)

    def _failed(self, fault: BaseException) -> None:
        if isinstance(fault, Problems) and self.form is not None:
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)


def _bears(row: KindRow, words: list[str]) -> bool:
    text = f"{row.title} {row.about} {row.group} {row.goes_to}".casefold()
    return all(word in text for word in words)


def _kind_row(row: KindRow) -> Row:
    chip = Chip("Your own words", "plain") if row.own else None
    goes = row.goes_to[0].upper() + row.goes_to[1:]
    return Row(row.kind, (RowCell(row.title, chip=chip), RowCell(goes, role="quiet")))
