"""Of the practice desk: what one invented household could claim, with two scenarios beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.income import income_checks
from welfare_desk.casework.matters import cases, claims, key_dates, tribunal
from welfare_desk.casework.matters.cases import CaseDraft
from welfare_desk.casework.matters.tribunal import HandedIn, HearingDraft
from welfare_desk.rules.income.household import Care, Home, InPayment
from welfare_desk.rules.income.scenarios import Scenario, Step
from welfare_desk.rules.key_dates import Notice


def tell(desk: Desk, isla: UUID, *, today: date) -> None:
    """Isla Drummond looks after her mother; her daughter's condition has never been asked about."""
    home = income_checks.facts(desk, isla).household
    client = replace(
        home.client,
        condition=False,
        work_limited="none",
        earnings=Decimal("0.00"),
        cares=(Care("her mother", 38, qualifying=True, severe_disability_paid=True),),
    )
    rory, skye = home.dependants
    home = replace(
        home,
        people=(client, replace(rory, condition=False, school="S3"), replace(skye, school="P5")),
        awards={"uc": InPayment(), "cb": InPayment()},
        capital=Decimal("310.00"),
        home=Home("social", Decimal("96.40"), 0),
        council_tax=True,
        others_at_home=0,
        immigration="settled",
    )
    child_payment = Step("household", "scp")
    scenarios = (
        Scenario("With the child payment", (child_payment,)),
        Scenario("And if she claims as a carer", (child_payment, Step("client", "csp"))),
    )
    income_checks.keep(desk, isla, home, today=today, scenarios=scenarios)
    claims.identify(desk, isla, "ctr", today=today, next_step="Ring the council", next_on=date(2026, 12, 3))
    child = claims.begin(desk, isla, "scp", on=date(2026, 11, 20), today=today)
    assert child.id is not None  # noqa: S101 - beginning a claim says its id
    claims.send(desk, child.id, on=date(2026, 11, 20), today=today, how="Online")
    claims.begin(
        desk,
        isla,
        "cdp",
        whom="Skye",
        on=date(2026, 11, 16),
        today=today,
        next_step="Ask the school for its report",
        next_by="client",
    )


def challenge(desk: Desk, isla: UUID, practice: UUID, *, today: date) -> UUID:
    """A sanction of Isla's, taken to the tribunal: what went in, and the hearing in January."""
    opened = cases.open_case(desk, CaseDraft(isla, "tribunal", "nsjsa", "DWP", practice, "III"), today=today)
    assert opened.id is not None  # noqa: S101 - opening a case says its id
    case = opened.id

    def came(event: str, on: date) -> None:
        key_dates.record_notice(desk, case, Notice("DWP", "JSA", event, on), today=today)

    def went(what: str, on: date, how: str, proof: str) -> None:
        tribunal.hand_in(desk, case, HandedIn(what, on, how=how, proof=proof), today=today)

    came("decision_notified", date(2026, 7, 6))
    went("mr_requested", date(2026, 7, 20), "Online", "Note in the journal, 20 July")
    came("mrn_sent", date(2026, 9, 1))
    went("appeal_lodged", date(2026, 9, 21), "Online", "SC 903 26 00418")
    hearing = HearingDraft(
        date(2027, 1, 19),
        "video",
        time(10, 30),
        "Link to come from the tribunal; room 4 is booked",
        adjustments=("A break each half hour", "Skye is at school until three: no afternoon"),
        attends=("Isla", "Morag Sinclair"),
        prepared="Submission and the nursery's letter sent",
        notified_on=date(2026, 11, 18),
    )
    tribunal.arrange(desk, case, hearing, today=today)
    return case
