"""The computer is left: it goes to sleep, its lid is shut, its own screen is locked. The desk locks with it.

Linux says so over D-Bus, Windows by messages to every window; elsewhere, and where nobody says it, ``idle``
notices on waking that time has passed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_SAYS: Final = (  # path ("" any), interface, member, our slot
    ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "_is_so(bool)"),
    ("", "org.freedesktop.login1.Session", "Lock", "_happened()"),
    ("", "org.freedesktop.ScreenSaver", "ActiveChanged", "_is_so(bool)"),
    ("", "org.gnome.ScreenSaver", "ActiveChanged", "_is_so(bool)"),
    (
        "/org/freedesktop/UPower",
        "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
        "_changed(QString,QVariantMap,QStringList)",
    ),
)

# Windows: WM_POWERBROADCAST with PBT_APMSUSPEND; WM_WTSSESSION_CHANGE with WTS_SESSION_LOCK or _LOGOFF.
_LEAVING: Final = {(0x0218, 0x4), (0x02B1, 0x7), (0x02B1, 0x6)}


class SessionWatch(QObject):
    """Listens to whoever says that the computer is being left.

    Anybody on the bus may say it: the worst that comes of a false word is a passphrase typed once more.

    Signals:
        left: lock now.
    """

    left = Signal()

    def __init__(self, buses: Sequence[QDBusConnection] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if buses is None:
            buses = (QDBusConnection.systemBus(), QDBusConnection.sessionBus())
        self._buses = [bus for bus in buses if bus.isConnected()]
        self.hears = sum(
            # Its stubs want bytes, and it understands only what SLOT gives.
            bus.connect("", path, interface, member, self, SLOT(slot))  # type: ignore[call-overload]
            for bus in self._buses
            for path, interface, member, slot in _SAYS
        )

    @Slot(bool)
    def _is_so(self, so: bool) -> None:
        if so:
            self.left.emit()

    @Slot()
    def _happened(self) -> None:
        self.left.emit()

    @Slot("QString", "QVariantMap", "QStringList")
    def _changed(self, _interface: str, changed: dict[str, Any], _gone: list[str]) -> None:
        if changed.get("LidIsClosed"):
            self.left.emit()


class _Message(ctypes.Structure):
    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("wparam", ctypes.c_size_t))


class WindowsWatch(QAbstractNativeEventFilter):
    """The same from Windows' messages; given to the application as a filter there, and only there."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(  # type: ignore[override]
        self, kind: QByteArray | bytes, message: Any
    ) -> tuple[bool, int]:
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type]
            said = _Message.from_address(int(message))
            if (said.message, said.wparam) in _LEAVING:
                self._watch.left.emit()
        return False, 0

    @staticmethod
    def ask_for(window_id: int) -> None:
        """Windows tells only those who have asked that the session is locked."""
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window_id, 0)  # type: ignore[attr-defined, unused-ignore]
