"""The seat list, and the settings of a vote."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activity") as table:
        table.add_column(sa.Column("voting", sa.Text(), nullable=False, server_default="{}"))
    op.create_table(
        "seat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delegation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name="fk_seat_event_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.UniqueConstraint("event_id", "number", name="uq_seat_event_id_number"),
        sa.UniqueConstraint("event_id", "code_hash", name="uq_seat_event_id_code_hash"),
    )
    op.create_table(
        "proxy_note",
        sa.Column("seat_id", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name="fk_proxy_note_seat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seat_id", name="pk_proxy_note"),
    )
    op.create_table(
        "seat_sending",
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("seat_id", sa.Text(), nullable=False),
        sa.Column("participant_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name="fk_seat_sending_event_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "seat_id", "participant_id", name="pk_seat_sending"),
    )
    op.create_index("ix_seat_sending_event_id", "seat_sending", ["event_id"])
    with op.batch_alter_table("participant") as table:
        table.add_column(sa.Column("seat_id", sa.Text(), nullable=True))
        table.create_foreign_key(
            "fk_participant_seat_id", "seat", ["seat_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index("ix_participant_seat_id", ["seat_id"])


def downgrade() -> None:
    with op.batch_alter_table("participant") as table:
        table.drop_index("ix_participant_seat_id")
        table.drop_constraint("fk_participant_seat_id", type_="foreignkey")
        table.drop_column("seat_id")
    op.drop_table("seat_sending")
    op.drop_table("proxy_note")
    op.drop_table("seat")
    with op.batch_alter_table("activity") as table:
        table.drop_column("voting")
