"""Scans that come with the post: sealed at once, papers of a client's once it is known whose."""

from datetime import date

import pytest
from building import TODAY, a_case, a_client
from sqlalchemy import select

from welfare_desk.casework.papers import attachments
from welfare_desk.casework.service import post, post_scans
from welfare_desk.casework.service.post import PostDraft
from welfare_desk.errors import FoundWrong, Problems
from welfare_desk.records.community import PostScan
from welfare_desk.records.papers import Attachment

LETTER = b"Dear Madam, your claim was decided on 17 November 2026. Sealed words: heron."


def noted(desk, **facts):
    return post.note_post(desk, PostDraft("Award notice, two pages", "DWP", **facts), today=TODAY).id


def a_scan(name="notice.txt", data=LETTER):
    return attachments.look_at(name, data)


def test_a_scan_nobody_has_matched_is_sealed_and_becomes_a_paper_of_whose_it_is(desk_on_both):
    desk = desk_on_both
    item = noted(desk)
    post_scans.attach(desk, item, a_scan(), today=TODAY)
    post_scans.attach(desk, item, a_scan("second.txt", LETTER + b" page two"), today=TODAY)
    [row] = post.post(desk)
    assert row.scans == 2
    assert post_scans.pages(desk, item).startswith(b"%PDF")
    with desk.look() as look:
        held = look.execute(select(PostScan.sealed, PostScan.sealed_paper)).all()
        assert held and not any(b"heron" in (part or b"") for row in held for part in row)
    person = a_client(desk)
    case = a_case(desk, person)
    post.match_post(desk, item, person, case, today=TODAY)
    [row] = post.post(desk)
    assert (row.person_id, row.scans, post_scans.pages(desk, item)) == (person, 0, None)
    with desk.look() as look:
        kept = look.scalars(select(Attachment).where(Attachment.person_id == person)).all()
        assert [(one.kind, one.case_id, one.received_on) for one in kept] == [("notice", case, TODAY)] * 2
        assert kept[0].title == "Award notice, two pages"
        assert not look.scalars(select(PostScan.id)).all()


def test_where_it_is_known_whose_the_scan_is_their_paper_at_once(desk):
    person = a_client(desk)
    item = noted(desk, person_id=person)
    post_scans.attach(desk, item, a_scan(), today=TODAY)
    assert post.post(desk)[0].scans == 0
    with desk.look() as look:
        assert look.scalars(select(Attachment.person_id)).all() == [person]


def test_the_same_file_twice_is_kept_once(desk):
    person = a_client(desk)
    first, second = noted(desk, person_id=person), noted(desk)
    post_scans.attach(desk, first, a_scan(), today=TODAY)
    post_scans.attach(desk, second, a_scan("again.txt"), today=TODAY)
    post.match_post(desk, second, person, today=TODAY)
    with desk.look() as look:
        assert len(look.scalars(select(Attachment.id)).all()) == 1
        assert not look.scalars(select(PostScan.id)).all()


def test_a_paper_about_health_is_not_let_in_by_this_door_and_nothing_is_lost(desk):
    item = noted(desk)
    post_scans.attach(desk, item, a_scan(), today=TODAY)
    with pytest.raises(Problems) as refused:
        post.match_post(desk, item, a_client(desk), kind="medical", today=TODAY)
    assert refused.value.problems[0].field == "kind"
    [row] = post.post(desk)
    assert (row.person_id, row.scans) == (None, 1)
    assert "medical" not in dict(post_scans.kinds())


def test_what_is_no_paper_is_refused_by_its_name_and_a_decided_letter_takes_none(desk):
    with pytest.raises(FoundWrong):
        a_scan("x.pdf", b"MZ\x90 this is a program")
    item = noted(desk)
    looked = a_scan()
    post.decide_post(desk, item, "not_ours", today=TODAY)
    with pytest.raises(Problems):
        post_scans.attach(desk, item, looked, today=date(2026, 11, 26))


def test_a_changed_data_key_still_opens_what_waits(desk):
    from welfare_desk.casework.safekeeping import rekeying

    assert PostScan in rekeying.WRAPPED
