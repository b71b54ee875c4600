"""The income check on paper: plain words, tagged, large for who needs it."""

from io import BytesIO

import pikepdf
from building import TODAY, a_carers_home, a_client
from reading_back import read_tagged

from welfare_desk.casework.income import income_checks, income_sheet
from welfare_desk.rules.income.scenarios import Scenario, Step

CARER = Scenario("If she claims", (Step("client", "csp"),))


def test_the_sheet_says_it_in_plain_words_and_can_be_read_aloud(desk):
    person = a_client(desk, interpreter="Urdu")
    income_checks.keep(desk, person, a_carers_home(), today=TODAY, scenarios=(CARER,))
    pdf = income_sheet.printed(desk, person, today=TODAY)
    said = read_tagged(pdf).text
    for words in (
        "What you could claim now",
        "Carer Support Payment, Ann Bell: about £86.45 a week.",
        "Before you claim: it ends the severe disability addition of her mother, £86.05 a week.",
        "What you get now",
        "explained in Urdu",
        "£11.70 more each week, £608.40 a year.",
    ):
        assert words in said, said
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert "/StructTreeRoot" in opened.Root


def test_the_sheet_is_set_large_for_who_needs_it(desk):
    small, large = a_client(desk), a_client(desk, forenames="Large", large_print=True)
    for person in (small, large):
        income_checks.keep(desk, person, a_carers_home(), today=TODAY)
    pages = [
        len(pikepdf.open(BytesIO(income_sheet.printed(desk, one, today=TODAY))).pages)
        for one in (small, large)
    ]
    assert pages[1] > pages[0]
