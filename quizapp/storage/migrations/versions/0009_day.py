"""The day: planned times, floors and notes, and names of floors in several languages."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table_name in ("agenda_item", "activity"):
        with op.batch_alter_table(table_name) as table:
            table.add_column(sa.Column("notes", sa.Text(), nullable=False, server_default=""))
            table.add_column(sa.Column("floor_id", sa.Text(), nullable=True))
            table.create_foreign_key(
                f"fk_{table_name}_floor_id", "floor", ["floor_id"], ["id"], ondelete="SET NULL"
            )
            table.create_index(f"ix_{table_name}_floor_id", ["floor_id"])
    with op.batch_alter_table("agenda_item") as table:
        table.add_column(sa.Column("starts_at", sa.Text(), nullable=True))
        table.add_column(sa.Column("ends_at", sa.Text(), nullable=True))
    _rename(lambda name, languages: json.dumps({languages[0]: name} if name else {}))


def downgrade() -> None:
    _rename(lambda name, _: next(iter(json.loads(name).values()), ""))
    with op.batch_alter_table("agenda_item") as table:
        table.drop_column("ends_at")
        table.drop_column("starts_at")
    for table_name in ("activity", "agenda_item"):
        with op.batch_alter_table(table_name) as table:
            table.drop_index(f"ix_{table_name}_floor_id")
            table.drop_constraint(f"fk_{table_name}_floor_id", type_="foreignkey")
            table.drop_column("floor_id")
            table.drop_column("notes")


def _rename(renamed):
    """Each floor's name, by what it was and by the languages of its event."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT floor.id, floor.name, event.languages"
            " FROM floor JOIN event ON event.id = floor.event_id"
        )
    )
    for floor_id, name, languages in rows.fetchall():
        op.get_bind().execute(
            sa.text("UPDATE floor SET name = :name WHERE id = :id"),
            {"id": floor_id, "name": renamed(name, json.loads(languages))},
        )
