"""One workbook, two colleagues: what one of them brought in does not come a second time with the other."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from agency_desk import AgencyDesk
from building import TODAY
from caseload_files import ANN, HEADINGS, comma_file, read
from sqlalchemy import func, select

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures.tally import tally
from welfare_desk.casework.people import clients
from welfare_desk.casework.workbook import intake, marks
from welfare_desk.records.intake import IntakeRow
from welfare_desk.records.money import Gain
from welfare_desk.records.people import Person
from welfare_desk.rules.caseload import Period
from welfare_desk.vault import sealing
from welfare_desk.vault.faults import SealBroken

CASELOAD = Path(__file__).parents[2] / "data" / "caseload"
TRUTH = json.loads((CASELOAD / "practice-desk.truth.json").read_text(encoding="utf-8"))
YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
WON = {
    "Decision date": "1/10/2026",
    "Outcome": "Awarded",
    "Weekly gain": "61.85",
    "Date confirmed": "8/10/2026",
}
ANN_WON = ANN | WON | {"Benefit": "ADP"}
BEN = {"Ref": "B2", "Surname": "Boyle", "Forename": "Ben", "DOB": "1/2/1970", "Benefit": "PIP"} | WON


def a_file(*rows: dict[str, str]) -> bytes:
    return comma_file(HEADINGS, *[[one.get(heading, "") for heading in HEADINGS] for one in rows])


def bring(desk: Desk, data: bytes, name: str = "log.csv") -> intake.BroughtIn:
    return intake.bring_in(desk, data, name, today=TODAY)


def there(house: AgencyDesk) -> tuple[int, int]:
    """Clients and lines of gains at the agency, as its manager counts them."""
    with house.manager.look() as look:
        asked = (select(func.count()).select_from(each) for each in (Person, Gain))
        clients_there, gains = (look.scalar(each) or 0 for each in asked)
    return clients_there, gains


def reported(house: AgencyDesk) -> object:
    return tally(house.manager, YEAR).as_json()["ledger"]


def test_a_workbook_that_a_colleague_brought_in_counts_nothing_twice(house: AgencyDesk) -> None:
    first, second = house.invite("Ava Blair"), house.invite("Bill Cairns")
    book = CASELOAD / "practice-desk.xlsx"
    assert bring(first, book.read_bytes(), book.name).counts["accepted"] == TRUTH["counts"]["accept"]
    before, figures = there(house), reported(house)
    tried = intake.try_out(second, book.read_bytes(), book.name, today=TODAY)
    came = bring(second, book.read_bytes(), book.name)
    assert came.as_json() == tried.as_json()
    assert came.counts["accepted"] == 0
    assert came.counts["duplicate"] == TRUTH["counts"]["accept"] + TRUTH["counts"]["duplicate"]
    assert came.with_a_colleague == TRUTH["counts"]["accept"]
    assert came.people == TRUTH["people"]
    assert (there(house), reported(house)) == (before, figures)
    assert clients.page(second) == []  # nobody became theirs by it
    # What could not be right came in with neither; each has their own rows to put right.
    assert came.new == came.counts["refused"] == len(intake.refused_rows(second))


def test_of_a_longer_workbook_only_what_nobody_brought_in_comes(house: AgencyDesk) -> None:
    first, second = house.invite("Cara Dunn"), house.invite("Dan Ewart")
    bring(first, a_file(ANN_WON, BEN))
    before, gains = there(house)
    more = {"Ref": "C3", "Surname": "Orr", "Forename": "Nell", "DOB": "3/4/1950", "Benefit": "AA"} | WON
    again = BEN | {"Ref": "B9", "Benefit": "Housing Benefit"}
    came = bring(second, a_file(ANN_WON, BEN, more, again))
    assert [row.reasons for row in came.rows] == [(marks.WITH_A_COLLEAGUE,)] * 2 + [()] * 2
    assert came.people == 3
    # Whose other rows a colleague brought in is said beside the row that makes them one's own client too.
    assert [any("a colleague brought in" in each for each in row.warnings) for row in came.rows] == [
        *(False, False, False, True)
    ]
    assert there(house) == (before + 2, gains + 2)
    mine = bring(second, a_file(ANN_WON, BEN, more, again))
    assert mine.counts["duplicate"] == 4 and mine.with_a_colleague == 2
    assert bring(house.manager, a_file(ANN_WON, BEN, more)).with_a_colleague == 0  # they see whose it is


def test_what_a_colleague_took_out_again_or_had_refused_was_not_brought_in(house: AgencyDesk) -> None:
    first, second = house.invite("Effie Ford"), house.invite("Gus Hall")
    rose = {"Ref": "R1", "Surname": "Innes", "Forename": "Rose", "DOB": "5/6/1955", "Benefit": "AA"} | WON
    wrong = rose | {"Ref": "R2", "Forename": "Rory", "DOB": "31/2/1955"}
    came = bring(first, a_file(rose, wrong))
    assert (came.counts["accepted"], came.counts["refused"]) == (1, 1) and came.intake_id is not None
    intake.undo(first, came.intake_id, today=TODAY)
    came = bring(second, a_file(rose, wrong))
    assert (came.counts["accepted"], came.counts["refused"]) == (1, 1)


def test_a_row_that_two_put_right_comes_in_once(house: AgencyDesk) -> None:
    first, second = house.invite("Ina Jack"), house.invite("Ken Lyle")
    wrong = {"Ref": "W1", "Surname": "Mair", "Forename": "Wim", "DOB": "31/2/1955", "Benefit": "AA"} | WON
    for desk in (first, second):
        bring(desk, a_file(wrong))
    before, gains = there(house)
    for desk in (first, second):
        [waits] = intake.refused_rows(desk)
        assert intake.mend(desk, waits.id, {"DOB": "28/2/1955"}, today=TODAY).counts["refused"] == 0
        assert intake.refused_rows(desk) == []
    assert there(house) == (before + 1, gains + 1)


def test_two_who_bring_one_workbook_in_at_the_same_moment_bring_it_once(house: AgencyDesk) -> None:
    first, second = house.invite("Mona Nairn"), house.invite("Ossian Pirie")
    for turn in range(4):
        book = a_file(
            *(
                {"Ref": f"T{turn}-{n}", "Surname": f"Turn{turn}", "Forename": f"No{n}", "DOB": "1/2/1960"}
                | {"Benefit": "AA"}
                | WON
                for n in range(30)
            )
        )
        before, gains = there(house)
        start = Barrier(2, timeout=20)

        def at_once(desk: Desk, start: Barrier = start, book: bytes = book) -> intake.BroughtIn:
            start.wait()
            return bring(desk, book)

        with ThreadPoolExecutor(2) as both:
            came = [each.result() for each in [both.submit(at_once, desk) for desk in (first, second)]]
        assert sorted(one.counts["accepted"] for one in came) == [0, 30]
        assert sorted(one.with_a_colleague for one in came) == [0, 30]
        assert there(house) == (before + 30, gains + 30)


def test_marks_at_a_server_are_no_digests_that_anybody_could_make(house: AgencyDesk) -> None:
    desk = house.invite("Quin Ross")
    tam = {"Ref": "Q1", "Surname": "Tait", "Forename": "Tam", "DOB": "1/3/1961", "Benefit": "AA"}
    wrong = tam | {"DOB": "31/2/1961"}
    data = a_file(tam, wrong)
    bring(desk, data)
    plain = {row.fingerprint for row in read(data).rows if row.fingerprint}
    with desk.look() as look:
        found = set(look.scalars(select(IntakeRow.fingerprint)))
        assert len(plain) == 1 and len(found) == 2
        assert not any(one in mark for one in plain for mark in found)
        assert not any(mark.startswith("refused") for mark in found)
        asked = select(func.wd_rows_known([*plain, *found]).column_valued("mark"))
        [known] = look.scalars(asked)  # of the two rows the one that came in, by its mark alone
    assert known == marks.kept(desk, *plain) != marks.kept(house.manager, "another")
    assert known == marks.kept(house.manager, *plain)  # the same for whoever brings it


def test_a_steady_seal_opens_for_its_desk_and_purpose_alone(house: AgencyDesk, desk: Desk) -> None:
    sealed = sealing.seal_steadily(house.manager.key, b"a row", "rows")
    assert sealed == sealing.seal_steadily(house.manager.key, b"a row", "rows")
    assert sealing.unseal_steadily(house.manager.key, sealed, "rows") == b"a row"
    changed = bytes([sealed[0] ^ 1]) + sealed[1:]
    for key, seal, purpose in (
        (desk.key, sealed, "rows"),
        (house.manager.key, sealed, "files"),
        (house.manager.key, changed, "rows"),
        (house.manager.key, b"short", "rows"),
    ):
        with pytest.raises(SealBroken):
            sealing.unseal_steadily(key, seal, purpose)
