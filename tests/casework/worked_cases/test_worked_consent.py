"""Worked cases of the consent gate, read from JSON."""

import copy
from pathlib import Path

import pytest

from welfare_desk.casework.worked_cases import read_cases, work_out
from welfare_desk.casework.worked_cases.consent import agrees, result
from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood

CASES = read_cases(Path(__file__).parents[2] / "data" / "vectors" / "consent.json")
BAD = {"decision": "nothing", "reason": "bad_request"}


def case(id):
    return copy.deepcopy(
        next({"consents": c["consents"], "request": c["request"]} for c in CASES if c["id"] == id)
    )


def places(value, path=()):
    """The path of every key and list item of a case."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, (*path, key))


def inside(value, path):
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize("worked", work_out("consent", CASES), ids=lambda worked: worked.id)
def test_each_case_comes_out_as_the_agency_worked_it_out(worked):
    assert worked.agrees, worked


def test_all_the_cases_are_there():
    assert len(CASES) == 73


@pytest.mark.parametrize("id", ["C12", "C26", "C41", "C46", "C48", "C49"])
def test_a_field_that_is_missing_or_of_another_kind_is_a_bad_request(id):
    paths = [path for path in places(case(id)) if len(path) > 1]
    assert len(paths) > 50
    for path in paths:
        *above, key = path
        if isinstance(key, str):
            dropped = case(id)
            del inside(dropped, above)[key]
            assert result(dropped) == BAD, path
        for junk in (7, [7], {}, "") if isinstance(inside(case(id), path), dict | list) else ([], {}, 7.5):
            spoilt = case(id)
            if isinstance(inside(spoilt, path), list) and junk == [7] and inside(spoilt, path) == []:
                continue
            inside(spoilt, above)[key] = junk
            assert result(spoilt) == BAD, (path, junk)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        (("request", "action"), "browse"),
        (("request", "purpose"), "publicity"),
        (("request", "user", "role"), "director"),
        (("request", "at"), "2026-11-05T10:00:00"),
        (("request", "at"), "yesterday"),
        (("request", "subject_state", "dob"), "1980-02-30"),
        (("request", "subject_state", "dob"), "1980-02-14T00:00:00+00:00"),
        (("consents", 0, "state"), "inactive"),
        (("consents", 0, "expires_on"), "never"),
        (("consents",), None),
        (("consents",), "c1"),
        (("consents", 0), None),
    ],
)
def test_an_unknown_word_is_the_gates_own_no(path, word):
    given = case("C12")
    inside(given, path[:-1])[path[-1]] = word
    assert result(given) == BAD


def test_without_its_list_of_consents_a_case_is_a_bad_request():
    given = case("C01")
    del given["consents"]
    assert result(given) == BAD


@pytest.mark.parametrize("request_", [None, [], "read", 7])
def test_a_case_without_a_request_is_not_understood(request_):
    with pytest.raises(NotUnderstood) as raised:
        result({"consents": [], "request": request_})
    assert raised.value.words == [f"request={request_}"]
    with pytest.raises(NotUnderstood):
        result({"consents": []})


def test_every_field_nobody_has_heard_of_is_named():
    given = case("C41")
    given["request"]["mood"] = "good"
    given["request"]["user"]["badge"] = 3
    given["consents"][0]["colour"] = "blue"
    given["consents"][0]["given_by"]["authority"]["starts_on"] = None
    with pytest.raises(NotUnderstood) as raised:
        result(given)
    assert raised.value.words == [
        "request.mood=good",
        "request.user.badge=3",
        "consents[0].colour=blue",
        "consents[0].given_by.authority.starts_on=None",
    ]


@pytest.mark.parametrize(
    ("id", "path", "word"),
    [
        ("C48", ("request", "notes", 0), "request.notes[0].odd=1"),
        ("C48", ("request", "notes", 0, "sar_check"), "request.notes[0].sar_check.odd=1"),
        ("C49", ("request", "override"), "request.override.odd=1"),
        ("C26", ("request", "read_event"), "request.read_event.odd=1"),
        ("C12", ("request", "recipients", 0), "request.recipients[0].odd=1"),
        ("C12", (), "case.odd=1"),
    ],
)
def test_fields_are_strange_at_any_depth(id, path, word):
    given = case(id)
    inside(given, path)["odd"] = 1
    with pytest.raises(NotUnderstood) as raised:
        result(given)
    assert raised.value.words == [word]


def test_remarks_about_a_case_change_nothing():
    remarks = {"id": "X", "why": "w", "source": "s", "note": "n", "confidence": "c"}
    assert result(case("C01") | remarks) == {"decision": "read", "reason": "ok"}


def test_agreeing_is_about_what_is_expected_and_no_more():
    assert agrees({"decision": "read", "reason": "ok"}, {"decision": "read"})
    assert not agrees({"decision": "read", "reason": "ok"}, {"decision": "read", "reason": "ok_cover"})
    assert not agrees({"decision": "read"}, {"reason": None})
