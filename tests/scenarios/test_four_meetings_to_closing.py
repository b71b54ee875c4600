"""A link worker's goals through four meetings to closing, and the headline figures they come to.

65 % of goals met is per goal, 84 % with some positive outcome per person (practice service, section 8).
"""

from datetime import date
from decimal import Decimal

from building import a_case, a_client
from invented_scale import SHORE

from welfare_desk.casework.figures import evaluation, tally
from welfare_desk.casework.matters import cases
from welfare_desk.casework.service import directory, distance, support
from welfare_desk.casework.service.directory import ServiceDraft
from welfare_desk.casework.service.sessions import record_support
from welfare_desk.casework.service.support import LinkDraft
from welfare_desk.rules.caseload import financial_year

FIRST, SECOND, THIRD, LAST = date(2026, 9, 3), date(2026, 9, 24), date(2026, 10, 15), date(2026, 11, 12)


def test_goals_links_and_distance_come_to_the_headline_figures(desk, clock):
    def on(day):
        clock.set(day.year, day.month, day.day)
        record_support(desk, person, "attended", on=day, case_id=case, minutes=50)

    clock.set(2026, 9, 3)
    person = a_client(desk)
    case = a_case(desk, person, "housing-condition", "housing", route=None)
    scale = distance.load_scale(desk, SHORE, today=FIRST).id

    on(FIRST)
    distance.answer(desk, person, scale, [0, 2], today=FIRST)
    warm = support.set_goal(
        desk, person, "Be warm in my own kitchen", "home", review_on=SECOND, today=FIRST
    ).id
    post = support.set_goal(desk, person, "Open the post", "debt", review_on=SECOND, today=FIRST).id
    out = support.set_goal(desk, person, "See people again", "company", review_on=THIRD, today=FIRST).id
    support.add_step(desk, warm, "Ring the landlord", "us", due_on=SECOND)
    service = directory.keep_service(desk, ServiceDraft("Warm Homes", "fuel"), today=FIRST).id
    link = support.add_link(desk, LinkDraft(person, "referred", "fuel", service, agreed=True), today=FIRST).id

    on(SECOND)
    [step] = next(one for one in support.support(desk, person).goals if one.id == warm).steps
    support.step_done(desk, step.id, today=SECOND)
    support.review_goal(desk, warm, "open", words="Two heaters now", again_on=THIRD, today=SECOND)
    support.link_result(desk, link, "accepted", today=SECOND)

    on(THIRD)
    support.review_goal(desk, warm, "met", words="Warm at last", today=THIRD)
    support.review_goal(desk, post, "partly", words="With somebody beside me", today=THIRD)
    support.link_result(desk, link, "attended", today=THIRD)

    on(LAST)
    support.review_goal(desk, out, "dropped", words="Not now", today=LAST)
    distance.answer(desk, person, scale, [2, 4], today=LAST)
    cases.close_case(desk, case, because="outcome_reached", today=LAST)

    page = support.support(desk, person)
    stands = {goal.id: goal for goal in page.goals}
    assert [stands[one].state for one in (warm, post, out)] == ["met", "partly", "dropped"]
    assert [words for _, _, words in stands[warm].reviews] == ["Warm at last", "Two heaters now"]
    clock.set(2026, 11, 26)
    told = {one.code: one for one in evaluation.figures(desk, tally.tally(desk, financial_year(LAST)))}
    assert (told["goals_met"].value, told["goals_met"].n) == (Decimal("50.0"), 2)  # dropped was never decided
    assert told["positive_outcome"].value == told["tangible_benefit"].value == Decimal("100.0")
    assert told["connected"].value == told["accessed"].value == Decimal("100.0")
    assert (told["meetings_per_case"].value, told["meeting_minutes"].value) == (
        Decimal("4.00"),
        Decimal("50.00"),
    )
    assert (told["distance.1"].value, told["distance.1"].with_data) == (Decimal("4.25"), 1)
