"""The tribunal pack: in order, numbered, searchable, and nothing inside that may not leave."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from another_program import pdftotext
from building import (
    PASSPHRASE,
    MovingClock,
    a_case,
    a_client,
    a_consent,
    a_note,
    a_practice,
    a_reading,
    body,
)
from sqlalchemy import select

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "letters"))
import strangers_papers as strangers

from welfare_desk import cli
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.papers import attachments, pack_check, packs
from welfare_desk.casework.papers.attachments import PaperDraft
from welfare_desk.casework.papers.pack_check import NotFitToLeave
from welfare_desk.casework.papers.packs import Key
from welfare_desk.errors import DeskError, Problems
from welfare_desk.records.evidence import Access

TODAY = date(2026, 11, 26)
PAPERS = {
    "Notice of 9 November": ("notice", strangers.a_pdf(pages=3)),
    "Hospital letter": ("medical", strangers.a_picture()),
    "Wage slip": ("money", strangers.a_pdf(size=(841.9, 595.3))),
}


@dataclass
class Told:
    person: UUID
    case: UUID
    letter: UUID
    consents: dict[str, UUID]
    papers: dict[str, UUID]


@pytest.fixture
def told(desk: Desk) -> Told:
    """Callum's appeal: an issued letter, a notice, a hospital letter and a wage slip, all under consent."""
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person, kind="tribunal", practice_id=practice)
    to = (body(desk, "sss"), body(desk, "fts"))
    given = {
        "record": a_consent(desk, person, practice, recipient_ids=to),
        "papers": a_consent(desk, person, None, recipient_ids=to),
    }
    reading = a_reading(desk, person, case, practice, purpose="benefit_appeal")
    a_note(desk, person, case, reading, purpose="benefit_appeal")
    statements = letters.from_notes(desk, case, purpose="benefit_appeal")
    letter = letters.draft_letter(
        desk, letters.LetterDraft(case, body(desk, "sss"), statements, "benefit_appeal"), today=TODAY
    ).id
    assert letter is not None
    letter_check.make_own_letter(desk, letter, because="The appeal is due.", today=TODAY)
    letter_issue.issue(desk, letter, today=TODAY)
    kept = {}
    for title, (kind, data) in PAPERS.items():
        kept[title] = a_paper(desk, person, case, title, kind, data)
    return Told(person, case, letter, given, kept)


def a_paper(
    desk: Desk, person: UUID, case: UUID, title: str, kind: str, data: bytes, **facts: object
) -> UUID:
    draft = PaperDraft(person, kind, title, case, **facts)  # type: ignore[arg-type]
    changed = attachments.add(desk, draft, attachments.look_at("paper", data), today=TODAY)
    assert changed.id is not None
    return changed.id


def begun(desk: Desk, told: Told) -> UUID:
    made = packs.begin(desk, told.case, today=TODAY).id
    assert made is not None
    return made


def text_of(pdf: bytes, page: int = 0) -> str:
    which = ["-f", str(page), "-l", str(page)] if page else []
    return pdftotext(pdf, *which, "-layout")


def titles(desk: Desk, pack: UUID) -> list[str]:
    return [re.sub(r" [A-Z]{2}-\d{4}-[A-Z]", "", one.title) for one in packs.pack_view(desk, pack).papers]


def test_a_pack_begins_with_everything_in_the_usual_order(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    view = packs.pack_view(desk, pack)
    assert titles(desk, pack) == ["Supporting letter", "Notice of 9 November", "Hospital letter", "Wage slip"]
    assert [one.part for one in view.papers] == ["letters", "notices", "evidence", "attachments"]
    assert view.row.recipient == "First-tier Tribunal for Scotland, Social Security Chamber"
    assert view.copies == (body(desk, "sss"),)
    assert pack_check.check(desk, pack) == ()


def test_every_page_is_numbered_indexed_bookmarked_and_searchable(desk: Desk, told: Told) -> None:
    made = pack_check.make(desk, begun(desk, told), today=TODAY)
    with pikepdf.open(BytesIO(made.pack)) as pdf:
        assert len(pdf.pages) == made.pages == 1 + 1 + 4 + 1 + 3 + 1 + 1  # cover, index, dividers, papers
        for number in range(1, made.pages + 1):
            assert text_of(made.pack, number).rstrip().endswith(str(number))
            sides = sorted(round(float(side)) for side in pdf.pages[number - 1].mediabox[2:])
            assert sides == [595, 842]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                *("Cover", "What is in this pack"),
                *("Letters", "Decisions and notices", "Evidence", "Other papers"),
            ]
            assert [child.title for child in outline.root[3].children] == ["Notice of 9 November"]
        links = pdf.pages[1].obj.Annots
        assert len(links) == 4
        leads = [pdf.pages.index(pikepdf.Page(link.Dest[0])) + 1 for link in links]
    index = text_of(made.pack, 2)
    assert re.search(r"Notice of 9 November\s+6 to 8", index)
    assert leads == [4, 6, 10, 12]
    assert "Paper 2" in text_of(made.pack, 7)
    assert "Walks about 30 metres" in text_of(made.pack, 4)


