"""Who can open this desk: each person by a passphrase of their own, the paper, a keyring.

Taking somebody's way in away leaves their work under their name. What a slot is, is the vault's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes, Desk, ReadOnlyDesk
from welfare_desk.casework.opening import NewAdvisor
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.service import Advisor
from welfare_desk.vault import escrow, passphrases
from welfare_desk.vault.desk_key import Person
from welfare_desk.vault.keys import KeyFile

KINDS = {
    "passphrase": "Passphrase",
    "recovery": "Recovery paper",
    "keyring": "This person's keyring",
    "escrow": "Kept by the agency",
}


class Yourself(DeskError):
    sentence = "You cannot take your own way in away while you are using it."
    hint = "Somebody else who can open this desk does it."


class PaperStays(DeskError):
    sentence = "The recovery paper is not taken away: a new one takes its place."
    hint = "Make a new recovery key under Passphrase and keys."


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way into the desk. ``person`` is None for what is nobody's own."""

    id: str
    kind: str
    name: str
    since: date
    person: UUID | None


def ways_in(desk: Desk) -> list[WayIn]:
    """Every way into this desk, people first, as they were added."""
    found = [
        WayIn(
            slot.id,
            slot.kind,
            slot.name,
            datetime.fromisoformat(str(slot.fields["made_at"])).date(),
            UUID(slot.person) if slot.person else None,
        )
        for slot in KeyFile(desk.folder).ways()
        if slot.kind in KINDS
    ]
    return sorted(found, key=lambda one: list(KINDS).index(one.kind))


def join(desk: Desk, who: NewAdvisor, passphrase: str) -> Changes:
    """Let one more person open this desk, with a passphrase they have typed themselves.

    Raises Problems for the name or the passphrase, ReadOnlyDesk.
    """
    if desk.read_only:
        raise ReadOnlyDesk()
    house = agency.agency(desk, on=desk.clock.today()).name
    wrong = [] if who.name.strip() else [Problem("name", "Write their name.", "Letters carry it.")]
    wrong += passphrases.problems(passphrase, names=(who.name, house))
    if wrong:
        raise Problems(wrong)
    id = uuid4()
    with desk.unit_of_work() as work:
        work.add(
            Advisor(
                id=id,
                name=who.name.strip(),
                initials=who.letters,
                role=who.role,
                job_title=who.job_title or None,
            )
        )
        work.commit()
    try:
        KeyFile(desk.folder).add_person(
            desk.key, Person(str(id), who.name.strip()), passphrase, desk.clock.now(), agency=house
        )
    except BaseException:  # somebody who has left without having been here: nobody could sign in as them
        with desk.unit_of_work() as work:
            work.get(Advisor, id).left_on = desk.clock.today()
            work.commit()
        raise
    return Changes.of(id, "settings")


def let_agency_keep(desk: Desk, public: str, whose: str) -> Changes:
    """A way in for whoever holds the agency's private key: ``public`` is the line it was given out as.

    Raises EscrowKeyMistyped, Problems, ReadOnlyDesk.
    """
    if desk.read_only:
        raise ReadOnlyDesk()
    if not whose.strip():
        raise Problems([Problem("whose", "Write who keeps the private key.")])
    raw = escrow.read(public, escrow.PUBLIC)
    KeyFile(desk.folder).add_escrow(desk.key, raw, whose.strip(), desk.clock.now())
    return Changes.of(None, "settings")


def take_away(desk: Desk, way: WayIn) -> Changes:
    """End a person's way in, with whatever their machines remembered; or forget one keyring.

    Whoever kept a copy of the desk and of its keys can still open that copy: a new data key
    (``rekeying``) ends that for what comes after. Raises Yourself, PaperStays, LastPassphrase, ReadOnlyDesk.
    """
    if desk.read_only:
        raise ReadOnlyDesk()
    keys, now = KeyFile(desk.folder), desk.clock.now()
    if way.kind == "recovery":
        raise PaperStays()
    if way.kind != "passphrase":
        keys.remove_slot(desk.key, way.id, now)
        return Changes.of(None, "settings")
    if way.person == desk.advisor.id:
        raise Yourself()
    keys.remove_person(desk.key, way.id, now)
    with desk.unit_of_work() as work:
        left = work.session.get(Advisor, way.person)
        if left is not None:
            left.left_on = desk.clock.today()
        work.commit()
    return Changes.of(way.person, "settings")
