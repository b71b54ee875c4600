"""Everything one can ask for by key, menu or palette: one table, read by all three.

A command that belongs to a screen runs what that screen says in ``acts()``; it is closed where none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from welfare_desk.ui.spoken import tr

if TYPE_CHECKING:  # the window reads this table
    from welfare_desk.ui.kit.fields import Field
    from welfare_desk.ui.window import Window


@dataclass(frozen=True, slots=True)
class Command:
    """``words`` are a verb and its object; ``key`` as Qt writes keys; ``menu`` is where it hangs.

    ``anywhere``: it shows nothing of the desk, and works behind the lock too.
    """

    id: str
    words: str
    key: str
    when: Callable[[Window], bool]
    do: Callable[[Window], object]
    menu: str
    icon: str = ""
    anywhere: bool = False


def _here(id: str, words: str, key: str = "", *, menu: str = "Do", icon: str = "") -> Command:
    """A command that the screen in front carries out."""
    return Command(
        id, words, key, lambda window: id in window.acts(), lambda window: window.acts()[id](), menu, icon
    )


def _go(screen: str, words: str, key: str, icon: str) -> Command:
    """A command that opens a screen of the rail."""
    return Command(
        f"go-{screen}",
        words,
        key,
        lambda w: w.has(screen),
        lambda w: w.go(screen),
        "Go",
        icon,
    )


def _look(id: str, words: str, key: str, what: str, icon: str = "eye") -> Command:
    """A command that changes how everything is shown, which the wiring carries out and keeps."""
    return Command(id, words, key, _always, lambda w: w.looks_asked.emit(what), "Desk", icon, anywhere=True)


def _always(window: Window) -> bool:
    return True


def _has_past(window: Window) -> bool:
    return window.can_go_back()


def _has_acts(window: Window) -> bool:
    return window.undoing is not None


def _shows_list(window: Window) -> bool:
    if window.list_saving is None:
        return False
    from welfare_desk.ui.list_saving import list_in_front  # with it every kind of row: no lock screen has any

    return list_in_front(window) is not None


def _copy_list(window: Window) -> None:
    from welfare_desk.ui.list_saving import copy_list  # as above

    copy_list(window)


def _has_desk(window: Window) -> bool:
    return window.place() is not None


def _has_guide(window: Window) -> bool:
    return window.has("help")


def _ruled(window: Window) -> Field | None:
    """The field being filled in, where a rule bears on it."""
    from welfare_desk.ui.kit.fields import Field  # with it every kind of field: no lock screen has any

    part: QWidget | None = window.focusWidget()
    while part is not None and not isinstance(part, Field):
        part = part.parentWidget()
    return part if part is not None and part.ruled_by is not None else None


def _has_rule(window: Window) -> bool:
    return _ruled(window) is not None


def _show_rule(window: Window) -> None:
    if (field := _ruled(window)) is not None:
        field.show_rule()


def _open_guide(window: Window) -> None:
    here = window.place()
    if here is None or here.screen != "help":
        window.go("help", about=here.screen if here is not None else "today")


TABLE: tuple[Command, ...] = (
    _go("today", "Today", "Ctrl+1", "calendar"),
    _go("clients", "Clients", "Ctrl+2", "user"),
    _go("cases", "Cases", "Ctrl+3", "folder"),
    _go("dates", "Dates", "Ctrl+4", "clock"),
    _go("letters", "Letters", "Ctrl+5", "mail"),
    _go("gains", "Gains", "Ctrl+6", "chart-no-axes-column"),
    _go("debts", "Debts", "Ctrl+7", "credit-card"),
    _go("practice", "Practice", "Ctrl+8", "hospital"),
    _go("week", "Week of sessions", "Ctrl+9", "calendar"),
    _go("month", "Month of sessions", "Ctrl+Shift+M", "calendar"),
    _go("waiting", "Waiting list", "Ctrl+Shift+W", "users"),
    _go("practices", "Practices and their figures", "", "hospital"),
    _go("practice-feedback", "Feedback to the practice", "", "hospital"),
    _go("network", "Compare across the network", "", "chart-no-axes-column"),
    _go("workers", "Advisors and cover", "", "users"),
    _go("patch", "Patches of homes", "Ctrl+Shift+Y", "map-pin"),
    _go("file-reviews", "File reviews", "", "eye"),
    _go("complaints", "Complaints and thanks", "", "flag"),
    _go("incidents", "Incidents with people's data", "", "triangle-alert"),
    _go("client-feedback", "Client feedback", "", "users"),
    _go("supervision", "Supervision", "", "users"),
    _go("post", "Post to sort", "Ctrl+Shift+P", "mail"),
    _go("claims", "Claims under way", "Ctrl+Shift+C", "file-text"),
    _go("directory", "Directory of services", "Ctrl+Shift+D", "list"),
    _go("lacking", "Gaps in local services", "", "search"),
    _go("referral-list", "A list of referrals", "Ctrl+Shift+N", "upload"),
    _go("settings", "Settings", "Ctrl+,", "sliders-horizontal"),
    _go("date-calculator", "Date calculator", "Ctrl+T", "clock"),
    _go("debt-emergencies", "Most urgent debts", "Ctrl+Shift+B", "triangle-alert"),
    _go("creditors", "Creditor book", "", "list"),
    _go("rates-and-rules", "Rates and rules", "Ctrl+Shift+R", "scale"),
    _go("letter-templates", "Letter templates", "", "pencil"),
    _go("exceptions", "This week's access exceptions", "", "eye"),
    Command("help", "Guide to this screen", "F1", _has_guide, _open_guide, "Go", "circle-question-mark"),
    Command("rule", "The rule on this field", "Shift+F1", _has_rule, _show_rule, "Go", "scale"),
    Command(
        "keys", "Keyboard shortcuts", "Ctrl+/", _has_guide, lambda w: w.go("help", page="keys"), "Go", "list"
    ),
    Command(
        "whats-new", "What's new", "", _has_guide, lambda w: w.go("help", page="whats-new"), "Go", "flag"
    ),
    Command(
        "glossary",
        "Benefit words explained",
        "",
        _has_guide,
        lambda w: w.go("help", page="words"),
        "Go",
        "list",
    ),
    Command("find", "Find", "Ctrl+K", _always, lambda window: window.open_palette(), "Go", "search"),
    Command(
        "find-anything",
        "Find in everything: letters, journal, directory",
        "Ctrl+F",
        lambda window: window.has("find"),
        lambda window: window.go("find"),
        "Go",
        "search",
    ),
    Command("back", "Go back", "Alt+Left", _has_past, lambda w: w.go_back(), "Go", "arrow-left"),
    Command(
        "new-referral",
        "New referral",
        "Ctrl+N",
        lambda window: window.has("referral"),
        lambda window: window.go("referral"),
        "Do",
        "plus",
    ),
    _here("write-note", "Write note", "Ctrl+J", icon="pencil"),
    _here("write-call", "Record a phone call", "Ctrl+Shift+K", icon="phone"),
    _here("add-key-date", "Add key date", "Ctrl+D", icon="clock"),
    _here("change-matter", "Change what the case is about", icon="pencil"),
    _here("hand-over", "Hand the case over to a colleague", icon="send"),
    _here("mark-done", "Mark a date done, or not done", "Ctrl+Return", icon="check"),
    _here("snooze", "Hide a date until a later day", "Ctrl+Shift+S", icon="eye-off"),
    _here("export-dates", "Save dates as a calendar file, without names", "Ctrl+Shift+X", icon="calendar"),
    _here("draft-letter", "Draft letter", "Ctrl+L", icon="mail"),
    _here("write-letter", "Write a letter of any kind", "Ctrl+Shift+T", icon="mail"),
    _here("add-papers", "Add papers", "Ctrl+Shift+A", icon="paperclip"),
    _here("open-evidence", "Open evidence", "Ctrl+E", icon="eye"),
    _here("who-decides", "Who decides: capacity, or a death", icon="users"),
    _here("record-decision", "Record decision", "Ctrl+R", icon="scale"),
    _here(
        "challenge", "The challenge: what is handed in, the hearing, the result", "Ctrl+Shift+G", icon="scale"
    ),
    _here("estimate", "Estimate what a claim may bring", icon="banknote"),
    _here("record-balance", "Add a newer balance", "Ctrl+B", icon="credit-card"),
    _here("record-debt-event", "Record what happened to a debt", "Ctrl+Shift+E", icon="flag"),
    _here("write-to-creditors", "Write to several creditors", "Ctrl+Shift+O", icon="mail"),
    _here("legal-power", "Use a legal power over consent", icon="scale"),
    _here("goals", "Goals and links", "Ctrl+G", icon="flag"),
    _here("household", "Household", "Ctrl+Shift+F", icon="house"),
    _here("circumstances", "Circumstances, for funders' reports", icon="users"),
    _here("special-rules", "Special rules, and who goes first", icon="flag"),
    _here("merge", "Merge two files of one person", icon="users"),
    _here("other-side", "The other side, and conflicts of interest", icon="users"),
    _go("conflicts", "All conflicts of interest", "", "users"),
    _here("acting", "Who acts for them: appointee, attorney, guardian", icon="users"),
    _here("mandates", "Authorities to act", icon="signature"),
    _here("income-check", "Income check: what could they claim?", "Ctrl+Shift+I", icon="banknote"),
    _here("start-meeting", "Start meeting", "F6", icon="user"),
    Command(
        "crisis",
        "Somebody is at risk: what to do",
        "F8",
        lambda window: window.has("crisis"),
        lambda window: window.acts().get("crisis", partial(window.go, "crisis"))(),
        "Do",
        "circle-alert",
    ),
    _go("round", "End of the session", "F7", "check"),
    _here("record-visit", "Record a home visit", "Ctrl+Shift+V", icon="map-pin"),
    _here("book-meeting", "Book meeting", "Ctrl+M", icon="calendar-plus"),
    _here("keeping", "How long it is kept, holds, and requests to erase", icon="archive"),
    _here("give-data", "Give a client a copy of their data", icon="file-text"),
    _here("choose-filter", "Use a saved filter", "F3", menu="Desk", icon="list"),
    _here("keep-filter", "Save this filter", "Shift+F3", menu="Desk", icon="list"),
    _go("filters", "All your saved filters", "", "list"),
    _here("print", "Print", "Ctrl+P", menu="Desk", icon="printer"),
    Command("copy-list", "Copy the whole list", "", _shows_list, _copy_list, "Desk", "list"),
    Command(
        "save-list",
        "Save this list as a spreadsheet",
        "Ctrl+Shift+J",
        _shows_list,
        lambda window: window.save_list(),
        "Desk",
        "download",
    ),
    _here("save", "Save", "Ctrl+S", menu="Desk", icon="save"),
    Command("undo", "Undo", "Ctrl+Z", _has_acts, lambda w: w.take_back(), "Desk", "undo-2"),
    Command("redo", "Redo", "Ctrl+Shift+Z", _has_acts, lambda w: w.do_again(), "Desk", "undo-2"),
    _go("recently-removed", "Recently removed", "", "trash-2"),
    _go("print-later", "Waiting to be printed", "", "printer"),
    Command(
        "curtain", "Hide the screen", "Ctrl+Shift+H", _always, lambda w: w.draw_curtain(), "Desk", "eye-off"
    ),
    Command(
        "private-view",
        "Private view: no names, nothing clinical",
        "F9",
        _has_desk,
        lambda w: w.switch_private_view(),
        "Desk",
        "eye-off",
    ),
    _look("larger-text", "Larger text", "Ctrl++", "larger", "zoom-in"),
    _look("smaller-text", "Smaller text", "Ctrl+-", "smaller", "zoom-out"),
    _look("usual-text", "Normal text size", "Ctrl+0", "usual", "search"),
    _look("high-contrast", "High contrast on or off", "F12", "contrast"),
    Command(
        "choices",
        "Preferences: text size, colours, when to lock",
        "",
        lambda window: window.has("settings"),
        lambda window: window.go("settings", section="choices"),
        "Go",
        "sliders-horizontal",
    ),
    Command("lock", "Lock", "Ctrl+Shift+L", _always, lambda window: window.lock(), "Desk", "lock"),
)


def checked(table: Iterable[Command]) -> tuple[Command, ...]:
    """The table, refused when two commands share an id or a key."""
    commands = tuple(table)
    for what in ("id", "key"):
        seen = [value for command in commands if (value := getattr(command, what))]
        twice = {value for value in seen if seen.count(value) > 1}
        if twice:
            raise ValueError(f"two commands share the {what} {sorted(twice)}")
    return commands


_SAME_KEY = {"Ctrl++": ("Ctrl+=",)}  # the plus of most keyboards is typed with Shift


def bind(window: Window, bar: QMenuBar, table: tuple[Command, ...] = TABLE) -> dict[str, QAction]:
    """One action per command, on the window (so keys work with the menu hidden) and in its menu."""
    made: dict[str, QAction] = {}
    menus = {name: bar.addMenu(f"&{tr(name)}") for name in dict.fromkeys(c.menu for c in checked(table))}
    for command in table:
        action = QAction(tr(command.words), window)
        if command.key:
            action.setShortcuts([QKeySequence(key) for key in (command.key, *_SAME_KEY.get(command.key, ()))])
        action.triggered.connect(lambda _checked=False, command=command: run(window, command))
        window.addAction(action)
        menus[command.menu].addAction(action)
        made[command.id] = action
    for name, menu in menus.items():
        mine = [command for command in table if command.menu == name]
        # Greyed only while the menu is open: a key must work the moment its command does.
        menu.aboutToShow.connect(lambda mine=mine: _enable(made, {c.id: open_to(window, c) for c in mine}))
        menu.aboutToHide.connect(lambda mine=mine: _enable(made, dict.fromkeys((c.id for c in mine), True)))
    return made


def _enable(actions: dict[str, QAction], enabled: dict[str, bool]) -> None:
    for id, on in enabled.items():
        actions[id].setEnabled(on)


def open_to(window: Window, command: Command) -> bool:
    """Whether the command may be run now; behind the lock nothing may that shows anything of the desk."""
    return (command.anywhere or not window.is_covered()) and command.when(window)


def run(window: Window, command: Command) -> None:
    if open_to(window, command):
        command.do(window)
