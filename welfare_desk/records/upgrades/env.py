"""Runs the upgrades on the connection it is handed; there is no offline way and no ini file."""

from alembic import context

from welfare_desk.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
