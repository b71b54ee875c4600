"""The guide: its pages at the left with a search over them, the page at the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from welfare_desk import changelog, guide
from welfare_desk.guide import GuidePage
from welfare_desk.ui import theme
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.steering import Steering
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading, Screen

NEWS = "whats-new"
WIDEST = 720  # of a line and of a picture, at 13-pixel text
_NARROW = 420  # three columns in less than this are a few words each: their cells stand under each other
_ROW = re.compile(r"<tr>\n(<t[hd]>.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])[^>]*>(.*?)</t[hd]>", re.DOTALL)
_STYLE = """
h1 { font-size: %(h1)dpx; font-weight: 600; color: %(ink)s; }
h2 { font-size: %(h2)dpx; font-weight: 600; color: %(ink)s; }
p, li { color: %(ink)s; line-height: 130%%; }
td { color: %(ink)s; }
code { font-family: "%(family)s"; color: %(quiet)s; }
th { color: %(quiet)s; font-weight: 500; }
a { color: %(accent)s; }
"""


class HelpScreen(Screen):
    """What each screen is for, in the guide's words."""

    name, title, rail = "help", "Guide", ""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.search = TextField("Words to look for")
        self.search.call("&Find in the guide")
        self.list = RowList("Pages of the guide", [Column("")], one_line=36, hairlines=False)
        Steering(self.search.line, self.list, lambda: True)
        self.browser = PageOfGuide()
        self._left = QWidget()
        self._down, across = QVBoxLayout(self._left), QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._above = QWidget()
        self._inside = QVBoxLayout(self._above)
        self._inside.addWidget(self.search)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self._down.addWidget(self._above)
        self._down.addWidget(self.list, 1)
        for part, stretch in ((self._left, 0), (Hairline(down=True), 0), (self.browser, 1)):
            across.addWidget(part, stretch)
        self.search.edited.connect(self._show_found)
        self.list.chosen.connect(lambda row: self.browser.show_page(row.key))
        self.list.opened.connect(lambda _row: self.browser.setFocus(Qt.FocusReason.TabFocusReason))
        theme.dress(self._dress)

    def heading(self) -> Heading:
        return Heading(self.title, "F1 opens it at the screen in front")

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {}

    def arrive(self, **where: Any) -> None:
        """``about``: the screen to explain; ``page``: a page by its name; ``new``: lines not yet read."""
        self.browser.new = where.get("new", ())
        wanted = where.get("page") or (guide.page_for(where["about"]).name if "about" in where else "")
        if wanted:
            self.search.set_value("")
        self._show_found()
        self.list.choose(wanted or self.browser.page or guide.pages()[0].name)
        self.search.setFocus()

    def concerns(self, changes: object) -> bool:
        return False

    def _show_found(self) -> None:
        found = guide.find(self.search.value())
        rows = [
            Row(passage.page.name, (RowCell(passage.page.title, passage.line, why=passage.line),))
            for passage in found
        ]
        if not self.search.value():
            rows.append(Row(NEWS, (RowCell("What's new"),)))
        self.list.show_rows(rows)
        if found and self.list.chosen_row() is None:
            self.list.choose_first()

    def _dress(self) -> None:
        self._left.setFixedWidth(min(theme.px(300), max(theme.px(150), round(self.width() * 0.36))))
        margin = theme.px(24)
        self._inside.setContentsMargins(margin, theme.px(12), margin, theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()


def _as_lines(row: re.Match[str]) -> str:
    """A row of three cells and more, its cells under each other; its heads go, the first cell has weight."""
    cells = _CELL.findall(row[1])
    if len(cells) < 3:
        return row[0]
    if cells[0][0] == "th":
        return ""
    words = [f"<b>{cells[0][1]}</b>", *(cell for _, cell in cells[1:])]
    return f"<tr><td>{'<br>'.join(words)}</td></tr>"


class PageOfGuide(QTextBrowser):
    """One page, in the theme's letters and colours, with its pictures no wider than a line."""

    def __init__(self) -> None:
        super().__init__()
        self.page, self._laid_at = "", 0
        self.new: tuple[str, ...] = ()  # of what is new, the lines nobody has read here yet
        self.setAccessibleName("The page of the guide")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setTabChangesFocus(True)
        theme.dress(self._dress)

    def show_page(self, name: object) -> None:
        self.page = str(name)
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        known = (*guide.pages(), GuidePage(NEWS, "What's new", (), changelog.page(self.new)))
        page = next((each for each in known if each.name == self.page), None)
        if page is None:
            return
        self._laid_at = self.width()
        margin = theme.px(32)
        line = min(theme.px(WIDEST), max(self.width() - 2 * margin, theme.px(200)))
        document = self.document()
        document.setDefaultFont(theme.font("text"))
        document.setDocumentMargin(theme.px(24))
        document.setDefaultStyleSheet(
            _STYLE
            % {
                "h1": theme.px(20),
                "h2": theme.px(15),
                "ink": theme.colour("ink").name(),
                "quiet": theme.colour("quiet").name(),
                "accent": theme.colour("accent").name(),
                "family": theme.font("text").family(),
            }
        )
        html = page.html().replace("<table>", '<table cellpadding="4" width="100%">')
        if line < theme.px(_NARROW):
            html = _ROW.sub(_as_lines, html)
        html = html.replace("<th>", '<th align="left">')  # Qt puts a head in the middle
        self.setViewportMargins(0, 0, max(0, self.width() - line - 2 * margin), 0)
        html = re.sub(r'<img src="([^"]*)"', rf'<img src="\1" width="{line}"', html)
        self.setHtml(html.replace("<p><img", '<p style="line-height: 100%"><img'))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures come from the guide's own folder and from nowhere else."""
        asked = name.path() if isinstance(name, QUrl) else str(name)
        file = (guide.folder() / asked).resolve()
        inside = guide.folder().resolve() in file.parents
        if kind == QTextDocument.ResourceType.ImageResource.value and inside and file.is_file():
            return QImage(str(file))
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._laid_at:  # its own: a bar that comes while it is laid out would lay it twice
            self._lay_out()

    def _dress(self) -> None:
        if self.page:
            self._lay_out()
