"""Which of Scotland's statutory ways out of debt are open to a client, and every reason against the rest.

"Open" means no bar on the facts; whether it suits is a separate judgement that is recorded elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare_desk.rules.counting import years_after
from welfare_desk.rules.debt.moratorium import next_notice_safe_from
from welfare_desk.rules.debt.tables import STATUTORY, DebtTables, MinimalAssetFigures


@dataclass(frozen=True, slots=True)
class ListedDebt:
    """A debt as it counts towards the limits; ``type`` is a code of the debt table."""

    id: str
    type: str
    balance_p: int


@dataclass(frozen=True, slots=True)
class Asset:
    """Something owned. ``excluded``: goods that cannot be attached."""

    id: str
    value_p: int
    vehicle: bool = False
    reasonably_required: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tests look at, on the day of the application.

    ``surplus_p`` is what is left each month, ``contribution_p`` the result of the Common Financial Tool.
    """

    lives_in_scotland: bool
    lived_in_scotland_last_year: bool
    habitually_resident: bool
    debts: Sequence[ListedDebt]
    contribution_p: int
    surplus_p: int
    prescribed_benefits_months: int
    owns_land: bool
    land_equity_p: int
    assets: Sequence[Asset]
    certificate: bool
    apparently_insolvent: bool
    last_map_award: date | None
    last_other_award: date | None
    in_ptd: bool
    undischarged: bool
    bro: bool
    conjoined_arrestment: bool
    single_debt_ttp: bool
    last_moratorium_notice: date | None

    @property
    def connected(self) -> bool:
        return self.lives_in_scotland or self.lived_in_scotland_last_year

    @property
    def owed_p(self) -> int:
        """Every debt, student loans too: s.2(2A) leaves them out of the MAP ceiling and of nothing else."""
        return sum(debt.balance_p for debt in self.debts)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The codes that are open, in order, and for each closed one all of its reasons, in order."""

    open: tuple[str, ...]
    closed: Mapping[str, tuple[str, ...]]


def eligibility(facts: Facts, tables: DebtTables, *, as_of: date) -> Eligibility:
    """Every statutory way out tested on an application made on ``as_of``."""
    minimal = minimal_asset_barred(facts, tables, as_of=as_of)
    barred = {
        "DAS_DPP": programme_barred(facts),
        "MAP": minimal,
        "FULL_ADMIN": full_administration_barred(facts, tables, as_of=as_of, minimal_open=not minimal),
        "PTD": trust_deed_barred(facts, tables),
    }
    somewhere = any(not reasons for reasons in barred.values())
    barred["MORATORIUM"] = moratorium_barred(facts, tables, as_of=as_of, somewhere_to_go=somewhere)
    return Eligibility(
        tuple(code for code in STATUTORY if not barred[code]),
        {code: barred[code] for code in STATUTORY if barred[code]},
    )


def moratorium_barred(
    facts: Facts, tables: DebtTables, *, as_of: date, somewhere_to_go: bool
) -> tuple[str, ...]:
    """Bankruptcy (Scotland) Act 2016 s.195: one notice in twelve months, and something to apply for."""
    notice = facts.last_moratorium_notice
    return _applying(
        {
            "NOTICE_WITHIN_12_MONTHS": notice is not None
            and as_of < next_notice_safe_from(notice, tables.moratorium),
            "NO_STATUTORY_OPTION": not somewhere_to_go,
        }
    )


def programme_barred(facts: Facts) -> tuple[str, ...]:
    """Debt Arrangement Scheme (Scotland) Regulations 2011 reg 21, as the AiB's guidance has it.

    One debt is enough. That a surplus is needed is practice.
    """
    return _applying(
        {
            "NOT_HABITUALLY_RESIDENT": not facts.habitually_resident,
            "NO_DEBT": facts.owed_p <= 0,
            "IN_PTD": facts.in_ptd,
            "UNDISCHARGED": facts.undischarged,
            "BRO": facts.bro,
            "CONJOINED_ARRESTMENT": facts.conjoined_arrestment,
            "SINGLE_DEBT_TTP": facts.single_debt_ttp,
            "NO_SURPLUS": facts.surplus_p <= 0,
        }
    )


def minimal_asset_barred(facts: Facts, tables: DebtTables, *, as_of: date) -> tuple[str, ...]:
    """Bankruptcy (Scotland) Act 2016 s.2(2) to (3), limits as in SSI 2023/9; each is itself allowed."""
    limits = tables.minimal_asset
    reckoned_p = sum(debt.balance_p for debt in facts.debts if debt.type != "STUDENT_LOAN")
    assets = counted_assets(facts.assets, limits)
    on_benefit = facts.prescribed_benefits_months >= limits.or_prescribed_benefits_months
    return _applying(
        {
            "NOT_CONNECTED_TO_SCOTLAND": not facts.connected,
            "DEBT_OVER_25000": reckoned_p > limits.debt_max_p,
            "ASSETS_OVER_2000": sum(asset.value_p for asset in assets) > limits.assets_total_max_p,
            "SINGLE_ASSET_OVER_1000": any(asset.value_p > limits.asset_single_max_p for asset in assets),
            "OWNS_LAND": facts.owns_land,
            "CONTRIBUTION_DUE": facts.contribution_p > 0 and not on_benefit,
            "NO_CERTIFICATE": not facts.certificate,
            "MAP_WITHIN_10Y": awarded_within(facts.last_map_award, limits.years_since_map, as_of),
            "SEQUESTRATION_WITHIN_5Y": awarded_within(
                facts.last_other_award, limits.years_since_other, as_of
            ),
            "IN_PTD": facts.in_ptd,
        }
    )


def full_administration_barred(
    facts: Facts, tables: DebtTables, *, as_of: date, minimal_open: bool
) -> tuple[str, ...]:
    """Bankruptcy (Scotland) Act 2016 s.2(8); a MAP award counts here. MAP_AVAILABLE is guidance."""
    limits = tables.full_administration
    awards = (facts.last_map_award, facts.last_other_award)
    return _applying(
        {
            "NOT_CONNECTED_TO_SCOTLAND": not facts.connected,
            "DEBT_UNDER_3000": facts.owed_p < limits.debt_min_p,
            "SEQUESTRATION_WITHIN_5Y": any(
                awarded_within(award, limits.years_since_any, as_of) for award in awards
            ),
            "NO_INSOLVENCY_PROOF": not (facts.certificate or facts.apparently_insolvent),
            "IN_PTD": facts.in_ptd,
            "MAP_AVAILABLE": minimal_open,
        }
    )


def trust_deed_barred(facts: Facts, tables: DebtTables) -> tuple[str, ...]:
    """Bankruptcy (Scotland) Act 2016 ss.164 to 168. NO_FUNDS is practical: nothing could be paid in."""
    limits = tables.trust_deed
    worth_p = facts.land_equity_p + sum(
        asset.value_p for asset in counted_assets(facts.assets, tables.minimal_asset)
    )
    return _applying(
        {
            "NOT_CONNECTED_TO_SCOTLAND": not facts.connected,
            "DEBT_UNDER_5000": facts.owed_p < limits.debt_min_p,
            "UNDISCHARGED": facts.undischarged,
            "IN_PTD": facts.in_ptd,
            "NO_FUNDS": facts.contribution_p <= 0 and worth_p <= 0,
            "PAYS_IN_FULL": limits.contribution_months * facts.contribution_p >= facts.owed_p,
        }
    )


def application_fee(
    criteria: Mapping[str, Any], *, benefit_months: int | None, surplus_p: int | None, needed_months: int
) -> int | None:
    """Pence asked for an application for bankruptcy: nil on a listed benefit, or where nothing is left.

    mygov.scot, who can go bankrupt. None where that hangs on what is not known yet.
    """
    on_benefit = None if benefit_months is None else benefit_months >= needed_months
    nothing_left = None if surplus_p is None else surplus_p <= 0
    if on_benefit or nothing_left:
        return 0
    return None if on_benefit is None or nothing_left is None else int(criteria["fee_p"])


def counted_assets(assets: Sequence[Asset], limits: MinimalAssetFigures) -> tuple[Asset, ...]:
    """What is left of the assets once excluded goods and one needed vehicle up to 3,000 are left out.

    A vehicle worth more counts in full; of several that would do, the dearest is the one left out (C).
    """
    kept = [asset for asset in assets if not asset.excluded]
    spared = [
        asset
        for asset in kept
        if asset.vehicle and asset.reasonably_required and asset.value_p <= limits.vehicle_max_p
    ]
    if spared:
        kept.remove(max(spared, key=lambda asset: asset.value_p))
    return tuple(kept)


def awarded_within(award: date | None, years: int, as_of: date) -> bool:
    """Whether an award lies in the ``years`` years that end on the day before ``as_of`` (s.2(2)(g), (h)).

    So the anniversary itself still bars; the day after it does not.
    """
    return award is not None and as_of <= years_after(award, years)


def _applying(tests: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(reason for reason, applies in tests.items() if applies)
