"""What a paper somebody else wrote is, and where it stands in a pack: kinds and parts as data say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from welfare_desk.rules import consent_record


@dataclass(frozen=True, slots=True)
class PaperKind:
    """``health``: it is taken, opened and sent only under a consent; ``category`` is what it usually is."""

    code: str
    label: str
    part: str
    health: bool = False
    category: str | None = None


@dataclass(frozen=True, slots=True)
class PaperKinds:
    """Every kind, and the parts of a pack in their order with their names."""

    kinds: Mapping[str, PaperKind]
    parts: Mapping[str, str]


def from_data(data: Mapping[str, Any]) -> PaperKinds:
    """The kinds from their table. Raises ValueError where one is not whole."""
    parts = {row["code"]: str(row["label"]) for row in data["part"]}
    kinds: dict[str, PaperKind] = {}
    for row in data["kind"]:
        kind = PaperKind(
            row["code"], row["label"], row["part"], row.get("health", False), row.get("category")
        )
        if kind.code in kinds or kind.part not in parts or kind.health != (kind.category is not None):
            raise ValueError(f"{kind.code}: there twice, in no part, or about health without a category")
        if kind.category is not None and kind.category not in consent_record.CATEGORIES:
            raise ValueError(f"{kind.code}: {kind.category} is no category of consent")
        kinds[kind.code] = kind
    return PaperKinds(kinds, parts)
