"""What is said of a paper: what it is, whose case it belongs to, and what to watch for in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.papers.attachments import PaperDraft, PaperRow
from welfare_desk.ui.evidence.forms import HARM, THIRD_PARTY, parts_of_the_record
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TextField, TickField
from welfare_desk.ui.kit.form import Form

_OF_HEALTH = ("category", "from_practice")


class PaperForm(Form):
    """The form of a paper that was looked at, or of one that is kept."""

    def __init__(
        self,
        cases: Sequence[tuple[UUID, str]],
        today: Callable[[], date],
        *,
        practice: tuple[UUID, str] | None,
    ) -> None:
        super().__init__(columns=2)
        self.practice = practice
        self.add_row("&Title", TextField("What you would call it in the index"), name="title", span=2)
        kinds = [(kind.code, kind.label) for kind in attachments.kinds()]
        self.add_row("What &kind of paper", ChoiceField(kinds), name="kind", span=2)
        self.add_row("&Dated", DateField(today), name="dated_on")
        self.add_row("&Received", DateField(today, "Today"), name="received_on")
        self.add_row("&Case", ChoiceField(cases, unset="No case: the client’s own"), name="case_id", span=2)
        self.add_row("What it is a&bout", ChoiceField(parts_of_the_record()), name="category", span=2)
        handed = f"{practice[1]} handed it over" if practice else "A practice handed it over"
        self.add_row("Where it came from", TickField(handed), name="from_practice", span=2)
        others = ChoiceField(list(THIRD_PARTY.items()), unset="")
        self.add_row("Does it name somebody &else?", others, name="third_party")
        self.add_row("Could reading it do &harm?", ChoiceField(list(HARM.items()), unset=""), name="harm")
        self.edited.connect(lambda name: self.ask_what_bears() if name == "kind" else None)
        self.ask_what_bears()

    def ask_what_bears(self) -> None:
        """Ask about health only where the kind of paper is about it."""
        kind = resources.papers().kinds.get(self.fields["kind"].value() or "")
        health = kind is not None and kind.health
        if kind is not None and health and self.fields["category"].value() is None:
            self.fields["category"].set_value(kind.category)
        hidden = () if health else _OF_HEALTH
        self.ask_only(*hidden, *(() if self.practice else ("from_practice",)))

    def show_row(self, row: PaperRow) -> None:
        self.show_values(
            {
                "title": row.title,
                "kind": row.kind,
                "dated_on": row.dated_on,
                "received_on": row.received_on,
                "case_id": row.case_id,
                "category": row.category,
                "from_practice": row.practice is not None,
                "third_party": row.third_party,
                "harm": row.harm,
            }
        )
        self.ask_what_bears()

    def draft(self, person_id: UUID) -> PaperDraft:
        typed: dict[str, Any] = self.values()
        handed = self.practice is not None and typed["from_practice"]
        return PaperDraft(
            person_id,
            typed["kind"] or "",
            typed["title"],
            typed["case_id"],
            dated_on=typed["dated_on"],
            received_on=typed["received_on"],
            category=typed["category"],
            practice_id=self.practice[0] if handed and self.practice else None,
            third_party=typed["third_party"] or "none",
            harm=typed["harm"] or "none",
        )
