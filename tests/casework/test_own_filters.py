"""Filters kept under a name: one's own, sealed, taken back, carried through another data key, and erased."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from building import PASSPHRASE, MovingClock, a_client
from canary import leaks_under

from welfare_desk.casework import own_filters, own_things
from welfare_desk.casework.desk import Desk, NotFound
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.rights import erasure
from welfare_desk.casework.safekeeping import rekeying
from welfare_desk.casework.taking_back import undoing
from welfare_desk.errors import Problems
from welfare_desk.records.people import Person

SAYS = {"typed": "Kestrelmuir", "kind": "debt", "open_only": True}


def names(desk: Desk, of: str = "") -> list[str]:
    return [one.name for one in own_filters.filters(desk, of)]


def test_a_filter_is_kept_called_otherwise_and_removed(desk: Desk) -> None:
    assert own_filters.filters(desk) == ()
    own_filters.keep(desk, "cases", "  Debt   at Millbank ", SAYS)
    own_filters.keep(desk, "dates", "Mine", {"which": "Mine", "typed": ""})
    [dates, cases] = own_filters.filters(desk)
    assert (dates.name, cases.name, dict(cases.says)) == ("Mine", "Debt at Millbank", SAYS)
    own_filters.rename(desk, "cases", "Debt at Millbank", "Debt")
    assert names(desk, "cases") == ["Debt"]
    assert dict(own_filters.filters(desk, "cases")[0].says) == SAYS
    own_filters.remove(desk, "cases", "Debt")
    assert names(desk) == ["Mine"]


@pytest.mark.parametrize(
    ("name", "said"), [("  ", "Write what"), ("x" * 61, "too long"), ("mine", "of that name")]
)
def test_a_name_that_is_none_or_taken_is_said(desk: Desk, name: str, said: str) -> None:
    own_filters.keep(desk, "dates", "Mine", {})
    own_filters.keep(desk, "dates", "Other", {})
    with pytest.raises(Problems, match=said):
        own_filters.keep(desk, "dates", name, {})
    with pytest.raises(Problems, match=said):
        own_filters.rename(desk, "dates", "Other", name)
    own_filters.keep(desk, "cases", "Mine", {})  # another list has names of its own
    own_filters.rename(desk, "dates", "Mine", "MINE")  # and its own name is not another's


def test_what_is_gone_cannot_be_renamed_or_removed(desk: Desk) -> None:
    with pytest.raises(NotFound):
        own_filters.rename(desk, "dates", "Mine", "Ours")
    with pytest.raises(NotFound):
        own_filters.remove(desk, "dates", "Mine")
    with pytest.raises(Problems):
        own_filters.keep(desk, "letters", "Mine", {})


def test_each_act_is_taken_back_and_done_again(desk: Desk) -> None:
    today = desk.clock.today()
    own_filters.keep(desk, "cases", "Debt", SAYS)
    own_filters.rename(desk, "cases", "Debt", "Debts of mine")
    own_filters.remove(desk, "cases", "Debts of mine")
    told = undoing.undo(desk, today=today)
    assert "filter" in told.words and own_filters.KIND in told.changes.kinds
    assert names(desk) == ["Debts of mine"]
    undoing.undo(desk, today=today)
    assert names(desk) == ["Debt"]
    undoing.undo(desk, today=today)
    assert names(desk) == []
    for stands in (["Debt"], ["Debts of mine"], []):
        undoing.redo(desk, today=today)
        assert names(desk) == stands


def test_an_act_that_was_overtaken_is_not_taken_back(desk: Desk) -> None:
    own_filters.keep(desk, "cases", "Debt", SAYS)
    step = desk.steps.past[-1]
    own_filters.keep(desk, "cases", "More", SAYS)
    desk.steps.past = [step]
    with pytest.raises(undoing.Stands):
        undoing.undo(desk, today=desk.clock.today())
    assert names(desk) == ["Debt", "More"]


@pytest.mark.laptop("another person sits down at the same folder")
def test_a_colleague_at_the_desk_has_filters_of_their_own(desk: Desk) -> None:
    own_filters.keep(desk, "cases", "Debt", SAYS)
    mine = desk.advisor
    desk.advisor = replace(mine, id=uuid4(), name="Bob Orr")
    assert names(desk) == []
    own_filters.keep(desk, "cases", "Debt", {})
    desk.advisor = mine
    assert dict(own_filters.filters(desk)[0].says) == SAYS


@pytest.mark.laptop("a folder's own files are read, and its own key is changed")
def test_a_name_in_a_filter_lies_in_no_file_and_lives_through_another_key(
    desk: Desk, clock: MovingClock
) -> None:
    own_filters.keep(desk, "cases", "Kestrelmuir's", SAYS)
    folder = desk.folder
    assert leaks_under(folder, "Kestrelmuir") == []
    desk.close()
    rekeying.change_data_key(folder, PASSPHRASE, clock=clock)
    clock.move(days=1)
    again = open_desk(folder, PASSPHRASE, clock=clock)
    assert names(again) == ["Kestrelmuir's"]
    again.close()
    assert leaks_under(folder, "Kestrelmuir") == []


def test_whoever_is_erased_is_in_nobodys_filter(desk: Desk) -> None:
    person = a_client(desk, surname="Kestrelmuir", forenames="Ann")
    own_filters.keep(desk, "cases", "Theirs", SAYS)
    own_filters.keep(desk, "debts", "kestrelMUIR", {"typed": ""})
    own_filters.keep(desk, "debts", "The one by the harbour", {"typed": "kestr, a"})
    with desk.look() as look:
        reference = look.get(Person, person).reference
    own_filters.keep(desk, "cases", "The one of May", {"typed": reference.lower()})
    own_filters.keep(desk, "debts", "Council tax", {"typed": "council k"})
    own_filters.keep(desk, "dates", "Annual reviews", {"typed": "annual"})
    with desk.unit_of_work() as work:
        own_filters.forget_person(work, work.get(Person, person))
        work.commit()
    assert names(desk) == ["Annual reviews", "Council tax"]
    assert erasure.own_filters is own_filters  # asked where the name itself goes


@pytest.mark.parametrize(
    "odd", [None, "x", [1], [{"name": 1}], [{"name": "A", "of": "gone", "says": {}}], [{"name": "A"}]]
)
def test_what_was_kept_by_another_version_is_passed_over(desk: Desk, odd: object) -> None:
    own_things.keep(desk, "filters", odd)
    assert own_filters.filters(desk) == ()
    own_filters.keep(desk, "cases", "Debt", SAYS)
    assert names(desk) == ["Debt"]
