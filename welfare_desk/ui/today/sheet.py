"""The session sheet: the meetings of a session and what falls before the next, to be taken along on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)

from welfare_desk import resources
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.casework.service.day import TodayView
from welfare_desk.casework.service.sessions import Booked
from welfare_desk.rules import days
from welfare_desk.rules.session_times import in_words

_POINTS = 10.5
_MARGIN = 16  # millimetres of A4
_RULED = "border-bottom: 1px solid #BEC8D1; padding: 6px 8px 6px 0"


def session_sheet(view: TodayView, *, names: bool = True, practice: bool = False) -> bytes:
    """The sheet as PDF, made in memory. Without ``names`` people are told by their case's reference."""
    document = QTextDocument()
    face = QFont(_paper_face())
    face.setPointSizeF(_POINTS)
    document.setDefaultFont(face)
    document.setHtml(page(view, names=names, practice=practice))
    # With a page of its own the document adds no second margin to the paper's.
    inch = QGuiApplication.primaryScreen().logicalDotsPerInch()
    document.setPageSize(QSizeF((210 - 2 * _MARGIN) / 25.4 * inch, (297 - 2 * _MARGIN) / 25.4 * inch))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    writer.setTitle("Session sheet")
    writer.setCreator("Welfare Desk")
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


@cache
def _paper_face() -> str:
    """The face letters are printed in; Inter's own colons between figures cannot be read back from a PDF."""
    for weight in ("Regular", "Bold"):
        number = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/LiberationSans-{weight}.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


def _by_when(one: KeyDateRow) -> str:
    if one.safe_on == one.due_on:
        return f"act by {days.full(one.due_on)}, the legal last day"
    return f"act by {days.full(one.safe_on)}, legal last day {days.full(one.due_on)}"


def page(view: TodayView, *, names: bool, practice: bool) -> str:
    """The sheet in markup; whatever people typed is escaped."""
    session = view.session
    where = f"{session.practice}, {session.starts:%H:%M} to {session.ends:%H:%M}" if session else ""
    meetings = "".join(_meeting(one, names) for one in view.booked if one.at and not one.given_back)
    free = ", ".join(map(in_words, view.free))
    due = [
        f"<b>{_who(one.client, one.case_reference, names)}</b>, {escape(one.what)}: {_by_when(one)}"
        for one in (*view.overdue, *view.due)
    ]
    with_gp = [f"<b>{_who(one.client, one.reference, names)}</b>, a letter" for one in view.with_gp]
    pretended = "<p>Practice desk: everybody here is invented.</p>" if practice else ""
    return (
        f"<h2>Session, {days.full(view.today)}</h2><p>{escape(where)}</p>{pretended}"
        "<table width='100%' cellspacing='0' style='border-collapse: collapse'>"
        f"<tr>{''.join(_head(words) for words in ('Time', 'Client and reason', 'Next date', 'Came?'))}</tr>"
        f"{meetings}</table>"
        + (f"<p>Free: {free}</p>" if free else "")
        + _listed(f"Before {days.full(view.next_session_on)}", due, "Nothing falls due.")
        + _listed("To ask the practice for", with_gp, "No letter is with the GP.")
    )


def _meeting(one: Booked, names: bool) -> str:
    warning = f"<br><b>{escape(one.contact_warning)}</b>" if one.contact_warning else ""
    cells = (
        f"{one.at:%H:%M}",
        f"<b>{_who(one.client, one.case_reference, names)}</b><br>{escape(one.why)}{warning}",
        _next(one.next_on, one.next_what),
        "yes [&nbsp;&nbsp;&nbsp;] &nbsp; no [&nbsp;&nbsp;&nbsp;]",
    )
    return "<tr>" + "".join(f"<td style='{_RULED}'>{cell}</td>" for cell in cells) + "</tr>"


def _head(words: str) -> str:
    return f"<th align='left' style='{_RULED}'>{words}</th>"


def _who(client: str, reference: str | None, names: bool) -> str:
    return escape(client if names else reference or "Client")


def _next(on: date | None, what: str | None) -> str:
    return f"{days.without_year(on)}<br>{escape(what or '')}" if on else "No date yet"


def _listed(heading: str, lines: Iterable[str], none: str) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<h3>{heading}</h3>" + (f"<ul>{items}</ul>" if items else f"<p>{none}</p>")
