"""Formats that banks leave in: a registry, one file a format."""

from __future__ import annotations

from quizapp.exports.banks.base import BankExporter
from quizapp.exports.banks.own_yaml import OwnYaml

__all__ = ["BANK_EXPORTERS"]

BANK_EXPORTERS: dict[str, BankExporter] = {each.slug: each for each in (OwnYaml(),)}
"""In the order in which they are offered."""
