"""Another data key for a desk, and everything wrapped by the old one wrapped again.

Worth doing when a laptop with a copy of the desk was lost, or somebody who could open it has left: what
they kept opens only what they kept. How the files change places is the vault's; what in the tables hangs on
the key is said here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select, update

from welfare_desk.casework import agency, kept_typing, opening, own_things
from welfare_desk.casework.desk import Clock, Desk, Work
from welfare_desk.records.community import PostScan
from welfare_desk.records.intake import Intake
from welfare_desk.records.people import Person
from welfare_desk.vault import faults, forgotten, rekey, sealing
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.lock import DeskLock

Progress = Callable[[str, int, int], None]
SETTING = "data_key"
WRAPPED = (Person, Intake, PostScan)
"""The tables whose rows keep a key of their own in ``sealing_key``, wrapped by the desk's."""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What was done: keys wrapped again, ways in that could not be taken along, keys that opened nothing."""

    key: DeskKey
    wrapped: int
    left_out: tuple[str, ...]
    unopened: int


def change_data_key(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    person_id: str | None = None,
    progress: Progress = lambda _words, _done, _of: None,
) -> Rekeyed:
    """Give a closed desk another data key; every passphrase and the recovery paper open it as before.

    Ended at any moment it leaves one whole desk. Backups made before still open with the passphrases of
    their day, so a new one is wanted: the last one no longer counts as the last.
    Raises WrongPassphrase, TryLater, HeldBy, DiskFull, DeskDamaged, DeskNewer; then nothing has changed.
    """
    keys, now = KeyFile(folder), clock.now()
    with keys.unlock(passphrase, now, person_id) as key:
        name = next((one.name for one in keys.people() if one.id == key.person_id), "Someone")
        # Tables of an earlier program are brought up to date first, as at any opening.
        opening.open_with_key(folder, key.copy(), clock=clock).close()
        with DeskLock.take(folder, name, now), rekey.another_key(folder, key, passphrase, progress) as work:
            desk = opening.unlocked_copy(work.place, work.key, clock)
            try:
                wrapped, unopened = _wrap_again(desk, key, today=clock.today())
            finally:
                desk.engine.dispose()
        return Rekeyed(work.key, wrapped, tuple(work.left_out), unopened)


def _wrap_again(desk: Desk, old: DeskKey, *, today: date) -> tuple[int, int]:
    with desk.unit_of_work() as work:
        counted = [_table_again(work, kind.__table__, old) for kind in WRAPPED]
        own_things.seal_again(work, old)
        kept_typing.seal_again(work, old)
        kept = agency.setting(work.session, SETTING, on=today)
        retired = [forgotten.signing_key(old).hex(), *kept.get("retired", [])]
        said = {"changed_on": today.isoformat(), "by": desk.advisor.name, "retired": retired}
        agency.keep_setting(work, SETTING, said, today=today)
        if last := dict(agency.setting(work.session, "last_backup", on=today)):
            agency.keep_setting(work, "last_backup", last | {"other_key": True}, today=today)
        work.commit()
    return sum(one for one, _ in counted), sum(other for _, other in counted)


def _table_again(work: Work, table: Any, old: DeskKey) -> tuple[int, int]:
    """Wrap every key of one table again; how many, and how many opened nothing and were left as they were."""
    rows = work.session.execute(
        select(table.c.id, table.c.sealing_key).where(table.c.sealing_key.is_not(None))
    ).all()
    again = []
    for id, wrapped in rows:
        with suppress(faults.SealBroken):  # what opens nothing today will open nothing tomorrow
            again.append({"of": id, "key": sealing.wrapped_again(old, work.desk.key, str(id), wrapped)})
    if again:
        change = update(table).where(table.c.id == bindparam("of")).values(sealing_key=bindparam("key"))
        work.session.connection().execute(change, again)
    return len(again), len(rows) - len(again)


def retired_keys(desk: Desk) -> list[bytes]:
    """What this desk's list of the erased was signed with before its data key was changed."""
    with desk.look() as look:
        kept = agency.setting(look, SETTING, on=desk.clock.today())
    return [bytes.fromhex(one) for one in kept.get("retired", [])]
