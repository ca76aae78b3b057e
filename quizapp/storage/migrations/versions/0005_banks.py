"""Banks that are searched, edited and counted."""

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LANGUAGES = {"en", "fr", "es", "ar", "ru", "pt"}

_LATEST = sa.text(
    "SELECT v.question_id, v.version, v.content FROM question_version v WHERE v.version = "
    "(SELECT max(w.version) FROM question_version w WHERE w.question_id = v.question_id)"
)
_FOUND_BY = sa.text(
    "UPDATE question SET version = :version, type = :type, difficulty = :difficulty, "
    "tags = :tags, languages = :languages, words = :words WHERE id = :id"
)


def upgrade() -> None:
    with op.batch_alter_table("question") as batch:
        batch.add_column(
            sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("type", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch.add_column(sa.Column("difficulty", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("tags", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch.add_column(
            sa.Column("languages", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
        batch.add_column(
            sa.Column("words", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
    with op.batch_alter_table("question_version") as batch:
        batch.add_column(
            sa.Column("account_id", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
        batch.add_column(
            sa.Column("written_at", sa.BigInteger(), nullable=False, server_default="0")
        )
    op.create_table(
        "question_draft",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("bank_id", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("typed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name="fk_question_draft_account_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name="fk_question_draft_bank_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "question_id", name="pk_question_draft"),
    )
    op.create_index("ix_question_draft_bank_id", "question_draft", ["bank_id"])
    op.create_index("ix_question_draft_question_id", "question_draft", ["question_id"])
    _fill()


def _fill() -> None:
    """What the questions that are there already are found by."""
    connection = op.get_bind()
    for question_id, version, written in connection.execute(_LATEST).all():
        content = json.loads(written)
        connection.execute(
            _FOUND_BY,
            {
                "id": question_id,
                "version": version,
                "type": content.get("type", ""),
                "difficulty": content.get("difficulty"),
                "tags": "".join(f"\n{tag}\n" for tag in content.get("tags", [])),
                "languages": "".join(f" {code} " for code in content.get("prompt", {})),
                "words": " ".join(_folded(each) for each in _texts(content)),
            },
        )


def _texts(content):  # type: ignore[no-untyped-def]
    if isinstance(content, dict):
        if content and set(content) <= LANGUAGES:
            yield from (each for each in content.values() if isinstance(each, str))
        for each in content.values():
            yield from _texts(each)
    elif isinstance(content, list):
        for each in content:
            yield from _texts(each)


def _folded(text: str) -> str:
    """Near enough to the domain's own; a question that is saved anew has that."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (each for each in plain if not unicodedata.category(each).startswith(("P", "M")))
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def downgrade() -> None:
    op.drop_table("question_draft")
    with op.batch_alter_table("question_version") as batch:
        batch.drop_column("written_at")
        batch.drop_column("account_id")
    with op.batch_alter_table("question") as batch:
        for name in ("words", "languages", "tags", "difficulty", "type", "version", "archived"):
            batch.drop_column(name)
