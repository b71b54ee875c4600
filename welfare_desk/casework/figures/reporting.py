"""The funder's report of a period in every form it is asked for, and its charts for the screen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework import access, agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import evaluation, report_template, tally_money
from welfare_desk.casework.figures.report_annex import with_annex
from welfare_desk.casework.figures.tally import TallyView, tally
from welfare_desk.casework.figures.tally_money import NOT_RECORDED
from welfare_desk.casework.figures.tally_sums import supported
from welfare_desk.casework.figures.unseen import without_contact
from welfare_desk.errors import UsageFault
from welfare_desk.records.people import Person
from welfare_desk.records.service import Meeting, Practice
from welfare_desk.reports.facts import BreakdownRow, MonthOfGains, ReportFacts
from welfare_desk.rules import days, money
from welfare_desk.rules.caseload import Period

Chart = Literal["month", "benefit"]
FORMATS = ("table", "json", "csv", "xlsx", "pdf")
_ALWAYS = ("benefit", "practice", "kind")
_LISTS = (
    "channel",
    "sex",
    "age_band",
    "ethnicity",
    "tenure",
    "employment",
    "household_type",
    "income_band",
    "simd",
    "family_type",
)
CHOICES = (
    "An ongoing award counts for fifty-two weeks of what it adds to what was paid before, once, in the period"
    " in which it was confirmed; a shorter award for its length. Backdating is added in full.",
    "Only what was confirmed counts; estimates are apart and in no total. Loans and short-term assistance are"
    " not gains.",
    "One award and decision counts once, whoever recorded it. A later change to an earlier period's award is"
    " an adjustment of this one.",
    "Debt rescheduled is in no gain; it is in the second sum for each £1 alone.",
    "A client is anybody with a meeting, a call or another contact in the period, counted once. A gain counts"
    " by the day it was confirmed, whether or not its client had a contact in the period. People do not add"
    " up over quarters.",
)
_KINDS = {
    "income": "Income maximisation",
    "tribunal": "Tribunal",
    "debt": "Debt",
    "housing": "Housing",
    "employability": "Work and training",
    "other": "Other",
}


def latest_day(desk: Desk) -> date:
    """The last day whose figures can be known: today, or a practice desk's pretended day if that is later."""
    today = desk.clock.today()
    with desk.look() as look:
        pretended = agency.setting(look, "practice_desk", on=today)
    return max(today, date.fromisoformat(pretended["today"])) if pretended else today


def report(
    desk: Desk,
    from_on: date,
    to_on: date,
    *,
    by: Sequence[str] = (),
    format: str = "table",
    as_at: date | None = None,
    whole: bool = False,
    template: str | None = None,
) -> bytes:
    """The tally of a period as bytes. ``whole``: for the agency's own use, with small numbers shown;
    ``template``: what one funder is sent of it.

    Raises UsageFault for a format, breakdown or template there is not.
    """
    if format not in FORMATS:
        raise UsageFault(f"There is no format {format}.", f"There are: {', '.join(FORMATS)}.")
    period = Period(from_on, to_on)
    chosen = report_template.chosen(desk, template)
    by = by or tuple(chosen.get("by", ()))
    if format == "json":
        view = tally(desk, period, by=by, as_at=as_at)
        told = view.as_json() | {"access_log_head": access.head_to_carry(desk)}
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    wanted = by or (_ALWAYS if format in ("xlsx", "pdf") else ())
    view = tally(desk, period, by=tuple(dict.fromkeys((*wanted, "month"))), as_at=as_at)
    if format == "xlsx":
        view = view.proven()
    facts = replace(_for_a_funder(facts_of(desk, view, by=wanted), chosen), whole=whole)
    if format == "table":
        return _table(facts).encode()
    if format in ("xlsx", "pdf") and chosen.get("evaluation", True):
        facts = replace(facts, evaluation=evaluation.figures(desk, view))
    if format == "xlsx":
        facts = with_annex(desk, view, facts, people=False)
    return _drawn(facts, format)


def _for_a_funder(facts: ReportFacts, chosen: Mapping[str, Any]) -> ReportFacts:
    """The facts with a template's words and sections."""
    if not chosen:
        return facts
    return replace(facts, title=chosen["title"], before=chosen["before"], only=tuple(chosen["sections"]))


def data_package(
    desk: Desk,
    from_on: date,
    to_on: date,
    *,
    as_at: date | None = None,
    whole: bool = False,
    template: str | None = None,
) -> dict[str, bytes]:
    """The tally of a period as the files of a data package, with the lists behind every number.

    Raises UsageFault for a template there is not.
    """
    from welfare_desk.reports.tally_package import tally_package

    view = tally(desk, Period(from_on, to_on), by=(*_ALWAYS, "month"), as_at=as_at).proven()
    facts = replace(
        _for_a_funder(facts_of(desk, view, by=(*_ALWAYS, "month")), report_template.chosen(desk, template)),
        whole=whole,
        evaluation=evaluation.figures(desk, view),
    )
    return tally_package(with_annex(desk, view, facts, people=True))


def _drawn(facts: ReportFacts, format: str) -> bytes:
    # Each brings a library that takes a while to load: only who asks for it pays.
    if format == "csv":
        from welfare_desk.reports.tally_csv import tally_csv

        return tally_csv(facts)
    if format == "xlsx":
        from welfare_desk.reports.tally_workbook import tally_workbook

        return tally_workbook(facts)
    from welfare_desk.reports.tally_pdf import tally_pdf

    return tally_pdf(facts)


