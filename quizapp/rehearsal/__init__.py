"""Simulated phones: the rehearsal feature and the benchmark are one program."""
