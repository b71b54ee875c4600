"""Every way out of debt screened from what is known: open, closed with reasons, or what to ask first.

The tests are ``solutions`` and ``diligence``; here an answer that is not known stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from welfare_desk.rules.counting import years_after
from welfare_desk.rules.debt import solutions
from welfare_desk.rules.debt.diligence import time_to_pay_barred
from welfare_desk.rules.debt.solutions import Asset, Facts, ListedDebt
from welfare_desk.rules.debt.tables import DebtTables

State = Literal["open", "closed", "ask"]
OLD_AFTER_YEARS = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a client; None where nobody has asked. Sums are pence, awards are dates.

    ``never_map``, ``never_other``: True where the client never had one. ``surplus_p`` and ``contribution_p``
    come from a budget, None without one. ``debts_whole``: every debt has a balance.
    """

    debts: Sequence[ListedDebt] = ()
    debts_whole: bool = True
    surplus_p: int | None = None
    available_p: int | None = None
    contribution_p: int | None = None
    lives_in_scotland: bool | None = None
    lived_in_scotland_last_year: bool | None = None
    habitually_resident: bool | None = None
    prescribed_benefits_months: int | None = None
    owns_land: bool | None = None
    land_equity_p: int | None = None
    assets: Sequence[Asset] | None = None
    certificate: bool | None = None
    apparently_insolvent: bool | None = None
    never_map: bool | None = None
    last_map_award: date | None = None
    never_other: bool | None = None
    last_other_award: date | None = None
    in_ptd: bool | None = None
    undischarged: bool | None = None
    bro: bool | None = None
    conjoined_arrestment: bool | None = None
    single_debt_ttp: bool = False
    last_moratorium_notice: date | None = None
    lump_sum_p: int | None = None
    stages: Mapping[str, str] | None = None  # a debt's id to its stage
    prior_time_to_pay: bool | None = None


@dataclass(frozen=True, slots=True)
class Screened:
    """One way. ``reasons`` close it; ``ask`` names the facts that could still close it."""

    code: str
    state: State
    reasons: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    debts: tuple[str, ...] = ()  # the ids a court way is open for


_ASKED = {
    "NOT_CONNECTED_TO_SCOTLAND": ("lives_in_scotland", "lived_in_scotland_last_year"),
    "NOT_HABITUALLY_RESIDENT": ("habitually_resident",),
    "DEBT_OVER_25000": ("debts",),
    "DEBT_UNDER_3000": ("debts",),
    "DEBT_UNDER_5000": ("debts",),
    "NO_DEBT": ("debts",),
    "ASSETS_OVER_2000": ("assets",),
    "SINGLE_ASSET_OVER_1000": ("assets",),
    "OWNS_LAND": ("owns_land",),
    "CONTRIBUTION_DUE": ("budget", "prescribed_benefits_months"),
    "NO_CERTIFICATE": ("certificate",),
    "MAP_WITHIN_10Y": ("last_map_award",),
    "SEQUESTRATION_WITHIN_5Y": ("last_other_award", "last_map_award"),
    "NO_INSOLVENCY_PROOF": ("certificate", "apparently_insolvent"),
    "IN_PTD": ("in_ptd",),
    "UNDISCHARGED": ("undischarged",),
    "PAYS_IN_FULL": ("budget",),
    "NO_FUNDS": ("budget", "land_equity", "assets"),
    "BRO": ("bro",),
    "CONJOINED_ARRESTMENT": ("conjoined_arrestment",),
    "NO_SURPLUS": ("budget",),
}
_MUCH = 10**9  # ten million pounds: over every limit, for the answer that would close a way


def too_old(checked_on: date, today: date) -> bool:
    """Whether rules were looked at too long ago to screen by: more than twelve months (our convention)."""
    return today > years_after(checked_on, OLD_AFTER_YEARS)


def screen(known: Known, tables: DebtTables, *, as_of: date) -> tuple[Screened, ...]:
    """Every solution of the table, in its order, on an application made on ``as_of``."""
    unknown = _unknown(known)
    best, worst = _facts(known, as_of, hopeful=True), _facts(known, as_of, hopeful=False)
    minimal = _between(
        solutions.minimal_asset_barred(best, tables, as_of=as_of),
        solutions.minimal_asset_barred(worst, tables, as_of=as_of),
    )
    full = _between(
        solutions.full_administration_barred(
            best, tables, as_of=as_of, minimal_open=not minimal[0] and not minimal[1]
        ),
        solutions.full_administration_barred(worst, tables, as_of=as_of, minimal_open=not minimal[0]),
    )
    ways = {
        "DAS_DPP": _between(solutions.programme_barred(best), solutions.programme_barred(worst)),
        "MAP": minimal,
        "FULL_ADMIN": full,
        "PTD": _between(solutions.trust_deed_barred(best, tables), _both_ways(worst, best, tables)),
    }
    if not known.debts_whole:
        ways = {code: _loosened(code, *parts) for code, parts in ways.items()}
    found = {code: _screened(code, sure, perhaps, unknown, minimal) for code, (sure, perhaps) in ways.items()}
    found["MORATORIUM"] = _moratorium(known, tables, found, as_of)
    found |= _courts(known, tables)
    found |= _agreed(known)
    return tuple(found.get(code) or Screened(code, "open") for code in tables.solutions)


