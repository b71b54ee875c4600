"""The table of routes loads whole, every row is complete, and a broken row is named."""

from __future__ import annotations

import copy
import re
from datetime import date
from typing import Any

import pytest

from welfare_desk import resources
from welfare_desk.rules import routes as rules
from welfare_desk.rules.routes import Length, Routes, RoutesNotWhole

# time-limits.md section 1: the codes of each route and the events that start a time on it.
BENEFITS = {
    "SSS": "ADP CDP PADP SADLA CSP CWHP PAWHP STA SCP BSG FSP YCG WHP CAS",
    "DWP": "UC PIP ESA JSA AA DLA CA IIDB PC",
    "HMRC": "child_benefit guardians_allowance",
    "HB": "HB",
    "CTR": "CTR",
    "SWF": "SWF",
    "COUNT": "none",
}
EVENTS = {
    "SSS": "determination_sent redet_request_received redet_sent redet_failure_notice_sent "
    "process_decision_sent fts_oral_hearing_ended fts_decision_sent fts_pta_refused_sent "
    "part1_submitted change_occurred",
    "DWP": "decision_notified mrn_sent appeal_sent_to_decision_maker ftt_response_sent "
    "revised_not_advantageous ftt_decision_sent sor_sent ftt_pta_refused_sent ftt_permission_sent form_sent "
    "uc_entitlement_possible_from change_occurred",
    "HMRC": "decision_notified mrn_sent",
    "HB": "decision_notified",
    "CTR": "determination_made review_request_received review_decision_notified",
    "SWF": "decision_notified review_request_received tier1_decision_received",
    "COUNT": "months_after days_after days_beginning_with working_days_after working_days_beginning_with",
}


@pytest.fixture
def routes() -> Routes:
    return resources.routes()


@pytest.fixture
def data() -> dict[str, Any]:
    return copy.deepcopy(resources.table("routes.toml"))


def test_every_route_has_its_benefits_and_its_events(routes: Routes):
    assert set(routes.routes) == set(BENEFITS)
    for route, words in BENEFITS.items():
        assert all(routes.benefit(route, word) for word in words.split())
    for route, events in EVENTS.items():
        assert set(events.split()) <= set(routes.events(route))


def test_every_step_is_complete(routes: Routes):
    for step in routes.steps:
        for words in (step.does, step.happened, step.test, step.receives, step.citation, step.event):
            assert words.strip(), step.id
        assert step.confidence in rules.CONFIDENCES, step.id
        assert step.late.rule != "until" or step.beyond, step.id
        assert step.roll is (step.hour == 17), (
            f"{step.id}: what the UK tribunals' r.12 rolls it also ends at 5 pm"
        )
        assert "closed" not in step.beyond, step.id


def test_every_benefit_that_is_redetermined_has_one_period_from_its_beginning(routes: Routes):
    redetermined = {code for step in routes.steps if step.length == "ask" for code in step.benefits}
    beginnings = [row.benefit for row in routes.periods if row.since is None]
    assert sorted(beginnings) == sorted(redetermined)


@pytest.mark.parametrize(
    ("code", "ask", "decide"),
    [
        ("adp", 42, Length("days_beginning_with", 56)),
        ("csp", 42, Length("days_beginning_with", 56)),
        ("bsg", 31, Length("working_days_beginning_with", 16)),
        ("whp", 31, Length("working_days_beginning_with", 16)),
    ],
)
def test_periods(routes: Routes, code: str, ask: int, decide: Length):
    period = routes.period(code, date(2026, 11, 21))
    assert period is not None
    assert (period.ask.n, period.decide) == (ask, decide)


def test_where_a_text_was_read_is_a_public_bodys_own_page(routes: Routes):
    """A day that loses somebody their award is not told on a third party's word without saying so."""
    read = [row.read for row in (*routes.steps, *routes.periods) if row.read]
    assert len(read) >= 13
    for address in read:
        host = address.removeprefix("https://").partition("/")[0]
        assert address.startswith("https://") and host.endswith((".gov.uk", ".gov.scot")), address
    for code in ("adp", "cdp", "whp"):
        assert routes.period(code, date(2026, 11, 22)).read


