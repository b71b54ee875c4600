"""The forms of a request for one's own data: taking it, its days, and what a clinician says of a note.

They gather drafts for ``casework.subject_access``; none keeps anything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.rights.subject_access import HOW, OpinionDraft, RequestDraft
from welfare_desk.errors import Problem
from welfare_desk.ui.kit.fields import ChoiceField, DateField, OneOfField, TextField, TickField
from welfare_desk.ui.kit.form import Form

CLINICIANS = {"gp": "GP", "consultant": "Consultant", "nurse": "Nurse", "other": "Another clinician"}


class RequestForm(Form):
    """Who asks, when, how, and what for."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(1)
        self.add_row("&Came on", DateField(today), name="received_on", rule=rule_of("request.received_on"))
        self.add_row("&How", ChoiceField(list(HOW.items()), unset=""), name="how")
        who = OneOfField([("subject", "The client"), ("subject_rep", "Somebody for them")], columns=1)
        self.add_row("&Who asks", who, name="asked_by")
        self.add_row("&Name of who asks for them", TextField(), name="representative")
        self.add_row("", TickField("Their signed &authority was seen"), name="mandate_seen")
        self.add_row("What do they &want?", TextField("Everything"), name="wanted")
        doubt = TickField(
            "There is real &doubt who asks", help="Then the month begins when it is proved. Not for routine."
        )
        self.add_row("", doubt, name="doubt_who_asks", rule=rule_of("request.identity"))
        self.show_values({"received_on": today(), "how": "in_person", "asked_by": "subject"})
        self.edited.connect(self._ask)
        self._ask("asked_by")

    def _ask(self, name: object) -> None:
        if name == "asked_by":
            alone = self.fields["asked_by"].value() != "subject_rep"
            self.ask_only(*(("representative", "mandate_seen") if alone else ()))

    def problems(self) -> list[Problem]:
        found = self.unread()
        if not found and self.fields["received_on"].value() is None:
            found.append(Problem("received_on", "Write the day it came."))
        return found

    def draft(self, person_id: UUID) -> RequestDraft:
        typed = self.values()
        return RequestDraft(person_id, **(typed | {"asked_by": typed["asked_by"] or ""}))


class DayForm(Form):
    """One day and one line of words, for a step of the clock."""

    def __init__(self, today: Callable[[], date], day: str, words: str = "", hint: str = "") -> None:
        super().__init__(1)
        self.add_row(day, DateField(today), name="on")
        if words:
            self.add_row(words, TextField(hint), name="words")
        self.show_values({"on": today()})

    def problems(self) -> list[Problem]:
        found = self.unread()
        if not found and self.fields["on"].value() is None:
            found.append(Problem("on", "Write the day."))
        return found


class OpinionForm(Form):
    """How we know that a note may be given to its client, or who says that it may not."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(1)
        basis = [("known_to_subject", "The client knows it"), ("opinion", "A clinician was asked")]
        self.add_row("&May they have it?", OneOfField(basis, columns=1), name="basis")
        self.add_row("&How do we know?", TextField("A copy of the letter went to them"), name="said")
        self.add_row("&Name of the clinician", TextField(), name="clinician")
        self.add_row("&Role", ChoiceField(list(CLINICIANS.items()), unset=""), name="clinician_role")
        harm = [(False, "No serious harm is likely"), (True, "Serious harm is likely")]
        self.add_row("They &say", OneOfField(harm, columns=1), name="harm")
        self.add_row("&On", DateField(today), name="on")
        self.show_values({"on": today(), "basis": "opinion"})
        self.edited.connect(self._ask)
        self._ask("basis")

    def _ask(self, name: object) -> None:
        if name == "basis":
            known = self.fields["basis"].value() == "known_to_subject"
            self.ask_only(*(("clinician", "clinician_role", "harm") if known else ("said",)))

    def problems(self) -> list[Problem]:
        found = self.unread()
        if not found and self.fields["on"].value() is None:
            found.append(Problem("on", "Write the day."))
        return found

    def draft(self) -> OpinionDraft:
        typed = self.values()
        role = CLINICIANS.get(typed["clinician_role"] or "", "")
        return OpinionDraft(**(typed | {"basis": typed["basis"] or "", "clinician_role": role}))
