"""How long an event and its names are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "keeping",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("names_on", sa.Text(), nullable=True),
        sa.Column("all_on", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event_id", name="pk_keeping"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name="fk_keeping_event_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "kept_record",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_kept_record"),
    )


def downgrade() -> None:
    op.drop_table("kept_record")
    op.drop_table("keeping")
