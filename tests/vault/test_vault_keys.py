"""Promises R12-R14 and threat 10: who opens a desk, and who does not."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from vault_desk import ANN, CANARY, NOW, PASSPHRASE, SmallDesk, bytes_of

from welfare_desk.errors import DeskError, Problems
from welfare_desk.vault import cipher, faults
from welfare_desk.vault.desk_key import Person
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.slots import Strength, calibrated

# A child here only tries one thing and ends; from 3.12 forking beside any thread is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

BOB = Person("p-bob", "Bob Cairns")
BOBS = "kettle umbrella fjord seven"
NEW = "lantern biscuit orbit twelve"
WRONG = "wrong wrong but long enough"


def test_a_new_desk_holds_its_two_files_and_a_lock_and_only_its_owner_reads_them(
    small_desk: SmallDesk,
) -> None:
    assert {path.name for path in small_desk.folder.iterdir()} == {"desk.db", "keys.json", "desk.lock"}
    for path in small_desk.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(small_desk.folder.stat().st_mode) == 0o700


def test_the_passphrase_and_the_recovery_key_open_the_same_desk(small_desk: SmallDesk) -> None:
    by_passphrase = small_desk.keys.unlock(PASSPHRASE, NOW)
    by_paper = small_desk.keys.open_by_recovery_key(small_desk.recovery_key, NOW)
    assert by_passphrase.raw == by_paper.raw == small_desk.key.raw
    assert len(by_passphrase.raw) == 32
    assert (by_passphrase.person_id, by_paper.person_id) == (ANN.id, "")


def test_the_same_letters_typed_on_another_keyboard_open_the_desk(tmp_path: Path) -> None:
    composed, decomposed = "caf\u00e9 lantern orbit", "cafe\u0301 lantern orbit"
    KeyFile.create(tmp_path / "d", ANN, composed, NOW, strength=Strength.for_tests(), allow_weak=True)
    assert KeyFile(tmp_path / "d").unlock(decomposed, NOW).person_id == ANN.id


def test_a_real_desk_refuses_the_strength_of_tests(tmp_path: Path) -> None:
    for weak in (Strength.for_tests(), Strength(32 * 1024, 3), Strength(64 * 1024, 1)):
        with pytest.raises(faults.WeakStrength):
            KeyFile.create(tmp_path / "d", ANN, PASSPHRASE, NOW, strength=weak)
    assert not (tmp_path / "d").exists()


def test_calibration_never_goes_below_the_floor_and_takes_its_time() -> None:
    strength = calibrated(least=0.05)
    assert not strength.is_weak
    assert strength.memory_kib >= 64 * 1024
    assert strength.seconds() >= 0.02  # half of what was asked, for a noisy machine


def test_a_weak_passphrase_makes_no_desk(tmp_path: Path) -> None:
    with pytest.raises(Problems):
        KeyFile.create(tmp_path / "d", ANN, "annbaird1234", NOW)
    assert not (tmp_path / "d").exists()


def test_nothing_is_ever_made_over_something(small_desk: SmallDesk, tmp_path: Path) -> None:
    before = bytes_of(small_desk.folder)
    with pytest.raises(faults.DeskExists):
        KeyFile.create(small_desk.folder, ANN, NEW, NOW, strength=Strength.for_tests(), allow_weak=True)
    assert bytes_of(small_desk.folder) == before
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")
    with pytest.raises(faults.DeskExists):
        KeyFile.create(tmp_path / "letters", ANN, NEW, NOW, strength=Strength.for_tests(), allow_weak=True)
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["mine.txt"]


def test_a_making_that_was_killed_is_swept_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    (folder / ".unfinished").mkdir(parents=True)
    (folder / ".unfinished" / "desk.db").write_bytes(b"half")
    (folder / "keys.json").write_bytes(b"{}")
    KeyFile.create(folder, ANN, PASSPHRASE, NOW, strength=Strength.for_tests(), allow_weak=True)
    assert KeyFile(folder).unlock(PASSPHRASE, NOW)


def test_a_wrong_passphrase_says_one_sentence_and_no_more(small_desk: SmallDesk) -> None:
    with pytest.raises(faults.WrongPassphrase) as wrong:
        small_desk.keys.unlock(WRONG, NOW)
    keys = json.loads((small_desk.folder / "keys.json").read_text())
    keys["slots"][0]["name"] = "Someone Else"
    (small_desk.folder / "keys.json").write_text(json.dumps(keys))
    with pytest.raises(faults.WrongPassphrase) as altered:
        KeyFile(small_desk.folder, counting=False).unlock(PASSPHRASE, NOW)
    assert str(wrong.value) == str(altered.value)


def test_each_person_has_a_passphrase_of_their_own(small_desk: SmallDesk) -> None:
    keys, before = small_desk.keys, small_desk.file.read_bytes()
    keys.add_person(small_desk.key, BOB, BOBS, NOW)
    assert keys.people() == [ANN, BOB]
    assert keys.unlock(BOBS, NOW).person_id == keys.unlock(BOBS, NOW, BOB.id).person_id == BOB.id
    with pytest.raises(faults.WrongPassphrase):
        keys.unlock(BOBS, NOW, ANN.id)
    with pytest.raises(faults.PersonExists):
        keys.add_person(small_desk.key, BOB, NEW, NOW)
    keys.remove_person(small_desk.key, ANN.id, NOW)
    assert keys.people() == [BOB]
    with pytest.raises(faults.WrongPassphrase):
        keys.unlock(PASSPHRASE, NOW)
    with pytest.raises(faults.LastPassphrase):
        keys.remove_person(small_desk.key, BOB.id, NOW)
    assert small_desk.file.read_bytes() == before  # only keys.json is ever rewritten


def test_a_changed_passphrase_opens_and_the_old_one_does_not(small_desk: SmallDesk) -> None:
    small_desk.keys.change_passphrase(ANN.id, PASSPHRASE, NEW, NOW)
    assert small_desk.keys.unlock(NEW, NOW).raw == small_desk.key.raw
    with pytest.raises(faults.WrongPassphrase):
        small_desk.keys.unlock(PASSPHRASE, NOW)


def test_a_change_with_the_wrong_old_passphrase_changes_nothing(small_desk: SmallDesk) -> None:
    with pytest.raises(faults.WrongPassphrase):
        small_desk.keys.change_passphrase(ANN.id, WRONG, NEW, NOW)
    assert small_desk.keys.unlock(PASSPHRASE, NOW + timedelta(seconds=2))


def test_the_recovery_key_replaces_a_forgotten_passphrase(small_desk: SmallDesk) -> None:
    typed = small_desk.recovery_key.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    key = small_desk.keys.recover(typed, ANN.id, NEW, NOW)
    assert (key.raw, key.person_id) == (small_desk.key.raw, ANN.id)
    assert small_desk.keys.unlock(NEW, NOW)
    with pytest.raises(faults.WrongPassphrase):
        small_desk.keys.unlock(PASSPHRASE, NOW)


def test_recovery_insists_on_a_good_new_passphrase(small_desk: SmallDesk) -> None:
    with pytest.raises(Problems):
        small_desk.keys.recover(small_desk.recovery_key, ANN.id, "short", NOW)
    assert small_desk.keys.unlock(PASSPHRASE, NOW)


def test_a_mistyped_recovery_key_is_told_apart_from_a_wrong_one(
    small_desk: SmallDesk, tmp_path: Path
) -> None:
    other = KeyFile.create(
        tmp_path / "other", ANN, PASSPHRASE, NOW, strength=Strength.for_tests(), allow_weak=True
    )
    first = small_desk.recovery_key[0]
    mistyped = ("7" if first != "7" else "8") + small_desk.recovery_key[1:]
    with pytest.raises(faults.RecoveryKeyMistyped):
        small_desk.keys.open_by_recovery_key(mistyped, NOW)
    with pytest.raises(faults.WrongPassphrase):  # and the slip was not counted as a guess
        small_desk.keys.open_by_recovery_key(other.recovery_key, NOW)


def test_a_weakened_slot_does_not_make_the_recovered_one_weak(tmp_path: Path) -> None:
    """Weaken the slot so that its owner comes with the paper key: the new slot is as strong as the desk."""
    asked = Strength(memory_kib=128, passes=2, lanes=1)
    desk = KeyFile.create(tmp_path / "d", ANN, PASSPHRASE, NOW, strength=asked, allow_weak=True)
    path = tmp_path / "d" / "keys.json"
    content = json.loads(path.read_text())
    content["slots"][0]["kdf"]["memory_kib"] = 8
    path.write_text(json.dumps(content))
    later = NOW + timedelta(minutes=30)
    with pytest.raises(faults.TryLater):
        KeyFile(tmp_path / "d").unlock(PASSPHRASE, NOW)
    with pytest.raises(faults.WrongPassphrase):
        KeyFile(tmp_path / "d").unlock(PASSPHRASE, later)
    KeyFile(tmp_path / "d").recover(desk.recovery_key, ANN.id, NEW, later)
    assert json.loads(path.read_text())["slots"][0]["kdf"]["memory_kib"] == 128
    assert KeyFile(tmp_path / "d").unlock(NEW, later).strength == asked


def test_one_persons_spoilt_slot_keeps_nobody_else_out(small_desk: SmallDesk) -> None:
    small_desk.keys.add_person(small_desk.key, BOB, BOBS, NOW)
    path = small_desk.folder / "keys.json"
    content = json.loads(path.read_text())
    content["slots"][0]["kdf"]["memory_kib"] = "none"
    path.write_text(json.dumps(content))
    later = NOW + timedelta(minutes=30)
    with pytest.raises(faults.TryLater):
        small_desk.keys.unlock(BOBS, NOW)
    assert small_desk.keys.unlock(BOBS, later).person_id == BOB.id
    small_desk.keys.recover(small_desk.recovery_key, ANN.id, NEW, later)
    assert small_desk.keys.unlock(NEW, later).person_id == ANN.id


def test_a_new_recovery_key_makes_the_old_paper_worthless(small_desk: SmallDesk) -> None:
    fresh = small_desk.keys.new_recovery_key(small_desk.key, NOW)
    with pytest.raises(faults.WrongPassphrase):
        small_desk.keys.open_by_recovery_key(small_desk.recovery_key, NOW)
    assert small_desk.keys.open_by_recovery_key(fresh, NOW + timedelta(seconds=1)).raw == small_desk.key.raw


def test_another_desks_key_changes_nothing_here(small_desk: SmallDesk, tmp_path: Path) -> None:
    other = KeyFile.create(
        tmp_path / "other", ANN, PASSPHRASE, NOW, strength=Strength.for_tests(), allow_weak=True
    )
    with pytest.raises(faults.OtherDesk):
        small_desk.keys.add_person(other.key, BOB, BOBS, NOW)


def test_a_newer_key_file_is_refused_and_left_as_it_was(small_desk: SmallDesk) -> None:
    path = small_desk.folder / "keys.json"
    path.write_text(json.dumps({"format": "welfare-desk-keys", "version": 3, "novel": []}))
    before = path.read_bytes()
    attempts = [
        lambda: small_desk.keys.unlock(PASSPHRASE, NOW),
        lambda: small_desk.keys.people(),
        lambda: small_desk.keys.add_person(small_desk.key, BOB, BOBS, NOW),
        lambda: small_desk.keys.recover(small_desk.recovery_key, ANN.id, NEW, NOW),
    ]
    for attempt in attempts:
        with pytest.raises(faults.DeskNewer):
            attempt()
    assert path.read_bytes() == before


def altered_slots() -> list[tuple[str, object]]:
    fields: list[tuple[str, object]] = [
        (word, "other") for word in ("kind", "id", "person", "name", "made_at")
    ]
    fields += [
        ("sealed", "A" * 80),
        ("sealed", "%%%"),
        ("sealed", ""),
        ("extra", 1),
        ("own", "A" * 80),
        ("own", ""),
        ("box", "A" * 43 + "="),
        ("box", 7),
        ("kdf", {}),
    ]
    fields += [(f"kdf.{word}", 2) for word in ("memory_kib", "passes", "lanes")]
    fields += [("kdf.memory_kib", value) for value in (0, -1, 2**40, "64", None, True, 64.0)]
    fields += [
        ("kdf.passes", 10**9),
        ("kdf.lanes", 0),
        ("kdf.salt", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ("kdf.salt", ""),
    ]
    return [*fields, ("kdf.name", "hkdf-sha256"), ("kdf.name", "none"), ("kdf.extra", 1)]


@pytest.mark.parametrize(("field", "value"), altered_slots(), ids=str)
def test_any_altered_field_of_a_slot_refuses_the_right_passphrase(
    small_desk: SmallDesk, field: str, value: object
) -> None:
    path = small_desk.folder / "keys.json"
    content = json.loads(path.read_text())
    slot = content["slots"][0]
    target, _, word = field.rpartition(".")
    (slot[target] if target else slot)[word] = value
    path.write_text(json.dumps(content))
    with pytest.raises((faults.WrongPassphrase, faults.KeysDamaged)):
        KeyFile(small_desk.folder, counting=False).unlock(PASSPHRASE, NOW, None)


def test_a_slot_moved_to_another_desk_opens_nothing(small_desk: SmallDesk) -> None:
    path = small_desk.folder / "keys.json"
    content = json.loads(path.read_text())
    content["desk"] = "another"
    path.write_text(json.dumps(content))
    with pytest.raises(faults.WrongPassphrase):
        KeyFile(small_desk.folder, counting=False).unlock(PASSPHRASE, NOW)


KEYS_HEAD = '{"format":"welfare-desk-keys","version":1'
BROKEN = ["", "null", "[]", "{}", '{"format": 1}', "\x00\x00", "[" * 100_000, " " * 2_000_000, KEYS_HEAD]
BROKEN += [
    '{"format":"welfare-desk-keys","version":0}',
    KEYS_HEAD + "}",
    KEYS_HEAD + ',"desk":"d","slots":[]}',
]
BROKEN += [KEYS_HEAD + ',"desk":"d","slots":[1]}', KEYS_HEAD + ',"desk":"d","slots":[{}]}']


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_key_file_is_said_to_be_broken(small_desk: SmallDesk, text: str) -> None:
    (small_desk.folder / "keys.json").write_text(text)
    with pytest.raises(faults.KeysDamaged):
        small_desk.keys.unlock(PASSPHRASE, NOW)


def test_a_desk_without_its_key_file_is_never_made_afresh(small_desk: SmallDesk) -> None:
    (small_desk.folder / "keys.json").unlink()
    before = small_desk.file.read_bytes()
    with pytest.raises(faults.NotADesk):
        small_desk.keys.unlock(PASSPHRASE, NOW)
    assert small_desk.file.read_bytes() == before
    with pytest.raises(faults.NotADesk):
        KeyFile(small_desk.folder / "nowhere").unlock(PASSPHRASE, NOW)


def test_a_killed_change_leaves_the_old_key_file(small_desk: SmallDesk) -> None:
    left = small_desk.folder / ".keys.json.abc.new"
    left.write_text("{half")
    assert small_desk.keys.unlock(PASSPHRASE, NOW)
    small_desk.keys.add_person(small_desk.key, BOB, BOBS, NOW)
    assert not left.exists()


def test_a_locked_desk_shows_no_client_and_no_key(small_desk: SmallDesk) -> None:
    connection = small_desk.connect()
    connection.execute("INSERT INTO note (text) VALUES (?)", (CANARY,))
    everything = bytes_of(small_desk.folder)  # with the log still beside it
    connection.close()
    assert CANARY.encode() not in everything
    assert bytes(small_desk.key.raw) not in everything
    assert small_desk.key.raw.hex().encode() not in everything
    assert PASSPHRASE.encode() not in everything


def test_a_wiped_key_opens_nothing_and_shows_nothing(small_desk: SmallDesk) -> None:
    raw = small_desk.key.raw
    assert raw.hex() not in repr(small_desk.key)
    with small_desk.key as key:
        pass
    assert not any(raw)
    with pytest.raises(faults.KeyWiped):
        key.derive("anything")
    with pytest.raises(faults.KeyWiped):
        cipher.connect(small_desk.file, key.raw)


def test_derived_keys_differ_by_purpose(small_desk: SmallDesk) -> None:
    key = small_desk.key
    assert key.derive("a") == key.derive("a") != key.derive("b")
    assert bytes(key.raw) != key.derive("a")


def test_a_key_file_that_cannot_be_written_still_opens_and_still_counts(small_desk: SmallDesk) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs to become another user")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            for path in small_desk.folder.iterdir():
                path.chmod(0o444)
            small_desk.folder.chmod(0o555)
            for parent in [*small_desk.folder.parents][:-2]:
                parent.chmod(0o755)
            os.setuid(65534)
            keys = small_desk.keys
            keys.unlock(PASSPHRASE, NOW)
            try:
                keys.unlock(WRONG, NOW)
            except faults.WrongPassphrase:
                try:
                    keys.unlock(PASSPHRASE, NOW)
                except faults.TryLater:
                    try:
                        keys.add_person(small_desk.key, BOB, BOBS, NOW)
                    except faults.ReadOnlyFolder:
                        reading = cipher.connect(small_desk.file, small_desk.key.raw, read_only=True)
                        code = 0 if reading.execute("SELECT count(*) FROM note").fetchone() == (50,) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_every_fault_is_one_sentence() -> None:
    kinds = [kind for kind in vars(faults).values() if isinstance(kind, type) and issubclass(kind, DeskError)]
    plain = [kind() for kind in kinds if "__init__" not in vars(kind) and kind.__module__ == faults.__name__]
    assert len(plain) > 12
    for error in plain:
        assert error.said.endswith(".")
        assert error.said.count(". ") == 0
        assert error.exit_code in (1, 2, 4)


CHANGER = """
import sys
from datetime import datetime, UTC
from welfare_desk.vault.desk_key import Person
from welfare_desk.vault.keys import KeyFile
now, keys = datetime(2026, 11, 21, 14, 32, 5, tzinfo=UTC), KeyFile(sys.argv[1])
print("begin", flush=True)
while True:
    keys.change_passphrase("p-ann", sys.argv[2], sys.argv[3], now)
    keys.change_passphrase("p-ann", sys.argv[3], sys.argv[2], now)