def _both_ways(worst: Facts, best: Facts, tables: DebtTables) -> tuple[str, ...]:
    """Trust deeds close at both ends: too little to pay in, or enough to pay in full."""
    low = replace(worst, contribution_p=best.contribution_p, assets=best.assets)
    return tuple(
        dict.fromkeys(
            [*solutions.trust_deed_barred(worst, tables), *solutions.trust_deed_barred(low, tables)]
        )
    )


def _between(sure: Sequence[str], worst: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What closes a way whatever the answers, and what would close it only on some of them."""
    return tuple(sure), tuple(reason for reason in worst if reason not in sure)


def _loosened(
    code: str, sure: Sequence[str], perhaps: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A balance is missing: too little owed may be enough after all, and little enough too much."""
    loose = {"DEBT_UNDER_3000", "DEBT_UNDER_5000", "NO_DEBT", "PAYS_IN_FULL"}
    more = ["DEBT_OVER_25000"] if code == "MAP" and "DEBT_OVER_25000" not in sure else []
    kept = tuple(reason for reason in sure if reason not in loose)
    return kept, (*perhaps, *(reason for reason in sure if reason in loose), *more)


def _screened(
    code: str,
    sure: tuple[str, ...],
    perhaps: tuple[str, ...],
    unknown: frozenset[str],
    minimal: tuple[tuple[str, ...], tuple[str, ...]],
) -> Screened:
    asked = [fact for reason in perhaps for fact in _ASKED.get(reason, ()) if fact in unknown]
    if "MAP_AVAILABLE" in perhaps:
        asked += [fact for reason in minimal[1] for fact in _ASKED.get(reason, ()) if fact in unknown]
    ask = tuple(dict.fromkeys(asked))
    if sure:
        return Screened(code, "closed", sure, ask)
    return Screened(code, "ask" if ask else "open", (), ask)


def _unknown(known: Known) -> frozenset[str]:
    plain = (
        "lives_in_scotland", "lived_in_scotland_last_year", "habitually_resident", "owns_land", "assets",
        "certificate", "apparently_insolvent", "in_ptd", "undischarged", "bro", "conjoined_arrestment",
        "prescribed_benefits_months",
    )  # fmt: skip
    names = {name for name in plain if getattr(known, name) is None}
    if known.land_equity_p is None and known.owns_land is not False:
        names.add("land_equity")
    if known.never_map is None and known.last_map_award is None:
        names.add("last_map_award")
    if known.never_other is None and known.last_other_award is None:
        names.add("last_other_award")
    if known.surplus_p is None or known.contribution_p is None:
        names.add("budget")
    if not known.debts_whole:
        names.add("debts")
    return frozenset(names)


def _facts(known: Known, as_of: date, *, hopeful: bool) -> Facts:
    """What is known, with the unknown taken as what would open a way, or as what would close it."""

    def answer(value: bool | None, good: bool) -> bool:
        return value if value is not None else good if hopeful else not good

    def award(never: bool | None, on: date | None) -> date | None:
        return on if on is not None or never or hopeful else as_of

    equity_p = known.land_equity_p
    if equity_p is None:
        equity_p = 0 if known.owns_land is False or not hopeful else _MUCH
    assets: Sequence[Asset] = known.assets if known.assets is not None else ()
    if known.assets is None and not hopeful:
        assets = (Asset("unknown", _MUCH),)
    contribution_p = known.contribution_p
    if contribution_p is None:
        contribution_p = 0 if hopeful else _MUCH
    surplus_p = known.surplus_p
    if surplus_p is None:
        surplus_p = 1 if hopeful else 0
    months = known.prescribed_benefits_months
    return Facts(
        lives_in_scotland=answer(known.lives_in_scotland, True),
        lived_in_scotland_last_year=answer(known.lived_in_scotland_last_year, True),
        habitually_resident=answer(known.habitually_resident, True),
        debts=known.debts,
        contribution_p=contribution_p,
        surplus_p=surplus_p,
        prescribed_benefits_months=months if months is not None else 999 if hopeful else 0,
        owns_land=answer(known.owns_land, False),
        land_equity_p=equity_p,
        assets=assets,
        certificate=answer(known.certificate, True),
        apparently_insolvent=answer(known.apparently_insolvent, True),
        last_map_award=award(known.never_map, known.last_map_award),
        last_other_award=award(known.never_other, known.last_other_award),
        in_ptd=answer(known.in_ptd, False),
        undischarged=answer(known.undischarged, False),
        bro=answer(known.bro, False),
        conjoined_arrestment=answer(known.conjoined_arrestment, False),
        single_debt_ttp=known.single_debt_ttp,
        last_moratorium_notice=known.last_moratorium_notice,
    )


def _moratorium(known: Known, tables: DebtTables, found: Mapping[str, Screened], as_of: date) -> Screened:
    """A notice needs something to lead to; where that hangs on an answer, so does the moratorium (s.195)."""
    states = {one.state for one in found.values()}
    reasons = solutions.moratorium_barred(
        _facts(known, as_of, hopeful=True),
        tables,
        as_of=as_of,
        somewhere_to_go=bool(states & {"open", "ask"}),
    )
    if reasons:
        return Screened("MORATORIUM", "closed", reasons)
    if "open" in states:
        return Screened("MORATORIUM", "open")
    asked = dict.fromkeys(fact for one in found.values() if one.state == "ask" for fact in one.ask)
    return Screened("MORATORIUM", "ask", (), tuple(asked))


def _courts(known: Known, tables: DebtTables) -> dict[str, Screened]:
    """Time to pay is asked for one debt at a time: open where it is for any, with which."""
    ways = {}
    for code, figures in (("TTPD", tables.direction), ("TTPO", tables.order)):
        open_for, asked, reasons = [], [], []
        for debt in known.debts:
            stage = (known.stages or {}).get(debt.id, "")
            prior = bool(known.prior_time_to_pay)
            barred = time_to_pay_barred(stage, debt.balance_p, debt.type, prior, figures)
            if barred:
                reasons += list(barred)
            elif known.prior_time_to_pay is None and figures.prior_ttp_bars:
                asked.append(debt.id)
            else:
                open_for.append(debt.id)
        if open_for:
            ways[code] = Screened(code, "open", debts=tuple(open_for))
        elif asked:
            ways[code] = Screened(code, "ask", (), ("prior_time_to_pay",), tuple(asked))
        else:
            why = tuple(dict.fromkeys(reasons)) or ("NO_DEBT",)
            ways[code] = Screened(code, "closed", why)
    return ways


def _agreed(known: Known) -> dict[str, Screened]:
    """The ways that hang on the creditors alone, and those that are not to be had here."""
    somebody = bool(known.debts)
    ways = {
        "MH_MORATORIUM": Screened("MH_MORATORIUM", "closed", ("NOT_IN_FORCE",)),
        "BREATHING_SPACE_EW": Screened("BREATHING_SPACE_EW", "closed", ("NOT_IN_SCOTLAND",)),
    }
    for code in ("CREDITOR_HOLD", "TOKEN", "PAYMENT_HOLIDAY", "WRITE_OFF", "PRO_RATA", "FULL_FINAL"):
        ways[code] = Screened(code, "open") if somebody else Screened(code, "closed", ("NO_DEBT",))
    if somebody and known.available_p is None:
        ways["PRO_RATA"] = Screened("PRO_RATA", "ask", (), ("budget",))
    elif somebody and (known.available_p or 0) <= 0:
        ways["PRO_RATA"] = Screened("PRO_RATA", "closed", ("NO_SURPLUS",))
    if somebody and known.lump_sum_p is None:
        ways["FULL_FINAL"] = Screened("FULL_FINAL", "ask", (), ("lump_sum",))
    elif somebody and not known.lump_sum_p:
        ways["FULL_FINAL"] = Screened("FULL_FINAL", "closed", ("NO_LUMP_SUM",))
    return ways


def figures(reasons: Sequence[str], known: Known, tables: DebtTables) -> dict[str, tuple[Any, Any]]:
    """For each reason that turns on a sum: what it is and what the limit is, in pence."""
    owed_p = sum(debt.balance_p for debt in known.debts)
    reckoned_p = sum(debt.balance_p for debt in known.debts if debt.type != "STUDENT_LOAN")
    kept = solutions.counted_assets(known.assets or (), tables.minimal_asset)
    sums = {
        "DEBT_OVER_25000": (reckoned_p, tables.minimal_asset.debt_max_p),
        "DEBT_UNDER_3000": (owed_p, tables.full_administration.debt_min_p),
        "DEBT_UNDER_5000": (owed_p, tables.trust_deed.debt_min_p),
        "ASSETS_OVER_2000": (sum(one.value_p for one in kept), tables.minimal_asset.assets_total_max_p),
        "SINGLE_ASSET_OVER_1000": (
            max((one.value_p for one in kept), default=0),
            tables.minimal_asset.asset_single_max_p,
        ),
        "CONTRIBUTION_DUE": (known.contribution_p, 0),
        "NO_SURPLUS": (known.surplus_p, 0),
        "PAYS_IN_FULL": (
            (known.contribution_p or 0) * tables.trust_deed.contribution_months,
            owed_p,
        ),
        "OVER_25000": (max((debt.balance_p for debt in known.debts), default=0), tables.order.debt_max_p),
    }
    return {reason: sums[reason] for reason in reasons if reason in sums and sums[reason][0] is not None}
