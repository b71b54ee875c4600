"""The stops of the tour: every screen of the practice desk, with something on it worth looking at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from welfare_desk.casework.invented.practice_desk import Told
from welfare_desk.ui import theme
from welfare_desk.ui import tour_states as states
from welfare_desk.ui.lock.cover import StartPin
from welfare_desk.ui.tour import Stop
from welfare_desk.ui.window import Window

_A_REFUSAL = {
    "route": "SSS",
    "benefit": "adp",
    "event": "determination_sent",
    "event_date": date(2026, 11, 2),
}


_A_FILTER = {
    "of": "cases",
    "says": {"typed": "", "kind": "debt", "open_only": False},
    "form": "keep",
    "on": "cases",
}


def stops_of(told: Told) -> Sequence[Stop]:
    """In the order of an advisor's day; the covers come last."""
    callum, case = told.clients["callum"], told.cases["callum"]
    return (
        Stop("today"),
        Stop("today", picture="today-dark", then=partial(_dress, "dark")),
        Stop("clients", then=partial(_dress, "light")),
        Stop("client", {"person": callum}),
        Stop("client-details", {"person": callum}),
        Stop("circumstances", {"person": callum}),
        Stop("referral"),
        Stop("referral", picture="referral-refused", then=states.refused_referral),
        Stop("referral-list", then=_paste_a_list),
        Stop("cases"),
        Stop("case", {"case": case}),
        Stop("challenge", {"case": told.cases["sanction"]}),
        Stop("challenge", {"case": told.cases["sanction"], "form": "hearing"}, picture="hearing"),
        Stop("decision", {"case": case}),
        Stop("papers", {"person": callum, "case": case}),
        Stop("pack", {"case": case}),
        Stop("print-later"),
        Stop("consent", {"person": callum, "case": case}),
        Stop("consent-ending", {"person": callum, "consent": told.consents["callum"]}),
        Stop("who-decides", {"person": callum}),
        Stop("report-rights", {"letter": told.letters["callum"]}),
        Stop("legal-power", {"person": told.clients["moira"]}),
        Stop("client", {"person": callum, "tab": "looked"}, picture="who-has-looked"),
        Stop("exceptions"),
        Stop("evidence", {"person": callum, "case": case}),
        Stop("subject-access", {"person": callum}, then=partial(_ask_for_a_copy, told)),
        Stop("copy-lines", {"person": callum, "part": "What was written while we worked for you"}),
        Stop("keeping", {"person": callum}),
        Stop("letters"),
        Stop("letter", {"letter": told.letters["callum"]}),
        Stop("choose-letter", {"person": callum, "case": case}),
        Stop("written-letter", {"letter": told.letters["grounds"]}),
        Stop("written-letter", {"letter": told.letters["welcome"]}, picture="written-letter-wanting"),
        Stop(
            "written-letter",
            {"letter": told.letters["welcome"]},
            picture="letter-in-polish",
            then=partial(_write_in_polish, told),
        ),
        Stop("letter", {"letter": told.letters["moira"]}, picture="letter-blocked"),
        Stop("letter", {"letter": told.letters["hugh"]}, picture="letter-issued"),
        Stop("letter-templates"),
        Stop("letter-template", {"kind": "closing"}),
        Stop("dates"),
        Stop("date-calculator", _A_REFUSAL),
        Stop("rates-and-rules"),
        Stop("gains"),
        Stop("report"),
        Stop("report-gaps"),
        Stop("estimate", {"case": case}),
        Stop("debts"),
        Stop("debt-emergencies"),
        Stop("creditors"),
        Stop("client-debts", {"person": told.clients["isla"]}),
        Stop("client-debts", {"person": told.clients["isla"], "tab": "budgets"}, picture="budgets"),
        Stop("client-debts", {"person": told.clients["isla"], "tab": "offers"}, picture="offers"),
        Stop("client-debts", {"person": told.clients["isla"], "tab": "options"}, picture="options"),
        Stop("creditor-letters", {"case": told.cases["isla"]}),
        Stop("compare-ways", {"person": told.clients["isla"]}),
        Stop("practice"),
        Stop("post"),
        Stop("directory"),
        Stop("support", {"person": told.clients["isla"]}),
        Stop("lacking"),
        Stop("distance", {"person": told.clients["isla"]}, then=partial(states.on_a_scale, told)),
        Stop("household", {"person": told.clients["isla"]}),
        Stop("income-check", {"person": told.clients["isla"]}),
        Stop("income-check", {"person": told.clients["isla"], "tab": "claim"}, picture="what-to-claim"),
        Stop("income-check", {"person": told.clients["isla"], "tab": "beside"}, picture="side-by-side"),
        Stop("mandates", {"person": callum}),
        Stop("special-rules", {"person": told.clients["agnes"]}),
        Stop("conflicts", {"person": told.clients["isla"]}, then=partial(states.on_the_other_side, told)),
        Stop("merge", {"person": callum, "other": told.clients["ewan"]}),
        Stop("acting", {"person": told.clients["agnes"]}, then=partial(states.somebody_acts, told)),
        Stop("call", {"person": told.clients["moira"]}),
        Stop("claims", {"person": told.clients["isla"]}),
        Stop("week"),
        Stop("month"),
        Stop("meeting", {"meeting": told.meetings["callum"]}),
        Stop("round"),
        Stop("crisis", {"person": callum}),
        Stop("waiting"),
        Stop("practices"),
        Stop("practice-feedback"),
        Stop("network"),
        Stop("workers"),
        Stop("patch"),
        Stop("patch-addresses", then=_paste_addresses),
        Stop("patch-figures"),
        Stop("file-reviews"),
        Stop("complaints"),
        Stop("incidents"),
        Stop("client-feedback"),
        Stop("supervision"),
        Stop("cancel-sessions", {"practice": told.practice, "on": date(2026, 12, 3)}),
        Stop("import"),
        Stop("recently-removed", then=_take_something_out),
        Stop("filters", _A_FILTER),
        Stop("find", {"typed": "appeal"}),
        Stop("find", {"typed": ""}, picture="find-recent", then=partial(_look_at_recent, told)),
        Stop("help", {"about": "letter"}),
        Stop("help", {"page": "whats-new"}, picture="whats-new"),
        Stop("help", {"page": "words"}, picture="words"),
        Stop("help", {"page": "keys"}, picture="keys"),
        Stop("settings"),
        Stop("settings", {"section": "agency"}, picture="settings-agency"),
        Stop("settings", {"section": "keys"}, picture="settings-keys"),
        Stop("settings", {"section": "people"}, picture="settings-people"),
        Stop("settings", {"section": "backups"}, picture="settings-backups"),
        Stop("settings", {"section": "recipients"}, picture="settings-recipients"),
        Stop("settings", {"section": "counts"}, picture="settings-counts"),
        Stop("settings", {"section": "letterhead"}, picture="settings-letterhead"),
        Stop("settings", {"section": "terms"}, picture="settings-terms"),
        Stop("settings", {"section": "areas"}, picture="settings-areas"),
        Stop("settings", {"section": "debt"}, picture="settings-debt"),
        Stop("settings", {"section": "holidays"}, picture="settings-holidays"),
        Stop("settings", {"section": "scales"}, picture="settings-scales"),
        Stop("settings", {"section": "report-template"}, picture="settings-report-template"),
        Stop("settings", {"section": "about"}, picture="settings-about"),
        Stop("settings", {"section": "oversight"}, picture="settings-oversight"),
        Stop("settings", {"section": "privacy"}, picture="settings-privacy"),
        Stop("settings", {"section": "retention"}, picture="settings-retention"),
        Stop("workers", picture="handed-over", then=partial(_someone_takes_over, told)),
        *(
            Stop("clients", picture=f"empty-{one}", then=partial(states.empty, one))
            for one in ("today", "clients", "cases", "letters", "dates")
        ),
        Stop("today", picture="first-run", then=states.first_run),
        Stop("today", picture="recovery-sheet", then=states.recovery_sheet),
        Stop("today", picture="our-fault", then=states.crash),
        Stop("client", {"person": callum}, picture="colleague-here", then=states.colleague_here),
        Stop("case", {"case": case}, picture="server-away", then=states.server_away),
        Stop(
            "client-details",
            {"person": callum},
            picture="both-versions",
            then=partial(states.both_versions, told),
        ),
        Stop("today", picture="salvage", then=_read_out),
        Stop("today", picture="private-view", then=_private_view),
        Stop("today", picture="palette", then=_find_callum),
        Stop("today", picture="palette-nothing", then=states.find_nothing),
        Stop("letter", {"letter": told.letters["agnes"]}, picture="gp-at-the-desk", then=_hand_over),
        Stop("today", picture="curtain", then=_draw_curtain),
        Stop("today", picture="lock", then=_lock),
    )


