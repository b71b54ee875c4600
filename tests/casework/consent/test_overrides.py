"""A legal power over consent: two people, what is held only, once, logged, and first in the week's list."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from building import PASSPHRASE, MovingClock, body
from rights import Known, a_second_person, an_officer
from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents, overrides
from welfare_desk.casework.consent.overrides import NoLongerOpen, NotApproved, OverrideDraft
from welfare_desk.casework.desk import Desk, SignedIn
from welfare_desk.casework.matters import journal
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.rights import subject_data
from welfare_desk.casework.second_person import NobodyElse, SamePerson
from welfare_desk.errors import Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.evidence import Access
from welfare_desk.records.rights import SubjectRequest
from welfare_desk.vault.faults import WrongPassphrase

WALKS = "Walks about 30 metres with a stick before pain stops him."
HERS = "nine brown otters sing"


@pytest.fixture
def known(desk: Desk) -> Known:
    return Known(desk)


def somebody_else(desk: Desk) -> UUID:
    """Ailsa Grant, with a passphrase of her own."""
    return a_second_person(desk, passphrase=HERS)


def asked(known: Known, **said: object) -> UUID:
    draft = OverrideDraft(known.person, (known.note,), "asp_s10", "council officer asked on 3 May", **said)  # type: ignore[arg-type]
    made = overrides.ask(known.desk, draft)
    assert made.id is not None
    return made.id


@pytest.mark.laptop("a second person's passphrase is in the same folder")
def test_nobody_goes_past_consent_alone(known: Known) -> None:
    id = asked(known)
    today = known.desk.clock.today()
    with pytest.raises(NotApproved):
        overrides.use(known.desk, id, today=today)
    with pytest.raises(SamePerson):
        overrides.approve_as_myself(known.desk, id)
    with pytest.raises(NobodyElse):
        overrides.approve(known.desk, id, PASSPHRASE)
    somebody_else(known.desk)
    with pytest.raises(SamePerson):
        overrides.approve(known.desk, id, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        overrides.approve(known.desk, id, "not hers at all")
    with pytest.raises(NotApproved):
        overrides.use(known.desk, id, today=today)


@pytest.mark.laptop("a second person's passphrase is in the same folder")
def test_approved_it_beats_a_withdrawal_once_and_is_logged_with_who(known: Known, clock: MovingClock) -> None:
    today = known.desk.clock.today()
    consents_withdrawn(known)
    id = asked(known, recipient_id=body(known.desk, "dwp"))
    ailsa = somebody_else(known.desk)
    overrides.approve(known.desk, id, HERS)
    clock.move(minutes=1)
    assert overrides.use(known.desk, id, today=today) == {known.note: WALKS}
    with pytest.raises(NoLongerOpen):
        overrides.use(known.desk, id, today=today)
    with known.desk.look() as look:
        rows = look.scalars(select(Access).where(Access.reason == "ok_override").order_by(Access.seq)).all()
    assert [row.action for row in rows] == ["disclose", "read"]
    assert all("council officer" in (row.said or "") for row in rows)
    [line] = overrides.overrides(known.desk)
    assert line.approved_by == "Ailsa Grant" and line.used_at and not line.refused and ailsa
    first = overrides.exceptions(known.desk, today=today)[0]
    assert first.kind == "override" and first.client == "Callum Reid"
    assert access.verify_log(known.desk) is None


def consents_withdrawn(known: Known) -> None:
    consents.withdraw(known.desk, known.consent, how="told us", today=known.desk.clock.today())


@pytest.mark.laptop("a second person's passphrase is in the same folder")
def test_the_second_person_may_approve_at_their_own_desk(known: Known) -> None:
    id = asked(known)
    hers = replace(known.desk, advisor=SignedIn(somebody_else(known.desk), "Ailsa Grant", "AG", "manager"))
    overrides.approve_as_myself(hers, id)
    assert overrides.use(known.desk, id, today=known.desk.clock.today()) == {known.note: WALKS}


@pytest.mark.laptop("a second person's passphrase is in the same folder")
def test_what_was_turned_down_is_not_used(known: Known) -> None:
    id = asked(known)
    overrides.turn_down(known.desk, id)
    somebody_else(known.desk)
    with pytest.raises(NoLongerOpen):
        overrides.approve(known.desk, id, HERS)
    with pytest.raises(NoLongerOpen):
        overrides.use(known.desk, id, today=known.desk.clock.today())
    assert overrides.overrides(known.desk)[0].refused
    assert overrides.overrides(known.desk, open_only=True) == []


def test_it_wants_a_power_a_reason_and_this_clients_notes(known: Known) -> None:
    for draft, fields in (
        (OverrideDraft(known.person, (known.note,), "because", "x"), {"basis"}),
        (OverrideDraft(known.person, (known.note,), "asp_s10", " "), {"reason"}),
        (OverrideDraft(known.person, (), "asp_s10", "x"), {"note_ids"}),
        (OverrideDraft(new_id(), (known.note,), "asp_s10", "x"), {"note_ids"}),
    ):
        with pytest.raises(Problems) as wrong:
            overrides.ask(known.desk, draft)
        assert {one.field for one in wrong.value.problems} == fields


def test_a_withdrawn_note_is_read_for_a_legal_claim_by_an_officer_only(known: Known) -> None:
    consents_withdrawn(known)
    with pytest.raises(access.Blocked) as stopped:
        overrides.open_restricted(known.desk, known.note, purpose="legal_claim", why="letter before action")
    assert stopped.value.reasons[0].code == "role_not_allowed"
    an_officer(known.desk)
    with pytest.raises(Problems):
        overrides.open_restricted(known.desk, known.note, purpose="legal_claim", why=" ")
    with pytest.raises(Problems):
        overrides.open_restricted(known.desk, known.note, purpose="benefit_claim", why="x")
    words = overrides.open_restricted(
        known.desk, known.note, purpose="legal_claim", why="letter before action"
    )
    assert words == WALKS
    kinds = [one.kind for one in overrides.exceptions(known.desk, today=known.desk.clock.today())]
    assert kinds == ["refused", "oversight"]


def test_a_weeks_list_leaves_out_what_is_older(known: Known, clock: MovingClock) -> None:
    consents_withdrawn(known)
    with pytest.raises(access.Blocked):
        evidence.open_note(known.desk, known.note, purpose="benefit_claim")
    today = clock.today()
    assert len(overrides.exceptions(known.desk, today=today)) == 1
    clock.move(days=7)
    assert overrides.exceptions(known.desk, today=clock.today()) == []
    assert len(overrides.exceptions(known.desk, today=clock.today(), days=8)) == 1


@pytest.mark.laptop("a second person's passphrase is in the same folder")
@pytest.mark.parametrize("silent", ["", "he would be hurt for it"])
def test_the_clients_own_list_and_copy_tell_of_it_unless_telling_would_do_harm(
    known: Known, silent: str
) -> None:
    desk, today = known.desk, known.desk.clock.today()
    somebody_else(desk)
    id = asked(known, silent_because=silent)
    overrides.approve(desk, id, HERS)
    overrides.use(desk, id, today=today)
    told = not silent
    looks = access.who_has_looked(desk, known.person)
    assert any(row.reason == "ok_override" for row in looks) is told
    assert any("by law" in row.words for row in journal.journal_rows(desk, known.person)) is told
    request = known.asks()
    with desk.unit_of_work() as work:
        found = subject_data.gather(work, work.get(SubjectRequest, request), opening=False)
    pieces = [piece for _, part in found.parts for piece in part]
    assert any(piece.table == "overrides" for piece in pieces) is told
    logged = [piece.values for piece in pieces if piece.table == "access_log"]
    assert any(row["reason"] == "ok_override" for row in logged) is told
    assert overrides.exceptions(desk, today=today)[0].kind == "override"  # a manager is always told
