"""A patch of 130 addresses over a quarter: every figure is computed from what was entered, visit by visit."""

from datetime import date, timedelta
from decimal import Decimal

from welfare_desk.casework.service import directory, patch_figures, patches
from welfare_desk.casework.service.directory import ServiceDraft
from welfare_desk.casework.service.patches import OnwardDraft, PatchDraft, VisitDraft
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.session_use import Share

STREETS = (("Harbour Row", 48), ("Mill Wynd", 42), ("Quay Street", 40))
QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))


def a_quarter(desk, clock):
    """Told as it is lived: a list pasted, then homes gone to in walking order, a few a day."""
    patch = patches.keep_patch(desk, PatchDraft("Harbour", week=Decimal("0.9")), today=date(2026, 9, 21)).id
    rows = ["Address,Postcode,Tenant"]
    rows += [f"{n} {street},DD5 9ZZ,Somebody" for street, many in STREETS for n in range(1, many + 1)]
    lines = patches.read_addresses(desk, patch, "\n".join([*rows, rows[1]]).encode())
    assert [line.fate for line in lines].count("twice") == 1
    patches.add_homes(desk, patch, lines)
    homes = patches.homes(desk, patch)
    assert len(homes) == 130 and "Somebody" not in repr(homes)

    patches.record_visit(  # before the quarter: it tells how the home stands, and is not counted
        desk, homes[129].id, VisitDraft(date(2026, 9, 25), answer="spoken"), today=date(2026, 9, 25)
    )
    day = QUARTER.first
    for place in range(100):
        clock.set(day.year, day.month, day.day)
        first = ("spoken", "nobody", "left", "spoken", "later")[place % 5]
        issues = ("money", "fuel") if place % 10 == 0 else ("company",) if first == "spoken" else ()
        carers = int(place % 20 == 0), int(place % 40 == 0)
        patches.record_visit(
            desk, homes[place].id, VisitDraft(day, answer=first, issues=issues if first == "spoken" else (),
                                              carers=carers[0], young_carers=carers[1]), today=day,
        )  # fmt: skip
        day += timedelta(days=place % 2)
    for place in range(1, 100, 5):  # again to those where nobody answered: half of them now speak
        answer = "spoken" if place % 2 else "declined"
        how = "phone" if place % 3 == 0 else "door"
        patches.record_visit(desk, homes[place].id, VisitDraft(day, how, answer), today=day)
    for place in (2, 7):
        patches.record_visit(desk, homes[place].id, VisitDraft(day, answer="empty"), today=day)
    return patch, homes, day


def test_coverage_contacts_issues_carers_and_referrals_come_from_the_entries(desk, clock):
    patch, homes, day = a_quarter(desk, clock)
    warm = directory.keep_service(desk, ServiceDraft("Warm Homes", "fuel"), today=day).id
    for place in (0, 10, 20):
        patches.send_onward(
            desk, homes[place].id, OnwardDraft("service", "fuel", "referred", warm, True), today=day
        )
    sent = patches.homes(desk, patch)[0].onward[0]
    patches.onward_result(desk, sent.id, "accepted", today=day)
    told = patches.figures(desk, patch, from_on=QUARTER.first, to_on=QUARTER.last)
    assert (told.homes, told.empty) == (128, 2)
    assert told.homes_a_worker == Decimal("142.2")  # 128 homes / nine tenths of a week
    # 40 homes spoken with at once, 20 asked us to come again, 10 of the 20 gone to again now spoke.
    assert told.spoken == Share(70, 128)
    assert told.tried == 98
    assert told.answered == Share(40 + 20 + 20, 122)  # and two found empty
    assert dict(told.by_how) == {"door": 115, "phone": 7}
    assert (told.declined, told.not_tried) == (10, 29)
    assert dict(told.issues) == {"money": 10, "fuel": 10, "company": 30}
    assert (told.carers, told.young_carers, told.homes_with_carers) == (5, 3, 5)
    assert told.onward == (("fuel", 3, 1),)


def test_the_file_for_others_names_no_address_and_withholds_what_is_few(desk, clock):
    patch, homes, day = a_quarter(desk, clock)
    for place in (0, 10, 20):
        patches.send_onward(desk, homes[place].id, OnwardDraft("us", "money", "signposted"), today=day)
    file = patch_figures.as_file(desk, patch, QUARTER)
    text = file.data.decode("utf-8-sig")
    assert file.name == "patch-figures-to-31-December-2026.csv"
    assert "Harbour Row" not in text and "DD5" not in text
    assert "Carers noticed,Young carers,fewer than 5," in text
    assert "Carers noticed,Carers,5," in text
    assert "Told of help,Came to it,0,fewer than 5" in text
    assert "Going round,Homes spoken with,70,128" in text


def test_a_quarter_before_the_patch_began_has_no_homes(desk, clock):
    patch, _, _ = a_quarter(desk, clock)
    told = patches.figures(desk, patch, from_on=date(2026, 4, 1), to_on=date(2026, 6, 30))
    assert (told.homes, told.spoken.percent, told.homes_a_worker) == (0, None, None)
