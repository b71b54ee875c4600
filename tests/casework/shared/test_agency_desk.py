"""An agency's desk on a real server: made, joined, opened; TLS checked; never as a superuser."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import agency_desk
import canary
import certificates
import pytest
import shared_server
from agency_desk import SETUP_PASSWORD, AgencyDesk, psql
from building import (
    PASSPHRASE,
    TODAY,
    a_case,
    a_client,
    a_consent,
    a_note,
    a_practice,
    a_reading,
)
from sqlalchemy import text
from sqlalchemy.engine import URL

from welfare_desk.casework import access, agency, opening
from welfare_desk.casework.desk import ChangedMeanwhile, Desk, NotFound, NotYours
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.service import cover, handing
from welfare_desk.casework.service.cover import CoverDraft
from welfare_desk.casework.shared import making, people
from welfare_desk.casework.shared.making import NotEmpty, UsedInvitation
from welfare_desk.casework.shared.opening import NoLongerHere, shared_of
from welfare_desk.cli import main
from welfare_desk.errors import Problems
from welfare_desk.records import server as servers
from welfare_desk.records.server import NeverAsSuperuser, NotTrusted, PasswordInAddress, TlsNeeded


def test_what_one_advisor_adds_is_theirs_and_the_managers(house: AgencyDesk) -> None:
    morag, rab = house.invite("Morag Sinclair"), house.invite("Rab Kerr")
    client = a_client(morag, surname="Ahmed")
    case = a_case(morag, client)
    journal.write_note(morag, client, "Came with his sister.", today=TODAY, case_id=case)
    for desk in (morag, house.manager):
        assert "Ahmed" in clients.client(desk, client).name
        assert "Came with his sister." in [row.words for row in cases.case(desk, case).journal]
    assert client not in [row.id for row in clients.page(rab)]
    with pytest.raises(NotFound):
        clients.client(rab, client)
    with pytest.raises(NotFound):
        cases.case(rab, case)


def test_a_team_sees_names_and_dates_and_not_what_is_sealed(house: AgencyDesk) -> None:
    ann = house.invite("Ann Boyd", team="North")
    ben = house.invite("Ben Tait", team="North")
    client = a_client(ann, surname="Northern")
    journal.write_note(ann, client, "Said in confidence.", today=TODAY)
    assert "Northern" in clients.client(ben, client).name
    assert "Said in confidence." not in [row.words for row in journal.journal_rows(ben, client)]
    journal.write_note(ben, client, "He rang, and rings again.", today=TODAY)
    assert journal.journal_rows(ann, client)[0].words == "He rang, and rings again."


def test_cover_opens_for_its_days_and_is_in_the_journal(house: AgencyDesk) -> None:
    ann, rab = house.invite("Una Reid"), house.invite("Col Baird")
    client = a_client(ann)
    journal.write_note(ann, client, "What only we know.", today=TODAY)
    with pytest.raises(Problems):
        people.cover(ann, client, rab.advisor.id, until=TODAY, why=" ", today=TODAY)
    people.cover(ann, client, rab.advisor.id, until=TODAY, why="Annual leave", today=TODAY)
    assert "What only we know." in [row.words for row in journal.journal_rows(rab, client)]
    [own, covering] = sorted(people.who_works_for(ann, client), key=lambda one: one.kind)
    assert (own.kind, covering.kind, covering.reason) == ("assigned", "cover", "Annual leave")
    # Only whose client it is may say so: one who covers cannot bring in a third.
    third = house.invite("Gus Moir")
    with pytest.raises(NotYours):
        people.cover(rab, client, third.advisor.id, until=TODAY, why="Me too", today=TODAY)


def test_cover_given_among_the_workers_gives_the_rows_and_the_keys(house: AgencyDesk) -> None:
    """One door: what *Workers* says is what the server and every client's key do."""
    away, stands_in = house.invite("Nan Orr"), house.invite("Pat Quinn")
    client, hers = a_client(away, surname="Waiting"), a_client(stands_in, surname="Already")
    journal.write_note(away, client, "What only we know.", today=TODAY)
    to_come = a_client(away, surname="Later")
    draft = CoverDraft(away.advisor.id, stands_in.advisor.id, date(2026, 1, 5), date(2100, 1, 1), "Leave")
    with pytest.raises(Problems, match="has a last day"):
        cover.begin_cover(away, replace(draft, to_on=None))
    with pytest.raises(NotYours):  # nobody gives away what is not theirs to give, whatever the program says
        people_of_another(stands_in, client)
    cover.begin_cover(away, draft)
    assert "What only we know." in [row.words for row in journal.journal_rows(stands_in, client)]
    assert clients.client(stands_in, to_come).name
    [row] = cover.covers(away, today=TODAY)
    cover.end_cover(stands_in, row.id, today=TODAY)  # whoever covers may give it up
    for gone in (client, to_come):
        with pytest.raises(NotFound):
            clients.client(stands_in, gone)
    assert "Already" in clients.client(stands_in, hers).name, "what was theirs stays theirs"


