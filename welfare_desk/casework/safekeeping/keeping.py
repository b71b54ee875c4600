"""What a desk needs done for it now and then: a backup away from here, a rehearsed restore, the paper proved.

Whether each is due is said here, for Today; the backup, its thinning and the rehearsal can run by themselves.
Making and checking a backup is ``trust``'s.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes, Desk, ReadOnlyDesk
from welfare_desk.casework.safekeeping import trust
from welfare_desk.errors import DeskError
from welfare_desk.records.service import Advisor
from welfare_desk.vault import backup as backups
from welfare_desk.vault import manifest, thinning
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.thinning import Kept

AWAY_WITHIN = timedelta(days=7)
PROVED_WITHIN = timedelta(days=365)
DRILL_EVERY = timedelta(days=30)
DRILL_WITHIN = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done for the desk, when it was last done, and the section of the settings for it."""

    words: str
    why: str
    section: str
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class LastDone:
    """When each was last done; None where never. ``made_on`` is the day the desk was made."""

    made_on: date
    away_on: date | None
    drilled_on: date | None
    proved_on: date | None
    backed_up: bool


@dataclass(frozen=True, slots=True)
class ByItself:
    """What was done without being asked; ``made`` is None where today's backup was there already."""

    made: Path | None
    thinned: int
    drilled: bool


def last_done(desk: Desk, *, today: date) -> LastDone:
    with desk.look() as look:
        began = look.scalar(select(func.min(Advisor.made_at)))
        return LastDone(
            began.date() if began else today,
            _day(look, "last_backup_away", today),
            _day(look, "last_drill", today),
            _day(look, "recovery_proved", today),
            bool(agency.setting(look, "last_backup", on=today)),
        )


def _day(look: Session, key: str, today: date) -> date | None:
    kept = agency.setting(look, key, on=today)
    return date.fromisoformat(kept["on"]) if kept.get("on") else None


def due(desk: Desk, *, today: date) -> tuple[Due, ...]:
    """What is due now, the most pressing first. A new desk has a week, and a year, before it is asked."""
    done, found = last_done(desk, today=today), []
    if today - (done.away_on or done.made_on) > AWAY_WITHIN:
        found.append(Due("Back up away from here", "to a stick or another disk", "backups", done.away_on))
    if done.backed_up and done.drilled_on is not None and today - done.drilled_on > DRILL_WITHIN:
        found.append(Due("Rehearse a restore", "it takes a minute", "backups", done.drilled_on))
    if today - (done.proved_on or done.made_on) > PROVED_WITHIN:
        found.append(Due("Prove the recovery paper", "type its key, once a year", "keys", done.proved_on))
    return tuple(found)


def prove_recovery_key(desk: Desk, typed: str) -> Changes:
    """The recovery key typed from its paper opens this desk: kept as proved today.

    Raises RecoveryKeyMistyped, WrongPassphrase, TryLater, ReadOnlyDesk.
    """
    if desk.read_only:
        raise ReadOnlyDesk()
    KeyFile(desk.folder).open_by_recovery_key(typed, desk.clock.now()).wipe()
    return mark_proved(desk)


def mark_proved(desk: Desk) -> Changes:
    """The paper was typed back just now, when it was made."""
    today = desk.clock.today()
    with desk.unit_of_work() as work:
        agency.keep_setting(work, "recovery_proved", {"on": today.isoformat()}, today=today)
        work.commit()
    return Changes.of(None, "settings")


def keep_backed_up(desk: Desk, to_dir: Path, *, today: date) -> ByItself:
    """Today's backup if there is none yet, the old ones thinned, and once a month a rehearsed restore.

    Raises as ``trust.backup_desk`` and ``trust.drill_desk`` do; UsageFault for a place inside the desk.
    """
    last, made, thinned = trust.last_backup(desk, on=today), None, 0
    if last is None or last[1] < today or last[0].parent != to_dir or not last[0].is_dir():
        made = trust.backup_desk(desk, to_dir, today=today).folder
        thinned = thin(desk, to_dir, just_made=made.name)
    drilled_on = last_done(desk, today=today).drilled_on
    is_due = drilled_on is None or today - drilled_on >= DRILL_EVERY
    if is_due:
        trust.drill_desk(desk, desk.clock.now())
    return ByItself(made, thinned, is_due)


def check_once_a_day(desk: Desk, *, today: date) -> int | None:
    """Read every page and the whole log, unless that was done today; the rows of the log, or None.

    Only reads: ``mark_checked`` writes down that it was done. Raises DeskUnsound, LogBroken.
    """
    with desk.look() as look:
        if _day(look, "last_check", today) == today:
            return None
    return trust.verify_desk(desk)


def mark_checked(desk: Desk, rows: int, *, today: date) -> Changes:
    """The desk was read whole today and found sound."""
    with desk.unit_of_work() as work:
        agency.keep_setting(work, "last_check", {"on": today.isoformat(), "log_rows": rows}, today=today)
        work.commit()
    return Changes.of(None, "settings")


def thin(desk: Desk, to_dir: Path, *, just_made: str | None = None) -> int:
    """Delete this desk's old backups that may go (promise R10); how many. Other desks' are let be."""
    gone = thinning.thin(backups_of(desk, to_dir), just_made=just_made)
    for one in gone:
        backups.delete(to_dir / one.name)
    return len(gone)


def _is_proved(folder: Path, desk: Desk) -> bool:
    """Its manifest is only written once it was read back, and only this desk's key could have sealed it."""
    with suppress(DeskError):
        manifest.read(folder, desk.key)
        return True
    return False


def backups_of(desk: Desk, to_dir: Path) -> list[Kept]:
    """This desk's backups in a folder, the newest first; ``verified`` where the key in hand opens it."""
    found = []
    for folder in backups.backups_in(to_dir):
        with suppress(DeskError):
            said = manifest.read(folder)
            if said.desk_id == desk.key.desk_id:
                found.append(Kept(folder.name, said.made_at, _is_proved(folder, desk)))
    return sorted(found, key=lambda one: one.made_at, reverse=True)
