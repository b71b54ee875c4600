"""What stands at the top and the foot of a letter: logo, what differs for one practice, who signs.

The agency's name and address everywhere are ``agency``; a letter already issued keeps what it had.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.matters.matter_facts import lines
from welfare_desk.errors import FoundWrong, Problem, Problems
from welfare_desk.letters import facts as paper
from welfare_desk.records.service import Advisor, Practice

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES, LONGEST_LINE = 6, 90
_LOGO, _WINDOW = "letterhead.logo", "letterhead.window"


class CannotUse(FoundWrong):
    """A file that cannot be a logo, by its name and with the reason."""

    def __init__(self, name: str, because: str, instead: str) -> None:
        super().__init__(f"{name} cannot be the logo: {because}.", instead)


@dataclass(frozen=True, slots=True)
class Differs:
    """What letters about one practice's patients say instead; what is empty is as everywhere."""

    address: str = ""
    phone: str = ""
    email: str = ""
    registration: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands under the name of the advisor who signs."""

    job_title: str = ""
    phone: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Everything the section of the settings shows. ``logo`` is a PNG, empty where there is none; ``window``:
    letters go out in window envelopes.
    """

    advisor: str
    logo: bytes
    window: bool
    signature: Signature
    practices: tuple[tuple[UUID, str], ...]
    differs: Mapping[UUID, Differs]


def letterhead(desk: Desk, *, today: date) -> Letterhead:
    """How letters look now."""
    practices = tuple((row.id, row.name) for row in agency.practices(desk))
    with desk.look() as look:
        return Letterhead(
            desk.advisor.name,
            _logo(look, today),
            _window(look, today),
            _signature(look, look.get(Advisor, desk.advisor.id), today),
            practices,
            {id: _differs(look, id, today) for id, _ in practices},
        )


def read_logo(name: str, data: bytes) -> bytes:
    """A picture looked at in a process of its own and made small; nothing is kept. Raises CannotUse."""
    from welfare_desk.letters.papers import apart  # brings pipes and processes
    from welfare_desk.letters.papers.unfit import Unfit

    shown = PurePath(name).name
    if len(data) > MOST_BYTES:
        raise CannotUse(shown, "it has more than 5 MB", "A logo needs a thousand dots across at most.")
    try:
        return apart.logo(data)
    except Unfit as no:
        raise CannotUse(shown, no.because, no.instead) from no


def keep_logo(desk: Desk, png: bytes, *, today: date) -> Changes:
    """Put a logo that was read on every letter from today on; empty takes it away."""
    with desk.unit_of_work() as work:
        kept = {"png": base64.b64encode(png).decode()} if png else {}
        agency.keep_setting(work, _LOGO, kept, today=today)
        work.commit()
        return Changes.of(None, "settings")


def keep_differs(desk: Desk, practice_id: UUID, differs: Differs, *, today: date) -> Changes:
    """Say how letters about one practice's patients differ, from today on. Raises Problems."""
    _require_lines("registration", differs.registration)
    with desk.unit_of_work() as work:
        work.get(Practice, practice_id)
        agency.keep_setting(work, f"letterhead.{practice_id}", asdict(differs), today=today)
        work.commit()
        return Changes.of(None, "settings")


def keep_signature(desk: Desk, signature: Signature, *, today: date) -> Changes:
    """Say what stands under one's own name. Raises Problems."""
    _require_lines("lines", signature.lines)
    with desk.unit_of_work() as work:
        me = work.get(Advisor, desk.advisor.id)
        me.job_title, me.phone = signature.job_title.strip() or None, signature.phone.strip() or None
        said = {"lines": list(signature.lines)}
        agency.keep_setting(work, f"signature.{me.id}", said, today=today)
        work.commit()
        return Changes.of(None, "settings")


def _require_lines(field: str, said: tuple[str, ...]) -> None:
    if len(said) > MOST_LINES:
        raise Problems([Problem(field, f"{MOST_LINES} lines are the most a letter has room for.")])
    if any(len(line) > LONGEST_LINE for line in said):
        raise Problems([Problem(field, f"A line has room for {LONGEST_LINE} letters.", "Break it in two.")])


def paper_agency(session: Session, *, on: date, practice_id: UUID | None = None) -> paper.Agency:
    """The agency as a letter names it, with what differs where the patient's practice is this one."""
    house = agency.Agency.of(agency.setting(session, "agency", on=on))
    differs = _differs(session, practice_id, on) if practice_id else Differs()
    return paper.Agency(
        house.name,
        lines(differs.address or house.address),
        differs.phone or house.phone,
        differs.registration or house.registration,
        differs.email or house.email,
        house.complaints,
        house.privacy,
        _logo(session, on),
        _window(session, on),
    )


def paper_advisor(session: Session, author: Advisor | None, *, on: date) -> paper.Advisor:
    """Who signs, with the lines under the name."""
    if author is None:
        return paper.Advisor("")
    said = _signature(session, author, on)
    return paper.Advisor(author.name, said.job_title or "Welfare rights advisor", said.phone, said.lines)


def preview(desk: Desk, *, practice_id: UUID | None = None, today: date) -> bytes:
    """An invented letter under this letterhead, as a PDF."""
    from welfare_desk.letters import pdf, templates  # bring the letter's engine: only who looks pays

    template = templates.shipped("appointment")
    with desk.look() as look:
        facts = replace(
            template.sample(),
            agency=paper_agency(look, on=today, practice_id=practice_id),
            advisor=paper_advisor(look, look.get(Advisor, desk.advisor.id), on=today),
            practice_desk=bool(agency.setting(look, "practice_desk", on=today)),
        )
    return pdf.render_pdf(template.document(facts, gaps=True)).data


def _logo(look: Session, on: date) -> bytes:
    kept = agency.setting(look, _LOGO, on=on).get("png", "")
    return base64.b64decode(kept) if kept else b""


def _window(look: Session, on: date) -> bool:
    return bool(agency.setting(look, _WINDOW, on=on).get("dl"))


def keep_window(desk: Desk, on: bool, *, today: date) -> Changes:
    """Say whether letters go out in window envelopes, from today on."""
    with desk.unit_of_work() as work:
        agency.keep_setting(work, _WINDOW, {"dl": on}, today=today)
        work.commit()
        return Changes.of(None, "settings")


def _differs(look: Session, practice_id: UUID, on: date) -> Differs:
    kept: Mapping[str, Any] = agency.setting(look, f"letterhead.{practice_id}", on=on)
    known = {key: kept[key] for key in Differs.__dataclass_fields__ if key in kept}
    return replace(Differs(**known), registration=tuple(known.get("registration", ())))


def _signature(look: Session, advisor: Advisor | None, on: date) -> Signature:
    if advisor is None:
        return Signature()
    kept = agency.setting(look, f"signature.{advisor.id}", on=on)
    return Signature(advisor.job_title or "", advisor.phone or "", tuple(kept.get("lines", ())))
