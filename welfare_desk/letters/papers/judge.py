"""One file judged: what it is, whether it can be kept, and its pages ready for paper. Runs apart.

Raises ``Unfit`` for a file that cannot be kept; what cannot be set on pages (Word) is kept without.
"""

from __future__ import annotations

from dataclasses import dataclass

from welfare_desk.letters.papers import kinds
from welfare_desk.letters.papers.kinds import Kind
from welfare_desk.letters.papers.unfit import Unfit


@dataclass(frozen=True, slots=True)
class Judged:
    """``pages`` is nought and ``paper`` empty where only its own program can set it on pages."""

    kind: Kind
    pages: int
    paper: bytes
    remarks: tuple[str, ...] = ()


def judge(name: str, data: bytes) -> Judged:
    """Say what ``data`` is and make it ready. ``name`` is only compared with what is found."""
    kind = kinds.tell(data)
    if kinds.second_file_behind(data, kind):
        raise Unfit("a second file is hidden behind it", "Do not open it. Ask who sent it.")
    if kind.family == "word":
        from welfare_desk.letters.papers import packages

        packages.require_word(data)
        kinds.require_honest(name, kind)
        return Judged(kind, 0, b"", ("A Word file cannot go into a pack: save it as a PDF for that.",))
    kinds.require_honest(name, kind)
    if kind.family == "pdf":
        from welfare_desk.letters.papers import pdfs

        made = pdfs.clean(data)
    elif kind.family == "picture":
        from welfare_desk.letters.papers import pictures

        made = pictures.clean(data)
    else:
        from welfare_desk.letters.papers import plain

        made = plain.clean_mail(data) if kind is kinds.MAIL else plain.clean_text(data)
    return Judged(kind, made.pages, made.data, made.remarks)
