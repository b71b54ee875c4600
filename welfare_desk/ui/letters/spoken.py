"""The strip over a letter in its client's language: which, who checked it, and how to see it in ours."""

from __future__ import annotations

from PySide6.QtCore import Signal

from welfare_desk.casework.correspondence.written_page import Spoken
from welfare_desk.ui.kit.banner import Banner


class SpokenStrip(Banner):
    """Says that the letter is, or could be, in another language.

    Signals:
        turned: whether the page should be shown in English (the letter itself stays as it is).
        chosen: the code of the language the letter is to be written in.
    """

    turned = Signal(bool)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("soon", mark="info", edge=True)
        self.in_english = False
        self.hide()

    def show_spoken(self, spoken: Spoken | None, *, issued: bool, ours: str) -> None:
        """Say what holds for this letter; hidden where there is nothing to say."""
        self.clear()
        self.setVisible(spoken is not None)
        if spoken is None:
            return
        name = spoken.name
        if spoken.beside and spoken.chosen:
            self.say(
                f"In English, with {name} on a page of its own: {spoken.checked}.", "The English counts."
            )
        elif spoken.chosen:
            typed = (
                "What you type goes in as you type it. A copy in English is kept with the client’s papers."
            )
            kept = "The English copy is with the client’s papers."
            self.say(f"In {name}: {spoken.checked}.", kept if issued else typed)
        else:
            self.say(f"In English. There is a {name} text: {spoken.checked}.")
        if issued:
            return
        if spoken.english is not None:
            other = f"Show the {name}" if self.in_english else "Show the English"
            self.offer(other, self._turn)
        if spoken.chosen:
            self.offer("Write it in English only", lambda: self.chosen.emit(ours), "link")
        else:
            self.offer(f"Write it in {name}", lambda: self.chosen.emit(spoken.code))

    def _turn(self) -> None:
        self.in_english = not self.in_english
        self.turned.emit(self.in_english)
