import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e6f"
down_revision = None


def upgrade():
    op.create_table(
        "people",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("mood", sa.Enum("happy", "sad", name="mood"), nullable=False),
    )


def downgrade():
    op.drop_table("people")
    op.execute("DROP TYPE mood")
