"""Rehearsals: a copy of an event, with a log of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("rehearsal_of", sa.Text(), nullable=True))
        table.create_foreign_key(
            "fk_event_rehearsal_of", "event", ["rehearsal_of"], ["id"], ondelete="CASCADE"
        )
        table.create_index("ix_event_rehearsal_of", ["rehearsal_of"])


def downgrade() -> None:
    # A copy without its mark would pass for a meeting.
    op.execute("DELETE FROM event WHERE rehearsal_of IS NOT NULL")
    with op.batch_alter_table("event") as table:
        table.drop_index("ix_event_rehearsal_of")
        table.drop_constraint("fk_event_rehearsal_of", type_="foreignkey")
        table.drop_column("rehearsal_of")
