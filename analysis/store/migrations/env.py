"""Alembic's entry: runs the migrations on the connection that analysis.store.migrate hands over."""

from alembic import context

from analysis.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    # On a server, other programs may keep a table of this name in the same database.
    version_table_schema=context.config.attributes["schema"],
)
context.run_migrations()
