"""The forms of a patch: the patch itself, a visit, whom a home was told of, what came of that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from welfare_desk.casework.agency import AdvisorRow, PracticeRow
from welfare_desk.casework.service.directory import ServiceRow
from welfare_desk.casework.service.patches import (
    TO,
    HomeRow,
    OnwardDraft,
    OnwardRow,
    PatchDraft,
    PatchRow,
    VisitDraft,
)
from welfare_desk.errors import Problem
from welfare_desk.rules.links import HOW as LINKED
from welfare_desk.rules.links import RESULTS
from welfare_desk.rules.patches import ANSWERS, HOW, ISSUES
from welfare_desk.ui.kit.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    OneOfField,
    ReadField,
    TextField,
    TickField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room

_MET = ("spoken", "later")


def read_week(typed: str) -> Decimal | Problem | None:
    """How much of a week: 1, 0.5."""
    try:
        week = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        return Problem("week", f"{typed.strip()} is not part of a week.", "A full week is 1; half is 0.5.")
    return week if week.is_finite() else Problem("week", "A full week is 1; half is 0.5.")


def read_few(typed: str) -> int | Problem | None:
    """A number of people in one home."""
    figures = typed.strip()
    if figures.isascii() and figures.isdigit() and len(figures) < 3:
        return int(figures)
    return Problem("", f"{figures} is not a number of people.", "Write it like 1.")


class PatchForm(Form):
    """What a patch is called, whose it is, and how much of a week goes into it."""

    def __init__(
        self, known: PatchRow | None, advisors: Sequence[AdvisorRow], practices: Sequence[PracticeRow]
    ) -> None:
        super().__init__(1)
        self.add_row("&Name", TextField("Harbour streets"), name="name", needed=True)
        people = [(one.id, one.name) for one in advisors]
        self.add_row("&Worker", ChoiceField(people, unset="Nobody yet"), name="advisor_id")
        week = ReadField(read_week, "{:f}".format, "0.8", "A full week is 1; half of one is 0.5.")
        self.add_row("Part of the wee&k", week, name="week")
        places = [(one.id, one.name) for one in practices]
        self.add_row("Nearest &practice", ChoiceField(places, unset="None"), name="practice_id")
        self.show_values({"week": Decimal(1)})
        if known is not None:
            draft = known.draft
            self.show_values(
                {
                    "name": draft.name,
                    "advisor_id": draft.advisor_id,
                    "practice_id": draft.practice_id,
                    "week": draft.week,
                }
            )

    @staticmethod
    def draft(typed: dict[str, Any]) -> PatchDraft:
        return PatchDraft(
            typed["name"], typed["advisor_id"], typed["practice_id"], typed["week"] or Decimal(0)
        )


class VisitForm(Form):
    """One attempt at one home. What they told is asked only where somebody spoke."""

    def __init__(self, home: HomeRow, room: Room) -> None:
        super().__init__(2)
        self._home = home
        self.add_row("What came of it", OneOfField(tuple(ANSWERS.items()), columns=2), name="answer", span=2)
        self.add_row("&How", ChoiceField(tuple(HOW.items()), unset=""), name="how")
        self.add_row("&On", DateField(room.today), name="on")
        asked = TickField("They have asked us to come again", "They had said they want no visits.")
        self.add_row("", asked, name="asked_us", span=2)
        self.add_row(
            "What they &met with", TicksField(tuple(ISSUES.items()), columns=2), name="issues", span=2
        )
        self.add_row("&Carers noticed", ReadField(read_few, str, "0"), name="carers")
        self.add_row("&Young carers", ReadField(read_few, str, "0", "Under 18"), name="young_carers")
        self.add_row("Come a&gain on", DateField(room.today), name="again_on", span=2)
        note = LongTextField("No names: who lives here is no part of a patch", lines=2)
        self.add_row("N&ote", note, name="note", span=2)
        self.show_values({"how": "door", "on": room.today()})
        self.edited.connect(lambda _name: self._asked())
        self._asked()

    def _asked(self) -> None:
        answer = self.fields["answer"].value()
        out = set() if answer in _MET else {"issues", "carers", "young_carers"}
        if answer not in ("later", "nobody", "left"):
            out.add("again_on")
        if self._home.state != "declined":
            out.add("asked_us")
        self.ask_only(*out)

    def draft(self, typed: dict[str, Any], today: date) -> VisitDraft:
        return VisitDraft(
            typed["on"] or today,
            typed["how"] or "",
            typed["answer"] or "",
            typed.get("issues") or (),
            typed.get("carers") or 0,
            typed.get("young_carers") or 0,
            typed.get("note") or "",
            typed.get("again_on"),
            bool(typed.get("asked_us")),
        )


class OnwardForm(Form):
    """Whom they were told of, or referred to."""

    def __init__(self, services: Sequence[ServiceRow]) -> None:
        super().__init__(1)
        self._services = services
        self.add_row("To whom", OneOfField(tuple(TO.items())), name="to")
        self.add_row("What a&bout", ChoiceField(tuple(ISSUES.items()), unset="Choose"), name="kind")
        self.service = self.add_row("&Service", ChoiceField(unset="Choose"), name="service_id")
        ways = [(code, words) for code, words in LINKED.items() if code != "not_found"]
        self.add_row("How", OneOfField(ways, columns=1), name="how")
        self.add_row("", TickField("They agreed to their details being passed"), name="agreed")
        self.edited.connect(lambda _name: self._asked())
        self._asked()

    def _asked(self) -> None:
        kind = self.fields["kind"].value()
        mine = [one for one in self._services if one.draft.kind == kind] or self._services
        self.service.offer([(one.id, one.name) for one in mine])
        out = set() if self.fields["to"].value() == "service" else {"service_id"}
        if self.fields["how"].value() != "referred":
            out.add("agreed")
        self.ask_only(*out)

    @staticmethod
    def draft(typed: dict[str, Any]) -> OnwardDraft:
        return OnwardDraft(
            typed["to"] or "",
            typed["kind"] or "",
            typed["how"] or "",
            typed.get("service_id"),
            bool(typed.get("agreed")),
        )


class OnwardResultForm(Form):
    """What came of it, as far as it is known."""

    def __init__(self, row: OnwardRow) -> None:
        super().__init__(1)
        choices = [(code, RESULTS[code]) for code in row.possible]
        self.add_row(
            "What came of it", OneOfField([*choices, (None, "Not known yet")], columns=1), name="result"
        )
        self.add_row("&Why not", TextField("No bus there, the list is closed"), name="because")
        self.show_values({"result": row.result, "because": row.because})
        self.edited.connect(lambda _name: self._asked())
        self._asked()

    def _asked(self) -> None:
        self.ask_only(*(() if self.fields["result"].value() == "not_taken_up" else ("because",)))
