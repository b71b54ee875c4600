"""Who looked and why, in plain words: for the client to be given, and the week's exceptions for a manager.

Reading either is itself in the log. Nothing clinical is in it, so nothing clinical comes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access, agency
from welfare_desk.casework.access import AccessRow
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people import languages
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.service.cover import oversees as oversees  # asked for here by those who report
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.letters.content import Document, Frame, Heading, Paragraph, Run, Table
from welfare_desk.records.evidence import Access, Incident
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Advisor
from welfare_desk.rules import consent as gate
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days

if TYPE_CHECKING:
    from welfare_desk.letters.pdf import Rendered

LOOKS = {
    ("read", "gp_record"): "Opened the GP record",
    ("write", "gp_record"): "Wrote a note from the GP record",
    ("read", "evidence_note"): "Opened an evidence note",
    ("write", "evidence_note"): "Wrote an evidence note",
    ("quote", "letter"): "Used a note in a letter",
    ("disclose", "letter"): "Gave the letter out",
    ("read", "letter"): "Opened a letter",
    ("read", "access_log"): "Looked at this list",
    ("disclose", "evidence_note"): "Gave a note in a copy of their data",
    ("disclose", "list"): "Saved a list as a file",
    ("read", "withheld_sheet"): "Looked at what was left out of a copy",
    ("erase", "notes"): "Erased notes",
    ("erase", "casework"): "Erased the cases",
    ("erase", "proof"): "Erased the consents and the name",
    ("erase", "person"): "Asked to erase",
}
PURPOSES = {"oversight": "Checking who has looked"}
# Groups of the week, the gravest first: what went past consent before what consent stopped.
GROUPS = (
    ("override", "Released under a legal power"),
    ("incident", "Went out after a withdrawal, or went wrong"),
    ("restricted", "Restricted notes seen for a claim or complaint"),
    ("cover", "Seen by a colleague covering"),
    ("refused", "Refused: no consent covered it"),
)


class ForAManager(DeskError):
    sentence = "The week's exceptions are for a manager or the data protection officer."
    hint = "They are shown to whoever has that role on this desk."


class AlreadyJudged(DeskError):
    sentence = "This has been judged already."


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """One thing a manager should know of; ``why`` is the gate's sentence or what the advisor typed."""

    group: str
    at: datetime
    who: str
    person_id: UUID | None
    client: str
    what: str
    why: str
    incident: UUID | None = None  # where it is one that a manager judges
    judged: bool = False


def what(action: str, target: str) -> str:
    """What was done, in words: "Opened an evidence note"."""
    labels = resources.consent_words().labels
    known = LOOKS.get((action, target))
    return (
        known or f"{labels['actions'].get(action, action)} ({labels['targets'].get(target, target).lower()})"
    )


def purpose(code: str) -> str:
    labels = resources.consent_words().labels
    beyond = labels["purposes_beyond_consent"]
    return PURPOSES.get(code) or beyond.get(code) or labels["purposes"].get(code, code)


def for_the_client(desk: Desk, person_id: UUID, *, today: date, large: bool | None = None) -> Rendered:
    """The client's own list to take away: when, who, what and why, the newest first.

    Refusals stand in it too: that somebody tried is theirs to know. Raises NotFound.
    """
    from welfare_desk.letters.pdf import render_pdf  # brings ReportLab: only who prints pays for it

    looks = access.who_has_looked(desk, person_id, limit=10_000)
    with desk.look() as look:
        person = Work(desk, look).get(Person, person_id)
        name = look.scalar(
            select(client_name()).select_from(PersonName).where(current_name(person_id)).limit(1)
        )
        house = agency.Agency.of(agency.setting(look, "agency", on=today))
        practising = bool(agency.setting(look, "practice_desk", on=today))
        frame = Frame(
            agency=house.name,
            contact=" · ".join(part for part in (", ".join(house.address.splitlines()), house.phone) if part),
            reference=person.reference,
            dated=days.on_paper(today),
            registration=" · ".join(house.registration),
            practice_desk=practising,
            large_print=person.large_print if large is None else large,
        )
        language = languages.OURS
    intro = (
        "This lists every time somebody here opened your medical record, a note made from it, or a letter "
        "that used one, and every time the program said no. It does not say what was read."
    )
    asked = ", ".join(part for part in (house.name, house.phone) if part)
    blocks = (
        Heading(1, (Run("Who has looked at your information"),)),
        Paragraph((Run(f"For {name}", bold=True),) if name else (Run("For you", bold=True),)),
        Paragraph((Run(intro),)),
        _table(looks),
        Paragraph((Run(f"To ask about any line, or to complain: {asked}."),)),
    )
    return render_pdf(Document("Who has looked at your information", language, frame, blocks))


