"""Lines of different awards and days, entered in any order: the same figures, however the year is split."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from building import PASSPHRASE, MovingClock, a_case, a_client

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import endings, gains, reporting
from welfare_desk.casework.figures.endings import EndingDraft
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.service import sessions

FIRST = date(2026, 4, 1)
_BENEFITS = ("adp", "pc", "uc", "aa", "ctr", "csp", "scp", "hb")
_EVERY = ("weekly", "fortnightly", "four_weekly", "monthly", "one_off")


def awards(chance: Random) -> list[DecisionDraft]:
    """Eight awards of eight benefits on days of their own, some dearer, some less, one for a fixed time."""
    found = []
    for number, benefit in enumerate(_BENEFITS):
        on = FIRST + timedelta(days=number * 41 + chance.randrange(40))
        gain = GainDraft(
            Decimal(chance.randrange(1, 20_000)) / 100,
            chance.choice(_EVERY),
            Decimal(chance.randrange(0, 9_000)) / 100,
            Decimal(chance.choice((0, 120_050))) / 100,
            confirmed_on=on,
            confirmed_by="award_letter",
            award_to=on + timedelta(days=100) if number == 3 else None,
        )
        found.append(DecisionDraft(on, "awarded", benefit, gain))
    return found


def entered(desk: Desk, drafts: Sequence[DecisionDraft]) -> None:
    """Four people with two awards each; one of the awards has stopped."""
    cases = {}
    for number, name in enumerate(("Reid", "Muir", "Bain", "Kerr")):
        person = a_client(desk, surname=name)
        sessions.record_support(desk, person, "attended", on=FIRST + timedelta(days=30 * number))
        cases[number] = a_case(desk, person)
    today = desk.clock.today()
    for draft in drafts:
        whose = _BENEFITS.index(str(draft.benefit)) % 4
        gains.record_decision(desk, cases[whose], draft, today=today)
    stopped = next(line for line in gains.ledger(desk) if line.benefit == "uc")
    if stopped.frequency != "one_off" and stopped.decided_on is not None:
        ending = EndingDraft(stopped.decided_on + timedelta(days=70), "found on review")
        endings.end_gain(desk, stopped.id, ending, today=today)


def told(desk: Desk, first: date, last: date) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reporting.report(desk, first, last, format="json", by=("benefit",)))
    return found


def test_any_order_of_entry_and_any_split_of_the_year_give_the_same_sums(
    desk: Desk, clock: MovingClock, another_desk: Desk
) -> None:
    clock.set(2027, 5, 4)
    chance = Random(20260401)
    drafts = awards(chance)
    entered(desk, drafts)
    chance.shuffle(drafts)
    entered(another_desk, drafts)
    last = date(2027, 3, 31)
    year = told(desk, FIRST, last)
    assert year["gain"]["welfare"] != "0.00"
    assert told(another_desk, FIRST, last) == year
    for cuts in ((91, 183, 275), (1, 2, 364), tuple(sorted(chance.sample(range(1, 365), 5)))):
        parts = [
            told(desk, FIRST + timedelta(days=start), FIRST + timedelta(days=end - 1))
            for start, end in pairwise((0, *cuts, 365))
        ]
        sums = (Decimal(one["gain"]["welfare"]) + Decimal(one["adjustments"]["welfare"]) for one in parts)
        assert sum(sums) == Decimal(year["gain"]["welfare"])
        for benefit, row in year["by"]["benefit"].items():
            whole = Decimal(row["annual"]) + Decimal(row["lump"])
            split = (one["by"]["benefit"][benefit] for one in parts)
            assert sum(Decimal(one["annual"]) + Decimal(one["lump"]) for one in split) == whole
        people = [one["total_clients"] for one in parts]
        assert sum(people) >= year["total_clients"] >= max(people)


@pytest.fixture
def another_desk(empty_desk: Any, tmp_path: Any, clock: MovingClock) -> Any:
    """A second empty desk beside the first."""
    shutil.copytree(empty_desk, tmp_path / "another")
    opened = open_desk(tmp_path / "another", PASSPHRASE, clock=clock)
    yield opened
    opened.close()
