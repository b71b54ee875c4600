"""The kinds of letter, what each is called, and for what purpose a case's letters use the record."""

from __future__ import annotations

FROM_NOTES = ("evidence", "check-sheet")
"""The kinds of letter drawn from evidence notes; every other kind is ``written``."""
_PURPOSES = {
    "tribunal": "benefit_appeal",
    "debt": "debt",
    "housing": "housing",
    "employability": "employability",
}


def purpose_of(case_kind: str | None, otherwise: str = "benefit_claim") -> str:
    """The purpose, in the consent form's words, for which a case of this kind uses the record."""
    return _PURPOSES.get(case_kind or "", otherwise)


def letter_kind_name(kind: str) -> str:
    """What a letter is called on paper: "Supporting letter"."""
    from welfare_desk.letters import front_matter, templates  # brings the template language

    try:
        return templates.shipped(kind).front.title
    except front_matter.TemplateFault:
        return "Letter"
