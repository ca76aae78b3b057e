"""All rules, pure: the standard library only, no clock, no randomness, no I/O."""
