"""A copy somebody takes away: pages they can read anywhere, the data beside them, one password for both.

The whole is one PDF locked with AES-256 (ISO 32000-2, revision 6): any reader on a computer or a telephone
opens it. Papers that are PDFs follow as pages; the data and everything else are files inside it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import AttachedFileSpec, Name, Pdf

from welfare_desk.letters import typeface
from welfare_desk.letters.content import Run, Runs

_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another, read out or by hand
_GROUPS, _GROUP = 5, 4  # 98 bits


@dataclass(frozen=True, slots=True)
class Inside:
    """A file that goes along; a PDF is shown as pages too."""

    name: str
    media_type: str
    data: bytes


def new_password() -> str:
    """Five groups of four, to be told by another road than the file takes: ``7K3M-...``."""
    letters = [secrets.choice(_LETTERS) for _ in range(_GROUPS * _GROUP)]
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, len(letters), _GROUP))


def with_papers(pages: bytes, papers: Sequence[Inside]) -> bytes:
    """The pages with each paper that is a PDF after them, for printing; a broken one is passed over."""
    with pikepdf.open(BytesIO(pages)) as pdf:
        _append(pdf, papers)
        return _written(pdf)


def sealed(pages: bytes, papers: Sequence[Inside], data: Sequence[Inside], password: str) -> bytes:
    """One locked file: the pages, the papers, and inside it the data and every paper as it is kept."""
    with pikepdf.open(BytesIO(pages)) as pdf:
        _append(pdf, papers)
        for one in (*data, *(paper for paper in papers if not _is_pdf(paper))):
            pdf.attachments[one.name] = AttachedFileSpec(
                pdf,
                one.data,
                description="",
                filename=one.name,
                mime_type=one.media_type,
                creation_date="",
                mod_date="",
            )
        return _written(pdf, pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True))


def _append(pdf: Pdf, papers: Sequence[Inside]) -> None:
    for paper in papers:
        if _is_pdf(paper):
            try:
                with pikepdf.open(BytesIO(paper.data)) as other:
                    for page in other.pages:
                        # A page's tags count in its own document's tree, which does not come along.
                        if Name.StructParents in page.obj:
                            del page.obj[Name.StructParents]
                        pdf.pages.append(page)
            except pikepdf.PdfError:
                continue


def _is_pdf(paper: Inside) -> bool:
    return paper.media_type == "application/pdf"


def _written(pdf: Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = BytesIO()
    if encryption is None:
        pdf.save(out)
    else:
        pdf.save(out, encryption=encryption)
    return out.getvalue()


def printable(runs: Runs) -> Runs:
    """The same words, each sign our letters lack named in brackets: a copy is never refused for one."""
    return tuple(Run("".join(_named(char, run.bold) for char in run.text), run.bold) for run in runs)


def _named(char: str, bold: bool) -> str:
    if char == "\n" or typeface.font_for(char, bold) is not None:
        return char
    return f"[U+{ord(char):04X}]" if char.isprintable() else " "
