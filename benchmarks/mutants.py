"""Mutation testing of the rules: would a test notice if this comparison, number or code were another?

A seeded sample of the changes in ``mutations.py`` is tried, each on a copy of the checkout, against the
tests of its module. Answers are kept in ``out/`` until the module or its tests change.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import hashlib
import json
import multiprocessing
import os
import py_compile
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from benchmarks.mutations import Mutant, mutants_of

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
RULES = CHECKOUT / "welfare_desk" / "rules"
KEPT = CHECKOUT / "out" / "mutants.json"
ENOUGH = 95  # percent killed
PASSED, FAILED, NOT_COLLECTED, BROKE = 0, 1, 2, 3  # pytest's exit codes
TOO_LONG, OUR_FAULT = -1, 99
KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"
SAID = "said.txt"

_TIME = "counting routes key_dates count_in_words worked_time_limits"
_AMOUNTS = "benefits awards gains money worked_amounts"
_FUNDER = "funder ledger gains code_lists worked_funder"
_GATE = "consent consent_* well_formed worked_consent"
_TYPED = "as_typed names identifiers spreadsheet_text references"
_DEBT = "rules_debt_* worked_debt"
TESTS = {  # module -> the files whose tests speak of it, as test_<name>.py; its own come first
    **dict.fromkeys(("counting", "reckoning", "routes", "key_dates", "count_in_words", "days"), _TIME),
    **dict.fromkeys(("benefits", "awards", "descriptors"), _AMOUNTS),
    **dict.fromkeys(("gains", "funder", "ledger", "caseload", "known"), _FUNDER),
    **dict.fromkeys(("debt_outcomes", "demographics", "code_lists"), _FUNDER),
    **dict.fromkeys(("consent", "consent_cover", "consent_giver", "consent_record"), _GATE),
    **dict.fromkeys(("consent_state", "consent_words", "well_formed"), _GATE),
    **dict.fromkeys(("as_typed", "names", "identifiers", "spreadsheet_text", "references"), _TYPED),
    "money": f"{_AMOUNTS} as_typed {_FUNDER}",
    "debt": _DEBT,
    "income": "income_*",
}

# A mutant must not be spared or killed by chance: the same examples every time, no shrinking, no database.
_CONFTEST = """
from hypothesis import HealthCheck, Phase, settings
settings.register_profile("mutants", derandomize=True, database=None, deadline=None,
    phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
settings.load_profile("mutants")
"""
_PYTEST = ("-x", "-q", "--no-header", "--tb=line", "--assert=plain", "-p", "no:cacheprovider")


@dataclass(slots=True, eq=False)
class Module:
    """One file of the rules as it was read, and how its mutants fared; ``stamp`` marks it and its tests."""

    name: str
    file: Path
    text: str
    tests: tuple[str, ...]
    stamp: str
    fates: list[tuple[Mutant, str]] = field(default_factory=list)

    @property
    def survivors(self) -> list[Mutant]:
        return [mutant for mutant, fate in self.fates if fate == SURVIVED]


def _stamp(text: str, tests: Sequence[str]) -> str:
    stamp = hashlib.sha256(text.encode())
    for test in tests:
        stamp.update((CHECKOUT / test).read_bytes())
    stamp.update(_shared_stamp())
    return stamp.hexdigest()


@cache
def _shared_stamp() -> bytes:
    """The builders that tests share, the worked cases, and how mutants are made and tried."""
    files = [
        file for file in (CHECKOUT / "tests" / "rules").glob("*.py") if not file.name.startswith("test_")
    ]
    files += [*(CHECKOUT / "tests" / "data" / "vectors").glob("*.json"), *HERE.glob("muta*.py")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).digest()


def modules(wanted: Sequence[str] = ()) -> list[Module]:
    """The rules' files that hold anything to change, or those named."""
    found = []
    for file in sorted(RULES.rglob("*.py")):
        name = file.relative_to(RULES).with_suffix("").as_posix()
        if file.name != "__init__.py" and (not wanted or name in wanted or file.stem in wanted):
            tests = _tests_of(name)
            text = file.read_text(encoding="utf-8")
            found.append(Module(name, file, text, tests, _stamp(text, tests)))
    return found


def _tests_of(name: str) -> tuple[str, ...]:
    own = "rules_" + name.replace("/", "_") if "/" in name else name
    patterns = [own, f"{own}_*", *TESTS.get(name, TESTS.get(name.partition("/")[0], "")).split()]
    found: dict[str, None] = {}
    for pattern in patterns:
        folder = "casework" if pattern.startswith("worked_") else "rules"
        for file in sorted((CHECKOUT / "tests" / folder).glob(f"test_{pattern}.py")):
            found[file.relative_to(CHECKOUT).as_posix()] = None
    return tuple(found)


def sample(found: Sequence[Module], size: int, seed: int) -> list[tuple[Module, Mutant]]:
    """``size`` mutants of all; each one's place in the draw is its own, so an edit moves few others."""
    drawn = [(module, mutant) for module in found for mutant in mutants_of(module.text, module.name)]
    drawn.sort(key=lambda pair: hashlib.sha256(f"{seed} {pair[1].id}".encode()).digest())
    return drawn[: size or None]


def equivalent() -> dict[str, str]:
    """Mutants that no test can kill because they mean the same, with the reason."""
    listed = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))
    return {
        "|".join((one["module"], one["within"], one["was"], one["now"], str(one.get("copy", 0)))): one["why"]
        for one in listed.get("mutant", [])
    }


