"""A desk from before claims were followed keeps its cases and can follow one."""

from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines

BEFORE_CLAIMS, BEFORE_HEARINGS, BEFORE_FIRST, BEFORE_MERGES = "0021", "0022", "0023", "0029"
BEFORE_ACTING = "0030"


def test_a_claim_can_be_kept_on_a_case_of_before(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE_CLAIMS)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
        keep(connection, "cases", id="b" * 32, person_id="a" * 32)
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "claims", person_id="a" * 32, case_id="b" * 32)
        assert connection.execute(text("SELECT case_id, ended_on FROM claims")).all() == [("b" * 32, None)]
    engine.dispose()


def test_a_date_and_a_decision_of_before_hearings_stay_as_they_were(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE_HEARINGS)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
        keep(connection, "cases", id="b" * 32, person_id="a" * 32)
        keep(connection, "key_dates", id="c" * 32, case_id="b" * 32)
        keep(connection, "decisions", id="d" * 32, case_id="b" * 32, person_id="a" * 32)
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "hearings", case_id="b" * 32, key_date_id="c" * 32)
        keep(connection, "lodgings", case_id="b" * 32)
        assert connection.execute(text("SELECT snoozed_to FROM key_dates")).all() == [(None,)]
        assert connection.execute(text("SELECT parts, received_on FROM decisions")).all() == [("{}", None)]
    engine.dispose()


def test_somebody_of_before_can_go_first(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE_FIRST)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "goes_first", person_id="a" * 32)
        assert connection.execute(text("SELECT person_id, ended_on FROM goes_first")).all() == [
            ("a" * 32, None)
        ]
    engine.dispose()


def test_somebody_of_before_can_be_one_with_another_file(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE_MERGES)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
        keep(connection, "people", id="b" * 32, reference="other")
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "merges", person_id="a" * 32, gone_id="b" * 32)
        keep(connection, "other_sides", person_id="a" * 32)
        keep(connection, "conflicts", person_id="a" * 32, other_id="b" * 32)
        assert connection.execute(text("SELECT gone_id, undone_on FROM merges")).all() == [("b" * 32, None)]
    engine.dispose()


def test_somebody_can_act_for_a_client_of_before(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE_ACTING)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "acting", person_id="a" * 32)
        assert connection.execute(text("SELECT person_id, ended_on FROM acting")).all() == [("a" * 32, None)]
    engine.dispose()