def test_a_later_row_takes_over_from_its_day(data: dict[str, Any]):
    data["periods"].append(
        {
            "benefit": "scp",
            "from": date(2027, 4, 1),
            "ask_days": 42,
            "decide": {"count": "days_beginning_with", "n": 56},
            "source": "an amending instrument",
            "confidence": "high",
        }
    )
    amended = rules.from_data(data)
    before, after = amended.period("scp", date(2027, 3, 31)), amended.period("scp", date(2027, 4, 1))
    assert before and after
    assert (before.ask.n, after.ask.n) == (31, 42)


def test_steps_are_told_apart_wherever_an_event_starts_several(routes: Routes):
    for route in routes.routes.values():
        for event in routes.events(route.code):
            for benefit in route.benefits:
                steps = routes.started_by(event, route.code, benefit)
                assert len({(step.next, step.grant) for step in steps}) == len(steps), (event, benefit)
                if len(steps) > 1:
                    assert all(step.next or step.grant for step in steps), (event, benefit)


def test_each_routes_stages_can_all_be_reached_from_its_first(routes: Routes):
    for route in routes.routes:
        stages = {stage.id: stage for stage in routes.stages_of(route)}
        if not stages:
            continue
        reached: set[str] = set()
        waiting = [stages["hb.decision"] if route == "HB" else next(iter(stages.values()))]
        while waiting:
            stage = waiting.pop()
            if stage.id not in reached:
                reached.add(stage.id)
                waiting.extend(routes.may_follow(stage, route))
        assert reached == set(stages), route


def test_each_event_opens_at_most_one_stage_of_a_route(routes: Routes):
    for route in routes.routes:
        opened = [stage.opened_by for stage in routes.stages_of(route)]
        assert len(opened) == len(set(opened)), route
    stage = routes.stage_opened_by("mrn_sent", "DWP")
    assert stage is not None and stage.clocks == ("mrn_sent",)


def test_every_event_of_a_dispute_lies_in_a_stage(routes: Routes):
    """What starts a claim or a form, not a dispute, needs no stage."""
    aside = {
        *(
            "part1_submitted",
            "part1_submitted_while_on_cdp",
            "change_occurred",
            "funeral_held",
            "decision_sent",
        ),
        *("form_sent", "evidence_requested", "uc_entitlement_possible_from"),
    }
    for route in set(routes.routes) - {"COUNT"}:
        in_stages = {event for stage in routes.stages_of(route) for event in stage.clocks}
        assert set(routes.events(route)) - in_stages <= aside, route


def test_a_benefit_knows_its_route(routes: Routes):
    assert routes.route_of("adp") == "SSS"
    assert routes.route_of("cb") == "HMRC"
    assert routes.route_of("bsf") is None
    assert "internal review" in routes.elsewhere["bsf"]


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda step: step.pop("citation"), "citation"),
        (lambda step: step.update(receives=" "), "receives"),
        (lambda step: step.update(actor="nobody"), "actor"),
        (lambda step: step.update(length={"count": "fortnights_after", "n": 2}), "length"),
        (lambda step: step.update(length={"count": "days_after", "n": 0}), "length"),
        (lambda step: step.update(length="whenever"), "length"),
        (lambda step: step.update(start="yesterday"), "start"),
        (lambda step: step.update(late={"rule": "until"}), "from"),
        (lambda step: step.update(late={"rule": "open", "n": 3}), "unknown n"),
        (lambda step: step.pop("late"), "rule"),
        (lambda step: step.update(rolls=True), "unknown rolls"),
        (lambda step: step.update(hour="17"), "hour"),
        (lambda step: step.pop("beyond"), "beyond"),
        (lambda step: step.update(confidence="low", doubts=[]), "doubt"),
        (lambda step: step.update(benefits=["penicillin"]), "benefit"),
        (lambda step: step.update(routes=["MOON"]), "route"),
        (lambda step: step.update(benefits=["jsp"]), "no period for jsp"),
    ],
)
def test_a_row_that_is_not_whole_is_named(data: dict[str, Any], spoil: Any, named: str):
    spoil(data["steps"][0])
    with pytest.raises(RoutesNotWhole, match=rf"sss\.ask-redetermination.*{re.escape(named)}"):
        rules.from_data(data)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data["steps"].append(data["steps"][0]),
        lambda data: data["stages"].append(data["stages"][0]),
        lambda data: data["stages"][0].update(leads_to=["limbo"]),
        lambda data: data["stages"][0].update(clocks=["a_bell_rang"]),
        lambda data: data["events"].pop("mrn_sent"),
        lambda data: data["events"].update(a_bell_rang="A bell rang"),
        lambda data: data["periods"][0].pop("ask_days"),
        lambda data: data["periods"][0].update({"from": "2027-04-01"}),
    ],
)
def test_a_table_that_does_not_hang_together_is_refused(data: dict[str, Any], spoil: Any):
    spoil(data)
    with pytest.raises(RoutesNotWhole):
        rules.from_data(data)


