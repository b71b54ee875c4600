"""What is given to the commands of a shared desk by mistake or ill will: a sentence, nothing half made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from textwrap import dedent

import agency_desk
import pytest
from agency_desk import SETUP_PASSWORD, AgencyDesk, psql
from building import PASSPHRASE, a_case, a_client
from sqlalchemy.engine import URL

from welfare_desk.casework import agency, opening
from welfare_desk.casework.desk import Desk, RealClock
from welfare_desk.casework.people import clients
from welfare_desk.casework.service import handing
from welfare_desk.casework.shared import making
from welfare_desk.cli import main
from welfare_desk.records.server import Address
from welfare_desk.vault import slots
from welfare_desk.vault.slots import Strength

LONG = "x" * 5000
UNLIKE_WORDS = ("", "   ", "\t")
STRANGE = (
    'Isla "Izzy" O\'Neill; DROP TABLE people; --',
    "Ìsla Ní Ghràinne $wd$ %I %L {member}",
    "李 小龍",
    "\N{RIGHT-TO-LEFT OVERRIDE}tnarG alsI",
    "Isla\\Grant",
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a passphrase costs a guesser is measured elsewhere."""
    monkeypatch.setattr(slots, "calibrated", Strength.for_tests)


@pytest.fixture
def empty(server: URL) -> Address:
    return agency_desk.empty_database(server)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Where the secrets stand as files, for those who script the commands."""
    (tmp_path / "password").write_text(SETUP_PASSWORD + "\n")
    (tmp_path / "phrase").write_text(PASSPHRASE + "\n")
    return tmp_path


@pytest.fixture
def manager(house: AgencyDesk, given: Path) -> Iterator[tuple[object, ...]]:
    """The words of the first manager's desk; she has closed it and works by commands."""
    folder = house.manager.folder
    house.manager.close()
    yield "--desk", folder, "--passphrase-file", given / "phrase"
    house.manager = opening.open_desk(folder, PASSPHRASE, clock=house.clock)


def refused(capsys: pytest.CaptureFixture[str], *words: object, code: int | tuple[int, ...] = (2, 4)) -> str:
    """Run what must be refused; the one sentence it said of it."""
    capsys.readouterr()
    ended = main([str(word) for word in words])
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.strip().splitlines()) == 1, (ended, said.out, said.err)
    assert ended in ((code,) if isinstance(code, int) else code), (ended, said.err)
    assert "Traceback" not in said.err and SETUP_PASSWORD not in said.err and PASSPHRASE not in said.err
    assert len(said.err) < 700, "a sentence, however long what it is about"
    return said.err.strip()


def there(address: Address) -> tuple[int, int]:
    """How many tables stand in a database, and how many roles besides whose it is."""
    asked = (
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
        "SELECT count(*) FROM pg_roles WHERE"
        f" rolname LIKE '{address.database}\\_%' AND rolname <> '{address.role}'",
    )
    told = psql(address, address.role, SETUP_PASSWORD, *asked)
    assert told.returncode == 0, told.stderr
    tables, roles = map(int, told.stdout.split())
    return tables, roles


def create(address: Address, given: Path, **other: object) -> list[object]:
    """The words that make an agency's desk, some of them other than they should be."""
    words: dict[str, object] = {
        "password-file": given / "password",
        "passphrase-file": given / "phrase",
        "folder": given / "manager",
        "name": "Isla Grant",
        "agency": "Tayside Advice",
    }
    url = other.pop("url", f"postgresql://{address.role}@127.0.0.1:{address.port}/{address.database}")
    words |= {name.replace("_", "-"): value for name, value in other.items()}
    named = [word for name, value in words.items() for word in (f"--{name}", value)]
    return ["agency", "create", url, "--insecure-loopback", *named]


# Making -------------------------------------------------------------------------------------------------

NO_ADDRESSES = (
    "",
    "postgresql://",
    "postgresql:///desk",
    "postgresql://role@/desk",
    "postgresql://role@host",
    "postgresql://role@host:abc/desk",
    "postgresql://role@host:0/desk",
    "postgresql://role@host:99999/desk",
    "postgresql://role@host/desk?port=abc",
    "postgresql://role@host/desk?port=5432&port=5433",
    "postgresql://role@/desk?host=a&host=b",
    "postgresql://role@[::1/desk",
    "mysql://role@host/desk",
    "sqlite:///desk.db",
    "file:///etc/passwd",
    "desk.db",
    "postgresql://role@host/de\x00sk",
    "postgresql://ro\udce9le@host/desk",
    "postgresql://role@host/desk\nDROP",
    f"postgresql://role@{LONG}/desk",
)


