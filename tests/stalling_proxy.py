"""A line to a server that can be made to hang, as a network does: bytes go in, and nothing comes out."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Proxy:
    """Listens on a port of its own. ``stall``: nothing is passed on any more, either way. ``cut``: hung up.

    ``lose_answers``: what is asked still arrives, and no answer comes back.
    """

    def __init__(self, to: int) -> None:
        self.to = to
        self._open = threading.Event()
        self._open.set()
        self._answers = threading.Event()
        self._answers.set()
        self._refuses = False
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._over = False
        threading.Thread(target=self._let_in, daemon=True).start()

    def stall(self) -> None:
        self._open.clear()

    def lose_answers(self) -> None:
        self._answers.clear()

    def go_on(self) -> None:
        self._refuses = False
        self._open.set()
        self._answers.set()

    def cut(self) -> None:
        """Hang up on everybody, and let nobody in until ``go_on``."""
        self._refuses = True
        for pair in self._pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self._pairs.clear()

    def close(self) -> None:
        self._over = True
        self.cut()
        self._open.set()
        self._answers.set()
        self._door.close()

    def _let_in(self) -> None:
        while not self._over:
            try:
                here, _ = self._door.accept()
            except OSError:
                return
            if self._refuses:
                here.close()
                continue
            try:
                there = socket.create_connection(("127.0.0.1", self.to))
            except OSError:  # the server is away: whoever knocks hears so, and may knock again
                here.close()
                continue
            self._pairs.append((here, there))
            for one, other, answers in ((here, there, False), (there, here, True)):
                threading.Thread(target=self._pass_on, args=(one, other, answers), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, answers: bool) -> None:
        try:
            while data := one.recv(65536):
                self._open.wait()
                if answers:
                    self._answers.wait()
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
