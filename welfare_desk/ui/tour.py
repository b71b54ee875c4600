"""Visits screens one after the other and leaves a picture of each: for the guide, and for eyes in tests.

It needs a window whose screens can be gone to; what the desk holds is the caller's business.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QEventLoop, QPoint, Qt, QThread
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.ui.window import Window

SIZE = (1280, 720)
_QUICK = 80  # as Qt counts quality: a tenth larger than the smallest, in half the time
RATIO = 2.0


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to look at every screen: its dress, the size of its text, the size of its window."""

    dress: Literal["light", "dark"] = "light"
    text: float = 1.0
    strong: bool = False
    size: tuple[int, int] = SIZE


VARIANTS: Mapping[str, Variant] = {
    "light": Variant(),
    "dark": Variant("dark"),
    "high-contrast": Variant(strong=True),
    "large-text": Variant(text=2.0),
    "small-laptop": Variant(size=(1024, 600)),
    "wide": Variant(size=(1920, 1080)),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A screen to visit. ``picture`` names its file where a screen is shown twice; ``then`` acts first;
    another window that it answers with is pictured by itself, and closed."""

    screen: str
    where: Mapping[str, Any] = field(default_factory=dict)
    picture: str = ""
    then: Callable[[Window], object] | None = None

    @property
    def name(self) -> str:
        return self.picture or self.screen


def picture_of(widget: QWidget, ratio: float = RATIO) -> QImage:
    """The widget as it is, drawn at this density whatever the screen's own."""
    image = QImage(round(widget.width() * ratio), round(widget.height() * ratio), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return image


def settle(busy: Callable[[], bool] = lambda: False, *, rounds: int = 2000) -> None:
    """Let work under way come home, and Qt lay out and paint what it brought."""
    quiet = 0
    for _ in range(rounds):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        QThread.msleep(2)
        quiet = 0 if busy() else quiet + 1
        if quiet > 3:
            return


def _press(picture: QImage, file: Path) -> bool:
    return picture.save(str(file), quality=_QUICK)


def _to_the_front(window: Window) -> None:
    window.activateWindow()
    settle(lambda: not window.isActiveWindow(), rounds=100)  # else no cursor is drawn where typing starts


def visit(
    window: Window,
    stops: Iterable[Stop],
    folder: Path,
    *,
    busy: Callable[[], bool] = lambda: False,
    size: tuple[int, int] = SIZE,
    ratio: float = RATIO,
) -> list[Path]:
    """Save ``folder/<name>.png`` for each stop and ``folder/index.json`` for all; returns the pictures.

    Names are kebab-case and unique; no picture is named after a person.
    """
    folder.mkdir(parents=True, exist_ok=True)
    window.resize(*size)
    window.show()
    _to_the_front(window)
    index, saved = [], []
    with ThreadPoolExecutor(2) as written:  # a picture takes as long to press as a screen to draw
        for stop in stops:
            window.go(stop.screen, **stop.where)
            settle(busy)
            shown = stop.then(window) if stop.then is not None else None
            if stop.then is not None:
                settle(busy)
            file = folder / f"{stop.name}.png"
            other = shown if isinstance(shown, QWidget) and shown.isWindow() and shown is not window else None
            picture = picture_of(other or window, ratio)
            saved.append((file, written.submit(_press, picture, file)))
            if other is not None:
                other.close()
                _to_the_front(window)
            title = window.title_of(stop.screen)
            index.append({"screen": stop.name, "file": file.name, "title": title})
    for file, done in saved:
        if not done.result():
            raise OSError(f"the picture {file.name} could not be written")
    listed = json.dumps(index, indent=2, ensure_ascii=False) + "\n"
    (folder / "index.json").write_text(listed, encoding="utf-8")
    return [file for file, _ in saved]


def contact_sheets(pictures: Iterable[Path], folder: Path, *, across: int = 4, down: int = 4) -> list[Path]:
    """The pictures side by side, many to a sheet, to be looked at: what is clipped shows at a glance."""
    every = list(pictures)
    sheets: list[Path] = []
    for start in range(0, len(every), across * down):
        part = [QImage(str(file)) for file in every[start : start + across * down]]
        wide, high = 480, round(480 * part[0].height() / part[0].width())
        sheet = QImage(across * (wide + 4), down * (high + 4), QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.gray)
        painter = QPainter(sheet)
        for place, picture in enumerate(part):
            row, column = divmod(place, across)
            smooth = Qt.TransformationMode.SmoothTransformation
            small = picture.scaled(wide, high, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            painter.drawImage(column * (wide + 4) + 2, row * (high + 4) + 2, small)
        painter.end()
        file = folder / f"sheet-{len(sheets) + 1}.png"
        if not sheet.save(str(file)):
            raise OSError(f"the sheet {file.name} could not be written")
        sheets.append(file)
    return sheets
