"""Where a conflict of interest may lie, in words without a name."""

from datetime import date

import pytest

from welfare_desk.rules import conflicts
from welfare_desk.rules.names import Known


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("landlord", "May be the landlord: the same name"),
        ("other_parent", "May be the other parent: the same name"),
        ("lender", "May be somebody they owe: the same name"),
        ("no such role", "May be somebody else: the same name"),
    ],
)
def test_what_is_said_names_nobody(role, said):
    assert conflicts.of_an_other_side(role, ("the same name",)) == said


def test_a_landlord_of_the_same_name_is_one_and_of_another_age_is_none():
    client = Known("James", "Watt", date(1960, 1, 1))
    assert conflicts.might_be(client, Known("James", "Watt"))
    assert conflicts.might_be(client, Known("James", "Watt", date(1985, 6, 7))) == ()
    assert conflicts.might_be(client, Known("", "Harbour Lettings")) == ()