# Trying one -----------------------------------------------------------------------------------------


def _fork() -> Any:
    """Processes that start with the libraries already imported, where the system can."""
    if os.name == "nt":
        return multiprocessing.get_context("spawn")
    os.environ["PYTHONHASHSEED"] = "0"  # sets in one order, or a mutant might live by luck
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "hypothesis.strategies", "holidays", "tomllib"])
    return context


def _copy_checkout(into: Path) -> Path:
    for folder in ("welfare_desk", "resources", "tests"):
        leave = shutil.ignore_patterns("__pycache__", "screens", "fonts", "icons")
        shutil.copytree(CHECKOUT / folder, into / folder, ignore=leave)
    (into / "tests" / "conftest.py").write_text(_CONFTEST, encoding="utf-8")
    (into / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    # Hashed, because a mutant has its file's size and is written within the same second.
    hashed = py_compile.PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(into / "welfare_desk", quiet=1, invalidation_mode=hashed)
    return into


def _pass_tests(copy: Path, tests: Sequence[str]) -> None:
    """In a process of its own: ends with pytest's exit code."""
    with contextlib.suppress(ImportError):
        import resource  # only POSIX has it: a mutant may build a list without end

        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # no Qt here
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    code = OUR_FAULT
    try:
        with (
            (copy / SAID).open("w") as said,
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            import pytest

            code = pytest.main([*_PYTEST, "-c", str(copy / "pytest.ini"), "--rootdir", str(copy), *tests])
            import welfare_desk

            if not Path(str(welfare_desk.__file__)).is_relative_to(copy):
                code = OUR_FAULT
                print(f"the tests ran against {welfare_desk.__file__}")
    finally:
        os._exit(code)


@dataclass(slots=True)
class Trial:
    """One source put in a module's place, the seconds its tests get, and from ``code`` on how that ended."""

    module: Module
    source: str
    patience: float
    mutant: Mutant | None = None
    code: int = PASSED
    said: str = ""
    took: float = 0.0


def try_all(trials: Iterable[Trial], copies: Sequence[Path]) -> Iterator[Trial]:
    """Each trial as it ends, one in each copy at a time. Raises RuntimeError where the trying itself failed.

    One thread starts and waits for all: the ends of a forked process may be read only once.
    """
    context, waiting, free = _fork(), iter(trials), list(copies)
    running: dict[int, tuple[Any, Trial, Path, float]] = {}
    try:
        while True:
            for trial in islice(waiting, len(free)):
                copy = free.pop()
                _put(copy, trial.module, trial.source)
                process = context.Process(target=_pass_tests, args=(copy, trial.module.tests))
                process.start()
                running[process.sentinel] = process, trial, copy, time.monotonic()
            if not running:
                return
            ended = set(wait(list(running), timeout=1))
            for sentinel, (process, trial, copy, began) in list(running.items()):
                trial.took = time.monotonic() - began
                late = sentinel not in ended and trial.took > trial.patience
                if sentinel in ended or late:
                    del running[sentinel]
                    trial.code = _end(process, late)
                    trial.said = (copy / SAID).read_text(encoding="utf-8")[-2000:]
                    if trial.code == OUR_FAULT:
                        raise RuntimeError(f"{trial.module.name}: {trial.said}")
                    _put(copy, trial.module, trial.module.text)
                    free.append(copy)
                    yield trial
    finally:
        for process, *_ in running.values():
            process.kill()
            process.join()


def _put(copy: Path, module: Module, source: str) -> None:
    (copy / module.file.relative_to(CHECKOUT)).write_text(source, encoding="utf-8")


def _end(process: Any, late: bool) -> int:
    if late:
        process.kill()
    process.join()
    if late:
        return TOO_LONG
    code = process.exitcode
    if code in (PASSED, FAILED, NOT_COLLECTED, BROKE) or code < 0:  # below nought: the system ended it
        return PASSED if code == PASSED else FAILED
    return OUR_FAULT


def patience_for(found: Sequence[Module], copies: Sequence[Path]) -> dict[Module, float]:
    """Seconds a mutant of each module gets: several times what its tests take with nothing changed.

    Raises RuntimeError where they do not pass as they are: nothing could be learned from them.
    """
    patience = {}
    for trial in try_all([Trial(module, module.text, 600) for module in found], copies):
        if trial.code != PASSED:
            raise RuntimeError(f"{trial.module.name}: its tests fail with nothing changed:\n{trial.said}")
        patience[trial.module] = 5 + 5 * trial.took
    return patience


def run(drawn: Sequence[tuple[Module, Mutant]], copies: Sequence[Path], known: dict[str, str]) -> None:
    """Try each drawn mutant that is not known from before, and note its fate with its module."""
    unknown = []
    for module, mutant in drawn:
        if (fate := known.get(_key(module, mutant))) is not None:
            module.fates.append((mutant, fate))
        else:
            unknown.append((module, mutant))
    patience = patience_for(list(dict.fromkeys(module for module, _ in unknown)), copies)
    trials = (Trial(module, mutant.source(), patience[module], mutant) for module, mutant in unknown)
    for done, trial in enumerate(try_all(trials, copies), start=1):
        assert trial.mutant is not None
        fate = {PASSED: SURVIVED, TOO_LONG: TIMED_OUT}.get(trial.code, KILLED)
        trial.module.fates.append((trial.mutant, fate))
        known[_key(trial.module, trial.mutant)] = fate
        if sys.stderr.isatty():
            print(f"\r{done} of {len(unknown)} ", end="", file=sys.stderr)


def _key(module: Module, mutant: Mutant) -> str:
    return hashlib.sha256(f"{module.stamp} {mutant.id}".encode()).hexdigest()


@contextlib.contextmanager
def _known(forget: bool) -> Iterator[dict[str, str]]:
    """The answers of earlier runs, and this one's added to them even when it is broken off."""
    known: dict[str, str] = {}
    if KEPT.exists() and not forget:
        known = json.loads(KEPT.read_text(encoding="utf-8"))
    try:
        yield known
    finally:
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(known), encoding="utf-8")


# Saying so ------------------------------------------------------------------------------------------


def report(found: Sequence[Module], excused: int) -> int:
    """Print how each module fared and what survived; 1 where too much did."""
    print(f"{'module':<20}{'mutants':>9}{'killed':>9}{'survived':>10}{'percent':>9}")
    tried = [module for module in found if module.fates]
    for module in tried:
        _print_row(module.name, len(module.fates), len(module.survivors))
    mutants, survived = (
        sum(map(len, each)) for each in zip(*((m.fates, m.survivors) for m in tried), strict=True)
    )
    _print_row("all", mutants, survived)
    print(f"{excused} left out as meaning the same (benchmarks/equivalent.toml).")
    for module in tried:
        for mutant in sorted(module.survivors, key=lambda mutant: mutant.line):
            where = module.file.relative_to(CHECKOUT).as_posix()
            print(f"\n{where}:{mutant.line} in {mutant.within or 'the module'}")
            print(f"    was  {mutant.was}\n    now  {mutant.now}")
    return int(100 * (mutants - survived) < ENOUGH * mutants)


def _print_row(name: str, mutants: int, survived: int) -> None:
    percent = 100 * (mutants - survived) / mutants
    print(f"{name:<20}{mutants:>9}{mutants - survived:>9}{survived:>10}{percent:>9.1f}")


def main() -> int:
    asked = argparse.ArgumentParser(prog="mutants", description=__doc__)
    asked.add_argument("module", nargs="*", help="only these, such as counting or debt/offers")
    asked.add_argument("--sample", type=int, default=800, help="how many mutants to draw (0: all)")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--workers", type=int, default=3)
    asked.add_argument("--forget", action="store_true", help="try again what earlier runs tried")
    wanted = asked.parse_args()
    found = modules(wanted.module)
    drawn = sample(found, wanted.sample, wanted.seed)
    same = equivalent()
    left = [pair for pair in drawn if pair[1].id not in same]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, _known(wanted.forget) as known:
        copies = [_copy_checkout(Path(folder) / str(number)) for number in range(wanted.workers)]
        run(left, copies, known)
    return report(found, len(drawn) - len(left))


if __name__ == "__main__":
    sys.exit(main())
