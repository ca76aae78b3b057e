"""Secret ballots: staging, final tables, the register."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BALLOTS = ("staged_ballot", "ballot")
VOTERS = ("staged_voter", "ballot_voter")


def upgrade() -> None:
    for name in BALLOTS:
        op.create_table(
            name,
            sa.Column("round_id", sa.Text(), nullable=False),
            sa.Column("key", sa.Text(), nullable=False),
            sa.Column("event_id", sa.Text(), nullable=False),
            sa.Column("voter_group", sa.Text(), nullable=False),
            sa.Column("choice", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("round_id", "key", name=f"pk_{name}"),
            _of_event(name),
            sqlite_with_rowid=False,
        )
    for name in VOTERS:
        op.create_table(
            name,
            sa.Column("round_id", sa.Text(), nullable=False),
            sa.Column("voter_id", sa.Text(), nullable=False),
            sa.Column("event_id", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("round_id", "voter_id", name=f"pk_{name}"),
            _of_event(name),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "sealing",
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("voted", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", name="pk_sealing"),
        _of_event("sealing"),
    )
    op.create_index("ix_sealing_event_id", "sealing", ["event_id"])


def _of_event(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["event_id"], ["event.id"], name=f"fk_{table}_event_id", ondelete="CASCADE"
    )


def downgrade() -> None:
    for name in ("sealing", *VOTERS, *BALLOTS):
        op.drop_table(name)
