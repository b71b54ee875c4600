"""The letterhead: a logo that is only a picture, what differs for one practice, who signs; on both faces."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from io import BytesIO

import docx
import pikepdf
import pytest
from building import a_client, a_practice, body
from PIL import Image

from welfare_desk.casework import agency
from welfare_desk.casework.agency import Agency
from welfare_desk.casework.correspondence import letter_facts, letterhead, written
from welfare_desk.casework.correspondence.letterhead import CannotUse, Differs, Signature
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.errors import Problems
from welfare_desk.letters import pdf, word
from welfare_desk.letters.content import Document
from welfare_desk.letters.templates import shipped
from welfare_desk.records.correspondence import Letter

TODAY = date(2026, 11, 26)
HOUSE = Agency("Tayside Advice", "14 Ferry Road\nMillbank", "01382 496 0021", registration=("SC000000",))


def picture(width: int = 400, height: int = 120, kind: str = "PNG", mode: str = "RGBA") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), (11, 103, 112, 120)[: len(mode)]).save(out, kind)
    return out.getvalue()


def a_bomb() -> bytes:
    """A PNG of forty thousand by forty thousand dots in two kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


HOSTILE = {
    "a drawing with a program": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a drawing that fetches": b'<svg><image href="file:///etc/passwd"/></svg>',
    "a bomb": a_bomb(),
    "half a picture": picture()[:60],
    "nothing": b"",
    "a page": b"%PDF-1.7 not a picture",
    "another kind of picture": picture(kind="GIF", mode="RGB"),
    "a hair": picture(4000, 9),
    "too large a file": b"\x89PNG" + b"\0" * letterhead.MOST_BYTES,
}


@pytest.mark.parametrize("which", HOSTILE)
def test_what_is_no_plain_picture_is_refused_by_name(which: str) -> None:
    with pytest.raises(CannotUse, match=r"logo\.png cannot be the logo: "):
        letterhead.read_logo("/home/somebody/logo.png", HOSTILE[which])


@pytest.mark.parametrize(
    "data", [picture(), picture(3000, 2000), picture(kind="JPEG", mode="RGB"), picture(40, 40, mode="RGB")]
)
def test_a_picture_is_kept_small_on_white_and_carries_nothing(data: bytes) -> None:
    png = letterhead.read_logo("logo", data)
    with Image.open(BytesIO(png)) as kept:
        assert (kept.format, kept.mode) == ("PNG", "RGB")
        assert kept.width <= 945 and kept.height <= 166
        assert not kept.info
    assert letterhead.read_logo("logo", data) == png


def test_where_a_photograph_was_taken_is_left_behind() -> None:
    taken = Image.Exif()
    taken[0x8825] = {1: "N", 2: (56.0, 27.0, 0.0)}  # GPS
    out = BytesIO()
    Image.new("RGB", (300, 100), "white").save(out, "JPEG", exif=taken, comment=b"Morag's telephone")
    png = letterhead.read_logo("logo.jpg", out.getvalue())
    assert b"Morag" not in png and b"eXIf" not in png


def a_document(desk: Desk, practice_id: object = None) -> Document:
    """A letter to a client of this practice, as it would be printed."""
    person = a_client(desk, practice_id=practice_id)
    draft = written.WrittenDraft("missed-appointment", person, body(desk, "subject"))
    begun = written.write_letter(desk, draft, today=TODAY).id
    assert begun is not None
    with desk.look() as look:
        work = Work(desk, look)
        facts = letter_facts.facts_of(work, work.get(Letter, begun), (), TODAY)
    return shipped("missed-appointment").document(facts, gaps=True)


def test_the_logo_stands_on_both_faces_and_the_page_stays_an_archive_file(desk: Desk) -> None:
    agency.change_agency(desk, HOUSE, today=TODAY)
    letterhead.keep_logo(desk, letterhead.read_logo("logo.png", picture()), today=TODAY)
    document = a_document(desk)
    rendered = pdf.render_pdf(document)  # raises where the page is no longer PDF/A-2b
    assert rendered.data == pdf.render_pdf(document).data
    with pikepdf.open(BytesIO(rendered.data)) as made:
        assert len(made.pages[0].get_images()) == 1
    made_word = docx.Document(BytesIO(word.render_docx(document)))
    head = made_word.sections[0].first_page_header._element
    assert head.xpath(".//wp:docPr/@descr") == ["Tayside Advice"]
    assert made_word.sections[0].header._element.xpath(".//wp:docPr") == []
    assert word.render_docx(document) == word.render_docx(document)
    letterhead.keep_logo(desk, b"", today=TODAY)
    with pikepdf.open(BytesIO(pdf.render_pdf(a_document(desk)).data)) as made:
        assert len(made.pages[0].get_images()) == 0


def test_a_letter_with_a_logo_is_no_longer_than_without(desk: Desk) -> None:
    before = pdf.render_pdf(a_document(desk))
    letterhead.keep_logo(desk, letterhead.read_logo("logo.png", picture()), today=TODAY)
    after = pdf.render_pdf(a_document(desk))
    assert after.pages == before.pages


def test_what_differs_for_one_practice_is_on_its_letters_only(desk: Desk) -> None:
    agency.change_agency(desk, HOUSE, today=TODAY)
    millbank, ferry = a_practice(desk), a_practice(desk, "Ferry Surgery")
    said = Differs("c/o Millbank Medical Practice\n2 Mill Lane", "01382 496 0077", registration=("AC 12",))
    letterhead.keep_differs(desk, millbank, said, today=TODAY)
    there, elsewhere = a_document(desk, millbank).frame, a_document(desk, ferry).frame
    assert there.contact.startswith("c/o Millbank Medical Practice, 2 Mill Lane")
    assert there.registration == "AC 12" and "0077" in there.contact
    assert elsewhere.contact.startswith("14 Ferry Road, Millbank") and elsewhere.registration == "SC000000"


def test_the_lines_under_the_name_stand_under_the_name(desk: Desk) -> None:
    said = Signature("Money advisor", "07700 900123", ("Accredited to type III", "<b>& Sons</b> {{ x }}"))
    letterhead.keep_signature(desk, said, today=TODAY)
    assert letterhead.letterhead(desk, today=TODAY).signature == said
    text = "\n".join(run.text for block in a_document(desk).blocks for run in getattr(block, "runs", ()))
    assert "Money advisor" in text and "Accredited to type III\n<b>& Sons</b> {{ x }}" in text


def test_more_lines_than_a_letter_has_room_for_are_refused(desk: Desk) -> None:
    for lines in (("line",) * 7, ("x" * 91,)):
        with pytest.raises(Problems):
            letterhead.keep_signature(desk, Signature(lines=lines), today=TODAY)


def test_what_was_saved_later_does_not_change_yesterdays_letter(desk: Desk) -> None:
    letterhead.keep_logo(desk, letterhead.read_logo("logo.png", picture()), today=TODAY)
    with desk.look() as look:
        assert letterhead.paper_agency(look, on=date(2026, 11, 25)).logo == b""
        assert letterhead.paper_agency(look, on=TODAY).logo.startswith(b"\x89PNG")


def test_the_preview_is_an_invented_letter_under_this_letterhead(desk: Desk) -> None:
    assert letterhead.preview(desk, today=TODAY).startswith(b"%PDF")
