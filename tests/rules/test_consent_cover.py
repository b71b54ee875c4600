"""What a permit covers, what a refusal touches, and which of several faults is reported."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from consent_values import (
    ADULT,
    DEAD,
    NOW,
    SSS,
    a_check,
    a_consent,
    a_held_read,
    a_letter,
    a_note,
    a_refusal,
    a_request,
    a_write,
    an_executor,
    answer,
    by,
    moment,
)

from welfare_desk.rules.consent_cover import RANK
from welfare_desk.rules.consent_record import ALWAYS_ASK, ORDINARY, ReadEvent, Recipient

# --- rank ------------------------------------------------------------------------------------------

PATIENTS = {
    "adult": ADULT,
    "young": replace(ADULT, dob=date(2012, 7, 1)),
    "young, not understanding": replace(ADULT, dob=date(2012, 7, 1), understanding="lacks"),
    "unable": replace(ADULT, capacity="lacks", capacity_assessed_on=date(2026, 7, 1)),
    "in doubt": replace(ADULT, capacity="doubt", capacity_assessed_on=date(2026, 7, 1)),
}
ANY = tuple(PATIENTS)
GUARDIAN = {"given_by": by("guardian_welfare")}  # somebody who may decide for every one of them

FAILING = {  # a permit failing at just this test, and for which patients it can
    "entered_in_error": (ANY, GUARDIAN | {"state": "entered_in_error"}),
    "not_active": (ANY, GUARDIAN | {"state": "draft"}),
    "org_not_covered": (ANY, GUARDIAN | {"holder_org": "agency-2"}),
    "not_yet_valid": (ANY, GUARDIAN | {"valid_from": date(2026, 11, 6)}),
    "superseded": (ANY, GUARDIAN),
    "withdrawn": (ANY, GUARDIAN | {"withdrawn": "2026-10-01 09:00"}),
    "expired": (ANY, GUARDIAN | {"expires_on": date(2026, 11, 4)}),
    "wrong_authority": (ANY, {"given_by": by("appointee")}),
    "authority_not_valid": (ANY, {"given_by": by("executor")}),
    "authority_not_seen": (ANY, {"given_by": by("guardian_welfare", seen=False)}),
    "authority_not_registered": (ANY, {"given_by": by("attorney_welfare", registered=False)}),
    "authority_not_started": (ANY, {"given_by": by("guardian_welfare", starts_on=date(2026, 6, 2))}),
    "authority_lapsed": (ANY, {"given_by": by("guardian_welfare", last_day=date(2026, 11, 4))}),
    "powers_insufficient": (ANY, {"given_by": by("intervener", powers=())}),
    "attorney_not_active": (set(ANY) - {"unable"}, {"given_by": by("attorney_welfare")}),
    "child_now_16": ({"adult", "unable", "in doubt"}, {"given_by": by("parent")}),
    "child_now_decides": ({"young"}, {"given_by": by("parent")}),
    "child_capacity_not_shown": ({"young, not understanding"}, {}),
    "giver_lacked_capacity": ({"unable"}, {"given": "2026-07-01 09:00"}),
    "capacity_lost": ({"unable"}, {}),
    "capacity_in_doubt": ({"in doubt"}, {}),
    "action_not_covered": (ANY, GUARDIAN | {"actions": ("read", "write", "quote")}),
    "practice_not_covered": (ANY, GUARDIAN | {"practice": "prac-b"}),
    "purpose_not_covered": (ANY, GUARDIAN | {"purposes": ("debt",)}),
    "category_not_covered": (ANY, GUARDIAN | {"categories": ("medication",)}),
    "entry_date_not_covered": (ANY, GUARDIAN | {"record_from": date(2025, 3, 11)}),
    "recipient_not_covered": (ANY, GUARDIAN | {"recipients": ("dwp-pip",)}),
    "review_overdue": (ANY, GUARDIAN | {"review_on": date(2026, 10, 7)}),
}
REPLACING = a_consent("c9", state="active", holder_org="agency-2", replaces=("superseded",))


def failing(reason):
    return a_consent(reason, **FAILING[reason][1])


def test_every_test_of_a_permit_has_its_failing_permit():
    assert ("no_consent", *FAILING) == RANK


@pytest.mark.parametrize("reason", FAILING)
def test_the_furthest_reason_is_reported(reason):
    """With each permit that fails earlier beside it, in either order."""
    patients, _ = FAILING[reason]
    earlier = RANK[1 : RANK.index(reason)]
    for patient in patients:
        letter = a_letter(subject_state=PATIENTS[patient])
        replacing = (REPLACING,) if reason == "superseded" else ()
        assert answer(letter, failing(reason), *replacing) == reason
        for before in earlier:
            if patient in FAILING[before][0]:
                replacing = (REPLACING,) if "superseded" in (before, reason) else ()
                both = (failing(before), failing(reason), *replacing)
                assert answer(letter, *both) == answer(letter, *reversed(both)) == reason


def test_within_one_permit_the_first_failing_test_is_reported():
    """All the faults at once; mending the first brings up the next."""
    scope_and_dates = ["entered_in_error", "org_not_covered", "not_yet_valid", "withdrawn", "expired"]
    scope_and_dates += ["wrong_authority", *RANK[RANK.index("action_not_covered") :]]
    for n, reason in enumerate(scope_and_dates):
        changes = {}
        for fault in reversed(scope_and_dates[n:]):
            changes |= {
                key: value for key, value in FAILING[fault][1].items() if value != GUARDIAN["given_by"]
            }
        changes.setdefault("given_by", GUARDIAN["given_by"])
        assert answer(a_letter(), a_consent(**changes)) == reason


# --- scope -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["read", "write", "quote", "disclose"])
def test_each_action_has_its_own_tick(action):
    request = {"read": a_request(), "write": a_write()}.get(action) or a_letter(action)
    assert answer(request, a_consent(actions=(action,))) == "ok"
    others = tuple({"read", "write", "quote", "disclose"} - {action})
    assert answer(request, a_consent(actions=others)) == "action_not_covered"


@pytest.mark.parametrize(
    ("asked", "scope", "covered"),
    [
        ("diagnosis", {"categories": ("diagnosis",)}, True),
        ("diagnosis", {"categories": ("medication",)}, False),
        ("diagnosis", {"categories": ()}, False),
        ("mental_health", {"exclude": ("mental_health",)}, False),
        ("mental_health", {"categories": ("mental_health",), "exclude": ("mental_health",)}, False),
        ("diagnosis", {"exclude": ("mental_health",)}, True),
        ("diagnosis", {"exclude": ("all",)}, False),
        ("unclassified", {"categories": ("all", "unclassified")}, False),
        ("forensic", {"categories": ("all", "forensic")}, True),
        ("forensic", {"categories": ("forensic",)}, True),
        ("forensic", {"categories": ("all", "genetic")}, False),
        ("forensic", {"categories": ("forensic",), "exclude": ("forensic",)}, False),
    ],
)
def test_categories(asked, scope, covered):
    expected = "ok" if covered else "category_not_covered"
    assert answer(a_request(categories=(asked,)), a_consent(**scope)) == expected
    note = a_note(categories=(asked,))
    assert answer(a_letter(notes=(note,)), a_consent(**scope)) == expected


def test_everything_leaves_out_what_is_always_asked():
    def read(category):
        return answer(a_request(categories=(category,)), a_consent())

    assert {read(category) for category in ORDINARY} == {"ok"}
    assert {read(category) for category in ALWAYS_ASK} == {"category_not_covered"}


def test_each_category_asked_must_be_covered():
    permit = a_consent(categories=("diagnosis",))
    assert answer(a_request(categories=("diagnosis", "medication")), permit) == "category_not_covered"


def test_a_note_in_no_category_is_covered_by_nothing():
    assert answer(a_letter(notes=(a_note(categories=()),)), a_consent()) == "category_not_covered"


@pytest.mark.parametrize(
    ("entry", "scope", "covered"),
    [
        ("2024-01-01", {"record_from": date(2024, 1, 1)}, True),
        ("2023-12-31", {"record_from": date(2024, 1, 1)}, False),
        ("2024-01-01", {"record_to": date(2024, 1, 1)}, True),
        ("2024-01-02", {"record_to": date(2024, 1, 1)}, False),
        (None, {}, True),
        (None, {"record_from": date(2024, 1, 1)}, False),
        (None, {"record_to": date(2024, 1, 1)}, False),
    ],
)
def test_entry_dates_are_inclusive(entry, scope, covered):
    request = a_request(entry_date=entry and date.fromisoformat(entry))
    assert answer(request, a_consent(**scope)) == ("ok" if covered else "entry_date_not_covered")


@pytest.mark.parametrize(
    ("of_note", "of_consent", "covered"),
    [
        ("prac-a", "prac-a", True),
        ("prac-b", "prac-a", False),
        ("prac-a", None, False),
        (None, "prac-a", False),
        (None, None, True),
        ("none", None, True),
        (None, "none", True),
        ("none", "none", True),
    ],
)
def test_a_note_from_the_client_needs_their_mandate_for_no_practice(of_note, of_consent, covered):
    letter = a_letter(notes=(a_note(practice=of_note),))
    assert answer(letter, a_consent(practice=of_consent)) == ("ok" if covered else "practice_not_covered")


@pytest.mark.parametrize("nowhere", [None, "none", ""])
def test_no_mandate_opens_a_record_of_no_practice(nowhere):
    assert answer(a_request(practice=nowhere), a_consent(practice=nowhere)) == "practice_not_covered"


def test_where_there_are_notes_their_own_values_count():
    elsewhere = {"practice": "prac-b", "categories": ("forensic",), "entry_date": date(1990, 1, 1)}
    assert answer(a_letter(**elsewhere), a_consent(record_from=date(2024, 1, 1))) == "ok"


@pytest.mark.parametrize("purpose", ["all", "sar", "complaint"])
def test_a_permit_names_each_purpose_and_no_consent_names_some(purpose):
    consent = a_consent(purposes=(purpose,))
    assert answer(a_request(), consent) == "purpose_not_covered"
    if purpose != "all":
        assert answer(a_request(purpose=purpose), consent) == "purpose_not_covered"


@pytest.mark.parametrize("named", [("all",), ("sss",), (), ("dwp-pip",)])
def test_recipients_are_named_bodies_never_classes(named):
    assert answer(a_letter(), a_consent(recipients=named)) == "recipient_not_covered"


def test_a_recipient_called_all_is_not_let_in_by_a_wildcard():
    assert answer(a_letter(recipients=(Recipient("all", "other"),)), a_consent(recipients=("all",))) == (
        "recipient_not_covered"
    )


def test_every_recipient_must_be_named():
    both = (SSS, Recipient("p1", "subject"))
    assert answer(a_letter(recipients=both), a_consent()) == "recipient_not_covered"
    assert answer(a_letter(recipients=both), a_consent(recipients=("sss-adp", "p1"))) == "ok"


@pytest.mark.parametrize("part", ["categories", "purposes", "recipients", "actions", "practice"])
def test_permits_are_never_stitched_together(part):
    notes = (a_note("n1"), a_note("n2", categories=("medication",), practice="prac-b", written_under="c2"))
    halves = {
        "categories": (
            a_letter(notes=(notes[0], replace(notes[1], practice="prac-a"))),
            ("diagnosis",),
            ("medication",),
        ),
        "practice": (a_letter(notes=notes), "prac-a", "prac-b"),
        "purposes": (a_letter(), ("debt",), ("housing",)),
        "recipients": (a_letter(recipients=(SSS, Recipient("x", "other"))), ("sss-adp",), ("x",)),
        "actions": (a_letter(), ("read", "quote"), ("write",)),
    }
    letter, one, other = halves[part]
    permits = a_consent("c1", **{part: one}), a_consent("c2", **{part: other})
    assert answer(letter, *permits).endswith("_not_covered")


# --- the write-up window -----------------------------------------------------------------------------

LAST_READ = moment("2026-11-30 16:50")


def write_up(at="2026-12-01 09:00", read=LAST_READ, under="c1", **changes):
    return a_write(at=moment(at), read_event=ReadEvent(read, under), **changes)


@pytest.mark.parametrize(
    ("request_", "changes", "expected"),
    [
        (write_up(), {}, "ok_write_up_grace"),
        (write_up("2026-12-01 16:50"), {}, "ok_write_up_grace"),
        (write_up("2026-12-01 16:51"), {}, "expired"),
        (write_up(under="c2"), {}, "expired"),
        (write_up(read=moment("2026-12-01 00:00")), {}, "expired"),
        (write_up(read=moment("2026-11-30 23:59")), {}, "ok_write_up_grace"),
        (write_up(read=moment("2026-12-01 09:01")), {}, "expired"),
        (
            write_up(at="2026-12-01 00:00", read=moment("2026-12-01 00:00")),
            {"expires_on": date(2026, 12, 1)},
            "ok_review_due",
        ),
        (replace(write_up(), read_event=None), {}, "expired"),
        (write_up(), {"expires_on": None}, "expired"),
        (write_up(), {"withdrawn": "2026-11-30 18:00"}, "withdrawn"),
        (write_up(), {"purposes": ("debt",)}, "purpose_not_covered"),
        (write_up(), {"review_on": date(2026, 11, 2)}, "review_overdue"),
        (write_up(), {"review_on": date(2026, 11, 3)}, "ok_write_up_grace"),
        (replace(write_up(), action="read", target="gp_record"), {}, "expired"),
        (replace(write_up(), action="quote", target="letter", recipients=(SSS,)), {}, "expired"),
    ],
)
def test_what_was_read_may_be_written_up_for_a_day(request_, changes, expected):
    assert answer(request_, a_consent(**changes)) == expected


def test_a_reading_from_the_future_opens_no_window():
    late = a_consent(expires_on=date(2026, 11, 30))
    assert answer(write_up("2026-12-01 00:10", read=moment("2026-12-01 00:20")), late) == "expired"
    long_day = moment("2026-11-30 23:59")
    assert answer(write_up("2026-12-01 00:00", read=long_day), late) == "ok_write_up_grace"


def test_the_window_is_24_hours_even_when_the_clocks_go_back():
    """25 October 2026 has 25 hours in Scotland."""
    london = ZoneInfo("Europe/London")
    first = datetime(2026, 10, 25, 1, 30, tzinfo=london)
    late = datetime(2026, 10, 26, 1, 30, tzinfo=london)
    consent = a_consent(expires_on=date(2026, 10, 25))
    for read, expected in [(first, "expired"), (first.replace(fold=1), "ok_write_up_grace")]:
        assert answer(a_write(at=late, read_event=ReadEvent(read, "c1")), consent) == expected


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "refusal", "bites"),
    [
        (a_request(), {}, True),
        (a_request(), {"actions": ("read",)}, True),
        (a_request(), {"actions": ("quote", "disclose")}, False),
        (a_request(), {"purposes": ("benefit_claim", "debt")}, True),
        (a_request(), {"purposes": ("debt",)}, False),
        (a_request(), {"purposes": ()}, False),
        (a_request(), {"categories": ("diagnosis",)}, True),
        (a_request(), {"categories": ("medication",)}, False),
        (a_request(), {"exclude": ("diagnosis",)}, False),
        (a_request(), {"exclude": ("medication",)}, True),
        (a_request(categories=("diagnosis", "medication")), {"categories": ("medication",)}, True),
        (a_request(), {"practice": "prac-a"}, True),
        (a_request(), {"practice": "prac-b"}, False),
        (a_request(), {"practice": "none"}, True),
        (a_request(), {"record_to": date(2025, 3, 10)}, True),
        (a_request(), {"record_to": date(2025, 3, 9)}, False),
        (a_request(), {"record_from": date(2025, 3, 11)}, False),
        (a_request(entry_date=None), {"record_to": date(2025, 3, 9)}, True),
        (a_request(), {"recipients": ()}, True),
        (a_request(), {"recipients": ("sss-adp",)}, False),  # nobody is to receive anything
        (a_letter(), {"recipients": ("sss-adp",)}, True),
        (a_letter(), {"recipients": ("sss-adp", "dwp-pip")}, True),
        (a_letter(), {"recipients": ("dwp-pip",)}, False),
        (a_letter(), {"recipients": ()}, False),
        (a_letter(recipients=(Recipient("p1", "subject"), SSS)), {"recipients": ("p1",)}, True),
        (a_letter(), {"actions": ("quote",)}, False),
        (
            a_letter(notes=(a_note(), a_note("n2", categories=("medication",)))),
            {"categories": ("medication",)},
            True,
        ),
        (a_letter(notes=(a_note(practice=None),)), {"practice": "prac-b"}, True),
        (a_check(), {}, True),
        (a_check(), {"recipients": ("prac-a",)}, True),
        (a_check(), {"recipients": ("sss-adp",)}, False),
        (a_check(), {"purposes": ("benefit_claim",)}, False),
        (a_check(), {"actions": ("quote",)}, True),
        (a_check(), {"actions": ("disclose",)}, True),
        (a_check(), {"actions": ("read", "write")}, False),
        (a_held_read(), {}, True),
        (a_held_read(), {"categories": ("medication",)}, False),
    ],
)
def test_a_refusal_bites_where_it_touches_what_is_asked(request_, refusal, bites):
    permit = a_consent(
        recipients=("sss-adp", "p1"), practice=request_.notes[0].practice if request_.notes else "prac-a"
    )
    without = answer(request_, permit)
    assert without.startswith("ok")
    assert answer(request_, permit, a_refusal(**refusal)) == ("refused" if bites else without)


def test_refusing_everything_includes_what_is_always_asked():
    permit = a_consent(categories=("all", "genetic"))
    assert answer(a_request(categories=("genetic",)), permit) == "ok"
    assert answer(a_request(categories=("genetic",)), permit, a_refusal()) == "refused"


@pytest.mark.parametrize(
    ("permit_given", "expected"),
    [("2026-09-01 08:59", "refused"), ("2026-09-01 09:00", "refused"), ("2026-09-01 09:01", "ok")],
)
def test_the_latest_word_wins_and_a_tie_is_a_no(permit_given, expected):
    assert answer(a_request(), a_refusal(), a_consent(given=permit_given)) == expected


def test_the_newest_of_several_passing_permits_is_what_a_refusal_is_held_against():
    old, new = a_consent("c1"), a_consent("c2", given="2026-10-01 09:00")
    assert answer(a_request(), old, a_refusal(), new) == "ok"
    assert answer(a_request(), old, a_refusal(), replace(new, purposes=("debt",))) == "refused"


def test_without_a_passing_permit_any_refusal_is_the_answer():
    assert answer(a_request(), a_refusal(given="2026-01-01 09:00", valid_from=date(2026, 1, 1))) == "refused"
    expired = a_consent(expires_on=date(2026, 11, 1), given="2026-10-01 09:00")
    assert answer(a_request(), a_refusal(), expired) == "refused"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"subject": "p2"}, "ok"),
        ({"given": "2026-11-05 10:01"}, "ok"),
        ({"state": "draft"}, "ok"),
        ({"withdrawn": "2026-10-01 09:00"}, "ok"),
        ({"holder_org": "agency-2"}, "refused"),
        ({"expires_on": date(2026, 9, 2), "review_on": date(2026, 9, 2)}, "refused"),
    ],
)
def test_which_refusals_count(changes, expected):
    assert answer(a_request(), a_consent(), a_refusal(**changes)) == expected
    assert answer(a_request(), a_consent(), replace(a_refusal(**changes), given_at=None)) == "ok"


def test_the_no_of_the_dead_cannot_be_overtaken_but_an_attorneys_can():
    letter = a_letter(purpose="estate_claim", subject_state=DEAD, notes=(a_note(written_under="c2"),))
    assert answer(letter, an_executor()) == "ok"
    assert answer(letter, an_executor(), a_refusal()) == "refused"
    overtaken_in_life = a_consent("c3", given="2026-10-01 09:00", purposes=("estate_claim",))
    assert answer(letter, an_executor(), a_refusal(), overtaken_in_life) == "refused"
    assert answer(letter, an_executor(), a_refusal(given_by=by("guardian_welfare"))) == "ok"


# --- notes brought back --------------------------------------------------------------------------------

WITHDRAWN = a_consent(withdrawn="2026-10-20 13:00")


@pytest.mark.parametrize(
    ("changes", "revived"),
    [
        ({}, True),
        ({"covers_prior_notes": False}, False),
        ({"given": "2026-10-20 13:00"}, True),
        ({"given": "2026-10-20 12:59"}, False),
        ({"categories": ("diagnosis",)}, True),
        ({"categories": ("medication",)}, False),
        ({"practice": "prac-b"}, False),
        ({"record_from": date(2025, 3, 10)}, True),
        ({"record_from": date(2025, 3, 11)}, False),
        ({"purposes": ("debt",), "actions": ("read",), "recipients": ()}, True),
        ({"expires_on": date(2026, 11, 4)}, False),
        ({"review_on": date(2026, 10, 8)}, True),
        ({"review_on": date(2026, 10, 7)}, False),
        ({"state": "draft"}, False),
        ({"holder_org": "agency-2"}, False),
        ({"given_by": by("next_of_kin")}, False),
        ({"withdrawn": "2026-11-02 09:00"}, False),
        ({"subject": "p2"}, False),
        ({"polarity": "refuse", "purposes": ("debt",)}, False),
    ],
)
def test_a_withdrawn_note_comes_back_only_by_a_later_live_consent_that_covers_it(changes, revived):
    later = a_consent("c2", **({"given": "2026-11-01 09:00", "covers_prior_notes": True} | changes))
    assert answer(a_held_read(), WITHDRAWN, later) == ("ok_held_note" if revived else "withdrawn")
    permit = a_consent("c3", given="2026-11-01 09:00")
    assert answer(a_letter(), WITHDRAWN, later, permit) == ("ok" if revived else "note_restricted")


def test_a_withdrawal_dated_before_its_consent_needs_a_consent_later_than_both():
    own = a_consent(withdrawn="2026-05-01 09:00")
    between = a_consent("c2", given="2026-05-15 09:00", covers_prior_notes=True)
    assert answer(a_held_read(), own, between) == "withdrawn"
    assert answer(a_held_read(), own, replace(between, given_at=own.given_at)) == "withdrawn"
    assert (
        answer(a_held_read(), own, replace(between, given_at=own.given_at + timedelta(minutes=1)))
        == "ok_held_note"
    )


def test_of_a_withdrawal_half_recorded_the_half_counts():
    own = a_consent(withdrawal_recorded_at=moment("2026-10-20 13:00"))
    early, late = (
        a_consent("c2", given=given, covers_prior_notes=True)
        for given in ("2026-10-01 09:00", "2026-11-01 09:00")
    )
    assert answer(a_held_read(), own, early) == "withdrawn"
    assert answer(a_held_read(), own, late) == "ok_held_note"


def test_an_executor_brings_no_withdrawn_note_back():
    held = a_held_read(purpose="estate_claim", subject_state=DEAD)
    assert answer(held, a_consent(), an_executor()) == "ok_held_note"
    assert answer(held, WITHDRAWN, an_executor(covers_prior_notes=True)) == "withdrawn"


def test_a_consent_not_yet_given_or_known_does_not_exist():
    assert answer(a_request(), a_consent(given="2026-11-05 10:01")) == "no_consent"
    assert answer(a_request(), a_consent(recorded_at=NOW + timedelta(minutes=1))) == "no_consent"
    assert answer(a_request(), a_consent(subject="p2")) == "no_consent"
    assert answer(a_request(), a_consent(given_at=None)) == "not_active"
    assert answer(a_request(), a_consent(given_at=NOW, recorded_at=NOW)) == "ok"
