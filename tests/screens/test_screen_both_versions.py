"""Somebody else was faster: on every form both versions stand, field by field, and nothing typed is lost."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from building import TODAY, a_client
from PySide6.QtWidgets import QApplication

from welfare_desk.casework import agency
from welfare_desk.casework.desk import ChangedMeanwhile
from welfare_desk.casework.people import circumstances, clients
from welfare_desk.casework.service import directory
from welfare_desk.casework.service.directory import ServiceDraft
from welfare_desk.casework.shared import seen
from welfare_desk.ui.kit import both
from welfare_desk.ui.kit.both import Both, differences
from welfare_desk.ui.kit.fields import DateField, LongTextField, OneOfField, TextField, TickField
from welfare_desk.ui.kit.form import Form


def at_rest(program, qtbot):
    for _ in range(3):
        qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=20_000)
        qtbot.wait(30)


def both_on(form) -> Both:
    assert isinstance(form._top, Both), "both versions are shown"
    return form._top


# The mechanism ------------------------------------------------------------------------------------------


def test_what_another_wrote_since_is_never_written_over_unseen(house):
    isla = house.manager
    client = a_client(isla)
    una = house.invite("Una Reid", role="manager")
    begun = seen.moment(isla)
    view = clients.client(una, client)
    clients.change_client(
        una, client, replace(view.draft, gp_name="Dr S Ali"), version=view.version, today=TODAY
    )
    now = clients.client(isla, client)
    mine = replace(now.draft, gp_name="Dr A Rennie")
    with seen.as_of(begun), pytest.raises(ChangedMeanwhile):
        clients.change_client(isla, client, mine, version=now.version, today=TODAY)
    assert clients.client(isla, client).draft.gp_name == "Dr S Ali"
    with seen.as_of(seen.moment(isla)):
        clients.change_client(isla, client, mine, version=now.version, today=TODAY)
        again = clients.client(isla, client)  # one's own writes are seen, however old the moment is
        clients.change_client(
            isla, client, replace(mine, phone="07700 900555"), version=again.version, today=TODAY
        )
    assert clients.client(isla, client).draft.phone == "07700 900555"


def test_at_a_desk_of_one_folder_there_is_nobody_else(desk):
    if desk.shared is None:
        assert seen.moment(desk) is None


# The forms ----------------------------------------------------------------------------------------------


def test_circumstances(program, house, qtbot):
    client = a_client(house.manager)
    window = program.window
    window.go("circumstances", person=client)
    at_rest(program, qtbot)
    form = window.front().form
    choices = [
        name for name, field in form.fields.items() if hasattr(field, "box") and len(field._values) > 2
    ]
    one, other = choices[0], choices[1]
    mine, theirs = form.fields[one]._values[1], form.fields[one]._values[2]
    form.fields[one].set_value(mine)
    known = circumstances.page(house.manager, client, today=TODAY).known
    more = form.fields[other]._values[1]
    circumstances.change_circumstances(
        house.manager, client, replace(known, **{one: theirs, other: more}), today=TODAY
    )
    window.front().save()
    at_rest(program, qtbot)
    shown = both_on(form)
    assert {found.name: found.by_both for found in shown.found} == {one: True, other: False}
    assert (form.values()[one], form.values()[other]) == (mine, more)
    yours = shown.choices[one].ticks[0][1]
    assert yours.isChecked() and QApplication.focusWidget() is yours, "what is to be decided comes first"
    shown.choices[one].ticks[1][1].click()
    assert form.values()[one] == theirs
    shown.choices[one].ticks[0][1].click()
    window.front().save()
    at_rest(program, qtbot)
    known = circumstances.page(house.manager, client, today=TODAY).known
    assert (getattr(known, one), getattr(known, other)) == (mine, more)


def test_a_form_beside_a_list(program, house, qtbot):
    kind = next(iter(directory.KINDS))
    directory.keep_service(house.manager, ServiceDraft("Money worries", kind), today=TODAY)
    [row] = directory.services(house.manager)
    window = program.window
    window.go("directory", form="service", on=row.id)
    at_rest(program, qtbot)
    form = window.front().form
    assert form is not None
    long = "does"
    form.fields[long].set_value("Mine")
    directory.keep_service(
        house.manager, replace(row.draft, **{long: "Theirs"}), today=TODAY, service_id=row.id
    )
    window.front().acts()["save"]()
    at_rest(program, qtbot)
    form = window.front().form
    both_on(form)
    assert form.values()[long] == "Theirs\n\nMine"
    window.front().acts()["save"]()
    at_rest(program, qtbot)
    kept = next(one for one in directory.services(house.manager) if one.id == row.id)
    assert getattr(kept.draft, long) == "Theirs\n\nMine"


def test_a_section_of_the_settings(program, house, qtbot):
    window = program.window
    agency.change_agency(house.manager, agency.Agency("Tayside Advice Partnership"), today=TODAY)
    window.go("settings", section="agency")
    at_rest(program, qtbot)
    section = window.front().section()
    form = section.form
    form.fields["phone"].set_value("01382 000001")
    stands = agency.agency(house.manager, on=TODAY)
    agency.change_agency(house.manager, replace(stands, phone="01382 000002"), today=TODAY)
    section.save()
    at_rest(program, qtbot)
    shown = both_on(form)
    assert [one.name for one in shown.found] == ["phone"] and form.values()["phone"] == "01382 000001"
    shown.choices["phone"].ticks[2][1].click()
    assert form.values()["phone"] == "01382 000002; 01382 000001"


# The pieces ---------------------------------------------------------------------------------------------


def a_form() -> Form:
    form = Form()
    form.add_row("Name", TextField(), name="name")
    form.add_row("Said", LongTextField(), name="said")
    form.add_row("On", DateField(lambda: TODAY), name="on")
    form.add_row("May we?", OneOfField(((True, "Yes"), (False, "No"))), name="may")
    form.add_row("", TickField("Large"), name="large")
    return form


def test_every_field_is_one_persons_or_both_are_shown(qtbot):
    form = a_form()
    qtbot.addWidget(form)
    began = form.values() | {"name": "Zara", "said": "", "may": True}
    mine = began | {"name": "Zahra", "said": "Mine", "large": True}
    theirs = began | {"name": "Sara", "said": "Theirs", "on": TODAY, "may": False}
    form.show_values(theirs)
    shown = Both(form, began, mine, {})
    form.put_on_top(shown)
    assert form.values() == {
        "name": "Zahra",
        "said": "Theirs\n\nMine",
        "on": TODAY,
        "may": False,
        "large": True,
    }
    shown.choices["name"].ticks[1][1].click()
    assert form.values()["name"] == "Sara"
    shown.choices["name"].ticks[2][1].click()
    assert form.values()["name"] == "Sara; Zahra"
    for choice in shown.choices.values():
        assert all(tick.accessibleName() for _, tick in choice.ticks)


def test_two_addresses_never_become_one(qtbot):
    form = Form()
    form.add_row("Address", LongTextField(), name="address")
    qtbot.addWidget(form)
    form.show_values({"address": "12 Harbour View"})
    shown = Both(form, {"address": ""}, {"address": "4 Ferry Road"}, {})
    assert form.values() == {"address": "4 Ferry Road"}
    assert [tick.text() for _, tick in shown.choices["address"].ticks] == ["Yours", "Theirs"]
    form.put_on_top(shown)


def test_what_both_wrote_alike_is_no_difference():
    assert differences({"a": "", "b": "x"}, {"a": "y", "b": "x"}, {"a": "y", "b": "x"}) == []
    assert differences({"a": None}, {"a": ""}, {"a": None}) == []
    [one] = differences({"a": None}, {"a": True}, {"a": False})
    assert one.by_both
    [one] = differences({"a": None}, {"a": None}, {"a": False})
    assert not one.by_both


# Every form there is ------------------------------------------------------------------------------------

UI = Path(both.__file__).parents[1]
# Forms that hold nothing that was there before, so that nobody's words can be written over: what they save
# is a row of its own, and stands beside what another wrote.
ONLY_ADD = {
    "cases/decision.py": "a decision letter",
    "clients/call.py": "a call",
    "consents/decides.py": "an assessment, a power",
    "consents/ending.py": "an ending; a consent is never edited",
    "consents/form.py": "a consent",
    "dates/calculator.py": "nothing; or a notice",
    "debts/list.py": "a debt, a balance",
    "evidence/page.py": "a note; a correction is another note",
    "evidence/reading.py": "a reading",
    "gains/estimate.py": "an estimate",
    "gains/report.py": "a closing",
    "income/page.py": "a check",
    "letters/batch.py": "letters begun",
    "letters/choose.py": "a letter begun",
    "letters/template_list.py": "a template taken in",
    "letters/template_page.py": "a version, beside those before it",
    "meetings/crisis.py": "what was done in a crisis",
    "patches/addresses.py": "addresses taken in",
    "practice/cancel.py": "a closure",
    "privacy/legal_power.py": "a power, and its end",
    "privacy/subject_access.py": "a request and its days",
    "referrals/form.py": "a referral",
    "settings/debt.py": "an edition of spending figures; the permission is a section",
    "settings/areas.py": "an edition",
    "settings/bank_holidays.py": "a holiday",
    "settings/keys.py": "passphrases, which are nobody else's",
    "settings/people.py": "somebody who joins",
    "practice/page.py": "a booking, a session, a move",
    "clients/exceptions.py": "what was looked for",
    "clients/merging.py": "two made one",
}
_BASES = {"ListScreen", "OutsideListScreen", "Section", "FormSection", "LinesSection"}
_BASES |= {"Rewriting", "WrittenMeanwhile"}  # of letters: what the GP checks, and what only we write
_PARTS_OF = {"debts/budgets.py", "debts/offers.py", "debts/owed.py", "debts/options.py"}  # of debts/client


def test_every_form_that_is_filled_with_what_was_there_shows_both_versions():
    """A new screen that writes from a form is a ``ListScreen``, a ``Section``, or asks ``show_both``."""
    lacking, known = [], set()
    for file in sorted(UI.rglob("*.py")):
        name, source = file.relative_to(UI).as_posix(), file.read_text()
        for made in (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.ClassDef)):
            called = [one.func for one in ast.walk(made) if isinstance(one, ast.Call)]
            acts = {one.attr for one in called if isinstance(one, ast.Attribute)}
            forms = {one.id for one in called if isinstance(one, ast.Name) and one.id.endswith("Form")}
            if "write" not in acts or not (forms or "show_values" in acts):
                continue
            known.add(name)
            covered = "show_both" in source or "Both(" in source or name in _PARTS_OF
            bases = {one.id for one in made.bases if isinstance(one, ast.Name)}
            if not (covered or bases & _BASES or name in ONLY_ADD):
                lacking.append(f"{name}: {made.name}")
    assert lacking == []
    assert set(ONLY_ADD) - known == set(), "what is listed is there"


def test_every_form_beside_a_list_can_be_made_anew():
    """``show_both`` has the page make its form again by the name it was asked with."""
    lacking = []
    for file in sorted(UI.rglob("*.py")):
        tree = ast.parse(file.read_text())
        for made in (one for one in ast.walk(tree) if isinstance(one, ast.ClassDef)):
            bases = {one.id for one in made.bases if isinstance(one, ast.Name)}
            if not bases & {"ListScreen", "OutsideListScreen"}:
                continue
            asked = {
                call.args[0].value
                for call in ast.walk(made)
                if isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "ask"
                and call.args
                and isinstance(call.args[0], ast.Constant)
            }
            named = {
                key.value
                for way in made.body
                if isinstance(way, ast.FunctionDef) and way.name == "forms"
                for one in ast.walk(way)
                if isinstance(one, ast.Dict)
                for key in one.keys
                if isinstance(key, ast.Constant)
            }
            adds = {"join", "days-off"}  # they only add; a passphrase is never kept
            lacking += [f"{file.name}: {name}" for name in asked - named - adds]
    assert lacking == []
