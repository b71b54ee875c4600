"""Challenges from the letter that came to what became of it, each with its days, through the use-cases."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from uuid import UUID

import pytest
from building import MovingClock, a_case, a_client

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import endings, gains
from welfare_desk.casework.figures.endings import EndingDraft
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.income import income_checks, income_page
from welfare_desk.casework.matters import case_page, cases, claims, key_dates, tribunal
from welfare_desk.casework.matters.tribunal import HandedIn, HearingDraft, TooLate
from welfare_desk.errors import Problems
from welfare_desk.rules.income.household import Care, Household, InPayment, Person
from welfare_desk.rules.key_dates import Notice
from welfare_desk.rules.tribunal import short_term_assistance


def on(clock: MovingClock, day: date) -> date:
    clock.set(day.year, day.month, day.day)
    return day


def came(desk: Desk, case: UUID, route: str, benefit: str, event: str, day: date, **facts: object) -> None:
    today = desk.clock.today()
    key_dates.record_notice(desk, case, Notice(route, benefit, event, day, **facts), today=today)  # type: ignore[arg-type]


def due(desk: Desk, case: UUID, words: str) -> key_dates.KeyDateRow:
    """The open date of the case that says so."""
    found = [row for row in cases.case(desk, case).key_dates if row.done_on is None and words in row.what]
    assert len(found) == 1, [row.what for row in cases.case(desk, case).key_dates]
    return found[0]


def waiting(desk: Desk, case: UUID) -> list[str]:
    return [row.what for row in cases.case(desk, case).key_dates if row.done_on is None]


def stage(desk: Desk, case: UUID) -> str:
    return cases.case(desk, case).row.stage


def hand_in(desk: Desk, case: UUID, what: str, day: date, **more: str) -> None:
    said = {"how": "signed for", "proof": "AB 1234 5678 9GB"} | more
    tribunal.hand_in(desk, case, HandedIn(what, day, **said), today=desk.clock.today())


def test_adp_refused_the_redetermination_missed_and_an_appeal_that_brings_arrears(
    desk: Desk, clock: MovingClock
) -> None:
    """2018 asp 9 ss. 41 to 49: 42 days to ask, 56 for Social Security Scotland, then the appeal."""
    today = on(clock, date(2026, 6, 3))
    person = a_client(desk)
    claims.begin(desk, person, "adp", on=date(2026, 2, 2), today=today)
    [claim] = claims.claims_of(desk, person)
    case = claim.case_id
    assert case is not None
    claims.send(desk, claim.id, on=date(2026, 3, 1), today=today, how="Online")
    refused = DecisionDraft(
        date(2026, 6, 1), "refused", notice=Notice("SSS", "ADP", "determination_sent", date(2026, 6, 1))
    )
    gains.record_decision(desk, case, refused, today=today)
    assert claims.claims_of(desk, person)[0].outcome == "refused"
    ask = due(desk, case, "Ask for a re-determination")
    assert ask.due_on == date(2026, 7, 14) and ask.citation

    on(clock, date(2026, 6, 20))
    hand_in(desk, case, "redet_request_received", date(2026, 6, 19))
    theirs = due(desk, case, "re-determines")
    assert not theirs.claimant_acts and theirs.due_on == date(2026, 8, 13)

    on(clock, date(2026, 8, 18))  # nothing came
    assert [row.id for row in key_dates.theirs_late(desk, today=date(2026, 8, 18))] == [theirs.id]
    came(desk, case, "SSS", "ADP", "redet_failure_notice_sent", date(2026, 8, 17))
    assert stage(desk, case) == "sss.time-missed"
    appeal = due(desk, case, "ppeal")
    hand_in(desk, case, "appeal_lodged", date(2026, 8, 18), to="Social Security Scotland")
    assert appeal.id not in [row.id for row in cases.case(desk, case).key_dates if row.done_on is None]

    today = on(clock, date(2026, 10, 20))
    draft = HearingDraft(
        date(2026, 11, 10), "video", time(10, 30), interpreter="Polish",
        adjustments=("A break each half hour", " "), attends=("Client", "Us"),
        prepared="Submission sent with pages 12 to 30", notified_on=date(2026, 10, 19),
    )  # fmt: skip
    tribunal.arrange(desk, case, draft, today=today)
    assert stage(desk, case) == "sss.hearing"
    [hearing] = tribunal.page(desk, case).hearings
    assert hearing.draft.adjustments == ("A break each half hour",)
    assert due(desk, case, "Hearing, by video").due_on == date(2026, 11, 10)

    today = on(clock, date(2026, 11, 12))
    parts = {"Daily living": "enhanced", "Mobility": "standard"}
    tribunal.held(desk, hearing.id, "award made higher", held_on=date(2026, 11, 10), today=today, parts=parts)
    gain = GainDraft(
        Decimal("144.90"), arrears=Decimal("5796.00"), award_from=date(2026, 2, 2),
        confirmed_on=date(2026, 11, 12), confirmed_by="award_letter",
    )  # fmt: skip
    gains.record_decision(desk, case, DecisionDraft(date(2026, 11, 11), "awarded", gain=gain), today=today)
    page = case_page.page(desk, case)
    assert page.gains[0].amount == Decimal("144.90") and page.gains[0].arrears == Decimal("5796.00")
    assert cases.case(desk, case).stages[-1][2] == "award made higher"
    assert waiting(desk, case) == []


def test_a_pip_holder_who_moved_to_scotland_claims_adp_afresh(desk: Desk, clock: MovingClock) -> None:
    """The transfers of people who move ended on 6 November 2025: a fresh claim, PIP going on meanwhile."""
    today = on(clock, date(2026, 11, 26))
    person = a_client(desk)
    home = Household(
        (Person("client", date(1974, 3, 2), True, awards={"pip": InPayment(("mobility_standard",))}),),
        immigration="settled",
    )
    row = next(one for one in income_page.picture(home, today=today).rows if one.key == "adp@client")
    assert row.standing == "claim" and "PIP goes on" in row.why
    benefit, whom = income_page.claim_of(row, home)
    claims.begin(desk, person, benefit, on=today, today=today, whom=whom)
    [claim] = claims.claims_of(desk, person)
    assert claim.last_day == date(2027, 1, 21) and claim.protected_from == today
    case = claim.case_id
    assert case is not None
    claims.send(desk, claim.id, on=today, today=today)
    today = on(clock, date(2027, 3, 1))
    gain = GainDraft(Decimal("106.70"), previous=Decimal("30.30"))
    gains.record_decision(desk, case, DecisionDraft(date(2027, 2, 27), "increased", gain=gain), today=today)
    [line] = case_page.page(desk, case).gains
    assert line.amount - line.previous == Decimal("76.40")  # only what is more than PIP


def test_uc_health_element_refused_reasons_asked_in_the_month_and_the_appeal_lapses(
    desk: Desk, clock: MovingClock
) -> None:
    """SI 2013/381 regs 5 and 6, SI 2008/2685 r.22: reasons asked for in time move the month."""
    on(clock, date(2026, 5, 6))
    case = a_case(desk, a_client(desk), "uc", "tribunal", route="DWP")
    came(desk, case, "DWP", "UC", "decision_notified", date(2026, 5, 5))
    plain = due(desk, case, "reconsideration")
    on(clock, date(2026, 5, 27))
    came(
        desk, case, "DWP", "UC", "decision_notified", date(2026, 5, 5),
        reasons_requested_on=date(2026, 5, 20), reasons_sent_on=date(2026, 5, 26),
    )  # fmt: skip
    moved = max(
        (row for row in cases.case(desk, case).key_dates if "reconsideration" in row.what),
        key=lambda row: row.due_on,
    )
    assert moved.due_on > plain.due_on
    on(clock, date(2026, 6, 9))
    tribunal.hand_in(
        desk, case, HandedIn("mr_requested", date(2026, 6, 8), how="journal"),
        today=date(2026, 6, 9), key_date_id=moved.id,
    )  # fmt: skip
    on(clock, date(2026, 7, 15))
    came(desk, case, "DWP", "UC", "mrn_sent", date(2026, 7, 14))
    appeal = due(desk, case, "ppeal")
    assert appeal.due_on == date(2026, 8, 14)
    on(clock, date(2026, 8, 3))
    tribunal.hand_in(
        desk, case, HandedIn("appeal_lodged", date(2026, 8, 3), how="online", proof="SSCS1 reference"),
        today=date(2026, 8, 3), key_date_id=appeal.id,
    )  # fmt: skip
    today = on(clock, date(2026, 9, 1))
    tribunal.turn(desk, case, "lapsed", on=date(2026, 8, 28), today=today)
    assert waiting(desk, case) == []
    assert any("Record the new decision" in task.what for task in cases.case(desk, case).tasks)
    gain = GainDraft(Decimal("217.26"), frequency="monthly", arrears=Decimal("869.04"))
    gains.record_decision(desk, case, DecisionDraft(date(2026, 8, 28), "increased", gain=gain), today=today)


def test_an_overpayment_of_housing_benefit_is_appealed_through_the_council(
    desk: Desk, clock: MovingClock
) -> None:
    """SI 2001/1002 regs 18 and 20: a month from the decision, lodged with the council, no reconsideration."""
    on(clock, date(2026, 9, 15))
    case = a_case(desk, a_client(desk), "hb", "tribunal", route="HB")
    came(desk, case, "HB", "HB", "decision_notified", date(2026, 9, 14))
    appeal = due(desk, case, "ppeal")
    assert appeal.due_on == date(2026, 10, 14) and "council" in appeal.received_by.casefold()
    on(clock, date(2026, 10, 12))
    tribunal.hand_in(
        desk, case, HandedIn("appeal_lodged", date(2026, 10, 12), how="by hand", proof="stamped copy"),
        today=date(2026, 10, 12), key_date_id=appeal.id,
    )  # fmt: skip
    [lodged] = tribunal.page(desk, case).lodged
    assert "council" in lodged.to.casefold() and lodged.proof == "stamped copy"
    assert stage(desk, case) == "hb.appeal"
    today = on(clock, date(2026, 11, 20))
    came(desk, case, "HB", "HB", "appeal_sent_to_decision_maker", date(2026, 11, 2))
    tribunal.arrange(
        desk, case, HearingDraft(date(2027, 1, 12), "in_person", time(14), "Dundee"), today=today
    )
    hearing = tribunal.page(desk, case).next_hearing
    assert hearing is not None and stage(desk, case) == "ftt.hearing"
    moved = HearingDraft(date(2027, 1, 26), "telephone", time(14))
    tribunal.arrange(desk, case, moved, today=today, hearing_id=hearing.id)
    assert due(desk, case, "Hearing").due_on == date(2027, 1, 26)
    said = [row.words for row in cases.case(desk, case).journal]
    assert any("Hearing put off: 26 Jan 2027" in words for words in said)


def test_council_tax_reduction_goes_to_the_local_taxation_chamber(desk: Desk, clock: MovingClock) -> None:
    """SSI 2012/303 reg 70A and its successors: review by the council, then the Local Taxation Chamber."""
    on(clock, date(2026, 4, 8))
    case = a_case(desk, a_client(desk), "ctr", "tribunal", route="CTR")
    came(desk, case, "CTR", "CTR", "determination_made", date(2026, 4, 7))
    assert due(desk, case, "review").citation
    on(clock, date(2026, 5, 1))
    hand_in(desk, case, "review_request_received", date(2026, 5, 1))
    theirs = next(row for row in cases.case(desk, case).key_dates if not row.claimant_acts)
    on(clock, date(2026, 7, 20))
    assert theirs.id in [row.id for row in key_dates.theirs_late(desk, today=date(2026, 7, 20))]
    came(desk, case, "CTR", "CTR", "review_decision_notified", date(2026, 7, 18))
    appeal = due(desk, case, "ppeal")
    assert "Local Taxation" in appeal.received_by
    tribunal.hand_in(
        desk, case, HandedIn("appeal_lodged", date(2026, 7, 20), how="e-mail"),
        today=date(2026, 7, 20), key_date_id=appeal.id,
    )  # fmt: skip
    assert stage(desk, case) == "ctr.appeal"
    assert "allowed" in tribunal.page(desk, case).outcomes


def test_a_crisis_grant_is_with_the_ombudsman_within_days(desk: Desk, clock: MovingClock) -> None:
    """Welfare Funds (Scotland) Act 2015 ss. 5 to 8: review by the council, then the ombudsman."""
    on(clock, date(2026, 11, 3))
    case = a_case(desk, a_client(desk), "swf-crisis", "tribunal", route="SWF")
    came(desk, case, "SWF", "SWF-crisis", "decision_notified", date(2026, 11, 2), grant="crisis")
    hand_in(desk, case, "review_request_received", date(2026, 11, 3), how="telephone")
    theirs = next(row for row in cases.case(desk, case).key_dates if not row.claimant_acts)
    assert theirs.due_on <= date(2026, 11, 6)  # two working days for a crisis grant
    on(clock, date(2026, 11, 6))
    came(desk, case, "SWF", "SWF-crisis", "tier1_decision_received", date(2026, 11, 5))
    ask = due(desk, case, "mbudsman")
    tribunal.hand_in(
        desk, case, HandedIn("spso_review_requested", date(2026, 11, 6), how="telephone"),
        today=date(2026, 11, 6), key_date_id=ask.id,
    )  # fmt: skip
    assert stage(desk, case) == "swf.ombudsman"
    with pytest.raises(Problems, match="what happened"):
        tribunal.turn(desk, case, "struck_out", on=date(2026, 11, 6), today=date(2026, 11, 6))


def test_a_carers_claim_that_would_lose_the_others_addition_is_warned_of(
    desk: Desk, clock: MovingClock
) -> None:
    """SI 2002/1792 sch.1 para 1: the addition of whoever is cared for ends with the carer's award."""
    today = on(clock, date(2026, 11, 26))
    person = a_client(desk)
    carer = Person(
        "client", date(1974, 3, 2), False, "none", Decimal(0), cares=(Care("her mother", 40, True, True),)
    )
    home = Household((carer,), immigration="settled", capital=Decimal(0))
    income_checks.keep(desk, person, home, today=today)
    rows = {row.key: row for row in income_page.picture(home, today=today).rows}
    assert rows["csp@client"].costs == (
        "It ends the severe disability addition of her mother, £86.05 a week.",
    )
    scenarios = income_page.with_scenario((), "If she claims", income_page.Step("client", "csp"))
    [side] = income_page.picture(home, scenarios, today=today).sides
    assert side.lost == ("Her mother would lose £86.05 a week of Pension Credit.",)


