"""A desk of every revision there was opens, is brought up to date and holds what it held (promise R8)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import golden_desks
import pytest
from building import PASSPHRASE, MovingClock
from golden_desks import CALLUM, NOTE

from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.safekeeping import trust
from welfare_desk.records import engine as engines
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.vault.desk_key import DeskKey


def test_every_revision_up_to_the_last_one_kept_has_its_desk() -> None:
    """Before a release golden_desks.py adds the desks of what is new, and leaves the others as they are."""
    kept = golden_desks.kept()
    assert len(kept) >= 26
    assert sorted(engines.revisions_in_order()[: len(kept)]) == kept


@pytest.mark.parametrize("revision", golden_desks.kept())
def test_a_desk_of_then_opens_and_holds_what_it_held(
    revision: str, keyed: tuple[Path, DeskKey], tmp_path: Path, clock: MovingClock
) -> None:
    desk = open_desk(golden_desks.desk_of(revision, keyed, tmp_path / "desk"), PASSPHRASE, clock=clock)
    assert engines.revision(desk.engine) == engines.newest_revision()
    assert {row.name for row in clients.page(desk)} == {"Kane, Jean", "Reid, Callum"}
    if revision >= "0002":
        [case] = cases.case_rows(desk, person_id=UUID(CALLUM))
        assert [entry.words for entry in journal.journal_rows(desk, UUID(CALLUM))] == ["Rang about the form."]
        assert case.reference == "HR-0003-P"
    if "0003" <= revision < engines.newest_revision():  # what a note bears on lay in plain words then
        with desk.look() as look:
            note = look.get_one(EvidenceNote, UUID(NOTE))
            assert note.sealed_bearings is not None and note.activities == []
    trust.verify_desk(desk)
    desk.close()
