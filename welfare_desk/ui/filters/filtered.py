"""What lists whose filters can be kept have in common: each says what it is asked for, and is asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from welfare_desk.ui.screen import Act, Screen


class Filtered(Screen):
    """The base of such lists. ``asks_nothing`` is what it says of itself while nothing is filtered."""

    asks_nothing: ClassVar[Mapping[str, Any]] = {}
    _named: tuple[str, Mapping[str, Any]] | None = None

    def filter_says(self) -> dict[str, Any]:
        """What the list is asked for now, as JSON can hold it."""
        raise NotImplementedError

    def wear(self, says: Mapping[str, Any]) -> None:
        """Ask the list for this; what it does not know any more is as while nothing is filtered."""
        raise NotImplementedError

    def put_on(self, where: Mapping[str, Any]) -> None:
        """On arriving: the filter somebody chose, if one was."""
        says = where.get("filter")
        if isinstance(says, Mapping):
            self._named = str(where.get("named", "")), dict(self.asks_nothing) | dict(says)
            self.wear(self._named[1])

    def filter_note(self, usual: str = "") -> str:
        """For the title line: which filter is on, for as long as nothing of it was changed."""
        if self._named is not None and self._named[1] == self.filter_says():
            return f"Filter: {self._named[0]}"
        return usual

    def filter_act(self) -> Act:
        return Act("Saved filters", self.choose_filter, "list")

    def filter_acts(self) -> dict[str, Callable[[], object]]:
        return {"choose-filter": self.choose_filter, "keep-filter": self.keep_filter}

    def choose_filter(self) -> None:
        """The filters of this list."""
        self.go("filters", of=self.name, says=self.filter_says())

    def keep_filter(self) -> None:
        """Name what the list is asked for now."""
        says = self.filter_says()
        if says == dict(self.asks_nothing):
            self.said.emit("Nothing is filtered yet: type or choose something first")
            return
        self.go("filters", of=self.name, says=says, form="keep", on=self.name)


def only_text(says: Mapping[str, Any], name: str = "typed") -> str:
    """A text of a filter; "" where it is none."""
    value = says.get(name)
    return value if isinstance(value, str) else ""


def chosen(go: Callable[..., object], of: str, name: str, says: Mapping[str, Any]) -> Callable[[], object]:
    """What choosing a filter does: its list, asked so."""
    return partial(go, of, filter=dict(says), named=name)
