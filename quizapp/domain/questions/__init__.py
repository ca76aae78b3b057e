"""The question types and their one registry."""
