"""Kill a desk at work, open it again, and look for everything it had called saved."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from building import PASSPHRASE, MovingClock
from journeys import live
from sqlalchemy import select

from welfare_desk.casework.correspondence import letter_issue
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.safekeeping import trust
from welfare_desk.errors import DeskError
from welfare_desk.records.cases import KeyDate
from welfare_desk.records.evidence import Withdrawal
from welfare_desk.records.tables import Base

AT_HAND = (
    "journeys",
    "windowed",
    "cryptography.hazmat.backends.openssl.backend",
    "pikepdf.pdfa",
    "welfare_desk.casework.correspondence.print_later",
    "welfare_desk.casework.papers.pack_check",
    "welfare_desk.letters.pdf",
)  # all that a journey imports: with a letter's two seconds of it, no letter was ever issued in a trial
LONGEST = 0.9  # seconds a desk is left to work before it is ended, or as long as it takes for
ACTS = 8  # this many acts: a machine with other things to do would end desks that had done nothing


@dataclass(slots=True)
class Toll:
    """What the trials came to. ``told``: acts called saved, by journey; ``lost``: those not found after."""

    trials: int = 0
    told: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    harmed: list[str] = field(default_factory=list)
    worked: float = 0.0  # seconds, all trials together


def processes() -> Any:
    """Processes that start with the program already imported: a trial is a second's work, not five."""
    context = multiprocessing.get_context("forkserver")
    for name in AT_HAND:  # the server passes over what it cannot import, without a word
        import_module(name)
    context.set_forkserver_preload(list(AT_HAND))
    with pytest.MonkeyPatch.context() as here:  # it knows only the path it is given as it begins
        here.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        forkserver.ensure_running()
    return context


def kill_and_look(
    whole: Path,
    place: Path,
    clock: MovingClock,
    *,
    trials: int,
    seed: int,
    live: Callable[[Path, MovingClock, int, Connection], None] = live,
    longest: float = LONGEST,
) -> Toll:
    """``trials`` desks like ``whole``, each lived in, ended at a moment of chance and opened again."""
    chance, context, toll = random.Random(seed), processes(), Toll()
    for number in range(trials):
        desk = place / f"desk-{number}"
        shutil.copytree(whole, desk)
        pace = toll.worked / max(toll.told.total(), 1)
        seconds = chance.uniform(0, max(longest, ACTS * pace))
        told = _work_until_killed(context, desk, clock, chance.getrandbits(32), live, seconds)
        toll.worked += seconds
        toll.trials += 1
        toll.told.update(journey for journey, _, _ in told)
        look(desk, clock, told, toll)
        shutil.rmtree(desk)
    return toll


def _work_until_killed(
    context: Any,
    desk: Path,
    clock: MovingClock,
    seed: int,
    live: Callable[[Path, MovingClock, int, Connection], None],
    seconds: float,
) -> list[tuple[str, str, str]]:
    hear, tell = context.Pipe(duplex=False)
    process = context.Process(target=live, args=(desk, clock, seed, tell))
    process.start()
    tell.close()
    told: list[tuple[str, str, str]] = []
    assert hear.recv() == "ready"
    time.sleep(seconds)
    process.kill()
    process.join()
    assert process.exitcode == -9, "it ended by itself"
    try:
        while True:
            told.append(hear.recv())
    except (EOFError, OSError):  # the last word may be cut off: it was not told
        hear.close()
    return told


def look(folder: Path, clock: MovingClock, told: list[tuple[str, str, str]], toll: Toll) -> None:
    desk = open_desk(folder, PASSPHRASE, clock=clock)
    try:
        lost = [f"{journey}: {what} {id_}" for journey, what, id_ in told if not _is_there(desk, what, id_)]
        toll.lost += lost
        trust.verify_desk(desk)  # every page, every link between rows, the whole access log
    except (trust.DeskUnsound, trust.LogBroken) as harm:
        toll.harmed.append(f"{folder.name}: {harm}")
    finally:
        desk.close()


def _is_there(desk: Desk, what: str, id_: str) -> bool:
    if what == "issued":
        try:
            return letter_issue.print_out(desk, UUID(id_), today=desk.clock.today()).startswith(b"%PDF")
        except DeskError:
            return False
    by_its_owner = {"withdrawn": Withdrawal.consent_id, "dated": KeyDate.case_id}
    with desk.look() as look:
        if what in by_its_owner:
            return look.scalar(select(by_its_owner[what]).where(by_its_owner[what] == UUID(id_))) is not None
        tables = {mapper.class_.__name__: mapper.class_ for mapper in Base.registry.mappers}
        return look.get(tables[what], UUID(id_)) is not None
