"""Promises R4, R9, R11 and R18, and threat 5: a backup is real, or it is not called one."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from vault_desk import ANN, CANARY, NOW, PASSPHRASE, SmallDesk, bytes_of, make_desk

from welfare_desk.errors import UsageFault, WorldFault
from welfare_desk.vault import backup as backups
from welfare_desk.vault import cipher, faults, manifest
from welfare_desk.vault.backup import Facts, backup, backups_in, delete, drill, restore, verify
from welfare_desk.vault.chain import Head
from welfare_desk.vault.keys import KeyFile

FACTS = Facts(Head(7, "ab" * 32), "0003")


def made(desk: SmallDesk, to: Path) -> Path:
    return backup(desk.folder, desk.key, to, NOW).folder


def test_a_backup_is_three_files_named_by_its_moment_and_nobody(
    small_desk: SmallDesk, tmp_path: Path
) -> None:
    done = backup(small_desk.folder, small_desk.key, tmp_path / "stick", NOW, facts=lambda _: FACTS)
    assert done.folder.name == "welfare-desk-backup-20261121-143205"
    assert {path.name for path in done.folder.iterdir()} == {"desk.db", "keys.json", "manifest.json"}
    assert (done.manifest.rows, done.manifest.chain_head) == ({"note": 50}, FACTS.chain_head)
    assert verify(done.folder, small_desk.key, facts=lambda _: FACTS) == done.manifest
    again = backup(small_desk.folder, small_desk.key, tmp_path / "stick", NOW)
    assert again.folder.name == "welfare-desk-backup-20261121-143205-2"
    assert backups_in(tmp_path / "stick") == [done.folder, again.folder]


def test_a_lost_stick_shows_no_client(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    everything = bytes_of(tmp_path / "stick")
    assert CANARY.encode() not in everything
    assert bytes(small_desk.key.raw) not in everything
    for name in (ANN.name, *ANN.name.split()):
        assert not re.search(name, str(folder.relative_to(tmp_path)), re.IGNORECASE)


def test_a_backup_carries_no_keyring_slot_and_no_wrong_tries(small_desk: SmallDesk, tmp_path: Path) -> None:
    path = small_desk.folder / "keys.json"
    content = json.loads(path.read_text())
    content["slots"].append({**content["slots"][0], "kind": "keyring", "id": "keyring-1"})
    path.write_text(json.dumps(content))
    kept = json.loads((made(small_desk, tmp_path / "stick") / "keys.json").read_text())
    assert [slot["kind"] for slot in kept["slots"]] == ["passphrase", "recovery"]
    assert kept["guesses"]["tries"] == {}


def test_a_backup_restores_to_the_same_rows_with_passphrase_or_recovery_key(
    small_desk: SmallDesk, tmp_path: Path
) -> None:
    folder = made(small_desk, tmp_path / "stick")
    before = bytes_of(folder)
    shutil.rmtree(small_desk.folder)  # a new laptop
    keys = KeyFile(folder, counting=False)
    for place, key in (
        ("one", keys.unlock(PASSPHRASE, NOW)),
        ("two", keys.open_by_recovery_key(small_desk.recovery_key, NOW)),
    ):
        restore(folder, tmp_path / place, key)
        desk = SmallDesk(tmp_path / place, KeyFile(tmp_path / place).unlock(PASSPHRASE, NOW), "")
        connection = desk.connect()
        assert connection.execute("SELECT count(*), max(id) FROM note").fetchone() == (50, 50)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()
    assert bytes_of(folder) == before


def test_without_the_passphrase_a_backup_gives_nothing(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    before = bytes_of(folder)
    with pytest.raises(faults.WrongPassphrase):
        KeyFile(folder, counting=False).unlock("wrong wrong but long enough", NOW)
    other = make_desk(tmp_path / "other")
    with pytest.raises(faults.BackupDamaged, match="another desk's"):
        restore(folder, tmp_path / "new", other.key)
    assert not (tmp_path / "new").exists()
    assert bytes_of(folder) == before  # a wrong try at a backup changes nothing in it


def test_a_restore_is_never_over_anything(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for place in (small_desk.folder, tmp_path / "papers", tmp_path / "file", folder):
        before = bytes_of(tmp_path)
        with pytest.raises(faults.DeskExists):
            restore(folder, place, small_desk.key)
        assert bytes_of(tmp_path) == before
    (tmp_path / "empty").mkdir()
    assert restore(folder, tmp_path / "empty", small_desk.key).rows == {"note": 50}


def test_a_drill_says_what_came_back_and_leaves_nothing(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    (tmp_path / "scratch").mkdir()
    told = drill(folder, small_desk.key, NOW + timedelta(days=3), tmp_path / "scratch")
    assert (told.backup, told.made_at, told.rows) == (folder.name, NOW, {"note": 50})
    assert told.drilled_at == NOW + timedelta(days=3)
    assert not any((tmp_path / "scratch").iterdir())
    (folder / "desk.db").write_bytes(b"")
    with pytest.raises(faults.BackupDamaged):
        drill(folder, small_desk.key, NOW, tmp_path / "scratch")
    assert not any((tmp_path / "scratch").iterdir())


def spoilt_copies(folder: Path, tmp_path: Path) -> list[tuple[str, Path]]:
    chance, copies = random.Random(3), []

    def copy(name: str) -> Path:
        place = tmp_path / "spoilt" / name / folder.name
        shutil.copytree(folder, place)
        copies.append((name, place))
        return place

    size = (folder / "desk.db").stat().st_size
    for number in range(12):
        with (copy(f"bit {number}") / "desk.db").open("r+b") as file:
            at = chance.randrange(size)
            file.seek(at)
            [byte] = file.read(1)
            file.seek(at)
            file.write(bytes([byte ^ 1 << chance.randrange(8)]))
    for length in (0, 1, 4096, size - 4096, size - 1):
        os.truncate(copy(f"cut to {length}") / "desk.db", length)
    with (copy("longer") / "desk.db").open("ab") as file:
        file.write(bytes(4096))
    for name in ("desk.db", "keys.json", "manifest.json"):
        (copy(f"no {name}") / name).unlink()
    for name in ("keys.json", "manifest.json"):
        path = copy(f"altered {name}") / name
        path.write_text(path.read_text().replace("2026", "2025", 1))
    for text in ("", "{}", "[]", "null", "[" * 100_000):
        (copy(f"manifest {text[:4]}") / "manifest.json").write_text(text)
    return copies


def test_every_kind_of_damage_is_found_and_refused(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    copies = spoilt_copies(folder, tmp_path)
    assert len(copies) == 28
    for name, place in copies:
        with pytest.raises(faults.BackupDamaged) as found:
            verify(place, small_desk.key)
        assert found.value.exit_code == 1, name
        with pytest.raises(faults.BackupDamaged):
            restore(place, tmp_path / "new", small_desk.key)
        assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "alter",
    [
        lambda said: said["rows"].update(note=49),
        lambda said: said.update(chain_head=None),
        lambda said: said.update(schema_revision="0001"),
        lambda said: said.update(made_at="2027-01-01T00:00:00+00:00"),
        lambda said: said["files"].pop("keys.json"),
        lambda said: said["files"]["desk.db"].update(sha256="0" * 64),
    ],
)
def test_no_word_of_a_manifest_can_be_changed(small_desk: SmallDesk, tmp_path: Path, alter: object) -> None:
    folder = backup(small_desk.folder, small_desk.key, tmp_path / "s", NOW, facts=lambda _: FACTS).folder
    said = json.loads((folder / manifest.NAME).read_text())
    alter(said)  # type: ignore[operator]
    (folder / manifest.NAME).write_text(json.dumps(said))
    with pytest.raises(faults.BackupDamaged, match="altered"):
        verify(folder, small_desk.key)


def test_a_true_manifest_over_other_rows_is_found(small_desk: SmallDesk, tmp_path: Path) -> None:
    """Someone with the key swaps in an older desk.db and signs it: the counts still speak."""
    folder = made(small_desk, tmp_path / "stick")
    said = manifest.read(folder, small_desk.key)
    lying = manifest.Manifest(said.desk_id, said.made_at, said.files, {"note": 51}, None, None)
    (folder / manifest.NAME).write_bytes(lying.written(small_desk.key))
    with pytest.raises(faults.BackupDamaged, match="rows they held"):
        verify(folder, small_desk.key)
    with pytest.raises(faults.BackupDamaged, match="log does not end"):
        (folder / manifest.NAME).write_bytes(said.written(small_desk.key))
        verify(folder, small_desk.key, facts=lambda _: FACTS)


def test_what_lies_beside_a_backup_is_not_believed(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    connection = small_desk.connect()
    connection.execute("DELETE FROM note")
    shutil.copy(f"{small_desk.file}-wal", folder / "desk.db-wal")
    connection.close()
    assert verify(folder, small_desk.key).rows == {"note": 50}
    restore(folder, tmp_path / "new", small_desk.key)
    assert not (tmp_path / "new" / "desk.db-wal").exists()


def test_a_newer_backup_is_refused_politely(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    said = json.loads((folder / manifest.NAME).read_text())
    (folder / manifest.NAME).write_text(json.dumps({**said, "version": 2}))
    with pytest.raises(faults.DeskNewer):
        verify(folder, small_desk.key)


def test_a_backup_made_while_others_write_is_of_one_moment(small_desk: SmallDesk, tmp_path: Path) -> None:
    connection = small_desk.connect()
    connection.execute("CREATE TABLE pair (note_id INTEGER)")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO note (text) VALUES ('paired')")
            connection.execute("INSERT INTO pair VALUES (last_insert_rowid())")
            connection.execute("COMMIT")

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for _ in range(5):
            rows = backup(small_desk.folder, small_desk.key, tmp_path / "stick", NOW).manifest.rows
            assert rows["note"] - 50 == rows["pair"]
    finally:
        stop.set()
        writing.join()
        connection.close()


def test_progress_is_told_and_stopping_leaves_nothing(small_desk: SmallDesk, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    backup(
        small_desk.folder, small_desk.key, tmp_path / "a", NOW, progress=lambda *so_far: told.append(so_far)
    )
    assert [doing for doing, done, whole in told if done == whole] == [
        "copying", "reading desk.db", "reading keys.json", "checking every page",
    ]  # fmt: skip
    for after in range(len(told)):
        asked = iter([False] * after + [True] * 100)
        with pytest.raises(faults.Stopped):
            backup(
                small_desk.folder,
                small_desk.key,
                tmp_path / "b",
                NOW,
                cancelled=lambda asked=asked: next(asked),
            )
        assert not any((tmp_path / "b").iterdir())


BACKER = """
import sys
from datetime import datetime, UTC
from welfare_desk.vault.backup import backup
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.slots import Strength
raw, kind = bytearray.fromhex(sys.argv[3]), "passphrase"
key = DeskKey(raw, desk_id=sys.argv[4], person_id="p", opened_by=kind, strength=Strength.for_tests())
print("begin", flush=True)
backup(sys.argv[1], key, sys.argv[2], datetime(2026, 11, 21, tzinfo=UTC))
print("done", flush=True)
"""


def test_a_killed_backup_is_never_taken_for_one_and_is_swept_by_the_next(tmp_path: Path) -> None:
    desk, chance = make_desk(tmp_path / "desk", rows=4000), random.Random(4)
    stick, halfway = tmp_path / "stick", 0
    arguments = [sys.executable, "-c", BACKER, desk.folder, stick, desk.key.raw.hex(), desk.key.desk_id]
    for turn in range(8):
        child = subprocess.Popen(list(map(str, arguments)), stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        before = len(backups_in(stick))
        while not list(stick.glob("*.partial")) and len(backups_in(stick)) == before:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0.0, 0.05) if turn else 0)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        halfway += any(path.name.endswith(".partial") for path in stick.iterdir()) if stick.exists() else 0
        for folder in backups_in(stick):
            assert verify(folder, desk.key).rows == {"note": 4000}
    assert halfway
    backup(desk.folder, desk.key, stick, NOW)
    assert all(backups.NAME.fullmatch(path.name) for path in stick.iterdir())


def test_an_unfinished_backup_is_not_restored(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    unfinished = folder.rename(folder.with_name(folder.name + ".partial"))
    with pytest.raises(faults.BackupDamaged, match="never finished"):
        restore(unfinished, tmp_path / "new", small_desk.key)


@pytest.fixture
def small_disk(tmp_path: Path):  # type: ignore[no-untyped-def]
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("a small disk can only be made by root")
    told = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)], capture_output=True)
    if told.returncode:
        pytest.skip("this machine lets nobody mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_said_and_leaves_nothing_half_written(small_disk: Path, tmp_path: Path) -> None:
    big, small = make_desk(tmp_path / "big", rows=3000), make_desk(tmp_path / "small", rows=200)
    with pytest.raises(faults.DiskFull):
        backup(big.folder, big.key, small_disk, NOW)
    assert not any(small_disk.iterdir())
    folder = made(big, tmp_path / "stick")
    with pytest.raises(faults.DiskFull):
        restore(folder, small_disk / "desk", big.key)
    assert not any(small_disk.iterdir())
    done, filler = 0, small_disk / "filler"
    for free in range(4096, 400_000, 12 * 4096):  # the disk fills at another moment each time
        filler.write_bytes(bytes(1024 * 1024 - free))
        try:
            done += bool(backup(small.folder, small.key, small_disk, NOW))
        except WorldFault as error:
            assert isinstance(error, faults.DiskFull)
            assert [path.name for path in small_disk.iterdir()] == ["filler"]
        for folder in backups_in(small_disk):
            delete(folder)
        filler.unlink()
    assert done


def fill(filler: Path) -> None:
    with filler.open("ab", buffering=0) as file, pytest.raises(OSError):
        while True:
            file.write(bytes(4096))


def test_a_desk_on_a_full_disk_keeps_its_data_opens_and_recovers(small_disk: Path) -> None:
    desk = make_desk(small_disk / "desk", rows=20)
    connection = desk.connect()
    filler = small_disk / "filler"
    fill(filler)
    with pytest.raises(cipher.DatabaseError) as full:
        for _ in range(300):
            connection.execute("INSERT INTO note (text) VALUES (?)", ("w" * 2000,))
    assert isinstance(cipher.fault(full.value, desk.file), faults.DiskFull)
    connection.close()
    fill(filler)
    with pytest.raises(faults.DiskFull):
        desk.keys.new_recovery_key(desk.key, NOW)
    assert desk.keys.unlock(PASSPHRASE, NOW)
    reading = cipher.connect(desk.file, desk.key.raw, read_only=True)
    assert reading.execute("SELECT count(*) FROM note").fetchone()[0] >= 20
    reading.close()
    filler.unlink()
    connection = desk.connect()
    connection.execute("INSERT INTO note (text) VALUES ('after')")
    assert cipher.damage(connection) == []
    connection.close()


def test_a_backup_is_not_kept_inside_its_desk(small_desk: SmallDesk) -> None:
    with pytest.raises(UsageFault):
        backup(small_desk.folder, small_desk.key, small_desk.folder / "backups", NOW)
    assert not (small_desk.folder / "backups").exists()


def test_a_lost_desk_is_not_backed_up_as_an_empty_one(small_desk: SmallDesk, tmp_path: Path) -> None:
    small_desk.file.unlink()
    with pytest.raises(faults.NotADesk):
        backup(small_desk.folder, small_desk.key, tmp_path / "stick", NOW)
    assert not any((tmp_path / "stick").iterdir())


def test_a_key_file_of_another_desk_is_not_backed_up(small_desk: SmallDesk, tmp_path: Path) -> None:
    shutil.copy(make_desk(tmp_path / "other").folder / "keys.json", small_desk.folder / "keys.json")
    with pytest.raises(faults.OtherDesk):
        backup(small_desk.folder, small_desk.key, tmp_path / "stick", NOW)
    assert not any((tmp_path / "stick").iterdir())


def test_a_damaged_desk_gives_no_backup(small_desk: SmallDesk, tmp_path: Path) -> None:
    whole = bytearray(small_desk.file.read_bytes())
    whole[-2000] ^= 1
    small_desk.file.write_bytes(whole)
    with pytest.raises((faults.DeskDamaged, faults.BackupDamaged)):
        backup(small_desk.folder, small_desk.key, tmp_path / "stick", NOW)
    assert not any((tmp_path / "stick").iterdir())


def test_a_desk_whose_index_lies_gives_no_backup(small_desk: SmallDesk, tmp_path: Path) -> None:
    """Every page is sealed and whole, and still a search would miss a client."""
    connection = small_desk.connect()
    connection.execute("CREATE INDEX by_text ON note (text)")
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = 'CREATE INDEX by_text ON note (id)' WHERE name = 'by_text'"
    )
    connection.close()
    with pytest.raises(faults.BackupDamaged, match="by_text"):
        backup(small_desk.folder, small_desk.key, tmp_path / "stick", NOW)
    assert not any((tmp_path / "stick").iterdir())


def test_only_a_backup_of_ours_is_deleted(small_desk: SmallDesk, tmp_path: Path) -> None:
    folder = made(small_desk, tmp_path / "stick")
    for other in (small_desk.folder, tmp_path, tmp_path / "stick"):
        with pytest.raises(UsageFault):
            delete(other)
    delete(folder)
    assert backups_in(tmp_path / "stick") == backups_in(tmp_path / "nowhere") == []


def test_moments_are_written_in_one_time_zone(small_desk: SmallDesk, tmp_path: Path) -> None:
    summer = datetime.fromisoformat("2026-07-01T00:30:00+01:00")
    done = backup(small_desk.folder, small_desk.key, tmp_path / "stick", summer)
    assert done.folder.name.endswith("20260630-233000")
    assert manifest.read(done.folder).made_at == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