@pytest.mark.parametrize("url", NO_ADDRESSES, ids=range(len(NO_ADDRESSES)))
def test_what_is_no_address_makes_nothing(
    url: str, empty: Address, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(capsys, *create(empty, given, url=url))
    assert there(empty) == (0, 0) and not (given / "manager").exists()


@pytest.mark.parametrize(
    "secret",
    [
        "postgresql://{role}:hunter2@127.0.0.1:{port}/{database}",
        "postgresql://{role}:@127.0.0.1:{port}/{database}",
        "postgresql://{role}@127.0.0.1:{port}/{database}?password=hunter2",
        "postgresql://{role}@127.0.0.1:{port}/{database}?PASSWORD=hunter2",
        "postgresql://{role}@127.0.0.1:{port}/{database}?passfile=hunter2",
        "postgresql://{role}@127.0.0.1:{port}/{database}?sslpassword=hunter2",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_said_again(
    secret: str, empty: Address, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = secret.format(role=empty.role, port=empty.port, database=empty.database)
    assert "hunter2" not in refused(capsys, *create(empty, given, url=url), code=2)
    assert there(empty) == (0, 0) and not (given / "manager").exists()


@pytest.mark.parametrize("more", ["sslmode=disable", "options=-crole%3Dpostgres", "service=other"])
def test_an_address_does_not_say_how_it_is_reached(
    more: str, empty: Address, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"postgresql://{empty.role}@127.0.0.1:{empty.port}/{empty.database}?{more}"
    assert more.partition("=")[0] in refused(capsys, *create(empty, given, url=url), code=2)
    assert there(empty) == (0, 0)


def test_what_is_wrong_with_the_rest_makes_nothing(
    empty: Address, given: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    (given / "picture").write_bytes(b"\xff\xfe\x00\x81" * 40)
    (given / "nothing").write_bytes(b"")
    (given / "nul").write_bytes(b"pass\x00word")
    (given / "full").mkdir()
    (given / "full" / "letter.odt").write_text("Dear")
    (given / "short").write_text("a\n")
    a_file = given / "password"
    wrong: list[dict[str, object]] = [
        {"password_file": given / "not there"},
        {"password_file": given},
        {"password_file": given / "picture"},
        {"password_file": given / "nul"},
        {"passphrase_file": given / "not there"},
        {"passphrase_file": given / "nothing"},
        {"passphrase_file": given / "short"},
        {"folder": given / "full"},
        {"folder": a_file},
        {"folder": a_file / "below"},
        {"folder": desk.folder},
        {"folder": desk.folder / "inside"},
        {"papers": a_file},
        {"papers": desk.folder / "papers"},
        {"name": LONG},
        {"agency": LONG},
        *({"name": words} for words in UNLIKE_WORDS),
        *({"agency": words} for words in UNLIKE_WORDS),
        {"name": "Is\udce9la"},
        {"agency": "Tay\udce9side"},
        {"name": "Isla\nGrant"},
    ]
    for one in wrong:
        held = sorted(given.rglob("*"))
        refused(capsys, *create(empty, given, **one), code=(1, 2, 4))
        assert there(empty) == (0, 0), one
        assert sorted(given.rglob("*")) == held, one


def test_a_role_that_may_not_make_roles_or_stands_above_all_makes_nothing(
    server: URL, empty: Address, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_all = f"postgresql://wdadmin@127.0.0.1:{empty.port}/{empty.database}"
    assert "superuser" in refused(capsys, *create(empty, given, url=as_all), code=4)
    with agency_desk.OnServer.administrator(_of(server), server.set(database=empty.database)) as run:
        run.execute(f"ALTER ROLE {empty.role} NOCREATEROLE")
    assert "may not make roles" in refused(capsys, *create(empty, given), code=4)
    assert there(empty) == (0, 0) and not (given / "manager").exists()


def _of(server: URL) -> agency_desk.OnServer:
    return agency_desk.OnServer(server, server, Path())


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_name_is_a_name(
    name: str, empty: Address, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(word) for word in create(empty, given, name=name, agency=name)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert (
        main(["agency", "people", "--desk", str(given / "manager"), "--passphrase-file", f"{given}/phrase"])
        == 0
    )
    assert capsys.readouterr().out.startswith(f"{name}: manager")


# Asking and joining -------------------------------------------------------------------------------------


def test_who_cannot_be_asked_is_not(
    manager: tuple[object, ...], given: Path, house: AgencyDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = there(house.address)
    out = given / "invitation"
    for more in (
        *(("--name", words, "--out", out) for words in (*UNLIKE_WORDS, LONG, "R\udce9b", "Rab\nKerr")),
        ("--name", "Rab Kerr", "--team", LONG, "--out", out),
        ("--name", "Rab Kerr", "--team", "N\udce9rth", "--out", out),
        ("--name", "Rab Kerr", "--out", given),
        ("--name", "Rab Kerr", "--out", given / "no" / "folder"),
        ("--name", "Rab Kerr", "--out", manager[1] / "invitation"),  # type: ignore[operator]
        ("--name", "Rab Kerr", "--out", given / "phrase"),
    ):
        refused(capsys, "agency", "add-advisor", *manager, *more, code=(1, 2, 4))
        assert there(house.address) == before and not out.exists(), more


def test_an_invitation_that_is_not_whole_opens_nothing(
    house: AgencyDesk, server: URL, given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = making.invite(house.manager, opening.NewAdvisor("Rab Kerr"))
    other_house = agency_desk.make(server, tmp_path / "other", house.clock)
    other = making.invite(other_house.manager, opening.NewAdvisor("Rab Kerr"))
    folder, file, code = tmp_path / "rab", tmp_path / "invitation", tmp_path / "code"

    def join(data: bytes, told: str) -> str:
        file.write_bytes(data)
        code.write_bytes(told.encode() + b"\n")
        words = ("--code-file", code, "--folder", folder, "--passphrase-file", given / "phrase")
        return refused(capsys, "agency", "join", file, *words, code=(2, 4))

    flipped = bytearray(asked.data)
    flipped[-30] ^= 1
    for data in (
        b"",
        asked.data[:10],
        asked.data[:26],
        asked.data[:40],
        asked.data[:-1],
        asked.data + b"\n",
        bytes(flipped),
        asked.data.replace(b"invitation 1", b"invitation 2"),
        b"%PDF-1.7" + bytes(4000),
        other.data,
    ):
        assert "invitation" in join(data, asked.code)
        assert not folder.exists()
    for told in ("", "not a code", asked.code[:-1], asked.code + "A", other.code, asked.code[1:] + "A", LONG):
        join(asked.data, told)
        assert not folder.exists()
    words = ("--folder", folder, "--passphrase-file", given / "phrase")
    refused(capsys, "agency", "join", tmp_path, "--code-file", code, *words)
    refused(capsys, "agency", "join", tmp_path / "not there", "--code-file", code, *words)
    file.write_bytes(asked.data)
    refused(capsys, "agency", "join", file, "--code-file", tmp_path, *words)
    code.write_text(asked.code)
    taken = house.manager.folder
    refused(capsys, "agency", "join", file, "--code-file", code, "--folder", taken, *words[2:])
    # After all of that the right file with the right code is still good, once.
    done = ["agency", "join", file, "--code-file", code, *words]
    assert main([str(word) for word in done]) == 0
    capsys.readouterr()
    again = refused(capsys, *done[:-3], tmp_path / "again", *words[2:], code=4)
    assert "has been used" in again and not (tmp_path / "again").exists()
    other_house.close()


# Moving in and taking out ---------------------------------------------------------------------------------


def test_what_is_no_laptops_desk_is_not_moved_in(
    manager: tuple[object, ...],
    house: AgencyDesk,
    server: URL,
    desk: Desk,
    given: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    a_client(desk)
    laptop = desk.folder
    desk.close()
    other = agency_desk.make(server, tmp_path / "other", house.clock)
    other.manager.close()
    (tmp_path / "damaged").mkdir()
    shutil.copy(laptop / "keys.json", tmp_path / "damaged" / "keys.json")
    (tmp_path / "damaged" / "desk.db").write_bytes(bytes(8192))
    (tmp_path / "wrong").write_text("not the passphrase of this one\n")
    phrase = ("--its-passphrase-file", given / "phrase")

    def move(folder: object, *more: object, code: int | tuple[int, ...] = 4) -> str:
        return refused(capsys, "agency", "move-in", folder, *manager, *more, code=code)

    assert "not there" in move(tmp_path / "nowhere", *phrase)
    move(tmp_path, *phrase)
    move(given / "phrase", *phrase)
    move(tmp_path / "damaged", *phrase)
    move(laptop, "--its-passphrase-file", tmp_path / "nowhere")
    move(laptop, *phrase, "--to", "Nobody Of That Name", code=(1, 2, 4))
    move(laptop, *phrase, "--to", LONG, code=(1, 2, 4))
    assert "way into an agency's desk" in move(other.manager.folder, *phrase, code=2)
    move(manager[1], *phrase, code=(2, 4))  # the agency's own
    on_laptop = ("--desk", laptop, "--passphrase-file", given / "phrase")
    said = refused(capsys, "agency", "move-in", laptop, *on_laptop, *phrase, code=(2, 4))
    assert "has this desk open" in said or "own folder" in said
    for words in (("people",), ("verify",), ("health",), ("leaver", "--name", "Morag Sinclair")):
        assert "own folder" in refused(capsys, "agency", *words, *on_laptop, code=2)
    refused(capsys, "agency", "take-out", *on_laptop, "--folder", tmp_path / "out", code=2)
    asked = ("add-advisor", "--name", "Rab Kerr", "--out", tmp_path / "invitation")
    assert "own folder" in refused(capsys, "agency", asked[0], *on_laptop, *asked[1:], code=2)
    assert not (tmp_path / "out").exists() and not (tmp_path / "invitation").exists()
    tried = ["agency", "move-in", laptop, *manager, *phrase, "--to", "Isla Grant", "--dry-run"]
    assert main([str(word) for word in tried]) == 0
    assert capsys.readouterr().out == "1 would be brought, 0 there already, 0 would be left.\n"
    move(laptop, "--its-passphrase-file", tmp_path / "wrong")
    people = psql(house.address, house.address.role, SETUP_PASSWORD, "SELECT count(*) FROM people")
    assert people.stdout.strip() == "0"


def test_a_hand_over_by_command_says_why_tells_both_and_can_be_taken_back(
    house: AgencyDesk, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gives, takes = house.invite("Ada Bain"), house.invite("Bob Cairns")
    first, second = a_client(gives, surname="First"), a_client(gives, surname="Second")
    a_case(gives, first)
    ref = clients.client(gives, first).reference
    folder = house.manager.folder
    house.manager.close()
    words = ["agency", "hand-over", "--desk", str(folder), "--passphrase-file", f"{given}/phrase"]
    to = ["--to", "Bob Cairns"]
    assert "--why" in refused(capsys, *words, "--client", ref, *to, code=2)
    assert "Say why" in refused(capsys, *words, "--client", ref, *to, "--why", "  ", code=(1, 2))
    assert "--from NAME" in refused(capsys, *words, *to, "--why", "Patch", code=2)
    assert main([*words, "--client", ref, *to, "--why", "New patch"]) == 0
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith(
        "1 client with 1 open case went to Bob Cairns. Both are told"
    )
    today = RealClock().today()
    [told] = handing.to_tell(takes, today=today)
    assert (told.giver, told.by, told.why, told.clients) == ("Ada Bain", "Isla Grant", "New patch", 1)
    assert [row.id for row in handing.to_tell(gives, today=today)] == [told.id]
    assert [row.id for row in clients.page(gives)] == [second]
    # The rest of hers; then there is nothing more of hers, and the client of two is asked about.
    assert main([*words, "--from", "Ada Bain", *to, "--why", "Leaves us"]) == 0
    assert "1 client with 0 open cases" in capsys.readouterr().err
    assert "nothing of theirs" in refused(capsys, *words, "--from", "Ada", *to, "--why", "x", code=1)
    handing.take_back(takes, told.id, today=today)
    assert {row.id for row in clients.page(gives)} == {first}
    house.manager = opening.open_desk(folder, PASSPHRASE, clock=house.clock)


def test_what_is_taken_out_never_goes_over_anything(
    manager: tuple[object, ...], desk: Desk, given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.odt").write_text("Dear")
    for folder in (
        tmp_path / "full",
        given / "phrase",
        given / "phrase" / "below",
        desk.folder,
        desk.folder / "inside",
        manager[1],
        tmp_path / ("x" * 300),
    ):
        held = sorted(tmp_path.rglob("*"))
        refused(capsys, "agency", "take-out", *manager, "--folder", folder, code=(2, 4))
        assert sorted(tmp_path.rglob("*")) == held, folder


SHARED = "welfare_desk.casework.shared"
KILLED = """
    import os, sys
    from {package} import {module}
    from welfare_desk.vault import slots
    slots.calibrated = slots.Strength.for_tests
    so_far = {module}.{where}
    def killed(*about, **how):
        if {after}:
            so_far(*about, **how)
        os._exit(9)
    {module}.{where} = killed
    from welfare_desk.cli import main
    sys.exit(main(sys.argv[1:]))
"""


def killed_at(module: str, where: str, *words: object, after: bool = False, package: str = SHARED) -> None:
    """Run a command whose computer is switched off before or after one step of it."""
    script = dedent(KILLED.format(package=package, module=module, where=where, after=after))
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, words)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 9, done.stderr


def test_a_taking_out_that_was_killed_is_no_desk_and_is_begun_again(
    house: AgencyDesk, given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out" / "desk"
    a_client(house.manager, surname="Taken")
    there = house.manager.folder
    house.manager.close()
    words = ("agency", "take-out", "--desk", there, "--passphrase-file", given / "phrase", "--folder", folder)
    for where, after in (("_taken", False), ("_copied", False), ("_copied", True), ("_taken", True)):
        killed_at("moving", where, *words, after=after)
        assert not folder.exists(), where
    assert main([str(word) for word in words]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1, "its recovery key"
    assert [one.name for one in folder.parent.iterdir()] == ["desk"]
    assert main(["verify", "--desk", str(folder), "--passphrase-file", f"{given}/phrase"]) == 0
    house.manager = opening.open_desk(there, PASSPHRASE, clock=house.clock)


def test_a_desk_whose_making_was_killed_is_made_anew(
    empty: Address, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, where in enumerate(("_refuse_unfit", "_first_people")):
        killed_at("making", where, *create(empty, given, folder=given / f"killed-{number}"), after=True)
        assert there(empty) == (0, 0), where
    # With its papers out and the desk not made: they open nothing, and those of the next making do.
    papers, commands = given / "papers", "welfare_desk.commands"
    words = create(empty, given, folder=given / "killed-2", papers=papers)
    killed_at("agency", "_give_papers", *words, after=True, package=commands)
    assert there(empty) == (0, 0) and len(list(papers.iterdir())) == 3
    assert main([str(word) for word in create(empty, given)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_desk_is_there_only_when_its_papers_are_out(
    empty: Address, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed as soon as it stands, before a word is said of it: the halves are in hand and nothing lacks."""
    papers, phrase = given / "papers", ["--passphrase-file", f"{given}/phrase"]
    killed_at("opening", "open_joined", *create(empty, given, papers=papers))
    assert there(empty)[0] > 80
    assert "tables in that database already" in refused(capsys, *create(empty, given, folder=given / "more"))
    assert main(["agency", "people", "--desk", f"{given}/manager", *phrase]) == 0
    with closing(opening.open_desk(given / "manager", PASSPHRASE, clock=RealClock())) as desk:
        assert agency.agency(desk, on=desk.clock.today()).name == "Tayside Advice"
        assert "Department for Work and Pensions" in [body.name for body in agency.recipients(desk)]
    (given / "halves").write_text(
        "".join((papers / f"{one}-half.txt").read_text() for one in ("first", "second"))
    )
    _, _, url, *where = create(empty, given, folder=given / "recovered", name="Rab Kerr")
    where = [*where[: where.index("--agency")], "--halves-file", given / "halves"]
    assert main([str(word) for word in ("agency", "recover", url, *where)]) == 0
    assert main(["agency", "verify", "--desk", f"{given}/recovered", *phrase]) == 0


def test_a_joining_that_was_killed_leaves_the_invitation_or_the_way_in(
    house: AgencyDesk, given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = making.invite(house.manager, opening.NewAdvisor("Una Reid"))
    (tmp_path / "una").write_bytes(asked.data)
    (tmp_path / "code").write_text(asked.code)
    words = ["agency", "join", tmp_path / "una", "--code-file", tmp_path / "code"]
    words += ["--passphrase-file", given / "phrase", "--folder"]
    killed_at("making", "_change_password", *words, tmp_path / "one")
    killed_at("making", "_change_password", *words, tmp_path / "two", after=True)
    phrase = ["--passphrase-file", f"{given}/phrase"]
    # Before the server was told, the invitation is still good; after it, the folder is the way in.
    refused(capsys, "agency", "people", "--desk", tmp_path / "one", *phrase, code=4)
    assert "has been used" in refused(capsys, *words, tmp_path / "three", code=4)
    assert main(["agency", "people", "--desk", str(tmp_path / "two"), *phrase]) == 0
    assert not (tmp_path / "three").exists()
