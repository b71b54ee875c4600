"""How often a second a key date is worked out and the gate rules, beside a call of an empty function."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from benchmarks.measuring import Pair
from welfare_desk import resources
from welfare_desk.rules.consent import decide
from welfare_desk.rules.consent_record import (
    Accuracy,
    Clock,
    Consent,
    GivenBy,
    Request,
    Scope,
    SubjectState,
    User,
)
from welfare_desk.rules.key_dates import Notice, work_out

_NOW = datetime(2026, 11, 5, 10, tzinfo=UTC)
_GIVEN = datetime(2026, 6, 1, 9, tzinfo=UTC)
_NOTICE = Notice("SSS", "ADP", "determination_sent", date(2026, 11, 2))
_CONSENT = Consent(
    id="c1",
    subject="p1",
    polarity="permit",
    state="active",
    given_by=GivenBy("self", None),
    method="written",
    wording_version="wv-3",
    given_at=_GIVEN,
    recorded_at=_GIVEN,
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
_REQUEST = Request(
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
    at=_NOW,
    as_known_at=_NOW,
    clock=Clock(_NOW - timedelta(hours=1), None),
    subject_state=SubjectState(date(1980, 2, 14), None, "presumed", None, "not_assessed"),
    read_event=None,
    accuracy=Accuracy(False, None, None),
    amra=None,
    override=None,
    mandate_seen=False,
)


# One patient's whole history and more: each replaced by the next, every tenth taken back, some a refusal
# of another body; only the last still stands.
_MANY = (
    *(
        replace(
            _CONSENT,
            id=f"c{n}",
            given_at=_CONSENT.recorded_at - timedelta(days=500 - n),
            replaces=(f"c{n - 1}",),
            polarity="refuse" if n % 7 == 0 else "permit",
            recipients=("elsewhere",) if n % 7 == 0 else _CONSENT.recipients,
            withdrawn_at=_CONSENT.recorded_at if n % 10 == 0 else None,
            withdrawal_recorded_at=_CONSENT.recorded_at if n % 10 == 0 else None,
        )
        for n in range(1, 500)
    ),
    _CONSENT,
)


def pairs() -> list[Pair]:
    reckon = partial(work_out, _NOTICE, resources.routes(), resources.holidays())
    rule = partial(decide, (_CONSENT,), _REQUEST)
    assert reckon().step, "the notice starts a time"
    assert rule().granted, "the gate opens to what it is timed with"
    return [
        Pair("key dates worked out", reckon, _nothing, calls=200, is_rate=True),
        Pair("rulings of the gate", rule, _nothing, calls=200, is_rate=True),
        Pair("rulings at 500 consents", partial(decide, _MANY, _REQUEST), _nothing, calls=5, is_rate=True),
    ]


def _nothing() -> None: ...
