"""Promises R1, R4, R6 and R11 at the file itself, and the traps of opening an encrypted database."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from vault_desk import SmallDesk, make_desk

from welfare_desk.errors import WorldFault
from welfare_desk.vault import cipher, faults

# A child here only tries one thing and ends; from 3.12 forking beside any thread is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

WRITER = Path(__file__).with_name("writer.py")
KILLS = int(os.environ.get("WELFARE_DESK_KILLS", "20"))


def start_writer(desk: SmallDesk, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(desk.file), desk.key.raw.hex(), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_connection_is_set_as_promised(small_desk: SmallDesk) -> None:
    connection = small_desk.connect()
    asked = ("journal_mode", "synchronous", "foreign_keys", "temp_store", "secure_delete", "cipher_use_hmac")
    told = [connection.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in asked]
    assert told == ["wal", 2, 1, 2, 1, "1"]
    assert connection.execute("PRAGMA cache_size").fetchone()[0] == -65536
    connection.close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_refused(small_desk: SmallDesk, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        cipher.connect(small_desk.file, bytes(length))


def test_the_wrong_key_opens_nothing(small_desk: SmallDesk) -> None:
    with pytest.raises(faults.DeskDamaged):
        cipher.connect(small_desk.file, bytes(32))
    with pytest.raises(faults.DeskDamaged):
        cipher.connect(small_desk.file, bytes(32), read_only=True)


def test_a_plain_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    plain = tmp_path / "desk.db"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    before = plain.read_bytes()
    for create in (False, True):
        with pytest.raises(faults.NotEncrypted):
            cipher.connect(plain, bytes(32), create=create)
    assert plain.read_bytes() == before


def test_a_library_that_cannot_encrypt_opens_nothing(
    small_desk: SmallDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cipher, "sqlcipher", sqlite3)
    with pytest.raises(faults.NoCipher):
        cipher.connect(tmp_path / "new.db", bytes(32), create=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_missing_or_empty_file_is_never_made_into_an_empty_desk(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(faults.NotADesk):
        cipher.connect(tmp_path / "desk.db", bytes(32), read_only=read_only)
    assert not any(tmp_path.iterdir())
    (tmp_path / "desk.db").touch()
    with pytest.raises(faults.NotADesk):
        cipher.connect(tmp_path / "desk.db", bytes(32), read_only=read_only)
    assert (tmp_path / "desk.db").stat().st_size == 0


def test_a_folder_with_marks_in_its_name_opens(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "Leith & Govan? 100% #1 é")
    connection = cipher.connect(desk.file, desk.key.raw, read_only=True)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (50,)
    connection.close()


def test_a_reader_reads_beside_a_writer_and_writes_nothing(small_desk: SmallDesk) -> None:
    writing = small_desk.connect()
    reading = cipher.connect(small_desk.file, small_desk.key.raw, read_only=True)
    writing.execute("INSERT INTO note (text) VALUES ('new')")
    assert reading.execute("SELECT count(*) FROM note").fetchone() == (51,)
    with pytest.raises(cipher.DatabaseError) as refused:
        reading.execute("INSERT INTO note (text) VALUES ('mine')")
    assert isinstance(cipher.fault(refused.value, small_desk.file), faults.ReadOnlyFolder)
    writing.close()
    reading.close()


@pytest.mark.parametrize("index_kept", [True, False])
def test_a_desk_that_cannot_be_written_never_shows_an_older_self(
    small_desk: SmallDesk, index_kept: bool
) -> None:
    """A killed window left its log on what is now a read-only stick: all of it is shown, or nothing."""
    if os.geteuid() != 0:
        pytest.skip("needs to become another user")
    writer = start_writer(small_desk)
    assert writer.stdout is not None
    said = int([writer.stdout.readline() for _ in range(3)][-1])
    writer.kill()
    writer.communicate()
    assert Path(f"{small_desk.file}-wal").stat().st_size
    if not index_kept:
        Path(f"{small_desk.file}-shm").unlink()
    for path in small_desk.folder.iterdir():
        path.chmod(0o444)
    small_desk.folder.chmod(0o555)
    for parent in [*small_desk.folder.parents][:-2]:
        parent.chmod(0o755)
    if (child := os.fork()) == 0:
        code = 1
        try:
            os.setuid(65534)
            try:
                reading = cipher.connect(small_desk.file, small_desk.key.raw, read_only=True)
                seen = reading.execute("SELECT max(id) FROM note").fetchone()[0]
                code = 0 if seen >= said else 2
            except (faults.ReadOnlyFolder, faults.NotReadable):
                code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_kill_9_loses_nothing_that_was_called_saved(small_desk: SmallDesk) -> None:
    chance = random.Random(1)
    for _ in range(KILLS):
        writer = start_writer(small_desk)
        assert writer.stdout is not None and writer.stderr is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.08))
        writer.kill()
        said = [int(line) for line in writer.stdout.read().split(b"\n") if line.strip().isdigit()]
        assert writer.wait() == -signal.SIGKILL
        writer.stdout.close()
        writer.stderr.close()
        connection = small_desk.connect()
        last = connection.execute("SELECT max(id), count(*) FROM note").fetchone()
        assert last[0] == last[1] >= max(said, default=0)
        assert cipher.damage(connection) == []
        connection.close()


@pytest.mark.parametrize("torn", [0, 100, 5000], ids=["cut", "torn end", "torn page"])
def test_a_log_cut_anywhere_opens_to_a_prefix_of_the_commits(
    small_desk: SmallDesk, tmp_path: Path, torn: int
) -> None:
    """Promise R2 replayed: what a power cut leaves of the log, cut at every 512 bytes, its end torn."""
    connection = small_desk.connect()
    for number in range(6):
        connection.execute("INSERT INTO note (id, text) VALUES (?, ?)", (1000 + number, "z" * 3000))
    whole, log = small_desk.file.read_bytes(), Path(f"{small_desk.file}-wal").read_bytes()
    connection.close()
    counts = []
    for length in range(0, len(log) + 1, 512):
        place = tmp_path / f"cut-{length}"
        place.mkdir()
        (place / "desk.db").write_bytes(whole)
        kept = max(length - torn, 0)
        (place / "desk.db-wal").write_bytes(log[:kept] + bytes(length - kept))
        copy = cipher.connect(place / "desk.db", small_desk.key.raw)
        found = [row[0] for row in copy.execute("SELECT id FROM note WHERE id >= 1000 ORDER BY id")]
        assert found == list(range(1000, 1000 + len(found)))
        assert cipher.damage(copy) == []
        counts.append(len(found))
        copy.close()
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert set(range(5)) <= set(counts)
    assert torn or counts[-1] >= 5  # the log's last 512 bytes may not divide evenly


def test_two_processes_write_in_turn_and_lose_nothing(small_desk: SmallDesk) -> None:
    writers = [start_writer(small_desk, "150") for _ in range(2)]
    said: list[int] = []
    for writer in writers:
        out, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
        said += [int(line) for line in out.split()]
    assert len(said) == len(set(said)) == 300
    connection = small_desk.connect()
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (350,)
    assert cipher.damage(connection) == []
    connection.close()


def test_a_full_disk_fails_the_save_and_harms_nothing(small_desk: SmallDesk) -> None:
    """At each limit a child tries to save until the system refuses; what it called saved is there."""
    size = small_desk.file.stat().st_size
    for more in range(4096, 4096 * 24, 4096 * 3):
        outcome, told = os.pipe()
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size // 8 + more, size * 8))
            answer, saved = b"no refusal", 0
            try:
                connection = small_desk.connect()
                for _ in range(200):
                    saved = connection.execute("INSERT INTO note (text) VALUES (?)", ("w" * 900,)).lastrowid
            except cipher.DatabaseError as error:
                answer = cipher.fault(error, small_desk.file).said.encode()
            except WorldFault as error:
                answer = error.said.encode()
            os.write(told, b"%d %s" % (saved, answer))
            os._exit(0)
        os.waitpid(child, 0)
        saved, _, answer = os.read(outcome, 500).decode().partition(" ")
        os.close(outcome)
        os.close(told)
        assert "has not been saved" in answer
        connection = small_desk.connect()
        assert connection.execute("SELECT max(id) FROM note").fetchone()[0] >= int(saved)
        assert cipher.damage(connection) == []
        connection.execute("DELETE FROM note WHERE id > 50")
        connection.close()


def test_a_flipped_bit_in_any_page_is_found(small_desk: SmallDesk, tmp_path: Path) -> None:
    whole, chance = small_desk.file.read_bytes(), random.Random(2)
    pages = len(whole) // 4096
    for page in range(1, pages + 1):
        spoilt = bytearray(whole)
        spoilt[(page - 1) * 4096 + chance.randrange(4096)] ^= 1 << chance.randrange(8)
        path = tmp_path / "spoilt.db"
        path.write_bytes(spoilt)
        try:
            connection = cipher.connect(path, small_desk.key.raw, still=True)
        except faults.DeskDamaged:
            continue
        found = cipher.damage(connection)
        connection.close()
        assert any(f"page {page}" in line for line in found), (page, found)


def test_row_counts_count_every_table_even_full_text(small_desk: SmallDesk) -> None:
    connection = small_desk.connect()
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(words)")
    connection.execute('CREATE TABLE "odd ""name" (a)')
    connection.execute("INSERT INTO search VALUES ('one'), ('two')")
    counts = cipher.row_counts(connection)
    assert (counts["note"], counts['odd "name'], counts["search_content"]) == (50, 0, 2)
    connection.close()
