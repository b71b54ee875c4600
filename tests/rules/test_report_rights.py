"""The rights before a report goes to an insurer or employer (Access to Medical Reports Act 1988)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from welfare_desk.rules.consent_record import Amra
from welfare_desk.rules.report_rights import Steps, next_step, problems_in, standing

TOLD = date(2026, 11, 2)
DAY = date(2026, 11, 10)
SEES = Steps(explained_on=TOLD, wants_to_see=True, notice_on=TOLD)
SEEN = replace(SEES, seen_on=date(2026, 11, 5))
CHANGING = replace(SEEN, changes_on=date(2026, 11, 6))
ANSWERED = replace(CHANGING, changes_answered_on=date(2026, 11, 8))


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (Steps(), Amra(False, None, False, None)),
        (Steps(explained_on=TOLD), Amra(True, None, False, None)),
        (Steps(explained_on=TOLD, wants_to_see=False), Amra(True, False, False, None)),
        (SEES, Amra(True, True, False, 8)),
        # s.4(3)(b): the 21 days help only where nothing was arranged; s.5(1): then their word is needed.
        (SEEN, Amra(True, True, False, None)),
        (replace(SEES, changes_on=DAY), Amra(True, True, False, None)),
        (replace(SEEN, agreed_on=DAY), Amra(True, True, True, None)),
        # s.5(2): not while a change they asked for is open.
        (replace(CHANGING, agreed_on=DAY), Amra(True, True, False, None)),
        (replace(ANSWERED, agreed_on=DAY), Amra(True, True, True, None)),
        # s.3(1): nothing without their consent, whatever came before.
        (replace(ANSWERED, agreed_on=DAY, refused_on=DAY), Amra(False, None, False, None)),
    ],
)
def test_what_the_gate_is_told(steps, told):
    assert standing(steps, DAY) == told


@pytest.mark.parametrize(
    ("steps", "words", "may_go"),
    [
        (Steps(), "Explain their rights", False),
        (Steps(explained_on=TOLD), "Ask whether they want to see", False),
        (Steps(explained_on=TOLD, wants_to_see=False), "do not want to see it first", True),
        (Steps(explained_on=TOLD, wants_to_see=True), "Tell them it has been asked for", False),
        (SEES, "Show it to them", False),
        (SEEN, "Having seen it", False),
        (CHANGING, "Answer the change", False),
        (replace(CHANGING, agreed_on=DAY), "Answer the change", False),
        (ANSWERED, "Having seen it", False),
        (replace(SEES, changes_on=DAY, changes_answered_on=DAY), "Having seen it", False),
        (replace(ANSWERED, agreed_on=DAY), "seen it and agree", True),
        (replace(SEEN, refused_on=DAY), "does not go", False),
        (Steps(refused_on=DAY), "does not go", False),
    ],
)
def test_what_is_to_be_done(steps, words, may_go):
    found = next_step(steps, DAY)
    assert words in found.words and found.may_go is may_go


def test_the_21_days_run_from_the_day_they_were_told():
    last = TOLD + timedelta(days=20)
    waiting, over = next_step(SEES, last), next_step(SEES, last + timedelta(days=1))
    assert (waiting.may_go, waiting.from_on) == (False, date(2026, 11, 23))
    assert over.may_go and over.from_on is None and "21 days are over" in over.words
    assert standing(SEES, last).days_since_notice == 20


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        (Steps(), []),
        (replace(ANSWERED, agreed_on=DAY), []),
        (replace(SEES, seen_on=TOLD, agreed_on=TOLD), []),  # all on one day
        (replace(SEES, notice_on=date(2026, 11, 11)), ["notice_on"]),
        (Steps(wants_to_see=False), ["explained_on"]),
        (Steps(agreed_on=DAY), ["explained_on"]),
        (Steps(seen_on=DAY), ["explained_on"]),
        (replace(SEES, seen_on=TOLD - timedelta(days=1)), ["seen_on"]),
        (replace(SEES, changes_on=DAY), ["seen_on"]),
        (replace(CHANGING, changes_on=date(2026, 11, 4)), ["changes_on"]),
        (replace(SEEN, changes_answered_on=DAY), ["changes_on"]),
        (replace(CHANGING, changes_answered_on=date(2026, 11, 5)), ["changes_answered_on"]),
        (replace(SEES, agreed_on=TOLD - timedelta(days=1)), ["agreed_on"]),
        (Steps(refused_on=DAY + timedelta(days=1)), ["refused_on"]),
    ],
)
def test_days_that_cannot_be(steps, fields):
    assert [one.field for one in problems_in(steps, today=DAY)] == fields
