"""Promise R7: an upgrade cut short leaves the old desk or the new one, and the next opening goes on."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import faulty_disk
import golden_desks
import pytest
import tape
from alembic import command
from building import PASSPHRASE, MovingClock
from killing import Toll
from trying import LONG, SEED

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.safekeeping import trust, upgrading
from welfare_desk.errors import DeskError
from welfare_desk.records import engine as engines
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.vault import cipher, folders
from welfare_desk.vault.desk_key import DeskKey

OLD = "0003"  # the oldest with something to seal after its tables are new
MOMENTS = 400 if LONG else 12


def is_whole(desk: Desk) -> bool:
    """Both clients, at the newest revision, and nothing left in plain words."""
    with desk.look() as look:
        note = look.get_one(EvidenceNote, UUID(golden_desks.NOTE))
        sealed = note.sealed_bearings is not None and note.activities == []
    trust.verify_desk(desk)
    names = {row.name for row in clients.page(desk)}
    at = engines.revision(desk.engine)
    return sealed and names == {"Kane, Jean", "Reid, Callum"} and at == engines.newest_revision()


@pytest.mark.parametrize("how", ["killed", "power cut"])
def test_an_upgrade_cut_short_leaves_the_old_desk_or_the_new(
    how: str, keyed: tuple[Path, DeskKey], clock: MovingClock, tmp_path: Path, counted: Any
) -> None:
    library, toll, chance = faulty_disk.build(tmp_path), Toll(), random.Random(SEED)
    old = golden_desks.desk_of(OLD, keyed, tmp_path / "old")
    desk = tmp_path / "desk"
    shutil.copytree(old, desk)
    ran = faulty_disk.run(library, "record_upgrade.py", str(desk), str(tmp_path / "tape"))
    assert ran.returncode == 0, ran.stderr[-4000:]
    calls = tape.read(tmp_path / "tape")
    clock.move(minutes=1)
    moments, found = set(chance.sample(range(len(calls)), min(MOMENTS, len(calls)))), Counter[str]()
    moments |= {0, len(calls) - 1}
    disk = tape.Disk(old, str(desk))
    for at, call in enumerate(calls):
        disk.take(call)
        if at not in moments:
            continue
        toll.trials += 1
        place = tmp_path / "found"
        disk.leave(place, None if how == "killed" else chance)
        looked = cipher.connect(place / folders.DESK, keyed[1].raw, read_only=True)
        found[looked.execute("SELECT version_num FROM alembic_version").fetchone()[0]] += 1
        looked.close()
        try:
            again = open_desk(place, PASSPHRASE, clock=clock)
        except DeskError as fault:
            toll.lost.append(f"call {at}: {fault}")
            continue
        toll.lost += [] if is_whole(again) else [f"call {at}: not whole"]
        again.close()
        assert not (place / folders.BEFORE).exists()
    more = f"{len(calls)} calls, found at {dict(found)}, seed {SEED}"
    counted(f"Upgrade {how} between calls", toll.trials, len(toll.lost), more)
    assert toll.lost == []
    assert set(found) == {OLD, engines.newest_revision()}


def test_the_old_self_is_whole_and_stays_until_the_new_one_is_closed(
    keyed: tuple[Path, DeskKey], clock: MovingClock, tmp_path: Path
) -> None:
    folder = golden_desks.desk_of(OLD, keyed, tmp_path / "desk")
    desk = open_desk(folder, PASSPHRASE, clock=clock)
    before = cipher.connect(folder / folders.BEFORE, keyed[1].raw, still=True)
    assert before.execute("SELECT version_num FROM alembic_version").fetchone() == (OLD,)
    assert cipher.damage(before) == []
    before.close()
    desk.close()
    assert {path.name for path in folder.iterdir()} == {folders.DESK, folders.KEYS, folders.LOCK}


@pytest.mark.parametrize("step", range(4, 27, 3 if not LONG else 1))
def test_an_upgrade_that_fails_at_any_step_leaves_the_old_desk(
    step: int,
    keyed: tuple[Path, DeskKey],
    clock: MovingClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = golden_desks.desk_of(OLD, keyed, tmp_path / "desk")
    upgrade = engines.upgrade

    def breaks(engine: engines.Engine, to: str = "head") -> None:
        with monkeypatch.context() as here:
            here.setattr(command, "upgrade", only_as_far_as(f"{step:04}"))
            upgrade(engine, to)

    monkeypatch.setattr(upgrading.engines, "upgrade", breaks)
    with pytest.raises(RuntimeError, match="the power went"):
        open_desk(folder, PASSPHRASE, clock=clock)
    monkeypatch.undo()
    desk = open_desk(folder, PASSPHRASE, clock=clock)
    assert is_whole(desk)
    desk.close()


def only_as_far_as(step: str) -> Any:
    real = command.upgrade

    def upgraded(settings: Any, to: str) -> None:
        real(settings, step)
        raise RuntimeError("the power went")

    return upgraded


def test_a_damaged_desk_is_not_upgraded(
    keyed: tuple[Path, DeskKey], clock: MovingClock, tmp_path: Path
) -> None:
    folder = golden_desks.desk_of(OLD, keyed, tmp_path / "desk")
    whole = bytearray((folder / folders.DESK).read_bytes())
    whole[-2000] ^= 1
    (folder / folders.DESK).write_bytes(whole)
    with pytest.raises(DeskError, match="damaged"):
        open_desk(folder, PASSPHRASE, clock=clock)
    assert (folder / folders.DESK).read_bytes() == whole
    assert not (folder / folders.BEFORE).exists()


def test_a_newer_desk_is_left_alone_by_an_upgrade(
    keyed: tuple[Path, DeskKey], clock: MovingClock, tmp_path: Path
) -> None:
    folder = golden_desks.desk_of(golden_desks.kept()[-1], keyed, tmp_path / "desk")
    connection = cipher.connect(folder / folders.DESK, keyed[1].raw)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = (folder / folders.DESK).read_bytes()
    with pytest.raises(DeskError, match="newer Welfare Desk"):
        open_desk(folder, PASSPHRASE, clock=clock)
    assert (folder / folders.DESK).read_bytes() == before
    assert not (folder / folders.BEFORE).exists()
