"""The one door through which words of ours reach the screen: Qt's own translation, by the English itself.

The pieces in ``ui/kit`` ask it, so a screen passes plain British English and need not know. Which words a
screen passes is read out of the code by ``packaging/screen_words.py`` into ``resources/screens.ts``. What a
sentence is put together from (a count, a name) does not pass yet, and what people typed never should: no
list's cells and nothing that gives way at its end asks here.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

CONTEXT = "screens"
_speaking: list[QTranslator] = []


def tr(words: str) -> str:
    """``words`` in the language the program speaks; as they are where it has none for them."""
    if not _speaking or not words:
        return words
    return QCoreApplication.translate(CONTEXT, words)


def speak(translator: QTranslator | None) -> None:
    """From now on in this translation; None: in ours again. What is on the screen changes when made anew."""
    while _speaking:
        QCoreApplication.removeTranslator(_speaking.pop())
    if translator is not None:
        QCoreApplication.installTranslator(translator)
        _speaking.append(translator)
