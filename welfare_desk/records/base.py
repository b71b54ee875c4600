"""What every table shares: ids, versions, pence, instants. No table of its own and no meaning.

Ids are UUIDv7 so that two desks can be brought together without renumbering; money is whole
pence; a day is ``date``; a moment is UTC.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Date, DateTime, ForeignKey, LargeBinary, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562 section 5.7): milliseconds first, so ids sort by when they were made."""
    millis = time.time_ns() // 1_000_000
    value = millis.to_bytes(6, "big") + os.urandom(10)
    number = int.from_bytes(value, "big")
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)


def refers_to(target: str, *, ondelete: str | None = None) -> ForeignKey:
    """A foreign key checked at commit: the rows of one unit of work may be written in any order."""
    return ForeignKey(target, ondelete=ondelete, deferrable=True, initially="DEFERRED")


class PenceColumn(TypeDecorator[int]):
    """Whole pence; refuses a fraction of a penny instead of rounding it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        if value is not None and type(value) is not int:
            raise TypeError(f"{value!r} is not whole pence")
        return value


class InstantColumn(TypeDecorator[datetime]):
    """A moment, timezone-aware in code, UTC at rest on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


Pence = Annotated[int, mapped_column(PenceColumn)]
Words = Annotated[list[str], mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=list)]
Facts = Annotated[dict[str, Any], mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=dict)]


class Base(DeclarativeBase):
    """All tables; names of constraints are fixed so that upgrades can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Uuid(),
        datetime: InstantColumn,
        date: Date(),
        str: Text(),
        bytes: LargeBinary(),
    }


class Kept(Base):
    """A row with an id, a version that a stale save runs into, and the moment it was made."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int]
    made_at: Mapped[datetime]

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__dict__.get("version") or cls.version}
