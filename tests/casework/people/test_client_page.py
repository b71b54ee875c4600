"""What a client's page gathers, and what it says before anybody is rung, written to or left a message."""

import pytest

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
