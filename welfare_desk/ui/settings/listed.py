"""The sections of the settings, by whose they are; each is imported when it is first gone to."""

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


SECTIONS: tuple[Listed, ...] = (
    Listed("choices", "Choices", "", "choices:ChoicesSection"),
    Listed("backups", "Backups", "This computer", "backups:BackupsSection"),
    Listed("keys", "Passphrase and keys", "You", "keys:KeysSection"),
    Listed("agency", "Agency and letterhead", "The agency", "agency:AgencySection"),
    Listed("letterhead", "Logo and signature", "The agency", "letterhead:LetterheadSection"),
    Listed("recipients", "Recipient book", "The agency", "agency:RecipientsSection"),
    Listed("people", "Who can open it", "The agency", "people:PeopleSection"),
    Listed("funding", "Funding", "The agency", "service:FundingSection"),
    Listed("staff", "Staff time", "The agency", "service:StaffSection"),
    Listed("counts", "Practices' counts", "The agency", "service:CountsSection"),
    Listed("areas", "Areas", "The agency", "areas:AreasSection"),
    Listed("scales", "Scales", "The agency", "scales:ScalesSection"),
    Listed("social-return", "Social return values", "The agency", "service:SocialReturnSection"),
    Listed("report-template", "Report template", "The agency", "report_template:TemplateSection"),
    Listed("debt", "Debt advice", "The agency", "debt:DebtSection"),
    Listed("holidays", "Bank holidays", "The agency", "bank_holidays:HolidaysSection"),
    Listed("terms", "Practice terms", "The agency", "terms:TermsSection"),
    Listed("privacy", "Privacy", "The agency", "privacy:PrivacySection"),
    Listed("retention", "Retention", "The agency", "privacy:RetentionSection"),
    Listed("oversight", "Record access to check", "The agency", "oversight:OversightSection"),
    Listed("import", "Import a caseload", "The agency", "about:ImportSection"),
    Listed("rates", "Rates and rules", "The program", "about:RatesSection"),
    Listed("about", "About", "The program", "about:AboutSection"),
)
