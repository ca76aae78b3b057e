"""Run by Alembic, on the connection that `quizapp.storage.schema` has opened and will commit."""

from alembic import context

from quizapp.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite can alter next to nothing: a table is made anew and filled from the old one.
    render_as_batch=True,
    # True of SQLite too, as we begin the transaction ourselves.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
