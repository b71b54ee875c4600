"""The GP's answers: each statement with agree, amend or cannot confirm, and who answered.

The advisor enters them from a sheet, an e-mail or a talk; the GP gives them on the screen. Nothing is
chosen beforehand, and neither form writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from welfare_desk.casework.correspondence.letter_at_desk import ON_SCREEN, AtDesk
from welfare_desk.casework.correspondence.letter_check import CLINICIANS, Answer, Checker, Raised
from welfare_desk.casework.correspondence.letter_page import LetterPage
from welfare_desk.casework.correspondence.letter_text import StatementRow
from welfare_desk.rules import days
from welfare_desk.ui.kit.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    OneOfField,
    TextField,
    TickField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form

_CLINICIANS = {
    "gp": "GP",
    "practice_nurse": "Practice nurse",
    "pharmacist": "Pharmacist",
    "consultant": "Consultant",
    "other_clinician": "Another clinician",
}
_HOW = ("signed copy", "in person", "practice e-mail", ON_SCREEN)
_ANSWERS = [("agree", "Agree"), ("amend", "Amend"), ("cannot_confirm", "Cannot confirm")]
_NAMED = [(True, "By name"), (False, "As the practice only")]


class Answering(Form):
    """Statements to be answered, each by its number in the letter."""

    def __init__(self, columns: int = 2) -> None:
        super().__init__(columns=columns)
        self.rows: list[tuple[int, StatementRow]] = []

    def ask_about(self, rows: Sequence[tuple[int, StatementRow]]) -> None:
        """Ask for a word on each of these."""
        for number, row in rows:
            self.prose(f"{number}. {row.original}")
            field = OneOfField(_ANSWERS, _from(row))
            self.add_row(f"Answer to {number}", field, name=f"answers.{row.id}", span=2)
            words = LongTextField("The words to print; these and no others", lines=2)
            self.add_row(f"Words for {number}", words, name=f"amended.{row.id}", span=2)
        self.rows += rows

    def ask_what_is_raised(self) -> None:
        numbers = [(row.id, str(number)) for number, row in self.rows]
        wide = min(8, max(1, len(numbers)))
        harm = TicksField(numbers, columns=wide)
        self.add_row("Reading it could seriously harm somebody", harm, name="harmful", span=2)
        others = TicksField(numbers, columns=wide)
        self.add_row("It tells of somebody who has not agreed to that", others, name="about_others", span=2)

    def ask_who(self) -> None:
        self.add_row("&Name", TextField(), name="name", needed=True)
        roles = [(code, _CLINICIANS[code]) for code in CLINICIANS]
        role = ChoiceField(roles, unset="A receptionist, or not known")
        self.add_row("&Role", role, name="role", needed=True)
        self.add_row("GMC or other n&umber", TextField("Not recorded"), name="number")

    def ask_what_bears(self) -> None:
        """Words only of what is amended."""
        self.ask_only(*self._without_bearing())

    def _without_bearing(self) -> list[str]:
        asked = [(row, self.fields[f"answers.{row.id}"].value()) for _, row in self.rows]
        return [f"amended.{row.id}" for row, answer in asked if answer != "amend"]

    def answers(self) -> tuple[Answer, ...]:
        typed = self.values()
        return tuple(
            Answer(row.id, typed[f"answers.{row.id}"], typed[f"amended.{row.id}"])
            for _, row in self.rows
            if typed[f"answers.{row.id}"]
        )

    def checker(self) -> Checker:
        """Who answered; by their own hand here where it is not asked how it came."""
        typed = self.values()
        return Checker(
            typed["name"],
            typed["role"] or "",
            typed["number"],
            typed.get("how", ON_SCREEN) or "",
            typed.get("on"),
            typed.get("proof_id"),
            typed["may_be_named"],
        )

    def raised(self) -> Raised:
        typed = self.values()
        return Raised(tuple(typed["harmful"]), tuple(typed["about_others"]))


class AnswersForm(Answering):
    """The GP's word as it came to the advisor, who gave it, and the proof of it."""

    def __init__(self, page: LetterPage, today: Callable[[], date]) -> None:
        super().__init__()
        self.page = page
        numbered = [
            (number, row)
            for number, row in enumerate(page.statements, start=1)
            if not row.outside_check and row.id not in page.closed
        ]
        self.settled = {row.id for _, row in numbered if row.answer is not None}
        self.ask_about([pair for pair in numbered if pair[1].id not in self.settled])
        if self.settled:
            count = len(self.settled)
            have = "1 statement has its answer" if count == 1 else f"{count} statements have their answers"
            self.add_row("", TickField(f"{have}: correct one"), name="correct", span=2)
            self.ask_about([pair for pair in numbered if pair[1].id in self.settled])
        self.section("Who answered")
        self.ask_who()
        how = ChoiceField([(how, how[0].upper() + how[1:]) for how in _HOW], unset="Choose how it came")
        self.add_row("&How it came", how, name="how", needed=True)
        self.add_row("&When", DateField(today), name="on")
        kept = [(id, title) for id, title in page.proofs]
        self.add_row("&Proof", ChoiceField(kept, unset="None kept"), name="proof_id")
        self.add_row("In the letter they are called", OneOfField(_NAMED), name="may_be_named", span=2)
        self.ask_what_is_raised()
        before = page.checker
        self.show_values(
            {f"answers.{row.id}": row.answer for _, row in numbered}
            | {f"amended.{row.id}": row.text for _, row in numbered if row.answer == "amend"}
            | {
                "name": before.name if before else page.gp_name,
                "role": before.role if before else None,
                "number": before.number if before else "",
                "may_be_named": before.may_be_named if before else None,
                "on": today(),
            }
        )
        self.edited.connect(lambda _: self.ask_what_bears())
        self.ask_what_bears()

    def _without_bearing(self) -> list[str]:
        left_out = super()._without_bearing()
        if self.settled and not self.fields["correct"].value():
            left_out += [f"{part}.{id}" for id in self.settled for part in ("answers", "amended")]
        return left_out

    def answers(self) -> tuple[Answer, ...]:
        """What is new: an answer that stands already was given by whoever gave it."""
        stood = {row.id: (row.answer, row.text if row.answer == "amend" else "") for _, row in self.rows}
        return tuple(
            answer
            for answer in super().answers()
            if stood[answer.statement_id]
            != (answer.answer, answer.amended if answer.answer == "amend" else "")
        )

    def show_proof(self, proof: UUID, title: str) -> None:
        """Take a paper that has just been kept as the proof."""
        field = self.fields["proof_id"]
        if isinstance(field, ChoiceField):
            field.offer([(proof, title), *self.page.proofs])
            field.set_value(proof)


class AtDeskForm(Answering):
    """The same for the GP's own hand, on our screen."""

    def __init__(self, view: AtDesk) -> None:
        super().__init__()
        self.ask_about(view.statements)
        self.section("Before the letter goes out")
        self.add_row("In the letter you are called", OneOfField(_NAMED), name="may_be_named", span=2)
        self.ask_what_is_raised()
        self.section("Who answers")
        self.ask_who()
        role = self.fields["role"]
        if isinstance(role, ChoiceField):
            role.offer([(code, _CLINICIANS[code]) for code in CLINICIANS], unset="Choose your role")
        self._empty = self.values()
        self.edited.connect(lambda _: self.ask_what_bears())
        self.ask_what_bears()

    def touched(self) -> bool:
        return self.values() != self._empty


def _from(row: StatementRow) -> str:
    """The entries it was written from: "From clinic letter, 2 Sep 2026"."""
    said = [
        f"{one.entry_kind}, {days.short(one.entry_on)}" if one.entry_on else one.entry_kind
        for one in row.sources
    ]
    return f"From {'; '.join(said)}" if said else ""
