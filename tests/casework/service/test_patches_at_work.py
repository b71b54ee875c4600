"""A patch as a worker goes round it, on a real desk."""

from datetime import date
from decimal import Decimal

import pytest

from welfare_desk.casework.service import directory, patches
from welfare_desk.casework.service.directory import ServiceDraft
from welfare_desk.casework.service.patches import OnwardDraft, PatchDraft, VisitDraft
from welfare_desk.errors import Problems
from welfare_desk.records.patches import PatchHome, PatchVisit
from welfare_desk.rules.session_use import Share

TODAY = date(2026, 11, 26)


def a_patch(desk, *addresses, **said):
    patch = patches.keep_patch(desk, PatchDraft("Harbour", **said), today=date(2026, 9, 1)).id
    lines = patches.read_addresses(
        desk, patch, "\n".join(addresses or ["1 Mill Lane", "2 Mill Lane"]).encode()
    )
    patches.add_homes(desk, patch, lines)
    return patch


def test_a_list_is_judged_before_it_is_taken_and_a_second_time_brings_nothing(desk_on_both):
    patch = a_patch(desk_on_both, "10 Mill Lane DD5 9ZZ", "2 Mill Lane DD5 9ZZ", "2 mill lane", "DD5 9ZZ")
    assert [home.address for home in patches.homes(desk_on_both, patch)] == ["2 Mill Lane", "10 Mill Lane"]
    again = patches.read_addresses(desk_on_both, patch, b"10 Mill Lane\n11 Mill Lane")
    assert [line.fate for line in again] == ["twice", "new"]


def test_a_workbook_that_took_a_flat_for_a_day_still_gives_the_flat(desk, tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Address", "Postcode"])
    book.active.append(["Flat 2/1, 4 Mill Lane", "DD5 9ZZ"])
    book.active.append([7, "DD5 9ZZ"])
    book.save(tmp_path / "list.xlsx")
    patch = patches.keep_patch(desk, PatchDraft("Harbour"), today=TODAY).id
    lines = patches.read_addresses(desk, patch, (tmp_path / "list.xlsx").read_bytes())
    assert [(line.home.address, line.fate) for line in lines] == [
        ("Flat 2/1, 4 Mill Lane", "new"),
        ("7", "refused"),
    ]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (PatchDraft(" "), "name"),
        (PatchDraft("Harbour", week=Decimal("1.2")), "week"),
        (PatchDraft("Harbour", week=Decimal(0)), "week"),
        (PatchDraft("Harbour", week=Decimal("0.333")), "week"),
    ],
)
def test_a_patch_has_a_name_and_a_share_of_a_week(desk, draft, field):
    with pytest.raises(Problems) as refused:
        patches.keep_patch(desk, draft, today=TODAY)
    assert [one.field for one in refused.value.problems] == [field]