def test_an_award_won_and_lost_later_at_a_supersession(desk: Desk, clock: MovingClock) -> None:
    today = on(clock, date(2026, 4, 20))
    case = a_case(desk, a_client(desk), "adp", route="SSS")
    gain = GainDraft(
        Decimal("106.70"), award_from=date(2026, 2, 2), confirmed_on=today, confirmed_by="award_letter"
    )
    gains.record_decision(desk, case, DecisionDraft(date(2026, 4, 18), "awarded", gain=gain), today=today)
    [line] = case_page.page(desk, case).gains
    today = on(clock, date(2026, 10, 5))
    lost = DecisionDraft(
        date(2026, 10, 2), "reduced", notice=Notice("SSS", "ADP", "determination_sent", date(2026, 10, 2))
    )
    gains.record_decision(desk, case, lost, today=today)
    endings.end_gain(desk, line.id, EndingDraft(date(2026, 10, 3), "superseded"), today=today)
    assert waiting(desk, case) == ["Ask for a re-determination"]
    assert "short-term assistance" in short_term_assistance("adp", "reduced")


def test_late_a_reason_is_wanted_and_past_the_last_late_day_it_is_refused(
    desk: Desk, clock: MovingClock
) -> None:
    on(clock, date(2026, 1, 10))
    case = a_case(desk, a_client(desk), "adp", route="SSS")
    came(desk, case, "SSS", "ADP", "determination_sent", date(2026, 1, 5))
    ask = due(desk, case, "Ask for a re-determination")
    assert ask.latest_on is not None
    late = on(clock, date(2026, 4, 1))
    with pytest.raises(Problems, match="say why"):
        hand_in(desk, case, "redet_request_received", late)
    hand_in(desk, case, "redet_request_received", late, late_reason="In hospital until March")
    [kept] = tribunal.page(desk, case).lodged
    assert kept.late_reason == "In hospital until March"

    other = a_case(desk, a_client(desk), "adp", route="SSS")
    came(desk, other, "SSS", "ADP", "determination_sent", date(2026, 1, 5))
    gone = on(clock, date(2027, 6, 1))
    with pytest.raises(TooLate, match="last late day"):
        hand_in(desk, other, "redet_request_received", gone, late_reason="Ill")


