"""Teams, and further rules of the game."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("teams", sa.Text(), nullable=False, server_default="{}"))
    with op.batch_alter_table("activity") as table:
        for column in _activity_columns():
            table.add_column(column)
    with op.batch_alter_table("participant") as table:
        table.add_column(sa.Column("team_id", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("participant") as table:
        table.drop_column("team_id")
    with op.batch_alter_table("activity") as table:
        for column in _activity_columns():
            table.drop_column(column.name)
    with op.batch_alter_table("event") as table:
        table.drop_column("teams")


def _activity_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("streak", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("ranking_of", sa.Text(), nullable=False, server_default="persons"),
        sa.Column("top", sa.Integer(), nullable=False, server_default="5"),
        sa.Column("names", sa.Text(), nullable=False, server_default="shown"),
        sa.Column("breather_s", sa.Integer(), nullable=False, server_default="0"),
    ]
