"""The agency's papers on data protection, made from its settings: notice, record, facts for an assessment.

Also the certificate of an erasure. The figures and bases themselves are ``privacy`` and ``retention``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sqlalchemy import func, select

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.rights import privacy, retention
from welfare_desk.casework.rights.erasure import Certificate
from welfare_desk.casework.rights.subject_paper import frame, heading, listed, runs, says
from welfare_desk.letters.content import Block, Document, Paragraph, Run, Table
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.records.people import Person
from welfare_desk.records.rights import PracticeTerms
from welfare_desk.records.service import Advisor, Practice
from welfare_desk.rules import consent_record, days

KINDS: Mapping[str, str] = {
    "notice": "Privacy notice",
    "record": "Record of processing",
    "assessment": "Facts for an impact assessment",
}

_CODES = ("notes", "casework", "proof", "figures")
_MEASURES = (
    "The whole desk is one encrypted file (SQLCipher, AES-256); passphrases open it, by Argon2id.",
    "Health notes are sealed a second time under a key of the client's own.",
    "Every look at a record, a note or a letter is asked of the gate and logged before it happens.",
    "The screen hides after three minutes and locks after ten, at sleep and when the lid closes.",
    "Backups are the same encrypted file, read back whole; what was erased is erased again after a restore.",
    "Nothing is sent anywhere: the program opens no connection unless the agency shares its desk.",
)
_NOT_PROMISED = (
    "Malware running under the same account while the desk is open can read what is on the screen.",
    "What a recipient does with a letter, and copies made of it, are outside the program.",
    "Whether days and sums of one nameless client are anonymous enough in a small practice must be judged.",
)


def paper(desk: Desk, kind: str, *, today: date) -> bytes:
    """One of KINDS as PDF pages. Raises KeyError for another kind."""
    title, blocks = KINDS[kind], _BLOCKS[kind]
    with desk.unit_of_work() as work:
        document = Document(
            title, "en-GB", frame(work, f"DP-{today:%Y%m%d}", today), tuple(blocks(work, today))
        )
    return render_pdf(document).data


def certificate(desk: Desk, made: Certificate, *, today: date) -> bytes:
    """The certificate of one erasure: what went, by which rule, who answers for it, what stays."""
    with desk.unit_of_work() as work:
        document = Document(
            "Certificate of erasure",
            "en-GB",
            frame(work, made.number, today),
            tuple(_certificate(work, made)),
        )
    return render_pdf(document).data


def _certificate(work: Work, made: Certificate) -> Iterator[Block]:
    table = resources.table("retention.toml")
    day = consent_record.local_day(made.at)
    yield heading("Certificate of erasure", 1)
    yield says(f" {made.number}", bold="Number.")
    if made.reference:
        yield says(f" {made.reference}", bold="Client.")
    yield says(f" {days.on_paper(day)}", bold="Erased on.")
    why = "The client asked for it." if made.asked else "Its time had come."
    yield says(f" {why}", bold="Why.")
    yield says(f" {made.rule}", bold="Rule.")
    yield heading("What went", 2)
    names = resources.table("subject_copy.toml")["tables"]
    machinery = resources.table("subject_copy.toml")["left_out"]["tables"]
    if made.counts:
        yield Table(
            (runs("What"), runs("How many")),
            tuple(
                (runs(names.get(name, name.replace("_", " ").capitalize())), runs(str(count)))
                for name, count in sorted(made.counts.items())
                if name not in machinery
            ),
        )
    else:
        yield says("There was nothing of this kind.")
    yield heading("What stays", 2)
    stays = ["figures"] if made.kind == "proof" else ["proof", "figures"]
    yield listed(f"{table[code]['title']}: {table[code]['source']}" for code in stays)
    yield says("Backups made before are erased again whenever one is restored.")
    yield Paragraph(
        (Run("\u00a0\n\u00a0\n"), Run(made.approved_by or "", bold=True), Run("\nanswers for it"))
    )


def _notice(work: Work, today: date) -> Iterator[Block]:
    shape = resources.table("subject_copy.toml")["rights"]
    house = agency.Agency.of(agency.setting(work.session, "agency", on=today))
    yield heading("How we use what we know about you", 1)
    yield says(f"{house.name or 'We'} advise and represent people. To do that we keep what is written below.")
    for each in privacy.classes_on(work.session, today):
        if not each.to_you:
            continue
        yield heading(each.to_you, 2)
        special = f" {each.basis_9}." if each.article_9 != "none" else ""
        yield says(f"{each.what}. We keep it for this: {each.purposes[:1].lower()}{each.purposes[1:]}.")
        yield says(f"Our right to: {each.basis_6}.{special}")
        to = f"{each.recipients[:1].lower()}{each.recipients[1:]}"
        yield says(f"Who may get it: {_as_you_read_it(to)}.")
    yield heading("How long we keep it", 2)
    yield listed(_kept(work, today))
    yield heading("Where it comes from", 2)
    yield says(shape["source"])
    yield heading("Your rights", 2)
    yield listed(["to have a copy of it, within a month", *shape["rights"][:-1]])
    yield says("Saying no to your GP record being read never costs you our help.")
    yield says(shape["complaint"])
    yield says(shape["automated"])


def _as_you_read_it(words: str) -> str:
    for ours, yours in (("the client's", "your"), ("the client names", "you name"), ("the client", "you")):
        words = words.replace(ours, yours)
    return words


def _record(work: Work, today: date) -> Iterator[Block]:
    yield heading("Record of processing", 1)
    yield says("UK GDPR Article 30(1). Where a basis is our first answer, nobody here has decided it yet.")
    yield from _officers(work)
    for each in privacy.classes_on(work.session, today):
        yield heading(each.title, 2)
        for label, words in (
            ("What", each.what),
            ("Whose", each.people),
            ("Purposes", each.purposes),
            ("Basis", f"{each.basis_6}; {each.basis_9}" + (" (first answer)" if each.ours else "")),
            ("Recipients", each.recipients),
            ("Other countries", "None"),
            ("Source", each.source),
            ("Doubt", each.doubt),
        ):
            if words:
                yield says(f" {words}", bold=f"{label}.")
    yield heading("How long each is kept", 2)
    yield listed(_kept(work, today))
    yield heading("How it is kept safe", 2)
    yield listed(_MEASURES)


def _assessment(work: Work, today: date) -> Iterator[Block]:
    yield heading("Facts for an impact assessment", 1)
    yield says(
        "UK GDPR Article 35(7). Health data of people in need, read at GP practices: an assessment"
        " is needed. These are the facts the program knows; the judgement is the agency's."
    )
    yield from _officers(work)
    people = work.session.scalar(select(func.count()).select_from(Person)) or 0
    many = "1 person" if people == 1 else f"{people:,} people"
    yield says(f" {many}; {_with_practices(work, today)}", bold="How much.")
    yield heading("What is done, and why", 2)
    yield listed(f"{one.title}: {one.purposes}" for one in privacy.classes_on(work.session, today))
    yield heading("Is it needed, and no more than needed?", 2)
    yield listed(
        [
            "A record is opened only under a consent that names the practice, the parts, the purpose and whom"
            " it may go to; refusals count as much.",
            "Notes in no letter go first. Sex is never inferred; a blank number refuses nobody.",
            *_kept(work, today),
        ]
    )
    yield heading("Risks met", 2)
    yield listed(_MEASURES)
    yield heading("Risks left", 2)
    yield listed(_NOT_PROMISED)
    yield heading("Doubts to settle", 2)
    table = resources.table("retention.toml")
    doubts = [one.doubt for one in privacy.classes_on(work.session, today) if one.doubt]
    doubts += [said["doubt"] for said in (table[code] for code in _CODES) if said["doubt"]]
    yield listed(doubts)


def _officers(work: Work) -> Iterator[Block]:
    found = work.session.execute(
        select(Advisor.name, Advisor.role).where(Advisor.role != "caseworker", Advisor.left_on.is_(None))
    ).all()
    named = {"manager": "manager", "dpo": "data protection officer"}
    words = ", ".join(f"{name} ({named.get(role, role)})" for name, role in found)
    yield says(f" {words or 'Nobody is named yet'}", bold="Who answers for it.")


def _with_practices(work: Work, today: date) -> str:
    names = work.session.scalars(select(Practice.name).order_by(Practice.name)).all()
    agreed = work.session.scalars(
        select(PracticeTerms.practice_id).where(PracticeTerms.from_on <= today).distinct()
    ).all()
    at = ", ".join(names) or "none"
    return f"sessions at: {at}; terms agreed with {len(agreed)} of {len(names)}"


def _kept(work: Work, today: date) -> list[str]:
    figures = retention.periods_on(work.session, today)
    table = resources.table("retention.toml")
    return [f"{table[code]['title']}: {figures.in_words(table[code]['words'])}" for code in _CODES]


_BLOCKS: Mapping[str, Callable[[Work, date], Iterator[Block]]] = {
    "notice": _notice,
    "record": _record,
    "assessment": _assessment,
}
