"""A new referral on one screen: who, how they are safely reached, why, and any deadline.

While the name is typed, people who might be the same are shown with the reason; nobody is joined
without the advisor's word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework import agency, cases, referrals
from welfare_desk.casework.clients import ClientDraft
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.referrals import Alike, ReferralDraft
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days
from welfare_desk.rules.identifiers import ChiNumber, NationalInsuranceNumber
from welfare_desk.ui import messages
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    OneOfField,
    TextField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Page, column
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

REFERRERS = (
    ("gp", "GP"),
    ("practice_nurse", "Practice nurse"),
    ("link_worker", "Link worker"),
    ("receptionist", "Receptionist"),
    ("pharmacist", "Pharmacist"),
    ("mental_health_worker", "Mental health worker"),
    ("self", "Themselves"),
    ("other", "Somebody else"),
)
REASONS = (
    ("income", "What could they claim?"),
    ("benefit_claim", "A benefit claim"),
    ("challenge", "Challenge a decision"),
    ("debt", "Debt"),
    ("housing", "Housing"),
    ("fuel", "Fuel"),
    ("employability", "Work and training"),
    ("other", "Something else"),
)
BEFORE = (
    ("never", "Never"),
    ("this_one", "This service"),
    ("another", "Another"),
    ("not_known", "Not known"),
)
_YES_NO = ((True, "Yes"), (False, "No"))
_SETTLE_MS = 350


class ReferralScreen(Screen):
    """Take a referral."""

    name, title, rail = "referral", "New referral", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._same: UUID | None = None  # somebody already a client, by the advisor's word
        self.banner = Banner("soon", edge=True)
        self.banner.hide()
        self.form = self._form()
        self._untouched: dict[str, Any] = {}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._look_for_the_same)
        body = Page("New referral", self.form, margin=24, space=16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(self.banner, body, stretch=body))

    def _form(self) -> Form:
        form = Form(4)
        add = form.add_row
        add("&Surname", TextField(), name="surname")
        add("&Forenames", TextField(), name="forenames")
        add("Date of &birth", DateField(self.room.today, birth=True), name="born_on")
        add("&NI number", TextField("Not recorded"), name="ni_number")
        add("C&HI number", TextField("Not recorded"), name="chi_number")
        add("&Telephone", TextField("Not recorded"), name="phone")
        add("&Postcode", TextField("Not recorded"), name="postcode")
        add("Pr&actice", ChoiceField(), name="practice_id")
        add("A&ddress", LongTextField(lines=2), name="address", span=2)
        add(
            "What to know before any &contact",
            TextField("Leave no message; ring only after four"),
            name="contact_warning",
            span=2,
        )
        add("May we ring?", OneOfField(_YES_NO), name="may_call")
        add("Leave a message?", OneOfField(_YES_NO), name="may_leave_message")
        add("May we write?", OneOfField(_YES_NO), name="may_write")
        add("Advice before", ChoiceField(BEFORE), name="prior_advice")
        form.section("The referral")
        add("&Received", DateField(self.room.today), name="received_on")
        add("By &whom", ChoiceField(REFERRERS), name="referrer_role")
        add("Their name", TextField("Not recorded"), name="referrer_name")
        add("Did the patient agree?", OneOfField(_YES_NO), name="agreed")
        add("&Why", TicksField(REASONS, columns=4), name="reasons", span=4)
        add("&Matter, if known", TextField("Adult Disability Payment, rent arrears"), name="matter", span=2)
        add("D&eadline, if any", DateField(self.room.today), name="deadline_on")
        add("To do by then", TextField("Send the form back"), name="deadline_for")
        form.edited.connect(self._edited)
        return form

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        return Heading(
            self.title,
            "A name, who referred, why, and that they agreed; the rest can be asked later",
            acts=(Act("Do not keep", self._abandon),),
            primary=Act("Take referral", self.save, "check"),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save}

    def arrive(self, **where: Any) -> None:
        if not self._is_changed():
            self._begin_again()
        self.room.read(self, lambda: agency.practices(self.room.desk), self._offer_practices)
        self.form.focus_first()

    def concerns(self, changes: object) -> bool:
        return False

    def draft(self) -> object | None:
        return self.form.values() if self._is_changed() else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, dict):
            self.form.show_values(draft)

    def _is_changed(self) -> bool:
        return bool(self._untouched) and self.form.values() != self._untouched

    def _begin_again(self) -> None:
        self._same = None
        self.banner.hide()
        self.form.show_problems(())
        if self._untouched:
            self.form.show_values(self._untouched)
        self.form.fields["received_on"].set_value(self.room.today())
        self._untouched = self.form.values()

    def _offer_practices(self, rows: list[agency.PracticeRow]) -> None:
        field = self.form.fields["practice_id"]
        assert isinstance(field, ChoiceField)  # noqa: S101
        kept = field.value()
        field.offer([(row.id, row.name) for row in rows])
        field.set_value(kept)

    # Somebody we know already ----------------------------------------------------------------------

    def _edited(self, name: object) -> None:
        if name in ("surname", "forenames", "born_on", "ni_number", "chi_number"):
            self._settled.start()
        if name in ("ni_number", "chi_number"):
            self._check_number(str(name))

    def _check_number(self, name: str) -> None:
        read = (NationalInsuranceNumber if name == "ni_number" else ChiNumber).read(
            self.form.fields[name].value()
        )
        said = str(read) if isinstance(read, Problem) else ""
        complete = len(self.form.fields[name].value().replace(" ", "")) >= (9 if name == "ni_number" else 10)
        self.form.fields[name].problem(said if complete else "")

    def _look_for_the_same(self) -> None:
        client = self._client()
        if self._same is None and (client.surname or client.forenames):
            self.room.read(self, lambda: referrals.alike(self.room.desk, client), self._show_alike)

    def _show_alike(self, found: list[Alike]) -> None:
        if self._same is not None:
            return
        self.banner.setVisible(bool(found))
        if not found:
            return
        first = found[0]
        born = f", born {days.short(first.born_on)}" if first.born_on else ""
        more = f" There are {len(found) - 1} more like this." if len(found) > 1 else ""
        self.banner.clear()
        self.banner.say(
            f"{first.name}{born}, {first.reference}, may be the same person.",
            f"Because of {' and '.join(first.reasons)}.{more}",
        )
        self.banner.offer("It is the same person", lambda: self._join(first), "secondary")
        self.banner.offer("Open that client", lambda: self.go("client", person=first.id), "link")

    def _join(self, known: Alike) -> None:
        self._same = known.id
        self.banner.clear()
        self.banner.say(
            f"This referral is added to {known.name}, {known.reference}.", "Their details stay as they are."
        )
        self.banner.offer("No, a new client", self._part, "link")

    def _part(self) -> None:
        self._same = None
        self.banner.hide()

    # Saving ----------------------------------------------------------------------------------------

    def _client(self) -> ClientDraft:
        typed = self.form.values()
        by_gp = typed["referrer_role"] == "gp"
        return ClientDraft(
            surname=typed["surname"],
            forenames=typed["forenames"],
            address=typed["address"],
            born_on=typed["born_on"],
            ni_number=typed["ni_number"] or None,
            chi_number=typed["chi_number"] or None,
            postcode=typed["postcode"] or None,
            phone=typed["phone"] or None,
            practice_id=typed["practice_id"],
            gp_name=typed["referrer_name"] if by_gp and typed["referrer_name"] else None,
            may_call=typed["may_call"],
            may_leave_message=typed["may_leave_message"],
            may_write=typed["may_write"],
            contact_warning=typed["contact_warning"] or None,
            prior_advice=typed["prior_advice"],
        )

    def _draft(self) -> ReferralDraft:
        typed = self.form.values()
        return ReferralDraft(
            client=self._client(),
            received_on=typed["received_on"] or self.room.today(),
            referrer_role=typed["referrer_role"] or "",
            reasons=tuple(typed["reasons"]),
            matter=typed["matter"],
            referrer_name=typed["referrer_name"],
            agreed=typed["agreed"],
            deadline_on=typed["deadline_on"],
            deadline_for=typed["deadline_for"],
            client_id=self._same,
        )

    def save(self) -> None:
        """Take the referral; problems stand beside their fields and nothing typed is lost."""
        if self.form.show_problems(self.form.unread()):
            return
        draft, today = self._draft(), self.room.today()
        self.room.write(
            self,
            lambda: referrals.take_referral(self.room.desk, draft, today=today),
            self._taken,
            self._refused,
        )

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def _taken(self, changes: Changes) -> None:
        self.form.show_values(self._untouched)
        self._begin_again()
        self.wrote.emit(changes)
        case_id = changes.id
        if case_id is not None:
            self.room.read(
                self,
                lambda: cases.case(self.room.desk, case_id).row.person_id,
                lambda person: self.go("client", person=person),
            )

    def _abandon(self) -> None:
        self.form.show_values(self._untouched)
        self._begin_again()
        self.go("clients")
