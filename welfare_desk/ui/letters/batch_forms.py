"""The forms of a letter to many: which letter, to whom, what is said to all; authorities signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from welfare_desk.casework.correspondence.letter_batch import BatchDraft, BatchStart
from welfare_desk.rules import money
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.letters.written_forms import AnswersForm


class BatchForm(AnswersForm):
    """Which letter and to whom, then what the template asks of all of them alike."""

    def __init__(self, begun: BatchStart, today: Callable[[], date]) -> None:
        self.begun = begun
        super().__init__(begun.asks, today)
        self.show_answers(begun.answers)
        chosen = tuple(row.debt_id for row in begun.debts if row.chosen)
        self.show_values({"kind": begun.kind, "debt_ids": chosen})

    def ask_first(self) -> None:
        begun = self.begun
        which = ChoiceField(begun.kinds, unset="")
        self.add_row("&Letter", which, name="kind")
        debts = [(row.debt_id, _said(row.words, row.figure, row.apart)) for row in begun.debts]
        self.add_row("&To", TicksField(debts, columns=1), name="debt_ids", needed=True)
        self.section("Said to all of them")

    def draft(self) -> BatchDraft:
        typed = self.values()
        figures = {row.debt_id: row.figure for row in self.begun.debts if row.figure is not None}
        to = tuple(typed["debt_ids"])
        return BatchDraft(self.begun.case_id, typed["kind"], to, self.answers(), figures)


class AuthoritiesForm(Form):
    """The client has signed for every one of these."""

    def __init__(self, bodies: Sequence[str], today: Callable[[], date]) -> None:
        super().__init__(columns=1)
        self.prose(f"The client has signed that we may talk to: {', '.join(bodies)}.")
        self.add_row("&Signed on", DateField(today), name="signed_on", needed=True)
        self.show_values({"signed_on": today()})


def _said(words: str, figure: Decimal | None, apart: str) -> str:
    offered = f": {money.shown(figure)}" if figure is not None else ""
    return f"{words}{offered} ({apart})" if apart else f"{words}{offered}"
