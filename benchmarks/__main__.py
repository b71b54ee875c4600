"""Prints what the program costs as ratios against the barest way to the same answer, measured in one run.

Nothing here passes or fails on a time. ``make.py mutants`` is the other half: what the tests let through.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from benchmarks import caseload, finding, letter, network, pack, rates, reading, window, working
from benchmarks.measuring import Pair, Timed, side_by_side

ROUNDS, SMALL_ROUNDS = 15, 3


def _reading(clients: int) -> list[Pair]:
    big = caseload.big_desk(clients)
    made = f"made in {big.made_in:.0f} s" if big.made_in is not None else "kept from an earlier run"
    print(
        f"A desk of {clients:,} clients, {clients * caseload.CASES_EACH:,} cases and "
        f"{clients * caseload.CASES_EACH * caseload.NOTES_EACH:,} notes, {made}.",
        file=sys.stderr,
    )
    return reading.pairs(big)


BENCHMARKS: dict[str, Callable[[int], list[Pair]]] = {
    "window": lambda _: window.pairs(),
    "reading": _reading,
    "finding": lambda _: finding.pairs(),
    "working": lambda _: working.pairs(),
    "network": lambda _: network.pairs(),
    "letter": lambda _: letter.pairs(),
    "pack": lambda _: pack.pairs(),
    "rates": lambda _: rates.pairs(),
}


def lines(timed: list[Timed]) -> Iterator[str]:
    """The table: what took a while with its floor in milliseconds, what is short as so many a second."""
    yield f"{'':<34}{'ratio':>8}{'ours':>14}{'floor':>14}"
    for one in timed:
        written = _a_second if one.pair.is_rate else _milliseconds
        yield f"{one.pair.name:<34}{_ratio(one.ratio):>8}{written(one.ours):>14}{written(one.bare):>14}"


def _ratio(ratio: float) -> str:
    """``2.6``; ``1/160`` where ours takes so small a part."""
    return f"{ratio:.1f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.2f} ms"


def _a_second(seconds: float) -> str:
    return f"{1 / seconds:,.0f} /s"


def main() -> int:
    asked = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    asked.add_argument("name", nargs="*", help=f"only these: {', '.join(BENCHMARKS)}")
    asked.add_argument(
        "--small", action="store_true", help=f"a desk of {caseload.SMALL:,} clients, few turns"
    )
    wanted = asked.parse_args()
    if strange := set(wanted.name) - set(BENCHMARKS):
        asked.error(f"there is no benchmark called {', '.join(sorted(strange))}")
    clients = caseload.SMALL if wanted.small else caseload.CLIENTS
    pairs = [pair for name in wanted.name or BENCHMARKS for pair in BENCHMARKS[name](clients)]
    differing = [pair.name for pair in pairs if not pair.agrees()]
    if differing:
        print(f"The two sides do not give the same answer: {', '.join(differing)}.", file=sys.stderr)
        return 1
    timed = [side_by_side(pair, SMALL_ROUNDS if wanted.small else ROUNDS) for pair in pairs]
    print(*lines(timed), sep="\n")
    if not wanted.name or "window" in wanted.name:
        print(window.memory())
        print(*window.peers(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
