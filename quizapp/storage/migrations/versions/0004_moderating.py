"""What a moderator says about typed texts, answers accepted afterwards, extra time."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_texts("text_mark", "key")
    _create_texts("text_group", "title")
    with op.batch_alter_table("event") as table:
        table.add_column(
            sa.Column(
                "extra_time_by_choice", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    with op.batch_alter_table("participant") as table:
        table.add_column(sa.Column("extra_time", sa.Integer(), nullable=False, server_default="10"))


def downgrade() -> None:
    with op.batch_alter_table("participant") as table:
        table.drop_column("extra_time")
    with op.batch_alter_table("event") as table:
        table.drop_column("extra_time_by_choice")
    op.drop_table("text_group")
    op.drop_table("text_mark")


def _create_texts(name: str, text: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column(text, sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=f"fk_{name}_event_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("round_id", text, name=f"uq_{name}_round_id_{text}"),
    )
    op.create_index(f"ix_{name}_event_id", name, ["event_id"])
