"""Plain words and e-mails: read as words, set on A4 in the letters' typeface.

A sign the typeface lacks is said by its name in brackets: these are somebody else's words, so they are
neither refused for it nor silently changed.
"""

from __future__ import annotations

import unicodedata
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from welfare_desk.letters import typeface
from welfare_desk.letters.content import Run
from welfare_desk.letters.layout import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Line,
    leading,
    set_lines,
)
from welfare_desk.letters.papers.pdfs import Clean
from welfare_desk.letters.papers.unfit import BROKEN, Unfit
from welfare_desk.tagging import Node

_MOST_SIGNS = 1_000_000
_SIZE = 10.5
_MOST_PARTS = 200


def clean_text(data: bytes) -> Clean:
    """Words on pages. Raises Unfit for what is no plain text."""
    return _on_pages(read(data))


def clean_mail(data: bytes) -> Clean:
    """An e-mail as it would be printed: who, to whom, when, about what, and what it says. Raises Unfit."""
    mail = BytesParser(policy=policy.default).parsebytes(data)
    parts = []
    for part in mail.walk():
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            raise Unfit("it is made of too many parts to be an e-mail", "Print it to a PDF and add that.")
    files = [part for part in parts[1:] if part.get_filename() or part.get_content_maintype() != "text"]
    files = [part for part in files if not part.is_multipart()]
    left_out = "Files sent with it are left out: save them and add them one by one."
    remarks = (left_out,) if files else ()
    try:
        body = mail.get_body(("plain", "html")) if isinstance(mail, EmailMessage) else None
        words = str(body.get_content()) if body is not None else ""
        head = [f"{name}: {mail[name]}" for name in ("From", "To", "Cc", "Date", "Subject") if mail[name]]
    except (LookupError, ValueError, AttributeError, TypeError, ArithmeticError) as fault:
        raise Unfit("it is damaged and cannot be read", BROKEN) from fault
    if body is not None and body.get_content_subtype() == "html":
        raise Unfit("it is written as a web page", "Print it to a PDF and add that.")
    made = _on_pages("\n".join((*head, "", words)))
    return Clean(made.data, made.pages, remarks)


def read(data: bytes) -> str:
    """The words in ``data``. Raises Unfit where it is no text, or more than anybody reads."""
    if len(data) > 4 * _MOST_SIGNS:
        raise Unfit("it is longer than anybody would read", "Print the part that matters to a PDF.")
    for code in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            words = data.decode(code)
        except UnicodeDecodeError:
            continue
        odd = sum(
            unicodedata.category(sign) in ("Cc", "Cs", "Cn") for sign in words if sign not in "\t\n\r\f"
        )
        if odd or len(words) > _MOST_SIGNS:
            break
        return words
    raise Unfit("it is neither a paper, a picture nor plain words", "Save it as a PDF and add that.")


def _on_pages(words: str) -> Clean:
    page_file = BytesIO()
    for name in (typeface.REGULAR, typeface.BOLD, typeface.MARKS):
        typeface.font(name)
    canvas = Canvas(
        page_file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, initialFontName=typeface.REGULAR
    )
    each = int((PAGE_HEIGHT - 2 * MARGIN) / leading(_SIZE))
    pages: list[list[Line | None]] = []
    for sheet in words.replace("\r\n", "\n").replace("\r", "\n").split("\f"):
        lines: list[Line | None] = []
        for written in sheet.strip("\n").split("\n"):
            lines += list(set_lines((Run(_sayable(written)),), _SIZE, TEXT_WIDTH, Node("P"))) or [None]
        while lines and lines[-1] is None:
            lines.pop()
        pages += [lines[start : start + each] for start in range(0, len(lines), each)]
    if not pages:
        raise Unfit("there are no words in it", BROKEN)
    for page in pages:
        for number, line in enumerate(page):
            baseline = PAGE_HEIGHT - MARGIN - (number + 0.75) * leading(_SIZE)
            for span in line.spans if line else ():
                text = canvas.beginText(MARGIN + span.x, baseline)
                text.setFont(span.font, _SIZE)
                text.textOut(span.text)
                canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return Clean(page_file.getvalue(), len(pages))


def _sayable(line: str) -> str:
    said = []
    for sign in unicodedata.normalize("NFC", line).expandtabs(4):
        # What lies beyond the first 65,536 signs is drawn but copied out of the PDF as another sign.
        if ord(sign) < 0x10000 and typeface.font_for(sign, False) is not None:
            said.append(sign)
        elif unicodedata.category(sign) not in ("Cf", "Mn"):  # joiners and accents alone say nothing
            said.append(f"[{unicodedata.name(sign, 'a sign').lower()}]")
    return "".join(said)
