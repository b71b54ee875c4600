"""Links to other support: the two bars, connected and gone on to access, by clients and not by links."""

from itertools import product

import pytest

from welfare_desk.rules.links import HOW, KINDS, POSSIBLE, RESULTS, Linked, accessed, connected, figures

REACHED = {
    "connected": {
        ("signposted", "contacted"), ("signposted", "attended"),
        ("referred", "accepted"), ("referred", "attended"),
        ("accompanied", "took_place"),
    },
    "accessed": {("signposted", "attended"), ("referred", "attended"), ("accompanied", "took_place")},
}  # fmt: skip


@pytest.mark.parametrize(("how", "result"), list(product(HOW, [*RESULTS, None])))
def test_each_bar_by_how_they_were_linked_and_what_became_of_it(how, result):
    assert connected(how, result) is ((how, result) in REACHED["connected"])
    if result is None or result in POSSIBLE[how]:
        assert accessed(how, result) is ((how, result) in REACHED["accessed"])


def test_an_unknown_way_of_linking_connects_nobody():
    assert not connected("by_post", "attended")


def test_whoever_went_there_was_connected_first():
    assert REACHED["accessed"] < REACHED["connected"]
    for how, results in POSSIBLE.items():
        for result in results:
            assert not accessed(how, result) or connected(how, result)


def test_a_client_with_several_links_counts_once_for_each_bar():
    found = figures(
        iter(
            [
                Linked("a", "referred", "food", "attended"),
                Linked("a", "referred", "fuel", "attended"),
                Linked("a", "accompanied", "housing", "took_place"),
                Linked("b", "signposted", "food", "contacted"),
                Linked("c", "accompanied", "legal", "not_taken_up"),
                Linked("d", "referred", "food", None),
                Linked("e", "not_found", "mental_health", None),
                Linked("f", "not_found", "company", None),
                Linked("f", "not_found", "mental_health", None),
            ]
        ),
        clients=11,
    )
    assert (found.clients, found.connected, found.accessed, found.accompanied) == (11, 2, 1, 1)
    assert found.lacking == (("mental_health", 2), ("company", 1))


def test_what_was_lacking_equally_often_comes_by_name():
    found = figures([Linked("a", "not_found", kind, None) for kind in ("legal", "food", "fuel")], 1)
    assert found.lacking == (("food", 1), ("fuel", 1), ("legal", 1))


def test_of_no_links_nobody_is_counted():
    assert figures([], 4) == figures([Linked("a", "signposted", "food", "not_taken_up")], 4)


def test_the_codes_that_are_stored_stay_what_they_are():
    assert list(KINDS) == [
        "housing", "food", "fuel", "debt", "mental_health", "addiction", "carers", "children", "abuse",
        "employability", "disability", "older", "legal", "immigration", "company", "transport", "other",
    ]  # fmt: skip
    assert list(HOW) == ["signposted", "referred", "accompanied", "not_found"]
    assert list(RESULTS) == ["contacted", "accepted", "attended", "took_place", "not_taken_up"]


def test_what_may_become_of_a_link_depends_on_how_it_was_made():
    assert POSSIBLE == {
        "signposted": ("contacted", "attended", "not_taken_up"),
        "referred": ("accepted", "attended", "not_taken_up"),
        "accompanied": ("took_place", "not_taken_up"),
        "not_found": (),
    }


def test_every_code_has_words_of_its_own():
    for words in (KINDS, HOW, RESULTS):
        assert all(
            label[0].isupper() and label.replace(",", "").replace(" ", "").isalpha()
            for label in words.values()
        )
        assert len(set(words.values())) == len(words)