def test_the_same_papers_give_the_same_bytes(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    assert pack_check.make(desk, pack, today=TODAY).pack == pack_check.make(desk, pack, today=TODAY).pack


def test_the_checklist_has_every_paper_in_its_order(desk: Desk, told: Told) -> None:
    made = pack_check.make(desk, begun(desk, told), today=TODAY)
    said = text_of(made.checklist)
    places = [said.index(title) for title in ("Supporting letter", "Notice of 9 November", "Hospital letter")]
    assert places == sorted(places) and "6 to 8" in said and "Print 12 pages" in said


def test_references_in_the_submission_become_pages(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    packs.change(
        desk, pack, submission="See [[notice of 9  november, 2]] and [[Hospital letter]].\n\n" + "x " * 4000
    )
    made = pack_check.make(desk, pack, today=TODAY)
    said = " ".join(text_of(made.pack, 3).split())
    named = re.search(r"See page\s(\d+) and page\s(\d+)\.", said)
    assert named is not None
    assert "Paper 2" in text_of(made.pack, int(named[1]))
    with pikepdf.open(BytesIO(made.pack)) as pdf:
        assert "/XObject" in str(pdf.pages[int(named[2]) - 1].obj.Resources.keys())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("See [[Hospital leter]].", "no paper of the pack has that title"),
        ("See [[Notice of 9 November, 4]].", "that paper has 3 pages"),
    ],
)
def test_a_reference_that_leads_nowhere_stops_the_pack(desk: Desk, told: Told, text: str, why: str) -> None:
    pack = begun(desk, told)
    packs.change(desk, pack, submission=text)
    [found] = pack_check.check(desk, pack)
    assert found.title == "The submission" and why in found.reasons[0].sentence


