"""A consent in the words one would read back to the client, part by part; a part not asked yet says so.

These words are for the screen; the paper a client signs is a letter's template.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from welfare_desk import resources
from welfare_desk.casework.consent.consent_page import ConsentPage
from welfare_desk.casework.consent.consents import ConsentDraft, ConsentRow
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip, Tone

METHODS = {
    "written": "In writing",
    "spoken": "Spoken",
    "telephone": "By telephone",
    "interpreter": "Through an interpreter",
    "electronic": "On the screen or online",
}
_MAY = {
    "read": "look at it",
    "write": "write notes from it",
    "quote": "use it in a letter",
    "disclose": "send or hand over the letter",
}
_TONES: dict[str, Tone] = {
    "live": "done",
    "review_due": "soon",
    "review_overdue": "overdue",
    "not_done": "soon",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what will be recorded; ``missing`` where it has not been asked yet."""

    label: str
    words: str
    missing: bool = False


def label(list_: str, code: str) -> str:
    """A code of the consent vocabulary in plain words."""
    return resources.consent_words().labels[list_].get(code, code.replace("_", " "))


def category(code: str) -> str:
    if code == words.ALL:
        return "Everything on the ordinary list"
    return label("categories" if code in words.ORDINARY else "always_ask", code)


def listed(things: Iterable[str], last: str = "and") -> str:
    """One, two and three."""
    *before, end = [*things] or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def parts(draft: ConsentDraft, page: ConsentPage) -> tuple[Part, ...]:
    """What will be recorded, in the order of the conversation."""
    agrees = draft.polarity != "refuse"
    return (
        _who(draft, page),
        _part("For", [label("purposes", code) for code in draft.purposes], "Not said yet what for"),
        _record(draft, page),
        _may(draft, page, agrees),
        _to(draft, page, agrees),
        _until(draft, agrees),
        *_where(draft),
        *((Part("Also", "Covers the notes we already hold."),) if draft.covers_prior_notes else ()),
    )


def headline(draft: ConsentDraft, page: ConsentPage) -> str:
    """Who says what: "Callum Reid agrees"."""
    who = page.client if draft.giver_role == "self" else draft.giver_name or label("givers", draft.giver_role)
    verb = {"permit": "agrees", "refuse": "refuses"}.get(draft.polarity, "has not answered yet")
    return f"{who.strip() or 'Somebody'} {verb}" if who.strip() or draft.polarity else "Not answered yet"


def _who(draft: ConsentDraft, page: ConsentPage) -> Part:
    how = METHODS.get(draft.method, "")
    if not how:
        return Part("How", "Not said yet how", missing=True)
    heard = f", heard by {draft.witness}" if draft.method == "spoken" and draft.witness else ""
    by = f" ({draft.interpreter})" if draft.method == "interpreter" and draft.interpreter else ""
    for_them = (
        ""
        if draft.giver_role == "self"
        else f", for {page.client}, as {label('givers', draft.giver_role).lower()}"
    )
    return Part("How", f"{how}{by}{heard}{for_them}.")


def _record(draft: ConsentDraft, page: ConsentPage) -> Part:
    where = next((one.name for one in page.practices if one.id == draft.practice_id), None)
    source = f"The record at {where}" if where else "What the client says and brings, not the GP record"
    if not draft.categories:
        return Part("From", f"{source}; not said yet which parts", missing=True)
    named = [category(code) for code in draft.categories]
    spare = f", but not {listed(category(code).lower() for code in draft.exclude)}" if draft.exclude else ""
    spans = ""
    if draft.record_from or draft.record_to:
        first = f" from {days.short(draft.record_from)}" if draft.record_from else ""
        last = f" to {days.short(draft.record_to)}" if draft.record_to else ""
        spans = f" Entries{first}{last} only."
    return Part("From", f"{source}: {listed([named[0], *map(str.lower, named[1:])])}{spare}.{spans}")


def _may(draft: ConsentDraft, page: ConsentPage, agrees: bool) -> Part:
    acts = [_MAY[code] for code in draft.actions]
    if not agrees:
        return Part("We may not", f"{listed(acts or _MAY.values(), 'or').capitalize()}.")
    return _part(f"{page.our_name or 'We'} may", acts, "Not said yet what we may do")


