"""What several workers tell one another: through which of them somebody is connected."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("presence") as table:
        table.add_column(
            sa.Column("worker_id", sa.Text(), nullable=False, server_default=sa.text("''"))
        )


def downgrade() -> None:
    with op.batch_alter_table("presence") as table:
        table.drop_column("worker_id")
