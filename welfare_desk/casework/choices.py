"""What a person or the agency has chosen of ``settings.TABLE``: kept inside the desk, not on the machine.

A person's own lie sealed with their other things and go with them to any computer that opens the desk; the
agency's hold for everybody at the desk from the day they are made, and are a manager's to make.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from welfare_desk import settings
from welfare_desk.casework import agency, own_things
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.service.cover import oversees
from welfare_desk.errors import DeskError, Problem, Problems

_KEY = "choices"


class AManagersChoice(DeskError):
    sentence = "What holds for everybody at this desk is chosen by a manager."
    hint = "Ask one of them."


def of_person(desk: Desk) -> dict[str, Any]:
    """What whoever sits here has chosen; the usual where they have not, or what was kept no longer fits."""
    return _filled("person", own_things.kept(desk, _KEY))


def of_agency(desk: Desk) -> dict[str, Any]:
    """What the agency has chosen, as it stands today."""
    with desk.look() as look:
        kept = agency.setting(look, _KEY, on=desk.clock.today())
    return _filled("agency", kept)


def may_choose_for_agency(desk: Desk) -> bool:
    """Whether whoever sits here chooses for everybody: a manager, or anybody where the desk has none."""
    with desk.look() as look:
        return oversees(look, desk.advisor.role)


def choose(desk: Desk, name: str, value: settings.Value) -> Changes:
    """Keep one choice of this person's or of the agency's. Raises Problems, AManagersChoice, ReadOnlyDesk."""
    one = settings.declared(name)
    if one.held == "machine" or not one.fits(value):
        raise Problems([Problem(name, "That is not one of the choices.")])
    if one.held == "person":
        own_things.keep(desk, _KEY, of_person(desk) | {name: value})
        if name == "keep_recent" and not value:
            own_things.forget_places(desk)
        return Changes.of(None, "own choices")
    today = desk.clock.today()
    with desk.unit_of_work() as work:
        if not oversees(work.session, desk.advisor.role):
            raise AManagersChoice()
        before = dict(agency.setting(work.session, _KEY, on=today))
        agency.keep_setting(work, _KEY, before | {name: value}, today=today)
        work.commit()
        return Changes.of(None, "settings")


def _filled(held: settings.Held, kept: object) -> dict[str, Any]:
    told = kept if isinstance(kept, Mapping) else {}
    return {
        one.name: told[one.name] if one.fits(told.get(one.name)) else one.usual for one in settings.of(held)
    }
