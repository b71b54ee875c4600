"""Whose facts a check may rest on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from welfare_desk.rules.income.household import Care, Household, InPayment, Person
from welfare_desk.rules.income.whose_facts import Gone, still_taken

ANN = Person("client", date(1980, 1, 1), cares=(Care("partner", 40), Care("her mother", 20)))
BOB = Person("partner", date(1978, 2, 2), name="Bob Ray", earnings=Decimal(300), awards={"adp": InPayment()})
KIM = Person("child1", date(2018, 3, 3), name="Kim Ray")
HOME = Household((ANN, BOB, KIM), {"uc": InPayment()}, capital=Decimal(900), council_tax=True)


def test_nothing_changes_while_all_live_together():
    assert still_taken(HOME, ()) == (HOME, False)
    assert still_taken(HOME, [Gone(date(1999, 9, 9), "Bob Ray")]) == (HOME, False)
    assert still_taken(HOME, [Gone(date(1978, 2, 2), "Somebody Else")]) == (HOME, False)


@pytest.mark.parametrize("name", ["Bob Ray", "BOB RAY", ""])
def test_a_partner_goes_with_their_facts_and_what_the_two_had_is_asked_again(name):
    kept, left_out = still_taken(HOME, [Gone(BOB.born, name)])
    assert left_out and [one.id for one in kept.people] == ["client", "child1"]
    assert (kept.capital, dict(kept.awards), kept.council_tax) == (None, {}, True)
    assert kept.client.cares == (Care("her mother", 20),)


def test_a_child_goes_and_the_parents_awards_stay():
    kept, _ = still_taken(HOME, [Gone(KIM.born, KIM.name)])
    assert [one.id for one in kept.people] == ["client", "partner"] and kept.capital == 900


def test_of_whoever_said_no_only_that_they_live_there():
    said_no = replace(BOB, for_others=False, told_by="themselves")
    kept, left_out = still_taken(HOME.changed(said_no), ())
    partner = kept.partner
    assert left_out and partner is not None
    assert (partner.name, partner.earnings, dict(partner.awards)) == ("Bob Ray", None, {})
    assert still_taken(HOME.changed(replace(BOB, for_others=True)), ())[1] is False


def test_nobodys_own_facts_are_kept_from_themselves():
    client = replace(ANN, for_others=False, earnings=Decimal(50))
    assert still_taken(HOME.changed(client), ())[0].client.earnings == 50
