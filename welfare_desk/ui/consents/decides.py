"""Who decides: whether the client can, as somebody found on a day; and their death, with who told us.

Nobody is marked for ever. What follows for consents, readings and letters follows at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from welfare_desk.casework.consent import consent_page, consents
from welfare_desk.casework.consent.consent_page import DecidesPage
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.people import capacity
from welfare_desk.casework.people.capacity import OUTCOME_WORDS, AssessmentDraft
from welfare_desk.rules import days
from welfare_desk.ui.consents.conversation import Conversation
from welfare_desk.ui.kit.fields import DateField, LongTextField, OneOfField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_KINDS = (("assessment", "Whether they can decide this"), ("death", "The client has died"))
_ASKED = {
    "assessment": ("outcome", "on", "assessed_by", "assessor_role", "basis"),
    "death": ("died_on", "died_source"),
}


class DecidesScreen(Conversation):
    """Assessments of one client, and the day they died."""

    name, title, rail = "who-decides", "Who decides", "clients"

    catches_up = frozenset({"clients", "consents"})
    _page: DecidesPage | None

    def __init__(self, room: Room) -> None:
        super().__init__(room, "What was found before")
        self.lay_out(self.form)

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        dying = self.value("kind") == "death"
        return Heading(
            self.title,
            "An adult can decide until somebody finds otherwise, for one thing, on one day",
            owner=page.client,
            owner_place=("client", {"person": page.person_id, "tab": "consent"}),
            primary=Act("Record the death" if dying else "Record what was found", self.record, "check"),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.record} if self._page else {}

    # Coming and going -----------------------------------------------------------------------------

    def draft(self) -> object | None:
        typed = {name: value for name, value in self.form.values().items() if value and name != "kind"}
        return (self._where, {"kind": self.value("kind")} | typed) if typed else None

    def asking(self) -> Callable[[], DecidesPage]:
        return partial(consent_page.decides, self.room.desk, self._where["person"])

    def show_page(self, page: DecidesPage) -> None:
        first, self._page = self._page is None, page
        if first:
            self._build(page)
        self.show_kept()
        self._fill(page)
        self.heading_changed.emit()

    def put_on(self, form: Form) -> None:
        self._edited()

    def _build(self, page: DecidesPage) -> None:
        self.new_form()
        add, today = self.form.add_row, self.room.today
        add("What is to be &recorded?", OneOfField(_KINDS), name="kind", span=2)
        outcomes = [(code, OUTCOME_WORDS[page.of, code]) for code in capacity.OUTCOMES[page.of]]
        add("What was &found?", OneOfField(outcomes, columns=1), name="outcome", span=2)
        add("Found &on", DateField(today, "Today"), name="on", rule=rule_of("consent.found_on"))
        add("&By whom", TextField("Name"), name="assessed_by")
        add("What they &are", TextField("GP, social worker, mental health officer ..."), name="assessor_role")
        basis = LongTextField("What was asked and answered, how often, in what way it was explained", lines=3)
        add("What it &rests on", basis, name="basis", span=2)
        add("Died &on", DateField(today, "Today"), name="died_on")
        add("Who &told us", TextField("The practice, their family ..."), name="died_source")
        self.form.show_values({"kind": "assessment"})
        self.form.edited.connect(lambda _: self._edited())
        self._edited()
        self.form.focus_first()

    def _edited(self) -> None:
        kind = self.value("kind") or "assessment"
        other = "death" if kind == "assessment" else "assessment"
        self.form.ask_only(*_ASKED[other])
        self.heading_changed.emit()

    def _fill(self, page: DecidesPage) -> None:
        pane = self.details
        pane.clear()
        if page.died_on is not None:
            pane.heading("Died", days.full(page.died_on))
            pane.said(
                "Every consent of theirs ended that day; what they refused still binds. An executor whose "
                "confirmation was seen can agree to settling a claim.",
                space=8,
            )
            pane.section("What was found before")
        else:
            age = f"{page.age} years old" if page.age is not None else "Date of birth not recorded"
            pane.heading("What was found before", age)
        if not page.rows:
            presumed = (
                "Nothing is recorded: they are taken to decide for themselves."
                if page.age is None or page.age >= 12
                else "Nothing is recorded: under 12, a parent is asked."
            )
            pane.said(presumed, "quiet", 8)
        for number, row in enumerate(page.rows):
            pane.item(
                OUTCOME_WORDS[row.of, row.outcome],
                days.short(row.on),
                "check" if number == 0 else "",
                second=", ".join(part for part in (row.assessed_by, row.assessor_role) if part),
            )
            pane.said(row.basis, "quiet", 2)
        pane.section("Who may decide instead")
        for line in (
            "Under 12: a parent with parental rights.",
            "12 to 15: the young person, unless somebody found that they do not understand.",
            "16 and over who cannot: a welfare attorney whose deed is registered, or a welfare guardian.",
            "Never: an appointee, next of kin, or an attorney for money alone.",
        ):
            pane.item(line, mark="chevron-right")

    # Recording ----------------------------------------------------------------------------------------

    def record(self) -> None:
        page = self._page
        if page is None or self.form.show_problems(self.form.unread()):
            return
        typed, today = self.form.values(), self.room.today()
        if typed["kind"] == "death":
            work = partial(
                consents.record_death,
                self.room.desk,
                page.person_id,
                died_on=typed["died_on"] or today,
                source=typed["died_source"],
                today=today,
            )
        else:
            draft = AssessmentDraft(
                page.person_id,
                typed["outcome"] or "",
                typed["on"] or today,
                typed["assessed_by"],
                typed["assessor_role"],
                typed["basis"],
            )
            work = partial(capacity.record_assessment, self.room.desk, draft, today=today)
        self.room.write(self, work, partial(self._recorded, typed["kind"]), self.failed)

    def _recorded(self, kind: str, changes: Changes) -> None:
        if kind == "death":
            self.say_done("The death is recorded.", "Open readings are closed and drafts have stopped.")
        else:
            self.say_done("Recorded.", "Consents, readings and letters have followed.")
        self._page = None
        self.written(changes)
