"""Q&A and reactions."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _text(name: str, *, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=null)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _of(table: str, column: str, to: str, on_delete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{table}_{column}", ondelete=on_delete
    )


def upgrade() -> None:
    _create_session()
    _create_question()
    op.create_table(
        "floor_vote",
        _text("question_id"),
        _text("voter_id"),
        _of("floor_vote", "question_id", "floor_question"),
        sa.PrimaryKeyConstraint("question_id", "voter_id", name="pk_floor_vote"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "question_turn",
        _text("session_id"),
        _text("participant_id"),
        sa.Column("waiting", sa.Integer(), nullable=False),
        _of("question_turn", "session_id", "qa_session"),
        sa.PrimaryKeyConstraint("session_id", "participant_id", name="pk_question_turn"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reaction",
        _text("floor_id"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _text("reaction"),
        _text("event_id"),
        sa.Column("count", sa.Integer(), nullable=False, server_default=sa.text("0")),
        _of("reaction", "event_id", "event"),
        sa.PrimaryKeyConstraint("floor_id", "at", "reaction", name="pk_reaction"),
    )
    op.create_index("ix_reaction_event_id", "reaction", ["event_id"])


def _create_session() -> None:
    op.create_table(
        "qa_session",
        _text("id"),
        _text("event_id"),
        _text("floor_id"),
        _text("subject"),
        _text("agenda_item_id", null=True),
        _flag("moderated"),
        _flag("anonymous"),
        _flag("upvotes"),
        sa.Column("most_open", sa.Integer(), nullable=False),
        _of("qa_session", "event_id", "event"),
        _of("qa_session", "agenda_item_id", "agenda_item", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_qa_session"),
        sa.UniqueConstraint("floor_id", "subject", name="uq_qa_session_floor_id_subject"),
    )
    op.create_index("ix_qa_session_event_id", "qa_session", ["event_id"])
    op.create_index("ix_qa_session_agenda_item_id", "qa_session", ["agenda_item_id"])


def _create_question() -> None:
    op.create_table(
        "floor_question",
        _text("id"),
        _text("session_id"),
        _text("key_hash"),
        _text("text"),
        _text("asked_text"),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        _text("name"),
        _text("delegation"),
        _text("standing"),
        _text("labels"),
        _text("merged_into", null=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _flag("given_back"),
        _of("floor_question", "session_id", "qa_session"),
        sa.PrimaryKeyConstraint("id", name="pk_floor_question"),
        sa.UniqueConstraint("key_hash", name="uq_floor_question_key_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_floor_question_session_id", "floor_question", ["session_id"])


def downgrade() -> None:
    for table in ("reaction", "question_turn", "floor_vote", "floor_question", "qa_session"):
        op.drop_table(table)
