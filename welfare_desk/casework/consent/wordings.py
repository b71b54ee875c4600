"""The words people were shown when they agreed: each version kept whole, from the day it was first used."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.desk import Work
from welfare_desk.records.evidence import Wording

SPOKEN = "consent.toml"  # the words of the screen, read out as they stand


def in_use(work: Work, file: str = SPOKEN, *, today: date) -> str:
    """The code of the words in use, kept under it with their whole text; changed words get another code."""
    text = resources.text(file)
    stem = file.rpartition("/")[2].partition(".")[0]
    code = f"{stem} {hashlib.sha256(text.encode()).hexdigest()[:8]}"
    if work.session.scalars(select(Wording).where(Wording.code == code)).first() is None:
        work.add(Wording(code=code, text=text, from_on=today))
    return code
