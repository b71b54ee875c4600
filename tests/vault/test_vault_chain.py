"""Threats 8 and 9: a log that shows every touch, and a clock that is not simply believed."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.vault.chain import START, Bad, ClockTrust, Link, clock_trust, first_bad, head, next_link

BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)
VECTORS = Path(__file__).parents[1] / "data" / "vectors" / "consent.json"


def a_log(rows: int = 10) -> list[Link]:
    log: list[Link] = []
    for number in range(rows):
        fields = {"who": "ann", "what": f"read {number}", "count": number, "cover": None, "assigned": True}
        log.append(next_link(log[-1] if log else None, BEGIN + timedelta(hours=number), fields))
    return log


def test_a_whole_log_is_whole_and_reaches_its_head() -> None:
    log = a_log()
    assert log[0].prev_hash == START
    assert (
        first_bad(log)
        is first_bad(log, head(log[-1]))
        is first_bad(log, head(log[4]))
        is first_bad([])
        is None
    )


def altered() -> list[tuple[str, Link]]:
    row = a_log()[4]
    changes: dict[str, object] = {
        "at": row.at + timedelta(microseconds=1),
        "high_water": row.high_water + timedelta(seconds=1),
        "fields": {**row.fields, "what": "read 5"},
        "prev_hash": "f" * 64,
        "row_hash": "f" * 64,
    }
    more = [
        ("field gone", {**row.fields}),
        ("field added", {**row.fields, "x": 1}),
        ("a float", {"count": 1.0}),
    ]
    del more[0][1]["cover"]
    made = [(name, replace(row, **{name: value})) for name, value in changes.items()]  # type: ignore[arg-type]
    return made + [(name, replace(row, fields=fields)) for name, fields in more]  # type: ignore[arg-type]


@pytest.mark.parametrize(("what", "row"), altered(), ids=[what for what, _ in altered()])
def test_an_altered_row_is_named(what: str, row: Link) -> None:
    log = a_log()
    log[4] = row
    found = first_bad(log)
    assert found is not None and found.seq == 5


@settings(max_examples=150)
@given(
    st.integers(0, 9), st.integers(0, 1000), st.sampled_from(["who", "what"]), st.characters(codec="utf-8")
)
def test_one_changed_letter_anywhere_is_found_at_its_row(at: int, place: int, word: str, letter: str) -> None:
    log = a_log()
    text = str(log[at].fields[word])
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    log[at] = replace(log[at], fields={**log[at].fields, word: changed})
    found = first_bad(log)
    assert (found is None) == (changed == text)
    assert found is None or found.seq == at + 1


def test_a_deleted_row_is_named_even_when_the_rest_is_renumbered() -> None:
    log = a_log()
    assert first_bad(log[:4] + log[5:]) == Bad(5, "this row is missing")
    assert first_bad(log[1:]) == Bad(1, "this row is missing")
    renumbered = log[:4] + [replace(row, seq=row.seq - 1) for row in log[5:]]
    assert first_bad(renumbered) == Bad(5, "this row does not follow the one before it")


def test_swapped_rows_are_named() -> None:
    log = a_log()
    log[3], log[6] = log[6], log[3]
    found = first_bad(log)
    assert found is not None and found.seq == 4
    log = a_log()
    log[3], log[6] = replace(log[6], seq=4), replace(log[3], seq=7)
    found = first_bad(log)
    assert found is not None and found.seq == 4


def test_a_cut_tail_is_found_against_a_head_kept_elsewhere() -> None:
    log = a_log()
    kept = head(log[-1])
    assert first_bad(log[:8]) is None  # said in the threat model: not promised without a head
    assert first_bad(log[:8], kept) == Bad(9, "rows 9 to 10 have been cut off")
    assert first_bad([], kept) == Bad(1, "rows 1 to 10 have been cut off")


def test_a_cut_and_regrown_log_is_found_against_a_head() -> None:
    log, kept = a_log(), head(a_log()[-1])
    regrown = log[:8]
    for number in range(5):
        regrown.append(next_link(regrown[-1], BEGIN + timedelta(days=1, hours=number), {"what": "made up"}))
    assert first_bad(regrown) is None
    found = first_bad(regrown, kept)
    assert found is not None and found.seq == 10


def test_a_row_put_in_with_an_old_date_is_named() -> None:
    log = a_log()
    extra = next_link(log[4], BEGIN - timedelta(days=30), {"what": "back-dated consent"})
    found = first_bad([*log[:5], extra, *log[5:]])
    assert found == Bad(6, "this row stands twice or in the wrong place")
    shifted = [*log[:5], extra, *(replace(row, seq=row.seq + 1) for row in log[5:])]
    found = first_bad(shifted)
    assert found is not None and found.seq == 7


def test_a_row_may_not_claim_a_later_time_than_the_log_had() -> None:
    log = a_log(2)
    from welfare_desk.vault import chain

    forged = replace(log[1], high_water=BEGIN + timedelta(days=900))
    row_hash = chain._hash(forged.seq, forged.at, forged.high_water, forged.fields, forged.prev_hash)
    assert first_bad([log[0], replace(forged, row_hash=row_hash)]) == Bad(
        2, "the log's latest time was altered"
    )


def test_a_row_keeps_no_floats_and_no_bare_times() -> None:
    with pytest.raises(TypeError):
        next_link(None, BEGIN, {"weeks": 1.5})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="time zone"):
        next_link(None, datetime(2026, 11, 2), {})  # noqa: DTZ001


def test_the_same_moment_in_two_time_zones_is_the_same_row() -> None:
    summer = datetime.fromisoformat("2026-10-25T01:30:00+01:00")
    assert next_link(None, summer, {}).row_hash == next_link(None, summer.astimezone(UTC), {}).row_hash


@pytest.mark.parametrize(
    ("away", "confirmed", "trust"),
    [
        (timedelta(seconds=-300), False, ClockTrust.TRUSTED),
        (timedelta(seconds=-301), False, ClockTrust.BEHIND),
        (timedelta(seconds=-301), True, ClockTrust.BEHIND),
        (timedelta(days=90), False, ClockTrust.TRUSTED),
        (timedelta(days=90, seconds=1), False, ClockTrust.AHEAD),
        (timedelta(days=90, seconds=1), True, ClockTrust.TRUSTED),
    ],
)
def test_how_far_a_clock_may_stray(away: timedelta, confirmed: bool, trust: ClockTrust) -> None:
    assert clock_trust(BEGIN + away, BEGIN, confirmed) is trust
    assert clock_trust(BEGIN, None) is ClockTrust.TRUSTED


def test_every_worked_consent_case_agrees_about_its_clock() -> None:
    cases, untrusted = json.loads(VECTORS.read_text()), 0
    for case in cases:
        request, expect = case["request"], case["expect"]
        clock, at = request["clock"], datetime.fromisoformat(request["at"])
        trust = clock_trust(
            at, datetime.fromisoformat(clock["high_water"]), confirmed=clock["confirmed_by"] is not None
        )
        if expect["reason"] == "clock_untrusted":
            untrusted += 1
            assert trust is not ClockTrust.TRUSTED, case["id"]
        elif expect["decision"] != "nothing":
            assert trust is ClockTrust.TRUSTED, case["id"]
    assert untrusted >= 1


def test_a_clock_set_forward_and_then_right_again_goes_on() -> None:
    first = next_link(None, BEGIN, {})
    ahead = next_link(first, BEGIN + timedelta(days=400), {})
    assert ahead.high_water == BEGIN  # nobody confirmed it
    right = next_link(ahead, BEGIN + timedelta(hours=1), {})
    assert clock_trust(right.at, ahead.high_water) is ClockTrust.TRUSTED
    confirmed = next_link(right, BEGIN + timedelta(days=400), {}, confirmed=True)
    assert confirmed.high_water == BEGIN + timedelta(days=400)
    behind = next_link(confirmed, BEGIN, {})
    assert behind.high_water == confirmed.high_water
    assert first_bad([first, ahead, right, confirmed, behind]) is None


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.booleans()), max_size=20))
def test_the_high_water_never_goes_back(steps: list[tuple[int, bool]]) -> None:
    log: list[Link] = []
    for seconds, confirmed in steps:
        at = BEGIN + timedelta(seconds=seconds)
        log.append(next_link(log[-1] if log else None, at, {}, confirmed=confirmed))
    assert first_bad(log) is None
    assert all(earlier.high_water <= later.high_water for earlier, later in itertools.pairwise(log))
