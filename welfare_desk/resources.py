"""The facts that ship with the program: rates, routes, code lists, templates, fonts, icons.

In a wheel they lie in ``welfare_desk/_resources``, in a checkout in ``resources/``; nobody else
knows which. Tables become the values ``rules`` works with here, once, and are kept.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a window opens before most of these tables are asked for, so each is loaded then
    from welfare_desk.rules.benefits import Catalogue
    from welfare_desk.rules.claims import Way
    from welfare_desk.rules.code_lists import CodeLists
    from welfare_desk.rules.consent_words import ConsentWords
    from welfare_desk.rules.counting import Holidays
    from welfare_desk.rules.debt.tables import DebtTables
    from welfare_desk.rules.descriptors import Descriptors
    from welfare_desk.rules.papers import PaperKinds
    from welfare_desk.rules.routes import Routes
    from welfare_desk.rules.turning import ToDo

_PACKAGE = Path(__file__).resolve().parent


@cache
def folder() -> Path:
    """Where the resources lie on this machine."""
    shipped = _PACKAGE / "_resources"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "resources"


def path(name: str) -> Path:
    """The file ``name`` (with forward slashes), which must exist."""
    found = folder() / name
    if not found.exists():
        raise FileNotFoundError(f"resource {name!r} is missing from this installation")
    return found


def text(name: str) -> str:
    return path(name).read_text(encoding="utf-8")


def table(name: str) -> dict[str, Any]:
    """A TOML table, read once; callers must not change it."""
    return _table(name)


@cache
def _table(name: str) -> dict[str, Any]:
    import tomllib  # no window needs a table before a desk is open

    return tomllib.loads(text(name), parse_float=_no_floats)


@cache
def benefits() -> Catalogue:
    """The benefits with every table of rates that lies beside them: a new year is one more file."""
    years = sorted(file.name for file in path("benefits").glob("rates-*.toml"))
    from welfare_desk.rules.benefits import from_data as benefits_from_data

    return benefits_from_data(table("benefits/catalogue.toml"), [table(f"benefits/{year}") for year in years])


def component_words(benefit: str, component: str) -> str:
    """What a part of an award is called after the benefit's own name: "enhanced daily living"."""
    words = table("benefits/component_words.toml")
    own: dict[str, str] = words.get(benefit, {})
    return own.get(component) or str(words["all"][component])


@cache
def code_lists() -> CodeLists:
    """The closed lists of the record and of the funder's report, in all their editions."""
    from welfare_desk.rules.code_lists import from_data as code_lists_from_data

    return code_lists_from_data(table("code_lists.toml"))


@cache
def report_templates() -> dict[str, dict[str, Any]]:
    """What each funder is sent of the report, by the template's code."""
    return {row["code"]: row for row in table("report_templates.toml")["template"]}


@cache
def consent_words() -> ConsentWords:
    """Labels for everything a consent may name, and a sentence for every answer of the gate."""
    from welfare_desk.rules.consent_words import from_data as consent_words_from_data

    return consent_words_from_data(table("consent.toml"), table("consent_words.toml"))


@cache
def debt_tables() -> DebtTables:
    """Kinds of debt, solutions, stages, budget lines and the figures of diligence."""
    from welfare_desk.rules.debt.tables import from_data as debt_from_data

    return debt_from_data(table("debt.toml"))


@cache
def descriptors() -> Descriptors:
    """The descriptors of PIP, ADP, capability for work, AA, PADP and CDP, with prompts for evidence."""
    from welfare_desk.rules.descriptors import from_data as descriptors_from_data

    return descriptors_from_data(table("descriptors.toml"))


@cache
def papers() -> PaperKinds:
    """What papers people bring, and the parts of a pack for a tribunal."""
    from welfare_desk.rules.papers import from_data as papers_from_data

    return papers_from_data(table("papers.toml"))


@cache
def claims() -> dict[str, Way]:
    """How each claim is begun, what protects its date, what is asked for with it."""
    from welfare_desk.rules.claims import ways_from_data

    return ways_from_data(table("claims.toml"))


@cache
def turning() -> tuple[ToDo, ...]:
    """What comes with a sixteenth and an eighteenth birthday."""
    from welfare_desk.rules.turning import tasks_from_data

    return tasks_from_data(table("turning.toml"))


@cache
def routes() -> Routes:
    """How each benefit decision is disputed: steps, time limits, stages."""
    from welfare_desk.rules.routes import from_data as routes_from_data

    return routes_from_data(table("routes.toml"))


def holidays(proclaimed: Collection[date] = ()) -> Holidays:
    """The bank holidays, with days proclaimed for Scotland since this release."""
    return _bank_holidays().with_proclaimed(proclaimed)


@cache
def _bank_holidays() -> Holidays:
    from holidays import country_holidays  # half a second: only who counts days pays for it

    first, last = 2013, 2040  # from the first mandatory reconsiderations to past any last late day

    def weekdays_off(subdivision: str) -> frozenset[date]:
        # The package lists a weekend's holiday beside its substitute; only the substitute is a day off.
        listed = country_holidays("GB", subdiv=subdivision, years=range(first, last + 1))
        return frozenset(day for day in listed if day.weekday() < 5)

    from welfare_desk.rules import counting

    return counting.Holidays(weekdays_off("SCT"), weekdays_off("ENG"), first, last)


def _no_floats(written: str) -> Any:
    raise ValueError(f"write {written} as text: money never passes through a binary float")
