"""The sample papers of docs/samples: what the program prints, of invented people, each as PDF and picture.

make samples      # then look at every picture that changed
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

import welfare_desk.ui  # noqa: F401 - before Qt, whose quirks it works round
from welfare_desk.casework.correspondence import letter_issue
from welfare_desk.casework.figures import reporting
from welfare_desk.casework.invented import practice_desk
from welfare_desk.letters import templates
from welfare_desk.letters.pdf import render_pdf

FOLDER = Path(__file__).resolve().parent / "samples"
_WIDE, _COLOURS = 744, 48  # A4 at 90 dots to the inch


def main() -> int:
    """Write every sample anew."""
    QGuiApplication(sys.argv[:1])
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        made = practice_desk.make(Path(scratch) / "practice")
        letter = made.told.letters["hugh"]
        papers = {
            "supporting-letter": letter_issue.print_out(made.desk, letter, today=practice_desk.TODAY),
            "tally": reporting.report(
                made.desk, date(2025, 4, 1), date(2026, 3, 31), by=("benefit", "kind"), format="pdf"
            ),
            "consent-sheet": _sample("consent-sheet"),
            "appointment-in-polish": _sample("appointment", "pl"),
        }
        made.desk.close()
    for name, pdf in papers.items():
        (FOLDER / f"{name}.pdf").write_bytes(pdf)
        _picture(pdf, FOLDER / f"{name}.png")
        print(f"docs/samples/{name}.pdf and .png")
    return 0


def _sample(kind: str, language: str = "en-GB") -> bytes:
    template = templates.shipped_in(kind, language)
    return render_pdf(template.document(replace(template.sample(), practice_desk=True))).data


def _picture(pdf: bytes, file: Path) -> None:
    """The first page as a small PNG."""
    held = QBuffer()
    held.setData(QByteArray(pdf))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(held)
    size = document.pagePointSize(0)
    seen = document.render(0, QSize(_WIDE, round(_WIDE * size.height() / size.width())))
    page = QImage(seen.size(), QImage.Format.Format_RGB32)
    page.fill(0xFFFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, seen)
    painter.end()
    page.save(str(file))
    document.close()
    with Image.open(file) as drawn:
        drawn.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
