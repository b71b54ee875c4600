"""What each page of a shared desk had seen when somebody began to type there.

A page reads again when others write. While nothing is typed on it, what it shows is what it has seen; while
something is, what was seen at the beginning counts, until both versions have been shown (``both``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from welfare_desk.casework.desk import ChangedMeanwhile, Changes, OutOfReach, ServerGone
from welfare_desk.casework.shared import seen
from welfare_desk.ui import messages
from welfare_desk.ui.jobs import Job
from welfare_desk.ui.same_act import same
from welfare_desk.ui.screen import Screen

if TYPE_CHECKING:  # it knows sights
    from welfare_desk.ui.room import Room

Answer = Callable[[Any], object] | None


class Sights:
    """By page: the moment that what stands on it was read, and the newest that it has read since."""

    def __init__(self) -> None:
        self._begun: WeakKeyDictionary[QObject, seen.Moment | None] = WeakKeyDictionary()
        self._newest: WeakKeyDictionary[QObject, seen.Moment | None] = WeakKeyDictionary()
        self._then: WeakKeyDictionary[QObject, Callable[[bool], object]] = WeakKeyDictionary()
        self._reading: WeakKeyDictionary[QObject, int] = WeakKeyDictionary()
        self._saving: WeakKeyDictionary[QObject, list[tuple[Callable[[], Any], Job]]] = WeakKeyDictionary()
        self._saves: WeakKeyDictionary[QObject, int] = WeakKeyDictionary()
        self._told_of_saves: WeakSet[QObject] = WeakSet()

    def accept(self, owner: QObject) -> None:
        """What was read last is what whoever types there has now seen."""
        page = page_of(owner)
        self._begun[page] = self._newest.get(page)

    def after_next_read(self, owner: QObject, then: Callable[[bool], object]) -> None:
        """Once, when the page has shown all that it reads next; told whether it could be read."""
        self._then[page_of(owner)] = then

    def meets(self, owner: QObject) -> bool:
        """Whether what others wrote is just being read, to be shown."""
        return page_of(owner) in self._then

    def after_all_saves(self, owner: QObject) -> bool:
        """While an answer is shown: whether it was read after all that the page has saved so far."""
        return page_of(owner) in self._told_of_saves

    def read(
        self,
        room: Room,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Answer,
        *,
        logged: bool = False,
    ) -> Job:
        page = page_of(owner)
        self._reading[page] = self._reading.get(page, 0) + 1
        if isinstance(page, Screen):
            page.is_reading = True
        visit = _visit(page)
        saves, could = self._saves.get(page, 0), True

        def looked() -> tuple[Any, Any]:
            try:
                return seen.moment(room.desk), work()
            except ServerGone:  # a line that was cut under it; another is at hand, or it is known by then
                return seen.moment(room.desk), work()

        def shown(found: tuple[Any, Any]) -> None:
            held = _typed_on(page)
            if _visit(page) != visit:
                return  # it stands somewhere else by now
            if isinstance(page, Screen):
                page.to_be_read = False
            self._newest[page], result = found
            if not held or page not in self._begun:
                self._begun[page] = self._newest[page]
            if saves == self._saves.get(page, 0):
                self._told_of_saves.add(page)
            try:
                done(result)
            finally:
                self._told_of_saves.discard(page)

        def not_read(fault: BaseException) -> None:
            nonlocal could
            could = False
            if _visit(page) != visit:
                return
            if failed is not None:
                failed(fault)
            elif not isinstance(fault, ServerGone | OutOfReach):  # the line above the title says it
                messages.show_fault(owner, fault)
            elif isinstance(page, Screen) and page.to_be_read:
                page.not_there.emit()

        def ended() -> None:  # parts of a page that are made anew leave what they asked behind
            self._go_on(page, could)

        return room.jobs.run(owner, looked, shown, not_read, ended=ended, writes=logged)

    def write(self, room: Room, owner: QObject, work: Callable[[], Any], done: Answer, failed: Answer) -> Job:
        """Save as of what the page had read. The same act asked for again before its answer is one act."""
        page = page_of(owner)
        for act, job in self._saving.get(page, ()):
            if same(act, work) and not job.finished and not job.cancelled:
                return job
        begun, visit = self._begun.get(page), _visit(page)

        def counted() -> None:
            self._saves[page] = self._saves.get(page, 0) + 1

        def written() -> Any:
            with seen.as_of(begun):
                return work()

        def saved(changes: Any) -> None:
            counted()
            if isinstance(page, Screen) and page.visit != visit:
                page.saved_late.emit(visit, _changes(changes))  # what is done then was meant for that place
            elif done is not None:
                done(changes)

        def refused(fault: BaseException) -> None:
            if isinstance(page, Screen) and page.visit != visit and visit in page.kept_visits:
                room.jobs.unheard.emit(fault)  # what was typed is kept where it was typed
            elif failed is not None:
                failed(fault)
            else:
                messages.show_fault(owner, fault)
            if isinstance(fault, ChangedMeanwhile) and page not in self._then:
                self.accept(page)  # it has been said; saving once more is their decision

        counted()

        def ended() -> None:  # an act knows its page, and would keep it for good
            self._saving[page] = [one for one in self._saving.get(page, ()) if not one[1].finished]
            if not self._saving[page]:
                del self._saving[page]

        made = room.jobs.run(owner, written, saved, refused, ended=ended, writes=True)
        self._saving[page] = [*self._saving.get(page, ()), (work, made)]
        return made

    def _go_on(self, page: QObject, could: bool) -> None:
        """What was read may have had something else read in its turn."""
        self._reading[page] -= 1
        if not could or not self._reading[page]:
            then = self._then.pop(page, None)
            if then is not None and shiboken6.isValid(page):
                then(could)
        if not self._reading[page] and isinstance(page, Screen) and shiboken6.isValid(page):
            page.is_reading = False
            if could:
                page.read_through.emit()


def page_of(owner: QObject) -> QObject:
    """The page a part of it belongs to."""
    found: QObject | None = owner
    while found is not None and not isinstance(found, Screen):
        found = found.parentWidget() if isinstance(found, QWidget) else None
    return found or owner


def _changes(answer: Any) -> Changes | None:
    return answer if isinstance(answer, Changes) else getattr(answer, "changes", None)


def _visit(page: QObject) -> int:
    return page.visit if isinstance(page, Screen) else 0


def _typed_on(page: QObject) -> bool:
    return isinstance(page, Screen) and page.holds()
