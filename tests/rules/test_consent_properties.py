"""What must always hold of the gate, whatever consents and requests it meets."""

from dataclasses import replace
from datetime import date

from consent_values import ADULT, DEAD, INSURER, SSS, a_consent, a_note, a_request, by, moment
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules import consent_record as words
from welfare_desk.rules.consent import GRANTED_REASONS, REFUSED_REASONS, decide, permit_faults, stops
from welfare_desk.rules.consent_record import Recipient

SOME = {
    "actions": st.sets(st.sampled_from(words.ACTIONS), min_size=2),
    "categories": st.sets(st.sampled_from(("all", "diagnosis", "mental_health", "genetic")), min_size=1),
    "exclude": st.sets(st.sampled_from(("mental_health", "genetic")), max_size=1),
    "purposes": st.sets(st.sampled_from(("benefit_claim", "debt")), min_size=1),
    "recipients": st.sets(st.sampled_from(("sss-adp", "prac-a", "lifeco")), min_size=1),
}
DAYS = st.sampled_from([date(2026, 11, day) for day in (1, 4, 5, 6, 30)])
TIMES = st.sampled_from([moment(f"2026-{month:02}-01 09:00") for month in (6, 8, 10)])
GIVERS = st.sampled_from([by("self"), by("self"), by("guardian_welfare"), by("next_of_kin"), by("executor")])


@st.composite
def consents(draw, polarity, id):
    lists = {key: tuple(sorted(draw(some))) for key, some in SOME.items()}
    if polarity == "refuse":
        lists |= {key: draw(st.sampled_from([("all",), lists[key]])) for key in ("purposes", "recipients")}
    return replace(
        a_consent(id, polarity=polarity, **lists),
        given_at=draw(TIMES),
        recorded_at=draw(TIMES),
        expires_on=draw(DAYS),
        given_by=draw(GIVERS),
        withdrawn_at=draw(st.sampled_from([None, None, moment("2026-10-20 09:00")])),
        covers_prior_notes=draw(st.booleans()),
        replaces=draw(st.sampled_from([(), (), ("c1",)])) if polarity == "permit" else (),
    )


@st.composite
def requests(draw):
    notes = tuple(
        a_note(f"n{n}", categories=(category,), written_under=draw(st.sampled_from(["c1", "c2"])))
        for n, category in enumerate(
            draw(st.lists(st.sampled_from(["diagnosis", "mental_health", "genetic"]), max_size=2))
        )
    )
    action = draw(st.sampled_from(words.ACTIONS))
    recipients = draw(st.sets(st.sampled_from([SSS, Recipient("prac-a", "practice"), INSURER]), max_size=2))
    return a_request(
        action=action,
        target=draw(st.sampled_from(words.TARGETS)),
        purpose=draw(
            st.sampled_from(["benefit_claim", "benefit_claim", "debt", "gp_accuracy_check", "estate_claim"])
        ),
        notes=notes or ((a_note(),) if action in ("quote", "disclose") else ()),
        recipients=tuple(sorted(recipients, key=lambda r: r.id))
        or ((SSS,) if action in ("quote", "disclose") else ()),
        subject_state=draw(st.sampled_from([ADULT, ADULT, DEAD])),
    )


PERMIT_LISTS = st.tuples(consents("permit", "c1"), consents("permit", "c2"))
REFUSALS = st.lists(consents("refuse", "r1"), max_size=1)


@given(PERMIT_LISTS, REFUSALS, requests(), st.sampled_from([*SOME, "expires_on"]), st.data())
def test_a_wider_consent_never_grants_less(permits, refusals, request_, part, data):
    first, second = permits
    if part == "expires_on":
        wider = replace(first, expires_on=date(2026, 12, 31))
    elif part == "exclude":
        wider = replace(first, scope=replace(first.scope, exclude=()))
    else:
        more = data.draw(SOME[part])
        where = first if hasattr(first, part) else first.scope
        widened = replace(where, **{part: tuple(sorted({*getattr(where, part), *more}))})
        wider = widened if where is first else replace(first, scope=widened)
    if decide((first, second, *refusals), request_).granted:
        assert decide((wider, second, *refusals), request_).granted


@given(PERMIT_LISTS, REFUSALS, consents("refuse", "r2"), requests())
def test_one_more_refusal_never_opens_anything(permits, refusals, another, request_):
    before = decide((*permits, *refusals), request_)
    after = decide((*permits, *refusals, another), request_)
    assert before.granted or not after.granted


@given(PERMIT_LISTS, REFUSALS, requests())
def test_the_same_question_has_one_answer_however_the_consents_are_ordered(permits, refusals, request_):
    consents_ = (*permits, *refusals)
    ruling = decide(consents_, request_)
    assert ruling == decide(consents_, request_) == decide(tuple(reversed(consents_)), request_)
    assert ruling.decision == (request_.action if ruling.reason in GRANTED_REASONS else "nothing")
    assert ruling.reason in (*REFUSED_REASONS, *GRANTED_REASONS)


@given(PERMIT_LISTS, REFUSALS, requests())
def test_what_stands_in_the_way_is_empty_exactly_when_the_gate_opens(permits, refusals, request_):
    consents_ = (*permits, *refusals)
    ruling, found = decide(consents_, request_), stops(consents_, request_)
    assert bool(found) is not ruling.granted
    if found:
        assert ruling.reason in {stop.reason for stop in found}
        assert {stop.note for stop in found} <= {None, *(note.id for note in request_.notes)}


@given(requests())
def test_with_no_consent_at_all_nothing_opens(request_):
    assert not decide((), request_).granted


@given(PERMIT_LISTS, requests())
def test_permits_together_open_only_what_one_of_them_opens(permits, request_):
    """Held notes aside: they need no permit."""
    if request_.of_held_notes or not decide(permits, request_).granted:
        return
    assert any(permit_faults((permit,), request_) == () for permit in permits)
