"""Worked cases of debt: each kind read strictly, worked out by the rules, written as JSON in whole pence.

The words are those of the debt vocabulary; what they mean is ``rules/debt``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, cast

from welfare_desk import resources
from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood, a_date, known_keys, one_of
from welfare_desk.rules.counting import DayOutOfReach
from welfare_desk.rules.debt import budget, diligence, moratorium, offers, programme, solutions, trust_deed
from welfare_desk.rules.debt.conversions import converted
from welfare_desk.rules.debt.prescription import Acknowledgement, Claim, prescription

EARNINGS_TABLE = date(2025, 4, 6)  # the vocabulary's own: a later table does not change these cases
MISSING: Any = object()

Result = dict[str, Any]


def result(case: Mapping[str, Any]) -> Result:
    """The keys of the kind's ``expect``. Raises NotUnderstood for a kind, word or value it does not know."""
    kind = one_of(KINDS, case.get("kind"), "kind")
    given = Given(case.get("input"), "input")
    try:
        return KINDS[kind](given)
    except DayOutOfReach as far:
        raise NotUnderstood([f"input={far.said}"]) from far


def agrees(result: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    """Whether every key of ``expect`` is so; reasons are compared as sets, everything else as it stands."""
    return all(key in result and _same(key, result[key], expected) for key, expected in expect.items())


def _same(key: str, found: Any, expected: Any) -> bool:
    if key in ("closed", "ttpd", "ttpo") and isinstance(expected, Mapping):
        return found.keys() == expected.keys() and all(
            _same("why_not", found[part], expected[part]) for part in expected
        )
    if key == "why_not" and isinstance(expected, list):
        return set(found) == set(expected)
    return bool(found == expected)


@dataclass(frozen=True, slots=True)
class Given:
    """One object of a case with its path; every reading names the path of what it cannot take."""

    values: Any
    path: str

    def __post_init__(self) -> None:
        if not isinstance(self.values, Mapping):
            raise NotUnderstood([f"{self.path}={self.values}"])

    def only(self, *allowed: str) -> None:
        known_keys(allowed, self.values, self.path)

    def at(self, key: str) -> str:
        return f"{self.path}.{key}"

    def _value(self, key: str, default: Any = MISSING) -> Any:
        value = self.values.get(key, default)
        if value is MISSING:
            raise NotUnderstood([f"{self.at(key)}=missing"])
        return value

    def whole(self, key: str, default: Any = MISSING) -> int:
        """A whole number, of either sign."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise NotUnderstood([f"{self.at(key)}={value}"])
        return value

    def pence(self, key: str, default: Any = MISSING, *, least: int = 0) -> int:
        """Whole pence, ``least`` or more."""
        value = self.whole(key, default)
        if value < least:
            raise NotUnderstood([f"{self.at(key)}={value}"])
        return value

    def flag(self, key: str, default: Any = MISSING) -> bool:
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise NotUnderstood([f"{self.at(key)}={value}"])
        return value

    def word(self, key: str, allowed: Collection[str], default: Any = MISSING) -> str:
        return one_of(allowed, self._value(key, default), self.at(key))

    def name(self, key: str, default: Any = MISSING) -> str:
        value = self._value(key, default)
        if not isinstance(value, str):
            raise NotUnderstood([f"{self.at(key)}={value}"])
        return value

    def day(self, key: str) -> date:
        return a_date(self._value(key), self.at(key))

    def day_or_none(self, key: str) -> date | None:
        return None if self.values.get(key) is None else self.day(key)

    def listed(self, key: str, default: Any = MISSING) -> list[tuple[Any, str]]:
        """Each entry of a list with its path."""
        value = self._value(key, default)
        if not isinstance(value, list):
            raise NotUnderstood([f"{self.at(key)}={value}"])
        return [(entry, f"{self.at(key)}[{number}]") for number, entry in enumerate(value)]

    def rows(self, key: str, *allowed: str, default: Any = MISSING) -> list[Given]:
        rows = [Given(entry, path) for entry, path in self.listed(key, default)]
        for row in rows:
            row.only(*allowed)
        return rows

    def named_rows(self, key: str, *allowed: str) -> list[Given]:
        """Rows with an ``id`` each, no two the same."""
        rows = self.rows(key, "id", *allowed)
        seen: set[str] = set()
        for row in rows:
            if row.name("id") in seen:
                raise NotUnderstood([f"{row.at('id')}={row.name('id')}"])
            seen.add(row.name("id"))
        return rows


def _budget_convert(given: Given) -> Result:
    given.only("amount_p", "from", "to")
    periods = resources.debt_tables().payments_a_year
    amount_p = given.whole("amount_p")
    return {"amount_p": converted(amount_p, given.word("from", periods), given.word("to", periods), periods)}


def _budget_surplus(given: Given) -> Result:
    given.only("income", "outgoings", "savings_rule", "debt_admin_fee_p")
    tables = resources.debt_tables()
    month = budget.budget(
        _lines(given, "income"),
        _lines(given, "outgoings"),
        tables,
        savings=cast(budget.Savings, given.word("savings_rule", ("none", "cft_contingency"))),
        debt_admin_fee_p=given.pence("debt_admin_fee_p", 0),
    )
    return {
        "income_p": month.income_p,
        "outgoings_p": month.outgoings_p,
        "surplus_p": month.surplus_p,
        "contingency_p": month.contingency_p,
        "available_p": month.available_p,
        "status": month.standing,
    }


def _lines(given: Given, key: str) -> list[budget.Line]:
    tables = resources.debt_tables()
    codes, periods = tables.lines(), tables.payments_a_year
    return [
        budget.Line(row.word("line", codes), row.whole("amount_p"), row.word("period", periods))
        for row in given.rows(key, "line", "amount_p", "period")
    ]


def _cft_contribution(given: Given) -> Result:
    given.only("available_p", "contribution_bearing_income_p")
    bearing_p = given.pence("contribution_bearing_income_p")
    return {"contribution_p": budget.contribution(given.whole("available_p"), bearing_p)}


def _pro_rata(given: Given) -> Result:
    given.only("offer_p", "method", "debts")
    given.word("method", ("largest_remainder",), "largest_remainder")
    owed = _owed(given, "debts")
    shared = offers.pro_rata(given.pence("offer_p"), owed)
    small = offers.below_token(shared.shares, owed, resources.debt_tables().budget.token_p)
    return {
        "shares": dict(shared.shares),
        "total_p": shared.total_p,
        "unallocated_p": shared.unallocated_p,
        "below_token": list(small),
    }


def _owed(given: Given, key: str) -> list[offers.Owed]:
    return [offers.Owed(row.name("id"), row.pence("balance_p")) for row in given.named_rows(key, "balance_p")]


def _priority_first(given: Given) -> Result:
    given.only("available_p", "priority", "non_priority")
    priority = [
        offers.PriorityArrears(row.name("id"), row.pence("arrears_p"), row.pence("monthly_p"))
        for row in given.named_rows("priority", "arrears_p", "monthly_p")
    ]
    paid = offers.priority_first(given.whole("available_p"), priority, _owed(given, "non_priority"))
    return {
        "priority": dict(paid.priority),
        "unmet_priority_p": paid.unmet_p,
        "available_non_priority_p": paid.left_p,
        "shares": dict(paid.others.shares),
    }


def _token_offer(given: Given) -> Result:
    given.only("token_p", "available_p", "debts")
    tokens = offers.token_offer(given.pence("token_p"), _owed(given, "debts"))
    exceeds = tokens.total_p > given.whole("available_p")
    return {"shares": dict(tokens.shares), "total_p": tokens.total_p, "exceeds_available": exceeds}


def _full_and_final(given: Given) -> Result:
    given.only("lump_p", "debts")
    owed = _owed(given, "debts")
    shares = offers.pro_rata(given.pence("lump_p"), owed).shares
    left = offers.written_off(shares, owed)
    return {"shares": dict(shares), "written_off": left, "written_off_total_p": sum(left.values())}


def _joint_debt(given: Given) -> Result:
    given.only("view", "person", "debts")
    single = given.word("view", ("single", "joint")) == "single"
    debts = [
        offers.JointlyOwed(row.name("id"), row.pence("balance_p"), _people(row))
        for row in given.named_rows("debts", "balance_p", "liable")
    ]
    counted = offers.counted(debts, given.name("person") if single else None)
    return {"counted": counted, "total_p": sum(counted.values())}


def _people(row: Given) -> frozenset[str]:
    for person, path in row.listed("liable"):
        if not isinstance(person, str):
            raise NotUnderstood([f"{path}={person}"])
    return frozenset(person for person, _ in row.listed("liable"))


def _eligibility(given: Given) -> Result:
    given.only("as_of", "facts")
    facts = Given(given.values.get("facts"), given.at("facts"))
    names = [field.name for field in fields(solutions.Facts)]
    facts.only(*names)
    tables = resources.debt_tables()
    listed: Mapping[str, Any] = {
        "debts": tuple(
            solutions.ListedDebt(row.name("id"), row.word("type", tables.types), row.pence("balance_p"))
            for row in facts.named_rows("debts", "type", "balance_p")
        ),
        "assets": tuple(
            solutions.Asset(
                row.name("id"),
                row.pence("value_p"),
                row.flag("vehicle", False),
                row.flag("reasonably_required", False),
                row.flag("excluded", False),
            )
            for row in facts.named_rows("assets", "value_p", "vehicle", "reasonably_required", "excluded")
        ),
        "surplus_p": facts.whole("surplus_p"),
    }
    read = {name: listed[name] if name in listed else _fact(facts, name) for name in names}
    found = solutions.eligibility(solutions.Facts(**read), tables, as_of=given.day("as_of"))
    return {
        "open": list(found.open),
        "closed": {code: list(reasons) for code, reasons in found.closed.items()},
    }


def _fact(facts: Given, name: str) -> Any:
    """A fact by its name: dates begin with ``last_``, sums end in ``_p``, months count, the rest are yes or
    no.
    """
    if name.startswith("last_"):
        return facts.day_or_none(name)
    if name.endswith(("_p", "_months")):
        return facts.pence(name)
    return facts.flag(name)


def _prescription(given: Given) -> Result:
    given.only(
        *("debt_type", "enforceable_on", "acknowledgements", "claims", "decree_on"),
        *("bank_holidays", "as_of", "person"),
    )
    types = resources.debt_tables().types
    acts = given.rows("acknowledgements", "on", "kind", "by", default=[])
    claims = given.rows("claims", "made_on", "disposed_on", default=[])
    found = prescription(
        types[given.word("debt_type", types)],
        given.day("enforceable_on"),
        as_of=given.day("as_of"),
        acknowledgements=[_acknowledgement(row) for row in acts],
        claims=[Claim(row.day("made_on"), row.day_or_none("disposed_on")) for row in claims],
        decree_on=given.day_or_none("decree_on"),
        bank_holidays=frozenset(a_date(day, path) for day, path in given.listed("bank_holidays", [])),
        person=_name_or_none(given, "person"),
    )
    return {
        "years": found.years,
        "last_day": _iso(found.last_day),
        "extinguished_from": _iso(found.extinguished_from),
        "prescribed": found.prescribed,
    }


def _acknowledgement(row: Given) -> Acknowledgement:
    kind = cast(Literal["payment", "written"], row.word("kind", ("payment", "written")))
    return Acknowledgement(row.day("on"), kind, _name_or_none(row, "by"))


def _name_or_none(given: Given, key: str) -> str | None:
    return None if given.values.get(key) is None else given.name(key)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moratorium(given: Given) -> Result:
    given.only("notice_on", "entered_on", "as_of")
    figures = resources.debt_tables().moratorium
    found = moratorium.moratorium(given.day("notice_on"), given.day("entered_on"), figures)
    return {
        "ends_on": _iso(found.ends_on),
        "in_force": found.in_force(given.day("as_of")),
        "next_notice_safe_from": _iso(found.next_notice_safe_from),
    }


def _moratorium_action(given: Given) -> Result:
    given.only("action")
    actions = resources.debt_tables().moratorium_actions
    return {"competent": actions[given.word("action", actions)].competent}


def _ptd_objection(given: Given) -> Result:
    given.only("creditors")
    creditors = [
        trust_deed.Creditor(row.name("id"), row.pence("value_p"), row.flag("objects"))
        for row in given.named_rows("creditors", "value_p", "objects")
    ]
    found = trust_deed.objection(creditors, resources.debt_tables().trust_deed)
    return {
        "protected": found.protected,
        "number_objecting": found.number_objecting,
        "value_objecting_p": found.value_objecting_p,
    }


def _time_to_pay(given: Given) -> Result:
    given.only("stage", "principal_p", "outstanding_p", "kind", "prior_ttp")
    tables = resources.debt_tables()
    stage, kind = given.word("stage", tables.stages), given.word("kind", tables.types)
    prior, principal_p = given.flag("prior_ttp"), given.pence("principal_p")
    outstanding_p = given.pence("outstanding_p")
    barred = {
        "ttpd": diligence.time_to_pay_barred(stage, principal_p, kind, prior, tables.direction),
        "ttpo": diligence.time_to_pay_barred(stage, outstanding_p, kind, prior, tables.order),
    }
    return {code: {"open": not reasons, "why_not": list(reasons)} for code, reasons in barred.items()}


def _ttp_lapse(given: Given) -> Result:
    given.only("instalment_p", "due_dates", "payments", "as_of")
    due = [a_date(day, path) for day, path in given.listed("due_dates")]
    if not due:
        raise NotUnderstood([f"{given.at('due_dates')}=[]"])
    paid = [
        diligence.Payment(row.day("on"), row.pence("amount_p"))
        for row in given.rows("payments", "on", "amount_p")
    ]
    instalment_p = given.pence("instalment_p", least=1)
    figures = resources.debt_tables().direction
    lapsed_on = diligence.lapsed_on(instalment_p, due, paid, figures, as_of=given.day("as_of"))
    return {"lapsed": lapsed_on is not None, "lapsed_on": _iso(lapsed_on)}


def _earnings_arrestment(given: Given) -> Result:
    given.only("period", "net_p")
    bands = resources.debt_tables().earnings_on(EARNINGS_TABLE).bands
    period = given.word("period", bands)
    return {"deduction_p": diligence.earnings_deduction(given.pence("net_p"), bands[period])}


def _bank_arrestment(given: Given) -> Result:
    given.only("debt_p", "accounts")
    accounts = [
        diligence.Account(row.name("group"), _is_personal(row), row.whole("balance_p"))
        for row in given.rows("accounts", "group", "kind", "balance_p")
    ]
    minimum_p = resources.debt_tables().diligence.bank_protected_minimum_p
    found = diligence.bank_arrestment(given.pence("debt_p"), accounts, minimum_p)
    return {"arrested_p": found.arrested_p, "protected_p": found.protected_p}


def _is_personal(account: Given) -> bool:
    return account.word("kind", ("personal", "business")) == "personal"


def _dpp_term(given: Given) -> Result:
    given.only("debt_total_p", "payment_p")
    figures = resources.debt_tables().programme
    term = programme.term(given.pence("debt_total_p"), given.pence("payment_p", least=1), figures)
    return {
        "months": term.months,
        "last_payment_p": term.last_payment_p,
        "fees_borne_by_creditors_p": term.fees_borne_by_creditors_p,
        "creditors_receive_p": term.creditors_receive_p,
    }


KINDS: Mapping[str, Callable[[Given], Result]] = {
    "budget_convert": _budget_convert,
    "budget_surplus": _budget_surplus,
    "cft_contribution": _cft_contribution,
    "pro_rata": _pro_rata,
    "priority_first": _priority_first,
    "token_offer": _token_offer,
    "full_and_final": _full_and_final,
    "joint_debt": _joint_debt,
    "eligibility": _eligibility,
    "prescription": _prescription,
    "moratorium": _moratorium,
    "moratorium_action": _moratorium_action,
    "ptd_objection": _ptd_objection,
    "time_to_pay": _time_to_pay,
    "ttp_lapse": _ttp_lapse,
    "earnings_arrestment": _earnings_arrestment,
    "bank_arrestment": _bank_arrestment,
    "dpp_term": _dpp_term,
}
