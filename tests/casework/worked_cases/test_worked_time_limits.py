"""The worked cases of time limits, from their inputs alone, and the words that are refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from welfare_desk.casework import worked_cases
from welfare_desk.casework.worked_cases import time_limits
from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood

CASES = worked_cases.read_cases(Path(__file__).parents[2] / "data" / "vectors" / "time-limits.json")


def a_case(**changes: Any) -> dict[str, Any]:
    case = {
        "id": "X",
        "route": "SSS",
        "benefit": "ADP",
        "event": "determination_sent",
        "event_date": "2026-11-02",
        "facts": {},
    }
    return {**case, **changes}


def test_all_seventy_two_are_here():
    assert len(CASES) == 72


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_worked_case(case: Mapping[str, Any]):
    without = {
        key: value for key, value in case.items() if key not in ("expect", "why", "source", "confidence")
    }
    result = time_limits.result(without)
    assert result == case["expect"]
    assert time_limits.agrees(result, case["expect"])


def test_a_wrong_expectation_does_not_agree():
    result = time_limits.result(a_case())
    assert not time_limits.agrees(result, {"deadline": "2026-12-16", "latest": "2027-11-04"})
    assert not time_limits.agrees(result, {"status": "late"})


def test_status_only_when_something_was_done():
    assert "status" not in time_limits.result(a_case())
    assert time_limits.result(a_case(facts={"acted_on": "2026-12-15"}))["status"] == "in_time"


@pytest.mark.parametrize(
    ("acted", "status"),
    [
        ({"acted_at": "17:00"}, "in_time"),
        ({"acted_at": "17:01"}, "late"),
        ({"acted_at": "17:01", "cutoff": "18:00"}, "in_time"),
        ({"acted_at": "16:30", "cutoff": 16}, "late"),
        ({"acted_at": "23:59", "cutoff": "24:00"}, "in_time"),
    ],
)
def test_the_hour_of_a_step_before_the_uk_tribunals(acted: dict[str, Any], status: str):
    facts = {"acted_on": "2026-12-14", **acted}
    case = a_case(route="DWP", benefit="UC", event="mrn_sent", event_date="2026-11-12", facts=facts)
    assert time_limits.result(case)["status"] == status


def test_a_period_that_cannot_be_extended_is_its_own_last_late_day():
    facts = {"n": 42, "absolute": True, "acted_on": "2026-12-17"}
    case = a_case(route="COUNT", benefit="none", event="days_after", event_date="2026-11-04", facts=facts)
    assert time_limits.result(case) == {"deadline": "2026-12-16", "latest": "2026-12-16", "status": "barred"}


def test_a_label_that_chooses_nothing_does_no_harm():
    facts = {"next": "appeal", "form": "UC50", "jurisdiction": "ENG"}
    assert time_limits.result(a_case(facts=facts)) == time_limits.result(a_case())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"route": "MOON"}, ["route=MOON"]),
        ({"route": None}, ["route=None"]),
        ({"benefit": "PIP"}, ["benefit=PIP"]),
        ({"benefit": ["ADP"]}, ["benefit=['ADP']"]),
        ({"event": "mrn_sent"}, ["event=mrn_sent"]),
        ({"event_date": "2026-02-30"}, ["event_date=2026-02-30"]),
        ({"event_date": 20261102}, ["event_date=20261102"]),
        ({"facts": ["next"]}, ["facts=['next']"]),
        ({"facts": {"mood": "cross"}}, ["facts.mood=cross"]),
        ({"facts": {"next": "tea"}}, ["facts.next=tea"]),
        ({"facts": {"next": 7}}, ["facts.next=7"]),
        ({"facts": {"grant": "holiday"}}, ["facts.grant=holiday"]),
        ({"facts": {"form": "P45"}}, ["facts.form=P45"]),
        ({"facts": {"jurisdiction": "NIR"}}, ["facts.jurisdiction=NIR"]),
        ({"facts": {"received_on": "soon"}}, ["facts.received_on=soon"]),
        ({"facts": {"acted_on": "2026-12-15", "acted_at": "teatime"}}, ["facts.acted_at=teatime"]),
        ({"facts": {"acted_on": "2026-12-15", "cutoff": 25}}, ["facts.cutoff=25"]),
        ({"facts": {"n": "42"}}, ["facts.n=42"]),
        ({"facts": {"n": True}}, ["facts.n=True"]),
        ({"facts": {"absolute": "yes"}}, ["facts.absolute=yes"]),
        ({"route": "HB", "benefit": "HB", "event": "decision_notified"}, ["facts.next=None"]),
        (
            {"route": "HB", "benefit": "HB", "event": "decision_notified", "facts": {"next": "reply"}},
            ["facts.next=reply"],
        ),
        ({"route": "SWF", "benefit": "SWF", "event": "review_request_received"}, ["facts.grant=None"]),
        ({"route": "COUNT", "benefit": "none", "event": "days_after"}, ["facts.n=None"]),
        (
            {"route": "COUNT", "benefit": "none", "event": "months_after", "facts": {"n": 10**9}},
            ["facts.n=1000000000"],
        ),
        (
            {"event_date": "never", "facts": {"next": "tea", "acted_on": "then"}},
            ["event_date=never", "facts.next=tea", "facts.acted_on=then"],
        ),
    ],
)
def test_a_word_outside_the_vocabulary_is_named(changes: dict[str, Any], words: list[str]):
    with pytest.raises(NotUnderstood) as refused:
        time_limits.result(a_case(**changes))
    assert refused.value.words == words


def test_one_case_that_is_not_understood_does_not_stop_the_rest():
    bad, good = worked_cases.work_out("time-limits", [a_case(id="bad", route="MOON"), a_case(id="good")])
    assert bad.as_json() == {"id": "bad", "result": None, "not_understood": ["route=MOON"]}
    assert good.result == {"deadline": "2026-12-15", "latest": "2027-11-04"}
