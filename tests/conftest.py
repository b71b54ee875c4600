"""Every test's desk is a real encrypted one in its own folder; only the passphrase's strength is a test's."""

from __future__ import annotations

import os
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import agency_desk
import another_program
import at_spi
import golden_desks
import no_network
import pytest
import shared_server
from agency_desk import ON_A_LAPTOP, ON_SERVER, AgencyDesk, OnServer
from building import PASSPHRASE, MovingClock
from hypothesis import HealthCheck, settings
from sqlalchemy.engine import URL

from welfare_desk.casework.agency import Agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import NewAdvisor, make_desk, open_desk
from welfare_desk.records import engine as engines
from welfare_desk.records.tables import Base
from welfare_desk.vault.desk_key import DeskKey, Person
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.slots import Strength

# A machine with much to do is no wrong rule: nothing here fails for being slow. The gate tries the same
# examples every time, so it says the same of the same code; WELFARE_DESK_EXPLORE=1 looks for new ones.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("gate", _PATIENT, derandomize=True, database=None)
settings.register_profile("explore", _PATIENT)
settings.load_profile("explore" if os.environ.get("WELFARE_DESK_EXPLORE") else "gate")


no_network.listen()


# Few tests that take a minute each: begun last they would keep three of four cores waiting for the fourth.
_LONG = frozenset(
    f"test_{name}.py"
    for name in ("whole_program", "cli_sentences", "cli_agency", "screen_others_write", "kills", "power_cuts")
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long ones first. WELFARE_DESK_ONE_IN=12: one test of twelve, drawn by its name: always the same."""
    items.sort(key=lambda one: one.path.name not in _LONG)
    one_in = int(os.environ.get("WELFARE_DESK_ONE_IN", "1"))
    drawn = [one for one in items if zlib.crc32(one.nodeid.encode()) % one_in == 0]
    if len(drawn) < len(items):
        config.hook.pytest_deselected(items=[one for one in items if one not in set(drawn)])
        items[:] = drawn


def pytest_runtest_setup(item: pytest.Item) -> None:
    """``laptop``: what is truly about a folder's own file is not asked of an agency's server."""
    if ON_SERVER and (mark := item.get_closest_marker("laptop")):
        pytest.skip(ON_A_LAPTOP + mark.args[0])


@pytest.fixture(autouse=True)
def _no_other_machine_is_reached() -> Iterator[None]:
    yield
    assert no_network.reached() == [], "there is no network unless a shared desk is configured"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One loud line for each thing the tests could not be held against on this machine."""
    reasons = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    lacking = {
        "PostgreSQL": shared_server.LACKING,
        "PDF text": another_program.LACKING,
    }
    for name, program in lacking.items():
        if skipped := sum(program in reason for reason in reasons):
            terminalreporter.write_line(f"{name}: NOT TESTED HERE ({skipped} tests)", red=True, bold=True)
    if ON_SERVER:
        outcomes = {name: len(terminalreporter.getreports(name)) for name in ("passed", "failed")}
        own = sum(ON_A_LAPTOP in reason for reason in reasons)
        terminalreporter.write_line(
            f"On an agency's server: {outcomes['passed']} passed, {outcomes['failed']} failed;"
            f" {own} are of a desk in its own folder alone and not asked of it"
        )
        whys = Counter(reason.partition(ON_A_LAPTOP)[2].rstrip("\"')") for reason in reasons)
        for why, many in whys.most_common():
            if why:
                terminalreporter.write_line(f"  {many}: {why}")
    # The gate does without the bus of a desktop.
    if unheard := sum(at_spi.LACKING in reason for reason in reasons):
        terminalreporter.write_line(f"Screen reader: no bus here, not heard ({unheard} tests)", yellow=True)
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    told = [told for report in reports for name, told in report.user_properties if name == "counted"]
    for what, trials, losses, more in told:
        terminalreporter.write_line(f"{what}: {trials} trials, {losses} losses; {more}")
    if len(told) > 1:
        trials, losses = (sum(one[place] for one in told) for place in (1, 2))
        terminalreporter.write_line(f"In all: {trials} trials, {losses} losses")


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Callable[[str, int, int, str], None]:
    """Says at the very end of the run what was tried and what was lost; ``make faults`` is read for it."""
    return lambda what, trials, losses, more: record_property("counted", (what, trials, losses, more))


@pytest.fixture
def clock() -> MovingClock:
    """Thursday 26 November 2026, half past nine."""
    return MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk that each test copies: making one takes longer than most tests do."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    made = make_desk(
        folder,
        NewAdvisor("Morag Sinclair", job_title="Welfare rights advisor"),
        PASSPHRASE,
        clock=MovingClock(datetime(2024, 4, 1, 9, tzinfo=UTC)),
        details=Agency("Tayside Advice Partnership", "14 Ferry Road\nMillbank DD5 9ZZ", "01382 496 0021"),
        strength=Strength.for_tests(),
        allow_weak=True,
    )
    made.desk.close()
    return folder


