"""Modules that wait until something of theirs is asked for, so that the lock screen need not wait for them.

Before a desk is open nothing of the store, the law or the letters is needed: the lock screen is painted
first, and ``fetch`` brings what waits here on another thread while a passphrase is typed.
"""

from __future__ import annotations

import importlib
import threading
from types import ModuleType
from typing import Any

_one_at_a_time = threading.RLock()
"""Two threads that import modules which know each other may each be given half of one."""


class Later:
    """Stands where a module would: the first thing asked of it brings the module."""

    promised: list[Later] = []  # noqa: RUF012 - all there are, for ``fetch``

    def __init__(self, name: str) -> None:
        self._name = name
        self._module: ModuleType | None = None
        Later.promised.append(self)

    def bring(self) -> ModuleType:
        if self._module is None:
            with _one_at_a_time:
                self._module = importlib.import_module(self._name)
        return self._module

    def __getattr__(self, what: str) -> Any:
        return getattr(self.bring(), what)


def fetch() -> None:
    """Bring all that is still awaited; whoever asks at the same time waits until it is here."""
    with _one_at_a_time:
        for one in Later.promised:
            one.bring()
