"""The orders of the list of cases: each page goes on where the last ended, and none is said twice."""

from datetime import date, timedelta

import pytest
from building import a_client
from sqlalchemy import event, text

from welfare_desk.casework.matters import cases, key_dates
from welfare_desk.casework.matters.case_order import ORDERS
from welfare_desk.records.cases import KeyDate

TODAY = date(2026, 11, 26)


def due(desk, case, days, *, theirs=False):
    key_dates.add_key_date(desk, case, f"In {days}", TODAY + timedelta(days=days), today=TODAY)
    if theirs:
        with desk.unit_of_work() as work:
            kept = work.session.query(KeyDate).where(KeyDate.case_id == case, KeyDate.what == f"In {days}")
            kept.one().claimant_acts = False
            work.commit()


@pytest.fixture
def made(desk):
    """Nine cases of nine clients, opened one a day, in the order of their letters."""
    names = ["Gow", "Abbot", "Hogg", "Burns", "Iain", "Craig", "Fyfe", "Dunn", "Ewing"]
    found = {}
    for days, name in enumerate(names):
        person = a_client(desk, surname=name)
        draft = cases.CaseDraft(person, ("income", "debt", "housing")[days % 3], "adp")
        found[name] = cases.open_case(desk, draft, today=TODAY - timedelta(days=40 - days)).id
    due(desk, found["Gow"], 9)
    due(desk, found["Hogg"], -3)
    due(desk, found["Burns"], 9)
    due(desk, found["Burns"], 30)
    due(desk, found["Iain"], 2, theirs=True)  # only the body has something to do: its own day counts
    due(desk, found["Craig"], 1, theirs=True)
    due(desk, found["Craig"], 20)  # what the client must do goes before what a body owes
    due(desk, found["Fyfe"], 1)
    with desk.unit_of_work() as work:
        work.session.query(KeyDate).where(KeyDate.what == "In 1", KeyDate.claimant_acts).one().done_on = TODAY
        work.commit()
    due(desk, found["Dunn"], 0)
    cases.close_case(desk, found["Dunn"], because="moved away", today=TODAY)
    return found


def listed(desk, order, *, step=50, **how):
    """Every case of the list, page after page."""
    found, after = [], None
    while True:
        page = cases.case_rows(desk, order=order, after=after, limit=step, **how)
        found += page
        if len(page) < step:
            return [row.client.split()[-1] for row in found]
        after = page[-1].cursor


def test_the_nearest_date_goes_first_and_the_cases_with_none_follow_from_the_newest(desk, made):
    dated = ["Hogg", "Iain"]
    tied = {"Gow", "Burns"}
    found = listed(desk, "date")
    assert found[:2] == dated and set(found[2:4]) == tied
    assert found[4:] == ["Craig", "Ewing", "Fyfe", "Abbot"]
    assert listed(desk, "date", open_only=False)[5:] == ["Ewing", "Dunn", "Fyfe", "Abbot"], "closed: no date"


def test_what_the_list_shows_of_a_case_is_what_it_is_ordered_by(desk, made):
    rows = cases.case_rows(desk, order="date")
    shown = [row.next_on for row in rows if row.next_on]
    assert shown == sorted(shown) and [bool(row.next_on) for row in rows] == [True] * 5 + [False] * 3


def test_the_other_orders(desk, made):
    assert listed(desk, "opened")[:3] == ["Ewing", "Fyfe", "Craig"]
    assert listed(desk, "client") == ["Abbot", "Burns", "Craig", "Ewing", "Fyfe", "Gow", "Hogg", "Iain"]
    kinds = [row.kind for row in cases.case_rows(desk, order="kind")]
    assert kinds == sorted(kinds)
    assert listed(desk, "kind")[:3] == ["Iain", "Abbot", "Ewing"]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("step", [1, 2, 3, 5])
def test_pages_of_any_length_make_the_same_list(desk, made, order, step):
    whole = listed(desk, order, open_only=False)
    assert listed(desk, order, step=step, open_only=False) == whole
    assert sorted(whole) == sorted(made)


@pytest.mark.parametrize("order", ORDERS)
def test_what_was_typed_and_chosen_narrows_every_order(desk, made, order):
    assert listed(desk, order, typed="Hogg") == ["Hogg"]
    assert set(listed(desk, order, kind="debt", step=1)) == {"Abbot", "Iain"}


def test_the_first_page_is_read_along_the_dates_and_sorts_nothing(desk, made):
    """At ten thousand cases a page is as quick as at ten: the store walks an index and stops."""
    asked = []

    def heard(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    event.listen(desk.engine, "before_cursor_execute", heard)
    cases.case_rows(desk, order="date")
    event.remove(desk.engine, "before_cursor_execute", heard)
    with desk.look() as look:
        [(statement, given)] = [one for one in asked if "ORDER BY key_dates.safe_on, key_dates.id" in one[0]]
        if desk.shared is not None:  # what a server does with few rows is not what it does with many
            look.execute(text("SET LOCAL enable_seqscan = off"))
        explain = "EXPLAIN" if desk.shared is not None else "EXPLAIN QUERY PLAN"
        plan = look.connection().exec_driver_sql(f"{explain} {statement}", given).fetchall()
    told = " / ".join(str(row[-1]) for row in plan)
    if desk.shared is not None and desk.shared.duty == "caseworker":
        assert "wd_mine" in told and "Seq Scan" not in told, told
    else:
        assert "ix_key_dates_due" in told and not {"ORDER BY", "Sort"} & set(told.split(" / ")), told
