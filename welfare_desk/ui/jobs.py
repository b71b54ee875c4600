"""Work off the screen's thread: reads side by side, writes one at a time, answers back on the screen.

An answer is delivered only while the widget that asked still lives; that something was not saved is said
even then. Work itself knows nothing of Qt.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from welfare_desk.errors import DeskError
from welfare_desk.ui import messages
from welfare_desk.ui.tidying import Tidying


class Cancelled(Exception):
    """The work was called off between two steps; whoever does it leaves nothing half done."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come, and what it is doing."""

    words: str
    done: int = 0
    of: int = 0


class Steps:
    """Handed to long work, so that it can say how far it is and hear that it was called off."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def say(self, words: str, done: int = 0, of: int = 0) -> None:
        """Say what is being done. Raises ``Cancelled`` when the person has called it off."""
        if self._job.cancelled:
            raise Cancelled
        self._job.deliver("progress", Progress(words, done, of))


class Job:
    """One piece of work under way."""

    def __init__(
        self,
        jobs: Jobs,
        owner: QObject,
        replies: dict[str, Callable[[Any], object] | None],
        ended: Callable[[], object] | None,
        writes: bool,
    ) -> None:
        self._jobs, self._owner, self._replies, self._ended = jobs, owner, replies, ended
        self.long = replies["progress"] is not None
        self.saves = writes and not self.long and isinstance(owner, QWidget)
        self._called_off = threading.Event()
        self.finished = False

    def cancel(self) -> None:
        """Call it off: long work stops at its next step, and no answer is delivered."""
        self._called_off.set()

    @property
    def cancelled(self) -> bool:
        return self._called_off.is_set()

    def deliver(self, kind: str, what: object) -> None:
        """From any thread: hand this to the screen's thread."""
        self._jobs._arrived.emit(self, kind, what)

    def reply(self, kind: str, what: object) -> None:
        """On the screen's thread: pass it on, if there is still someone to hear it."""
        self.finished = kind != "progress"
        try:
            if self.cancelled:
                return
            if shiboken6.isValid(self._owner):
                self._tell(kind, what)
            elif kind == "failed" and self.saves:
                self._jobs.unheard.emit(what)
        finally:
            if self.finished and self._ended is not None:
                self._ended()

    def _tell(self, kind: str, what: object) -> None:
        reply = self._replies.get(kind)
        if reply is not None:
            reply(what)
        elif kind == "failed":
            messages.show_fault(self._owner, what)


class Jobs(QObject):
    """Owns the threads of the program.

    Signals:
        unheard: payload a fault, something was not saved and the page that asked for it is no longer there.
    """

    unheard = Signal(object)
    _arrived = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None, *, readers: int = 3) -> None:
        super().__init__(parent)
        self._readers, self._writer = QThreadPool(self), QThreadPool(self)
        self._readers.setMaxThreadCount(readers)
        self._writer.setMaxThreadCount(1)
        self._tidying = Tidying(self)
        self._under_way: set[Job] = set()
        self._arrived.connect(self._pass_on)

    def run(
        self,
        owner: QObject,
        work: Callable[..., Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: Callable[[Progress], object] | None = None,
        *,
        ended: Callable[[], object] | None = None,
        writes: bool = False,
    ) -> Job:
        """Do ``work`` on another thread and hand its result to ``done`` on this one.

        With ``progress`` the work is given a ``Steps`` to speak through; without, it takes nothing.
        A failure nobody catches is shown: the sentence of a ``DeskError``, or the calm window for a bug.
        Work that ``writes`` waits for the writer before it. ``ended`` is called after all of these, and
        also when it was called off or its ``owner`` is no longer there.
        """
        job = Job(self, owner, {"done": done, "failed": failed, "progress": progress}, ended, writes)
        self._under_way.add(job)
        call = (lambda: work(Steps(job))) if progress is not None else work
        (self._writer if writes else self._readers).start(_Work(job, call))
        return job

    def busy(self) -> bool:
        """Whether anything is still under way."""
        return bool(self._under_way)

    def saving(self) -> bool:
        """Whether a page is saving something."""
        return any(job.saves for job in self._under_way)

    def settle(self, wait_ms: int = 10_000) -> bool:
        """See through what pages are saving and hear its answers; False when something is still under way.

        Before pages go: otherwise a save that waits for another would be called off, and what has just been
        saved would be kept as half typed. Long work is called off, since saves may be waiting for it.
        """
        for job in self._under_way:
            if job.long:
                job.cancel()
        until = time.monotonic() + wait_ms / 1000
        while saving := {job for job in self._under_way if job.saves}:
            left = until - time.monotonic()
            if left <= 0 or not self._writer.waitForDone(int(1000 * left)):
                return False
            QCoreApplication.sendPostedEvents(self)  # the answers, and nothing else of the screens
            if saving == {job for job in self._under_way if job.saves}:
                return False
        return True

    def finish(self, wait_ms: int = 10_000) -> bool:
        """Call off what can be called off and wait for the rest; False when something is still running."""
        for job in self._under_way:
            job.cancel()
        return self._readers.waitForDone(wait_ms) and self._writer.waitForDone(wait_ms)

    @Slot(object, str, object)
    def _pass_on(self, job: Job, kind: str, what: object) -> None:
        if kind != "progress":
            self._under_way.discard(job)
        job.reply(kind, what)


class _Work(QRunnable):
    def __init__(self, job: Job, call: Callable[[], Any]) -> None:
        super().__init__()
        self._job, self._call = job, call

    def run(self) -> None:
        if self._job.cancelled:
            self._job.deliver("cancelled", None)
            return
        try:
            result = self._call()
        except Cancelled:
            self._job.deliver("cancelled", None)
        except DeskError as fault:
            self._job.deliver("failed", fault)
        except Exception as fault:  # noqa: BLE001 - a bug in work must reach the screen, not die with its thread
            self._job.deliver("failed", fault)
        else:
            self._job.deliver("done", result)
