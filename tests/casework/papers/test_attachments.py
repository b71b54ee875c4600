"""Papers kept with a case: sealed, under consent where they are about health, refused by name otherwise."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from building import PASSPHRASE, MovingClock, a_case, a_client, a_consent, a_practice
from sqlalchemy import select

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "letters"))
import strangers_papers as strangers

from welfare_desk import cli, resources
from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.desk import Desk, NotFound
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.papers.attachments import AlreadyKept, CannotKeep, InUse, PaperDraft
from welfare_desk.errors import Problems
from welfare_desk.records.cases import Notice
from welfare_desk.records.evidence import Access
from welfare_desk.records.papers import Attachment, Pack, PackPaper
from welfare_desk.rules import key_dates as counted
from welfare_desk.vault.faults import SealBroken

TODAY = date(2026, 11, 26)
LETTER = strangers.a_pdf(pages=2)


def kept(desk: Desk, person: UUID, kind: str = "notice", data: bytes = LETTER, **facts: object) -> UUID:
    draft = PaperDraft(person, kind, str(facts.pop("title", "Notice of 9 November")), **facts)  # type: ignore[arg-type]
    looked = attachments.look_at("notice.pdf", data)
    changed = attachments.add(desk, draft, looked, today=TODAY)
    assert changed.id is not None
    return changed.id


def test_a_paper_is_kept_and_comes_back_page_for_page(desk_on_both: Desk) -> None:
    desk = desk_on_both
    person = a_client(desk)
    case = a_case(desk, person)
    paper = kept(desk, person, case_id=case)
    [row] = attachments.papers(desk, case_id=case)
    assert (row.id, row.title, row.pages, row.part) == (paper, "Notice of 9 November", 2, "notices")
    assert attachments.open_paper(desk, paper).startswith(b"%PDF")
    assert attachments.take_out(desk, paper) == ("pdf", LETTER)


def test_nothing_of_a_paper_can_be_read_in_the_table(desk: Desk) -> None:
    person = a_client(desk)
    draft = PaperDraft(person, "other", "Note")
    looked = attachments.look_at("note.txt", b"Canary 8231 on a plain page.")
    paper = attachments.add(desk, draft, looked, today=TODAY).id
    with desk.look() as look:
        row = look.get(Attachment, paper)
        assert row is not None
        assert b"Canary" not in row.sealed and b"Canary" not in (row.sealed_paper or b"")


def test_a_paper_put_in_another_place_does_not_open(desk: Desk) -> None:
    first, second = a_client(desk), a_client(desk, surname="Kane")
    one, two = kept(desk, first), kept(desk, second)
    with desk.unit_of_work() as work:
        work.get(Attachment, one).sealed_paper = work.get(Attachment, two).sealed_paper
        work.commit()
    with pytest.raises(SealBroken):
        attachments.open_paper(desk, one)


def test_a_refused_file_is_named_with_its_reason() -> None:
    with pytest.raises(CannotKeep) as no:
        attachments.look_at("scan of letter.pdf", b"MZ" + bytes(200))
    assert str(no.value).startswith("scan of letter.pdf cannot be kept: it is a program. Do not open it.")


@pytest.mark.parametrize("name", ["C:\\folder\\letter.pdf", "../../letter.pdf", "let\u202eter\x00.pdf"])
def test_a_name_is_only_ever_words(name: str) -> None:
    looked = attachments.look_at(name, LETTER)
    assert looked.title == "letter" and "\u202e" not in looked.name


def test_a_title_is_one_line_of_some_length(desk: Desk) -> None:
    paper = kept(desk, a_client(desk), title="Award\nletter \u202e" + "x" * 500)
    [row] = attachments.papers(desk)
    assert row.id == paper and row.title.startswith("Award letter xxx") and len(row.title) == 120


def test_the_same_file_is_not_kept_twice(desk: Desk) -> None:
    person = a_client(desk)
    kept(desk, person)
    with pytest.raises(AlreadyKept, match="Notice of 9 November"):
        kept(desk, person, title="Again")
    kept(desk, a_client(desk, surname="Kane"))  # another client may have the very same leaflet


def test_a_paper_of_nobody_is_filed_nowhere(desk: Desk) -> None:
    first, second = a_client(desk), a_client(desk, surname="Kane")
    with pytest.raises(evidence.WrongClient):
        kept(desk, first, case_id=a_case(desk, second))
    assert attachments.papers(desk) == []


def test_a_draft_that_makes_no_sense_says_all_that_is_wrong(desk: Desk) -> None:
    with pytest.raises(Problems) as no:
        kept(
            desk,
            a_client(desk),
            kind="leaflet",
            title=" ",
            dated_on=date(2026, 11, 2),
            received_on=date(2026, 11, 1),
        )
    assert {problem.field for problem in no.value.problems} == {"title", "kind", "dated_on"}


def test_a_notice_points_at_its_paper(desk: Desk) -> None:
    person = a_client(desk)
    case = a_case(desk, person)
    key_dates.record_notice(
        desk, case, counted.Notice("SSS", "ADP", "determination_sent", date(2026, 11, 2)), today=TODAY
    )
    with desk.look() as look:
        notice = look.scalars(select(Notice)).one().id
    paper = kept(desk, person, case_id=case, notice_id=notice)
    with desk.look() as look:
        assert look.get(Notice, notice).attachment_id == paper  # type: ignore[union-attr]
    attachments.remove(desk, paper, today=TODAY)
    with desk.look() as look:
        assert look.get(Notice, notice).attachment_id is None  # type: ignore[union-attr]


# -- papers about health -------------------------------------------------------------------------


def test_a_medical_paper_without_consent_is_not_taken(desk: Desk) -> None:
    person = a_client(desk)
    with pytest.raises(access.Blocked) as no:
        kept(desk, person, "medical")
    assert no.value.reasons[0].code == "no_consent"
    assert attachments.papers(desk) == []


def test_a_consent_for_the_record_alone_does_not_cover_what_the_client_brings(desk: Desk) -> None:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    a_consent(desk, person, practice)
    with pytest.raises(access.Blocked) as no:
        kept(desk, person, "medical")
    assert no.value.reasons[0].code == "practice_not_covered"
    paper = kept(desk, person, "medical", practice_id=practice)  # handed over by the practice itself
    assert attachments.open_paper(desk, paper)


def test_taking_and_opening_a_medical_paper_is_logged(desk: Desk) -> None:
    person = a_client(desk)
    a_consent(desk, person, None)
    paper = kept(desk, person, "medical")
    attachments.open_paper(desk, paper)
    with desk.look() as look:
        logged = look.execute(select(Access.action, Access.target_id, Access.decision)).all()
    assert logged == [("write", paper, "write"), ("read", paper, "read")]


def test_a_withdrawn_consent_closes_the_paper(desk: Desk, clock: MovingClock) -> None:
    person = a_client(desk)
    consent = a_consent(desk, person, None)
    paper = kept(desk, person, "medical")
    clock.move(hours=1)
    consents.withdraw(desk, consent, how="by telephone", today=TODAY)
    for act in (attachments.open_paper, attachments.take_out):
        with pytest.raises(access.Blocked) as no:
            act(desk, paper)
        assert no.value.reasons[0].code == "withdrawn"
    with pytest.raises(access.Blocked):  # nor by calling it a bill
        attachments.change(desk, paper, PaperDraft(person, "money", "Bill"), today=TODAY)


def test_what_is_said_of_a_paper_can_be_said_anew(desk: Desk) -> None:
    person = a_client(desk)
    paper = kept(desk, person)
    attachments.change(
        desk, paper, PaperDraft(person, "money", "Wage slip", dated_on=date(2026, 11, 1)), today=TODAY
    )
    [row] = attachments.papers(desk, person_id=person)
    assert (row.title, row.kind, row.part, row.dated_on) == (
        "Wage slip",
        "money",
        "attachments",
        date(2026, 11, 1),
    )


def test_a_paper_in_a_pack_is_not_removed(desk: Desk) -> None:
    person = a_client(desk)
    case = a_case(desk, person)
    paper = kept(desk, person, case_id=case)
    with desk.unit_of_work() as work:
        from building import body

        pack = work.add(
            Pack(
                person_id=person,
                case_id=case,
                reference="X",
                recipient_id=body(desk, "fts"),
                copies=[],
                begun_on=TODAY,
            )
        )
        pack.contents = {}
        work.add(PackPaper(pack_id=pack.id, part="notices", position=1, attachment_id=paper))
        work.commit()
    with pytest.raises(InUse, match="in a pack"):
        attachments.remove(desk, paper, today=TODAY)
    with pytest.raises(NotFound):
        attachments.remove(desk, case, today=TODAY)


def test_every_kind_has_a_part_and_says_whether_it_is_about_health() -> None:
    table = resources.papers()
    assert list(table.parts) == ["letters", "notices", "evidence", "attachments"]
    assert {kind.part for kind in table.kinds.values()} <= set(table.parts)
    assert all(kind.part == "evidence" for kind in table.kinds.values() if kind.health)


# -- by command ----------------------------------------------------------------------------------


def test_papers_are_added_by_command_and_the_bad_one_is_named(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = a_case(desk, a_client(desk))
    desk.close()
    good, bad, word = tmp_path / "notice.pdf", tmp_path / "setup.pdf", tmp_path / "pass"
    good.write_bytes(LETTER)
    bad.write_bytes(b"MZ" + bytes(100))
    word.write_text(PASSPHRASE + "\n")
    ended = cli.main(
        [
            *("attach", str(bad), str(good), "--desk", str(desk.folder), "--case", str(case)),
            *("--kind", "notice", "--passphrase-file", str(word)),
        ]
    )
    said = capsys.readouterr()
    assert ended == 1
    assert "setup.pdf cannot be kept: it is a program" in said.err
    assert "notice.pdf: a PDF, 2 pages" in said.out
