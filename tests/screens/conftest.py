"""Screens are tried offscreen, in the light theme, at the size the pictures have."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from welfare_desk.ui import messages, theme


def pytest_configure(config):
    # The offscreen plugin says this of every window with a minimum size; it is no fault of ours.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


class Heard:
    """Stands in for every box: remembers what was said, and answers as told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.answer = True
        self.path = None

    def tell(self, parent, sentence, hint):
        self.told.append((sentence, hint))

    def ask(self, parent, question, hint, yes, no):
        self.asked.append(question)
        return self.answer

    def file_to_open(self, parent, words, kinds):
        return self.path

    def file_to_save(self, parent, words, suggested, kinds):
        return self.path

    def folder(self, parent, words):
        return self.path


@pytest.fixture(autouse=True)
def dressed(qapp):
    if theme.roles() is not theme.LIGHT or theme.base() != 13 or qapp.style().objectName() != "fusion":
        theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def heard():
    """No real box ever opens in a test."""
    listener = Heard()
    before = messages.use(listener)
    yield listener
    messages.use(before)