def test_struck_out_starts_the_month_to_ask_for_reinstatement_and_what_was_due_falls_away(
    desk: Desk, clock: MovingClock
) -> None:
    """SI 2008/2685 r.8(5) and r.17(4)."""
    on(clock, date(2026, 6, 2))
    case = a_case(desk, a_client(desk), "pip", "tribunal", route="DWP")
    came(desk, case, "DWP", "PIP", "mrn_sent", date(2026, 6, 1))
    today = on(clock, date(2026, 9, 2))
    tribunal.turn(
        desk, case, "struck_out", on=date(2026, 9, 1), today=today, because="no reply to directions"
    )
    assert [row.due_on for row in cases.case(desk, case).key_dates if row.done_on is None] == [
        date(2026, 10, 1)
    ]
    tribunal.turn(desk, case, "reinstated", on=today, today=today)
    tribunal.direct(desk, case, "Send the GP's letter", date(2026, 10, 9), today=today)
    assert due(desk, case, "Direction: Send the GP's letter").due_on == date(2026, 10, 9)
    said = " ".join(row.words for row in cases.case(desk, case).journal)
    assert "Struck out" in said and "no reply to directions" in said and "Reinstated" in said


def test_an_adjourned_hearing_keeps_its_directions_and_another_follows(
    desk: Desk, clock: MovingClock
) -> None:
    today = on(clock, date(2026, 9, 2))
    case = a_case(desk, a_client(desk), "uc", "tribunal", route="DWP")
    with pytest.raises(Problems, match="how it is held"):
        tribunal.arrange(desk, case, HearingDraft(date(2026, 9, 2), ""), today=today)
    tribunal.arrange(desk, case, HearingDraft(date(2026, 9, 2), "papers"), today=today)
    first = tribunal.page(desk, case).next_hearing
    assert first is not None
    tribunal.held(
        desk, first.id, "adjourned", held_on=today, today=today,
        directions=(("Send bank statements", date(2026, 9, 23)),),
    )  # fmt: skip
    tribunal.arrange(desk, case, HearingDraft(date(2026, 11, 4), "telephone"), today=today)
    page = tribunal.page(desk, case)
    assert [one.outcome for one in page.hearings] == [None, "adjourned"]
    assert waiting(desk, case) == ["Direction: Send bank statements", "Hearing, by telephone"]


def test_a_hearing_notified_does_not_hide_that_the_response_has_not_come(
    desk: Desk, clock: MovingClock
) -> None:
    on(clock, date(2026, 9, 2))
    case = a_case(desk, a_client(desk), "uc", "tribunal", route="DWP")
    came(desk, case, "DWP", "UC", "appeal_sent_to_decision_maker", date(2026, 9, 1))
    owed = next(row for row in cases.case(desk, case).key_dates if not row.claimant_acts)
    today = on(clock, date(2026, 10, 20))
    tribunal.arrange(desk, case, HearingDraft(date(2026, 12, 1), "telephone"), today=today)
    assert [row.id for row in key_dates.theirs_late(desk, today=today)] == [owed.id]
    came(desk, case, "DWP", "UC", "ftt_response_sent", date(2026, 10, 19))
    assert key_dates.theirs_late(desk, today=today) == []
