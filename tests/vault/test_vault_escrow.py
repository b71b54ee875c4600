"""A way in kept by the agency: its key opens the desk, outlives a change of key, and is never in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import PASSPHRASE as DESKS
from building import MovingClock
from vault_desk import ANN, NOW, PASSPHRASE, SmallDesk, bytes_of

from welfare_desk import cli
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.safekeeping import colleagues, rekeying
from welfare_desk.vault import escrow, faults

NEW = "copper kettle mossy yarn"


def test_the_agencys_key_opens_the_desk_and_lies_nowhere_in_it(small_desk: SmallDesk) -> None:
    private, public = escrow.new_pair()
    raw = escrow.read(private, escrow.PRIVATE)
    with pytest.raises(faults.WrongPassphrase):
        small_desk.keys.open_by_escrow(raw, NOW)
    small_desk.keys.add_escrow(small_desk.key, escrow.read(public, escrow.PUBLIC), "The chair", NOW)
    assert small_desk.keys.open_by_escrow(raw, NOW).raw == small_desk.key.raw
    held = bytes_of(small_desk.folder)
    assert raw not in held and private.encode() not in held
    stranger = escrow.read(escrow.new_pair()[0], escrow.PRIVATE)
    with pytest.raises(faults.WrongPassphrase):
        small_desk.keys.open_by_escrow(stranger, NOW)
    assert small_desk.keys.unlock(PASSPHRASE, NOW).person_id == ANN.id
    [slot] = [one for one in small_desk.keys.ways() if one.kind == "escrow"]
    small_desk.keys.remove_slot(small_desk.key, slot.id, NOW)
    with pytest.raises((faults.WrongPassphrase, faults.TryLater)):
        small_desk.keys.open_by_escrow(raw, NOW)


def test_a_slip_in_an_agency_key_is_told(small_desk: SmallDesk) -> None:
    private, public = escrow.new_pair()
    for wrong in (
        public[:-1],
        public[:20] + ("a" if public[20] != "a" else "b") + public[21:],
        "",
        private,
        "wd",
    ):
        with pytest.raises(escrow.EscrowKeyMistyped):
            escrow.read(wrong, escrow.PUBLIC)
    assert escrow.read(f"  {public}\n", escrow.PUBLIC)


def test_the_commands_make_the_key_and_set_a_new_passphrase_with_it(
    desk: Desk, clock: MovingClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, secret = tmp_path / "agency.key", tmp_path / "secret"
    secret.write_text(NEW)
    assert cli.main(["agency-key", str(file)]) == 0
    public = capsys.readouterr().out.strip()
    assert file.stat().st_mode & 0o077 == 0 and public not in file.read_text()
    colleagues.let_agency_keep(desk, public, "The chair")
    assert [one.name for one in colleagues.ways_in(desk) if one.kind == "escrow"] == ["The chair"]
    desk.close()
    rekeying.change_data_key(desk.folder, DESKS, clock=clock).key.wipe()
    on = ["--desk", str(desk.folder), "--agency-file", str(file), "--passphrase-file", str(secret)]
    assert cli.main(["recover", *on, "--name", "Nobody Here"]) == 2
    assert cli.main(["recover", *on, "--name", "morag sinclair"]) == 0
    open_desk(desk.folder, NEW, clock=clock).close()
    with pytest.raises(faults.WrongPassphrase):
        open_desk(desk.folder, DESKS, clock=clock)
