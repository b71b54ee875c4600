"""Whoever edits the access log is named by its first bad row, on a real desk, by the command itself."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from another_program import pdftotext
from building import PASSPHRASE, MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading
from sqlalchemy import select

from welfare_desk import cli
from welfare_desk.casework import access
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.safekeeping import trust
from welfare_desk.records.evidence import Access
from welfare_desk.vault import chain, cipher

Act = Callable[[cipher.Connection], object]


@pytest.fixture
def logged(desk: Desk, clock: MovingClock, tmp_path: Path) -> Path:
    """A closed desk whose log has rows enough, and a backup that keeps the log's head."""
    practice = a_practice(desk)
    for number in range(4):
        person = a_client(desk, surname=f"Reid{number}")
        case = a_case(desk, person)
        a_consent(desk, person, practice)
        a_note(desk, person, case, a_reading(desk, person, case, practice))
        clock.move(minutes=5)
    trust.backup_desk(desk, tmp_path / "stick", today=clock.today())
    desk.close()
    return desk.folder


def tamper(folder: Path, clock: MovingClock, act: Act) -> None:
    """As somebody would who has the passphrase and knows SQL."""
    desk = open_desk(folder, PASSPHRASE, clock=clock)
    key = bytes(desk.key.raw)
    desk.close()
    connection = cipher.connect(folder / "desk.db", key)
    try:
        act(connection)
    finally:
        connection.close()


def edit(log: cipher.Connection) -> None:
    log.execute("UPDATE access_log SET decision = 'ok' || decision WHERE seq = 5")


def delete(log: cipher.Connection) -> None:
    log.execute("DELETE FROM access_log WHERE seq = 5")


def swap(log: cipher.Connection) -> None:
    for before, after in ((5, -5), (6, 5), (-5, 6)):
        log.execute("UPDATE access_log SET seq = ? WHERE seq = ?", (after, before))


def back_date(log: cipher.Connection) -> None:
    log.execute("UPDATE access_log SET at = '2026-01-05 09:00:00.000000' WHERE seq = 5")


def truncate(log: cipher.Connection) -> None:
    log.execute("DELETE FROM access_log WHERE seq >= 5")


def regrow(log: cipher.Connection) -> None:
    """Cut, and what was cut written in again with other words and no hash that fits."""
    log.execute("UPDATE access_log SET said = 'never happened', row_hash = prev_hash WHERE seq = 5")


@pytest.mark.parametrize(
    "act", [edit, delete, swap, back_date, truncate, regrow], ids=lambda one: one.__name__
)
def test_log_verify_names_the_first_bad_row(
    logged: Path, clock: MovingClock, tmp_path: Path, capsys: pytest.CaptureFixture[str], act: Act
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    on = ["--desk", str(logged), "--passphrase-file", str(secret)]
    assert cli.main(["log", "verify", *on]) == 0
    tamper(logged, clock, act)
    capsys.readouterr()
    assert cli.main(["log", "verify", *on]) == 1
    said = capsys.readouterr().err
    assert "row 5" in said, said
    assert cli.main(["verify", *on]) == 1
    assert cli.main(["backup", *on, "--to", str(tmp_path / "other")]) == 0, "a broken log can still be saved"


def rewrite(folder: Path, clock: MovingClock) -> None:
    """The cleverest of them: row 5 edited, and every row after it sealed anew so that each follows."""
    desk = open_desk(folder, PASSPHRASE, clock=clock)
    with desk.unit_of_work() as work:
        before = ""
        for row in work.session.scalars(select(Access).order_by(Access.seq)):
            if row.seq >= 5:
                row.said = "never happened" if row.seq == 5 else row.said
                row.prev_hash = before
                one = access.link(row)
                told = chain.canonical(one.seq, one.at, one.high_water, one.fields, before)
                row.row_hash = hashlib.sha256(told).hexdigest()
            before = row.row_hash
        work.commit()
    desk.close()


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "pdf", "package"])
def test_the_head_in_a_report_finds_a_log_rewritten_whole(
    logged: Path, clock: MovingClock, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """With every backup gone: what the funder was sent is enough."""
    shutil.rmtree(tmp_path / "stick")
    secret, out = tmp_path / "secret", tmp_path / f"report.{form}"
    secret.write_text(PASSPHRASE)
    on = ["--desk", str(logged), "--passphrase-file", str(secret)]
    drawn = ["tally", *on, "--from", "2026-04-01", "--to", "2027-03-31", "--format", form, "--out", str(out)]
    assert cli.main(drawn) == 0
    head = head_in(out, form)
    assert cli.main(["log", "verify", *on, "--head", head]) == 0
    rewrite(logged, clock)
    capsys.readouterr()
    assert cli.main(["log", "verify", *on]) == 0, "within itself it is whole"
    assert cli.main(["log", "verify", *on, "--head", head]) == 1
    assert "rewritten since its hash was kept elsewhere" in capsys.readouterr().err
    tamper(logged, clock, truncate)
    assert cli.main(["log", "verify", *on, "--head", head]) == 1
    assert f"rows 5 to {head.split(':')[0]} have been cut off" in capsys.readouterr().err


def head_in(report: Path, form: str) -> str:
    match form:
        case "json":
            return str(json.loads(report.read_text())["access_log_head"])
        case "package":
            return str(json.loads((report / "datapackage.json").read_text())["access_log_head"])
        case "csv":
            words = report.read_text(encoding="utf-8-sig")
        case "xlsx":
            words = ZipFile(report).read("xl/sharedStrings.xml").decode()
        case _:
            words = pdftotext(report)
    found = re.search(r"(?:--head |access_log_head,)(\d+:[0-9a-f]{32})", " ".join(words.split()))
    assert found, words
    return found[1]


@pytest.mark.parametrize("typed", ["12", "12:", "x:" + "a" * 32, "0:" + "a" * 32, "5:" + "g" * 32, "5:abc"])
def test_what_is_no_head_of_a_log_is_refused(logged: Path, tmp_path: Path, typed: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    on = ["--desk", str(logged), "--passphrase-file", str(secret)]
    assert cli.main(["log", "verify", *on, "--head", typed]) == 2


def test_what_was_cut_after_the_last_head_kept_elsewhere_is_not_promised(
    logged: Path, clock: MovingClock, tmp_path: Path
) -> None:
    """Said so in the guide: the rows written since the backup may go unseen."""
    desk = open_desk(logged, PASSPHRASE, clock=clock)
    kept = trust.verify_log(desk)
    practice, person = a_practice(desk, "Other Practice"), a_client(desk, surname="Late")
    case = a_case(desk, person)
    a_consent(desk, person, practice)
    a_note(desk, person, case, a_reading(desk, person, case, practice))
    assert trust.verify_log(desk) > kept
    desk.close()
    tamper(logged, clock, lambda log: log.execute("DELETE FROM access_log WHERE seq > ?", (kept,)))
    desk = open_desk(logged, PASSPHRASE, clock=clock)
    assert trust.verify_log(desk) == kept
    desk.close()