def report_facts(
    desk: Desk, period: Period, *, by: Sequence[str] = _ALWAYS, as_at: date | None = None
) -> ReportFacts:
    """Everything the report says of a period, gathered and frozen."""
    return facts_of(desk, tally(desk, period, by=tuple(dict.fromkeys((*by, "month"))), as_at=as_at), by=by)


def facts_of(desk: Desk, view: TallyView, *, by: Sequence[str] = _ALWAYS) -> ReportFacts:
    """The same of a tally already taken, which must be broken down by ``by`` and by month."""
    period = view.period
    with desk.look() as look:
        house = agency.Agency.of(agency.setting(look, "agency", on=view.as_at))
        practising = bool(agency.setting(look, "practice_desk", on=view.as_at))
        practices = look.scalars(_practices_with_support(period).order_by(Practice.name)).all()
        unseen = without_contact(look.connection(), period)
        shared, shared_with = tally_money.shared(look.connection(), view.known)
        editions = look.scalars(_editions(period)).all()
    return ReportFacts(
        agency=house.name,
        first=period.first,
        last=period.last,
        as_at=view.as_at,
        practices=tuple(practices),
        figures=view.as_json(),
        by={dimension: _rows(view, dimension) for dimension in by},
        months=_months(view),
        labels={name: _labels(name, period) for name in _LISTS} | {"type": _TYPES},
        cash=view.funding.cash,
        council=view.funding.local_authority,
        choices=CHOICES,
        practice_desk=practising,
        unseen=unseen,
        shared=shared,
        shared_with=shared_with,
        editions=tuple(editions),
        log_head=access.head_to_carry(desk),
    )


_TYPES = {"I": "Type I", "II": "Type II, casework", "III": "Type III, representation"}


def _practices_with_support(period: Period) -> Any:
    return (
        select(Practice.name)
        .join(Person, Person.practice_id == Practice.id)
        .join(Meeting, Meeting.person_id == Person.id)
        .where(Meeting.on >= period.first, Meeting.on <= period.last)
        .distinct()
    )


def _editions(period: Period) -> Any:
    """Which lookups the deciles of the period's clients are from."""
    found = select(Person.simd_edition).where(Person.id.in_(supported(period)))
    return found.where(Person.simd_edition.is_not(None)).distinct().order_by(Person.simd_edition)


def _labels(name: str, period: Period) -> dict[str, str]:
    """Words for the funder's codes of a list."""
    try:
        codes = resources.code_lists().on(name, period.last).codes
    except (KeyError, ValueError):
        return {}
    own_first = sorted(codes, key=lambda entry: entry.code == entry.funder_code)  # its words are kept
    return {entry.funder_code: entry.label for entry in own_first}


def _rows(view: TallyView, dimension: str) -> tuple[BreakdownRow, ...]:
    return tuple(
        BreakdownRow(
            code, _name(dimension, code), row.weekly, row.annual, row.lump, row.written_off, row.gains
        )
        for code, row in view.by[dimension].items()
    )


def _name(dimension: str, code: str) -> str:
    """A code of a breakdown in words."""
    if dimension == "benefit":
        catalogue = resources.benefits()
        known = code in catalogue.benefits or code in catalogue.families
        return catalogue.name(code) if known else code.replace("_", " ").capitalize()
    if dimension == "kind":
        return _KINDS.get(code, code)
    if dimension == "month":
        year, month = code.split("-")
        return f"{days.LONG_MONTHS[int(month) - 1]} {year}"
    return "No practice recorded" if code == NOT_RECORDED else code


def _months(view: TallyView) -> tuple[MonthOfGains, ...]:
    return tuple(
        MonthOfGains(code, row.annual, row.lump, row.written_off) for code, row in view.by["month"].items()
    )


def chart_as_svg(
    facts: ReportFacts, chart: Chart, *, width: float, height: float = 0, text: float, dark: bool = False
) -> bytes:
    """A chart for the screen, in its colours: sizes in pixels, ``text`` the height of its letters.

    The chart by benefit is as tall as its benefits are many.
    """
    from welfare_desk.reports import charts
    from welfare_desk.reports.face import register

    register()
    dress = charts.DARK if dark else charts.Dress()
    scale = text / dress.size
    if chart == "month":
        return charts.svg(charts.by_month(facts.months, width / scale, height / scale, dress))
    return charts.svg(charts.by_benefit(facts.by.get("benefit", ()), width / scale, dress))


def _table(facts: ReportFacts) -> str:
    """The figures for a terminal, in two columns."""
    from welfare_desk.reports.tally_table import sections

    lines = [f"{days.short(facts.first)} to {days.short(facts.last)}, as known on {days.short(facts.as_at)}"]
    for section in sections(facts):
        shown = [line for line in section.lines if line.value is not None]
        if shown:
            lines += ["", section.words]
            lines += [f"  {line.words:<60} {line.shown:>22}" for line in shown]
    for dimension, rows in facts.by.items():
        lines += ["", f"By {dimension}"]
        for row in rows:
            if row.gains:
                sums = (row.weekly, row.annual, row.lump, row.written_off)
                lines.append(
                    f"  {row.name:<44}"
                    + "".join(f"{money.shown(sum_):>15}" for sum_ in sums)
                    + f"{row.gains:>5}"
                )
    return "\n".join(lines) + "\n"
