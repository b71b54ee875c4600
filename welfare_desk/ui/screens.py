"""Every screen by name: where its class is, imported the first time it is gone to."""

from __future__ import annotations

import importlib
from functools import partial

from welfare_desk.ui.list_saving import ListSaving
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen
from welfare_desk.ui.undoing import Undoing
from welfare_desk.ui.window import Window

TABLE: dict[str, str] = {
    "today": "welfare_desk.ui.today.page:TodayScreen",
    "referral": "welfare_desk.ui.referrals.form:ReferralScreen",
    "referral-list": "welfare_desk.ui.referrals.list:ReferralListScreen",
    "clients": "welfare_desk.ui.clients.list:ClientsScreen",
    "client": "welfare_desk.ui.clients.page:ClientScreen",
    "client-details": "welfare_desk.ui.clients.details:ClientDetailsScreen",
    "circumstances": "welfare_desk.ui.clients.circumstances:CircumstancesScreen",
    "subject-access": "welfare_desk.ui.privacy.subject_access:SubjectAccessScreen",
    "copy-lines": "welfare_desk.ui.privacy.copy_lines:CopyLinesScreen",
    "keeping": "welfare_desk.ui.privacy.keeping:KeepingScreen",
    "practice": "welfare_desk.ui.practice.page:PracticeScreen",
    "meeting": "welfare_desk.ui.meetings.page:MeetingScreen",
    "round": "welfare_desk.ui.meetings.round:RoundScreen",
    "crisis": "welfare_desk.ui.meetings.crisis:CrisisScreen",
    "post": "welfare_desk.ui.community.post:PostScreen",
    "directory": "welfare_desk.ui.community.directory:DirectoryScreen",
    "support": "welfare_desk.ui.community.support:SupportScreen",
    "lacking": "welfare_desk.ui.community.lacking:LackingScreen",
    "distance": "welfare_desk.ui.community.distance:DistanceScreen",
    "household": "welfare_desk.ui.community.household:HouseholdScreen",
    "mandates": "welfare_desk.ui.clients.mandates:MandatesScreen",
    "special-rules": "welfare_desk.ui.clients.special_rules:SpecialRulesScreen",
    "acting": "welfare_desk.ui.clients.acting:ActingScreen",
    "call": "welfare_desk.ui.clients.call:CallScreen",
    "conflicts": "welfare_desk.ui.clients.conflicts:ConflictsScreen",
    "merge": "welfare_desk.ui.clients.merging:MergeScreen",
    "claims": "welfare_desk.ui.income.claims:ClaimsScreen",
    "income-check": "welfare_desk.ui.income.page:IncomeScreen",
    "week": "welfare_desk.ui.practice.week:WeekScreen",
    "month": "welfare_desk.ui.practice.month:MonthScreen",
    "waiting": "welfare_desk.ui.practice.waiting:WaitingScreen",
    "practices": "welfare_desk.ui.practice.practices:PracticesScreen",
    "practice-feedback": "welfare_desk.ui.practice.feedback:FeedbackScreen",
    "network": "welfare_desk.ui.network.compare:NetworkScreen",
    "workers": "welfare_desk.ui.network.workers:WorkersScreen",
    "patch": "welfare_desk.ui.patches.homes:PatchScreen",
    "patch-addresses": "welfare_desk.ui.patches.addresses:PatchAddressesScreen",
    "patch-figures": "welfare_desk.ui.patches.figures:PatchFiguresScreen",
    "file-reviews": "welfare_desk.ui.quality.reviews:ReviewsScreen",
    "complaints": "welfare_desk.ui.quality.remarks:RemarksScreen",
    "incidents": "welfare_desk.ui.quality.incidents:IncidentsScreen",
    "client-feedback": "welfare_desk.ui.quality.slips:SlipsScreen",
    "supervision": "welfare_desk.ui.quality.supervision:SupervisionScreen",
    "cancel-sessions": "welfare_desk.ui.practice.cancel:CancelScreen",
    "debts": "welfare_desk.ui.debts.list:DebtsScreen",
    "debt-emergencies": "welfare_desk.ui.debts.emergencies:EmergenciesScreen",
    "compare-ways": "welfare_desk.ui.debts.compare:CompareScreen",
    "creditors": "welfare_desk.ui.debts.creditors:CreditorsScreen",
    "client-debts": "welfare_desk.ui.debts.client:ClientDebtsScreen",
    "consent": "welfare_desk.ui.consents.form:ConsentScreen",
    "consent-ending": "welfare_desk.ui.consents.ending:EndingScreen",
    "exceptions": "welfare_desk.ui.clients.exceptions:ExceptionsScreen",
    "legal-power": "welfare_desk.ui.privacy.legal_power:LegalPowerScreen",
    "who-decides": "welfare_desk.ui.consents.decides:DecidesScreen",
    "evidence": "welfare_desk.ui.evidence.page:EvidenceScreen",
    "letters": "welfare_desk.ui.letters.list:LettersScreen",
    "letter": "welfare_desk.ui.letters.page:LetterScreen",
    "choose-letter": "welfare_desk.ui.letters.choose:ChooseLetterScreen",
    "written-letter": "welfare_desk.ui.letters.written:WrittenScreen",
    "letter-templates": "welfare_desk.ui.letters.template_list:TemplatesScreen",
    "letter-template": "welfare_desk.ui.letters.template_page:TemplateScreen",
    "creditor-letters": "welfare_desk.ui.letters.batch:BatchScreen",
    "report-rights": "welfare_desk.ui.letters.report_rights:ReportRightsScreen",
    "papers": "welfare_desk.ui.papers.page:PapersScreen",
    "pack": "welfare_desk.ui.papers.pack:PackScreen",
    "print-later": "welfare_desk.ui.papers.queue:PrintLaterScreen",
    "cases": "welfare_desk.ui.cases.list:CasesScreen",
    "case": "welfare_desk.ui.cases.page:CaseScreen",
    "decision": "welfare_desk.ui.cases.decision:DecisionScreen",
    "challenge": "welfare_desk.ui.cases.challenge:ChallengeScreen",
    "dates": "welfare_desk.ui.dates.list:DatesScreen",
    "date-calculator": "welfare_desk.ui.dates.calculator:CalculatorScreen",
    "rates-and-rules": "welfare_desk.ui.rates.page:RatesScreen",
    "gains": "welfare_desk.ui.gains.ledger:GainsScreen",
    "report": "welfare_desk.ui.gains.report:ReportScreen",
    "estimate": "welfare_desk.ui.gains.estimate:EstimateScreen",
    "report-gaps": "welfare_desk.ui.gains.gaps:GapsScreen",
    "import": "welfare_desk.ui.intake.page:ImportScreen",
    "find": "welfare_desk.ui.finding.page:FindScreen",
    "help": "welfare_desk.ui.help.page:HelpScreen",
    "recently-removed": "welfare_desk.ui.removed.page:RemovedScreen",
    "filters": "welfare_desk.ui.filters.page:FiltersScreen",
    "settings": "welfare_desk.ui.settings.page:SettingsScreen",
}


def offer_all(window: Window, room: Room) -> None:
    """Offer every screen of the table to the window, and a way to take back what is done there."""
    for name, place in TABLE.items():
        window.offer(name, partial(_made, place, room))
    window.undoing, window.list_saving = Undoing(window, room), ListSaving(window, room)


def _made(place: str, room: Room) -> Screen:
    module, _, cls = place.partition(":")
    screen: Screen = getattr(importlib.import_module(module), cls)(room)
    return screen


def add_sources(window: Window, room: Room) -> None:
    """What the palette finds beside commands: clients and cases, of the desk that is open now."""
    from welfare_desk.ui.clients import source
    from welfare_desk.ui.filters import source as of_filters
    from welfare_desk.ui.settings import source as of_settings

    window.forget_sources()
    every = (*source.sources(window, room), of_filters.source(window, room), of_settings.source(window, room))
    for found in every:
        window.add_source(found)
