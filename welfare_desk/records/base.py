"""What every table shares: ids, versions, pence, instants. No table of its own and no meaning.

Ids are UUIDv7 so that two desks can be brought together without renumbering; money is whole
pence; a day is ``date``; a moment is UTC.
"""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Date, DateTime, ForeignKey, LargeBinary, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

_turn = threading.Lock()
_last_tick = 0


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562 sections 5.7 and 6.2): ids of one process sort by when they were made.

    Milliseconds first, then the twelve bits of a finer count that never stands still or goes back, so
    that two lines written together keep their order.
    """
    global _last_tick
    with _turn:
        tick = _last_tick = max(_last_tick + 1, time.time_ns() * 4096 // 1_000_000)
    millis, finer = divmod(tick, 4096)
    chance = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=millis << 80 | 0x7 << 76 | finer << 64 | 0x2 << 62 | chance)


def refers_to(target: str, *, ondelete: str | None = None) -> ForeignKey:
    """A foreign key checked at commit: the rows of one unit of work may be written in any order."""
    return ForeignKey(target, ondelete=ondelete, deferrable=True, initially="DEFERRED")


class TextColumn(TypeDecorator[str]):
    """Words, without the signs no store can hold: a nought byte (PostgreSQL), half of a pair (UTF-8)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.replace("\0", "").encode(errors="ignore").decode()


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
        str: TextColumn,
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
