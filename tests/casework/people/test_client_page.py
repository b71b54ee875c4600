"""What a client's page gathers, and what it says before anybody is rung, written to or left a message."""

import pytest
from building import a_case, a_client, a_consent, a_practice
from sqlalchemy import event

from welfare_desk.casework.matters import case_page
from welfare_desk.casework.people import client_page
from welfare_desk.casework.people.client_page import contact_words
from welfare_desk.casework.people.clients import ClientDraft


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"may_call": True, "may_write": True}, ""),
        ({"may_call": False}, "Do not ring."),
        ({"may_leave_message": False, "may_write": False}, "Leave no message. Do not write."),
        ({"contact_warning": "  "}, ""),
        ({"contact_warning": "Ring after four.", "may_write": False}, "Ring after four. Do not write."),
        (
            {"contact_warning": "Ring only before noon; leave no message.", "may_leave_message": False},
            "Ring only before noon; leave no message.",
        ),
    ],
)
def test_what_stands_in_the_way_of_reaching_them_is_said_once(facts, said):
    assert contact_words(ClientDraft("Reid", **facts)) == said


def test_a_page_tells_of_one_moment(desk):
    """One look for all of it: between two a colleague might write, and a server is waited for at each."""
    person = a_client(desk)
    case = a_case(desk, person)
    a_consent(desk, person, a_practice(desk))
    begun = []

    def begins(connection):
        begun.append(connection)

    event.listen(desk.engine, "begin", begins)
    page = client_page.page(desk, person)
    assert page.glance.view.id == person and page.consents and page.journal
    assert len(begun) == 1
    assert case_page.page(desk, case).case.row.id == case
    event.remove(desk.engine, "begin", begins)
    assert len(begun) == 2
