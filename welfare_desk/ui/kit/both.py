"""Two people changed the same thing: both versions, field by field, and which is to be kept.

It stands on top of the form, which holds what will be saved. Nothing typed by either is lost: what only one
of them changed is taken, and where both did each is shown until somebody chooses; texts can be kept both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from welfare_desk.rules import days, money
from welfare_desk.ui import theme
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.fields import ChoiceField, Field, LongTextField, OneOfField, TextField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.words import Prose, Words

SENTENCE = "Someone else changed this while you were writing."
MINE, THEIRS, BOTH = "mine", "theirs", "both"
_EMPTY = ("", None, ())
NEVER_BOTH = frozenset({"address", "postcode"})  # two of them make neither, and a letter would go astray
_LAID_OUT_MS = 50  # until what has just been put on top has its place on the page


class ElsewhereField(Field):
    """What is chosen elsewhere on the page (an order in a list), kept and compared as a field is.

    ``words`` says a value as the person reads it there.
    """

    def __init__(self, words: Callable[[Any], str]) -> None:
        super().__init__(None)
        self.words = words
        self._value: Any = None
        self.hide()

    def value(self) -> Any:
        return self._value

    def _fill(self, value: Any) -> None:
        self._value = value


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which the two say different things; ``by_both``: each of them changed it."""

    name: str
    mine: Any
    theirs: Any
    by_both: bool


def differences(
    began: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[Difference]:
    """What others made of it since one began, where it is not what one made of it oneself."""
    found = []
    for name, wrote in mine.items():
        now, before = theirs.get(name), began.get(name)
        if not _same(now, before) and not _same(now, wrote):
            found.append(Difference(name, wrote, now, not _same(wrote, before)))
    return found


def _same(one: Any, other: Any) -> bool:
    return bool((one or None) == (other or None)) and (one is False) == (other is False)


def joined(field: Field, mine: Any, theirs: Any) -> Any:
    """Both texts in one, theirs first: they saved it before. One that holds the other is both."""
    for one, other in ((mine, theirs), (theirs, mine)):
        if other in one:
            return one
    return f"{theirs}\n\n{mine}" if isinstance(field, LongTextField) else f"{theirs}; {mine}"


def in_words(field: Field, value: Any) -> str:
    """A value as the person would read it in its field."""
    if isinstance(field, ElsewhereField):
        return field.words(value)
    if isinstance(field, ChoiceField):
        place = field._values.index(value) if value in field._values else 0
        return field.box.itemText(place)
    if isinstance(field, TicksField):
        ticked = (value,) if isinstance(field, OneOfField) else tuple(value or ())
        return ", ".join(tick.text() for own, tick in field.ticks if own in ticked) or "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return days.short(value)
    if isinstance(value, Decimal):
        return money.shown(value)
    return str(value).strip() if value not in _EMPTY else "nothing"


class Both(QWidget):
    """What the two say where they differ, over the form that shows what will be saved."""

    def __init__(
        self, form: Form, began: Mapping[str, Any], mine: Mapping[str, Any], half_read: Mapping[str, str]
    ) -> None:
        """``form`` shows theirs now; from here on it shows what is kept of both."""
        super().__init__()
        self.form, self.began = form, dict(began)
        self.found = differences(began, mine, form.values())
        self.choices: dict[str, OneOfField] = {}
        self._sides: list[QHBoxLayout] = []
        self._groups: list[QVBoxLayout] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        taken = [one.name for one in self.found if not one.by_both]
        form.show_values({name: value for name, value in mine.items() if name not in taken})
        form.show_half_read({name: words for name, words in half_read.items() if name not in taken})
        self.banner = Banner("soon")
        hint = "What you typed is still here. Choose below where you both changed the same, then save."
        quiet = "What you typed is still here, and nothing of it stands against what they wrote. Save again."
        self.banner.say(SENTENCE, hint if any(one.by_both for one in self.found) else quiet)
        self._box.addWidget(self.banner)
        for one in self.found:
            self._show(one)
        theme.dress(self._dress)

    def _show(self, one: Difference) -> None:
        field = self.form.fields[one.name]
        called = field.label.text().replace("&", "") or "This"
        if not one.by_both:
            now = f"“{in_words(field, one.theirs)}”" if one.theirs not in _EMPTY else "empty"
            self._box.addWidget(Prose(f"{called}: now {now}, as they wrote."))
            return
        group = QVBoxLayout()
        self._groups.append(group)
        self._box.addLayout(group)
        group.addWidget(Words(called, "name"))
        sides = QHBoxLayout()
        for whose, value in (("Yours", one.mine), ("Theirs", one.theirs)):
            side = QVBoxLayout()
            side.setSpacing(0)
            side.addWidget(Words(whose, "second", "quiet"))
            said = Prose(in_words(field, value))
            said.setAccessibleName(f"{called}, {whose.lower()}: {said.words}")
            side.addWidget(said)
            side.addStretch(1)
            sides.addLayout(side, 1)
        group.addLayout(sides)
        self._sides.append(sides)
        is_text = isinstance(field, TextField | LongTextField) and bool(one.theirs) and bool(one.mine)
        is_text = is_text and one.name not in NEVER_BOTH
        more = ((BOTH, "Both"),) if is_text else ()
        choice = OneOfField(((MINE, "Yours"), (THEIRS, "Theirs"), *more))
        choice.call("Keep", one.name)
        for _, tick in choice.ticks:
            tick.setAccessibleName(f"{called}, keep: {tick.text()}")
        choice.edited.connect(lambda: self.keep(one, choice.value()))
        self.choices[one.name] = choice
        group.addWidget(choice)
        first = BOTH if is_text and isinstance(field, LongTextField) else MINE
        choice.set_value(first)
        self.keep(one, first)

    def begin(self) -> None:
        """The cursor stands in the first choice, in sight with the sentence above it."""
        first = next(iter(self.choices.values()), None)
        if first is not None:
            next(tick for own, tick in first.ticks if own == first.value()).setFocus()
            QTimer.singleShot(_LAID_OUT_MS, self, self._into_sight)

    def _into_sight(self) -> None:
        around = self.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                for one in (self.banner, next(iter(self.choices.values()))):  # where both have no room, it
                    around.ensureWidgetVisible(one, 0, theme.px(16))
            around = around.parentWidget()

    def keep(self, one: Difference, which: str | None) -> None:
        """Put this version in the form."""
        field = self.form.fields[one.name]
        kept = {MINE: one.mine, THEIRS: one.theirs}
        field.set_value(kept[which] if which in kept else joined(field, one.mine, one.theirs))
        self.form.edited.emit(one.name)

    def _dress(self) -> None:
        self._box.setSpacing(theme.px(16))
        self._box.setContentsMargins(0, 0, 0, theme.px(8))
        for group in self._groups:
            group.setSpacing(theme.px(6))
        for sides in self._sides:
            sides.setSpacing(theme.px(16))


def began_of(form: Form, began: Mapping[str, Any]) -> dict[str, Any]:
    """What stood there before what is typed now, also while both versions stand on top."""
    top = form.top()
    return dict(top.began if isinstance(top, Both) else began)


def bring_back(
    form: Form, began: Mapping[str, Any], typed: Mapping[str, Any], half_read: Mapping[str, str]
) -> None:
    """What was typed into a form some time ago, into the same form as it stands now."""
    if differences(began, typed, form.values()):
        form.put_on_top(Both(form, began, typed, half_read))
        return
    form.show_values(dict(typed))
    form.show_half_read(dict(half_read))
