"""Files as strangers send them: forty that mean harm or can do it, forty that only look odd.

Each is (name, bytes). They are made here, so that no scanner finds a bomb in the tree.
"""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

Paper = tuple[str, bytes]

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def words(text: str = "Seen at the clinic.") -> str:
    body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return f'<?xml version="1.0"?><w:document xmlns:w="{_W}">{body}</w:document>'


def package(**more: str | bytes) -> bytes:
    """A Word file; ``more`` adds or replaces parts, written part__name for part/name."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": words(),
    }
    return zipped(parts | more)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, inside in parts.items():
            file.writestr(name, inside)
    return out.getvalue()


def a_pdf(
    change: Callable[[pikepdf.Pdf], object] | None = None,
    *,
    pages: int = 1,
    size: tuple[float, float] = (595.3, 841.9),
    **how: object,
) -> bytes:
    pdf = pikepdf.Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.MediaBox = Array([0, 0, *size])
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 72 700 Td (Paper {number + 1}) Tj ET".encode())
    if change is not None:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def a_picture(
    form: str = "JPEG", size: tuple[int, int] = (900, 1270), mode: str = "RGB", **how: object
) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, form, **how)
    return out.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, inside: bytes) -> bytes:
        whole = kind + inside
        return struct.pack(">I", len(inside)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def _content(data: bytes, **keys: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = Stream(pdf, data)
        for key, value in keys.items():
            stream[f"/{key}"] = value
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)

    return change


def _bombed(pdf: pikepdf.Pdf) -> None:
    _content(zlib.compress(b"q Q " * 50_000_000, 9), Filter=Name.FlateDecode)(pdf)


def _bombed_twice(pdf: pikepdf.Pdf) -> None:
    twice = zlib.compress(zlib.compress(b"\0" * 400_000_000, 9), 9)
    _content(twice, Filter=Array([Name.FlateDecode, Name.FlateDecode]))(pdf)


def _many_filters(pdf: pikepdf.Pdf) -> None:
    data = b"q Q"
    for _ in range(40):
        data = zlib.compress(data)
    _content(data, Filter=Array([Name.FlateDecode] * 40))(pdf)


def _action(pdf: pikepdf.Pdf, **action: object) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(Type=Name.Action, **action))


def _huge_picture(pdf: pikepdf.Pdf) -> None:
    picture = Stream(pdf, b"\0")
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = 90_000, 90_000, 8
    picture.ColorSpace = Name.DeviceGray
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=pdf.make_indirect(picture))


def _elsewhere(pdf: pikepdf.Pdf) -> None:
    stream = Stream(pdf, b"")
    stream.F = pikepdf.String("//server/share/page.txt")
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)


def _portfolio(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)


def _shell(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


def _nested_pdf() -> bytes:
    deep = b"[" * 200_000 + b"]" * 200_000
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X " + deep + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def _looped_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def _locked(how: str) -> bytes:
    kept = pikepdf.Permissions(print_lowres=False, print_highres=False)
    if how == "user":
        return a_pdf(encryption=pikepdf.Encryption(owner="o", user="u", R=6))
    if how == "user 40":
        return a_pdf(encryption=pikepdf.Encryption(owner="o", user="u", R=2, aes=False, metadata=False))
    return a_pdf(encryption=pikepdf.Encryption(owner="o", user="", R=6, allow=kept))


def _laughs() -> str:
    entities = ['<!ENTITY l0 "ha">'] + [
        f'<!ENTITY l{n} "{("&l" + str(n - 1) + ";") * 10}">' for n in range(1, 10)
    ]
    body = f'<w:document xmlns:w="{_W}"><w:body>&l9;</w:body></w:document>'
    return f'<?xml version="1.0"?><!DOCTYPE d [{"".join(entities)}]>{body}'


def _entity(where: str) -> str:
    body = f'<w:document xmlns:w="{_W}"><w:body>&x;</w:body></w:document>'
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{where}">]>{body}'


def _quadratic() -> str:
    body = f'<w:document xmlns:w="{_W}"><w:body>{"&a;" * 50_000}</w:body></w:document>'
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "{"x" * 50_000}">]>{body}'


def _fetching() -> str:
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'attachedTemplate" Target="https://example.invalid/t.dotm" TargetMode="External"/></Relationships>'
    )


def _dde() -> str:
    cut = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in ("DD", "EAUTO c:", "\\\\cmd.exe")
    )
    return f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body><w:p>{cut}</w:p></w:body></w:document>'


def _deep_word() -> str:
    deep = "<w:p>" * 100_000 + "</w:p>" * 100_000
    return f'<?xml version="1.0"?><w:document xmlns:w="{_W}">{deep}</w:document>'


def _symlinked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, inside in (("[Content_Types].xml", _TYPES), ("word/document.xml", words())):
            file.writestr(name, inside)
        link = zipfile.ZipInfo("word/media/a.png")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    return out.getvalue()


def _overlapping() -> bytes:
    """A package that says a part is small when it is not."""
    data = bytearray(package(**{"word/media/x.xml": b"<a>" + b" " * 150_000_000 + b"</a>"}))
    real = struct.pack("<I", 150_000_007)
    small = struct.pack("<I", 1000)
    return bytes(data.replace(real, small))


def _many_scans() -> bytes:
    out = io.BytesIO()
    first = Image.new("1", (80, 110), 1)
    first.save(out, "TIFF", save_all=True, append_images=[first] * 400)
    return out.getvalue()


def hostile() -> list[Paper]:
    """Forty that are refused."""
    return [
        ("letter.pdf", b"MZ\x90\x00" + b"\0" * 400),
        ("photo.jpg", b"\x7fELF\x02\x01\x01" + b"\0" * 400),
        ("statement.txt", b"#!/bin/sh\nrm -rf ~\n"),
        ("notice.pdf", a_picture()),
        ("scan.png", a_pdf()),
        ("claim.docx", zipped({"a.exe": b"MZ"})),
        ("award.pdf", b"<html><script>alert(1)</script></html>"),
        ("drawing.png", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("rich.txt", b"{\\rtf1\\ansi{\\object\\objemb}}"),
        ("both.pdf", b"GIF89a" + a_pdf()),
        ("hidden.jpg", a_picture() + package()),
        ("hidden.pdf", a_pdf() + zipped({"run.bat": "del *"})),
        ("locked.pdf", _locked("user")),
        ("locked-old.pdf", _locked("user 40")),
        ("no-print.pdf", _locked("owner")),
        ("half.pdf", a_pdf(pages=40)[: len(a_pdf(pages=40)) // 2]),
        ("empty.pdf", b"%PDF-1.7\n%%EOF\n"),
        ("bomb.pdf", a_pdf(_bombed)),
        ("bomb-in-bomb.pdf", a_pdf(_bombed_twice)),
        ("forty-filters.pdf", a_pdf(_many_filters)),
        ("huge-page.pdf", a_pdf(size=(200_000, 200_000))),
        ("huge-picture.pdf", a_pdf(_huge_picture)),
        ("loop.pdf", _looped_pdf()),
        ("nest.pdf", _nested_pdf()),
        ("runs.pdf", a_pdf(lambda pdf: _action(pdf, S=Name.Launch, F=pikepdf.String("cmd.exe")))),
        ("elsewhere.pdf", a_pdf(_elsewhere)),
        ("portfolio.pdf", a_pdf(_portfolio)),
        ("shell.pdf", a_pdf(_shell)),
        ("pixels.png", png_that_says(60_000, 60_000)),
        ("ribbon.png", png_that_says(1, 60_000)),
        ("torn.jpg", a_picture(size=(2000, 2800))[:9000]),
        ("endless.tif", _many_scans()),
        ("laughs.docx", package(**{"word/document.xml": _laughs()})),
        ("quadratic.docx", package(**{"word/document.xml": _quadratic()})),
        ("reads.docx", package(**{"word/document.xml": _entity("file:///etc/passwd")})),
        ("fetches.docx", package(**{"word/_rels/document.xml.rels": _fetching()})),
        ("macro.docx", package(**{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})),
        ("climbs.docx", package(**{"../../evil.txt": "x"})),
        ("link.docx", _symlinked()),
        ("parts.docx", package(**{f"word/p{n}.xml": "<a/>" for n in range(10_000)})),
        ("swells.docx", package(**{"word/media/x.xml": b" " * 190_000_000})),
        ("lies.docx", _overlapping()),
        ("deep.docx", package(**{"word/document.xml": _deep_word()})),
        ("dde.docx", package(**{"word/document.xml": _dde()})),
        ("noise.txt", bytes(range(256)) * 20),
        ("phone.heic", b"\0\0\0\x18ftypheic" + b"\0" * 200),
        ("film.jpg", b"\0\0\0\x18ftypmp42" + b"\0" * 200),
    ]


def _scripted(pdf: pikepdf.Pdf) -> None:
    _action(pdf, S=Name.JavaScript, JS=pikepdf.String("this.print()"))


def _typed_in(pdf: pikepdf.Pdf) -> None:
    """A form's field somebody filled in, without an appearance of its own."""
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=pikepdf.String("name"),
            V=pikepdf.String("Typed in"),
            DA=pikepdf.String("/F 12 Tf 0 g"),
            Rect=Array([72, 600, 300, 620]),
            F=4,
            P=pdf.pages[0].obj,
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]),
        NeedAppearances=True,
        DA=pikepdf.String("/F 12 Tf 0 g"),
        DR=pdf.pages[0].obj.Resources,
    )


