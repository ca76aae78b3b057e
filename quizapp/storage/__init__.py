"""The SQLAlchemy side of the ports."""
