"""Signing on the screen: what was agreed, read back in words, a pad to sign on, and who saw it.

For a session without a printer. It gathers what ``casework.consent_signing`` takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.consent.consent_signing import Signed
from welfare_desk.errors import Problem
from welfare_desk.ui import theme
from welfare_desk.ui.consents.said import Part
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.signature import SignaturePad
from welfare_desk.ui.kit.words import Prose, Words

_FIELDS = ("signature", "signed_by", "seen_by")


class ReadBack(QWidget):
    """A consent as it is read back, part by part, large enough to be read across a table."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_parts(self, headline: str, parts: Iterable[Part]) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._box.addWidget(Words(headline, "section"))
        for part in parts:
            self._box.addSpacing(theme.px(10))
            self._box.addWidget(Words(part.label, "second", "quiet"))
            self._box.addWidget(Prose(part.words, "text", "soon" if part.missing else "ink"))


class SigningPart(QWidget):
    """The pad, whose signature it is, and the witness."""

    def __init__(self) -> None:
        super().__init__()
        self.pad = SignaturePad("Signature")
        self.wrong = Words("", "second", "overdue", wraps=True)
        self.wrong.hide()
        self.form = Form()
        self.form.add_row("&Signed by", TextField("Name"), name="signed_by")
        self.form.add_row("Seen &by", TextField("The witness: your own name will do"), name="seen_by")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        for piece in (Words("Signature", "head"), self.pad, self.wrong, self.form):
            box.addWidget(piece)
        self.pad.drawn.connect(self.wrong.hide)

    def begin(self, name: str) -> None:
        """An empty pad, for this person to sign on."""
        self.pad.clear()
        self.form.show_problems(())
        self.form.show_values({"signed_by": name, "seen_by": ""})

    def signed(self) -> Signed:
        typed = self.form.values()
        return Signed(self.pad.strokes(), self.pad.ratio, typed["signed_by"], typed["seen_by"])

    def show_problems(self, problems: Sequence[Problem]) -> int:
        """Those of the signature; how many there were. Others belong to the ticks."""
        mine = [one for one in problems if one.field in _FIELDS]
        drawn = next((one for one in mine if one.field == "signature"), None)
        self.wrong.setVisible(drawn is not None)
        if drawn is not None:
            self.wrong.say(str(drawn))
        self.form.show_problems([one for one in mine if one is not drawn])
        return len(mine)
