"""The sections of the settings under a few headings, so that the eye finds one; each is imported when first
gone to."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.ui.settings.section import Section

_HERE = "welfare_desk.ui.settings"


@dataclass(frozen=True, slots=True)
class Listed:
    """A section: its name, what stands in the list, under which heading, and where its class is."""

    name: str
    words: str
    under: str
    place: str

    def made_by(self) -> type[Section]:
        module, _, cls = self.place.partition(":")
        found: type[Section] = getattr(importlib.import_module(f"{_HERE}.{module}"), cls)
        return found


_MINE = "You and this computer"
_AGENCY = "The agency"
_PRACTICES = "The practices"
_ADVICE = "Advice work"
_REPORTS = "Reports to funders"
_SAFETY = "Privacy and safety"
_PROGRAM = "The program"

SECTIONS: tuple[Listed, ...] = (
    Listed("choices", "Preferences", _MINE, "choices:ChoicesSection"),
    Listed("keys", "Passphrase and keys", _MINE, "keys:KeysSection"),
    Listed("backups", "Backups", _MINE, "backups:BackupsSection"),
    Listed("agency", "Agency and letterhead", _AGENCY, "agency:AgencySection"),
    Listed("letterhead", "Logo and signature", _AGENCY, "letterhead:LetterheadSection"),
    Listed("recipients", "Recipient book", _AGENCY, "agency:RecipientsSection"),
    Listed("people", "Who can open it", _AGENCY, "people:PeopleSection"),
    Listed("import", "Import a caseload", _AGENCY, "about:ImportSection"),
    Listed("terms", "Practice terms", _PRACTICES, "terms:TermsSection"),
    Listed("counts", "Practices' counts", _PRACTICES, "service:CountsSection"),
    Listed("areas", "Areas", _PRACTICES, "areas:AreasSection"),
    Listed("debt", "Debt advice", _ADVICE, "debt:DebtSection"),
    Listed("holidays", "Bank holidays", _ADVICE, "bank_holidays:HolidaysSection"),
    Listed("scales", "Scales", _ADVICE, "scales:ScalesSection"),
    Listed("funding", "Funding", _REPORTS, "service:FundingSection"),
    Listed("staff", "Staff time", _REPORTS, "service:StaffSection"),
    Listed("social-return", "Social return values", _REPORTS, "service:SocialReturnSection"),
    Listed("report-template", "Report template", _REPORTS, "report_template:TemplateSection"),
    Listed("privacy", "Privacy", _SAFETY, "privacy:PrivacySection"),
    Listed("retention", "Retention", _SAFETY, "privacy:RetentionSection"),
    Listed("oversight", "Record access to check", _SAFETY, "oversight:OversightSection"),
    Listed("rates", "Rates and rules", _PROGRAM, "about:RatesSection"),
    Listed("about", "About", _PROGRAM, "about:AboutSection"),
)
