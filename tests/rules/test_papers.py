"""Kinds of papers as their table says, and a table that is not whole refused."""

import copy

import pytest

from welfare_desk import resources
from welfare_desk.rules.papers import PaperKind, from_data

TABLE = {
    "part": [{"code": "decision", "label": "The decision"}, {"code": "medical", "label": "Medical evidence"}],
    "kind": [
        {"code": "letter", "label": "Decision letter", "part": "decision"},
        {"code": "report", "label": "Hospital report", "part": "medical", "health": True,
         "category": "hospital_letters"},
    ],
}  # fmt: skip


def changed(**facts):
    table = copy.deepcopy(TABLE)
    table["kind"][1].update(facts)
    return table


def test_a_table_is_read_whole_in_its_order():
    kinds = from_data(TABLE)
    assert list(kinds.parts.items()) == [("decision", "The decision"), ("medical", "Medical evidence")]
    assert kinds.kinds == {
        "letter": PaperKind("letter", "Decision letter", "decision"),
        "report": PaperKind("report", "Hospital report", "medical", True, "hospital_letters"),
    }
    assert not kinds.kinds["letter"].health


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"code": "letter"}, "letter: there twice"),
        ({"part": "appendix"}, "report: there twice, in no part"),
        ({"category": None}, "about health without a category"),
        ({"health": False}, "about health without a category"),
        ({"category": "horoscope"}, "report: horoscope is no category of consent"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(facts, says):
    with pytest.raises(ValueError, match=says):
        from_data(changed(**facts))


def test_a_paper_about_health_takes_a_consent_and_no_other_does():
    kinds = resources.papers()
    assert {kind.category is not None for kind in kinds.kinds.values() if kind.health} == {True}
    assert {kind.category for kind in kinds.kinds.values() if not kind.health} == {None}
