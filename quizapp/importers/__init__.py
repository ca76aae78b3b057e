"""Formats that banks and events come in: banks in the registry of `importers.banks`."""