def people_of_another(desk: Desk, person_id: UUID) -> None:
    with desk.unit_of_work() as work:
        told = {"person": person_id, "me": desk.advisor.id}
        work.session.execute(text("SELECT wd_cover(:person, :me, 'Leave', current_date, current_date)"), told)
        work.commit()


def test_a_cover_to_come_opens_nothing_before_its_first_day(house: AgencyDesk) -> None:
    away, stands_in = house.invite("Quin Rae"), house.invite("Rona Scott")
    client = a_client(away, surname="Yet to come")
    draft = CoverDraft(away.advisor.id, stands_in.advisor.id, date(2099, 1, 1), date(2099, 1, 9), "Leave")
    cover.begin_cover(house.manager, draft)  # a manager says so of anybody
    with pytest.raises(NotFound):
        clients.client(stands_in, client)
    way = shared_of(stands_in).way
    seen = psql(house.address, way.login, way.password, "SELECT count(*) FROM sealed_keys")
    assert seen.stdout.strip() == "1", "only the key all the desk has in common"
    [row] = [one for one in cover.covers(house.manager, today=TODAY) if one.by == "Rona Scott"]
    cover.end_cover(house.manager, row.id, today=TODAY)
    assert "Yet to come" in clients.client(away, client).name


def test_a_client_handed_over_is_the_next_advisors_alone(house: AgencyDesk) -> None:
    one, two = house.invite("Eva Lunn"), house.invite("Fay Munro")
    client = a_client(one, surname="Moving")
    case = a_case(one, client)
    journal.write_note(one, client, "Up to here by me.", today=TODAY)
    handing.hand_over(one, one.advisor.id, two.advisor.id, why="New patch", person_id=client, today=TODAY)
    assert "Up to here by me." in [row.words for row in journal.journal_rows(two, client)]
    assert cases.case(two, case).journal
    with pytest.raises(NotFound):
        clients.client(one, client)


def test_a_leaver_signs_in_no_more_and_their_keys_are_gone(house: AgencyDesk) -> None:
    goes, stays = house.invite("Hal Orr"), house.invite("Ina Petrie")
    client = a_client(goes, surname="Left")
    journal.write_note(goes, client, "Before they left.", today=TODAY)
    with pytest.raises(Problems, match="theirs alone"):
        people.leaves(house.manager, goes.advisor.id, today=TODAY)
    handing.hand_over(house.manager, goes.advisor.id, stays.advisor.id, why="Leaves us", today=TODAY)
    people.leaves(house.manager, goes.advisor.id, today=TODAY)
    assert clients.page(goes) == []  # still connected: the server shows them nothing
    folder = goes.folder
    goes.close()
    with pytest.raises((servers.NotLetIn, NoLongerHere)):
        opening.open_desk(folder, PASSPHRASE, clock=house.clock)
    with house.manager.look() as look:
        kept = text("SELECT count(*) FROM sealed_keys WHERE advisor_id = :who")
        assert look.scalar(kept, {"who": goes.advisor.id}) == 0
    assert "Before they left." in [row.words for row in journal.journal_rows(stays, client)]


def test_the_desk_opens_by_its_persons_passphrase_on_their_computer(house: AgencyDesk) -> None:
    desk = house.invite("Joan Quin")
    client = a_client(desk, surname="Again")
    folder = desk.folder
    desk.close()
    again = opening.open_or_read(folder, PASSPHRASE, clock=house.clock)
    assert again.advisor.name == "Joan Quin" and not again.read_only
    assert "Again" in clients.client(again, client).name
    again.close()
    names = {file.name for file in folder.iterdir()}
    assert names <= {"desk.db", "desk.db-wal", "desk.db-shm", "keys.json", "desk.lock"}
    login = shared_of(again).way.login.encode()
    assert not any(login in file.read_bytes() for file in folder.iterdir())


