"""What is round a client's cases: links to other support with what came of them, and what matters to them.

A link's kind and its result are stored apart; what they count as is ``rules.links`` and ``rules.goals``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientView
from welfare_desk.casework.service.link_results import keep_result
from welfare_desk.casework.service.meetings import seen_between
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.community import Goal, GoalReview, GoalStep, Link, Service
from welfare_desk.rules import goals as goal_rules
from welfare_desk.rules import links as link_rules
from welfare_desk.rules.goals import CATEGORIES, STATES, GoalFigures
from welfare_desk.rules.links import HOW, KINDS, POSSIBLE, Linked, LinkFigures

STEP_BY = {"us": "We", "client": "They", "other": "Somebody else"}


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """``agreed``: the client agreed that their details are passed; without it nobody is referred."""

    person_id: UUID
    how: str
    kind: str
    service_id: UUID | None = None
    what: str = ""
    agreed: bool = False
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LinkRow:
    id: UUID
    how: str
    kind: str
    service: str | None
    what: str
    on: date
    agreed_on: date | None
    result: str | None
    result_on: date | None
    because: str

    @property
    def possible(self) -> tuple[str, ...]:
        """What may still become of it."""
        return POSSIBLE[self.how]

    @property
    def connected(self) -> bool:
        return link_rules.connected(self.how, self.result)


@dataclass(frozen=True, slots=True)
class StepRow:
    id: UUID
    what: str
    by: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class GoalRow:
    id: UUID
    words: str
    category: str
    set_on: date
    review_on: date | None
    state: str
    decided_on: date | None
    steps: tuple[StepRow, ...]
    reviews: tuple[tuple[date, str, str], ...]  # day, state, in their words; the newest first


@dataclass(frozen=True, slots=True)
class SupportPage:
    client: ClientView
    goals: tuple[GoalRow, ...]
    links: tuple[LinkRow, ...]


# Links ------------------------------------------------------------------------------------------------


def problems_in(draft: LinkDraft) -> list[Problem]:
    found = []
    if draft.how not in HOW:
        found.append(Problem("how", "Choose how they were linked."))
    if draft.kind not in KINDS:
        found.append(Problem("kind", "Choose what they need."))
    if draft.how == "referred" and not draft.agreed:
        hint = "Ask them first, or tell them about it instead."
        found.append(Problem("agreed", "Details are passed only when the client agrees.", hint))
    if draft.how in ("referred", "accompanied") and draft.service_id is None:
        found.append(Problem("service_id", "Choose the service."))
    return found


def add_link(desk: Desk, draft: LinkDraft, *, today: date) -> Changes:
    """Record that a client was told of other support, referred, taken along, or that none was found."""
    if problems := problems_in(draft):
        raise Problems(problems)
    with desk.unit_of_work() as work:
        service = work.get(Service, draft.service_id) if draft.service_id else None
        not_found = draft.how == "not_found"
        link = work.add(
            Link(
                person_id=draft.person_id,
                case_id=draft.case_id,
                service_id=None if not_found else draft.service_id,
                how=draft.how,
                kind=draft.kind,
                what=draft.what.strip(),
                on=today,
                agreed_on=today if draft.how == "referred" else None,
            )
        )
        name = service.name if service and not not_found else KINDS[draft.kind].lower()
        work.journal(draft.person_id, f"{HOW[draft.how]}: {name}.", on=today, case_id=draft.case_id)
        work.commit()
        return Changes.of(link, "links", "journal")


def link_result(desk: Desk, link_id: UUID, result: str | None, *, because: str = "", today: date) -> Changes:
    """What came of a link, as far as it is known today; None where it is open again. Raises Problems."""
    with desk.unit_of_work() as work:
        link = work.get(Link, link_id)
        keep_result(link, result, because, today)
        work.commit()
        return Changes.of(link, "links")


# Goals ------------------------------------------------------------------------------------------------


def set_goal(
    desk: Desk,
    person_id: UUID,
    words: str,
    category: str,
    *,
    review_on: date | None = None,
    case_id: UUID | None = None,
    today: date,
) -> Changes:
    """What matters to the client, in their words. Raises Problems."""
    wrong = []
    if not words.strip():
        wrong.append(Problem("words", "Write it in their words."))
    if category not in CATEGORIES:
        wrong.append(Problem("category", "Choose what it is about."))
    if review_on and review_on < today:
        wrong.append(Problem("review_on", "That day has passed."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        goal = work.add(
            Goal(
                person_id=person_id,
                case_id=case_id,
                words=words.strip(),
                category=category,
                set_on=today,
                review_on=review_on,
            )
        )
        work.commit()
        return Changes.of(goal, "goals")


def add_step(desk: Desk, goal_id: UUID, what: str, by: str, *, due_on: date | None = None) -> Changes:
    """A step towards a goal. Raises Problems."""
    wrong = []
    if not what.strip():
        wrong.append(Problem("what", "Say what the step is."))
    if by not in STEP_BY:
        wrong.append(Problem("by", "Say whose step it is."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        work.get(Goal, goal_id)
        work.add(GoalStep(goal_id=goal_id, what=what.strip(), by=by, due_on=due_on))
        work.commit()
        return Changes.of(goal_id, "goals")


def step_done(desk: Desk, step_id: UUID, *, today: date) -> Changes:
    """A step was taken; said again, it was not after all."""
    with desk.unit_of_work() as work:
        step = work.get(GoalStep, step_id)
        step.done_on = None if step.done_on else today
        work.commit()
        return Changes.of(step.goal_id, "goals")


def review_goal(
    desk: Desk, goal_id: UUID, state: str, *, words: str = "", again_on: date | None = None, today: date
) -> Changes:
    """How a goal stands today, in the client's words. A goal under way needs its next review."""
    wrong = []
    if state not in STATES:
        wrong.append(Problem("state", "Choose how it stands."))
    if state == "open" and again_on is None:
        wrong.append(Problem("again_on", "Say when it is looked at again."))
    if again_on and again_on < today:
        wrong.append(Problem("again_on", "That day has passed."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        goal = work.get(Goal, goal_id)
        work.add(GoalReview(goal_id=goal_id, on=today, state=state, words=words.strip()))
        goal.state, goal.decided_on = state, None if state == "open" else today
        goal.review_on = again_on if state == "open" else None
        work.commit()
        return Changes.of(goal, "goals")


def support(desk: Desk, person_id: UUID) -> SupportPage:
    """A client's goals and links, the newest first. Raises NotFound."""
    view = clients.client(desk, person_id)
    with desk.look() as look:
        goals = look.scalars(
            select(Goal).where(Goal.person_id == person_id).order_by(Goal.set_on.desc(), Goal.id.desc())
        ).all()
        ids = [goal.id for goal in goals]
        steps = look.scalars(select(GoalStep).where(GoalStep.goal_id.in_(ids)).order_by(GoalStep.id)).all()
        reviews = look.scalars(
            select(GoalReview)
            .where(GoalReview.goal_id.in_(ids))
            .order_by(GoalReview.on.desc(), GoalReview.id.desc())
        ).all()
        links = look.execute(
            select(Link, Service.name)
            .outerjoin(Service, Service.id == Link.service_id)
            .where(Link.person_id == person_id)
            .order_by(Link.on.desc(), Link.id.desc())
        ).all()
    return SupportPage(
        view,
        tuple(
            GoalRow(
                goal.id,
                goal.words,
                goal.category,
                goal.set_on,
                goal.review_on,
                goal.state,
                goal.decided_on,
                tuple(
                    StepRow(one.id, one.what, one.by, one.due_on, one.done_on)
                    for one in steps
                    if one.goal_id == goal.id
                ),
                tuple((one.on, one.state, one.words) for one in reviews if one.goal_id == goal.id),
            )
            for goal in goals
        ),
        tuple(
            LinkRow(
                one.id,
                one.how,
                one.kind,
                name,
                one.what,
                one.on,
                one.agreed_on,
                one.result,
                one.result_on,
                one.because,
            )
            for one, name in links
        ),
    )


# Figures ----------------------------------------------------------------------------------------------


def figures(desk: Desk, *, from_on: date, to_on: date) -> tuple[GoalFigures, LinkFigures]:
    """Goals decided in the period, and the links of the clients who were seen in it."""
    with desk.look() as look:
        decided = look.scalars(
            select(Goal.state).where(Goal.decided_on >= from_on, Goal.decided_on <= to_on)
        ).all()
        under_way = look.scalars(select(Goal.state).where(Goal.state == "open", Goal.set_on <= to_on)).all()
        seen = seen_between(look, from_on, to_on)
        links = [
            Linked(str(person), how, kind, result)
            for person, how, kind, result in look.execute(
                select(Link.person_id, Link.how, Link.kind, Link.result).where(
                    Link.person_id.in_(seen), Link.on <= to_on
                )
            )
        ]
    return (
        goal_rules.figures([*decided, *under_way]),
        link_rules.figures(links, len(seen)),
    )
