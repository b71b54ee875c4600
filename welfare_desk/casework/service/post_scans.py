"""Scans and photographs that come with the post: sealed at once, papers of a client's once it is known whose.

A file is looked at in a process of its own before anything is kept, like every paper. While nobody knows
whose it is it has a key of its own; when it is matched it is sealed under that client's key, and the first
copy goes.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.papers.attachments import AlreadyKept, Looked, PaperDraft
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.community import PostItem, PostScan
from welfare_desk.vault import sealing

_PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A scan that waits, looked at again: its row and what it is."""

    id: UUID
    looked: Looked


def kinds() -> list[tuple[str, str]]:
    """What a scan may be kept as from here. What is about health is added under its consent instead."""
    return [(one.code, one.label) for one in resources.papers().kinds.values() if not one.health]


def attach(desk: Desk, item_id: UUID, looked: Looked, *, kind: str = "notice", today: date) -> Changes:
    """Keep a scan with a letter of the post: a client's paper where it is known whose, else sealed apart.

    Raises Problems once the letter is decided on, AlreadyKept, NotFound.
    """
    with desk.unit_of_work() as work:
        item = work.get(PostItem, item_id)
        if item.decided_on is not None:
            raise Problems([Problem("scan", "It is decided already.", "Take the decision back first.")])
        if item.person_id is not None:
            attachments.keep(work, _draft(item, looked, kind), looked, today=today)
        else:
            work.add(_sealed(work, item_id, looked))
        work.commit()
        return Changes.of(item_id, "post", "papers")


def _sealed(work: Work, item_id: UUID, looked: Looked) -> PostScan:
    id = new_id()
    wrapped = sealing.new_client_key(work.desk.key, str(id))
    key = sealing.open_client_key(work.desk.key, str(id), wrapped)
    paper = looked.found.paper
    return PostScan(
        id=id,
        post_item_id=item_id,
        name=looked.name,
        pages=looked.found.pages,
        size_bytes=len(looked.data),
        sealing_key=wrapped,
        sealed=key.seal(looked.data, str(id)),
        sealed_paper=key.seal(paper, f"{id} {_PAGES}") if paper else None,
    )


def pages(desk: Desk, item_id: UUID) -> bytes | None:
    """The first waiting scan's pages, made safe, to be looked at; None where there are none."""
    with desk.look() as look:
        scan = look.scalars(
            select(PostScan)
            .where(PostScan.post_item_id == item_id, PostScan.sealed_paper.is_not(None))
            .options(undefer(PostScan.sealed_paper))
            .order_by(PostScan.id)
            .limit(1)
        ).first()
        if scan is None or scan.sealed_paper is None:
            return None
        key = sealing.open_client_key(desk.key, str(scan.id), scan.sealing_key)
        return key.unseal(scan.sealed_paper, f"{scan.id} {_PAGES}")


def looked_at(desk: Desk, item_id: UUID) -> list[Waiting]:
    """The scans that wait, each looked at again in a process of its own, before they become papers."""
    with desk.look() as look:
        held = [
            (
                scan.id,
                scan.name,
                sealing.open_client_key(desk.key, str(scan.id), scan.sealing_key),
                scan.sealed,
            )
            for scan in look.scalars(
                select(PostScan)
                .where(PostScan.post_item_id == item_id)
                .options(undefer(PostScan.sealed))
                .order_by(PostScan.id)
            )
        ]
    return [
        Waiting(id, attachments.look_at(name, key.unseal(sealed, str(id)))) for id, name, key, sealed in held
    ]


def make_papers(work: Work, item: PostItem, scans: list[Waiting], kind: str, *, today: date) -> None:
    """Each scan becomes a paper of the letter's client, and is gone from here. Raises Blocked, Problems."""
    for one in scans:
        with contextlib.suppress(AlreadyKept):  # the very file lies with this client already
            attachments.keep(work, _draft(item, one.looked, kind), one.looked, today=today)
        work.session.delete(work.get(PostScan, one.id))


def _draft(item: PostItem, looked: Looked, kind: str) -> PaperDraft:
    if item.person_id is None:
        raise NotFound()
    if kind not in dict(kinds()):
        raise Problems(
            [
                Problem(
                    "kind",
                    "A paper about health is taken under its consent.",
                    "Match it as another paper, or add it on the client's papers.",
                )
            ]
        )
    title = " ".join(item.gist.split())[:80] or PurePath(looked.name).stem
    return PaperDraft(item.person_id, kind, title, item.case_id, received_on=item.received_on)


def how_many() -> Any:
    """How many scans wait with a letter of the post, as a column."""
    return (
        select(func.count())
        .select_from(PostScan)
        .where(PostScan.post_item_id == PostItem.id)
        .correlate(PostItem)
        .scalar_subquery()
    )
