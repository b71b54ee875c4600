"""What the community lacks: from links not found and not taken up, counted in people."""

from building import TODAY, a_client, a_practice

from welfare_desk.casework.service import directory, lacking, support
from welfare_desk.casework.service.directory import ServiceDraft
from welfare_desk.casework.service.support import LinkDraft
from welfare_desk.rules.caseload import Period, financial_year

YEAR = financial_year(TODAY)


def test_people_count_once_for_a_kind_with_where_and_why(desk_on_both):
    desk = desk_on_both
    practice = a_practice(desk)
    pantry = directory.keep_service(desk, ServiceDraft("Pantry", "food"), today=TODAY).id
    people = [a_client(desk, surname=f"Client {n}", born_on=None, practice_id=practice) for n in range(6)]
    for person in people[:5]:
        support.add_link(
            desk, LinkDraft(person, "not_found", "transport", what="To the hospital"), today=TODAY
        )
    support.add_link(desk, LinkDraft(people[0], "not_found", "transport"), today=TODAY)
    link = support.add_link(desk, LinkDraft(people[5], "signposted", "food", pantry), today=TODAY).id
    support.link_result(desk, link, "not_taken_up", because="No bus there", today=TODAY)
    transport, food = lacking.lacking(desk, YEAR)
    assert (transport.kind, transport.not_found, transport.listed) == ("transport", 5, 0)
    assert transport.wanted == ("To the hospital",)
    assert transport.where == (("Millbank Medical Practice", 5),)
    assert (food.not_found, food.not_taken_up, food.why_not, food.listed) == (0, 1, (("No bus there", 1),), 1)
    name, data = lacking.as_file(desk, YEAR)
    text = data.decode("utf-8-sig")
    assert name.endswith(".csv") and "Transport,5,0,0,0" in text
    assert "Food and essentials,0,fewer than 5,fewer than 5,1" in text
    assert "hospital" not in text and "bus" not in text


def test_what_was_found_and_taken_up_is_not_lacking(desk):
    person = a_client(desk)
    pantry = directory.keep_service(desk, ServiceDraft("Pantry", "food"), today=TODAY).id
    link = support.add_link(desk, LinkDraft(person, "signposted", "food", pantry), today=TODAY).id
    support.link_result(desk, link, "contacted", today=TODAY)
    assert lacking.lacking(desk, YEAR) == []


def test_another_years_links_are_left_out(desk):
    support.add_link(desk, LinkDraft(a_client(desk), "not_found", "legal"), today=TODAY)
    before = Period(YEAR.first.replace(year=YEAR.first.year - 1), YEAR.before)
    assert lacking.lacking(desk, before) == [] and len(lacking.lacking(desk, YEAR)) == 1
