"""No table of the desk is without its rule about rows, should the desk stand on a server one day."""

from welfare_desk.records.row_security import AGENCYS, APPEND_ONLY, NOBODYS, policies
from welfare_desk.records.tables import Base


def test_every_table_says_who_may_see_its_rows() -> None:
    """A table that names no person, case or row of one is the agency's own: row_security.AGENCYS."""
    assert [name for name, policy in policies().items() if policy == NOBODYS] == []
    assert set(policies()) == set(Base.metadata.tables)


def test_nothing_that_is_about_a_person_is_the_agencys_own() -> None:
    for name in AGENCYS:
        pointed = {key.column.table.name for key in Base.metadata.tables[name].foreign_keys}
        assert not pointed & {"people", "cases", "letters", "evidence_notes"}, name


def test_the_logs_are_added_to_and_never_changed() -> None:
    assert {policies()[name].change for name in APPEND_ONLY} == {"false"}