def _to(draft: ConsentDraft, page: ConsentPage, agrees: bool) -> Part:
    named = [body.name for body in page.bodies if body.id in draft.recipient_ids]
    if not named and not agrees:
        return Part("To", "Anybody.")
    if not named:
        return Part("To", "Nobody: no letter may go out under it.", missing="disclose" in draft.actions)
    return Part("To", f"{listed(named)}.")


def to_mind(draft: ConsentDraft, page: ConsentPage) -> tuple[str, ...]:
    """What the conversation should not forget: a language our sheets are not in, a report of the 1988 Act."""
    found = []
    if page.reads:
        beside = f", with a {page.reads} translation when printed" if page.translated else ""
        found.append(f"Our sheets are in English{beside}; {page.client} reads {page.reads}. Read it out.")
    reported = {one.kind for one in page.bodies if one.id in draft.recipient_ids} & {"insurer", "employer"}
    if reported and draft.polarity != "refuse":
        found.append(
            "A report to an insurer or employer: explain that they may see it before it goes, ask for"
            " a change, or say no (Access to Medical Reports Act 1988). Its steps stand on the letter."
        )
    return tuple(found)


def _until(draft: ConsentDraft, agrees: bool) -> Part:
    if not agrees:
        return Part("Until", "They say otherwise.")
    return Part(
        "Until",
        f"{days.full(draft.expires_on)}, or sooner if they say so." if draft.expires_on else "Six months on.",
    )


def _where(draft: ConsentDraft) -> tuple[Part, ...]:
    if draft.private_place is None and not draft.accompanied_by:
        return (Part("Asked", "Not said yet where", missing=True),)
    place = {True: "In a private place", False: "Not in a private place", None: "Place not recorded"}
    company = f", with {draft.accompanied_by}" if draft.accompanied_by else ", alone"
    overheard = draft.private_place is False or bool(draft.accompanied_by)
    again = " Ask again alone when you can." if overheard else ""
    return (Part("Asked", f"{place[draft.private_place]}{company}.{again}", missing=overheard),)


def _part(label: str, things: list[str], gap: str) -> Part:
    if not things:
        return Part(label, gap, missing=True)
    return Part(label, f"{listed(things).capitalize() if label != 'For' else listed(things)}.")


# What is already recorded ---------------------------------------------------------------------------


def row_chip(row: ConsentRow, today: date) -> Chip:
    """How a consent stands, in two or three words."""
    if row.state == "not_done":
        return Chip("Ask again", "soon")
    if row.polarity == "refuse" and row.state in ("live", "review_due", "expired"):
        return Chip("Refused")
    if row.state == "live" and row.expires_on is not None:
        soon = (row.expires_on - today).days <= 28
        return Chip(f"Live to {days.short(row.expires_on)}", "soon" if soon else "done")
    if row.state == "withdrawn" and row.withdrawn_on is not None:
        return Chip(f"Withdrawn {days.short(row.withdrawn_on)}")
    if row.state == "expired" and row.expires_on is not None:
        return Chip(f"Ran out {days.short(row.expires_on)}")
    return Chip(label("derived_states", row.state), _TONES.get(row.state, "plain"))


def row_words(row: ConsentRow) -> tuple[str, str]:
    """What a consent was for, and from where to whom."""
    if row.said:
        return f"Not a consent: {row.said}", "Nothing may be opened on the strength of it."
    given = (
        f"{'Agreed' if row.polarity == 'permit' else 'Refused'} {days.short(row.given_on)}"
        if row.given_on
        else ""
    )
    first = f"{given}: {listed(label('purposes', code).lower() for code in row.purposes)}"
    source = row.practice or "From the client, not the record"
    what = listed(category(code).lower() for code in row.categories)
    spare = f", but not {listed(category(code).lower() for code in row.exclude)}" if row.exclude else ""
    to = f" To {listed(row.recipients)}." if row.recipients else ""
    return first, f"{source}: {what}{spare}.{to}"
