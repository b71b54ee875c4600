"""Consents, notes and requests for the tests of the gate: each valid, each test changes what matters."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from welfare_desk.rules.consent import decide
from welfare_desk.rules.consent_record import (
    Accuracy,
    Amra,
    Authority,
    Clock,
    Consent,
    GivenBy,
    Note,
    Override,
    Recipient,
    Request,
    SarCheck,
    Scope,
    SubjectState,
    User,
)

NOW = datetime(2026, 11, 5, 10, tzinfo=UTC)
SSS = Recipient("sss-adp", "sss")
DEED = Authority(True, True, date(2020, 1, 1), None, None, ("health_information",))
ADULT = SubjectState(date(1980, 2, 14), None, "presumed", None, "not_assessed")
DEAD = replace(ADULT, deceased_on=date(2026, 10, 30))
MANAGER = User("u-manager", "agency-1", "manager", False, None)
STRANGER = User("u-adviser", "agency-1", "caseworker", False, None)
INSURER = Recipient("lifeco", "insurer")
EMPLOYER = Recipient("works", "employer")
KNOWN = SarCheck("known_to_subject", None, None)


def moment(text):
    """A moment in UTC from "2026-11-05 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def by(role, **authority):
    return GivenBy(role, None if role == "self" else replace(DEED, **authority))


def a_consent(id="c1", **changes):
    """A live permit by the patient; ``given`` sets both times, the scope's fields may be given directly."""
    consent = Consent(
        id=id,
        subject="p1",
        polarity="permit",
        state="active",
        given_by=GivenBy("self", None),
        method="written",
        wording_version="wv-3",
        given_at=moment("2026-06-01 09:00"),
        recorded_at=moment("2026-06-01 09:05"),
        valid_from=date(2026, 6, 1),
        expires_on=date(2026, 11, 30),
        review_on=date(2026, 11, 30),
        withdrawn_at=None,
        withdrawal_recorded_at=None,
        replaces=(),
        covers_prior_notes=False,
        purposes=("benefit_claim",),
        scope=Scope(("read", "write", "quote", "disclose"), ("all",), (), "prac-a", None, None),
        recipients=("sss-adp",),
        holder_org="agency-1",
    )
    if given := changes.pop("given", None):
        changes = {"given_at": moment(given), "recorded_at": moment(given)} | changes
    if withdrawn := changes.pop("withdrawn", None):
        changes |= {"withdrawn_at": moment(withdrawn), "withdrawal_recorded_at": moment(withdrawn)}
    of_scope = {key: changes.pop(key) for key in list(changes) if key in Scope.__slots__}
    return replace(consent, scope=replace(consent.scope, **of_scope), **changes)


def a_refusal(id="r1", **changes):
    """The patient's no to everything, given in September."""
    given = changes.pop("given", "2026-09-01 09:00")
    wide = {"purposes": ("all",), "recipients": ("all",), "practice": None, "expires_on": None}
    return a_consent(id, polarity="refuse", given=given, **(wide | changes))


def an_executor(id="c2", **changes):
    changes = {"given": "2026-11-03 09:00", "purposes": ("estate_claim",)} | changes
    return a_consent(id, given_by=by("executor"), valid_from=date(2026, 11, 3), **changes)


def a_note(id="n1", **changes):
    note = Note(
        id,
        "p1",
        ("diagnosis",),
        date(2025, 3, 10),
        "prac-a",
        "c1",
        moment("2026-06-02 09:00"),
        "none",
        "none",
        None,
    )
    return replace(note, **changes)


def a_request(**changes):
    """To read the GP record now; with ``at`` the log and the knowledge keep step."""
    at = changes.setdefault("at", NOW)
    request = Request(
        subject="p1",
        action="read",
        target="gp_record",
        purpose="benefit_claim",
        categories=("diagnosis",),
        entry_date=date(2025, 3, 10),
        practice="prac-a",
        notes=(),
        recipients=(),
        user=User("u-adviser", "agency-1", "caseworker", True, None),
        at=at,
        as_known_at=at,
        clock=Clock(at - timedelta(hours=1), None),
        subject_state=ADULT,
        read_event=None,
        accuracy=Accuracy(False, None, None),
        amra=None,
        override=None,
        mandate_seen=False,
    )
    return replace(request, **changes)


def about_notes(action, target, **changes):
    return a_request(**({"action": action, "target": target, "notes": (a_note(),)} | changes))


def a_letter(action="disclose", **changes):
    return about_notes(action, "letter", **({"recipients": (SSS,)} | changes))


def a_held_read(**changes):
    return about_notes("read", "evidence_note", **changes)


def a_write(**changes):
    return about_notes("write", "evidence_note", **changes)


def a_check(**changes):
    return a_letter(
        **({"purpose": "gp_accuracy_check", "recipients": (Recipient("prac-a", "practice"),)} | changes)
    )


def a_sar(**changes):
    to = (Recipient("p1", "subject"),)
    return a_letter(
        **(
            {"purpose": "sar", "recipients": to, "user": MANAGER, "notes": (a_note(sar_check=KNOWN),)}
            | changes
        )
    )


def an_override(basis="asp_s10", approved_by="u-manager", reason="written request on file"):
    return Override(basis, approved_by, reason)


def amra(explained=True, wants=True, agreed=False, days=None):
    return Amra(explained, wants, agreed, days)


def answer(request, *consents):
    """The reason; a grant always gives the action asked, a denial nothing."""
    ruling = decide(consents, request)
    assert ruling.decision == (request.action if ruling.reason.startswith("ok") else "nothing")
    assert ruling.granted == ruling.reason.startswith("ok")
    return ruling.reason


# A live permit, one struck out and one withdrawn: what notes may have been written under.
PERMITS = (
    a_consent(recipients=("sss-adp", "lifeco")),
    a_consent("error", state="entered_in_error"),
    a_consent("gone", withdrawn="2026-10-20 09:00"),
)