"""

MAKER = """
import sys
from datetime import datetime, UTC
from welfare_desk.vault.desk_key import Person
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.slots import Strength
print("begin", flush=True)
now = datetime(2026, 11, 21, 14, 32, 5, tzinfo=UTC)
strength = Strength.for_tests()
KeyFile.create(sys.argv[1], Person("p-ann", "Ann"), sys.argv[2], now, strength=strength, allow_weak=True)
"""


def killed_after(seconds: float, program: str, *words: object) -> None:
    child = subprocess.Popen([sys.executable, "-c", program, *map(str, words)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    child.communicate()


def test_a_change_of_passphrase_killed_anywhere_leaves_one_that_opens(small_desk: SmallDesk) -> None:
    for wait in (0.0, 0.003, 0.007, 0.012, 0.02, 0.031):
        killed_after(wait, CHANGER, small_desk.folder, PASSPHRASE, NEW)
        later, opened = NOW + timedelta(minutes=20), []
        for passphrase in (PASSPHRASE, NEW):
            with contextlib.suppress(faults.WrongPassphrase):
                opened.append(KeyFile(small_desk.folder, counting=False).unlock(passphrase, later).raw)
        assert opened == [small_desk.key.raw]
        small_desk.keys.recover(small_desk.recovery_key, ANN.id, PASSPHRASE, later)


def test_a_making_killed_anywhere_leaves_a_whole_desk_or_room_for_one(tmp_path: Path) -> None:
    for number, wait in enumerate((0.0, 0.002, 0.004, 0.006, 0.009, 0.013, 0.02, 0.1)):
        folder = tmp_path / str(number)
        killed_after(wait, MAKER, folder, PASSPHRASE)
        if not (folder / "desk.db").exists():
            KeyFile.create(folder, ANN, PASSPHRASE, NOW, strength=Strength.for_tests(), allow_weak=True)
        with KeyFile(folder).unlock(PASSPHRASE, NOW) as key:
            cipher.connect(folder / "desk.db", key.raw).close()