def undressed_stops(told: Told) -> Sequence[Stop]:
    """The same without a change of dress on the way, for a tour that is dressed as a whole."""
    return tuple(
        replace(stop, then=None) if _dresses(stop) else stop
        for stop in stops_of(told)
        if not _dresses(stop) or stop.name == stop.screen
    )


def _dresses(stop: Stop) -> bool:
    return isinstance(stop.then, partial) and stop.then.func is _dress


_A_LIST = """Patient,DOB,Phone,Reason,Referred by,Agreed
"Reid, Callum",2/3/1974,07700 900186,ADP appeal,Dr Rennie,yes
Ina Walker,5/5/1980,07700 900107,Rent arrears,Dr Rennie,yes
Ina Walker,5/5/1980,,Rent arrears,Nurse Boyd,yes
Sorley Bain,1/9/1962,,Fuel and heating,Dr Rennie,
Peigi Munro,12/12/1948,,Attendance Allowance form,Dr Rennie,no
"""


def _someone_takes_over(told: Told, window: Window) -> None:
    from welfare_desk.casework.opening import NewAdvisor
    from welfare_desk.casework.service import cover, handing, workers

    room = window.front().room  # type: ignore[union-attr]
    desk, today, me = room.desk, room.today(), room.desk.advisor.id
    shona = next((row.id for row in workers.workers(desk, today=today) if row.id != me), None)
    if shona is None:
        asked = NewAdvisor("Shona Baird", job_title="Welfare rights advisor")
        shona = workers.add_worker(desk, asked, "nine slow boats leaving harbour", today=today).id
    why = "Lives in her patch now"
    handing.hand_over(desk, me, shona, why=why, case_id=told.cases["isla"], today=today)
    cover.begin_cover(desk, cover.CoverDraft(me, shona, today, date(2026, 12, 4), "Annual leave"))
    window.go("workers", chosen=shona)