def test_a_sign_that_cannot_be_printed_stops_the_pack_and_is_named(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    packs.change(desk, pack, submission="He said \u05d0.")
    [found] = pack_check.check(desk, pack)
    assert "\u05d0" in found.reasons[0].sentence


def test_two_sided_every_paper_begins_on_a_new_sheet(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    packs.change(desk, pack, duplex=True)
    made = pack_check.make(desk, pack, today=TODAY)
    with pikepdf.open(BytesIO(made.pack)) as pdf, pdf.open_outline() as outline:
        items = [item for top in outline.root[2:] for item in (top, *top.children)]
        starts = [pdf.pages.index(pikepdf.Page(item.to_dictionary_object(pdf).Dest[0])) + 1 for item in items]
    assert starts and all(start % 2 for start in starts)
    assert "Left blank so that the next paper begins" in text_of(made.pack)


# -- what may not leave --------------------------------------------------------------------------


def stopped(desk: Desk, pack: UUID) -> dict[str, str]:
    with pytest.raises(NotFitToLeave) as no:
        pack_check.make(desk, pack, today=TODAY)
    return {one.title.split(" HR")[0].split(" GX")[0]: one.reasons[0].code for one in no.value.found}


def test_a_withdrawn_consent_keeps_its_papers_out_and_names_them(
    desk: Desk, told: Told, clock: MovingClock
) -> None:
    pack = begun(desk, told)
    clock.move(hours=1)
    consents.withdraw(desk, told.consents["papers"], how="by telephone", today=TODAY)
    with pytest.raises(NotFitToLeave) as no:
        pack_check.make(desk, pack, today=TODAY)
    assert [one.title for one in no.value.found] == ["Hospital letter"]
    with desk.look() as look:
        last = look.scalars(select(Access).order_by(Access.seq.desc())).first()
        assert last is not None and (last.action, last.decision) == ("disclose", "nothing")


def test_without_any_consent_nothing_leaves(desk: Desk, told: Told, clock: MovingClock) -> None:
    pack = begun(desk, told)
    clock.move(hours=1)
    for consent in told.consents.values():
        consents.withdraw(desk, consent, how="by telephone", today=TODAY)
    with pytest.raises(NotFitToLeave) as no:
        pack_check.make(desk, pack, today=TODAY)
    assert len(no.value.found) == 4


def test_a_copy_to_somebody_the_client_did_not_name_keeps_everything_in(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    packs.change(desk, pack, copies=(body(desk, "sss"), body(desk, "dwp")))
    found = pack_check.check(desk, pack)
    assert {one.reasons[0].code for one in found} == {"recipient_not_covered"} and len(found) == 4


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({"third_party": "unresolved"}, "third_party_unresolved"),
        ({"harm": "suspected"}, "harm_check_needed"),
        ({"harm": "confirmed"}, "harm_confirmed"),
    ],
)
@pytest.mark.parametrize("kind", ["money", "medical"])
def test_what_names_others_or_could_do_harm_stays_out(
    desk: Desk, told: Told, kind: str, marks: dict[str, str], code: str
) -> None:
    title = "Wage slip" if kind == "money" else "Hospital letter"
    draft = PaperDraft(told.person, kind, title, told.case, **marks)
    attachments.change(desk, told.papers[title], draft, today=TODAY)
    pack = begun(desk, told)
    [found] = pack_check.check(desk, pack)
    assert (found.title, found.reasons[0].code) == (title, code)


def test_a_word_file_and_a_draft_are_named_and_kept_out(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    word = a_paper(desk, told.person, told.case, "Statement", "other", strangers.package())
    statements = letters.from_notes(desk, told.case, purpose="benefit_appeal")
    draft = letters.draft_letter(
        desk, letters.LetterDraft(told.case, body(desk, "sss"), statements, "benefit_appeal"), today=TODAY
    ).id
    assert draft is not None
    view = packs.pack_view(desk, pack)
    order = [(one.part, one.key) for one in view.papers]
    assert {one.key.id for one in view.others} == {word, draft}
    packs.arrange(
        desk, pack, [*order, ("letters", Key("letter", draft)), ("attachments", Key("attachment", word))]
    )
    found = {
        str(one.key.id) if one.key else "": one.reasons[0].sentence for one in pack_check.check(desk, pack)
    }
    assert found[str(draft)] == "It has not been issued."
    assert found[str(word)].startswith("A Word file has no pages of its own")


# -- order ---------------------------------------------------------------------------------------


def test_papers_are_put_into_another_order(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    one, two, three, four = packs.pack_view(desk, pack).papers
    packs.arrange(desk, pack, [("evidence", four.key), ("evidence", three.key), ("letters", one.key)])
    assert titles(desk, pack) == ["Supporting letter", "Wage slip", "Hospital letter"]
    assert [other.title for other in packs.pack_view(desk, pack).others] == [two.title]
    with pytest.raises(Problems):
        packs.arrange(desk, pack, [("letters", one.key), ("letters", one.key)])
    with pytest.raises(DeskError):
        packs.arrange(desk, pack, [("letters", Key("letter", told.person))])


def test_a_case_with_nothing_says_so(desk: Desk) -> None:
    with pytest.raises(packs.NothingToPack):
        packs.begin(desk, a_case(desk, a_client(desk)), today=TODAY)


def test_calling_it_off_leaves_nothing_made(desk: Desk, told: Told) -> None:
    class CalledOff(Exception):
        pass

    def stop(what: str, done: int, of: int) -> None:
        if what == "Binding":
            raise CalledOff

    pack = begun(desk, told)
    with pytest.raises(CalledOff):
        pack_check.make(desk, pack, today=TODAY, step=stop)
    assert packs.pack_view(desk, pack).row.made_on is None


def test_a_pack_that_was_made_stays_on_file(desk: Desk, told: Told) -> None:
    pack = begun(desk, told)
    pack_check.make(desk, pack, today=TODAY)
    with pytest.raises(DeskError, match="stays on file"):
        packs.remove(desk, pack, today=TODAY)
    other = begun(desk, told)
    packs.remove(desk, other, today=TODAY)
    assert [row.id for row in packs.packs(desk, case_id=told.case)] == [pack]


# -- by command ----------------------------------------------------------------------------------


def test_the_command_writes_the_pack_and_its_checklist_or_says_why_not(
    desk: Desk, told: Told, tmp_path: Path, capsys: pytest.CaptureFixture[str], clock: MovingClock
) -> None:
    words = tmp_path / "pass"
    words.write_text(PASSPHRASE)
    out = tmp_path / "pack.pdf"
    said = ["--desk", str(desk.folder), "--passphrase-file", str(words), "--case", str(told.case)]
    consents.withdraw(desk, told.consents["papers"], how="by telephone", today=TODAY)
    desk.close()
    assert cli.main(["pack", *said, "--out", str(out)]) == 1
    heard = capsys.readouterr().err
    assert "Hospital letter: " in heard and "Traceback" not in heard and not out.exists()
    assert cli.main(["pack", *said, "--out", str(out.with_suffix(".docx"))]) == 2


def test_the_command_leaves_one_pdf_and_the_order_of_its_papers(
    request: pytest.FixtureRequest, tmp_path: Path, clock: MovingClock, capsys: pytest.CaptureFixture[str]
) -> None:
    clock.at = datetime.now(UTC)  # a command takes the machine's own day
    desk, told = request.getfixturevalue("desk"), request.getfixturevalue("told")
    desk.close()
    words, out = tmp_path / "pass", tmp_path / "pack.pdf"
    words.write_text(PASSPHRASE)
    asked = ["pack", "--desk", str(desk.folder), "--case", str(told.case), "--out", str(out), "--duplex"]
    assert cli.main([*asked, "--passphrase-file", str(words)]) == 0
    assert "pages" in capsys.readouterr().err
    assert "What is in this pack" in text_of(out.read_bytes())
    assert "Order of papers" in text_of((tmp_path / "pack-checklist.pdf").read_bytes())