def _linked(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=pikepdf.String("https://example.invalid"))
    pdf.pages[0].obj.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
            )
        ]
    )


def _with_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["sums.txt"] = b"1 + 1"


def _rotated(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Rotate = 270


def _unruly_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([300, 900, -295, 58])


def _as_text() -> bytes:
    """Packed, and then written in letters only, as many programs on servers do."""

    def change(pdf: pikepdf.Pdf) -> None:
        packed = base64.a85encode(zlib.compress(b"BT /F 12 Tf 72 700 Td (Paper 1) Tj ET")) + b"~>"
        _content(packed, Filter=Array([Name.ASCII85Decode, Name.FlateDecode]))(pdf)

    return a_pdf(change, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def _many_grey() -> bytes:
    out = io.BytesIO()
    pages = [Image.new("1", (1654, 2339), 1) for _ in range(6)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(200, 200))
    return out.getvalue()


def _turned_photo() -> bytes:
    picture = Image.linear_gradient("L").resize((1200, 800)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _linking_word() -> str:
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'hyperlink" Target="https://www.mygov.scot/" TargetMode="External"/></Relationships>'
    )


_MAIL = (
    b"From: r@example.invalid\r\nTo: m@example.invalid\r\nSubject: Statements\r\n"
    b"Date: Mon, 2 Nov 2026 09:00:00 +0000\r\n"
)


def harmless() -> list[Paper]:
    """Forty that are kept."""
    tagged = a_pdf(lambda pdf: pdf.Root.__setattr__("MarkInfo", Dictionary(Marked=True)))
    return [
        ("letter.pdf", a_pdf()),
        ("LETTER.PDF", a_pdf(pages=3)),
        ("no ending", a_pdf()),
        ("scan.final.v2.pdf", a_pdf(pages=2)),
        ("tagged.pdf", tagged),
        ("line-first.pdf", b"\r\n" + a_pdf()),
        ("bom.pdf", b"\xef\xbb\xbf" + a_pdf()),
        ("mail-gateway.pdf", a_pdf() + b"\r\n\r\n"),
        ("linear.pdf", a_pdf(pages=4, linearize=True)),
        ("packed.pdf", a_pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)),
        ("old.pdf", a_pdf(force_version="1.2")),
        ("owner-locked.pdf", a_pdf(encryption=pikepdf.Encryption(owner="o", user="", R=6))),
        ("prints-itself.pdf", a_pdf(_scripted)),
        ("form.pdf", a_pdf(_typed_in)),
        ("links.pdf", a_pdf(_linked)),
        ("file-inside.pdf", a_pdf(_with_file)),
        ("a3.pdf", a_pdf(size=(841.9, 1190.6))),
        ("a2-plan.pdf", a_pdf(size=(1190.6, 1683.8))),
        ("a5-card.pdf", a_pdf(size=(419.5, 595.3))),
        ("receipt.pdf", a_pdf(size=(140, 900))),
        ("landscape.pdf", a_pdf(size=(841.9, 595.3))),
        ("turned.pdf", a_pdf(_rotated)),
        ("upside-down-box.pdf", a_pdf(_unruly_box)),
        ("long.pdf", a_pdf(pages=400)),
        ("from-a-website.pdf", _as_text()),
        ("photo.jpg", a_picture()),
        ("IMG_0001.JPEG", a_picture()),
        ("really-jpeg.png", a_picture()),
        ("grey.jpg", a_picture(mode="L")),
        ("print-shop.jpg", a_picture(mode="CMYK")),
        ("turned.jpg", _turned_photo()),
        ("see-through.png", a_picture("PNG", mode="RGBA")),
        ("sixteen.png", a_picture("PNG", mode="I;16")),
        ("fax.tif", _many_grey()),
        ("scan600.tif", a_picture("TIFF", (4960, 7016), "1", compression="group4", dpi=(600, 600))),
        ("drawing.gif", a_picture("GIF", (400, 300), "P")),
        ("web.webp", a_picture("WEBP")),
        ("screen.bmp", a_picture("BMP", (640, 480))),
        ("panorama.jpg", a_picture(size=(6000, 900))),
        ("letter.docx", package()),
        ("links.docx", package(**{"word/_rels/document.xml.rels": _linking_word()})),
        ("added.docx", package(**{"word/document.xml": words("She ADDED a DDE to it &amp; more")})),
        ("diary.txt", "Monday: pain 7/10 — could not dress.\nTuesday: as before 😀\n".encode()),
        ("windows.txt", "Café at 9 o’clock".encode("cp1252")),
        ("notepad.txt", "Błażej’s diary".encode("utf-16")),
        ("sums.csv", b"week,sum\n1,10.50\n"),
        ("looks-like-code.txt", b"SELECT * FROM days; <b>not</b> {{ html }} =1+1"),
        ("reply.eml", _MAIL + b"\r\nI agree with 1 and 2.\r\n"),
    ]
