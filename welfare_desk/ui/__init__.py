"""Screens, commands, jobs and messages; they show views, give drafts and show problems.

How to make a screen
    One folder per noun, one ``Screen`` per page (``ui/screen.py``). Give it ``name`` (kebab-case), ``title``
    (never a person's name) and ``rail``; build its widgets in ``__init__`` from ``ui/kit``; read in
    ``arrive``. Reading and writing go through ``jobs.run(self, work, done)``, where ``work`` calls one
    function of casework. After a write, ``self.wrote.emit(changes)`` tells the other screens. The wiring
    says ``window.offer(name, make)`` once.

What a screen gets from the frame
    The title line (``heading``), a strip under it (``band``), keys and palette lines for what it lists in
    ``acts``, Esc through ``leave``, and the lock: ``draft`` is asked when everything is hidden, ``restore``
    gives it back to the screen made anew.

What it must do itself
    Put the cursor where typing starts; give each list, icon and page a name a screen reader can say; show
    problems beside their fields with ``form.show_problems``; say why a button is closed
    (``Act.closed_because``).
"""

from __future__ import annotations

import ctypes
import sys


def _keep_alive(*constants: object) -> None:
    """PySide6 6.12.0 gives away a reference to ``None`` at calls that return nothing, to ``True`` at an emit.

    Before CPython 3.12 made them immortal that ends the program after some thousands of calls
    ("deallocating None", "deallocating True or False"), so they are given more references than can be lost.
    To be removed with the first PySide6 that counts right, or when Python 3.11 is no longer supported.
    """
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12):
        for constant in constants:
            ctypes.c_ssize_t.from_address(id(constant)).value += 1 << 48


_keep_alive(None, True, False)