def test_what_may_follow_a_stage_is_what_it_leads_to(routes: Routes):
    for route in routes.routes:
        for stage in routes.stages_of(route):
            following = {each.id for each in routes.may_follow(stage, route)}
            assert following == {each.id for each in routes.stages_of(route)} & set(stage.leads_to)
            assert all(route in each.routes for each in routes.may_follow(stage, route))


def test_what_a_row_leaves_out_is_empty(routes: Routes):
    written = {row["id"]: row for row in resources.table("routes.toml")["steps"]}
    for step in routes.steps:
        row = written[step.id]
        for key in ("next", "grant", "beyond", "then"):
            assert getattr(step, key) == row.get(key, ""), (step.id, key)
        assert step.holidays == row.get("holidays", "SCT")
        assert step.roll is row.get("roll", False)
        assert step.late.stretched is row["late"].get("stretched", False)
        assert (step.hour, step.safe_hour) == (row.get("hour"), row.get("safe_hour"))


def test_a_step_may_stand_on_every_route_and_a_stage_start_every_clock(data: dict[str, Any]):
    data["steps"][0]["routes"] = list(data["routes"])
    stage = next(row for row in data["stages"] if row["routes"] == ["CTR"])
    stage["clocks"] = list(rules.from_data(data).events("CTR"))
    assert rules.from_data(data).stages


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda data: data["periods"][0].update(ask_days="42"), "period {benefit}: ask_days"),
        (lambda data: data["periods"][0].pop("source"), "period {benefit}: source"),
        (lambda data: data["stages"][0].pop("name"), "stage {stage}: name"),
        (lambda data: data["stages"][0].pop("id"), "stage ?: id"),
    ],
)
def test_the_row_at_fault_is_named_by_its_kind_and_id(data: dict[str, Any], spoil: Any, named: str):
    names = {"benefit": data["periods"][0]["benefit"], "stage": data["stages"][0]["id"]}
    spoil(data)
    with pytest.raises(RoutesNotWhole, match=re.escape(named.format(**names))):
        rules.from_data(data)


@pytest.mark.parametrize("column", ["ask", "decide"])
def test_a_step_that_takes_its_length_from_the_periods_needs_one_for_each_benefit(
    data: dict[str, Any], column: str
):
    step = next(row for row in data["steps"] if row.get("length") == column)
    elsewhere = sorted(data["benefits"]["DWP"])
    step["benefits"] = elsewhere[::-1]
    with pytest.raises(
        RoutesNotWhole, match=re.escape(f"step {step['id']}: no period for {', '.join(elsewhere)}")
    ):
        rules.from_data(data)


def test_events_without_words_and_words_without_events_are_all_named_in_order(data: dict[str, Any]):
    data["events"] |= {"zebra_crossed": "Z", "apple_fell": "A"}
    del data["events"]["mrn_sent"]
    with pytest.raises(RoutesNotWhole, match=r"\['apple_fell', 'mrn_sent', 'zebra_crossed'\]"):
        rules.from_data(data)


@pytest.mark.parametrize("kind", ["step", "stage"])
def test_a_row_that_stands_twice_is_named_by_its_kind(data: dict[str, Any], kind: str):
    data[f"{kind}s"].append(dict(data[f"{kind}s"][0]))
    with pytest.raises(RoutesNotWhole, match=f"two rows for one {kind}$"):
        rules.from_data(data)


@pytest.mark.parametrize("kind", ["step", "stage", "period"])
def test_what_a_row_should_not_hold_is_named_with_the_row(data: dict[str, Any], kind: str):
    data[f"{kind}s"][0] |= {"colour": "red", "smell": "none"}
    with pytest.raises(RoutesNotWhole, match=rf"^{kind} .*unknown colour, smell$"):
        rules.from_data(data)
