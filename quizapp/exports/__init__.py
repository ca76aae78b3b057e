"""Formats that results leave in: a registry, one file a format."""
