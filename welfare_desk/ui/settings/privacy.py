"""Privacy and retention: who answers for data protection, on which basis, for how long, and what is due."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any

from welfare_desk import resources
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.rights import privacy, privacy_papers, retention, retention_page
from welfare_desk.casework.rights.erasure import Erased
from welfare_desk.casework.rights.privacy import DataClass
from welfare_desk.casework.rights.retention_page import ClientEnds
from welfare_desk.errors import DeskError, Problem
from welfare_desk.rules import days
from welfare_desk.rules.retention import Periods
from welfare_desk.ui import messages, printing, theme
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField, ReadField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button, Prose, Words
from welfare_desk.ui.privacy.erasing import erase_for_good
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import FormSection, show_refused

ROLES = (
    ("caseworker", "Nobody here: I am a caseworker"),
    ("manager", "I do, as manager"),
    ("dpo", "I do, as data protection officer"),
)
_NUMBERS = {
    "notes_days": "&Notes in no letter, days",
    "casework_years": "&Cases, years",
    "child_age": "A c&hild, until the age of",
    "proof_years": "C&onsents, years after the cases",
    "required_years": "&Required by somebody, years",
}


def _number(typed: str) -> int | Problem | None:
    if not typed.strip():
        return None
    if not typed.strip().isdigit():
        return Problem("", "Write a whole number.")
    return int(typed)


class _TallList(RowList):
    """A list inside a page that scrolls: some rows are always in sight."""

    def _dress(self) -> None:
        super()._dress()
        self.setMinimumHeight(theme.px(220))


class PrivacySection(FormSection):
    """Who answers, on which basis, and the papers that follow from it."""

    words = "Privacy"
    hint = (
        "On which basis of the UK GDPR each kind of data is kept. First answers with their doubts; your data"
        " protection officer decides, and each decision holds from its day."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._classes: dict[object, DataClass] = {}
        self._untouched: dict[str, Any] = {}
        self.who = Form(2)
        asked = "&Who answers for data protection here?"
        self.role = self.who.add_row(asked, ChoiceField(ROLES, unset=""), name="role")
        self.role.edited.connect(self._answer)
        self.page.add(self.who)
        columns = [Column("Kind of data"), Column("Basis", 330)]
        self.list = RowList("Kinds of data", columns, margin=12, grows=True)
        self.list.chosen.connect(lambda row: self._chosen(row.key))
        self.page.add(self.list)
        table = resources.table("privacy.toml")
        self.form = Form(2)
        six, nine = (ChoiceField(list(table[name].items()), unset="") for name in ("article_6", "article_9"))
        self.form.add_row("&Article 6", six, name="article_6")
        self.form.add_row("A&rticle 9", nine, name="article_9")
        self.doubt = Prose("", "text", "quiet")
        self.page.add(self.form)
        self.page.add(self.doubt)
        self.page.add(Words("Papers made from this", "section"))
        for kind, name in privacy_papers.KINDS.items():
            made = Button(name, partial(self._paper, kind), "secondary", "file-text")
            self.page.add(InALine(made))

    def primary(self) -> Act | None:
        closed = "" if self.list.chosen_row() is not None else "Choose a kind of data."
        return Act("Save the basis", self.save, "check", closed)

    def start_typing(self) -> None:
        self.list.setFocus()

    def read(self) -> None:
        today = self.room.today()
        self.role.set_value(self.room.desk.advisor.role)
        self.room.read(self, partial(privacy.classes, self.room.desk, on=today), self._show)

    def _show(self, found: tuple[DataClass, ...]) -> None:
        self._classes = {one.code: one for one in found}
        self.list.show_rows(
            Row(
                one.code,
                (
                    RowCell(one.title, one.what, strong=True),
                    RowCell(one.basis_6, one.basis_9 + (" (first answer)" if one.ours else "")),
                ),
            )
            for one in found
        )
        row = self.list.chosen_row()
        if self._brought is not None:
            self._bring_kind()
        elif row is None:
            self.list.choose_first()
        elif not self.typed():  # what others decided is shown where nothing is typed
            self._chosen(row.key)

    def draft(self) -> dict[str, object] | None:
        row, kept = self.list.chosen_row(), super().draft()
        return kept if kept is None or "class" in kept or row is None else {"class": row.key, **kept}

    def restore(self, draft: dict[str, object]) -> None:
        self._brought = draft
        if self._classes:
            self._bring_kind()

    def _bring_kind(self) -> None:
        """What was kept, over what stands now for its kind of data."""
        kept, self._brought = self._brought or {}, None
        self.list.choose(kept["class"])
        self._chosen(kept["class"])
        self._brought = kept
        self.bring()

    def _chosen(self, key: object) -> None:
        one = self._classes.get(key)
        if one is not None:
            self.form.put_on_top(None)
            self.form.show_values({"article_6": one.article_6, "article_9": one.article_9})
            self._untouched = self.form.values()
            self.doubt.say(f"Doubt: {one.doubt}" if one.doubt else "")
            self.around.heading_changed.emit()

    def save(self) -> None:
        row, typed = self.list.chosen_row(), self.form.values()
        if row is None:
            return
        work = partial(
            privacy.change_bases,
            self.room.desk,
            str(row.key),
            typed["article_6"] or "",
            typed["article_9"] or "",
            today=self.room.today(),
        )
        self.write(self.form, work, "Basis saved", self._kept)

    def _kept(self) -> None:
        self.form.put_on_top(None)
        self._untouched = self.form.values()
        self.read()

    def _answer(self, *_: object) -> None:
        role = self.role.value()
        if role and role != self.room.desk.advisor.role:
            work = partial(privacy.answer_for, self.room.desk, role, today=self.room.today())
            self.write(self.who, work, "Saved", self.read)

    def _paper(self, kind: str) -> None:
        name = privacy_papers.KINDS[kind]
        path = messages.file_to_save(
            self, f"Save: {name}", f"{name.lower().replace(' ', '-')}.pdf", "PDF (*.pdf)"
        )
        if path is None:
            return

        def made(data: bytes) -> None:
            try:
                printing.save(path, data)
                self.around.said.emit("Saved")
            except DeskError as fault:
                messages.show_fault(self, fault)

        work = partial(privacy_papers.paper, self.room.desk, kind, today=self.room.today())
        self.room.write(self, work, made, lambda fault: messages.show_fault(self, fault))


class RetentionSection(FormSection):
    """How long each kind is kept, and what is due to go."""

    words = "Retention"
    hint = "How long what is known about a client is kept, and what is due to go. Nothing goes by itself."

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._due: dict[object, tuple[ClientEnds, str]] = {}
        self._untouched: dict[str, Any] = {}
        self.done = Banner("done")
        self.done.hide()
        self.form = Form(3)
        for name, words in _NUMBERS.items():
            self.form.add_row(words, ReadField(_number, str, ""), name=name)
        self.form.add_row("Required &by", TextField("Nobody"), name="required_by")
        self.page.add(self.form)
        self.page.add(Words("Due to go", "section"))
        self.list = _TallList(
            "Due to go", [Column("Client", 230), Column("What"), Column("Since", 130)], margin=0
        )
        empty = Empty(
            "Nothing is due.", "What has reached its last day is listed here, with its rule.", inset=0
        )
        self.full = OrEmpty(self.list, empty)
        self.list.chosen.connect(lambda row: self._chosen(row.key))
        self.list.opened.connect(lambda _row: self.erase())
        self.page.add(self.full)
        self.why = Prose("", "text", "quiet")
        self.page.add(self.why)
        self.erase_button = Button("Erase it for good", self.erase, "secondary", "trash-2")
        self.hold_button = Button("Keep it: a complaint, a claim, a hold", self.hold, "secondary", "lock")
        self.page.add(InALine(self.erase_button, self.hold_button))
        self.page.add(self.done)

    def primary(self) -> Act | None:
        return Act("Save the figures", self.save, "check")

    def start_typing(self) -> None:
        self.form.focus_first()

    def read(self) -> None:
        today, desk = self.room.today(), self.room.desk
        self.room.read(
            self,
            lambda: (retention.periods(desk, on=today), retention_page.due(desk, today=today)),
            self._show,
        )

    def _show(self, found: tuple[Periods, list[ClientEnds]]) -> None:
        figures, due = found
        self.show_standing(asdict(figures))
        self._due = {
            (client.person_id, end.code): (client, end.code)
            for client in due
            for end in client.ends
            if end.due
        }
        self.full.show_full(bool(self._due))
        self.list.show_rows(
            Row(
                (client.person_id, end.code),
                (
                    RowCell(client.client, client.reference, strong=True),
                    RowCell(end.title, f"{end.rows} row{'s' * (end.rows != 1)}"),
                    RowCell(days.short(end.ends_on) if end.ends_on else "", chip=Chip("Due", "soon")),
                ),
            )
            for client in due
            for end in client.ends
            if end.due
        )
        for button in (self.erase_button, self.hold_button):
            button.setVisible(bool(self._due))
        if self._due and self.list.chosen_row() is None:
            self.list.choose_first()
        if not self._due:
            self.why.say("")

    def _chosen(self, key: object) -> None:
        client, code = self._due.get(key, (None, ""))
        if client is not None:
            end = next(one for one in client.ends if one.code == code)
            self.why.say(f"{end.why} Rule: {end.rule}. {end.source}. {end.doubt}")

    def save(self) -> None:
        typed = self.form.values()
        figures = Periods(**{name: typed[name] or 0 for name in _NUMBERS}, required_by=typed["required_by"])

        def done() -> None:
            self._untouched = {}
            self.read()

        work = partial(retention.change_periods, self.room.desk, figures, today=self.room.today())
        self.write(self.form, work, "Figures saved", done)

    def hold(self) -> None:
        """Ask what kind of hold it is and why, where the client's holds are kept."""
        row = self.list.chosen_row()
        if row is not None:
            self.around.go("keeping", person=self._due[row.key][0].person_id, form="hold", on=None)

    def erase(self) -> None:
        """Erase the chosen class of the chosen client, after asking, and give its certificate."""
        row = self.list.chosen_row()
        if row is None or row.key not in self._due:
            return
        client, code = self._due[row.key]
        erase_for_good(
            self,
            self.room,
            client.person_id,
            code,
            client.reference,
            self._erased,
            lambda fault: show_refused(self, self.form, fault),
        )

    def _erased(self, done: Erased, hint: str) -> None:
        self.done.say(f"Erased. Certificate {done.certificate.number}.", hint)
        self.done.show()
        self.around.wrote.emit(Changes(done.changes.kinds, gone=done.changes.gone))
        self.read()