def test_two_patches_do_not_share_a_name_and_one_may_keep_its_own(desk):
    patch = patches.keep_patch(desk, PatchDraft("Harbour"), today=TODAY).id
    patches.keep_patch(desk, PatchDraft("Harbour", week=Decimal("0.5")), today=TODAY, patch_id=patch)
    with pytest.raises(Problems, match="another patch"):
        patches.keep_patch(desk, PatchDraft(" Harbour "), today=TODAY)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (VisitDraft(TODAY), "answer"),
        (VisitDraft(date(2026, 11, 27), answer="spoken"), "on"),
        (VisitDraft(TODAY, how="drone", answer="spoken"), "how"),
        (VisitDraft(TODAY, answer="nobody", issues=("fuel",)), "answer"),
        (VisitDraft(TODAY, answer="spoken", issues=("gossip",)), "issues"),
        (VisitDraft(TODAY, answer="spoken", young_carers=21), "young_carers"),
        (VisitDraft(TODAY, answer="later", again_on=date(2026, 11, 1)), "again_on"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_beside_its_field(desk, draft, field):
    patch = a_patch(desk)
    home = patches.homes(desk, patch)[0].id
    with pytest.raises(Problems) as refused:
        patches.record_visit(desk, home, draft, today=TODAY)
    assert [one.field for one in refused.value.problems] == [field]
    assert patches.homes(desk, patch)[0].visits == ()


def test_who_wants_no_visits_gets_none_until_they_ask(desk):
    patch = a_patch(desk)
    home = patches.homes(desk, patch)[0].id
    patches.record_visit(desk, home, VisitDraft(TODAY, answer="declined"), today=TODAY)
    with pytest.raises(patches.WantsNoVisits):
        patches.record_visit(desk, home, VisitDraft(TODAY, answer="spoken"), today=TODAY)
    patches.record_visit(desk, home, VisitDraft(TODAY, answer="spoken", asked_us=True), today=TODAY)
    assert patches.homes(desk, patch)[0].state == "spoken"


def test_a_visit_entered_by_mistake_goes_and_an_address_with_visits_stays(desk):
    patch = a_patch(desk)
    home = patches.homes(desk, patch)[0]
    patches.record_visit(desk, home.id, VisitDraft(TODAY, answer="spoken"), today=TODAY)
    with pytest.raises(patches.HasVisits):
        patches.take_home_away(desk, home.id)
    patches.take_visit_away(desk, patches.homes(desk, patch)[0].visits[0].id)
    patches.take_home_away(desk, home.id)
    assert [one.address for one in patches.homes(desk, patch)] == ["2 Mill Lane"]


def test_nobody_is_referred_on_without_agreeing_and_a_result_fits_its_kind(desk):
    patch = a_patch(desk)
    home = patches.homes(desk, patch)[0].id
    service = directory.keep_service(desk, ServiceDraft("Warm Homes", "fuel"), today=TODAY).id
    with pytest.raises(Problems, match="only when they agree"):
        patches.send_onward(desk, home, OnwardDraft("service", "fuel", "referred", service), today=TODAY)
    with pytest.raises(Problems, match="Choose the service"):
        patches.send_onward(desk, home, OnwardDraft("service", "fuel", "signposted"), today=TODAY)
    patches.send_onward(desk, home, OnwardDraft("service", "fuel", "referred", service, True), today=TODAY)
    [sent] = patches.homes(desk, patch)[0].onward
    assert (sent.service, sent.possible) == ("Warm Homes", ("accepted", "attended", "not_taken_up"))
    with pytest.raises(Problems, match="cannot come of such a link"):
        patches.onward_result(desk, sent.id, "took_place", today=TODAY)
    with pytest.raises(Problems, match="why it was not taken up"):
        patches.onward_result(desk, sent.id, "not_taken_up", today=TODAY)
    patches.onward_result(desk, sent.id, "accepted", today=TODAY)
    told = patches.figures(desk, patch, from_on=TODAY, to_on=TODAY)
    assert told.onward == (("fuel", 1, 1),)


def test_when_a_patch_ends_its_words_go_for_good_and_its_figures_stay(desk_on_both):
    desk = desk_on_both
    patch = a_patch(desk)
    home = patches.homes(desk, patch)[0].id
    patches.warn(desk, home, "A large dog")
    visit = VisitDraft(TODAY, answer="spoken", issues=("fuel",), note="Cold in the back room")
    patches.record_visit(desk, home, visit, today=TODAY)
    before = patches.figures(desk, patch, from_on=TODAY, to_on=TODAY)
    patches.end_patch(desk, patch, today=TODAY)
    assert patches.figures(desk, patch, from_on=TODAY, to_on=TODAY) == before
    with desk.look() as look:
        said = [
            (one.address, one.postcode, one.warning) for one in look.query(PatchHome).order_by(PatchHome.walk)
        ]
        assert said == [("Home 1", None, ""), ("Home 2", None, "")]
        assert [one.note for one in look.query(PatchVisit)] == [""]
    with pytest.raises(Problems, match="has ended"):
        patches.add_homes(desk, patch, [])


def test_an_ended_patch_is_in_no_later_figures(desk):
    patch = a_patch(desk)
    patches.end_patch(desk, patch, today=date(2026, 9, 30))
    assert patches.figures(desk, None, from_on=date(2026, 10, 1), to_on=TODAY).homes == 0
    assert patches.figures(desk, None, from_on=date(2026, 9, 1), to_on=TODAY).spoken == Share(0, 2)
