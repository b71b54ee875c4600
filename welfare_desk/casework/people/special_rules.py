"""Special rules for terminal illness: the form, by whom, whether the client knows; and that they go first.

Lists put such a client first and never say why: whoever sits opposite may not know. Form, clinician and
answer are sealed under the client's own key and come out here, by name, with a line in the access log; in a
copy of their data only where they know. No letter, header, sheet, list or export reads this table's words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access
from welfare_desk.casework.access import Ask
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.people import GoesFirst, Person
from welfare_desk.rules import consent as gate
from welfare_desk.rules import special_rules as rules


@dataclass(frozen=True, slots=True)
class SpecialRules:
    """What is known: the form (or none yet), whose judgement of which day, who may hear of it."""

    form: str = ""
    knows: str = ""  # a key of rules.KNOWS; nothing counts as yes but a yes
    clinician: str = ""
    judged_on: date | None = None
    sent_on: date | None = None
    speaks: str = ""  # who may be told of it in the client's place
    note: str = ""


def forms() -> tuple[tuple[rules.Form, ...], tuple[rules.Opens, ...]]:
    """The forms there are, and what each opens."""
    return rules.from_data(resources.table("special_rules.toml"))


def put_first(desk: Desk, person_id: UUID, draft: SpecialRules, *, today: date) -> Changes:
    """From now on this client goes first; what was written before stays as it was, sealed.

    Raises Problems.
    """
    wrong = _problems_in(draft, today)
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        work.get(Person, person_id)
        _end(work, person_id, today)
        id = new_id()
        written = json.dumps(_as_written(draft), ensure_ascii=False)
        work.add(
            GoesFirst(
                id=id,
                person_id=person_id,
                since_on=today,
                sealed=client_key(work, person_id).seal(written.encode(), str(id)),
            )
        )
        _log(work, person_id, "write", id)
        work.commit()
        return Changes.of(person_id, "clients", "key_dates")


def no_longer(desk: Desk, person_id: UUID, *, today: date) -> Changes:
    """This client goes first no longer; what was written stays sealed."""
    with desk.unit_of_work() as work:
        _end(work, person_id, today)
        work.commit()
        return Changes.of(person_id, "clients", "key_dates")


def goes_first(desk: Desk, person_id: UUID) -> date | None:
    """Since when this client goes first, None where they do not: the one thing said without a log line."""
    with desk.look() as look:
        standing = select(GoesFirst.since_on).where(
            GoesFirst.person_id == person_id, GoesFirst.ended_on.is_(None)
        )
        return look.scalars(standing).first()


def opened(desk: Desk, person_id: UUID) -> SpecialRules:
    """What is known, in the clear; the opening is logged before it is given. Raises NotFound."""
    with desk.unit_of_work() as work:
        row = work.session.scalars(
            select(GoesFirst).where(GoesFirst.person_id == person_id, GoesFirst.ended_on.is_(None))
        ).first()
        if row is None:
            raise NotFound()
        found = words_of(work, row)
        _log(work, person_id, "read", row.id)
        work.commit()
        return found


def words_of(work: Work, row: GoesFirst) -> SpecialRules:
    """The sealed words of a row; no evidence note is among them."""
    kept = json.loads(unsealed(work, row.person_id, row.sealed, str(row.id), of_notes=()))
    return _read(kept)


def unsaid(work: Work, person_id: UUID) -> frozenset[UUID]:
    """What the client's copy of their data may not hold: every row, unless the newest says that they know."""
    newest = select(GoesFirst).where(GoesFirst.person_id == person_id).order_by(GoesFirst.id.desc())
    rows = work.session.scalars(newest).all()
    if not rows or rules.may_be_said(words_of(work, rows[0]).knows):
        return frozenset()
    return frozenset(row.id for row in rows)


_WHO_GO_FIRST = select(GoesFirst.person_id).where(GoesFirst.ended_on.is_(None))


def these_go_first(look: Session) -> frozenset[UUID]:
    """Everybody who goes first: a handful, so that a list can put them at its head."""
    return frozenset(look.scalars(_WHO_GO_FIRST))


def _problems_in(draft: SpecialRules, today: date) -> list[Problem]:
    wrong = []
    if draft.form not in {"", *(one.code for one in forms()[0])}:
        wrong.append(Problem("form", "Choose the form."))
    if draft.knows not in rules.KNOWS:
        wrong.append(Problem("knows", "Say whether the client knows."))
    for name, words in (("judged_on", "The judgement"), ("sent_on", "The sending")):
        day = getattr(draft, name)
        if day is not None and day > today:
            wrong.append(Problem(name, f"{words} is dated in the future.", "Use the day on the form."))
    return wrong


def _end(work: Work, person_id: UUID, today: date) -> None:
    standing = select(GoesFirst).where(GoesFirst.person_id == person_id, GoesFirst.ended_on.is_(None))
    for row in work.session.scalars(standing):
        row.ended_on = today
    work.session.flush()


def _as_written(draft: SpecialRules) -> dict[str, Any]:
    return {
        "form": draft.form,
        "knows": draft.knows,
        "clinician": draft.clinician.strip(),
        "judged_on": draft.judged_on.isoformat() if draft.judged_on else None,
        "sent_on": draft.sent_on.isoformat() if draft.sent_on else None,
        "speaks": draft.speaks.strip(),
        "note": draft.note.strip(),
    }


def _read(kept: Mapping[str, Any]) -> SpecialRules:
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("judged_on", "sent_on")}
    return SpecialRules(**{**kept, **days})


def _log(work: Work, person_id: UUID, action: str, id: UUID) -> None:
    """Among the protected openings, which stand on no page that others may see."""
    ask = Ask(person_id, action, access.PROTECTED, "safeguarding", target_id=id)
    access.log(work, ask, gate.Ruling(action, "ok_log", ()))
