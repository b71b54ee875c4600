"""What one sees instead of the window: the lock asks for the passphrase, the curtain for a PIN.

Neither shows a name, and neither decides: what is typed goes out by signal and the answer comes back by call.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.words import Button, Mark, Words

PIN_DIGITS = 6
PIN_TRIES = 3


class StartPin:
    """The six digits of this start: kept in memory only, three tries and then it is void."""

    def __init__(self, digits: str) -> None:
        if not (len(digits) == PIN_DIGITS and digits.isascii() and digits.isdigit()):
            raise ValueError("a PIN is six digits")
        self._digits = digits.encode()
        self.tries_left = PIN_TRIES

    def opens(self, typed: str) -> bool:
        """Whether these are the digits. A right answer gives back the three tries."""
        if self.tries_left <= 0:
            return False
        import hmac  # only where a PIN is asked for

        right = hmac.compare_digest(self._digits, typed.encode())
        self.tries_left = PIN_TRIES if right else self.tries_left - 1
        return right


class _Cover(QWidget):
    """A calm middle column on raised ground; the words at the foot name the program and the desk."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = Words("", "second", "quiet")
        self.title = Words("", "title")
        self.since = Words("", "text", "quiet", wraps=True)
        self.since.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        foot = QHBoxLayout()
        foot.addWidget(Words("Welfare Desk", "second", "quiet"))
        foot.addStretch(1)
        foot.addWidget(self.desk)
        self.middle = QVBoxLayout()
        self.middle.addWidget(Mark(icon, 28, "accent"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.middle.addSpacing(theme.px(16))
        self.middle.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        self.middle.addWidget(self.since)
        self._column = QWidget()
        self._column.setLayout(self.middle)
        box = QVBoxLayout(self)
        box.addStretch(10)
        across = QHBoxLayout()  # an alignment would take no heed of how tall wrapped words are
        across.addStretch(1)
        across.addWidget(self._column)
        across.addStretch(1)
        box.addLayout(across)
        box.addStretch(12)
        box.addLayout(foot)
        self._box = box
        theme.dress(self._dress)

    def _dress(self) -> None:
        self._column.setFixedWidth(theme.px(320))
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.middle.setSpacing(theme.px(4))
        self._box.setContentsMargins(*[theme.px(m) for m in (24, 24, 24, 12)])

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("raised"))


class LockScreen(_Cover):
    """Locked: the passphrase opens it, or the recovery key.

    Signals:
        passphrase_given: payload str.
        recovery_key_given: payload str.
        salvage_wanted: this desk is damaged, and what is whole of it is to be read out.
    """

    passphrase_given = Signal(object)
    recovery_key_given = Signal(object)
    salvage_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lock", parent)
        self._by_key = False
        self._wait = 0
        self.field = TextField(secret=True)
        self.caps = Words("Caps lock is on", "second", "soon")
        self.caps.hide()
        self.unlock = Button("Unlock", self._give, "primary")
        self.unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.other = Button("Use the recovery key", self._swap, "link")
        self.forgotten = Words("The recovery key, on its paper, opens it too.", "second", "quiet")
        self.forgotten.hide()
        self.salvage = Button("Recover what is whole", self.salvage_wanted.emit, "secondary")
        self.salvage.hide()
        self.practice = Words("", "second", "quiet")
        self.practice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.practice.hide()
        self.middle.addSpacing(theme.px(20))
        self.middle.addWidget(self.field)
        self.middle.addWidget(self.caps)
        self.middle.addSpacing(theme.px(8))
        self.middle.addWidget(self.unlock)
        self.middle.addSpacing(theme.px(8))
        self.middle.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignHCenter)
        self.middle.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        self.middle.addWidget(self.salvage, 0, Qt.AlignmentFlag.AlignHCenter)
        self.middle.addWidget(self.practice)
        self.setFocusProxy(self.field)
        self.field.line.returnPressed.connect(self._give)
        self.field.line.installEventFilter(self)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.tick)
        self._ask()

    def show_locked(self, since: str = "", *, desk: str = "", kept: bool = False) -> None:
        """Locked since this time of day (``14:06``); says so when something half written was kept."""
        said = f"Since {since}." if since else ""
        self.title.say("Locked" if since else "Welfare Desk")
        self.since.say(f"{said} What you were writing is kept." if kept else said)
        self.desk.say(desk)
        self.forgotten.hide()
        self._by_key = False
        self._ask()

    def show_practice_passphrase(self, passphrase: str) -> None:
        """The practice desk is no secret: its passphrase stands on its own lock screen."""
        self.practice.say(f"Practice desk with invented people.\nIts passphrase: {passphrase}")
        self.practice.show()

    def offer_salvage(self, damaged: bool) -> None:
        """Part of the desk is damaged: what is whole of it can be read out, never mended in place."""
        self.salvage.setVisible(damaged)

    def refuse(self, sentence: str, wait_seconds: int = 0, *, forgotten: bool = False) -> None:
        """That was not it. Nothing may be tried until the wait is over."""
        self.forgotten.setVisible(forgotten)
        self.field.set_value("")
        self.field.problem(sentence)
        self._wait = wait_seconds
        if wait_seconds:
            self._second.start()
        self._show_wait()

    def working(self, busy: bool) -> None:
        """While the passphrase is being tried (about a third of a second) nothing can be pressed."""
        self.unlock.setEnabled(not busy and not self._wait)
        self.field.line.setReadOnly(busy)

    def clear(self) -> None:
        """Forget what was typed: called as soon as it has been used."""
        self.field.line.clear()
        self.field.problem()

    def tick(self) -> None:
        """One second less to wait."""
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._second.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        minutes, seconds = divmod(self._wait, 60)
        self.unlock.setEnabled(not self._wait)
        self.field.line.setEnabled(not self._wait)
        self.unlock.setText(f"Try again in {minutes}:{seconds:02}" if self._wait else "Unlock")
        self.unlock.setAccessibleName(self.unlock.text())
        if not self._wait and self.isVisible():
            self.field.setFocus()

    def _ask(self) -> None:
        self.field.set_value("")
        self.field.problem()
        self.field.call("Recovery key" if self._by_key else "Passphrase")
        self.field.line.setEchoMode(
            self.field.line.EchoMode.Normal if self._by_key else self.field.line.EchoMode.Password
        )
        self.other.setText("Use the passphrase" if self._by_key else "Use the recovery key")
        self.other.setAccessibleName(self.other.text())

    def _swap(self) -> None:
        self._by_key = not self._by_key
        self._ask()
        self.field.setFocus()

    def _give(self) -> None:
        typed = self.field.line.text()
        if typed and not self._wait:
            (self.recovery_key_given if self._by_key else self.passphrase_given).emit(typed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._watch_caps(event)
        return super().eventFilter(watched, event)

    def _watch_caps(self, event: QKeyEvent) -> None:
        """Qt cannot ask for the caps lock; a capital without Shift (or the reverse) gives it away."""
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.setVisible(letter.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps.setVisible(not self.caps.isVisible() and bool(self.field.line.text()))


class Curtain(_Cover):
    """Everything hidden, keys kept: the PIN of this start opens it.

    Signals:
        opened: the digits were right.
        spent: three tries were wrong, or the person asked for the lock.
    """

    opened = Signal()
    spent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("eye-off", parent)
        self.pin: StartPin | None = None
        self.field = TextField(secret=True)
        self.field.line.setMaxLength(PIN_DIGITS)
        self.field.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.field.call("PIN of this start")
        self.lock_instead = Button("Use the passphrase", self.spent.emit, "link")
        self.middle.addSpacing(theme.px(20))
        self.middle.addWidget(self.field)
        self.middle.addSpacing(theme.px(8))
        self.middle.addWidget(self.lock_instead, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self.field)
        self.field.line.textEdited.connect(self._typed)

    def show_drawn(self, pin: StartPin, *, desk: str = "") -> None:
        """Draw it, to be opened by this PIN."""
        self.pin = pin
        self.title.say("Screen hidden")
        self.since.say("Type the six digits you chose at the start.")
        self.desk.say(desk)
        self.field.set_value("")
        self.field.problem()

    def _typed(self, typed: str) -> None:
        if len(typed) < PIN_DIGITS or self.pin is None:
            return
        self.field.set_value("")
        if self.pin.opens(typed):
            self.field.problem()
            self.opened.emit()
        elif self.pin.tries_left <= 0:
            self.spent.emit()
        else:
            left = "One try" if self.pin.tries_left == 1 else f"{self.pin.tries_left} tries"
            self.field.problem(f"Those are not the digits. {left} left, then the passphrase is asked for.")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()


class ChoosePin(_Cover):
    """Asked once after each start: six digits that open the curtain until the program is closed.

    Signals:
        chosen: payload StartPin, or ``None`` where the person would rather lock each time.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("eye-off", parent)
        self.title.say("Six digits for today")
        self.since.say("After three idle minutes the screen is hidden. These digits bring it back.")
        self.field = TextField(secret=True)
        self.field.line.setMaxLength(PIN_DIGITS)
        self.field.call("Six digits")
        self.keep = Button("Use these digits", self._choose, "primary")
        self.keep.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.skip = Button("Lock instead of hiding", lambda: self.chosen.emit(None), "link")
        self.middle.addSpacing(theme.px(20))
        self.middle.addWidget(self.field)
        self.middle.addSpacing(theme.px(8))
        self.middle.addWidget(self.keep)
        self.middle.addSpacing(theme.px(8))
        self.middle.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self.field)
        self.field.line.returnPressed.connect(self._choose)

    def _choose(self) -> None:
        typed = self.field.line.text()
        try:
            pin = StartPin(typed)
        except ValueError:
            self.field.problem("Six digits are needed.")
            return
        if len(set(typed)) == 1 or typed in "01234567890" or typed in "09876543210":
            self.field.problem("Choose digits that are harder to guess.")
            return
        self.field.set_value("")
        self.chosen.emit(pin)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()