def test_of_two_saves_at_one_shared_desk_one_is_told(house: AgencyDesk) -> None:
    one = house.invite("Kit Rae")
    client = a_client(one)
    version = clients.client(one, client).version
    clients.change_client(house.manager, client, ClientDraft("Reid", "Ann"), version=version, today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        clients.change_client(one, client, ClientDraft("Reid", "Bea"), version=version, today=TODAY)


def test_the_log_of_several_people_is_one_chain(house: AgencyDesk) -> None:
    one, two = house.invite("Lea Shaw"), house.invite("Mo Tran")
    for desk in (one, two, one):
        client = a_client(desk)
        access.who_has_looked(desk, client)
    assert access.verify_log(house.manager) is None


def test_an_invitation_is_used_once(house: AgencyDesk, tmp_path: Path) -> None:
    asked = making.invite(house.manager, opening.NewAdvisor("Nan Urie"))
    weak = {"strength": making.Strength.for_tests(), "allow_weak": True, "clock": house.clock}
    desk, _ = making.join(asked.data, asked.code, tmp_path / "one", PASSPHRASE, **weak)  # type: ignore[arg-type]
    desk.close()
    with pytest.raises(UsedInvitation):
        making.join(asked.data, asked.code, tmp_path / "two", PASSPHRASE, **weak)  # type: ignore[arg-type]
    assert not (tmp_path / "two" / "desk.db").exists()
    other = making.invite(house.manager, opening.NewAdvisor("Oz Vance"))
    with pytest.raises(making.NotAnInvitation):
        making.join(asked.data, other.code, tmp_path / "three", PASSPHRASE, **weak)  # type: ignore[arg-type]


def test_only_a_manager_asks_people(house: AgencyDesk) -> None:
    one = house.invite("Pat Wark")
    with pytest.raises(NotYours):
        making.invite(one, opening.NewAdvisor("A Friend", role="manager"))


def test_two_halves_open_everything_again_and_one_opens_nothing(house: AgencyDesk, tmp_path: Path) -> None:
    one = house.invite("Quin York")
    client = a_client(one)
    journal.write_note(one, client, "Kept through it all.", today=TODAY)
    weak = {"strength": making.Strength.for_tests(), "allow_weak": True, "clock": house.clock}
    who = opening.NewAdvisor("Ros Zair")
    wrong = (house.halves[0], house.halves[0])
    with pytest.raises(making.HalvesDoNotFit):
        making.recover(house.address, SETUP_PASSWORD, wrong, tmp_path / "no", who, PASSPHRASE, **weak)  # type: ignore[arg-type]
    made = making.recover(
        house.address,
        SETUP_PASSWORD,
        house.halves,
        tmp_path / "yes",
        who,
        PASSPHRASE,
        **weak,  # type: ignore[arg-type]
    )
    assert "Kept through it all." in [row.words for row in journal.journal_rows(made.desk, client)]
    made.desk.close()


def test_a_dump_of_the_server_holds_no_word_of_evidence_or_journal(house: AgencyDesk) -> None:
    one = house.invite("Sid Aitken")
    practice = a_practice(house.manager)
    client = a_client(one)
    case = a_case(one, client)
    a_consent(one, client, practice)
    reading = a_reading(one, client, case, practice)
    evidence, told = "Heronsfoot walks thirty metres", "Curlewsong told me over the telephone"
    a_note(one, client, case, reading, evidence)
    journal.write_note(one, client, told, today=TODAY, case_id=case)
    dumped = subprocess.run(
        ["pg_dump", "-U", "wdadmin", "-h", "127.0.0.1", "-p", str(house.server.port), house.address.database],
        capture_output=True,
        check=True,
    ).stdout
    assert len(dumped) > 100_000 and str(case).encode() in dumped
    assert canary.leaks(dumped, evidence) == [] and canary.leaks(dumped, told) == []
    private = shared_of(one).way.private_key.encode()
    assert private not in dumped and shared_of(one).way.password.encode() not in dumped


# The way there ------------------------------------------------------------------------------------------


def test_a_certificate_is_checked_with_the_name_it_is_for(house: AgencyDesk) -> None:
    ca = str(shared_server.certificate_of(house.server))
    named = replace(house.address, host="localhost", plain=False, ca=ca)
    engine = named.engine(SETUP_PASSWORD)
    servers.check(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
    engine.dispose()
    stranger = str(shared_server.folder_of(house.server) / certificates.STRANGER)
    for unlike in (
        replace(named, host="127.0.0.1"),  # another name than the certificate's
        replace(named, ca=stranger),
        replace(named, ca=""),  # what this computer believes of itself: nobody signed it
    ):
        engine = unlike.engine(SETUP_PASSWORD)
        with pytest.raises(NotTrusted):
            servers.check(engine)
        engine.dispose()


@pytest.mark.parametrize("url", ["postgresql://a:secret@h/d", "postgresql://a@h/d?password=secret"])
def test_a_password_in_an_address_is_refused(url: str) -> None:
    with pytest.raises(PasswordInAddress):
        servers.read(url)


def test_no_tls_is_for_this_computer_alone() -> None:
    with pytest.raises(TlsNeeded):
        servers.read("postgresql://a@desk.example.org/d", insecure_loopback=True)
    assert servers.read("postgresql://a@127.0.0.1/d", insecure_loopback=True).sslmode == "disable"
    assert servers.read("postgresql://a@/d?host=/run/postgresql").sslmode == "disable"
    assert servers.read("postgresql://a@desk.example.org/d").sslmode == "verify-full"


def test_the_program_never_connects_as_a_superuser(server: URL) -> None:
    address = servers.read(f"postgresql://wdadmin@127.0.0.1:{server.port}/postgres", insecure_loopback=True)
    engine = address.engine("")
    with pytest.raises(NeverAsSuperuser):
        servers.check(engine)
    engine.dispose()


# By commands --------------------------------------------------------------------------------------------


def test_an_agency_is_made_and_joined_by_commands(
    server: URL, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = agency_desk.empty_database(server)
    password, phrase = tmp_path / "password", tmp_path / "phrase"
    password.write_text(SETUP_PASSWORD + "\n")
    phrase.write_text(PASSPHRASE + "\n")
    ca = str(shared_server.certificate_of(server))

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    url = f"postgresql://{address.role}@localhost:{address.port}/{address.database}"
    manager, colleague = tmp_path / "manager", tmp_path / "colleague"
    made = ("agency", "create", url, "--ca", ca, "--password-file", password, "--folder", manager)
    who = ("--name", "Isla Grant", "--agency", "Tayside Advice", "--passphrase-file", phrase)
    with_password = url.replace(address.role, f"{address.role}:secret")
    code, _, err = run("agency", "create", with_password, *made[3:], *who)
    assert code == 2 and "never stands in an address" in err and "secret" not in err
    code, out, err = run(*made, *who)
    assert (code, len(out.splitlines())) == (0, 3), err
    code, _, err = run(*made[:-1], tmp_path / "again", *who)
    assert code == 4 and "tables in that database already" in err and not (tmp_path / "again").exists(), err

    desk = ("--desk", manager, "--passphrase-file", phrase)
    code, out, err = run("agency", "add-advisor", *desk, "--name", "Morag Sinclair", "--out", tmp_path / "m")
    assert code == 0, err
    (tmp_path / "code").write_text(out)
    joining = ("--code-file", tmp_path / "code", "--ca", ca, "--folder", colleague)
    code, out, err = run("agency", "join", tmp_path / "m", *joining, "--passphrase-file", phrase)
    assert code == 0 and "Morag Sinclair has joined" in err
    code, out, _ = run("agency", "people", *desk)
    assert [line.split(":")[0] for line in out.splitlines()] == ["Isla Grant", "Morag Sinclair"]
    # Every other command opens it as it opens any desk.
    there = ("--desk", colleague, "--passphrase-file", phrase)
    code, out, _ = run("tally", *there, "--from", "2025-04-01", "--to", "2026-03-31", "--format", "json")
    assert code == 0 and json.loads(out)["ledger"]["gains"] == 0
    code, _, err = run("agency", "add-advisor", *there, "--name", "Nobody", "--out", tmp_path / "n")
    assert code == 1 and "not yours" in err
    code, _, err = run("agency", "upgrade", url, "--ca", ca, "--password-file", password)
    assert code == 0 and "as they were" in err


def test_a_database_that_holds_something_is_left_alone(house: AgencyDesk, tmp_path: Path) -> None:
    with pytest.raises(NotEmpty):
        making.create(
            house.address,
            SETUP_PASSWORD,
            tmp_path / "second",
            opening.NewAdvisor("Somebody"),
            PASSPHRASE,
            clock=house.clock,
            details=agency.Agency("Another"),
            strength=making.Strength.for_tests(),
            allow_weak=True,
        )
    assert not (tmp_path / "second" / "desk.db").exists()
    assert list(tmp_path.iterdir()) == []