def _table(looks: list[AccessRow]) -> Table:
    head = tuple((Run(word),) for word in ("When", "Who", "What", "Why"))
    rows = []
    for look in looks:
        said_no = look.decision == gate.NOTHING
        done = ("Not allowed: " if said_no else "") + _lower(what(look.action, look.target), said_no)
        because = purpose(look.purpose) + (f" ({look.said})" if look.said else "")
        cells = (_when(look.at), look.who, done, because)
        rows.append(tuple((Run(cell),) for cell in cells))
    nothing = (Run("Nobody has looked."),)
    return Table(head, tuple(rows) or ((nothing, (Run(""),), (Run(""),), (Run(""),)),))


def _lower(text: str, lower: bool) -> str:
    return text[0].lower() + text[1:] if lower else text


def _when(at: datetime) -> str:
    return f"{days.short(words.local_day(at))}, {at.astimezone(words.LONDON):%H:%M}"


def exceptions(desk: Desk, *, from_on: date, to_on: date) -> list[ExceptionRow]:
    """What stands out in the access log between two days, both counted, the gravest group first.

    Reading it is itself logged. Raises ForAManager where this desk has one and it is not who asks.
    """
    start = datetime.combine(from_on, time(), words.LONDON)
    end = datetime.combine(to_on + timedelta(days=1), time(), words.LONDON)
    with desk.unit_of_work() as work:
        _for_a_manager(work)
        names = {one.id: one.name for one in work.session.scalars(select(Advisor))}
        found = [
            *_incidents(work.session, start, end),
            *_of_the_log(work.session, start, end, names),
        ]
        access.log_oversight(work)
        work.commit()
    order = [code for code, _ in GROUPS]
    return sorted(found, key=lambda row: (order.index(row.group), -row.at.timestamp()))


def _for_a_manager(work: Work) -> None:
    if not oversees(work.session, work.desk.advisor.role):
        raise ForAManager()


def _of_the_log(
    look: Session, start: datetime, end: datetime, advisors: dict[UUID, str]
) -> list[ExceptionRow]:
    sentences = resources.consent_words().reasons_in_words
    rows = look.execute(
        select(Access, client_name())
        .outerjoin(PersonName, current_name(Access.person_id))
        .where(Access.at >= start, Access.at < end, Access.person_id.is_not(None))
    )
    found = []
    for row, client in rows:
        group = _group_of(row)
        if group:
            told = sentences.get(row.reason)
            why = row.said or (told.sentence if told else row.reason)
            who = advisors.get(row.advisor_id, "Someone") if row.advisor_id else "Someone"
            did = what(row.action, row.target)
            found.append(ExceptionRow(group, row.at, who, row.person_id, client or "", did, why))
    return found


def _group_of(row: Access) -> str:
    if row.reason == "ok_override":
        return "override"
    if row.reason == "ok_restricted_view":
        return "restricted"
    if row.decision == gate.NOTHING:
        return "refused"
    return "cover" if row.said else ""


def _judged(one: Incident) -> str:
    on = days.short(words.local_day(one.judged_at)) if one.judged_at else ""
    return f"Judged {on}. {one.judgement or ''}".strip()


def judge(desk: Desk, incident_id: UUID, *, report: bool | None, why: str, today: date) -> Changes:
    """What a manager decides of an incident within 72 hours of becoming aware of it.

    ``report``: whether it goes to the Information Commission (UK GDPR Article 33). It is written once; the
    client's journal says that it was judged. Raises ForAManager, Problems, AlreadyJudged.
    """
    found = [] if report is not None else [Problem("report", "Say whether it is reported.")]
    if not why.strip():
        found.append(Problem("why", "Write why: it stands with the incident."))
    with desk.unit_of_work() as work:
        _for_a_manager(work)
        if found:
            raise Problems(found)
        one = work.get(Incident, incident_id)
        if one.judged_at is not None:
            raise AlreadyJudged()
        said = "Reported to the Information Commission" if report else "Not reported"
        one.judged_at, one.judged_by, one.reported = work.now, desk.advisor.id, report
        one.judgement = f"{said}: {why.strip()}"
        if one.person_id is not None:
            what = (
                "What went out after a withdrawal"
                if one.kind == "withdrawn"
                else "What went wrong with their data"
            )
            line = f"{what} was judged: {said[0].lower()}{said[1:]}."
            work.journal(one.person_id, line, on=today, kind="consent")
        work.commit()
        return Changes.of(one, "incidents", "journal")


def _incidents(look: Session, start: datetime, end: datetime) -> list[ExceptionRow]:
    rows = look.execute(
        select(Incident, client_name())
        .outerjoin(PersonName, current_name(Incident.person_id))
        .where(Incident.found_at >= start, Incident.found_at < end)
    )
    return [
        ExceptionRow(
            "incident",
            one.found_at,
            "",
            one.person_id,
            client or "",
            one.what or f"A letter left on {days.short(words.local_day(one.happened_at))}",
            f"To be judged by {_when(one.judge_by)}" if one.judged_at is None else _judged(one),
            one.id,
            one.judged_at is not None,
        )
        for one, client in rows
    ]
