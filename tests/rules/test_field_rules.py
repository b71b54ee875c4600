"""The rule behind a field: its sentence, its source, and what one letter starts."""

from datetime import date

import pytest

from welfare_desk import resources
from welfare_desk.rules.field_rules import FieldRule, RuleNotWhole, from_row, of_steps


def looked_up(table, path):
    return {"debt:days": "14"}[f"{table}:{path}"]


def test_a_figure_is_taken_from_the_table_it_stands_in():
    rule = from_row("debt.on", {"words": "It runs {debt:days} days.", "source": "1987 Act s.90."}, looked_up)
    assert rule == FieldRule("It runs 14 days.", "1987 Act s.90")
    assert rule.said == "Rule: It runs 14 days. Source: 1987 Act s.90."


def test_a_doubt_is_said_before_the_source():
    rule = FieldRule("It runs 14 days.", "1987 Act s.90", "Not read anew.")
    assert rule.said == "Rule: It runs 14 days. To be checked: Not read anew. Source: 1987 Act s.90."


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"words": "It runs."},
        {"source": "1987 Act s.90"},
        {"words": "It runs {debt:weeks} weeks.", "source": "1987 Act s.90"},
    ],
)
def test_a_rule_without_words_source_or_figure_is_refused_by_its_name(row):
    with pytest.raises(RuleNotWhole, match=r"debt\.on"):
        from_row("debt.on", row, looked_up)


@pytest.mark.parametrize(
    ("route", "benefit", "event", "words", "source"),
    [
        (
            "DWP",
            "pip",
            "decision_notified",
            "Ask for a mandatory reconsideration: 1 month after this day.",
            "SI 2013/381 reg 5(1)(b), reg 6(3)(c)",
        ),
        (
            "SSS",
            "adp",
            "determination_sent",
            "Ask for a re-determination: 42 days, the first being the day it counts as received (48 hours"
            " after it was sent).",
            "2018 asp 9 s.41(4), s.42, s.62(2); SSI 2022/54 reg 54",
        ),
        (
            "DWP",
            "uc",
            "uc_entitlement_possible_from",
            "Claim Universal Credit: by this day.",
            "SI 2013/380 reg 26(1)-(3); SI 2013/376 reg 21(2)",
        ),
    ],
)
def test_what_a_letter_starts_is_said_of_its_day(route, benefit, event, words, source):
    table = resources.routes()
    found = of_steps(table.started_by(event, route, benefit), table.period(benefit, date(2026, 11, 1)))
    assert found is not None and (found.words, found.source) == (words, source)


def test_every_letter_that_starts_a_time_has_its_rule_and_where_it_stands():
    table = resources.routes()
    for route in table.routes.values():
        for benefit in route.benefits:
            for event in table.events(route.code):
                steps = table.started_by(event, route.code, benefit)
                counted = [one for one in steps if isinstance(one.length, str) or one.length.n is not None]
                found = of_steps(steps, table.period(benefit, date(2026, 11, 1)))
                if counted:
                    assert found is not None and found.source, (route.code, benefit, event)
                    assert all(one.does in found.words for one in counted)
                else:
                    assert found is None
