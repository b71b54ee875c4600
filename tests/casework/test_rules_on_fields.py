"""Each field that names a rule finds it in the resources, with its source; each fact of a notice has one."""

import ast
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

import welfare_desk.ui
from welfare_desk import resources
from welfare_desk.casework.field_rules import rule_of, rule_of_claim, rule_of_letter, rule_of_threat
from welfare_desk.rules.field_rules import RuleNotWhole
from welfare_desk.rules.reckoning import Notice

TODAY = date(2026, 11, 26)
HELD = {f"{form}.{field}" for form, rows in resources.table("field_rules.toml").items() for field in rows}
DATES = {one.name for one in fields(Notice)} - {"route", "benefit", "event", "event_date", "next", "absolute"}


def asked_for():
    """Every rule a screen asks for by name; of one put together (``notice.`` and a fact) the first part."""
    for file in Path(welfare_desk.ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rule_of":
                key = node.args[0]
                if isinstance(key, ast.JoinedStr):
                    assert isinstance(key.values[0], ast.Constant)
                    yield file.name, f"{key.values[0].value}*"
                else:
                    assert isinstance(key, ast.Constant), file.name
                    yield file.name, key.value


ASKED = sorted(set(asked_for()))


@pytest.mark.parametrize("key", sorted(HELD))
def test_a_rule_has_a_plain_sentence_and_where_it_stands(key):
    rule = rule_of(key, TODAY)
    assert rule.words.endswith(".") and rule.source
    assert len(rule.words) < 330, "what is said at one field is short"
    assert "{" not in f"{rule.words}{rule.source}{rule.doubt}"


def test_every_rule_a_screen_names_is_held_and_every_one_held_is_named():
    exact = {key for _, key in ASKED if not key.endswith("*")}
    begun = {key.removesuffix("*") for _, key in ASKED if key.endswith("*")}
    assert exact <= HELD
    general = {"debt.bites_on", "notice.event_on", "claim.begun_on"}  # where nothing more is known
    assert {key for key in HELD - exact - general if not any(key.startswith(one) for one in begun)} == set()


def test_every_fact_from_which_a_time_is_counted_has_its_rule():
    assert {f"notice.{name}" for name in DATES} <= HELD
    assert "notice.event_on" in HELD


def test_a_rule_that_nobody_wrote_is_refused():
    with pytest.raises(RuleNotWhole, match=r"notice\.moon"):
        rule_of("notice.moon")


def test_the_savings_limits_are_those_of_the_day():
    assert "£6,000" in rule_of("income.capital", TODAY).words
    assert "£204" in rule_of("income.earnings", TODAY).words
    assert "£204" not in rule_of("income.earnings", date(2025, 11, 26)).words


def test_the_bank_minimum_and_the_days_of_a_charge_come_out_of_the_debt_table():
    debt = resources.table("debt.toml")
    assert f" {debt['threats']['charge']['days']} days" in rule_of("debt.bites_on").words
    assert "98 days" in rule_of_threat("bank_arrestment").words
    assert rule_of_threat("payment") == rule_of("debt.bites_on")
    assert rule_of_threat("eviction").doubt, "general knowledge says so"


def test_how_far_back_a_claim_reaches_is_its_own_rule():
    assert rule_of_claim("csp").words.startswith("Backdating: up to 13 weeks before")
    assert rule_of_claim("whp") == rule_of("claim.begun_on")


def test_the_day_of_a_letter_is_ruled_by_its_route():
    told = rule_of_letter("SSS", "ADP", "determination_sent", TODAY)
    assert told.words.startswith("Ask for a re-determination: 42 days")
    assert rule_of_letter("SSS", "ADP", None, None) == rule_of("notice.event_on")
    assert rule_of_letter(None, "ADP", "determination_sent", None) == rule_of("notice.event_on")
