"""The language a client reads best, chosen once on their details, and which of them our pages can be in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from welfare_desk import resources

OURS = "en-GB"  # what every page is written in where we have no texts of the client's language


@cache
def _declared() -> Mapping[str, Mapping[str, Any]]:
    return {one["code"]: one for one in resources.table("languages.toml")["language"]}


def names() -> Mapping[str, str]:
    """Every language that can be chosen, by code, ours first."""
    return {code: one["name"] for code, one in _declared().items()}


def of_page(wanted: str) -> str:
    """The language of our letters to this client: theirs where we have texts of it, else ours.

    What has no text in it (a list from the log, a copy of data) is in ours, and marked so.
    """
    found = _declared().get(wanted)
    return wanted if found is not None and found["texts"] else OURS


def read_out(wanted: str) -> str:
    """The name of the language our screens and sheets must be read out in; "" where that is ours."""
    return "" if wanted == OURS else names().get(wanted, wanted)


def lacking(wanted: str) -> str:
    """The name of the client's language where we have no letters in it; "" where we have."""
    return "" if of_page(wanted) == wanted else read_out(wanted)


def in_words(wanted: str) -> str:
    """What is said beside the choice: which language our pages will be in."""
    if name := lacking(wanted):
        return f"Our letters and sheets are in {names()[OURS]}: have them read out in {name}."
    if wanted == OURS:
        return ""
    return (
        f"Letters to them are in {names()[wanted]}, {UNCHECKED}; a copy in {names()[OURS]} is kept. "
        f"Sheets to sign are in {names()[OURS]} with a translation."
    )


UNCHECKED = "translated, not yet checked by a native speaker"