def _take_something_out(window: Window) -> None:
    from welfare_desk.casework import agency
    from welfare_desk.casework.matters import journal
    from welfare_desk.casework.service import session_plan
    from welfare_desk.casework.taking_back import undoing

    room = window.front().room  # type: ignore[union-attr]
    desk, today = room.desk, room.today()
    practice = agency.practices(desk)[0]
    closed = session_plan.add_closure(
        desk, practice.id, date(2026, 12, 24), date(2026, 12, 28), why="Christmas"
    )
    session_plan.remove_closure(desk, closed.id)  # type: ignore[arg-type]
    journal.add_task(desk, "Ring the landlord about the arrears")
    undoing.undo(desk, today=today)
    window.go("recently-removed")


def _ask_for_a_copy(told: Told, window: Window) -> None:
    from welfare_desk.casework.rights import subject_access
    from welfare_desk.casework.rights.subject_access import RequestDraft

    room, person = window.front().room, told.clients["callum"]  # type: ignore[union-attr]
    subject_access.take_request(room.desk, RequestDraft(person, room.today()), today=room.today())
    window.go("subject-access", person=person)


def _look_at_recent(told: Told, window: Window) -> None:
    from welfare_desk.casework import own_things

    front = window.front()
    places = [("client", told.clients["isla"]), ("letter", told.letters["callum"])]
    own_things.remember_places(front.room.desk, [*places, ("case", told.cases["callum"])])  # type: ignore[union-attr]
    front.show_kind("recent")  # type: ignore[union-attr]


def _read_out(window: Window) -> QDialog:
    from welfare_desk.ui.lock.salvaging import Salvage

    states.alone_again(window)  # the stops before left it shared
    room = window.front().room  # type: ignore[union-attr]
    dialog = Salvage(room.jobs, room.desk.folder, room.desk.clock, window)
    dialog.show()
    return dialog


def _write_in_polish(told: Told, window: Window) -> None:
    from welfare_desk.casework.correspondence import written

    desk, letter = window.front().room.desk, told.letters["welcome"]  # type: ignore[union-attr]
    said = {"help": "Wniosek o zasiłek Carer Support Payment.", "ours": ["Wypełnimy razem formularz"]}
    written.keep_words(desk, letter, said)
    written.choose_language(desk, letter, "pl")
    window.go("written-letter", letter=told.letters["grounds"])  # what was typed is read again on coming back
    window.go("written-letter", letter=letter)


def _paste_a_list(window: Window) -> None:
    _paste(window, _A_LIST)


def _paste(window: Window, words: str) -> None:
    QApplication.clipboard().setText(words)
    front = window.front()
    if front is not None and hasattr(front, "paste"):
        front.paste()


_SOME_HOMES = """House,Street,Postcode
27,Harbour Row,DD5 9ZZ
Flat 1/2 29,Harbour Row,DD5 9ZZ
Flat 2/1 29,Harbour Row,DD5 9ZZ
27,Harbour Row,DD5 9ZZ
3,Mill Wynd,DD5 9ZZ
,,DD5 9ZZ
"""


def _paste_addresses(window: Window) -> None:
    _paste(window, _SOME_HOMES)


def _dress(choice: theme.Choice, window: Window) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, choice)


def _find_callum(window: Window) -> None:
    window.switch_private_view()  # the stop before left it on
    window.open_palette()
    line = window.palette_panel.findChild(QLineEdit)
    if line is not None:
        line.setText("cal")


def _hand_over(window: Window) -> None:
    window.palette_panel.close_up()
    front = window.front()
    if front is not None and hasattr(front, "hand_over"):
        front.hand_over()


def _private_view(window: Window) -> None:
    window.switch_private_view()


def _draw_curtain(window: Window) -> None:
    window.palette_panel.close_up()
    window.pin = StartPin("482913")
    window.draw_curtain()


def _lock(window: Window) -> None:
    window.lock("10:12")
