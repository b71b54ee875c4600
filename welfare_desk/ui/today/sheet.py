"""The session sheet: the meetings of a session and what falls before the next, on one page of paper."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from welfare_desk.casework.sessions import TodayView
from welfare_desk.rules import days


def session_sheet(view: TodayView, *, names: bool = True, practice: bool = False) -> bytes:
    """The sheet as PDF, made in memory. Without ``names`` people are told by the time of their meeting."""
    document = QTextDocument()
    document.setHtml(_page(view, names=names, practice=practice))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    writer.setTitle("Session sheet")
    writer.setCreator("Welfare Desk")
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def _page(view: TodayView, *, names: bool, practice: bool) -> str:
    session = view.session
    where = f"{session.practice}, {session.starts:%H:%M} to {session.ends:%H:%M}" if session else ""
    rows = "".join(
        f"<tr><td>{meeting.at:%H:%M}</td><td><b>{escape(meeting.client if names else 'Client')}</b><br>"
        f"{escape(meeting.why)}<br><i>{escape(meeting.contact_warning or '')}</i></td>"
        f"<td>{_next(meeting.next_on, meeting.next_what)}</td><td>came &#9744;<br>did not &#9744;</td></tr>"
        for meeting in view.booked
        if meeting.at
    )
    due = "".join(
        f"<li>{escape(due.client if names else due.case_reference)}: {escape(due.what)},"
        f" safe day {days.full(due.safe_on)}, last day {days.full(due.due_on)}</li>"
        for due in (*view.overdue, *view.due)
    )
    pretended = "<p>Practice desk: invented people.</p>" if practice else ""
    return (
        f"<h2>Session, {days.full(view.today)}</h2><p>{escape(where)}</p>{pretended}"
        f"<table width='100%' cellpadding='5' border='0'>"
        "<tr><th align='left'>Time</th><th align='left'>Client and reason</th>"
        f"<th align='left'>Next date</th><th></th></tr>{rows}</table>"
        f"<h3>Before {days.full(view.next_session_on)}</h3><ul>{due or '<li>Nothing is due.</li>'}</ul>"
    )


def _next(on: object, what: str | None) -> str:
    return f"{days.without_year(on)}<br>{escape(what or '')}" if isinstance(on, date) else "No date yet"
