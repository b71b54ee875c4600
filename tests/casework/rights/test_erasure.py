"""What is due goes for good: rows, keys, pages and old backups; the figures stay exactly as they were."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from building import PASSPHRASE, MovingClock, a_case, a_client
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from lived_caseload import live
from rights import Known, an_officer
from sqlalchemy import func, select

from welfare_desk.casework import access, kept_typing
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import tally
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.rights import erasure, held, retention, retention_page, subject_access
from welfare_desk.casework.rights.erasure import NotDue
from welfare_desk.casework.safekeeping import trust
from welfare_desk.errors import Problems
from welfare_desk.records.cases import Case, JournalEntry
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.evidence import Consent, EvidenceNote
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.rights import Erasure
from welfare_desk.records.tables import Base
from welfare_desk.rules import retention as rule
from welfare_desk.rules.caseload import Period
from welfare_desk.vault import forgotten
from welfare_desk.vault.faults import SealBroken

CANARY = "Kestrel-4711-canary"
VECTORS = json.loads(
    (Path(__file__).parents[2] / "data" / "vectors" / "funder.json").read_text(), parse_float=Decimal
)


@pytest.fixture
def known(desk: Desk) -> Known:
    an_officer(desk)
    made = Known(desk)
    journal.write_note(desk, made.person, f"Told us {CANARY}.", today=desk.clock.today(), case_id=made.case)
    return made


def closed(known: Known) -> None:
    cases.close_case(known.desk, known.case, because="won", today=known.desk.clock.today())


def later(clock: MovingClock, year: int, month: int = 12, day: int = 20) -> date:
    clock.set(year, month, day)
    return clock.today()


def test_an_open_case_is_never_due_and_says_why(known: Known, clock: MovingClock) -> None:
    today = later(clock, 2045)
    assert retention_page.due(known.desk, today=today) == []
    found = retention_page.ends_of(known.desk, known.person, today=today)
    assert {end.why for end in found.ends[:2]} == {"A case is open."}
    with pytest.raises(NotDue):
        erasure.erase(known.desk, known.person, rule.CASEWORK, today=today)


def test_notes_used_in_no_letter_go_first_and_the_others_stay(known: Known, clock: MovingClock) -> None:
    closed(known)
    today = later(clock, 2027, 3, 1)
    [client] = retention_page.due(known.desk, today=today)
    assert [(end.code, end.rows) for end in client.ends if end.due] == [(rule.NOTES, 1)]
    known.cleared(known.other_note)
    done = erasure.erase(known.desk, known.person, rule.NOTES, today=today)
    assert done.certificate.counts == {"evidence_notes": 1}
    with known.desk.look() as look:
        assert look.scalars(select(EvidenceNote.id)).all() == [known.note]
        assert look.scalars(select(Erasure.row_ids)).one() == [str(known.other_note)]
    assert retention_page.due(known.desk, today=today) == []
    assert access.verify_log(known.desk) is None


@pytest.mark.laptop("the journal is looked for in the open first, where an agency's is sealed")
def test_when_the_cases_go_the_words_are_nowhere_and_the_key_is_gone(
    known: Known, clock: MovingClock
) -> None:
    evidence.keep_typing(
        known.desk, known.person, evidence.NoteDraft(CANARY, "function", None, "clinic letter")
    )
    closed(known)
    with known.desk.look() as look:
        sealed, wrapped = (
            look.scalars(select(EvidenceNote.sealed)).first(),
            look.get_one(Person, known.person),
        )
        key_before = wrapped.sealing_key
    assert find_in_tables(known.desk, CANARY) and sealed and key_before, "the search finds what is there"
    today = later(clock, 2033)
    erasure.erase(known.desk, known.person, rule.CASEWORK, today=today)
    for word in (CANARY, "7 Mill Wynd", "DD5 9ZZ", "clinic letter", "30 metres"):
        assert find_in_tables(known.desk, word) == []
    with known.desk.look() as look:
        for table in (EvidenceNote, Letter, JournalEntry):
            assert look.scalar(select(func.count()).select_from(table)) == 0
        assert look.scalar(select(func.count()).select_from(Consent)) == 1, "the proof stays"
        assert look.scalars(select(PersonName.surname)).all() == ["Reid"]
    with known.desk.unit_of_work() as work, pytest.raises(SealBroken):
        evidence.client_key(work, known.person)
    assert [row.name for row in clients.find(known.desk, "reid")] == ["Reid, Callum"]
    assert clients.find(known.desk, "DD5 9ZZ") == []
    assert trust.verify_desk(known.desk) > 0


def find_in_tables(desk: Desk, word: str) -> list[str]:
    """Every table with the word in any column, as text or in bytes."""
    found = []
    with desk.look() as look:
        for table in Base.metadata.sorted_tables:
            for row in look.execute(select(table)).mappings():
                whole = " ".join(
                    value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value)
                    for value in row.values()
                )
                if word.lower() in whole.lower():
                    found.append(table.name)
                    break
    return [name for name in found if name not in ("agencies", "settings", "practices", "organisations")]


@pytest.mark.laptop("the pages of the folder's own file are read")
def test_the_old_pages_are_not_left_in_the_file(known: Known, clock: MovingClock) -> None:
    """Opened with its key, no page of the file (free ones included) holds the words."""
    closed(known)

    erasure.settle(known.desk)
    assert CANARY.encode() in pages(known.desk)
    erasure.erase(known.desk, known.person, rule.CASEWORK, today=later(clock, 2033))
    assert CANARY.encode() not in pages(known.desk)


@pytest.mark.laptop("at a shared desk it lies on the computer where it was typed")
def test_what_is_half_typed_about_them_goes_whatever_page_it_was_on(known: Known, clock: MovingClock) -> None:
    desk, other = known.desk, a_client(known.desk, surname="Kane")
    wheres = {
        "case": {"case": known.case},
        "letter": {"letter": known.letter},
        "consent-ending": {"consent": known.consent},
        "client": {"person": other},
    }
    kept = {kept_typing.place_of(screen, where): (where, CANARY) for screen, where in wheres.items()}
    kept_typing.keep(desk, kept)
    closed(known)
    done = erasure.erase(desk, known.person, rule.CASEWORK, today=later(clock, 2033))
    assert list(kept_typing.found(desk)) == [kept_typing.place_of("client", {"person": other})]
    assert {known.person, known.case, known.letter, known.consent} <= done.changes.gone
    assert other not in done.changes.gone


def pages(desk: Desk) -> bytes:
    """Every page of the file as it lies there, opened with the key by hand: free pages too."""
    key = bytes(desk.key.raw)
    assert not (desk.folder / "desk.db-wal").stat().st_size
    whole = (desk.folder / "desk.db").read_bytes()
    found = []
    for start in range(0, len(whole), 4096):
        page = whole[start : start + 4096]
        vector = page[4096 - 80 : 4096 - 64]
        body = page[16 if start == 0 else 0 : 4096 - 80]
        opener = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        found.append(opener.update(body) + opener.finalize())
    return b"".join(found)


@pytest.mark.laptop("the pages of the folder's own file are read")
def test_after_the_proof_nobody_is_named(known: Known, clock: MovingClock) -> None:
    closed(known)
    erasure.erase(known.desk, known.person, rule.CASEWORK, today=later(clock, 2033))
    with pytest.raises(NotDue):
        erasure.erase(known.desk, known.person, rule.PROOF, today=later(clock, 2038))
    today = later(clock, 2040)
    [client] = retention_page.due(known.desk, today=today)
    assert [end.code for end in client.ends if end.due] == [rule.PROOF]
    reference = client.reference
    erasure.erase(known.desk, known.person, rule.PROOF, today=today)
    for word in ("Reid", "Callum", reference):
        assert find_in_tables(known.desk, word) == []
    assert retention_page.due(known.desk, today=today) == []
    assert clients.find(known.desk, "reid") == []
    assert [one.reference for one in erasure.certificates(known.desk)] == ["", ""]
    assert trust.verify_desk(known.desk) > 0


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["id"])
def test_no_figure_of_any_report_moves_when_everybody_is_erased(
    desk: Desk, clock: MovingClock, case: dict[str, Any]
) -> None:
    an_officer(desk)
    live(desk, clock, case)
    first, last = (date.fromisoformat(case["period"][end]) for end in ("from", "to"))
    half = first + (last - first) / 2
    spans = [(first, last), (first, half), (half, last), (first, first), (last, last)]

    def figures() -> list[Any]:
        return [
            tally.tally(desk, Period(*span), by=tally.DIMENSIONS, as_at=as_at).as_json()
            for span in spans
            for as_at in (span[1], last)
        ]

    before = figures()
    with desk.look() as look:
        people = look.scalars(select(Person.id).order_by(Person.id)).all()
        still_open = look.scalars(select(Case.id).where(Case.closed_on.is_(None))).all()
    clock.at = max(clock.at, datetime(last.year + 1, 1, 1, 9, tzinfo=UTC))
    for id in still_open:
        cases.close_case(desk, id, because="done", today=clock.today())
    clock.at = datetime(clock.at.year + 60, 1, 1, 9, tzinfo=UTC)
    for kind in (rule.CASEWORK, rule.PROOF):
        clock.at = datetime(clock.at.year + 8, 1, 1, 9, tzinfo=UTC)
        for id in people:
            erasure.erase(desk, id, kind, today=clock.today())
    clock.at = datetime(last.year + 1, 1, 2, 9, tzinfo=UTC)
    assert figures() == before
    assert {row["surname"] for row in names(desk)} <= {"Erased"}


def names(desk: Desk) -> list[Any]:
    with desk.look() as look:
        return list(look.execute(select(PersonName.surname)).mappings())


@pytest.mark.laptop("a backup of the folder is restored; a server is backed up by its own tools")
def test_a_backup_from_before_brings_nobody_back(known: Known, clock: MovingClock, tmp_path: Path) -> None:
    """Promise R17: erase, back up, restore the older backup: it is forgotten before anything is shown."""
    other = a_client(known.desk, surname="Kane", forenames="Moira")
    closed(known)
    stick = tmp_path / "stick"
    old = trust.backup_desk(known.desk, stick, today=clock.today())
    today = later(clock, 2033)
    done = erasure.erase(known.desk, known.person, rule.CASEWORK, today=today)
    assert trust.keep_list_beside_backups(known.desk)
    known.desk.close()

    back = tmp_path / "back"
    trust.restore_desk(old.folder, back, PASSPHRASE, clock=clock)
    restored = open_desk(back, PASSPHRASE, clock=clock)
    try:
        assert find_in_tables(restored, CANARY) == [] and find_in_tables(restored, "Mill Wynd") == [
            "addresses"
        ]
        assert [one.number for one in erasure.certificates(restored)] == [done.certificate.number]
        assert clients.client(restored, other).name
        with restored.unit_of_work() as work, pytest.raises(SealBroken):
            evidence.client_key(work, known.person)
        assert trust.verify_desk(restored) > 0
        assert erasure.forget_again(restored, forgotten.read(stick, restored.key)) == 0, "once is enough"
        made = trust.backup_desk(restored, stick, today=today)
    finally:
        restored.close()
    trust.restore_desk(made.folder, tmp_path / "again", PASSPHRASE, clock=clock)


def addresses(desk: Desk) -> list[str]:
    with desk.look() as look:
        return list(look.scalars(select(Base.metadata.tables["addresses"].columns["lines"])))


@pytest.mark.laptop("a backup of the folder is restored; a server is backed up by its own tools")
def test_single_notes_stay_erased_too(known: Known, clock: MovingClock, tmp_path: Path) -> None:
    closed(known)
    old = trust.backup_desk(known.desk, tmp_path / "stick", today=clock.today())
    erasure.erase(known.desk, known.person, rule.NOTES, today=later(clock, 2027, 3, 1))
    trust.backup_desk(known.desk, tmp_path / "stick", today=clock.today())
    known.desk.close()
    trust.restore_desk(old.folder, tmp_path / "back", PASSPHRASE, clock=clock)
    restored = open_desk(tmp_path / "back", PASSPHRASE, clock=clock)
    try:
        with restored.look() as look:
            assert look.scalars(select(EvidenceNote.id)).all() == [known.note]
    finally:
        restored.close()


@pytest.mark.laptop("a backup of the folder is restored; a server is backed up by its own tools")
def test_an_altered_list_stops_the_restore_and_leaves_nothing(
    known: Known, clock: MovingClock, tmp_path: Path
) -> None:
    closed(known)
    stick = tmp_path / "stick"
    old = trust.backup_desk(known.desk, stick, today=clock.today())
    erasure.erase(known.desk, known.person, rule.CASEWORK, today=later(clock, 2033))
    trust.keep_list_beside_backups(known.desk)
    known.desk.close()
    [file] = stick.glob("welfare-desk-forgotten-*.json")
    whole = file.read_text()
    assert "Reid" not in whole and CANARY not in whole
    for broken in (whole.replace('"casework"', '"notes"'), "{}", "not json", whole[:-20]):
        file.write_text(broken)
        with pytest.raises(forgotten.ListAltered):
            trust.restore_desk(old.folder, tmp_path / "back", PASSPHRASE, clock=clock)
        assert not (tmp_path / "back").exists()
    file.write_text(whole)
    trust.restore_desk(old.folder, tmp_path / "back", PASSPHRASE, clock=clock)


@pytest.mark.laptop("a backup of the folder is restored; a server is backed up by its own tools")
def test_the_list_of_another_desk_in_the_same_folder_is_let_be(
    known: Known, clock: MovingClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    old = trust.backup_desk(known.desk, stick, today=clock.today())
    (stick / "welfare-desk-forgotten-000000000000.json").write_text("somebody else's")
    trust.restore_desk(old.folder, tmp_path / "back", PASSPHRASE, clock=clock)


def test_a_hold_or_a_request_stops_it_until_it_is_lifted(known: Known, clock: MovingClock) -> None:
    closed(known)
    today = later(clock, 2033)
    with pytest.raises(Problems):
        retention.place_hold(known.desk, known.person, "whim", "", today=today)
    made = retention.place_hold(known.desk, known.person, "complaint", "letter of 3 May", today=today)
    assert retention_page.due(known.desk, today=today) == []
    for asked in (False, True):
        with pytest.raises(NotDue):
            erasure.erase(known.desk, known.person, rule.CASEWORK, today=today, asked=asked)
    assert retention.answer_to_erasure(known.desk, known.person, asked_on=today, today=today).kind == "refuse"
    assert made.id is not None
    retention.lift_hold(known.desk, made.id, today=today)
    request = known.asks()
    assert retention_page.due(known.desk, today=today) == []
    subject_access.take_back(known.desk, request, today=today)
    assert len(retention_page.due(known.desk, today=today)) == 1


def test_a_client_may_ask_sooner_and_a_duty_to_keep_says_until_when(known: Known, clock: MovingClock) -> None:
    closed(known)
    today = later(clock, 2027)
    figures = rule.Periods(required_years=3, required_by="the insurer")
    retention.change_periods(known.desk, figures, today=today)
    answer = retention.answer_to_erasure(known.desk, known.person, asked_on=today, today=today)
    assert (answer.kind, answer.until) == ("restrict", date(2029, 11, 26))
    with pytest.raises(NotDue):
        erasure.erase(known.desk, known.person, rule.CASEWORK, today=today, asked=True)
    retention.change_periods(known.desk, rule.Periods(), today=today)
    done = erasure.erase(known.desk, known.person, rule.CASEWORK, today=today, asked=True)
    assert done.certificate.asked


def test_a_caseworker_does_not_erase(desk: Desk, clock: MovingClock) -> None:
    known = Known(desk)
    closed(known)
    with pytest.raises(access.Blocked):
        erasure.erase(desk, known.person, rule.CASEWORK, today=later(clock, 2033))
    assert find_in_tables(desk, "Mill Wynd")


def test_erasing_one_leaves_their_neighbour_whole(known: Known, clock: MovingClock) -> None:
    other = a_client(known.desk, surname="Kane", forenames="Moira", address="9 Ferry Road")
    a_case(known.desk, other)
    rows = {name: rows_of(known.desk, name, other) for name in held.tables()}
    closed(known)
    erasure.erase(known.desk, known.person, rule.CASEWORK, today=later(clock, 2033))
    assert {name: rows_of(known.desk, name, other) for name in held.tables()} == rows


def rows_of(desk: Desk, table: str, person: UUID) -> list[Any]:
    with desk.look() as look:
        return look.execute(select(Base.metadata.tables[table]).where(held.of(table, person))).all()


def test_somebody_who_never_had_a_case_goes_too(desk: Desk, clock: MovingClock) -> None:
    an_officer(desk)
    person = a_client(desk)
    assert retention_page.due(desk, today=later(clock, 2032, 11, 26)) == []
    today = later(clock, 2032, 11, 27)
    assert [one.person_id for one in retention_page.due(desk, today=today)] == [person]
    erasure.erase(desk, person, rule.CASEWORK, today=today)


@pytest.mark.parametrize(
    ("born", "days", "coarse"),
    [
        (date(1974, 3, 2), [date(2026, 5, 1)], date(1974, 1, 1)),
        (date(1974, 3, 2), [], None),
        (date(2009, 11, 20), [date(2025, 11, 19), date(2025, 11, 20)], None),
    ],
)
def test_a_birth_date_is_as_coarse_as_the_figures_allow(
    born: date, days: list[date], coarse: date | None
) -> None:
    from welfare_desk import resources
    from welfare_desk.rules.demographics import age_on

    bands = resources.code_lists().editions["age_band"]
    found = erasure._coarser_birth(born, days, bands)
    if days and coarse is None:
        assert found is not None
        for edition in bands:
            assert [edition.band(age_on(found, day)) for day in days] == [
                edition.band(age_on(born, day)) for day in days
            ]
    else:
        assert found == coarse


def test_a_shared_desk_erases_the_same(desk_on_both: Desk, clock: MovingClock) -> None:
    an_officer(desk_on_both)
    known = Known(desk_on_both)
    closed(known)
    erasure.erase(desk_on_both, known.person, rule.CASEWORK, today=later(clock, 2033))
    erasure.erase(desk_on_both, known.person, rule.PROOF, today=later(clock, 2040))
    assert find_in_tables(desk_on_both, "30 metres") == find_in_tables(desk_on_both, "Callum") == []
    assert access.verify_log(desk_on_both) is None


def test_whatever_must_belong_to_somebodys_row_goes_with_it(desk: Desk) -> None:
    """A GP's answers stayed behind once: they may point at a paper, and only that way was followed."""
    from welfare_desk.casework.rights import held
    from welfare_desk.records.tables import Base

    for name in held.tables():
        if name in (held.PEOPLE, held.HOUSEHOLDS) or "person_id" in Base.metadata.tables[name].columns:
            continue
        columns = Base.metadata.tables[name].columns
        must = {
            column.name
            for column in columns
            for key in column.foreign_keys
            if not column.nullable
            and key.column.table.name in held.tables()
            and key.column.table.name != name
        }
        assert not must or must & {column for column, _ in held._ways()[name]}, name
