"""The page of keys, written from the table of commands so that it cannot say another key."""

from __future__ import annotations

from collections.abc import Iterable

from welfare_desk.ui.commands import Command

HEAD = """---
title: Keyboard shortcuts
screens:
---
**Ctrl+K** finds any of these by a few letters; those that need no key of their own are found there alone. A
command that belongs to a screen works where that screen is in front.

Everywhere: **Tab** goes to the next field, **Enter** opens or saves, **Esc** goes back from a form or empties
a search, the arrows go through a list, **Alt** and the underlined letter goes to a field.
"""
_GROUPS = {"Go": "Go to", "Do": "Do", "Desk": "The desk"}


def page_of_keys(table: Iterable[Command]) -> str:
    """The whole file, as it lies in the guide."""
    commands = [command for command in table if command.key]
    parts = [HEAD]
    for menu, words in _GROUPS.items():
        rows = [f"| {command.words} | {command.key} |" for command in commands if command.menu == menu]
        parts.append("\n".join([f"## {words}", "", "| What | Key |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)
