"""There is one door to evidence text: one definition of it, one caller of the unsealing, one row a look."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import a_case, a_client, a_consent, a_note, a_practice, a_reading

from welfare_desk import errors
from welfare_desk.casework import access
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.notes.sealed_text import GateNotAsked, unsealed
from welfare_desk.records.evidence import EvidenceNote

PACKAGE = Path(errors.__file__).parent


def sources() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield str(file.relative_to(PACKAGE)), ast.parse(file.read_text())


def calls(of: str) -> list[tuple[str, str]]:
    """Where a function or method of this name is called: the file, and the function around the call."""
    found = []
    for name, tree in sources():
        for around in ast.walk(tree):
            if not isinstance(around, ast.FunctionDef):
                continue
            for node in ast.walk(around):
                if isinstance(node, ast.Call):
                    called = node.func
                    word = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                    if word == of:
                        found.append((name, around.name))
    return found


def test_there_is_one_definition_of_the_door() -> None:
    defined = [
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "open_note"
    ]
    # The screen's own act of that name asks the door; it is a method and opens nothing itself.
    assert [name for name in defined if not name.startswith("ui/")] == ["casework/notes/evidence.py"]


def test_a_clients_seal_is_broken_in_one_place() -> None:
    # Workbook rows and scans of post nobody has matched have keys of their own; lines of a shared desk's
    # journal are read as any desk's are. What somebody is half-way through typing is sealed for whoever
    # types it, not for the client.
    others = {
        "casework/workbook/intake_sealing.py",
        "casework/kept_typing.py",
        "casework/own_things.py",  # where somebody was last: their own, of no client's words
        "casework/service/post_scans.py",
        "casework/shared/keys.py",
        "vault/sealing.py",
    }
    assert {place for place in calls("unseal") if place[0] not in others} == {
        ("casework/notes/sealed_text.py", "unsealed"),
        ("casework/notes/sealed_text.py", "unseal"),  # the key of a file, and of those made one with it
    }


def test_a_notes_own_seal_is_broken_by_the_door_alone() -> None:
    """Others open statements, an issued file, a paper, a pack's text, typing, a client's own copy."""
    assert {place for place in calls("unsealed") if place[0].startswith("casework/")} == {
        ("casework/notes/evidence.py", "open_note"),
        ("casework/notes/evidence.py", "said"),  # inside open_note
        ("casework/notes/evidence.py", "typing"),
        ("casework/notes/note_search.py", "_sealed_of"),  # words looked for in one client's notes, logged
        ("casework/papers/attachments.py", "_unsealed"),
        ("casework/service/crisis.py", "words_of"),  # said when somebody was at risk: logged, of no note
        (
            "casework/people/special_rules.py",
            "words_of",
        ),  # of no note
        ("casework/income/income_checks.py", "facts"),  # a household's own facts, of no note
        ("casework/notes/note_bearings.py", "of"),  # what a note bears on: its head, not what it says
        ("casework/correspondence/letter_facts.py", "asked_of"),  # what a letter that quotes no note asks
        ("casework/correspondence/letter_corrections.py", "_copied"),  # the same, carried over
        ("casework/correspondence/letter_issue.py", "file_of"),
        ("casework/papers/packs.py", "submission_of"),
        ("casework/rights/subject_data.py", "_unsealed"),  # a client's own copy, through the gate
    }
    reads = [
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "note.sealed"
    ]
    assert reads == ["casework/notes/evidence.py", "casework/notes/note_search.py"]


def test_only_the_gate_grants() -> None:
    granting = [
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.AugAssign) and "work.granted" in ast.unparse(node.target)
    ]
    assert set(granting) == {"casework/access.py"}


def test_without_asking_the_gate_nothing_opens(desk: Desk) -> None:
    practice = a_practice(desk)
    person = a_client(desk)
    case = a_case(desk, person)
    a_consent(desk, person, practice)
    id = a_note(desk, person, case, a_reading(desk, person, case, practice), "Walks 30 metres.")
    with desk.unit_of_work() as work:
        note = work.get(EvidenceNote, id)
        with pytest.raises(GateNotAsked):
            unsealed(work, person, note.sealed, str(id), of_notes=(id,))
        ask = access.Ask(
            person, "read", "evidence_note", "benefit_claim", notes=(access.note_for_gate(note),)
        )
        access.require(work, ask)
        assert unsealed(work, person, note.sealed, str(id), of_notes=(id,)) == b"Walks 30 metres."
    with desk.unit_of_work() as work, pytest.raises(GateNotAsked):
        unsealed(work, person, note.sealed, str(id), of_notes=(id,))
