"""Formats that banks and agendas come in: a registry, one file a format."""
