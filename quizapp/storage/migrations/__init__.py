"""The Alembic environment: `env.py`, and one file a version."""
