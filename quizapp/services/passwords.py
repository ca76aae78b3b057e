"""Argon2, on threads of its own: a hash takes tens of milliseconds and 64 MiB."""

from __future__ import annotations

from typing import Protocol

import argon2

from quizapp import runtime


class Hasher(Protocol):
    """What the account use cases need of a password hash."""

    def hash(self, password: str) -> str:
        """The hash as stored, its salt and parameters included."""

    def verify(self, stored: str, password: str) -> bool:
        """Whether the password is the one that was hashed."""


class Argon2Hasher:
    """Argon2id with the library's parameters (RFC 9106, low memory)."""

    def __init__(self) -> None:
        self._argon2 = argon2.PasswordHasher()

    def hash(self, password: str) -> str:
        """See `Hasher`."""
        return runtime.run_slow(self._argon2.hash, password)

    def verify(self, stored: str, password: str) -> bool:
        """See `Hasher`."""
        return runtime.run_slow(self._verify, stored, password)

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._argon2.verify(stored, password)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
