"""Your filters: what lists were asked for, kept under a name; chosen, called otherwise, removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from welfare_desk.casework import own_filters
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.own_filters import Filter
from welfare_desk.ui.filters.filtered import chosen
from welfare_desk.ui.filters.words import asks_for
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class FiltersScreen(ListScreen):
    """Those of one list where one comes from it, else of all."""

    name, title, rail = "filters", "Saved filters", ""
    kinds = frozenset({own_filters.KIND})

    def __init__(self, room: Room) -> None:
        empty = Empty(
            "You have no saved filters yet.",
            "On Dates, Cases, Clients, Gains or Debts type or choose what you look for, then Shift+F3: it is"
            " kept under a name, for you alone.",
            icon="list",
        )
        super().__init__(room, "Kept under a name", [Column("Name"), Column("List", 120)], empty)
        self.of, self._says = "", dict[str, Any]()
        self.found: dict[tuple[str, str], Filter] = {}

    def heading(self) -> Heading:
        every = Act("Of every list", partial(self.go, "filters", of=""), "list") if self.of else None
        keep = Act("Keep what was asked", self.keep, "plus") if self._may_keep() else None
        use = Act("Use it", self.use, "check") if self.key() is not None and self.form is None else None
        acts = tuple(act for act in (keep, every) if act is not None)
        owner = own_filters.LISTS.get(self.of, "")
        return Heading(self.title, "For you alone, sealed in the desk", owner=owner, acts=acts, primary=use)

    def arrive(self, **where: Any) -> None:
        """``of``: only those of this list; ``says``: what that list was asked for, to be kept."""
        self.of = where.get("of", "") if where.get("of", "") in own_filters.LISTS else ""
        self._says = dict(where.get("says") or {})
        super().arrive(**where)

    def load(self) -> Callable[[], tuple[Filter, ...]]:
        return partial(own_filters.filters, self.room.desk, self.of)

    def listed(self, found: tuple[Filter, ...]) -> Iterable[Row]:
        self.found = {one.key: one for one in found}
        for one in found:
            of = own_filters.LISTS[one.of]
            yield Row(one.key, (RowCell(one.name, asks_for(one), strong=True), RowCell(of)))

    def fill(self, key: object) -> None:
        one = self._one(key)
        if one is None:
            return
        self.pane.heading(one.name, own_filters.LISTS[one.of])
        self.pane.facts([("Asks for", asks_for(one))])
        self.pane.act("Rename", partial(self.rename, one.key), icon="pencil")
        self.pane.act("Remove it", self.remove, "link", "trash-2")
        self.heading_changed.emit()

    def open_row(self, key: object) -> None:
        self.use()

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"keep": lambda _of: self.keep(), "rename": self.rename}

    # Acts -----------------------------------------------------------------------------------------

    def use(self) -> None:
        """The chosen filter's list, asked so; going back leads past this page."""
        one = self._one(self.key())
        if one is not None:
            chosen(self.go_on, one.of, one.name, one.says)()

    def keep(self) -> None:
        """Ask under which name what the list was asked for is kept."""
        if not self._may_keep():
            return
        form = Form(1)
        form.add_row("&Name", TextField(help="Ctrl+K finds it by this name"), name="name", needed=True)
        asked = asks_for(Filter("", self.of, self._says))
        of, says = self.of, dict(self._says)
        self.ask(
            "keep",
            of,
            f"Keep this filter of {own_filters.LISTS[of].lower()}",
            form,
            "Keep the filter",
            lambda typed: self._chosen_after(of, typed["name"], own_filters.keep(
                self.room.desk, of, typed["name"], says
            )),
            second=asked,
        )  # fmt: skip
        self.heading_changed.emit()

    def rename(self, key: Any) -> None:
        one = self._one(tuple(key))
        if one is None:
            return
        form = Form(1)
        field = form.add_row("&Name", TextField(), name="name", needed=True)
        field.set_value(one.name)
        self.ask(
            "rename",
            one.key,
            "Rename",
            form,
            "Keep the name",
            lambda typed: self._chosen_after(one.of, typed["name"], own_filters.rename(
                self.room.desk, one.of, one.name, typed["name"]
            )),
            second=asks_for(one),
        )  # fmt: skip
        self.heading_changed.emit()

    def remove(self) -> None:
        """Gone at once; Ctrl+Z brings it back."""
        one = self._one(self.key())
        if one is not None:
            self.write(partial(own_filters.remove, self.room.desk, one.of, one.name))

    def _chosen_after(self, of: str, name: str, changes: Changes) -> Changes:
        self._wanted = of, " ".join(name.split())
        return changes

    def _may_keep(self) -> bool:
        return bool(self.of and self._says and self.form is None)

    def _one(self, key: object) -> Filter | None:
        return self.found.get(key) if isinstance(key, tuple) else None
