"""Run by ``test_leaving`` in a process of its own: what Qt makes of a bus outlives the test that made it."""

import os
import sys

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from welfare_desk.ui.lock.session import SessionWatch

SLEEP, LOCK, SAVER = (
    ("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep"),
    ("/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session.Lock"),
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged"),
)
GNOME = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged")
LID = ("/org/freedesktop/UPower", "org.freedesktop.DBus.Properties.PropertiesChanged")


def shut(lid: bool) -> tuple[object, ...]:
    return "org.freedesktop.UPower", {"LidIsClosed": lid}, ["Other"]


def main(bus: str) -> None:
    app = QCoreApplication([])
    watch = SessionWatch([QDBusConnection.connectToBus(bus, "ours")])
    theirs = QDBusConnection.connectToBus(bus, "theirs")
    assert watch.hears == 5
    heard: list[int] = []
    watch.left.connect(lambda: heard.append(1))

    def say(what: tuple[str, str], *words: object, most: int) -> int:
        """How often it is heard within so many milliseconds; at once where it is."""
        heard.clear()
        path, (interface, _, member) = what[0], what[1].rpartition(".")
        signal = QDBusMessage.createSignal(path, interface, member)
        signal.setArguments(list(words))
        assert theirs.send(signal)
        waiting = QEventLoop(app)
        watch.left.connect(waiting.quit)
        QTimer.singleShot(most, waiting.quit)
        waiting.exec()
        watch.left.disconnect(waiting.quit)
        return len(heard)

    for what, words in (
        (SLEEP, (True,)),
        (LOCK, ()),
        (SAVER, (True,)),
        (GNOME, (True,)),
        (LID, shut(True)),
    ):
        assert say(what, *words, most=10_000) == 1, what
    assert say(SLEEP, False, most=300) == 0  # waking is no leaving
    assert say(LID, *shut(False), most=300) == 0
    print("heard", flush=True)
    os._exit(0)


main(sys.argv[1])
