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
    """The language a page for this client is in: theirs where we have its texts, else ours.

    A page is marked with this, so that what reads it aloud never takes English for another language.
    """
    found = _declared().get(wanted)
    return wanted if found is not None and found["texts"] else OURS


def lacking(wanted: str) -> str:
    """The name of the client's language where our pages cannot be in it; "" where they can."""
    if of_page(wanted) == wanted:
        return ""
    return names().get(wanted, wanted)


def in_words(wanted: str) -> str:
    """What is said beside the choice: which language our pages will be in."""
    name = lacking(wanted)
    if not name:
        return ""
    return f"Our letters and sheets are in {names()[OURS]}: have them read out in {name}."
