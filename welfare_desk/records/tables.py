"""Every table in one place for those who need them all: upgrades, backups, the schema's own tests."""

from welfare_desk.records import (
    cases,
    community,
    correspondence,
    debts,
    evidence,
    income,
    intake,
    money,
    papers,
    patches,
    people,
    quality,
    removed,
    rights,
    service,
    shared,
)
from welfare_desk.records.base import Base

__all__ = [
    "Base",
    "cases",
    "community",
    "correspondence",
    "debts",
    "evidence",
    "income",
    "intake",
    "money",
    "papers",
    "patches",
    "people",
    "quality",
    "removed",
    "rights",
    "service",
    "shared",
]