@pytest.fixture(scope="session")
def agency_of_one(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> OnServer:
    """The empty desk once more, on a server under its row security, for a run with ON_SERVER set."""
    return OnServer.make(request.getfixturevalue("server"), tmp_path_factory.mktemp("agency"))


@pytest.fixture
def desk(
    request: pytest.FixtureRequest, empty_desk: Path, tmp_path: Path, clock: MovingClock
) -> Iterator[Desk]:
    """An empty desk of one advisor, Morag Sinclair: in her own folder, or ON_SERVER as one of an agency's."""
    if ON_SERVER:
        house: OnServer = request.getfixturevalue("agency_of_one")
        with house.copy(tmp_path / "desk", clock) as shared:
            yield shared
        return
    folder = tmp_path / "desk"
    shutil.copytree(empty_desk, folder)
    opened = open_desk(folder, PASSPHRASE, clock=clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    """A PostgreSQL server of the tests' own."""
    with shared_server.running() as url:
        yield url


@pytest.fixture(scope="module")
def house(server: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AgencyDesk]:
    """An agency's desk with its manager, on a Thursday morning; others are invited by the test."""
    clock = MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    made = agency_desk.make(server, tmp_path_factory.mktemp("house"), clock)
    yield made
    made.close()


@pytest.fixture(scope="session")
def shared_template(server: URL, empty_desk: Path, clock_of_templates: MovingClock) -> URL:
    """The empty desk's rows on the server, to be copied by each test."""
    url = shared_server.new_database(server)
    local, shared = (
        open_desk(empty_desk, PASSPHRASE, clock=clock_of_templates),
        engines.shared_server(str(url)),
    )
    engines.upgrade(shared)
    with local.engine.connect() as there, shared.begin() as here:
        for table in Base.metadata.sorted_tables:
            if rows := there.execute(table.select()).mappings().all():
                here.execute(table.insert(), [dict(row) for row in rows])
    local.close()
    shared.dispose()
    return url


@pytest.fixture(scope="session")
def clock_of_templates() -> MovingClock:
    return MovingClock(datetime(2024, 4, 1, 9, tzinfo=UTC))


@pytest.fixture(params=["an agency's server"] if ON_SERVER else ["encrypted file", "shared server"])
def desk_on_both(request: pytest.FixtureRequest, desk: Desk) -> Iterator[Desk]:
    """The same empty desk, once in its encrypted file and once on PostgreSQL."""
    if request.param != "shared server":
        yield desk
        return
    url = shared_server.new_database(
        request.getfixturevalue("server"), like=request.getfixturevalue("shared_template")
    )
    engine = engines.shared_server(str(url))
    yield replace(desk, engine=engine, lock=None)
    engine.dispose()


@pytest.fixture(scope="session")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DeskKey]:
    """A folder with keys and an empty encrypted file, and the key in it."""
    folder = tmp_path_factory.mktemp("keyed") / "desk"
    made = KeyFile.create(
        folder,
        Person(str(UUID(golden_desks.MORAG)), "Morag Sinclair"),
        PASSPHRASE,
        datetime(2026, 11, 1, tzinfo=UTC),
        strength=Strength.for_tests(),
        allow_weak=True,
    )
    return folder, made.key
